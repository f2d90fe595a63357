import { viewName } from '../../catalogue/catalogue.ts'
import { Household } from '../../entities/household.ts'
import { targetsOf } from '../../ground/factType.ts'
import type { Sight } from '../meaning/term.ts'
import { isAnswerOwed } from '../meaning/whoIsSilent.ts'
import type { Scalar } from './algebra.ts'
import { drivenKey } from './baseRows.ts'
import type { Owed, PlannedAggregation } from './planners.ts'
import {
  aggregateOf,
  and,
  call,
  caseOf,
  columnOf,
  countAll,
  countDistinct,
  countWhere,
  equal,
  infix,
  is,
  no,
  not,
  or,
  zero,
} from './scalarForms.ts'
import { nameOfSpot, type Spot } from './spot.ts'
import { hasNoneRegistered, hasReported, hasToldOf } from './witnesses.ts'

/** What was sought in a view for the things of a unit. */
interface Sought {
  readonly sight: Sight
  /** How many rows of it were found. */
  readonly found: Scalar
  /** Of how many things it was asked; absent for the view whose own rows are aggregated. */
  readonly expected?: Scalar
  /** Whether those things lie behind a link: then they need not be such as it tells of. */
  readonly isLinked: boolean
}

/**
 * The views that owe an answer for the unit outside, and when they do. Of areas, a verdict owes an answer
 * of each; a number takes those that there are.
 */
export function owedFor(aggregation: PlannedAggregation, isVerdict: boolean): Owed[] {
  if (aggregation.rows.areAreas) return owedByAreas(aggregation, isVerdict)
  const driving = drivingOwed(aggregation)
  const beside = soughtBelow(aggregation).map(({ found, expected, ...sought }): Owed => {
    const numbers = {
      found: numberOf(aggregation, found),
      expected: numberOf(aggregation, expected),
    }
    return {
      view: viewName(sought.sight.shelf),
      isSilent: whenSilent(aggregation, { ...sought, ...numbers }),
    }
  })
  return driving ? [driving, ...beside] : beside
}

/** That there is something here of which to tell: rows that were found, or such as are owed. */
export function hasAnything(aggregation: PlannedAggregation): Scalar {
  const found = infix('>', numberOf(aggregation, countAll), zero)
  const owed =
    aggregation.sight && isAnswerOwed(aggregation.sight.shelf) && drivingOwed(aggregation)
  return owed ? or(found, owed.isSilent) : found
}

/** Of areas: that some of them are silent, though others may have told enough for a number. */
export function someSilent(aggregation: PlannedAggregation): Scalar | undefined {
  if (!aggregation.rows.areAreas) return undefined
  return infix('>', numberOf(aggregation, countWhere(someUnknown(aggregation))), zero)
}

/** An area that owes any of the answers takes part in none of them. */
export function someUnknown(aggregation: PlannedAggregation): Scalar {
  return or(...aggregation.contributions().map(({ unknown }) => unknown))
}

/**
 * How many the rows are about, each once: the household that their view names, such as a loan's borrower,
 * else the thing itself; of which a view with a finer key, or with several periods, may have many rows.
 */
export function countOf(aggregation: PlannedAggregation, where?: Scalar): Scalar {
  const { sight, driving, rows, isEachPart } = aggregation
  const household = sight?.shelf.facts.find(
    ({ type: { reference } }) => reference && targetsOf(reference).includes(Household),
  )
  if (household && driving) {
    return countDistinct(call('coalesce', driving.column(household), rows.own.key), where)
  }
  const hasMany = sight?.shelf.each || isEachPart
  return hasMany ? countDistinct(rows.own.key, where) : aggregateOf('count', undefined, where)
}

/** How many are concerned by all that was looked at. */
export function lookedAt(aggregation: PlannedAggregation): Scalar {
  return numberOf(aggregation, countOf(aggregation))
}

/** A number among the answers, seen from outside: of nothing at all it is zero. */
function numberOf(aggregation: PlannedAggregation, value: Scalar): Scalar {
  return call('coalesce', aggregation.column(value), zero)
}

function drivingOwed(aggregation: PlannedAggregation): Owed | undefined {
  const { sight, rows } = aggregation
  if (!sight || rows.areAreas) return undefined
  const found = numberOf(aggregation, drivingFound(aggregation))
  const isSilent = whenSilent(aggregation, { sight, found, isLinked: false })
  return { view: viewName(sight.shelf), isSilent }
}

/** How many rows of the driving view there are: not all things need have one. */
function drivingFound({ keepsAll, rows }: PlannedAggregation): Scalar {
  return keepsAll ? aggregateOf('count', columnOf(rows.alias, drivenKey)) : countAll
}

function owedByAreas(aggregation: PlannedAggregation, isVerdict: boolean): Owed[] {
  const partaking = numberOf(aggregation, countWhere(not(someUnknown(aggregation))))
  const byView = Map.groupBy(
    aggregation.contributions().flatMap(({ owed }) => owed),
    ({ view }) => view,
  )
  return [...byView].map(([view, owed]) => {
    const silent = or(...owed.map(({ isSilent }) => isSilent))
    const some = infix('>', numberOf(aggregation, countWhere(silent)), zero)
    return { view, isSilent: isVerdict ? some : and(some, equal(partaking, zero)) }
  })
}

type SoughtBelow = Sought & { readonly expected: Scalar }

/** What was found of each view that is read of the things aggregated, and of what is aggregated of them. */
function soughtBelow(aggregation: PlannedAggregation): SoughtBelow[] {
  const own = aggregation.rows.seen().map(({ sight, found, spot }) => ({
    sight,
    found: aggregateOf('count', found),
    expected: expectedAt(aggregation, spot, sight),
    isLinked: spot.kind === 'link',
  }))
  const inner = aggregation.rows.aggregations().flatMap((one) => {
    const { sight, spot } = one
    const driving = sight && {
      sight,
      found: aggregateOf('sum', one.column(drivingFound(one))),
      expected: expectedAt(aggregation, spot, sight),
      isLinked: spot.kind === 'link' && sight.shelf.tellsOf === 'registered',
    }
    const below = soughtBelow(one).map(({ found, ...sought }) => ({
      ...sought,
      found: aggregateOf('sum', one.column(found)),
      expected: countAll,
    }))
    return driving ? [driving, ...below] : below
  })
  return [...own, ...inner]
}

/**
 * Of how many rows a view is asked. Behind a link, of the registered: of so many as the link leads to
 * something, and, where the register itself is read there too, only of who is on it.
 */
function expectedAt(aggregation: PlannedAggregation, spot: Spot, { shelf }: Sight): Scalar {
  if (spot.kind !== 'link' || shelf.tellsOf !== 'registered') return countAll
  const register = aggregation.outer.context.extent.catalogue.register?.shelf.cls
  const name = nameOfSpot(spot)
  const read = aggregation.rows
    .seen()
    .find((seen) => nameOfSpot(seen.spot) === name && seen.sight.shelf.cls === register)
  return aggregateOf('count', read && shelf.cls !== register ? read.found : spot.key)
}

/**
 * When a view is silent of a unit. It is never so where it was asked of nothing, or where one row was
 * found. Where none was:
 *
 * - a view that tells of all is silent;
 * - one that tells of the registered is silent unless the unit is known to have nobody registered; behind
 *   a link, where others may be met as well, only if it has no row of anybody in the unit;
 * - one that tells of those concerned, and any other behind a link, is silent if it has said nothing of
 *   the whole county: else it has said that there is nothing.
 */
function whenSilent(
  aggregation: PlannedAggregation,
  { sight, found, expected, isLinked }: Sought,
): Scalar {
  const { context, alias } = aggregation.outer
  const sought = { sight, isEachPart: aggregation.isEachPart }
  const isMissing = equal(found, zero)
  const nothing = expected ? and(infix('>', expected, zero), isMissing) : isMissing
  const { tellsOf } = sight.shelf
  if (tellsOf === 'registered') {
    const hasSome = not(hasNoneRegistered(context, sight.back, alias))
    const owes = isLinked ? and(hasSome, not(hasToldOf(context, sought, alias))) : hasSome
    // These are looked up unit by unit: only where nothing was found.
    return caseOf(nothing, owes, no)
  }
  if (tellsOf === 'all' && !isLinked) return nothing
  return and(nothing, is(hasReported(context, sought, alias), 'not true'))
}
