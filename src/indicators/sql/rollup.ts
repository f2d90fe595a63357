import { type Aggregate, aggregatesIn, blanksAsked, ofOneRow, type Term } from '../meaning/term.ts'
import type { AggregationPlanner } from './aggregationPlanner.ts'
import type { Scalar } from './algebra.ts'
import { constantOf } from './constants.ts'
import { contributionOf, factsToldBy, viewOf, withoutRow } from './contribution.ts'
import {
  type Behind,
  leastBehind,
  overSelf,
  overThings,
  type RollupScope,
} from './foldedAggregates.ts'
import type { Contribution, Owed } from './planners.ts'
import type { RowPlanner } from './rowPlanner.ts'
import { and, anyOf, caseOf, equal, infix, is, not, zero } from './scalarForms.ts'
import { hasAnything, owedFor, someSilent } from './silence.ts'
import { type Leaf, overLeaves } from './termOperators.ts'
import type { UnitColumns } from './unitColumns.ts'

/** A formula rolled up over the units of an area: who took part, who was silent, what came of it. */
export interface Rollup {
  readonly contributors: Scalar
  readonly silent: Scalar
  /** The views that may be silent, each with whether it is, as a column of `r`. */
  readonly owing: readonly Silent[]
  /** Whether all units that have anything to tell are silent; absent where each of them has. */
  readonly unheard: Scalar | undefined
  /** Whether areas within a unit that took part are silent; absent where no areas are aggregated. */
  readonly partly: Scalar | undefined
  /** A term of the formula, over the area: computed from what its units come to together. */
  readonly over: (term: Term) => Scalar
  /** A term as each unit has it, as a column of `r`. */
  readonly column: (term: Term) => Scalar
  /** Units that have both taken part and a value: their values' sum and number. */
  readonly mean: () => { sum: Scalar; number: Scalar }
  /** Of figures over households, persons, loans: how many stand behind its least part, and how many do not. */
  readonly behind: () => Behind
}

/** A view that may be silent, and when it is. */
interface Silent {
  readonly view: string
  readonly isSilent: Scalar
}

/** Which units take part: those that are not silent, and to which it applies. */
interface Partaking {
  readonly isSilent: Scalar
  readonly takes: Scalar
}

/** Rolls a formula up over its units; only those that owe no answer take part in it. */
export function rollUp(term: Term, scope: RollupScope, applies?: Scalar): Rollup {
  const { units, columns, fold } = scope
  const read = readBy(term, units)
  const { single, own, others, aggregations } = read
  // Who has nothing to do with it neither owes an answer nor takes part.
  const isAsked = applies && columns.add(applies)
  const owing = silencesOf(read.owed, columns, applies)
  const unasked = isAsked ? [is(isAsked, 'null')] : []
  const isSilent = anyOf([...unasked, ...owing.map((one) => one.isSilent)])
  const takes = isAsked ? and(not(isSilent), is(isAsked, 'true')) : not(isSilent)
  const meant = [...own.values()].map((one) => one.meant)
  const isCounting = meant.length > 0 && others.length + single.length === 0
  const partakes = isCounting ? and(takes, columns.add(anyOf(meant))) : takes
  const partaking = { isSilent, takes }
  const column = (part: Term) => columns.add(units.value(part))
  const over = (part: Term): Scalar =>
    overLeaves(part, (leaf) => rolledLeaf(leaf, scope, partaking, { own, over }))
  const hasSingle = single.length + own.size > 0
  return {
    contributors: fold.count(partakes),
    silent: fold.count(isSilent),
    owing,
    unheard: fold.isOne || hasSingle ? undefined : noneHeard(aggregations, scope, partaking),
    partly: partlySilent(aggregations, scope, takes),
    over,
    column,
    mean: () => {
      const value = column(term)
      const has = and(partakes, is(value, 'not null'))
      return { sum: fold.sum(value, has), number: fold.count(has) }
    },
    behind: () => leastBehind(others, scope, takes),
  }
}

/** The views that owe an answer of a unit, each once, as columns of `r`. */
function silencesOf(
  owed: readonly Owed[],
  columns: UnitColumns,
  applies: Scalar | undefined,
): Silent[] {
  const byView = Map.groupBy(owed, ({ view }) => view)
  return [...byView].map(([view = '', all]) => {
    const isSilent = anyOf(all.map((one) => one.isSilent))
    const owes = applies ? and(is(applies, 'true'), isSilent) : isSilent
    return { view, isSilent: columns.add(owes) }
  })
}

/** A leaf of a formula over the area. */
function rolledLeaf(
  leaf: Leaf,
  scope: RollupScope,
  partaking: Partaking,
  { own, over }: { own: ReadonlyMap<Aggregate, Contribution>; over: (term: Term) => Scalar },
): Scalar {
  const { units, columns, fold, distincts } = scope
  if (leaf.kind === 'fact') return fold.sum(columns.add(units.fact(leaf)), partaking.takes)
  if (leaf.kind !== 'aggregate') return constantOf(leaf, 'r', over)
  const { aggregate } = leaf
  const self = own.get(aggregate)
  if (self) return overSelf(aggregate, self, scope, partaking.isSilent)
  if (aggregate.how !== 'countDistinct' || !distincts) {
    return overThings(aggregate, scope, partaking.takes)
  }
  const pairs = units.aggregationFor(aggregate).pairsOf(aggregate)
  return distincts.count(pairs, not(partaking.isSilent))
}

/** What a formula reads of a unit, and the views that may owe an answer for it. */
function readBy(term: Term, units: RowPlanner) {
  const single = factsToldBy(term)
  const links = ofOneRow(term).flatMap((part) => (part.kind === 'via' ? part.link : []))
  const aggregates = aggregatesIn(term).map(({ aggregate }) => aggregate)
  const selves = aggregates.filter(({ relation }) => relation.by === 'self')
  const own = new Map(selves.map((aggregate) => [aggregate, contributionOf(aggregate, units)]))
  const others = aggregates.filter(({ relation }) => relation.by !== 'self')
  // Read before it is asked what was found: a view that nobody reads owes nothing.
  for (const aggregate of others) units.aggregationFor(aggregate)
  const aggregations = units
    .aggregations()
    .filter((one) => others.some((aggregate) => one.aggregates.includes(aggregate)))
  const owed: Owed[] = [
    ...single.map((fact) => ({ view: viewOf(fact), isSilent: is(units.fact(fact), 'null') })),
    ...withoutRow([...blanksAsked(term), ...links], units),
    ...[...own.values()].flatMap((one) => one.owed),
    ...aggregations.flatMap((one) => owedFor(one, term.type.kind === 'yesNo')),
  ]
  return { single, own, others, aggregations, owed }
}

/** A condition of a unit, blank where a view owes an answer that it goes by. */
export function toldOf(condition: Term, units: RowPlanner): Scalar {
  const silent = anyOf(readBy(condition, units).owed.map(({ isSilent }) => isSilent))
  return caseOf(not(silent), units.value(condition))
}

/** That there is something to be told of some units, and nothing of any that is not silent. */
function noneHeard(
  aggregations: readonly AggregationPlanner[],
  { columns, fold }: RollupScope,
  { isSilent, takes }: Partaking,
): Scalar {
  const has = columns.add(anyOf(aggregations.map(hasAnything)))
  const [untold, told] = [fold.count(and(isSilent, has)), fold.count(and(takes, has))]
  return and(infix('>', untold, zero), equal(told, zero))
}

/** That some of what was aggregated of a unit is silent, and the unit took part all the same. */
function partlySilent(
  aggregations: readonly AggregationPlanner[],
  { columns, fold }: RollupScope,
  takes: Scalar,
): Scalar | undefined {
  const some = aggregations.flatMap((one) => someSilent(one) ?? [])
  if (some.length === 0) return undefined
  return infix('>', fold.count(and(takes, columns.add(anyOf(some)))), zero)
}
