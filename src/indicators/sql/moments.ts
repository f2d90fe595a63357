import type { Back, Sight } from '../meaning/term.ts'
import type { Times } from '../meaning/times.ts'
import type { Moment, Scalar } from './algebra.ts'
import type { SoughtView } from './planContext.ts'
import { columnOf, equal } from './scalarForms.ts'

/** What a row carries to tell its time: nothing where all questions go to one. */
export function timeColumns(times: Times, alias: string): Scalar[] {
  return times.isOne ? [] : [columnOf(alias, 'year'), columnOf(alias, 'through')]
}

/** That two rows are of one time, where they could be of two. */
export function sameTime(times: Times, one: string, other: string): Scalar[] {
  if (times.isOne) return []
  return ['year', 'through'].map((name) => equal(columnOf(one, name), columnOf(other, name)))
}

export function momentOf(row: string, moment: Moment): Scalar {
  return { op: 'moment', row, moment }
}

/** The yearly period of a row's time. */
export function yearly(row: string, back: Back): Scalar {
  return momentOf(row, { what: 'yearly', back })
}

/** That a row of a view is of the period that is asked for: its year, all parts of it, or the last reported. */
export function inPeriod({ sight, isEachPart }: SoughtView, alias: string, row: string): Scalar[] {
  const { shelf, back } = sight
  if (!shelf.per) return []
  const period = columnOf(alias, 'period')
  if (shelf.per === 'year') return [equal(period, yearly(row, back))]
  if (isEachPart) return [{ op: 'within', row, shelf, back, since: undefined, period }]
  return [equal(period, lastReported(row, sight))]
}

/** The last part of the year that a view has reported anywhere. */
export function lastReported(row: string, { shelf, back }: Sight): Scalar {
  return momentOf(row, { what: 'lastReported', shelf, back })
}
