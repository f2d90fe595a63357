import { describe, expect, it } from 'vitest'
import { date, year } from '../../src/ground/factType.ts'
import { periodReader } from '../../src/publishing/cells/cellPeriods.ts'
import { readerFor } from '../../src/publishing/cells/cells.ts'
import { refused } from './refused.ts'

describe('a date', () => {
  const read = readerFor(date)

  it.each([
    ['2020-01-31', '2020-01-31'],
    ['2020-1-31', '2020-01-31'],
    ['2020/1/31', '2020-01-31'],
    ['2020.1.31', '2020-01-31'],
    ['20200131', '2020-01-31'],
    ['2020年1月31日', '2020-01-31'],
    ['2020 年 1 月 31 日', '2020-01-31'],
    ['２０２０－０１－３１', '2020-01-31'],
    ['2020-02-29', '2020-02-29'],
    ['1900-01-01', '1900-01-01'],
    ['2100-12-31', '2100-12-31'],
  ])('%s is %s', (given, day) => {
    expect(read(given)).toBe(day)
  })

  it.each([
    ['2020-02-30', '日历'],
    ['2019-02-29', '日历'],
    ['2020-13-01', '日历'],
    ['20200431', '日历'],
    ['2020-01-31T08:00:00', '不写时间', 'time of day'],
    ['2020/1/31 0:00', '不写时间'],
    ['43861', '日期序号', '设为“日期”', 'day number'],
    ['43861.5', '日期序号'],
    ['1899-12-31', '1900'],
    ['2101-01-01', '2100'],
    ['1/31/2020', '四位', '最前面'],
    ['20-1-31', '四位'],
    ['2020年1月', '缺少“日”'],
    ['2020-01', '缺少“日”'],
    ['2020-1/31', '2020-01-31'],
    ['去年', '2020年1月31日'],
  ])('%s is refused: %s', (given, ...words) => {
    refused(read, given, ...words)
  })
})

it('every day of two centuries is read, however often the reader forgets', () => {
  const read = readerFor(date)
  const [first, last] = [Date.UTC(1900, 0, 1), Date.UTC(2100, 11, 31)]
  for (let time = first; time <= last; time += 86_400_000) {
    const day = new Date(time).toISOString().slice(0, 10)
    if (read(day.replaceAll('-', '/')) !== day) expect.unreachable(day)
    if (read(day) !== day) expect.unreachable(day)
  }
})

describe('a year', () => {
  it.each([
    ['2019', '2019'],
    ['2019年', '2019'],
    ['２０１９年', '2019'],
    ['1949', '1949'],
    ['2100', '2100'],
  ])('%s is %s', (given, kept) => {
    expect(readerFor(year)(given)).toBe(kept)
  })

  it.each([
    ['1948', '1949', '2100'],
    ['2101', '2100'],
    ['19', '四位'],
    ['2019-01', '四位'],
    ['2019.5', '四位'],
  ])('%s is refused: %s', (given, ...words) => {
    refused(readerFor(year), given, ...words)
  })
})

describe('a period', () => {
  const on = '2020-06-30'

  it.each([
    ['year', '2019', '2019'],
    ['year', '2019年', '2019'],
    ['year', '2019年度', '2019'],
    ['half', '2019-H1', '2019-H1'],
    ['half', '2019h2', '2019-H2'],
    ['half', '2019年上半年', '2019-H1'],
    ['half', '2019年下半年', '2019-H2'],
    ['half', '2020年上半年', '2020-H1'],
    ['quarter', '2019-Q4', '2019-Q4'],
    ['quarter', '2019q4', '2019-Q4'],
    ['quarter', '2019年第四季度', '2019-Q4'],
    ['quarter', '2019年四季度', '2019-Q4'],
    ['quarter', '2019年4季度', '2019-Q4'],
    ['quarter', '2019年第１季度', '2019-Q1'],
    ['quarter', '2020-Q2', '2020-Q2'],
    ['month', '2019-11', '2019-11'],
    ['month', '2019/11', '2019-11'],
    ['month', '2019/1', '2019-01'],
    ['month', '201911', '2019-11'],
    ['month', '2019年11月', '2019-11'],
    ['month', '2019年1月份', '2019-01'],
    ['term', '2019-T1', '2019-T1'],
    ['term', '2019学年第一学期', '2019-T1'],
    ['term', '2019-2020学年第一学期', '2019-T1'],
    ['term', '2019-2020学年第一学期(秋季)', '2019-T1'],
    ['term', '2019—2020学年第二学期（春季）', '2019-T2'],
    ['term', '2019-2020学年度下学期', '2019-T2'],
    ['term', '2019年秋季学期', '2019-T1'],
    ['term', '2020年春季学期', '2019-T2'],
  ] as const)('of a %s, written %s, is %s', (kind, given, period) => {
    expect(periodReader(kind, on)(given)).toBe(period)
  })

  it.each([
    ['quarter', '2019', '季度', '年度', '2019-Q4', '2019年第四季度', 'quarterly'],
    ['year', '2018-Q4', '年度', '2018年'],
    ['month', '2019年第四季度', '月度', '2019年11月'],
    ['half', '2019-11', '半年度', '2019年上半年'],
    ['term', '2019-H1', '学期', '2019学年第一学期'],
  ] as const)('of a %s is asked for where it says %s', (kind, given, ...words) => {
    refused(periodReader(kind, on), given, ...words)
  })

  it.each([
    ['year', '2021'],
    ['half', '2020-H2'],
    ['quarter', '2020-Q3'],
    ['month', '2020-07'],
    ['term', '2020-T1'],
  ] as const)('of a %s that has not begun is refused: %s', (kind, given) => {
    refused(periodReader(kind, on), given, '还没有开始', 'not begun')
  })

  it('begins on its first day', () => {
    refused(periodReader('quarter', '2020-06-30'), '2020-Q3', '还没有开始')
    expect(periodReader('quarter', '2020-07-01')('2020-Q3')).toBe('2020-Q3')
    refused(periodReader('term', '2020-01-31'), '2019-T2', '还没有开始')
    expect(periodReader('term', '2020-02-01')('2019-T2')).toBe('2019-T2')
  })

  it.each([
    ['quarter', '2019-Q5'],
    ['month', '2019-13'],
    ['month', '2019.1'],
    ['year', '1948'],
    ['year', '去年'],
    ['term', '2019-2021学年第一学期'],
    ['term', '2019-2020学年第一学期(春季)'],
  ] as const)('of a %s is none that is written %s', (kind, given) => {
    refused(periodReader(kind, on), given, '不是期间', 'not a period')
  })
})
