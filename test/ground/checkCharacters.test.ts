import { describe, expect, it } from 'vitest'
import { checkCharacter, creditCodeCategory, isCreditCode } from '../../src/ground/creditCode.ts'
import {
  birthDate,
  identityCheckCharacter,
  isIdentityNumber,
  sex,
  upgradeIdentityNumber,
} from '../../src/ground/identityNumber.ts'

// The tables as the standards print them; the sources compute the weights instead.
const identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const identityChecks = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2']
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const weighed = (values: readonly number[], weights: readonly number[]): number =>
  values.reduce((sum, value, i) => sum + value * (weights[i] ?? Number.NaN), 0)

/** Every text that differs from the given one in exactly one character. */
function* withOneError(text: string, alphabet: string): Generator<string> {
  for (const [i, right] of [...text].entries()) {
    for (const wrong of alphabet) {
      if (wrong !== right) yield text.slice(0, i) + wrong + text.slice(i + 1)
    }
  }
}

/** Every text with two unlike neighbours exchanged. */
function* withNeighboursExchanged(text: string): Generator<string> {
  for (let i = 0; i + 1 < text.length; i++) {
    if (text[i] !== text[i + 1]) {
      yield `${text.slice(0, i)}${text[i + 1]}${text[i]}${text.slice(i + 2)}`
    }
  }
}

describe('citizen identity numbers, GB 11643', () => {
  const samples = ['11010519491231002X', '440524188001010014']
  const invented = ['520699199002280013', '520699200002290024', '520699201612310035'].map(
    (number) => {
      const first17 = number.slice(0, 17)
      return first17 + identityChecks[weighed([...first17].map(Number), identityWeights) % 11]
    },
  )

  it.each([...samples, ...invented])('takes %s', (number) => {
    expect(isIdentityNumber(number)).toBe(true)
  })

  it('finds the check characters of published samples', () => {
    expect(identityCheckCharacter('11010519491231002')).toBe('X')
    expect(identityCheckCharacter('44052418800101001')).toBe('4')
    expect(identityCheckCharacter('37010119010203997')).toBe('3')
  })

  it.each([...samples, ...invented])('detects every single wrong character in %s', (number) => {
    const missed = [...withOneError(number, '0123456789X')].filter((text) => isIdentityNumber(text))
    expect(missed).toEqual([])
  })

  it('detects every wrong digit by the check character alone, whatever the date', () => {
    for (const number of [...samples, ...invented]) {
      const missed = [...withOneError(number.slice(0, 17), '0123456789')].filter(
        (first17) => identityCheckCharacter(first17) === number[17],
      )
      expect(missed).toEqual([])
    }
  })

  it.each(samples)('detects every exchange of neighbours in %s', (number) => {
    const missed = [...withNeighboursExchanged(number)].filter((text) => isIdentityNumber(text))
    expect(missed).toEqual([])
  })

  it('has only real days that have come', () => {
    const numbered = (first17: string) => first17 + identityCheckCharacter(first17)
    expect(isIdentityNumber(numbered('52069919900229001'))).toBe(false)
    expect(isIdentityNumber(numbered('52069919901301001'))).toBe(false)
    expect(isIdentityNumber(numbered('52069900000101001'))).toBe(false)
    expect(isIdentityNumber(numbered('52069921000101001'))).toBe(false)
    const born = numbered('52069920160501001')
    expect(isIdentityNumber(born, '2016-04-30')).toBe(false)
    expect(isIdentityNumber(born, '2016-05-01')).toBe(true)
  })

  it('takes numbers of abolished areas and of none', () => {
    expect(
      isIdentityNumber(`52220119800101001${identityCheckCharacter('52220119800101001')}`),
    ).toBe(true)
  })

  it.each([
    '11010519491231002x',
    '11010519491231002\uFF38',
    ' 11010519491231002X',
    '11010519491231002X\n',
    '11010519491231002X\0',
    '1101051949123100X2',
    '110105491231002',
    '1.10105E+17',
    '000000000000000000',
    '',
  ])('refuses %j', (text) => {
    expect(isIdentityNumber(text)).toBe(false)
    expect(birthDate(text)).toBeUndefined()
    expect(sex(text)).toBeUndefined()
  })

  it('says the day of birth and the sex', () => {
    expect(birthDate('11010519491231002X')).toBe('1949-12-31')
    expect(birthDate('440524188001010014')).toBe('1880-01-01')
    expect(sex('11010519491231002X')).toBe('FEMALE')
    expect(sex('440524188001010014')).toBe('MALE')
  })

  it('upgrades fifteen digits and nothing else', () => {
    expect(upgradeIdentityNumber('110105491231002')).toBe('11010519491231002X')
    expect(upgradeIdentityNumber('110105491331002')).toBeUndefined()
    expect(upgradeIdentityNumber('11010549123100')).toBeUndefined()
    expect(upgradeIdentityNumber('11010519491231002X')).toBeUndefined()
  })

  it('knows no check character of anything but seventeen digits', () => {
    expect(identityCheckCharacter('1101051949123100')).toBeUndefined()
    expect(identityCheckCharacter('110105194912310021')).toBeUndefined()
    expect(identityCheckCharacter('1101051949123100X')).toBeUndefined()
  })
})

describe('unified social credit codes, GB 32100', () => {
  const coded = (first17: string): string => {
    const values = [...first17].map((character) => creditAlphabet.indexOf(character))
    return first17 + creditAlphabet[(31 - (weighed(values, creditWeights) % 31)) % 31]
  }
  const samples = ['91350100M000100Y43', '91512081MA62K0260E']
  const invented = [
    '93520602MA6DXYTW1',
    '54520602MF0123456',
    'N2520602MF9876543',
    '11520600009876543',
  ]

  it('finds the check characters of published samples', () => {
    expect(checkCharacter('91350100M000100Y4')).toBe('3')
    expect(checkCharacter('91512081MA62K0260')).toBe('E')
    for (const sample of samples) expect(isCreditCode(sample)).toBe(true)
  })

  it.each(invented)('weighs %s as the printed table does', (first17) => {
    expect(first17 + checkCharacter(first17)).toBe(coded(first17))
    expect(isCreditCode(coded(first17))).toBe(true)
  })

  it('finds all thirty-one check characters', () => {
    const found = [...creditAlphabet].map((last) => checkCharacter(`91520602MA6DXYTW${last}`))
    expect(new Set(found).size).toBe(31)
  })

  it.each([...samples, ...invented.map(coded)])(
    'detects every single wrong character in %s',
    (code) => {
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
      expect([...withOneError(code, alphabet)].filter(isCreditCode)).toEqual([])
    },
  )

  it.each(samples)('detects every exchange of neighbours in %s', (code) => {
    expect([...withNeighboursExchanged(code)].filter(isCreditCode)).toEqual([])
  })

  it.each([
    '91350100m000100y43',
    '91350100M000100Y4',
    '91350100M000100Y43 ',
    '91350100M000100Y43\n',
    '000000000000000000',
    '520602000000000',
    'constructor',
    '',
  ])('refuses %j', (text) => {
    expect(isCreditCode(text)).toBe(false)
    expect(creditCodeCategory(text)).toBeUndefined()
  })

  it('refuses the letters that are left out, and letters in the area code', () => {
    for (const letter of 'IOSVZ')
      expect(checkCharacter(`9135010${letter}M000100Y4`)).toBeUndefined()
    expect(isCreditCode(coded('9135A100M000100Y4'))).toBe(false)
    expect(checkCharacter('91350100M000100Y')).toBeUndefined()
    expect(checkCharacter('')).toBeUndefined()
  })

  it('tells whom a code belongs to', () => {
    const category = (start: string) => creditCodeCategory(coded(`${start}520602MF0123456`))
    expect(category('11')).toBe('organ')
    expect(category('12')).toBe('institution')
    expect(category('13')).toBe('massOrganisation')
    expect(category('51')).toBe('association')
    expect(category('52')).toBe('privateNonEnterprise')
    expect(category('53')).toBe('foundation')
    expect(category('54')).toBe('villageCommittee')
    expect(category('55')).toBe('residentsCommittee')
    expect(category('91')).toBe('enterprise')
    expect(category('92')).toBe('soleTrader')
    expect(category('93')).toBe('farmersCooperative')
    expect(['N1', 'N2', 'N3'].map(category)).toEqual(['collective', 'collective', 'collective'])
    expect(category('Y1')).toBe('other')
    expect(category('19')).toBe('other')
  })
})
