import type { Shelf } from '../../catalogue/catalogue.ts'
import type { Fact } from '../../ground/fact.ts'
import { periodsOf } from '../../ground/period.ts'
import type { FactTerm, OverYear, Sight } from '../meaning/term.ts'
import type { Times } from '../meaning/times.ts'
import { isAnswerOwed } from '../meaning/whoIsSilent.ts'
import type { Scalar } from './algebra.ts'
import { momentOf, yearly } from './moments.ts'
import {
  aggregateOf,
  and,
  call,
  caseOf,
  cases,
  cast,
  columnOf,
  infix,
  integer,
  is,
  no,
  not,
  yes,
} from './scalarForms.ts'

/** How a view's year is read: it has none, its own row, the last of its parts, or all of them together. */
export type Manner = { readonly kind: 'standing' | 'year' | 'last' } | Together

/** Many parts as one, those of a year or of all years since one. */
export interface Together {
  readonly kind: 'together'
  readonly how: OverYear
  readonly since?: number | undefined
}

/** Two manners of one name are the same. */
export function nameOfManner(manner: Manner): string {
  return manner.kind === 'together' ? `${manner.how} ${manner.since ?? ''}` : manner.kind
}

/** A flow adds up over the parts of a year; of all else the last part reported speaks for the year. */
export function mannerOf({ entry, over, since }: FactTerm, { per }: Shelf): Manner {
  if (!per) return { kind: 'standing' }
  if (since !== undefined) return { kind: 'together', how: over === 'max' ? 'max' : 'sum', since }
  if (per === 'year') return { kind: 'year' }
  const how = over ?? (entry.fact.type.overTime === 'flow' ? 'sum' : undefined)
  return how ? { kind: 'together', how } : { kind: 'last' }
}

/** How it is read whether a view has a row at all. */
export function mannerOfPresence({ per }: Shelf): Manner {
  return { kind: !per ? 'standing' : per === 'year' ? 'year' : 'last' }
}

/** That a period is among those that are read together. */
export function withinYear(
  row: string,
  { shelf, back }: Sight,
  manner: Manner,
  period: Scalar,
): Scalar {
  const since = manner.kind === 'together' ? manner.since : undefined
  return { op: 'within', row, shelf, back, since, period }
}

/** Parts of a year that are read together: of a view, under an alias, by the time of another row. */
export interface Parts {
  readonly sight: Sight
  readonly manner: Together
  readonly alias: string
  readonly row: string
}

/**
 * The parts of a year as one. Where one is missing that is owed the answer is blank, for silence is not
 * zero: of a year that is over all are owed, of a running one those before the last that is reported.
 */
export function togetherOf(parts: Parts, times: Times, { column, type }: Fact): Scalar {
  const { manner, alias, sight } = parts
  const value = columnOf(alias, column)
  if (type.word === 'Boolean') return settledBy(manner.how, value, wholeIn(parts, times, value))
  const all = aggregateOf(manner.how, value)
  if (manner.since !== undefined) {
    const isSummed = manner.how !== 'max' && isAnswerOwed(sight.shelf)
    return isSummed ? caseOf(wholeSince(parts, manner.since, value), all) : all
  }
  return manner.how === 'avg' ? all : caseOf(wholeIn(parts, times, value), all)
}

/** One yes settles whether there was any, and one no whether it was always so. */
function settledBy(how: OverYear, value: Scalar, isWhole: Scalar): Scalar {
  const [settles, settled] =
    how === 'max' ? [aggregateOf('bool_or', value), yes] : [not(aggregateOf('bool_and', value)), no]
  return cases([
    [settles, settled],
    [isWhole, not(settled)],
  ])
}

/** That no part of the year is missing. */
function wholeIn(parts: Parts, times: Times, value: Scalar): Scalar {
  const { shelf, back } = parts.sight
  if (!isAnswerOwed(shelf)) return yes
  const owed = owedOf(parts)
  const due = times.areOver(back)
    ? owed
    : call('greatest', lastWhere(parts, is(value, 'not null')), owed)
  return infix('>=', aggregateOf('count', value), due)
}

/** That no part is missing since the first of some years. */
function wholeSince(parts: Parts, since: number, value: Scalar): Scalar {
  const { sight, alias, row } = parts
  const { shelf, back } = sight
  const before = infix('-', momentOf(row, { what: 'year', back }), integer(since))
  const inYear = and(
    is(value, 'not null'),
    infix('>', columnOf(alias, 'period'), yearly(row, back)),
  )
  const reached = call('greatest', lastWhere(parts, inYear), owedOf(parts))
  const inOneYear = integer(periodsOf(2000, shelf.per ?? 'year').length)
  const due = infix('+', infix('*', before, inOneYear), reached)
  return infix('>=', aggregateOf('count', value), due)
}

function owedOf({ sight: { shelf, back }, row }: Parts): Scalar {
  return momentOf(row, { what: 'partsOwed', per: shelf.per ?? 'year', back })
}

/** The number of the last part of which something holds. */
function lastWhere({ sight, alias }: Parts, condition: Scalar): Scalar {
  const digits = sight.shelf.per === 'month' ? 2 : 1
  const last = aggregateOf('max', columnOf(alias, 'period'), condition)
  return cast(call('right', last, integer(digits)), 'integer')
}
