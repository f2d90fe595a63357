import { describe, expect, test } from 'vitest'
import { TownshipWellOff } from '../../src/departments/devReform.ts'
import { VillageStatus } from '../../src/departments/povertyOffice.ts'
import { VillagePopulation } from '../../src/departments/publicSecurity.ts'
import { VillageStanding } from '../../src/entities/villageStanding.ts'
import { cityOf, grouped, rowsOf, sum } from './rows.ts'

const city = cityOf()
const statuses = rowsOf(city, VillageStatus)
const populations = rowsOf(city, VillagePopulation)
const years = [2014, 2015, 2016, 2017, 2018, 2019, 2020]

function statusesIn(year: number, area = '5206'): VillageStatus[] {
  return statuses.filter(
    ({ period, villageCode }) => period === String(year) && villageCode.startsWith(area),
  )
}

function poorIn(year: number, area?: string): number {
  return sum(statusesIn(year, area), ({ remainingPoorPersons }) => remainingPoorPersons)
}

function ruralIn(year: number, area = '5206'): number {
  const december = populations.filter(
    ({ period, villageCode }) => period === `${year}-12` && villageCode.startsWith(area),
  )
  return sum(december, ({ ruralPopulation }) => ruralPopulation)
}

function incidence(year: number, area?: string): number {
  return (100 * poorIn(year, area)) / ruralIn(year, area)
}

describe('the poor of the city are as many as was published', () => {
  test('331,100 at the end of 2017 and 165,600 at the end of 2018', () => {
    expect(poorIn(2017)).toBe(331_100)
    expect(poorIn(2018)).toBe(165_600)
  })

  test.each([
    [2015, 15.45],
    [2017, 8.41],
    [2018, 4.4],
    [2020, 0],
  ])('incidence at the end of %i: %d %%', (year, published) => {
    expect(Math.abs(incidence(year) - published)).toBeLessThan(0.05)
  })

  test('fewer every year', () => {
    for (const year of years.slice(1)) expect(poorIn(year)).toBeLessThan(poorIn(year - 1))
  })

  test('890,000 persons are registered', () => {
    const registered = years.map((year) =>
      sum(statusesIn(year), ({ registeredPersons }) => registeredPersons),
    )
    for (const persons of registered) expect(Math.abs(persons - 890_000)).toBeLessThan(900)
  })

  test('3.76 to 3.94 million people are rural', () => {
    for (const year of years) {
      expect(ruralIn(year)).toBeGreaterThan(3_750_000)
      expect(ruralIn(year)).toBeLessThan(3_945_000)
    }
  })
})

describe('the counties', () => {
  const counties = [...new Set(populations.map(({ villageCode }) => villageCode.slice(0, 6)))]

  test('Yanhe is the poorest in every year', () => {
    for (const year of years) {
      const [poorest] = counties.sort((one, other) => incidence(year, other) - incidence(year, one))
      expect(poorest).toBe('520627')
    }
  })

  test('Yanhe has 81,600 poor at the end of 2016, nearly 15 %', () => {
    expect(poorIn(2016, '520627')).toBe(81_600)
    expect(incidence(2016, '520627')).toBeCloseTo(14.8, 0)
  })

  test.each([
    ['520602', 2017],
    ['520603', 2017],
    ['520621', 2017],
    ['520622', 2017],
    ['520623', 2018],
    ['520625', 2018],
    ['520624', 2019],
    ['520626', 2019],
    ['520628', 2019],
    ['520627', 2020],
  ])('%s comes under 3 %% in %i, no sooner', (county, year) => {
    expect(incidence(year, county)).toBeLessThan(3)
    expect(incidence(year - 1, county)).toBeGreaterThan(3)
  })
})

describe('villages and townships', () => {
  test('1,565 poor villages and 319 severely poor ones in every year', () => {
    for (const year of years) {
      const poor = statusesIn(year).filter(({ poorVillageFlag }) => poorVillageFlag)
      expect(poor).toHaveLength(1565)
      expect(poor.filter(({ deepPovertyFlag }) => deepPovertyFlag)).toHaveLength(319)
    }
  })

  test('553 villages are delisted in 2018, and all by 2020', () => {
    const delisted = (year: number) =>
      statusesIn(year).filter(({ villageExitYear }) => villageExitYear === year).length
    expect(delisted(2018)).toBe(553)
    expect(sum(years, delisted)).toBe(1565)
  })

  test('a delisted village has under 3 % poor, and says so only from that year on', () => {
    const rural = new Map(
      populations.map(({ villageCode, period, ruralPopulation }) => [
        `${villageCode} ${period}`,
        ruralPopulation ?? 0,
      ]),
    )
    const known = statuses.filter(({ villageExitYear }) => villageExitYear !== undefined)
    for (const { villageCode, period, villageExitYear, remainingPoorPersons } of known) {
      expect(villageExitYear).toBeLessThanOrEqual(Number(period))
      const share =
        (100 * (remainingPoorPersons ?? 0)) / (rural.get(`${villageCode} ${period}-12`) ?? 1)
      expect(share).toBeLessThan(3)
    }
  })

  test('2,717 villages are in the programme each year, all poor ones among them', () => {
    const standings = grouped(rowsOf(city, VillageStanding), ({ period }) => period)
    for (const rows of standings.values()) {
      expect(rows.filter(({ programmeVillage }) => programmeVillage)).toHaveLength(2717)
      expect(
        rows.filter(({ programmeVillage, poorVillage }) => programmeVillage && poorVillage),
      ).toHaveLength(1565)
    }
    expect(standings.size).toBe(years.length)
  })

  test('125 poor townships, 2 of them extremely poor, all delisted by 2020', () => {
    const townships = rowsOf(city, TownshipWellOff).filter(({ period }) => period === '2020')
    const poor = townships.filter(({ poorTownshipFlag }) => poorTownshipFlag)
    expect(poor).toHaveLength(125)
    expect(poor.filter(({ extremelyPoorFlag }) => extremelyPoorFlag)).toHaveLength(2)
    for (const { delistedYear } of poor) expect(delistedYear).toBeLessThanOrEqual(2020)
  })
})

test('each village moves from one year to the next by those who left and those who returned', () => {
  for (const rows of grouped(statuses, ({ villageCode }) => villageCode).values()) {
    for (const row of rows) {
      const before = rows.find(({ period }) => Number(period) === Number(row.period) - 1)
      const { remainingPoorPersons = 0, registeredPersons = 0 } = row
      expect(remainingPoorPersons).toBeLessThanOrEqual(registeredPersons)
      if (!before && row.period !== '2014') continue
      const poor = before ? (before.remainingPoorPersons ?? 0) : registeredPersons
      const { exitedPersons = 0, returnedPersons = 0 } = row
      expect(remainingPoorPersons).toBe(poor - exitedPersons + returnedPersons)
      expect(exitedPersons).toBeGreaterThanOrEqual(0)
    }
  }
})
