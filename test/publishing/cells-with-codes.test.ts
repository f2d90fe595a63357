import { describe, expect, it } from 'vitest'
import { checkCharacter } from '../../src/ground/creditCode.ts'
import { areaCode, creditCode, identityNumber } from '../../src/ground/factType.ts'
import { identityCheckCharacter } from '../../src/ground/identityNumber.ts'
import {
  readHouseholdByHead,
  readHouseholdById,
  readHouseholdByPoliceNumber,
  readHouseholdByRegisterNumber,
  readKeyOf,
  readOwnNumber,
} from '../../src/publishing/cells/cellKeys.ts'
import type { Wrong } from '../../src/publishing/cells/cellReader.ts'
import { readerFor } from '../../src/publishing/cells/cells.ts'
import { refused } from './refused.ts'

const creditCoded = (first17: string) => first17 + checkCharacter(first17)
const aCooperative = creditCoded('93520602MA6DXYTW1')
const aVillageCommittee = creditCoded('54520602MF0123456')
const anEnterprise = '91350100M000100Y43'

describe('an area code', () => {
  it.each([
    ['520602101200', '520602101200'],
    ['520602101000', '520602101'],
    ['520602000000', '520602'],
    ['5206', '5206'],
    ['5206z1', '5206Z1'],
    ["'520602101", '520602101'],
    ['５２０６０２', '520602'],
    ['520602101200\u200b', '520602101200'],
    ['520602101200\t', '520602101200'],
  ])('%j is read as %s', (given, code) => {
    expect(readerFor(areaCode)(given)).toBe(code)
  })

  it.each([
    ['5.20602E+11', '科学计数法', '文本'],
    ['52060210', '6 位', '9 位'],
    ['碧江区', '不写地名', 'not the name'],
    ['52060210120O', '区划代码'],
  ])('%j is refused: %s', (given, ...words) => {
    refused(readerFor(areaCode), given, ...words)
  })

  it.each([
    ['City', '5206', '520602', '市的 4 位', '区县'],
    ['County', '520602', '520602101', '区县的 6 位', '乡镇'],
    ['Zone', '5206Z1', '520602', '开发区的代码', '5206Z1'],
    ['Township', '520602101', '520602', '乡镇（街道）的 9 位', '区县'],
    ['Village', '520602101200', '520602101', '村（社区）的 12 位', '乡镇'],
  ])('of a %s is of its level', (entity, right, wrong, ...words) => {
    expect(readKeyOf(entity)(right)).toBe(right)
    refused(readKeyOf(entity), wrong, ...words)
  })
})

describe('a credit code', () => {
  const read = readerFor(creditCode)

  it.each([
    '91350100M000100Y43',
    '91350100m000100y43',
    ' 91350100 M000100Y43',
    '９1350100M000100Y43',
  ])('%j is read', (given) => {
    expect(read(given)).toBe('91350100M000100Y43')
  })

  it.each([
    ['91350100M000100Y4', '18 位', '17 位'],
    ['520602000000123', '18 位', '15 位', '注册号'],
    ['9135O100M000100Y43', '第 5 位', '字母 O', '数字 0', 'letter O instead of digit 0?'],
    ['9135010IM000100Y43', '第 8 位', '字母 I', '数字 1'],
    ['91350100M00010ZY43', '第 15 位', '字母 Z', '数字 2'],
    ['91350100MS00100Y43', '第 10 位', '字母 S', '数字 5'],
    ['91350100M000V00Y43', '第 13 位', '字母 V', '字母 U'],
    ['9135A100M000100Y43', '第 5 位', '只有数字'],
    ['91350100M000100*43', '第 16 位', '不能用'],
    ['91350100M000100Y44', '校验码', 'check character'],
    ['91350100M000010Y43', '校验码'],
    ['113501000000000000', '15 位', '000', '文本'],
    ['9.1350100E+17', '科学计数法', 'deliver again'],
  ])('%j is refused: %s', (given, ...words) => {
    refused(read, given, ...words)
  })

  it('leads to a holder of its kind', () => {
    expect(readKeyOf('Cooperative')(aCooperative)).toBe(aCooperative)
    expect(readKeyOf('Enterprise')(anEnterprise)).toBe(anEnterprise)
    refused(readKeyOf('Cooperative'), anEnterprise, '合作社', '93')
    refused(readKeyOf('Enterprise'), aCooperative, '企业', '91', '92')
    for (const code of [aCooperative, anEnterprise, aVillageCommittee]) {
      expect(readKeyOf('LegalEntity')(code)).toBe(code)
      expect(readKeyOf('Organisation')(code)).toBe(code)
    }
  })
})

describe('an identity number', () => {
  const read = readerFor(identityNumber)

  it.each([
    '11010519491231002X',
    '11010519491231002x',
    '110105 19491231 002X',
    '110105491231002',
    '１１010519491231002Ｘ',
    "'11010519491231002X",
  ])('%j is read', (given) => {
    expect(read(given)).toBe('11010519491231002X')
  })

  it.each([
    ['1101051949123100', '18 位', '16 位'],
    ['110105********002X', '数字', '星号'],
    ['11010519491331002X', '出生日期', 'birth date'],
    ['11010519490230002X', '出生日期'],
    ['110105491331002', '出生日期'],
    ['110105194912310021', '校验码', 'check character'],
    ['110105194912310000', 'Excel', '15 位', '文本'],
    ['1.10105E+17', '科学计数法', '文本'],
    ['1.1010519491231E+17', '科学计数法'],
  ])('%j is refused, and never repeated: %s', (given, ...words) => {
    refused(read, given, ...words)
    const said = read(given) as Wrong
    expect(`${said.zh} ${said.en}`).not.toContain(given.slice(0, 10))
  })

  it('of somebody not yet born is refused', () => {
    const first17 = '52060220200301001'
    const number = first17 + identityCheckCharacter(first17)
    expect(readerFor(identityNumber, { on: '2020-03-01' })(number)).toBe(number)
    refused(readerFor(identityNumber, { on: '2020-02-29' }), number, '今天')
    refused(readKeyOf('Person', '2020-02-29'), number, '今天')
    expect(readKeyOf('Person', '2020-03-01')(number)).toBe(number)
  })
})

describe('a household', () => {
  it.each([
    ['H00000123', 'H00000123'],
    ['h00000123', 'H00000123'],
    ['11010519491231002X', 'id:11010519491231002X'],
    ['110105491231002', 'id:11010519491231002X'],
    ['no:0520600012', 'no:0520600012'],
    ['REG：52060200000123', 'reg:52060200000123'],
    ['id:11010519491231002x', 'id:11010519491231002X'],
  ])('written %s is %s', (given, key) => {
    expect(readKeyOf('Household')(given)).toBe(key)
  })

  it('is read by the number that the column holds', () => {
    expect(readHouseholdByHead('11010519491231002X')).toBe('id:11010519491231002X')
    expect(readHouseholdByPoliceNumber('0520600012')).toBe('no:0520600012')
    expect(readHouseholdByRegisterNumber('52060200000123')).toBe('reg:52060200000123')
    expect(readHouseholdById('H00000123')).toBe('H00000123')
  })

  it('is refused where its number does not hold', () => {
    refused(readHouseholdById, '11010519491231002X', 'H')
    refused(readHouseholdById, 'H123', '8 位')
    refused(readHouseholdByHead, '110105194912310021', '校验码')
    refused(readHouseholdByPoliceNumber, '5.206E+15', '科学计数法')
    refused(readHouseholdByRegisterNumber, '5206 02', '空格')
    refused(readKeyOf('Household'), '张三家', '18 位')
  })
})

describe('a borrower', () => {
  const read = readKeyOf('Borrower')

  it.each([
    ['11010519491231002X', 'id:11010519491231002X'],
    ['H00000123', 'H00000123'],
    [aCooperative, aCooperative],
    [anEnterprise, anEnterprise],
  ])('%s is read as %s', (given, key) => {
    expect(read(given)).toBe(key)
  })

  it('is refused as what it was meant for', () => {
    refused(read, '110105194912310021', '公民身份号码', '校验码')
    refused(read, '91350100M000100Y44', '统一社会信用代码', '校验码')
    refused(read, 'H1', 'H')
  })
})

describe("an owner's own number", () => {
  it('is kept as it is, in half width', () => {
    expect(readKeyOf('Loan')('NX2019-000123')).toBe('NX2019-000123')
    expect(readKeyOf('Loan')('借字（２０１９）第0123号')).toBe('借字(2019)第0123号')
    expect(readKeyOf('Project')('2019-520602-48-01-123456')).toBe('2019-520602-48-01-123456')
    expect(readOwnNumber(' JZ-001 ')).toBe('JZ-001')
  })

  it('has no blanks and no more than 64 characters, and Excel has not spoilt it', () => {
    refused(readKeyOf('Loan'), 'NX2019 000123', '空格')
    refused(readKeyOf('Loan'), '9'.repeat(65), '64')
    refused(readKeyOf('Project'), '2.01952E+23', '科学计数法')
    refused(readOwnNumber, '@A1', '公式')
  })
})
