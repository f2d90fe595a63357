import { describe, expect, test } from 'vitest'
import { VillageCollective, VillageCropping } from '../../src/departments/agriculture.ts'
import { RiskCompensationFund } from '../../src/departments/finance.ts'
import { VillagePopulation } from '../../src/departments/publicSecurity.ts'
import { VillageOutlet } from '../../src/departments/ruralCredit.ts'
import { CountyEconomy, PovertySpotCheck, VillageIncome } from '../../src/departments/statistics.ts'
import { Cooperative } from '../../src/entities/cooperative.ts'
import { VillageStanding } from '../../src/entities/villageStanding.ts'
import { cityOf, rowsOf, sum } from './rows.ts'

const city = cityOf()
const years = [2014, 2015, 2016, 2017, 2018, 2019, 2020]
const outlets = rowsOf(city, VillageOutlet)
const economy = rowsOf(city, CountyEconomy)
const cropping = rowsOf(city, VillageCropping)
const programme = new Set(
  rowsOf(city, VillageStanding)
    .filter(({ programmeVillage }) => programmeVillage)
    .map(({ villageCode }) => villageCode),
)

describe('stations, outlets and night schools', () => {
  const stationsAt = (period: string) =>
    outlets.filter((row) => row.period === period && row.stationEstablished)

  test('stations grow from 2016 until every programme village has one in 2020, and no other', () => {
    const byYear = years.map((year) => stationsAt(`${year}-Q4`).length)
    expect(byYear.slice(0, 2)).toEqual([0, 0])
    for (const i of [2, 3, 4, 5, 6]) expect(byYear[i]).toBeGreaterThan(byYear[i - 1]!)
    expect(new Set(stationsAt('2020-Q4').map(({ villageCode }) => villageCode))).toEqual(programme)
  })

  test('every programme village has an outlet in 2020', () => {
    const installed = outlets.filter((row) => row.period === '2020-Q4' && row.outletInstalled)
    const villages = new Set(installed.map(({ villageCode }) => villageCode))
    expect([...programme].every((code) => villages.has(code))).toBe(true)
  })

  test('more than 20,000 sessions are held from 2016 to 2020, none before', () => {
    const before = outlets.filter(({ period }) => period < '2016')
    const since = outlets.filter(({ period }) => period >= '2016')
    expect(sum(before, ({ nightSchoolSessions }) => nightSchoolSessions)).toBe(0)
    expect(sum(since, ({ nightSchoolSessions }) => nightSchoolSessions)).toBeGreaterThan(20_000)
  })

  test('customers of e-banking are customers', () => {
    for (const { eBankingCustomers, activeCustomers } of outlets) {
      if (activeCustomers !== undefined && eBankingCustomers !== undefined) {
        expect(eBankingCustomers).toBeLessThanOrEqual(activeCustomers)
      }
    }
  })
})

describe('the economy', () => {
  test.each([
    [2016, 85.697e9],
    [2018, 106.652e9],
  ])("counties and quarters of %i add up to the city's GDP", (year, published) => {
    const rows = economy.filter(({ period }) => period.startsWith(String(year)))
    expect(rows).toHaveLength(40)
    expect(sum(rows, ({ gdp }) => gdp)).toBe(published)
  })

  test('3,298,500 residents in 2020', () => {
    const rows = economy.filter(({ period }) => period === '2020-Q4')
    expect(sum(rows, ({ residentPopulation }) => residentPopulation)).toBeCloseTo(329.85, 2)
  })

  test('rural incomes around 9,267 yuan in 2018, growing 10 % a year, lowest in Yanhe', () => {
    const incomes = (year: number) =>
      economy
        .filter(({ period }) => period === `${year}-Q4`)
        .map((row) => ({ ...row, income: Number(row.ruralDisposableIncome) }))
    const mean = sum(incomes(2018), ({ income }) => income) / 10
    expect(Math.abs(mean / 9267 - 1)).toBeLessThan(0.005)
    for (const year of years) {
      const [lowest] = incomes(year).sort((one, other) => one.income - other.income)
      expect(lowest?.countyCode).toBe('520627')
    }
    for (const [i, { income }] of incomes(2019).entries()) {
      expect(income / incomes(2018)[i]!.income).toBeCloseTo(1.1, 3)
    }
  })

  test('villages weighted by people come out at their county', () => {
    const people = new Map(
      rowsOf(city, VillagePopulation)
        .filter(({ period }) => period === '2018-12')
        .map(({ villageCode, ruralPopulation }) => [villageCode, ruralPopulation ?? 0]),
    )
    const incomes = rowsOf(city, VillageIncome).filter(({ period }) => period === '2018')
    const persons = sum(incomes, ({ villageCode }) => people.get(villageCode))
    const total = sum(
      incomes,
      (row) => Number(row.disposableIncomePerCapita) * (people.get(row.villageCode) ?? 0),
    )
    expect(Math.abs(total / persons / 9267 - 1)).toBeLessThan(0.005)
  })

  test('the parts of an income do not pass the whole', () => {
    for (const row of rowsOf(city, VillageIncome)) {
      const parts = sum([row.wageIncome, row.operatingIncome, row.transferIncome], (part) => part)
      expect(parts).toBeLessThanOrEqual(Number(row.disposableIncomePerCapita))
    }
  })
})

describe('the land', () => {
  test('grain and cash crops fit into what is sown, each cash crop into the cash crops', () => {
    for (const row of cropping) {
      const [total, cash] = [Number(row.totalSownArea), Number(row.cashCropArea)]
      expect(cash + Number(row.grainArea)).toBeLessThanOrEqual(total + 1e-6)
      const parts = [row.teaArea, row.vegetableArea, row.herbArea, row.fruitArea]
      expect(sum(parts, (part) => part)).toBeLessThanOrEqual(cash + 1e-6)
    }
  })

  test('the share of cash crops rises every year', () => {
    const share = (year: number) => {
      const rows = cropping.filter(({ period }) => period === String(year))
      return sum(rows, (row) => row.cashCropArea) / sum(rows, (row) => row.totalSownArea)
    }
    for (const year of years.slice(1)) expect(share(year)).toBeGreaterThan(share(year - 1))
  })

  test.each([
    ['grainArea', 353_864],
    ['teaArea', 106_409],
    ['vegetableArea', 101_418],
    ['fruitArea', 31_363],
  ] as const)('%s of 2016 comes near the %i hectares published', (fact, hectares) => {
    const rows = cropping.filter(({ period }) => period === '2016')
    const area = sum(rows, (row) => row[fact]) / 15
    expect(Math.abs(area / hectares - 1)).toBeLessThan(0.01)
  })
})

test('a collective pays out no more than it takes in', () => {
  for (const row of rowsOf(city, VillageCollective)) {
    if (row.totalIncome === undefined) continue
    expect(Number(row.dividendToPoor ?? 0)).toBeLessThanOrEqual(Number(row.totalIncome))
    expect(Number(row.operatingIncome ?? 0)).toBeLessThanOrEqual(Number(row.totalIncome))
  }
})

test("a county's fund times its leverage covers its loans", () => {
  for (const row of rowsOf(city, RiskCompensationFund)) {
    const cover = Number(row.fundBalance) * Number(row.leverageMultiple)
    expect(cover).toBeGreaterThanOrEqual(Number(row.coveredLoanBalance))
  }
})

test('a spot check counts no more than it asked', () => {
  for (const row of rowsOf(city, PovertySpotCheck)) {
    const { sampledPersons = Infinity, respondents = Infinity } = row
    expect(row.wronglyExitedPersons).toBeLessThanOrEqual(sampledPersons)
    expect(row.approvingRespondents).toBeLessThanOrEqual(respondents)
  }
})

test('a third of the cooperatives are in the two counties of the sample', () => {
  const cooperatives = rowsOf(city, Cooperative)
  const inside = cooperatives.filter(({ village }) => /^52062[47]/.test(village))
  expect(cooperatives).toHaveLength(700)
  expect(inside).toHaveLength(233)
})

test('silence is rare, and there is some', () => {
  for (const view of [VillagePopulation, VillageIncome, VillageCropping]) {
    const sheet = city.find(({ of }) => of === view)!
    const missing = 1 - [...sheet.rows].length / sheet.about
    expect(missing).toBeGreaterThan(0)
    expect(missing).toBeLessThan(0.01)
  }
})
