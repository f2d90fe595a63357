import type { Aggregate } from '../meaning/term.ts'
import type { Scalar } from './algebra.ts'
import type { Fold } from './fold.ts'
import type { Contribution } from './planners.ts'
import type { RowPlanner } from './rowPlanner.ts'
import { and, blank, call, cast, equal, infix, not, yes, zero } from './scalarForms.ts'
import { lookedAt } from './silence.ts'
import { divided } from './termOperators.ts'
import type { DistinctCounts, UnitColumns } from './unitColumns.ts'

/** Where formulas roll up from units to areas: what is read of the units, and how it is folded. */
export interface RollupScope {
  readonly units: RowPlanner
  readonly columns: UnitColumns
  readonly fold: Fold
  readonly distincts: DistinctCounts | undefined
}

/** How many stand behind the least part of a figure, and of those that were asked how many do not. */
export interface Behind {
  readonly least: Scalar
  readonly others: Scalar
}

/** Units that are themselves counted or added. */
export function overSelf(
  { how }: Aggregate,
  { counts, of }: Contribution,
  { columns, fold }: RollupScope,
  isSilent: Scalar,
): Scalar {
  const when = and(not(isSilent), columns.add(counts))
  const number = fold.count(when)
  if (how === 'count') return cast(number, 'numeric')
  const value = columns.add(of ?? blank)
  switch (how) {
    case 'avg':
      return divided(fold.sum(value, when), number)
    case 'countDistinct':
      return cast(fold.different(value, when), 'numeric')
    case 'min':
      return fold.least(value, when)
    case 'max':
      return fold.most(value, when)
    case 'any':
      return infix('>', number, zero)
    case 'all':
      return equal(number, fold.count(yes))
    default:
      return call('coalesce', fold.sum(value, when), zero)
  }
}

/** Things that were aggregated for each unit, over all units. */
export function overThings(
  aggregate: Aggregate,
  { units, columns, fold }: RollupScope,
  takes: Scalar,
): Scalar {
  const { how } = aggregate
  const aggregation = units.aggregationFor(aggregate)
  if (how === 'avg') {
    const { sum, number } = aggregation.mean(aggregate)
    return divided(fold.sum(columns.add(sum), takes), fold.sum(columns.add(number), takes))
  }
  const value = columns.add(aggregation.value(aggregate))
  if (how === 'min') return fold.least(value, takes)
  if (how === 'max') return fold.most(value, takes)
  if (how === 'any' || how === 'all') return fold.any(value)
  return fold.sum(value, takes)
}

/** How many stand behind the figure's least part, and how many of those asked do not. */
export function leastBehind(
  aggregates: readonly Aggregate[],
  { units, columns, fold }: RollupScope,
  takes: Scalar,
): Behind {
  const counted = aggregates
    .filter(({ things }) => !things[0]?.isArea)
    .map((aggregate) => {
      const aggregation = units.aggregationFor(aggregate)
      const behind = fold.sum(columns.add(aggregation.concerned(aggregate)), takes)
      const all = fold.sum(columns.add(lookedAt(aggregation)), takes)
      return { behind, rest: infix('-', all, behind) }
    })
  if (counted.length === 0) return { least: cast(blank, 'bigint'), others: cast(blank, 'bigint') }
  const least = (all: Scalar[]) => cast(call('least', ...all), 'bigint')
  // An aggregate of nobody tells of nobody, and leaves the others as they are.
  const some = counted.map(({ behind }) => call('nullif', behind, zero))
  return {
    least: call('coalesce', least(some), zero),
    others: least(counted.map(({ rest }) => rest)),
  }
}
