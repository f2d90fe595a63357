/** A canonical text: `2019`, `2019-H1`, `2019-Q4`, `2019-11`, or a school term `2019-T1`. */
export type Period = string

/** How long a period is; a term belongs to a school year and is no part of the year's halves. */
export type PeriodKind = 'year' | 'half' | 'quarter' | 'month' | 'term'

/** A period taken apart: its year's label, its kind, and which of its kind it is, from 1. */
export interface PeriodParts {
  readonly year: number
  readonly kind: PeriodKind
  readonly index: number
}

/** The first and last year that a period, or a year standing alone, may carry. */
export const firstYear = 1949
export const lastYear = 2100

const perYear: Record<PeriodKind, number> = { year: 1, half: 2, quarter: 4, month: 12, term: 2 }
const form = /^(\d{4})(?:-(?:([HQT])([1-4])|(0[1-9]|1[0-2])))?$/
const kindOfLetter: Record<string, PeriodKind> = { H: 'half', Q: 'quarter', T: 'term' }

/** What each kind is called, for sentences such as "VillageIncome is yearly; ask for 2019". */
export const kindWords: Record<
  PeriodKind,
  { readonly zh: string; readonly en: string; readonly example: (year: number) => Period }
> = {
  year: { zh: '年度', en: 'yearly', example: (year) => `${year}` },
  half: { zh: '半年度', en: 'half-yearly', example: (year) => `${year}-H1` },
  quarter: { zh: '季度', en: 'quarterly', example: (year) => `${year}-Q4` },
  month: { zh: '月度', en: 'monthly', example: (year) => `${year}-11` },
  term: { zh: '学期', en: 'termly', example: (year) => `${year}-T1` },
}

/** Takes a canonical text apart; undefined for anything else and outside the years 1949–2100. */
export function parsePeriod(text: string): PeriodParts | undefined {
  const [, digits, letter, index, month] = form.exec(text) ?? []
  const year = Number(digits)
  if (!(year >= firstYear && year <= lastYear)) return undefined
  if (month) return { year, kind: 'month', index: Number(month) }
  const kind = letter ? kindOfLetter[letter] : 'year'
  if (!kind || Number(index ?? 1) > perYear[kind]) return undefined
  return { year, kind, index: Number(index ?? 1) }
}

/** The canonical text of its parts; a RangeError where there is no such period. */
export function formatPeriod({ year, kind, index }: PeriodParts): Period {
  const text = {
    year: `${year}`,
    half: `${year}-H${index}`,
    quarter: `${year}-Q${index}`,
    month: `${year}-${String(index).padStart(2, '0')}`,
    term: `${year}-T${index}`,
  }[kind]
  if (index < 1 || index > perYear[kind]) throw new RangeError(`${text} is not a period`)
  partsOf(text)
  return text
}

/** How long a canonical period is; a RangeError for any other text, here and in all that follow. */
export function periodKind(period: Period): PeriodKind {
  return partsOf(period).kind
}

/**
 * Orders periods by their last day, and of those that end together the longest first: 2019,
 * 2019-H2, 2019-Q4, 2019-12. Within one kind the texts themselves sort the same way, so SQL may
 * order a view by its period and take the greatest for the latest.
 */
export function comparePeriods(one: Period, other: Period): number {
  const [a, b] = [monthsOf(partsOf(one)), monthsOf(partsOf(other))]
  return a.last - b.last || a.first - b.first
}

/**
 * Whether one period lies in another or is the same. A term lies in the year it is labelled with
 * and in nothing else, although it runs into the next.
 */
export function containsPeriod(outer: Period, inner: Period): boolean {
  const [a, b] = [partsOf(outer), partsOf(inner)]
  if (outer === inner || a.kind === 'year') return a.year === b.year
  if (a.kind === 'term' || b.kind === 'term') return false
  const [wide, narrow] = [monthsOf(a), monthsOf(b)]
  return wide.first <= narrow.first && narrow.last <= wide.last
}

/** The period of the same kind just before; undefined before 1949. */
export function previousPeriod(period: Period): Period | undefined {
  return shifted(period, -1)
}

/** The period of the same kind just after; undefined after 2100. */
export function nextPeriod(period: Period): Period | undefined {
  return shifted(period, 1)
}

/** All periods of a kind that carry the year's label, in order. */
export function periodsOf(year: number, kind: PeriodKind): Period[] {
  return Array.from({ length: perYear[kind] }, (_, i) => periodOf(year, kind, i + 1))
}

/** The last period of a kind that carries the year's label: where a stock of that year is read. */
export function lastPeriodOf(year: number, kind: PeriodKind): Period {
  return periodOf(year, kind, perYear[kind])
}

/** Its last day, yyyy-mm-dd; the term 2019-T1 ends on 2020-01-31 and 2019-T2 on 2020-08-31. */
export function periodEnd(period: Period): string {
  const { last } = monthsOf(partsOf(period))
  return new Date(Date.UTC(2000, last - 2000 * 12, 0)).toISOString().slice(0, 10)
}

function periodOf(year: number, kind: PeriodKind, index: number): Period {
  return formatPeriod({ year, kind, index })
}

function partsOf(period: Period): PeriodParts {
  const parts = parsePeriod(period)
  if (!parts) throw new RangeError(`${period} is not a period`)
  return parts
}

function shifted(period: Period, by: number): Period | undefined {
  const { year, kind, index } = partsOf(period)
  const ordinal = year * perYear[kind] + index - 1 + by
  const shiftedYear = Math.floor(ordinal / perYear[kind])
  if (shiftedYear < firstYear || shiftedYear > lastYear) return undefined
  return periodOf(shiftedYear, kind, (ordinal % perYear[kind]) + 1)
}

/** First and last month, counted from January of year 0 as 1. */
function monthsOf({ year, kind, index }: PeriodParts): { first: number; last: number } {
  const january = year * 12
  if (kind === 'term') {
    const [first, last] = index === 1 ? [9, 13] : [14, 20]
    return { first: january + first, last: january + last }
  }
  const length = 12 / perYear[kind]
  return { first: january + (index - 1) * length + 1, last: january + index * length }
}
