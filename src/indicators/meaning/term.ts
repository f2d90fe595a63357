import type { Entry, Shelf } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Fact } from '../../ground/fact.ts'
import type { Parameter } from '../definitions/parameter.ts'
import type { Arithmetic, Comparing, Joining, Span } from '../language/syntax.ts'
import type { TermType } from './termType.ts'

/** A year: so many before the one that is asked for, or, as text, a certain one. */
export type Back = number | `${number}`

/** A view in a year. */
export interface Sight {
  readonly shelf: Shelf
  readonly back: Back
}

/** How the parts of a year are read as one: their sum, least, greatest or mean; else the last speaks. */
export type OverYear = 'sum' | 'min' | 'max' | 'avg'

/** How the things in an aggregate belong to the row that gathers them. */
export type Relation =
  /** They are that row itself. */
  | { readonly by: 'self' }
  /** They lie in the area. */
  | { readonly by: 'place' }
  /** They are the same thing, of which a view keeps a list. */
  | { readonly by: 'key' }
  /** They say the same of some facts: nothing better joins a name in a register to the person. */
  | {
      readonly by: 'match'
      readonly pairs: readonly (readonly [inner: FactTerm, outer: FactTerm])[]
    }
  /** They point to it, by a fact of their own or of the view that is gathered. */
  | { readonly by: 'link'; readonly fact: Fact; readonly shelf?: Shelf }

/** Figures over many things: which are meant, and what is taken of each. */
export interface Aggregate {
  readonly how: 'count' | 'countDistinct' | 'sum' | 'avg' | 'min' | 'max' | 'any' | 'all'
  /** The kinds of things that are gathered; several where one view speaks of them all. */
  readonly things: readonly Entity[]
  readonly relation: Relation
  /** The view whose rows are gathered; none where the things themselves are. */
  readonly rows?: Sight | undefined
  /** What is added, averaged or compared; of count, any and all the yes or no that is asked of each. */
  readonly of?: Term | undefined
  /** Which things are meant at all; the others are neither counted nor missed. */
  readonly where?: Term | undefined
}

/** A fact of a view or of a thing, in the year asked for or before. */
export interface FactTerm {
  readonly kind: 'fact'
  readonly entry: Entry
  readonly shelf?: Shelf
  readonly back: Back
  /** Read from the thing itself, or from the area above it in which it lies. */
  readonly reach: 'own' | Entity
  readonly over?: OverYear | undefined
  /** The first of the years whose values are added up. */
  readonly since?: number | undefined
  /** The one kind of thing that is meant, where the link leads to several. */
  readonly narrowedTo?: Entity | undefined
}

/** A formula whose names are resolved and whose types hold. */
export type Term = { readonly at: Span; readonly type: TermType } & (
  | FactTerm
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'year'; readonly back: Back }
  | { readonly kind: 'member'; readonly name: string }
  | {
      readonly kind: 'parameter'
      readonly parameter: Parameter
      readonly back: Back
      /** What a parameter that is looked up in a table is looked up by. */
      readonly by: readonly Term[]
    }
  | { readonly kind: 'negative' | 'not'; readonly of: Term }
  | { readonly kind: 'present'; readonly of: Term; readonly wanted: boolean }
  /** Whether a view has a row of the thing at all. */
  | ({ readonly kind: 'has' } & Sight)
  /** A fact of the row outside the aggregate in which it stands. */
  | { readonly kind: 'outer'; readonly of: Term }
  | {
      readonly kind: 'binary'
      readonly operator: Arithmetic | Comparing | Joining
      readonly left: Term
      readonly right: Term
    }
  | { readonly kind: 'among'; readonly of: Term; readonly list: readonly Term[] }
  | { readonly kind: 'choice'; readonly parts: readonly [condition: Term, yes: Term, no: Term] }
  | { readonly kind: 'extreme'; readonly how: 'min' | 'max'; readonly parts: readonly Term[] }
  /** Of a date: its year, whether it has come by the end of the period, or lies in it. */
  | {
      readonly kind: 'dated'
      readonly how: 'year' | 'by' | 'during'
      readonly of: Term
      readonly back: Back
    }
  | {
      readonly kind: 'via'
      readonly link: FactTerm
      readonly things: readonly Entity[]
      readonly of: Term
    }
  /** `text` is the piece of the formula, on one line. */
  | { readonly kind: 'aggregate'; readonly aggregate: Aggregate; readonly text: string }
)

/** A term that aggregates, with what it gathers. */
export type AggregateTerm = Extract<Term, { kind: 'aggregate' }>

/** The terms directly below one, as written; what an aggregate or a link holds is not below it. */
export function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'binary':
      return [term.left, term.right]
    case 'negative':
    case 'not':
    case 'present':
    case 'outer':
    case 'dated':
      return [term.of]
    case 'among':
      return [term.of, ...term.list]
    case 'choice':
    case 'extreme':
      return term.parts
    case 'parameter':
      return term.by
    default:
      return []
  }
}

/** A term and all below it that is read of the same row: without what aggregates and links hold. */
export function ofOneRow(term: Term): Term[] {
  return [term, ...partsOf(term).flatMap(ofOneRow)]
}

/** The aggregates of a term, those within others apart. */
export function aggregatesIn(term: Term): AggregateTerm[] {
  return ofOneRow(term).filter((part) => part.kind === 'aggregate')
}

/** The facts that a term reads of its own row. */
export function ownFacts(term: Term | undefined): Extract<Term, { kind: 'fact' }>[] {
  return term ? ofOneRow(term).filter((part) => part.kind === 'fact') : []
}

/** What an aggregate holds: the terms that are asked of each thing. */
export function insideOf({ of, where }: Aggregate): Term[] {
  return [of, where].filter((term) => term !== undefined)
}

/** The facts of which a term asks whether they are blank: there a blank is an answer. */
export function blanksAsked(term: Term | undefined): FactTerm[] {
  const asked = term ? ofOneRow(term).filter((part) => part.kind === 'present') : []
  return asked.map(({ of }) => of).filter((of) => of.kind === 'fact')
}

/** A term and all below it, inside aggregates and behind links too. */
export function everyPart(term: Term): Term[] {
  return ofOneRow(term).flatMap((part) => {
    if (part.kind === 'aggregate') return [part, ...insideOf(part.aggregate).flatMap(everyPart)]
    if (part.kind === 'via')
      return [part, { ...part.link, at: part.at, type: part.of.type }, ...everyPart(part.of)]
    return [part]
  })
}

/** Every fact that a term reads, wherever. */
export function allFacts(term: Term): FactTerm[] {
  return everyPart(term).filter((part) => part.kind === 'fact')
}

/** Every view that a term reads with its year, fact or no fact. */
export function sightsIn(term: Term): Sight[] {
  return everyPart(term).flatMap((part) => {
    if (part.kind === 'has') return [part]
    if (part.kind === 'fact') return part.shelf ? [{ shelf: part.shelf, back: part.back }] : []
    return part.kind === 'aggregate' && part.aggregate.rows ? [part.aggregate.rows] : []
  })
}

/** Whether a term is made of written numbers alone. */
export function isWritten({ type }: Term): boolean {
  return type.kind === 'number' && type.adds === 'written'
}

/** Whether a term is the same for all areas: made of numbers, parameters and years alone. */
export function isConstant(term: Term): boolean {
  return ofOneRow(term).every(
    ({ kind }) => kind !== 'fact' && kind !== 'aggregate' && kind !== 'via',
  )
}
