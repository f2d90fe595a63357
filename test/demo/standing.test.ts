import { expect, test } from 'vitest'
import { gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import { layGroundwork } from '../../src/demo/people/groundwork.ts'
import { syntheticCity } from '../../src/demo/syntheticCity.ts'
import { performanceOf } from '../../src/demo/villages/performance.ts'
import { VillageCollective, VillageCropping } from '../../src/departments/agriculture.ts'
import { VillageStatus } from '../../src/departments/povertyOffice.ts'
import { VillageOutlet } from '../../src/departments/ruralCredit.ts'
import { PovertySpotCheck, VillageIncome } from '../../src/departments/statistics.ts'
import { grouped, rowsOf, sum } from './rows.ts'

const catalogue = await gatherCatalogue()
const options = { seed: 5206, sampledVillages: 2, personKey: (idNumber: string) => idNumber }
const city = syntheticCity(catalogue, options)
const { villages } = layGroundwork(options)
const year = 2020

/** The villages of the programme that are to earn all points of an item, and those that are not. */
function standing(item: string): { best: Set<string>; others: Set<string> } {
  const codes = villages
    .filter(({ programme }) => programme)
    .map((village) => [village.village.code, performanceOf(5206, village, item, year)] as const)
  return {
    best: new Set(codes.flatMap(([code, share]) => (share >= 1 ? [code] : []))),
    others: new Set(codes.flatMap(([code, share]) => (share < 0.98 ? [code] : []))),
  }
}

/** The rows of the year and the one before, village by village; a blank makes a figure of them NaN. */
function byVillage<T extends { villageCode: string; period: string }>(
  rows: readonly T[],
): [string, T[]][] {
  const recent = rows.filter(({ period }) => period >= String(year - 1))
  return [...grouped(recent, ({ villageCode }) => villageCode)]
}

const ofYear = ({ period }: { period: string }) => period.startsWith(String(year))
const last = <T>(rows: readonly T[]) => rows.at(-1)
const yearly = (rows: readonly { period: string }[]) => rows.length === 2
const growth = (values: readonly (string | undefined)[]) =>
  100 * (Number(values.at(-1)) / Number(values[0]) - 1)

const outlets = byVillage(rowsOf(city, VillageOutlet)).map(
  ([code, rows]) => [code, rows.filter(({ period }) => period >= '2019-Q4')] as const,
)
const checks = byVillage(rowsOf(city, PovertySpotCheck)).map(
  ([code, rows]) => [code, rows.filter(ofYear)] as const,
)

/** What each village comes to in an item, and the value from which on, or up to which, it earns all points. */
const items: [string, (readonly [string, number])[], (value: number) => boolean][] = [
  [
    'A01',
    byVillage(rowsOf(city, VillageCropping)).map(([code, rows]) => {
      const { cashCropArea, totalSownArea } = last(rows) ?? {}
      return [code, (100 * Number(cashCropArea)) / Number(totalSownArea)]
    }),
    (share) => share >= 60,
  ],
  [
    'A03',
    byVillage(rowsOf(city, VillageIncome))
      .filter(([, rows]) => yearly(rows))
      .map(([code, rows]) => [code, growth(rows.map((row) => row.disposableIncomePerCapita))]),
    (percent) => percent >= 10,
  ],
  [
    'A08',
    byVillage(rowsOf(city, VillageCollective)).map(([code, rows]) => [
      code,
      Number(last(rows)?.operatingIncome),
    ]),
    (yuan) => yuan >= 50_000,
  ],
  [
    'C08',
    checks.map(([code, rows]) => [
      code,
      rows.reduce(
        (faults, row) => faults + Number(row.wronglyExitedPersons) + Number(row.missedPersons),
        0,
      ),
    ]),
    (faults) => faults === 0,
  ],
  [
    'C07',
    byVillage(rowsOf(city, VillageStatus)).map(([code, rows]) => [
      code,
      Number(last(rows)?.returnedPersons),
    ]),
    (returned) => returned === 0,
  ],
  [
    'D03',
    outlets.map(([code, rows]) => [code, growth(rows.map((row) => row.depositBalance))]),
    (percent) => percent >= 10,
  ],
  [
    'D05',
    outlets.map(([code, rows]) => {
      const { eBankingCustomers, activeCustomers } = last(rows) ?? {}
      return [code, (100 * Number(eBankingCustomers)) / Number(activeCustomers)]
    }),
    (share) => share >= 70,
  ],
  [
    'D06',
    outlets.map(([code, rows]) => [
      code,
      sum(rows.filter(ofYear), ({ nightSchoolSessions }) => nightSchoolSessions),
    ]),
    (sessions) => sessions >= 2,
  ],
]

test.each(items)('%s: the best villages earn all points', (item, values, earnsAll) => {
  const { best } = standing(item)
  const told = values.filter(([code, value]) => best.has(code) && !Number.isNaN(value))
  expect(told.length).toBeGreaterThan(50)
  expect(told.filter(([, value]) => !earnsAll(value))).toEqual([])
})

test.each(items.filter(([item]) => !['C07', 'D06'].includes(item)))(
  '%s: of the other villages many do not',
  (item, values, earnsAll) => {
    const { others } = standing(item)
    const told = values.filter(([code, value]) => others.has(code) && !Number.isNaN(value))
    const short = told.filter(([, value]) => !earnsAll(value))
    expect(short.length / told.length).toBeGreaterThan(0.1)
  },
)

test('the best of a county are told apart, but for ties at the third and at the tenth place', () => {
  const in2020 = <T extends { villageCode: string; period: string }>(
    rows: readonly T[],
    period: string,
  ) => new Map(rows.filter((row) => row.period === period).map((row) => [row.villageCode, row]))
  const statuses = in2020(rowsOf(city, VillageStatus), '2020')
  const collectives = in2020(rowsOf(city, VillageCollective), '2020')
  // The points lost on two items scored in steps, with the weights proposed for them.
  const lost = (code: string) => {
    const leaders = statuses.get(code)?.wealthLeadersCertified
    const income = Number(collectives.get(code)?.operatingIncome)
    const ofLeaders = [0, 0.4, 0.7, 1][Math.min(3, leaders ?? Number.NaN)] ?? Number.NaN
    const ofIncome = income >= 50_000 ? 1 : income >= 30_000 ? 0.7 : income >= 10_000 ? 0.4 : 0
    const points = 4 * (1 - ofLeaders) + 3 * (1 - ofIncome)
    return Math.round(points * 10) / 10
  }
  const byCounty = grouped(
    villages.filter(({ exemplary }) => exemplary !== undefined),
    ({ village }) => village.county,
  )
  expect(byCounty.size).toBe(10)
  const whole = [...byCounty.values()].filter((best) => {
    const ranked = best.map(({ village }) => lost(village.code)).sort((one, other) => one - other)
    return ranked.join() === [0, 0.9, 1.2, 1.2, 1.8, 2.1, 2.4, 3, 3.3, 4.2, 4.2].join()
  })
  // Here and there a department was silent about one of them, and left it out of the ranks.
  expect(whole.length).toBeGreaterThanOrEqual(7)
})
