import type { Entry, Shelf } from '../catalogue/catalogue.ts'
import type { Arithmetic, Comparing, Joining, Place } from './syntax.ts'
import type { TermType } from './termType.ts'

/** A view in a year: the year asked for, or so many years before it. */
export interface Sight {
  readonly shelf: Shelf
  readonly back: number
}

/** A figure over all units of an area: which are meant, and what is taken of each. */
export interface Aggregate {
  readonly how: 'count' | 'sum' | 'avg'
  /** The number that is added or averaged; of a count, the yes or no that is asked of each unit. */
  readonly of?: Term | undefined
  /** The view whose rows are counted. */
  readonly rows?: Sight | undefined
  /** Which units are meant at all; the others are neither counted nor missed. */
  readonly where?: Term | undefined
}

/** A fact of a view, in the year asked for or before. */
export interface FactTerm extends Sight {
  readonly kind: 'fact'
  readonly entry: Entry
}

/** A formula whose names are resolved and whose types hold. */
export type Term = { readonly at: Place; readonly type: TermType } & (
  | FactTerm
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'year'; readonly back: number }
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'negative' | 'not'; readonly of: Term }
  | {
      readonly kind: 'binary'
      readonly operator: Arithmetic | Comparing | Joining
      readonly left: Term
      readonly right: Term
    }
  | { readonly kind: 'aggregate'; readonly aggregate: Aggregate }
)

/** A term and all below it, as written, without what aggregates hold. */
export function outsideAggregates(term: Term): Term[] {
  if (term.kind === 'binary') {
    return [term, ...outsideAggregates(term.left), ...outsideAggregates(term.right)]
  }
  if (term.kind === 'negative' || term.kind === 'not') return [term, ...outsideAggregates(term.of)]
  return [term]
}

/** The aggregates of a term. */
export function aggregatesIn(term: Term): Aggregate[] {
  return outsideAggregates(term).flatMap((part) =>
    part.kind === 'aggregate' ? [part.aggregate] : [],
  )
}

/** The facts that a term reads itself, outside its aggregates. */
export function ownFacts(term: Term | undefined): FactTerm[] {
  return term ? outsideAggregates(term).filter((part) => part.kind === 'fact') : []
}

/** The facts that an aggregate reads of each unit. */
export function factsOfAggregate({ of, where }: Aggregate): FactTerm[] {
  return [...ownFacts(of), ...ownFacts(where)]
}

/** Every view, fact or no fact, that a term reads, with its year. */
export function sightsIn(term: Term): (Sight & { readonly at: Place })[] {
  return outsideAggregates(term).flatMap((part) => {
    if (part.kind === 'fact') return [part]
    if (part.kind !== 'aggregate') return []
    const { rows, of, where } = part.aggregate
    const inside = [of, where].flatMap((inner) => (inner ? sightsIn(inner) : []))
    return rows ? [{ ...rows, at: part.at }, ...inside] : inside
  })
}

/** Every fact that a term reads, inside its aggregates too. */
export function allFacts(term: Term): FactTerm[] {
  return [...ownFacts(term), ...aggregatesIn(term).flatMap(factsOfAggregate)]
}

/** Whether a term is made of written numbers alone. */
export function isWritten({ type }: Term): boolean {
  return type.kind === 'number' && type.adds === 'written'
}
