import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'
import { parseAreaCode } from './areaCode.ts'
import { isCalendarDate } from './calendarDate.ts'
import { isCreditCode } from './creditCode.ts'
import { type DecimalForm, decimalForm, moneyForm, numberText, parseDecimal } from './decimal.ts'
import { isIdentityNumber } from './identityNumber.ts'
import { isIndustryCode } from './industryCode.ts'
import { firstYear, lastYear, parsePeriod } from './period.ts'
import { badInput, type Sentence } from './refusal.ts'

/** What was given, before it is checked: its text, and whether it was quoted. */
interface Given {
  readonly text: string
  readonly from: 'text' | 'integer' | 'decimal'
}

interface Declaration<T> {
  readonly name: string
  readonly describes: Sentence
  readonly accepts: readonly Given['from'][]
  /** The canonical value, or undefined where the text is not one. */
  readonly read: (text: string) => T | undefined
  readonly expected: Sentence
  readonly hidden?: boolean
}

const longestShown = 40
const longestRead = 64

/** A statistical area code, `520602101`. Serves text, takes text or an integer, cuts padding. */
export const AreaCode = scalar({
  name: 'AreaCode',
  describes: {
    zh:
      '统计用区划代码(国家统计局规则，前六位为 GB/T 2260):市 4 位、区县 6 位、乡镇 9 位、村 12 位;' +
      '开发区用内部编号 5206Z1。末尾补零可写可不写。',
    en:
      'A statistical area code (rules of the National Bureau of Statistics; the first six digits ' +
      'are GB/T 2260): city 4 digits, county 6, township 9, village 12; a zone has an id of this ' +
      "gateway's own, 5206Z1. Trailing padding zeros are cut. A prefix is an ancestor.",
  },
  accepts: ['text', 'integer'],
  read: (text) => parseAreaCode(text)?.code,
  expected: {
    zh: '不是区划代码；请写市 5206、区县 520602、乡镇 520602101、村 520602101200 或开发区 5206Z1。',
    en:
      'is not an area code; write a city 5206, a county 520602, a township 520602101, ' +
      'a village 520602101200 or a zone 5206Z1.',
  },
})

/** A period, `2019-Q4`. Serves text, takes text or a year as an integer. */
export const PeriodScalar = scalar({
  name: 'Period',
  describes: {
    zh:
      '期间：年度 2019、半年 2019-H1、季度 2019-Q4、月份 2019-11、学期 2019-T1' +
      `(T1 秋季学期，T2 次年春季学期);年份 ${firstYear}–${lastYear}。写法由本平台规定。`,
    en:
      'A period: a year 2019, a half 2019-H1, a quarter 2019-Q4, a month 2019-11, or a school ' +
      'term 2019-T1 (T1 is the autumn term, T2 the spring term after it); years ' +
      `${firstYear}–${lastYear}. The notation is this gateway's own.`,
  },
  accepts: ['text', 'integer'],
  read: (text) => (parsePeriod(text) ? text : undefined),
  expected: {
    zh: '不是期间；请写 2019、2019-H1、2019-Q4、2019-11 或 2019-T1。',
    en: 'is not a period; write 2019, 2019-H1, 2019-Q4, 2019-11 or 2019-T1.',
  },
})

/** Yuan with two decimals, exact, `"12.50"`. Serves text, takes text or numbers. */
export const Money = scalar({
  name: 'Money',
  describes: {
    zh: '金额，单位元，精确到分(numeric(18,2)),以文本返回，如 "12.50"。超过 15 位的数请加引号。',
    en:
      'Money in yuan, exact to the fen (PostgreSQL numeric(18,2)), served as text such as ' +
      '"12.50". Quote numbers of more than 15 digits.',
  },
  accepts: ['text', 'integer', 'decimal'],
  read: decimalReader(moneyForm),
  expected: {
    zh: '不是金额；请写以元为单位、最多 16 位整数和 2 位小数的数，如 "12.50"。',
    en:
      'is not an amount of money; write yuan with at most 16 digits before and 2 after the ' +
      'point, such as "12.50".',
  },
})

/** An exact decimal with four places, `"0.1250"`. Serves text, takes text or numbers. */
export const Decimal = scalar({
  name: 'Decimal',
  describes: {
    zh: '精确小数(numeric(18,4)),以文本返回，如 "0.1250"。超过 15 位的数请加引号。',
    en:
      'An exact decimal (PostgreSQL numeric(18,4)), served as text such as "0.1250". Quote ' +
      'numbers of more than 15 digits.',
  },
  accepts: ['text', 'integer', 'decimal'],
  read: decimalReader(decimalForm),
  expected: {
    zh: '不是小数；请写最多 14 位整数和 4 位小数的数，如 "0.125"。',
    en: 'is not a decimal; write at most 14 digits before and 4 after the point, such as "0.125".',
  },
})

/** A day, `2019-12-31`. Serves and takes text. */
export const CalendarDate = scalar({
  name: 'Date',
  describes: {
    zh: '日期 yyyy-mm-dd(RFC 3339 full-date),不含时区，如 2019-12-31。',
    en: 'A date, yyyy-mm-dd (RFC 3339, full-date), without a time zone, such as 2019-12-31.',
  },
  accepts: ['text'],
  read: (text) => (isCalendarDate(text) ? text : undefined),
  expected: {
    zh: '不是日历上的日期；请写 "2019-12-31" 这样的日期。',
    en: 'is not a day in the calendar; write a date such as "2019-12-31".',
  },
})

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/

/** A moment, `2020-03-01T08:00:00.000Z`. Serves text in UTC, takes text with its time zone. */
export const Instant = scalar({
  name: 'DateTime',
  describes: {
    zh: '时刻(RFC 3339 date-time),必须写明时区，如 2020-03-01T08:00:00+08:00;以 UTC 返回。',
    en:
      'A moment (RFC 3339, date-time), with its time zone, such as 2020-03-01T08:00:00+08:00; ' +
      'served in UTC.',
  },
  accepts: ['text'],
  read: (text) => {
    const day = text.slice(0, 10)
    if (!instantForm.test(text) || !isCalendarDate(day)) return undefined
    const read = new Date(text)
    return Number.isNaN(read.getTime()) ? undefined : read.toISOString()
  },
  expected: {
    zh: '不是时刻；请写明日期、时间和时区，如 "2020-03-01T08:00:00+08:00"。',
    en: 'is not a moment; write a date, a time and a zone, such as "2020-03-01T08:00:00+08:00".',
  },
})

/** A code of the industrial classification, `A0111`. Serves and takes text; small letters are raised. */
export const IndustryCode = scalar({
  name: 'IndustryCode',
  describes: {
    zh: '国民经济行业代码(GB/T 4754-2017):门类字母 A–T，其后可接大类、中类、小类的二至四位数字，如 A0111。',
    en:
      'A code of the industrial classification GB/T 4754-2017: the letter of a section, A to T, ' +
      'and up to four digits for its division, group and class, such as A0111.',
  },
  accepts: ['text'],
  read: (text) => (isIndustryCode(text.toUpperCase()) ? text.toUpperCase() : undefined),
  expected: {
    zh: '不是国民经济行业代码；请写门类字母及其大类、中类或小类的数字，如 A0111。',
    en: 'is not an industry code; write the letter of a section and its digits, such as A0111.',
  },
})

/** A unified social credit code, 18 characters. Serves and takes text; small letters are raised. */
export const CreditCode = scalar({
  name: 'UnifiedSocialCreditCode',
  describes: {
    zh: '统一社会信用代码，18 位，含校验码(GB 32100-2015)。',
    en: 'A unified social credit code: 18 characters with a check character (GB 32100-2015).',
  },
  accepts: ['text'],
  read: (text) => valid(upperCase(text), isCreditCode),
  expected: {
    zh: '不是统一社会信用代码，或校验码不符；请写 18 位代码，如 "91350100M000100Y43"。',
    en:
      'is not a unified social credit code, or its check character is wrong; write all 18 ' +
      'characters, such as "91350100M000100Y43".',
  },
})

/** A citizen identity number, 18 characters. Serves and takes text; a small x is raised. */
export const IdentityNumber = scalar({
  name: 'CitizenIdentityNumber',
  describes: {
    zh: '公民身份号码，18 位，含校验码(GB 11643-1999)。',
    en: 'A citizen identity number: 18 characters with a check character (GB 11643-1999).',
  },
  accepts: ['text'],
  read: (text) => valid(upperCase(text), (number) => isIdentityNumber(number)),
  expected: {
    zh: '不是公民身份号码，或出生日期、校验码不符；请写 18 位号码，如 "11010519491231002X"。',
    en:
      'is not a citizen identity number, or its birth date or check character is wrong; write ' +
      'all 18 characters, such as "11010519491231002X".',
  },
  hidden: true,
})

/** A calendar year, 2019. Serves and takes an integer. */
export const Year = scalar({
  name: 'Year',
  describes: {
    zh: `公历年份(GB/T 7408),整数，${firstYear}–${lastYear}。`,
    en: `A year of the Gregorian calendar (ISO 8601), an integer, ${firstYear}–${lastYear}.`,
  },
  accepts: ['integer'],
  read: (text) => valid(Number(text), (year) => year >= firstYear && year <= lastYear),
  expected: {
    zh: `不是年份；请写 ${firstYear} 至 ${lastYear} 的整数，如 2019。`,
    en: `is not a year; write an integer from ${firstYear} to ${lastYear}, such as 2019.`,
  },
})

/** Serves what it is given: rows come out of the database already in their canonical text. */
function scalar<T>(declaration: Declaration<T>): GraphQLScalarType<T, unknown> {
  const { name, describes, accepts, read, expected, hidden = false } = declaration
  const check = (given: Given | undefined, show: () => Sentence, node?: ValueNode): T => {
    const readable = given && accepts.includes(given.from) && given.text.length <= longestRead
    const value = readable ? read(given.text) : undefined
    if (value !== undefined) return value
    const shown = show()
    const refusal = badInput({ zh: `${shown.zh} ${expected.zh}`, en: `${shown.en} ${expected.en}` })
    if (!node) throw refusal
    throw new GraphQLError(refusal.message, { nodes: node, originalError: refusal })
  }
  return new GraphQLScalarType<T, unknown>({
    name,
    description: `${describes.zh}\n\n${describes.en}`,
    serialize: (value) => value,
    parseValue: (value) => check(givenValue(value), () => shownValue(value, hidden)),
    parseLiteral: (node) => check(givenLiteral(node), () => shownLiteral(node, hidden), node),
  })
}

function givenValue(value: unknown): Given | undefined {
  if (typeof value === 'string') return { text: value, from: 'text' }
  const text = typeof value === 'number' ? numberText(value) : undefined
  return text === undefined ? undefined : { text, from: text.includes('.') ? 'decimal' : 'integer' }
}

function givenLiteral(node: ValueNode): Given | undefined {
  if (node.kind === Kind.STRING) return { text: node.value, from: 'text' }
  if (node.kind === Kind.INT) return { text: node.value, from: 'integer' }
  return node.kind === Kind.FLOAT ? { text: node.value, from: 'decimal' } : undefined
}

function shownValue(value: unknown, hidden: boolean): Sentence {
  if (typeof value === 'string') return same(`"${fitToShow(value, hidden)}"`)
  if (Array.isArray(value)) return { zh: '列表', en: 'A list' }
  if (typeof value === 'object' && value !== null) return { zh: '对象', en: 'An object' }
  return same(fitToShow(String(value), hidden))
}

function shownLiteral(node: ValueNode, hidden: boolean): Sentence {
  if (node.kind === Kind.STRING) return shownValue(node.value, hidden)
  if (node.kind === Kind.LIST) return shownValue([], hidden)
  if (node.kind === Kind.OBJECT) return shownValue({}, hidden)
  return same(fitToShow('value' in node ? String(node.value) : node.kind, hidden))
}

/** At most 40 characters, none that a terminal or log would obey; the middle starred if hidden. */
function fitToShow(text: string, hidden: boolean): string {
  const visible = [...text.slice(0, 4 * longestShown).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')]
  const cut = visible.slice(0, longestShown)
  const starred = cut.map((character, i) => (i < 6 || i >= cut.length - 4 ? character : '*'))
  const ellipsis = visible.length > cut.length || text.length > 4 * longestShown ? '…' : ''
  return (hidden ? starred : cut).join('') + ellipsis
}

function decimalReader(form: DecimalForm): (text: string) => string | undefined {
  return (text) => parseDecimal(text, form)
}

function valid<T>(value: T, is: (value: T) => boolean): T | undefined {
  return is(value) ? value : undefined
}

/** Raises the Latin letters only: other small letters may become two characters. */
function upperCase(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

function same(shown: string): Sentence {
  return { zh: shown, en: shown }
}
