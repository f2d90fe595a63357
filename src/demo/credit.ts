import { HouseholdCredit, VillageOutlet } from '../departments/ruralCredit.ts'
import { periodsOf } from '../ground/period.ts'
import { yuan } from './amounts.ts'
import { city, inYear, years } from './anchors.ts'
import { dateOf, dayOf } from './days.ts'
import type { CountedVillage, Groundwork } from './groundwork.ts'
import type { SampledHousehold } from './households.ts'
import { type Contract, owed } from './lending.ts'
import type { Loans } from './loans.ts'
import { type Random, stream } from './random.ts'
import { type Sheet, sheet, withGaps } from './sheet.ts'

type Grade = NonNullable<HouseholdCredit['creditGrade']>
type VillageGrade = NonNullable<VillageOutlet['creditVillageStatus']>

/** The synthetic views of the rural credit cooperatives, but for the loans. */
export function creditSheets(ground: Groundwork, loans: Loans): Sheet[] {
  const { seed, villages, sample } = ground
  const households = sample.reduce((sum, village) => sum + village.households, 0)
  return [
    sheet(HouseholdCredit, households * years.length, () => householdCredits(ground, loans)),
    sheet(VillageOutlet, villages.length * years.length * 4, () =>
      withGaps(outlets(ground), stream(seed, 'VillageOutlet/gaps'), {
        silent: 0,
        blank: 0.004,
        facts: ['depositBalance', 'transactionCount', 'activeCustomers', 'eBankingCustomers'],
      }),
    ),
  ]
}

function* householdCredits(
  { seed, households }: Groundwork,
  loans: Loans,
): Generator<HouseholdCredit> {
  const random = stream(seed, 'HouseholdCredit')
  const borrowed = new Map<string, Contract[]>()
  for (const contract of loans.values()) {
    if (contract.kind !== 'HOUSEHOLD') continue
    borrowed.set(contract.borrower, [...(borrowed.get(contract.borrower) ?? []), contract])
  }
  for (const household of households()) {
    const merit = random.normal() - (household.registration ? 0.5 : 0)
    const built = random.chance(0.965) ? random.whole(2012, 2018) : Infinity
    const contracts = borrowed.get(household.id) ?? []
    for (const year of years)
      yield householdCredit(household, contracts, year, merit, built, random)
  }
}

/** The highest line of each grade, in yuan. */
const lines: Record<Grade, number> = { EXCELLENT: 100_000, GOOD: 60_000, FAIR: 30_000, UNRATED: 0 }

function householdCredit(
  { id, registration }: SampledHousehold,
  contracts: readonly Contract[],
  year: number,
  merit: number,
  built: number,
  random: Random,
): HouseholdCredit {
  const used = contracts.reduce((sum, contract) => sum + owed(contract, dayOf(year, 12, 31)), 0)
  const lent = contracts.some(({ from }) => from <= dayOf(year, 12, 31))
  const filed = lent || year >= built
  const creditGrade = gradeOf(merit + 0.09 * (year - 2014), filed, used > 0)
  const usual = (lines[creditGrade] * (1 + (random.next() < 0.5 ? 0.5 : 1))) / 2
  return {
    householdId: id,
    period: String(year),
    creditFileBuilt: filed,
    creditGrade,
    creditLine: yuan(Math.max(usual, Math.ceil(used / 10_000) * 10_000)),
    usedLine: yuan(used),
    creditHouseholdFlag: creditGrade === 'EXCELLENT' || creditGrade === 'GOOD',
    ...(creditGrade === 'UNRATED'
      ? {}
      : { ratingDate: dateOf(dayOf(year, 3, 1) + random.whole(0, 270)) }),
    loanNeedFlag: used > 0 || random.chance(registration ? 0.16 : 0.2),
  }
}

function gradeOf(merit: number, filed: boolean, borrows: boolean): Grade {
  if (!filed || (merit < -2 && !borrows)) return 'UNRATED'
  if (merit > 1) return 'EXCELLENT'
  return merit > -0.35 ? 'GOOD' : 'FAIR'
}

/** How many of the programme's stations stand at the end of each year. */
const stationsByYear: readonly (readonly [year: number, share: number])[] = [
  [2016, 0.31],
  [2017, 0.69],
  [2018, 0.94],
  [2019, 0.985],
  [2020, 1],
]

/** The quarter in which something is set up, counted from the first of 2014; by 2020-Q3 at the latest. */
function openingQuarter(
  rank: number,
  byYear: readonly (readonly [year: number, share: number])[],
  random: Random,
): number {
  const year = byYear.find(([, share]) => rank < share)?.[0] ?? 2020
  return (year - 2014) * 4 + random.whole(0, year === 2020 ? 2 : 3)
}

const outletsByYear = [
  [2014, 0.12],
  [2015, 0.27],
  [2016, 0.5],
  [2017, 0.78],
  [2018, 0.95],
  [2019, 0.99],
  [2020, 1],
] as const

function* outlets({ seed, villages }: Groundwork): Generator<VillageOutlet> {
  const random = stream(seed, 'VillageOutlet')
  const programme = villages.filter((village) => village.programme)
  const order = new Map(random.shuffled(programme).map(({ village }, i) => [village.code, i]))
  for (const village of villages) {
    const rank = (order.get(village.village.code) ?? Infinity) / city.programmeVillages
    const station = village.programme ? openingQuarter(rank, stationsByYear, random) : Infinity
    const early = random.chance(0.8) ? random.next() : rank
    const outlet =
      village.programme || random.chance(0.6)
        ? openingQuarter(Math.min(early, 0.999), outletsByYear, random)
        : Infinity
    yield* outletOf(village, station, outlet, random)
  }
}

/** Night school begins with the programme in 2016, and is held in its villages. */
function* outletOf(
  { village, programme, count, vigour }: CountedVillage,
  station: number,
  outlet: number,
  random: Random,
): Generator<VillageOutlet> {
  const savings = 6500 * Math.exp(0.25 * vigour + random.normal(0, 0.2))
  const modernity = Math.exp(0.08 * vigour + random.normal(0, 0.1))
  const certified = random.whole(8, 46)
  const revoked = random.chance(0.01) ? certified + 6 : Infinity
  for (const year of years) {
    const [people, households] = [inYear(count.population, year), inYear(count.households, year)]
    for (const [i, period] of periodsOf(year, 'quarter').entries()) {
      const quarter = (year - 2014) * 4 + i
      const open = quarter >= outlet
      const active = Math.round(people * (0.27 + 0.009 * quarter) * random.between(0.95, 1.05))
      const sessions = programme && year >= 2016 ? random.times(0.47) : 0
      const attending = sessions > 0 ? Math.min(households, random.whole(20, 70) * sessions) : 0
      yield {
        villageCode: village.code,
        period,
        stationEstablished: quarter >= station,
        outletInstalled: open,
        creditVillageStatus: villageGrade(quarter, certified, revoked),
        depositBalance: yuan(
          Math.round(people * savings * 1.105 ** (quarter / 4) * random.between(0.985, 1.015)),
        ),
        transactionCount: open
          ? Math.round(households * (0.18 + 0.035 * (quarter - outlet)) * random.between(0.7, 1.3))
          : 0,
        activeCustomers: active,
        eBankingCustomers: Math.round(active * Math.min(0.9, modernity * (0.14 + 0.017 * quarter))),
        nightSchoolSessions: sessions,
        nightSchoolHouseholds: attending,
        nightSchoolPersons: Math.round(attending * random.between(1, 1.4)),
      }
    }
  }
}

function villageGrade(quarter: number, certified: number, revoked: number): VillageGrade {
  if (quarter >= revoked) return 'REVOKED'
  if (quarter >= certified) return 'CERTIFIED'
  return quarter >= certified - 5 ? 'APPLYING' : 'NONE'
}
