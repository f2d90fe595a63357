import { describe, expect, it } from 'vitest'
import { gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import { enumeration } from '../../src/ground/enumeration.ts'
import { industryCode, oneOf } from '../../src/ground/factType.ts'
import type { CellReader, Wrong } from '../../src/publishing/cells/cellReader.ts'
import { readerFor } from '../../src/publishing/cells/cells.ts'
import { refused } from './refused.ts'

const catalogue = await gatherCatalogue()

function listed(name: string): CellReader {
  const found = catalogue.enumerations.find((one) => one.name === name)
  if (!found) throw new Error(`there is no enumeration ${name}`)
  return readerFor(oneOf(found))
}

describe('a code list', () => {
  it.each(catalogue.enumerations)('$name reads each member by all that it is called', (one) => {
    const read = readerFor(oneOf(one))
    for (const { name, code, zh, en } of one.members) {
      for (const word of [name, name.toLowerCase(), zh, en, ...(code ? [code] : [])]) {
        expect([word, read(word)]).toEqual([word, name])
      }
    }
  })

  it.each([
    ['Sex', '男', 'MALE'],
    ['Sex', '２', 'FEMALE'],
    ['Ethnicity', '苗', 'MIAO'],
    ['FamilyRelation', '户主', 'HEAD'],
    ['FamilyRelation', '姐', 'SIBLING'],
    ['HouseGrade', 'C级：局部危房', 'C'],
    ['HouseGrade', 'C级', 'C'],
    ['HouseGrade', 'c', 'C'],
    ['OperatingStatus', '存续（在营、开业、在册）', 'ACTIVE'],
    ['OperatingStatus', '存续', 'ACTIVE'],
    ['PairingType', '1+N', 'ONE_TO_MANY'],
  ])('%s takes %s for %s', (name, given, member) => {
    expect(listed(name)(given)).toBe(member)
  })

  it('names the nearest label, and all of them where they are few', () => {
    refused(listed('PovertyCause'), '因病致贫', '没有这一项', '“因灾”', '“自身发展动力不足”')
    refused(listed('PovertyCause'), '缺劳务', '最接近的是“缺')
    refused(listed('PovertyStatus'), '稳定脱平', '最接近的是“稳定脱贫”', 'stable')
    refused(listed('Sex'), '3', '“男性”', '"Female"')
  })

  it('does not recite a long list', () => {
    const said = listed('Ethnicity')('布衣族') as Wrong
    expect(said.zh).toContain('最接近的是“布依族”')
    expect(said.zh.length).toBeLessThan(60)
  })

  it('sees a code that has lost its zero', () => {
    expect(listed('Ethnicity')('01')).toBe('HAN')
    refused(listed('Ethnicity'), '1', '0 可能丢失', '01', '汉族', 'leading zero')
    expect(listed('LoanClass5')('1')).toBe('NORMAL')
  })

  it('takes a short form for no member where it might mean two', () => {
    const aids = enumeration('Aids', '资助', 'Aids', 'given', {
      FEE: ['免费(学费)', 'Fee'],
      BOOKS: ['免费(书费)', 'Books'],
    })
    refused(readerFor(oneOf(aids)), '免费', '没有这一项')
  })

  it('is refused at the start where one label names two members', () => {
    const twice = enumeration('Twice', '重复', 'Twice', 'given', {
      ONE: ['甲', 'One'],
      TWO: ['甲', 'Two'],
    })
    expect(() => readerFor(oneOf(twice))).toThrow('two members of Twice')
  })
})

describe("an industry's code", () => {
  it.each([
    ['A0111', 'A0111'],
    ['a0111', 'A0111'],
    ['A', 'A'],
    ['A01', 'A01'],
    ['0111', 'A0111'],
    ['5211', 'F5211'],
    ['011', 'A011'],
    ['01', 'A01'],
  ])('%s is %s', (given, code) => {
    expect(readerFor(industryCode)(given)).toBe(code)
  })

  it.each([
    ['111', '0 可能丢失', '门类字母'],
    ['11', '0 可能丢失'],
    ['1', '0 可能丢失'],
    ['A5211', 'A0111', '门类'],
    ['9811', '门类'],
    ['水稻种植', '行业代码'],
  ])('%s is refused: %s', (given, ...words) => {
    refused(readerFor(industryCode), given, ...words)
  })
})
