import { parentCode } from '../ground/areaCode.ts'
import type { IndicatorValue } from './figure.ts'
import type { TableRow } from './tables.ts'

/** From how many households on a figure may be shown to those who may not see what it is made of. */
export const fewestShown = 10

/** To what the counts are rounded that such a caller is shown. */
const roundedTo = 5

/**
 * What is shown of counts to those who may not see the facts behind them: none over fewer than ten, none
 * that leaves fewer than ten out, no single blank beside its siblings, and the rest rounded to five.
 * Decided on all rows of a partition, whatever part of it was asked for.
 */
export function suppressed(rows: readonly TableRow[]): TableRow[] {
  const hidden = new Set<TableRow>()
  for (const row of rows) {
    const behind = row.values[0]?.behind ?? 0
    const rest = row.values[0]?.others ?? 0
    if (isFew(behind) || isFew(rest)) hidden.add(row)
  }
  for (const siblings of Map.groupBy(rows, parentOf).values()) {
    const blanks = siblings.filter((row) => hidden.has(row))
    if (blanks.length !== 1) continue
    const [smallest] = siblings
      .filter((row) => !hidden.has(row) && (row.values[0]?.behind ?? 0) > 0)
      .sort((one, other) => (one.values[0]?.behind ?? 0) - (other.values[0]?.behind ?? 0))
    if (smallest) hidden.add(smallest)
  }
  return rows.map((row) => ({
    ...row,
    values: row.values.map((value) => (hidden.has(row) ? withheld(value) : roundedCount(value))),
  }))
}

/** So few that they could be told from each other; nobody at all tells of nobody. */
function isFew(number: number): boolean {
  return number > 0 && number < fewestShown
}

/** The area that a row's siblings share with it. */
function parentOf({ areaCode, period }: TableRow): string {
  return `${parentCode(areaCode) ?? areaCode} ${period}`
}

function withheld(value: IndicatorValue): IndicatorValue {
  if (value.status !== 'OK') return value
  const nothing = { value: null, exact: null, numerator: null, denominator: null, behind: null }
  return { ...value, ...nothing, status: 'SUPPRESSED' }
}

function roundedCount(value: IndicatorValue): IndicatorValue {
  if (value.status !== 'OK' || value.exact === null) return value
  const rounded = String(Math.round(Number(value.exact) / roundedTo) * roundedTo)
  return {
    ...value,
    value: rounded,
    exact: rounded,
    numerator: null,
    denominator: null,
    behind: null,
  }
}
