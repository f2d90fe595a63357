import { parentCode } from '../../ground/areaCode.ts'
import type { IndicatorValue } from './figure.ts'
import type { TableRow } from './tables.ts'

/** To what the counts are rounded that such a caller is shown. */
const roundedTo = 5

/**
 * What is shown of counts to those who may not see the facts behind them: none of few, none that
 * leaves few out, no single blank beside its siblings, and the rest rounded to five.
 * Decided on all rows of a partition, whatever part of it was asked for.
 */
export function suppressed(rows: readonly TableRow[], fewestShown: number): TableRow[] {
  const isFew = ({ behind, others }: IndicatorValue) =>
    (behind ?? 0) < fewestShown || (others ?? 0) < fewestShown
  return withheldWhere(rows, isFew).map((row) => ({ ...row, values: row.values.map(roundedCount) }))
}

function withheldWhere(
  rows: readonly TableRow[],
  isFew: (value: IndicatorValue) => boolean,
): TableRow[] {
  const behind = ({ values }: TableRow) => values[0]?.behind ?? 0
  const isShown = ({ values }: TableRow) => values[0]?.status === 'OK'
  const hidden = new Set(rows.filter((row) => isShown(row) && row.values.some(isFew)))
  for (const siblings of Map.groupBy(rows, parentOf).values()) {
    const blanks = siblings.filter((row) => hidden.has(row))
    if (blanks.length !== 1) continue
    const [smallest] = siblings
      .filter((row) => isShown(row) && !hidden.has(row) && behind(row) > 0)
      .sort((one, other) => behind(one) - behind(other))
    if (smallest) hidden.add(smallest)
  }
  return rows.map((row) =>
    hidden.has(row) ? { ...row, values: row.values.map((value) => withheld(value)) } : row,
  )
}

/** The area that a row's siblings share with it. */
function parentOf({ areaCode, period }: TableRow): string {
  return `${parentCode(areaCode) ?? areaCode} ${period}`
}

/** A figure of which nothing is told but that there is one, and why it is not shown. */
export function withheld(
  value: IndicatorValue,
  status: 'SUPPRESSED' | 'FORBIDDEN' = 'SUPPRESSED',
): IndicatorValue {
  if (value.status !== 'OK') return value
  const nothing = { value: null, exact: null, numerator: null, denominator: null, behind: null }
  return { ...value, ...nothing, status }
}

/** A count as it is shown to those who may not see what was counted; null where they are few. */
export function countShown(number: number, fewestShown: number): number | null {
  if (number === 0) return 0
  return number < fewestShown ? null : Math.round(number / roundedTo) * roundedTo
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
