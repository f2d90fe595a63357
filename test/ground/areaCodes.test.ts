import { describe, expect, it } from 'vitest'
import {
  isWithin,
  kindOfTownship,
  kindOfVillage,
  parentCode,
  parseAreaCode,
  prefixRange,
} from '../../src/ground/areaCode.ts'

describe('an area code is read', () => {
  it.each([
    ['5206', '5206', 'city'],
    ['520602', '520602', 'county'],
    ['520602100', '520602100', 'township'],
    ['520602101', '520602101', 'township'],
    ['520602002001', '520602002001', 'village'],
    ['520610100100', '520610100100', 'village'],
    ['5206Z1', '5206Z1', 'zone'],
    ['5206Z2', '5206Z2', 'zone'],
    ['520600000000', '5206', 'city'],
    ['520600', '5206', 'city'],
    ['520602000000', '520602', 'county'],
    ['520610000000', '520610', 'county'],
    ['520602101000', '520602101', 'township'],
    ['520602100000', '520602100', 'township'],
    ['520602010000', '520602010', 'township'],
  ])('%s as %s, a %s', (text, code, level) => {
    expect(parseAreaCode(text)).toEqual({ code, level })
    expect(parseAreaCode(code)).toEqual({ code, level })
  })

  it.each([
    '',
    '52',
    '520',
    '52060',
    '5206021',
    '52060210',
    '5206021011',
    '52060200200',
    '5206020020011',
    '520000000000',
    '000000000000',
    '5200',
    '0006',
    '520600101',
    '520600101001',
    '520602000001',
    '5206Z0',
    '5206z1',
    '5206Z12',
    '5206Z1000000',
    '5200Z1',
    ' 5206',
    '5206\n',
    '5206\0',
    '5206%',
    '520_',
    '\uFF15\uFF12\uFF10\uFF16',
    'constructor',
    '5'.repeat(100_000),
  ])('%j is none', (text) => {
    expect(parseAreaCode(text)).toBeUndefined()
  })
})

describe('an area lies in its ancestors', () => {
  it.each([
    ['520602002001', '520602002'],
    ['520602002001', '520602'],
    ['520602002001', '5206'],
    ['520602', '5206'],
    ['5206Z1', '5206'],
    ['5206Z1', '5206Z1'],
    ['520602', '520602'],
  ])('%s in %s', (code, ancestor) => {
    expect(isWithin(code, ancestor)).toBe(true)
  })

  it.each([
    ['5206', '520602'],
    ['520603001', '520602'],
    ['520602002001', '5206Z1'],
    ['5206Z2', '5206Z1'],
    ['5206Z1', '520602'],
    ['520602', ''],
    ['520602', '52'],
    ['520602', '52060'],
    ['', ''],
    ['520602002', '520600000000'],
    ['520602\0', '5206'],
  ])('%j not in %j', (code, ancestor) => {
    expect(isWithin(code, ancestor)).toBe(false)
  })

  it('and has one parent, up to the city', () => {
    expect(parentCode('520602002001')).toBe('520602002')
    expect(parentCode('520602002')).toBe('520602')
    expect(parentCode('520602')).toBe('5206')
    expect(parentCode('5206Z1')).toBe('5206')
    expect(parentCode('5206')).toBeUndefined()
    expect(parentCode('nowhere')).toBeUndefined()
  })
})

describe('a range of texts holds an area and all below it', () => {
  const codes = [
    '5205',
    '520599999999',
    '5206',
    '520602',
    '520602001',
    '520602999999',
    '520603',
    '520699',
    '520699999',
    '520699999999',
    '5206Z1',
    '5206Z2',
    '5207',
    '520702',
  ]
  const orders = {
    'byte order': (a: string, b: string) => (a < b ? -1 : Number(a > b)),
    'the order of a Chinese locale': new Intl.Collator('zh-CN').compare,
    'the order of an English locale': new Intl.Collator('en-US').compare,
  }

  it.each(Object.entries(orders))('in %s', (_, compare) => {
    for (const ancestor of codes) {
      const [from, to] = prefixRange(ancestor)
      for (const code of codes) {
        const inRange = compare(code, from) >= 0 && compare(code, to) < 0
        expect(inRange, `${code} in ${ancestor}`).toBe(isWithin(code, ancestor))
      }
    }
  })

  it('and is refused for anything else', () => {
    expect(() => prefixRange('')).toThrow(RangeError)
    expect(() => prefixRange('520602000000')).toThrow(RangeError)
  })
})

describe('a code says what kind of unit it names', () => {
  it.each([
    ['520602001', 'SUBDISTRICT'],
    ['520602099', 'SUBDISTRICT'],
    ['520602100', 'TOWN'],
    ['520602199', 'TOWN'],
    ['520602200', 'TOWNSHIP'],
    ['520602399', 'TOWNSHIP'],
    ['520602400', 'ENTERPRISE_LIKE'],
    ['520602599', 'ENTERPRISE_LIKE'],
    ['520602600', undefined],
    ['520602', undefined],
    ['520602001001', undefined],
    ['5206Z1', undefined],
  ])('township %s: %s', (code, kind) => {
    expect(kindOfTownship(code)).toBe(kind)
  })

  it.each([
    ['520602002001', 'RESIDENTS_COMMITTEE'],
    ['520628001100', 'RESIDENTS_COMMITTEE'],
    ['520602002199', 'RESIDENTS_COMMITTEE'],
    ['520602005202', 'VILLAGE_COMMITTEE'],
    ['520602005399', 'VILLAGE_COMMITTEE'],
    ['520602005400', 'RESIDENTS_COMMITTEE_LIKE'],
    ['520602005500', 'VILLAGE_COMMITTEE_LIKE'],
    ['520602005600', undefined],
    ['520602005', undefined],
    ['520602005000', undefined],
  ])('village %s: %s', (code, kind) => {
    expect(kindOfVillage(code)).toBe(kind)
  })
})
