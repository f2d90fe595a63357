import { describe, expect, test } from 'vitest'
import type { Sheet } from '../../src/demo/chance/sheet.ts'
import { AgribusinessProfile } from '../../src/departments/agriculture.ts'
import {
  HouseholdRegister,
  PersonRegister,
  VillageStatus,
} from '../../src/departments/povertyOffice.ts'
import { Residence, VillagePopulation } from '../../src/departments/publicSecurity.ts'
import { HouseholdCredit } from '../../src/departments/ruralCredit.ts'
import { Household } from '../../src/entities/household.ts'
import { Person } from '../../src/entities/person.ts'
import { VillageStanding } from '../../src/entities/villageStanding.ts'
import { cityOf, grouped, rowsOf, sum } from './rows.ts'

const size = 16
const city = cityOf(size)
const households = rowsOf(city, Household)
const villagersOf = (sheets: Sheet[]) =>
  rowsOf(sheets, Person).filter(({ household }) => household !== undefined)
const persons = villagersOf(city)
const residences = rowsOf(city, Residence)
const registers = rowsOf(city, HouseholdRegister)
const personRegisters = rowsOf(city, PersonRegister)
const householdsIn = grouped(households, ({ village }) => village)
const villageOf = new Map(households.map(({ householdId, village }) => [householdId, village]))
const householdOf = new Map(persons.map(({ personKey, household }) => [personKey, household]))

describe('the sample', () => {
  test('is whole villages of Yanhe and Sinan, half of them poor', () => {
    const standings = rowsOf(city, VillageStanding).filter(({ period }) => period === '2020')
    const sampled = standings.filter(({ villageCode }) => householdsIn.has(villageCode))
    expect(sampled).toHaveLength(size)
    expect(sampled.every(({ programmeVillage }) => programmeVillage)).toBe(true)
    expect(sampled.filter(({ poorVillage }) => poorVillage)).toHaveLength(size / 2)
    expect(new Set(sampled.map(({ villageCode }) => villageCode.slice(0, 6)))).toEqual(
      new Set(['520624', '520627']),
    )
  })

  test('has about 250 households a village and four persons a household', () => {
    expect(households.length / size).toBeGreaterThan(210)
    expect(households.length / size).toBeLessThan(290)
    expect(Math.abs(persons.length / households.length - 4)).toBeLessThan(0.3)
  })

  test('a smaller one is the beginning of a larger one', () => {
    const smaller = villagersOf(cityOf(2))
    expect(smaller).toEqual(persons.slice(0, smaller.length))
  })

  test('may not be larger than there are villages of middling size', () => {
    expect(() => cityOf(900)).toThrow(/^From 0 to 2\d\d villages may be sampled, not 900$/)
    expect(() => cityOf(2.5)).toThrow('not 2.5')
  })
})

describe('a village is what its households add up to', () => {
  test('households and active residents at the end of 2020', () => {
    const active = residences.filter(({ residenceStatus }) => residenceStatus === 'ACTIVE')
    const activeIn = grouped(active, ({ villageCode }) => villageCode)
    const december = rowsOf(city, VillagePopulation).filter(
      ({ period, villageCode }) => period === '2020-12' && householdsIn.has(villageCode),
    )
    expect(december).toHaveLength(size)
    for (const row of december) {
      const residents = activeIn.get(row.villageCode) ?? []
      expect(row.householdCount).toBe(householdsIn.get(row.villageCode)?.length)
      expect(row.registeredPopulation).toBe(residents.length)
      expect(row.ruralPopulation).toBe(residents.filter(({ ruralFlag }) => ruralFlag).length)
    }
  })

  test('births of each month', () => {
    const born = grouped(
      residences.filter(({ residenceStatus }) => residenceStatus === 'ACTIVE'),
      ({ villageCode, birthDate }) => `${villageCode} ${birthDate?.slice(0, 7)}`,
    )
    const months = rowsOf(city, VillagePopulation).filter(
      ({ villageCode, births }) => householdsIn.has(villageCode) && births !== undefined,
    )
    expect(sum(months, ({ births }) => births)).toBeGreaterThan(size)
    for (const { villageCode, period, births } of months) {
      expect(births).toBe(born.get(`${villageCode} ${period}`)?.length ?? 0)
    }
  })

  test('registered, poor, lifted and returned persons in every year', () => {
    const registered = grouped(
      registers,
      ({ householdId, period }) => `${villageOf.get(householdId)} ${period}`,
    )
    const lifted = grouped(
      personRegisters.filter(({ liftedFlag }) => liftedFlag),
      ({ personKey, period }) => `${villageOf.get(householdOf.get(personKey) ?? '')} ${period}`,
    )
    const statuses = rowsOf(city, VillageStatus).filter(({ villageCode }) =>
      householdsIn.has(villageCode),
    )
    expect(statuses).toHaveLength(size * 7)
    for (const status of statuses) {
      const key = `${status.villageCode} ${status.period}`
      const rows = registered.get(key) ?? []
      const poor = rows.filter(
        ({ povertyStatus }) => povertyStatus === 'POOR' || povertyStatus === 'RETURNED',
      )
      expect(status.registeredHouseholds).toBe(rows.length)
      expect(status.registeredPersons).toBe(sum(rows, ({ memberCount }) => memberCount))
      expect(status.remainingPoorPersons).toBe(sum(poor, ({ memberCount }) => memberCount))
      expect(status.exitedPersons).toBe(lifted.get(key)?.length ?? 0)
    }
  })
})

describe('a household is what its members say', () => {
  test('one head each, in the village of the household', () => {
    const members = grouped(residences, ({ personKey }) => householdOf.get(personKey))
    expect(members.size).toBe(households.length)
    for (const { householdId, householdNo, village } of households) {
      const rows = members.get(householdId) ?? []
      expect(rows.filter(({ relationToHead }) => relationToHead === 'HEAD')).toHaveLength(1)
      expect(rows.filter(({ relationToHead }) => relationToHead === 'SPOUSE').length).toBeLessThan(
        2,
      )
      for (const row of rows)
        expect([row.householdNo, row.villageCode]).toEqual([householdNo, village])
    }
  })

  test('children are younger than the head, parents older', () => {
    const members = grouped(residences, ({ personKey }) => householdOf.get(personKey))
    for (const rows of members.values()) {
      const head = rows.find(({ relationToHead }) => relationToHead === 'HEAD')
      const born = head?.birthDate ?? ''
      for (const { relationToHead, birthDate = '', sex } of rows) {
        if (relationToHead === 'SON' || relationToHead === 'DAUGHTER') {
          expect(birthDate > born).toBe(true)
          expect(sex).toBe(relationToHead === 'SON' ? 'MALE' : 'FEMALE')
        }
        if (relationToHead === 'PARENT') expect(birthDate < born).toBe(true)
        if (relationToHead === 'SPOUSE') expect(sex).not.toBe(head?.sex)
      }
    }
  })

  test('as many persons on the register as the household has members', () => {
    const onRegister = grouped(
      personRegisters,
      ({ personKey, period }) => `${householdOf.get(personKey)} ${period}`,
    )
    for (const { householdId, period, memberCount } of registers) {
      expect(onRegister.get(`${householdId} ${period}`)).toHaveLength(memberCount ?? 0)
    }
  })

  test('as many members when it leaves poverty as while it was poor', () => {
    for (const rows of grouped(registers, ({ householdId }) => householdId).values()) {
      for (const [i, { povertyStatus, memberCount }] of rows.entries()) {
        const next = rows[i + 1]
        const poor = povertyStatus === 'POOR' || povertyStatus === 'RETURNED'
        if (next && (poor || next.povertyStatus === 'RETURNED')) {
          expect(next.memberCount).toBe(memberCount)
        }
      }
    }
    const returned = registers.filter(({ povertyStatus }) => povertyStatus === 'RETURNED')
    expect(returned.length).toBeGreaterThan(0)
  })

  test('an exit year from the exit on, and an income over the line with it, but for a few', () => {
    const isPoor = ({ povertyStatus }: HouseholdRegister) =>
      povertyStatus === 'POOR' || povertyStatus === 'RETURNED'
    for (const row of registers) {
      expect(row.exitYear === undefined).toBe(isPoor(row))
      if (row.exitYear) expect(row.exitYear).toBeLessThanOrEqual(Number(row.period))
    }
    const lifted = registers.filter((row) => row.period === '2020' && !isPoor(row))
    const under = lifted.filter(({ netIncomePerCapita }) => Number(netIncomePerCapita) < 4000)
    expect(under.length / lifted.length).toBeGreaterThan(0)
    expect(under.length / lifted.length).toBeLessThan(0.1)
  })

  test('a credit file each year, and never more in use than the line', () => {
    const credits = rowsOf(city, HouseholdCredit)
    expect(credits).toHaveLength(households.length * 7)
    for (const { creditLine, usedLine } of credits) {
      expect(Number(usedLine)).toBeLessThanOrEqual(Number(creditLine))
    }
  })
})

test('an operator has at least the poor households that name it', () => {
  const naming = grouped(
    registers.filter(({ linkedEntityUscc }) => linkedEntityUscc),
    ({ linkedEntityUscc, period }) => `${linkedEntityUscc} ${period}`,
  )
  expect(naming.size).toBeGreaterThan(0)
  for (const { uscc, period, linkedPoorHouseholds } of rowsOf(city, AgribusinessProfile)) {
    const named = naming.get(`${uscc} ${period}`)?.length ?? 0
    expect(linkedPoorHouseholds).toBeGreaterThanOrEqual(named)
  }
})
