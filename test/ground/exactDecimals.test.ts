import { describe, expect, it } from 'vitest'
import { decimalForm, moneyForm, numberText, parseDecimal } from '../../src/ground/decimal.ts'

describe('a decimal stays exact', () => {
  it.each([
    ['12.5', '12.50'],
    ['12', '12.00'],
    ['0', '0.00'],
    ['0.07', '0.07'],
    ['-0.05', '-0.05'],
    ['-12', '-12.00'],
    ['-0', '0.00'],
    ['-0.00', '0.00'],
    ['12.500000', '12.50'],
    ['9999999999999999.99', '9999999999999999.99'],
    ['-9999999999999999.99', '-9999999999999999.99'],
    ['1234567890123456.78', '1234567890123456.78'],
  ])('money %s is %s', (given, canonical) => {
    expect(parseDecimal(given, moneyForm)).toBe(canonical)
    expect(parseDecimal(canonical, moneyForm)).toBe(canonical)
  })

  it.each([
    '',
    ' ',
    ' 1',
    '1 ',
    '1\n',
    '1\0',
    '+1',
    '--1',
    '-',
    '.',
    '.5',
    '5.',
    '1.2.3',
    '007',
    '00',
    '1,000',
    '1_000',
    '0x10',
    '1e3',
    '1E3',
    '1e309',
    'NaN',
    'Infinity',
    '-Infinity',
    '\u0661\u0662',
    '\uFF11\uFF12',
    '12.345',
    '0.001',
    '10000000000000000',
    '10000000000000000.00',
    '123456789012345678901234567890',
    '9'.repeat(31),
    `0.${'0'.repeat(40)}`,
    '9'.repeat(1_000_000),
  ])('money is never %j', (given) => {
    expect(parseDecimal(given, moneyForm)).toBeUndefined()
  })

  it('keeps to the digits of its form', () => {
    expect(parseDecimal('0.12345', decimalForm)).toBeUndefined()
    expect(parseDecimal('0.1234', decimalForm)).toBe('0.1234')
    expect(parseDecimal('99999999999999.9999', decimalForm)).toBe('99999999999999.9999')
    expect(parseDecimal('100000000000000', decimalForm)).toBeUndefined()
    expect(parseDecimal('5', { precision: 5, scale: 0 })).toBe('5')
    expect(parseDecimal('-0', { precision: 5, scale: 0 })).toBe('0')
    expect(parseDecimal('0.99', { precision: 2, scale: 2 })).toBe('0.99')
    expect(parseDecimal('1', { precision: 2, scale: 2 })).toBeUndefined()
  })

  it('never meets a float: every fen up to 100 yuan comes out as it went in', () => {
    for (let fen = 0; fen <= 10_000; fen++) {
      const text = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
      expect(parseDecimal(text, moneyForm)).toBe(text)
      expect(parseDecimal(numberText(Number(text)) ?? '', moneyForm)).toBe(text)
    }
  })
})

describe('a JSON number has a text only where a double holds it', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [12.5, '12.5'],
    [-0.07, '-0.07'],
    [9007199254740991, '9007199254740991'],
    [123456789012.345, '123456789012.345'],
    [0.000001, '0.000001'],
  ])('%d is %s', (value, text) => {
    expect(numberText(value)).toBe(text)
  })

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    JSON.parse('1e309'),
    1e21,
    1e-7,
    JSON.parse('9007199254740993'),
    JSON.parse('1234567890123456.78'),
    JSON.parse('9999999999999999.99'),
    0.1 + 0.2,
  ])('%d has none', (value) => {
    expect(numberText(value)).toBeUndefined()
  })
})
