import { expect, test } from 'vitest'
import { Residence } from '../../src/departments/publicSecurity.ts'
import { Cooperative } from '../../src/entities/cooperative.ts'
import { Enterprise } from '../../src/entities/enterprise.ts'
import { Organisation, OrganisationKind } from '../../src/entities/organisation.ts'
import { Person } from '../../src/entities/person.ts'
import { isCreditCode } from '../../src/ground/creditCode.ts'
import { birthDate, isIdentityNumber, sex } from '../../src/ground/identityNumber.ts'
import { cityOf, rowsOf } from './rows.ts'

const city = cityOf(20)
const persons = rowsOf(city, Person)
const organisations = rowsOf(city, Organisation)
const unassigned = '520699'

test("every identity number is valid, of the unassigned area, and one person's alone", () => {
  for (const { idNumber } of persons) {
    expect(isIdentityNumber(idNumber, '2020-12-31')).toBe(true)
    expect(idNumber.startsWith(unassigned)).toBe(true)
  }
  expect(new Set(persons.map(({ idNumber }) => idNumber)).size).toBe(persons.length)
})

test('an identity number tells the birth date and sex that the population register holds', () => {
  const numberOf = new Map(persons.map(({ personKey, idNumber }) => [personKey, idNumber]))
  for (const row of rowsOf(city, Residence)) {
    const idNumber = numberOf.get(row.personKey) ?? ''
    expect([birthDate(idNumber), sex(idNumber)]).toEqual([row.birthDate, row.sex])
  }
})

test("every credit code is valid, of the unassigned area, and one body's alone", () => {
  const codes = [
    ...rowsOf(city, Cooperative).map(({ uscc }) => ['93', uscc]),
    ...rowsOf(city, Enterprise).map(({ uscc }) => ['91', uscc]),
    ...organisations.map(({ kind, uscc }) => [
      OrganisationKind.members.find(({ name }) => name === kind)?.code,
      uscc,
    ]),
  ]
  for (const [category, uscc = ''] of codes) {
    expect(isCreditCode(uscc)).toBe(true)
    expect(uscc.slice(0, 8)).toBe(`${category}${unassigned}`)
    expect(organisationCodeChecks(uscc.slice(8, 17))).toBe(true)
  }
  expect(new Set(codes.map(([, uscc]) => uscc)).size).toBe(codes.length)
})

/** GB 11714: weights 3 7 9 10 5 8 4 2, eleven less the sum modulo eleven, X for ten. */
function organisationCodeChecks(code: string): boolean {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const total = weights.reduce((sum, weight, i) => sum + weight * Number.parseInt(code[i]!, 36), 0)
  return code[8] === '0123456789X0'[11 - (total % 11)]
}

test('the check of the organisation code agrees with published codes', () => {
  expect(['M000100Y4', 'MA62K0260', 'MB151840X'].every(organisationCodeChecks)).toBe(true)
  expect(organisationCodeChecks('M000100Y5')).toBe(false)
})
