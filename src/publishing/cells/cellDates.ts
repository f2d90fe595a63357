import { isCalendarDate } from '../../ground/calendarDate.ts'
import { firstYear, lastYear } from '../../ground/period.ts'
import { halfWidth, remembered, type TextReader, Wrong } from './cellReader.ts'

const [firstDay, lastDay] = ['1900-01-01', '2100-12-31']

const notADate = new Wrong(
  '不是日期；请写成 2020-01-31、2020/1/31 或 2020年1月31日。',
  'This is not a date; write 2020-01-31, 2020/1/31 or 2020年1月31日.',
)
const noSuchDay = new Wrong(
  '日历上没有这一天；请核对年、月、日，写成 2020-01-31 的样式。',
  'There is no such day in the calendar; check year, month and day, and write 2020-01-31.',
)
const outsideYears = new Wrong(
  '日期应在 1900 年到 2100 年之间；请核对年份。',
  'A date must lie between 1900 and 2100; check the year.',
)
const withTime = new Wrong(
  '只写日期，不写时间；请去掉后面的时分秒，如 2020-01-31。',
  'Write the date and leave out the time of day, as in 2020-01-31.',
)
const dayNumber = new Wrong(
  '这是 Excel 的日期序号，不是日期；请把单元格设为“日期”格式（如 2020-01-31）后重新导出。',
  "This is Excel's day number, not a date; format the cells as a date (2020-01-31) and export again.",
)
const yearLast = new Wrong(
  '年份要写四位并写在最前面；请写成 2020-01-31。',
  'Write the year first and with four digits: 2020-01-31.',
)
const withoutDay = new Wrong(
  '缺少“日”；请写全年、月、日，如 2020-01-31。',
  'The day is missing; write year, month and day, such as 2020-01-31.',
)

const separated = /^(?<year>\d{4})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})$/
const joined = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/
const inChinese = /^(?<year>\d{4}) ?年 ?(?<month>\d{1,2}) ?月 ?(?<day>\d{1,2}) ?[日号]$/

/** What a text is instead of a date, the surest sign first. */
const mistaken: readonly (readonly [RegExp, Wrong])[] = [
  [/\d{1,2}:\d{2}|\d[时点]|\dT\d/i, withTime],
  [/^\d{5}(?:\.\d+)?$/, dayNumber],
  [/^\d{1,3}([-/.])\d{1,2}\1\d{2,4}$/, yearLast],
  [/^\d{2}年/, yearLast],
  [/^\d{4}[-/.年]?\d{1,2}月?$/, withoutDay],
]

const readAnyDate: TextReader = remembered((text) => {
  const plain = halfWidth(text)
  const { groups } = separated.exec(plain) ?? joined.exec(plain) ?? inChinese.exec(plain) ?? {}
  if (!groups) return mistaken.find(([sign]) => sign.test(plain))?.[1] ?? notADate
  const { year, month = '', day = '' } = groups
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isCalendarDate(date)) return noSuchDay
  return date < firstDay || date > lastDay ? outsideYears : date
})

// Every month has these days, so that no calendar is needed for most of the cells.
const dayOfEveryMonth = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/

/** Reads a day in the ways in which officials write one. */
export const readDate: TextReader = (text) =>
  dayOfEveryMonth.test(text) ? text : readAnyDate(text)

const notAYear = new Wrong(
  '不是年份；请写四位数字，如 2019 或 2019年。',
  'This is not a year; write four digits, such as 2019 or 2019年.',
)
const impossibleYear = new Wrong(
  `年份应在 ${firstYear} 到 ${lastYear} 之间；请核对。`,
  `A year must lie between ${firstYear} and ${lastYear}; check it.`,
)

/** Reads a calendar year. */
export const readYear: TextReader = remembered((text) => {
  const [, year = ''] = /^(\d{4})(?: ?年度?)?$/.exec(halfWidth(text)) ?? []
  if (year === '') return notAYear
  return Number(year) < firstYear || Number(year) > lastYear ? impossibleYear : year
})
