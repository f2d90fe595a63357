import { describe, expect, it } from 'vitest'
import { gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import {
  areaCode,
  count,
  creditCode,
  date,
  decimal,
  type FactType,
  identityNumber,
  industryCode,
  money,
  numbered,
  oneOf,
  ratio,
  text,
  year,
  yesNo,
} from '../../src/ground/factType.ts'
import { readKeyOf } from '../../src/publishing/cells/cellKeys.ts'
import { periodReader } from '../../src/publishing/cells/cellPeriods.ts'
import { Wrong } from '../../src/publishing/cells/cellReader.ts'
import { readerFor } from '../../src/publishing/cells/cells.ts'
import { endsAtAll } from '../prepare/patience.ts'
import { refused } from './refused.ts'

const catalogue = await gatherCatalogue()

const everyType: readonly FactType[] = [
  text,
  industryCode,
  yesNo,
  date,
  year,
  areaCode,
  creditCode,
  identityNumber,
  count('person', 'stock'),
  money('flow'),
  decimal('mu', 'stock'),
  ratio(),
  numbered(/^\d{4}$/, '2019'),
]

describe('in every column', () => {
  it.each(everyType)('of $word, formulas and the errors of Excel are refused as such', (type) => {
    const read = readerFor(type)
    refused(read, '=A1+B1', '公式', '粘贴', 'formula')
    refused(read, '＝SUM(A1:A9)', '公式')
    for (const error of [
      '#REF!',
      '#N/A',
      '#VALUE!',
      '#NAME?',
      '#DIV/0!',
      '#NUM!',
      '#NULL!',
      '#n/a',
    ]) {
      refused(read, error, 'Excel 的错误值', "Excel's error")
    }
    refused(read, '########', '太窄', 'widen')
    refused(read, '—', '留空', 'blank')
    expect(read('  \u3000 ')).toBeUndefined()
  })

  it('a hostile cell takes no more than in proportion to its length', () => {
    const readers = [
      ...everyType.map((type) => readerFor(type)),
      ...['Village', 'Borrower', 'Household', 'Loan'].map((name) => readKeyOf(name)),
      periodReader('term'),
      readerFor(oneOf(catalogue.enumerations[0]!)),
    ]
    const long = ['9', '-', '0', ' ', '1,', '年', '\ud800', "'", '('].map((one) =>
      one.repeat(1_000_000),
    )
    endsAtAll(() => {
      for (const read of readers) {
        for (const cell of long) expect(typeof read(`1${cell}x`)).toBe('object')
        for (const cell of long) expect(typeof read(`+1${cell}x`)).toBe('object')
      }
    })
  })
})

describe('free text', () => {
  const read = readerFor(text)

  it.each([
    ['碧江区灯塔街道', '碧江区灯塔街道'],
    [' 碧江区 ', '碧江区'],
    ['-5', '-5'],
    ['+8613985600000', '+8613985600000'],
    ['-1,234.50', '-1,234.50'],
    ['1+1', '1+1'],
    ['#3 building', '#3 building'],
    ['𠮷田', '𠮷田'],
    ['字'.repeat(2_000), '字'.repeat(2_000)],
  ])('%j is kept', (given, kept) => {
    expect(read(given)).toBe(kept)
  })

  it.each([
    ['@SUM(1)', '公式'],
    ['+cmd|calc', '公式'],
    ['-2+3', '公式'],
    ['+', '公式'],
    ['＠SUM(1)', '公式'],
    ['\t=1', '制表符'],
    ['\r=1', '控制字符'],
    ['第一行\n第二行', '换行'],
    ['a\0b', '控制字符'],
    ['abc\u202egnp', '看不见'],
    ['5.20602E+17', '科学计数法', '文本'],
    ['铜仁\ufffd', '乱码'],
    ['铜仁\ud800', '乱码'],
    ['字'.repeat(2_001), '2000'],
  ])('%j is refused: %s', (given, ...words) => {
    refused(read, given, ...words)
  })

  it('is cut of blanks, and a formula behind them is seen', () => {
    refused(read, '  @SUM(1)', '公式')
  })

  it('with a form keeps to it, and the example is told', () => {
    const readCertificate = readerFor(
      numbered(/^[1-9]\d{16}[\dX][1-7][1-4]$/, '11010519491231002X44'),
    )
    expect(readCertificate('11010519491231002X44')).toBe('11010519491231002X44')
    expect(readCertificate('11010519491231002x44')).toBe('11010519491231002X44')
    expect(readCertificate('１1010519491231002X 44')).toBe('11010519491231002X44')
    refused(readCertificate, '11010519491231002X4', '11010519491231002X44')
    refused(readCertificate, '1.10105E+19', '科学计数法', 'scientific')
    const readDiagnosis = readerFor(numbered(/^[A-Z]\d{2}(?:\.x00)?$/, 'I10.x00'))
    expect(readDiagnosis('I10.x00')).toBe('I10.x00')
  })
})

describe('yes and no', () => {
  it.each([
    '是',
    '有',
    '对',
    '真',
    '√',
    'Y',
    'y',
    'yes',
    'Yes',
    'TRUE',
    'true',
    'T',
    '1',
    'Ｙ',
    '１',
  ])('%s is yes', (given) => {
    expect(readerFor(yesNo)(given)).toBe('true')
  })

  it.each(['否', '无', '错', '假', '×', 'N', 'n', 'no', 'NO', 'FALSE', 'false', 'F', '0'])(
    '%s is no',
    (given) => {
      expect(readerFor(yesNo)(given)).toBe('false')
    },
  )

  it.each(['不详', '2', '是否', 'x', '是的吧'])('%s is neither', (given) => {
    refused(readerFor(yesNo), given, '“是”', '“否”', '留空')
  })
})

describe('the facts of the catalogue', () => {
  it('all have a reader', () => {
    for (const { fact } of catalogue.entries.values()) {
      expect(readerFor(fact.type)('=1')).toBeInstanceOf(Wrong)
    }
  })
})
