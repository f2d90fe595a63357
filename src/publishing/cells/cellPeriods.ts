import { today } from '../../ground/calendarDate.ts'
import {
  firstYear,
  formatPeriod,
  kindWords,
  lastYear,
  type Period,
  type PeriodKind,
  type PeriodParts,
  periodEnd,
  previousPeriod,
} from '../../ground/period.ts'
import { type CellReader, halfWidth, inAnyColumn, remembered, Wrong } from './cellReader.ts'

/** How each kind of period is written in Chinese, for the sentences that ask for it. */
const inChinese: Readonly<Record<PeriodKind, (year: number) => string>> = {
  year: (year) => `${year}年`,
  half: (year) => `${year}年上半年`,
  quarter: (year) => `${year}年第四季度`,
  month: (year) => `${year}年11月`,
  term: (year) => `${year}学年第一学期`,
}

const numerals: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  上: 1,
  下: 2,
  秋: 1,
  春: 2,
}

function indexOf(numeral = '1'): number {
  return numerals[numeral] ?? Number(numeral)
}

/** One way of writing a period: the pattern finds the year and which of its kind it is. */
interface Way {
  readonly kind: PeriodKind
  readonly pattern: RegExp
}

const ways: readonly Way[] = [
  { kind: 'year', pattern: /^(\d{4})(?:年度?)?$/ },
  { kind: 'half', pattern: /^(\d{4})[-年]?H([12])$/i },
  { kind: 'half', pattern: /^(\d{4})年?度?([上下])半年度?$/ },
  { kind: 'quarter', pattern: /^(\d{4})[-年]?Q([1-4])$/i },
  { kind: 'quarter', pattern: /^(\d{4})年?度?第?([一二三四1-4])季度?$/ },
  { kind: 'month', pattern: /^(\d{4})[-/](0?[1-9]|1[0-2])$/ },
  { kind: 'month', pattern: /^(\d{4})(0[1-9]|1[0-2])$/ },
  { kind: 'month', pattern: /^(\d{4})年(0?[1-9]|1[0-2])月份?$/ },
  { kind: 'term', pattern: /^(\d{4})-?T([12])$/i },
]

const schoolYear =
  /^(\d{4})(?:[-—–~至](\d{4}))?学年度?(?:第([一二12])学期|([上下秋春])季?学期)(?:\(([秋春])季?(?:学期)?\))?$/
const season = /^(\d{4})年?([秋春])季?学?期?$/

/** A term by its school year; a second year or a season beside it must say the same. */
function termOfSchoolYear(text: string): PeriodParts | undefined {
  const [, first, second, number, word, beside] = schoolYear.exec(text) ?? []
  const [year, index] = [Number(first), indexOf(number ?? word)]
  if (!first || (second && Number(second) !== year + 1)) return undefined
  return beside && indexOf(beside) !== index ? undefined : { year, kind: 'term', index }
}

/** A term by its season: the spring of 2020 belongs to the school year that began in 2019. */
function termOfSeason(text: string): PeriodParts | undefined {
  const [, year, word] = season.exec(text) ?? []
  const index = indexOf(word)
  return year ? { year: Number(year) - (index - 1), kind: 'term', index } : undefined
}

function partsIn(text: string): PeriodParts | undefined {
  for (const { kind, pattern } of ways) {
    const [, year, numeral] = pattern.exec(text) ?? []
    if (year) return { year: Number(year), kind, index: indexOf(numeral) }
  }
  return termOfSchoolYear(text) ?? termOfSeason(text)
}

function written(kind: PeriodKind, year: number): string {
  return `${kindWords[kind].example(year)} 或 ${inChinese[kind](year)}`
}

function notAPeriod(kind: PeriodKind, year: number): Wrong {
  return new Wrong(
    `不是期间；本表按${kindWords[kind].zh}报送，请写 ${written(kind, year)}。`,
    `This is not a period; the view is ${kindWords[kind].en}: write ${written(kind, year).replace('或', 'or')}.`,
  )
}

function ofAnotherKind(kind: PeriodKind, given: PeriodParts): Wrong {
  const [wanted, found] = [kindWords[kind], kindWords[given.kind]]
  return new Wrong(
    `本表按${wanted.zh}报送，这里写的是${found.zh}；请写 ${written(kind, given.year)}。`,
    `The view is ${wanted.en} and this period is ${found.en}; write ` +
      `${written(kind, given.year).replace('或', 'or')}.`,
  )
}

const notBegun = new Wrong(
  '这个期间还没有开始；请核对年份和期次。',
  'This period has not begun yet; check its year and which of the year it is.',
)

function hasBegun(period: Period, on: string): boolean {
  const before = previousPeriod(period)
  return before === undefined || periodEnd(before) < on
}

/** Reads a period of the kind that a view is published by, in the ways in which officials write one. */
export function periodReader(kind: PeriodKind, on: string = today()): CellReader {
  const unread = notAPeriod(kind, Number(on.slice(0, 4)) - 1)
  const read = remembered((text) => {
    const parts = partsIn(halfWidth(text).replace(/\s/g, ''))
    if (!parts || parts.year < firstYear || parts.year > lastYear) return unread
    if (parts.kind !== kind) return ofAnotherKind(kind, parts)
    const period = formatPeriod(parts)
    return hasBegun(period, on) ? period : notBegun
  })
  return inAnyColumn(read)
}
