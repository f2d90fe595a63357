import { expect, test } from 'vitest'
import { syntheticCity } from '../../src/demo/city.ts'
import { layGroundwork } from '../../src/demo/groundwork.ts'
import { performanceOf } from '../../src/demo/performance.ts'
import { VillageCollective, VillageCropping } from '../../src/departments/agriculture.ts'
import { VillageStatus } from '../../src/departments/povertyOffice.ts'
import { VillageOutlet } from '../../src/departments/ruralCredit.ts'
import { PovertySpotCheck, VillageIncome } from '../../src/departments/statistics.ts'
import { grouped, rowsOf, sum } from './rows.ts'

const options = { seed: 5206, sampledVillages: 2, personKey: (idNumber: string) => idNumber }
const city = syntheticCity(options)
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
  expect(told.length).toBeGreaterThan(150)
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
