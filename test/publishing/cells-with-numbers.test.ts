import { describe, expect, it } from 'vitest'
import { count, decimal, money, ratio } from '../../src/ground/factType.ts'
import { readerFor } from '../../src/publishing/cells/cells.ts'
import { refused } from './refused.ts'

const people = count('person', 'stock')
const yuan = money('flow')
const wan = readerFor(yuan, { scale: 10_000, unit: '万元' })
const mu = decimal('mu', 'stock')
const growth = ratio('pct/year', {})

describe('a count', () => {
  const read = readerFor(people)

  it.each([
    ['0', '0'],
    ['12', '12'],
    ['012', '12'],
    ['+12', '12'],
    ['1,234', '1234'],
    ['1,234,567', '1234567'],
    ['１２３４', '1234'],
    ['12.0', '12'],
    ['1.2E+5', '120000'],
    ['2147483647', '2147483647'],
    ['-0', '0'],
  ])('%s is %s', (given, number) => {
    expect(read(given)).toBe(number)
  })

  it.each([
    ['12.5', '整数', 'whole number'],
    ['1.25E+1', '整数'],
    ['2147483648', '2147483647'],
    ['999999999999', '太大'],
    ['9'.repeat(30), '太大'],
    ['1e309', '太大'],
    ['-1', '不能小于 0'],
    ['12,34', '逗号', 'commas'],
    ['1,2345', '逗号'],
    ['12人', '只写数', '单位'],
    ['1 234', '不是数'],
    ['1/2', '不是数'],
    ['NaN', '不是数', '留空'],
    ['Infinity', '不是数'],
    ['0x1F', '不是数'],
    ['十二', '不是数'],
    ['12²', '只写数'],
    ['9'.repeat(65), '太长'],
  ])('%s is refused: %s', (given, ...words) => {
    refused(read, given, ...words)
  })

  it('written in 万人 is scaled', () => {
    const read = readerFor(people, { scale: 10_000 })
    expect(read('12.5')).toBe('125000')
    expect(read('0.0001')).toBe('1')
    refused(read, '0.00001', '4 位')
    refused(read, '300000', '2147483647')
  })
})

describe('money', () => {
  const read = readerFor(yuan)

  it.each([
    ['12.5', '12.5'],
    ['12.50', '12.5'],
    ['012.500', '12.5'],
    ['12.00', '12'],
    ['.5', '0.5'],
    ['0.05', '0.05'],
    ['-3.20', '-3.2'],
    ['－3.2', '-3.2'],
    ['-0.00', '0'],
    ['1,234.56', '1234.56'],
    ['１，２３４．５６', '1234.56'],
    ['1.5E-1', '0.15'],
    ['9999999999999999.99', '9999999999999999.99'],
  ])('%s is %s', (given, amount) => {
    expect(read(given)).toBe(amount)
  })

  it.each([
    ['3.14159', '31415.9'],
    ['3.141592', '31415.92'],
    ['0.000001', '0.01'],
    ['12', '120000'],
    ['1,234.5', '12345000'],
    ['0', '0'],
    ['-0.5', '-5000'],
    ['1.2E+5', '1200000000'],
    ['0.29', '2900'],
    ['999999999999.999999', '9999999999999999.99'],
  ])('%s 万元 are %s yuan, exactly', (given, amount) => {
    expect(wan(given)).toBe(amount)
  })

  it('is refused where it is finer than a fen or has too many digits', () => {
    refused(read, '12.345', '小数', '2 位', 'ROUND')
    refused(read, '0.1E-2', '2 位')
    refused(wan, '3.1415926', '6 位')
    refused(read, '12345678901234567', '太大', '16 位')
    refused(wan, '1234567890123', '太大', '12 位')
    refused(wan, '1E+999', '太大')
    refused(wan, '1E-999', '小数')
  })

  it.each(['12万元', '￥12', '¥12.5', '12 元', '$12', '约12', '12%'])(
    '%s is refused, since the unit is in the heading',
    (given) => {
      refused(wan, given, '只写数', '表头', '万元', 'heading')
    },
  )

  it('is only scaled by powers of ten', () => {
    expect(() => readerFor(yuan, { scale: 3 })).toThrow('power of ten')
  })
})

describe('a decimal', () => {
  const read = readerFor(mu)

  it.each([
    ['0.1250', '0.125'],
    ['3.1416', '3.1416'],
    ['1.5E-3', '0.0015'],
    ['12345678901234.5678', '12345678901234.5678'],
    ['0.30000000000000004', '0.3'],
    ['12345678901.100002', '12345678901.1'],
  ])('%s is %s', (given, number) => {
    expect(read(given)).toBe(number)
  })

  it.each([
    ['3.14159', '4 位'],
    ['0.300000000000004', '4 位', 'ROUND'],
    ['123456789012.34567', '4 位', 'ROUND'],
    ['123456789012345', '14 位'],
    ['-0.1', '不能小于 0'],
    ['85%', '只写数'],
    ['12亩', '只写数'],
  ])('%s is refused: %s', (given, ...words) => {
    refused(read, given, ...words)
  })
})

describe('a share', () => {
  it.each([
    ['85.3', '85.3'],
    ['85.3%', '85.3'],
    ['85.30 ％', '85.3'],
    ['0.853', '0.853'],
    ['100', '100'],
    ['0', '0'],
  ])('%s is %s', (given, share) => {
    expect(readerFor(ratio())(given)).toBe(share)
  })

  it('lies in its range, and both ends are told', () => {
    refused(readerFor(ratio()), '100.1', '0 到 100', 'between 0 and 100')
    refused(readerFor(ratio()), '-1%', '0 到 100')
    refused(readerFor(ratio('pct/year', { from: 0, to: 36 })), '36.5', '0 到 36')
    expect(readerFor(growth)('-12.5%')).toBe('-12.5')
  })
})
