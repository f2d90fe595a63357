import { describe, expect, it } from 'vitest'
import {
  comparePeriods,
  containsPeriod,
  formatPeriod,
  kindWords,
  lastPeriodOf,
  nextPeriod,
  type PeriodKind,
  parsePeriod,
  periodEnd,
  periodKind,
  periodsOf,
  previousPeriod,
} from '../../src/ground/period.ts'

const kinds: PeriodKind[] = ['year', 'half', 'quarter', 'month', 'term']

describe('a period is one canonical text', () => {
  it.each([
    ['2019', { year: 2019, kind: 'year', index: 1 }],
    ['2019-H1', { year: 2019, kind: 'half', index: 1 }],
    ['2019-Q4', { year: 2019, kind: 'quarter', index: 4 }],
    ['2019-01', { year: 2019, kind: 'month', index: 1 }],
    ['2019-11', { year: 2019, kind: 'month', index: 11 }],
    ['2019-T2', { year: 2019, kind: 'term', index: 2 }],
    ['1949', { year: 1949, kind: 'year', index: 1 }],
    ['2100-12', { year: 2100, kind: 'month', index: 12 }],
  ] as const)('%s', (text, parts) => {
    expect(parsePeriod(text)).toEqual(parts)
    expect(formatPeriod(parts)).toBe(text)
    expect(periodKind(text)).toBe(parts.kind)
  })

  it.each([
    '',
    '1948',
    '2101',
    '0000',
    '2019-',
    '2019-0',
    '2019-1',
    '2019-00',
    '2019-13',
    '2019-H0',
    '2019-H3',
    '2019-Q0',
    '2019-Q5',
    '2019-Q7',
    '2019-T0',
    '2019-T3',
    '2019-h1',
    '2019Q4',
    '2019-11-01',
    ' 2019',
    '2019 ',
    '2019\n',
    '2019\0',
    '+2019',
    '2019.0',
    '20190',
    '\uFF12\uFF10\uFF11\uFF19',
    'constructor',
    '9'.repeat(100_000),
  ])('%j is none', (text) => {
    expect(parsePeriod(text)).toBeUndefined()
  })

  it('refuses to reckon with what is none', () => {
    expect(() => periodEnd('2019-Q7')).toThrow(RangeError)
    expect(() => comparePeriods('2019', 'soon')).toThrow(RangeError)
    expect(() => containsPeriod('2019', '')).toThrow(RangeError)
    for (const index of [0, 5, 1.5, Number.NaN]) {
      expect(() => formatPeriod({ year: 2019, kind: 'quarter', index })).toThrow(RangeError)
    }
    for (const kind of kinds) expect(() => periodsOf(1948, kind)).toThrow(RangeError)
  })
})

describe('periods are ordered', () => {
  it('by their last day, and of those that end together the longest first', () => {
    const ordered = [
      '2018',
      '2018-12',
      '2018-T1',
      '2019-01',
      '2019-02',
      '2019-Q1',
      '2019-03',
      '2019-04',
      '2019-05',
      '2019-H1',
      '2019-Q2',
      '2019-06',
      '2018-T2',
      '2019-08',
      '2019-Q3',
      '2019-11',
      '2019',
      '2019-H2',
      '2019-Q4',
      '2019-12',
      '2019-T1',
      '2020-01',
    ]
    expect([...ordered].reverse().sort(comparePeriods)).toEqual(ordered)
    for (const period of ordered) expect(comparePeriods(period, period)).toBe(0)
  })

  it('and no two unlike periods tie', () => {
    const all = [2018, 2019, 2020].flatMap((year) => kinds.flatMap((kind) => periodsOf(year, kind)))
    for (const one of all) {
      for (const other of all) {
        expect(Math.sign(comparePeriods(one, other))).toBe(
          -Math.sign(comparePeriods(other, one)) + 0,
        )
        expect(comparePeriods(one, other) === 0).toBe(one === other)
      }
    }
  })

  it.each(kinds)('and each %s in the order of its text, as SQL sorts it', (kind) => {
    const all = [1999, 2000, 2001].flatMap((year) => periodsOf(year, kind))
    expect([...all].sort()).toEqual(all)
    expect([...all].reverse().sort(comparePeriods)).toEqual(all)
  })

  it('each before the next', () => {
    expect(previousPeriod('2019')).toBe('2018')
    expect(previousPeriod('2019-H1')).toBe('2018-H2')
    expect(previousPeriod('2019-Q1')).toBe('2018-Q4')
    expect(previousPeriod('2019-01')).toBe('2018-12')
    expect(previousPeriod('2019-10')).toBe('2019-09')
    expect(previousPeriod('2019-T1')).toBe('2018-T2')
    expect(nextPeriod('2019')).toBe('2020')
    expect(nextPeriod('2019-H2')).toBe('2020-H1')
    expect(nextPeriod('2019-Q3')).toBe('2019-Q4')
    expect(nextPeriod('2019-09')).toBe('2019-10')
    expect(nextPeriod('2019-12')).toBe('2020-01')
    expect(nextPeriod('2019-T1')).toBe('2019-T2')
  })

  it('from 1949 to 2100', () => {
    expect(previousPeriod('1949')).toBeUndefined()
    expect(previousPeriod('1949-01')).toBeUndefined()
    expect(previousPeriod('1949-Q2')).toBe('1949-Q1')
    expect(nextPeriod('2100-T2')).toBeUndefined()
    expect(nextPeriod('2100')).toBeUndefined()
  })
})

describe('periods lie in periods', () => {
  it.each([
    ['2019', '2019'],
    ['2019', '2019-H2'],
    ['2019', '2019-Q1'],
    ['2019', '2019-12'],
    ['2019', '2019-T1'],
    ['2019', '2019-T2'],
    ['2019-H1', '2019-Q2'],
    ['2019-H2', '2019-Q3'],
    ['2019-H1', '2019-06'],
    ['2019-Q4', '2019-10'],
    ['2019-Q4', '2019-12'],
    ['2019-T1', '2019-T1'],
  ])('%s holds %s', (outer, inner) => {
    expect(containsPeriod(outer, inner)).toBe(true)
    expect(containsPeriod(inner, outer)).toBe(inner === outer)
  })

  it.each([
    ['2019', '2018'],
    ['2019', '2018-12'],
    ['2019', '2018-T2'],
    ['2020', '2019-T2'],
    ['2019-H1', '2019-Q3'],
    ['2019-H1', '2018-Q1'],
    ['2019-H2', '2019-T1'],
    ['2019-Q1', '2019-Q2'],
    ['2019-Q1', '2019-04'],
    ['2019-T1', '2019-11'],
    ['2019-T1', '2019-T2'],
    ['2019-11', '2019-12'],
  ])('%s does not hold %s', (outer, inner) => {
    expect(containsPeriod(outer, inner)).toBe(false)
  })

  it('a year counts 1, 2, 4, 12 and 2 of them', () => {
    const counts = kinds.map(
      (kind) => periodsOf(2019, kind).filter((period) => containsPeriod('2019', period)).length,
    )
    expect(counts).toEqual([1, 2, 4, 12, 2])
    expect(periodsOf(2019, 'quarter')).toEqual(['2019-Q1', '2019-Q2', '2019-Q3', '2019-Q4'])
    expect(kinds.map((kind) => lastPeriodOf(2019, kind))).toEqual([
      '2019',
      '2019-H2',
      '2019-Q4',
      '2019-12',
      '2019-T2',
    ])
  })
})

it.each([
  ['2019', '2019-12-31'],
  ['2019-H1', '2019-06-30'],
  ['2019-Q1', '2019-03-31'],
  ['2019-Q3', '2019-09-30'],
  ['2019-02', '2019-02-28'],
  ['2020-02', '2020-02-29'],
  ['2000-02', '2000-02-29'],
  ['2100-02', '2100-02-28'],
  ['2019-12', '2019-12-31'],
  ['2019-T1', '2020-01-31'],
  ['2019-T2', '2020-08-31'],
])('%s ends on %s', (period, end) => {
  expect(periodEnd(period)).toBe(end)
})

it('each kind has words and an example of itself', () => {
  for (const kind of kinds) {
    expect(periodKind(kindWords[kind].example(2019))).toBe(kind)
    expect(parsePeriod(kindWords[kind].example(2019))?.year).toBe(2019)
  }
  expect(kindWords.year).toMatchObject({ zh: '年度', en: 'yearly' })
  expect(kindWords.year.example(2019)).toBe('2019')
})
