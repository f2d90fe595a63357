import { describe, expect, test } from 'vitest'
import { dayOf, yearOf } from '../../src/demo/chance/days.ts'
import { drawLoans } from '../../src/demo/money/loans.ts'
import { povertySheets } from '../../src/demo/offices/poverty.ts'
import { layGroundwork } from '../../src/demo/people/groundwork.ts'
import { identityNumberOf, type Member } from '../../src/demo/people/households.ts'
import { officerPersons } from '../../src/demo/people/officers.ts'
import type { Contract } from '../../src/demo/villages/lending.ts'
import { VillageStatus } from '../../src/departments/povertyOffice.ts'
import { isIdentityNumber } from '../../src/ground/identityNumber.ts'
import { rowsOf, sum } from './rows.ts'

const ground = layGroundwork({
  seed: 5206,
  sampledVillages: 0,
  scale: 'full',
  personKey: (idNumber) => idNumber,
})
const statuses = rowsOf(povertySheets(ground), VillageStatus)
const poorIn = (year: number) =>
  sum(
    statuses.filter(({ period }) => period === String(year)),
    ({ remainingPoorPersons }) => remainingPoorPersons,
  )

/** Which identity numbers are taken: a bit for each sequence number of each day. */
class Taken {
  readonly #bits = new Uint8Array(Math.ceil(((lastDay - firstDay + 1) * 1000) / 8))

  /** Tells whether nobody had the number yet. */
  add(idNumber: string): boolean {
    const [year, month, day] = [
      idNumber.slice(6, 10),
      idNumber.slice(10, 12),
      idNumber.slice(12, 14),
    ]
    const born = dayOf(Number(year), Number(month), Number(day)) - firstDay
    const bit = born * 1000 + Number(idNumber.slice(14, 17))
    const [byte, mask] = [bit >> 3, 1 << (bit & 7)]
    const isNew = ((this.#bits[byte] ?? mask) & mask) === 0
    this.#bits[byte]! |= mask
    return isNew
  }
}

const firstDay = dayOf(1890, 1, 1)
const lastDay = dayOf(2020, 12, 31)

/** One walk through all households, and what it found. */
function walk() {
  const taken = new Taken()
  const registered = new Map<string, number>()
  const found = { households: 0, members: 0, twice: 0, mismatched: 0, invalid: 0 }
  const look = (member: Pick<Member, 'birthDate' | 'sex' | 'nth'>) => {
    const idNumber = identityNumberOf(member)
    found.members++
    if (!taken.add(idNumber)) found.twice++
    if (found.members % 1000 === 0 && !isIdentityNumber(idNumber, '2020-12-31')) found.invalid++
  }
  for (const { village, members, registration } of ground.households()) {
    found.households++
    if ((registration === undefined) !== (members.length === 0)) found.mismatched++
    if (registration) registered.set(village, (registered.get(village) ?? 0) + 1)
    for (const member of members) look(member)
  }
  return { ...found, taken, registered }
}

const walked = walk()

describe('the whole city', () => {
  test('has 890,000 persons on the register of 2014, in some 225,000 households', () => {
    const first = statuses.filter(({ period }) => period === '2014')
    const persons = sum(first, ({ registeredPersons }) => registeredPersons)
    expect(Math.abs(persons - 890_000)).toBeLessThan(100)
    const households = sum(first, ({ registeredHouseholds }) => registeredHouseholds)
    expect(households).toBeGreaterThan(220_000)
    expect(households).toBeLessThan(230_000)
    expect(walked.members).toBeGreaterThan(885_000)
    expect(walked.members).toBeLessThan(920_000)
  })

  test('has a million households, members in those that are registered and in no others', () => {
    expect(walked.households).toBeGreaterThan(925_000)
    expect(walked.households).toBeLessThan(1_100_000)
    expect(walked.mismatched).toBe(0)
  })

  test('counts in each village as many registered households as live there', () => {
    for (const { villageCode, registeredHouseholds } of statuses) {
      expect(walked.registered.get(villageCode) ?? 0).toBe(registeredHouseholds)
    }
  })

  test('has as many poor as was published, but for what whole households leave over', () => {
    expect(Math.abs(poorIn(2017) - 331_100)).toBeLessThan(10)
    expect(Math.abs(poorIn(2018) - 165_600)).toBeLessThan(10)
  })

  test('has under 3 % poor in every village that is delisted', () => {
    const rural = new Map(ground.villages.map(({ village, count }) => [village.code, count.rural]))
    for (const { villageCode, period, villageExitYear, remainingPoorPersons } of statuses) {
      if (villageExitYear === undefined) continue
      const persons = rural.get(villageCode)?.[Number(period) - 2014] ?? 0
      expect(Number(remainingPoorPersons)).toBeLessThan(0.03 * persons)
    }
  })

  test('gives nobody the identity number of somebody else, officials among them', () => {
    const officers = [...officerPersons(ground)]
    expect(officers.length).toBeGreaterThan(2717 * 4)
    const twice = officers.filter(({ idNumber }) => !walked.taken.add(idNumber))
    expect([walked.twice, walked.invalid, twice.length]).toEqual([0, 0, 0])
  })

  test('has 7,100 cooperatives, 1,000 firms, and a committee and a collective in every village', () => {
    expect(ground.operators.cooperatives).toHaveLength(7100)
    expect(ground.operators.enterprises).toHaveLength(1000)
    const ofKind = (wanted: string) =>
      ground.bodies.organisations.filter(({ kind }) => kind === wanted)
    expect(ofKind('VILLAGE_COMMITTEE')).toHaveLength(2961)
    expect(ofKind('VILLAGE_COLLECTIVE')).toHaveLength(2961)
    const codes = [
      ...ground.bodies.organisations.map(({ uscc }) => uscc),
      ...ground.operators.cooperatives.map(({ row }) => row.uscc),
      ...ground.operators.enterprises.map(({ row }) => row.uscc),
    ]
    expect(new Set(codes).size).toBe(codes.length)
  })
})

describe('the loans of the whole city', () => {
  const loans = [...drawLoans(ground).values()]
  const programme = loans.filter(({ from }) => yearOf(from) >= 2016)
  const amount = (of: readonly Contract[]) => sum(of, (loan) => loan.amount)
  const borrowers = (of: readonly Contract[]) => new Set(of.map(({ borrower }) => borrower)).size
  const microCredits = programme.filter(({ product }) => product === 'JINGFU')

  test('are about 300,000', () => {
    expect(loans.length).toBeGreaterThan(280_000)
    expect(loans.length).toBeLessThan(330_000)
  })

  test('reach the targets of micro-credit, but not in the first year', () => {
    expect(amount(microCredits)).toBeGreaterThan(75e8)
    const inYear = (year: number) => microCredits.filter(({ from }) => yearOf(from) === year)
    for (const year of [2018, 2019, 2020]) {
      expect(amount(inYear(year))).toBeGreaterThan(15e8)
      expect(borrowers(inYear(year))).toBeGreaterThan(50_000)
    }
    expect(amount(inYear(2016))).toBeLessThan(15e8)
  })

  test('support 500 cooperatives with 1.5 billion yuan', () => {
    const ofCooperatives = programme.filter(({ kind }) => kind === 'COOPERATIVE')
    expect(borrowers(ofCooperatives)).toBeGreaterThan(500)
    expect(amount(ofCooperatives)).toBeGreaterThan(15e8)
  })

  test('are made in all villages of the programme but about one in a hundred', () => {
    const seats = new Set(loans.map(({ seat }) => seat))
    const without = ground.villages.filter(
      ({ village, programme }) => programme && !seats.has(village.code),
    )
    expect(without.length / 2717).toBeGreaterThan(0.004)
    expect(without.length / 2717).toBeLessThan(0.02)
  })
})
