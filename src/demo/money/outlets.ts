import type { VillageOutlet } from '../../departments/ruralCredit.ts'
import { periodsOf } from '../../ground/period.ts'
import { yuan } from '../chance/amounts.ts'
import { city, firstYear, inYear, lastYear, type Series, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { risingTo } from '../chance/scoreAimedAt.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import { performanceOf } from '../villages/performance.ts'
import { drawNightSchool, noSchool } from './nightSchool.ts'

type VillageGrade = NonNullable<VillageOutlet['creditVillageStatus']>

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

/** Every village's outlet, quarter by quarter. */
export function* outlets({ seed, villages }: Groundwork): Generator<VillageOutlet> {
  const random = stream(seed, 'VillageOutlet')
  const programme = villages.filter((village) => village.programme)
  const order = new Map(random.shuffled(programme).map(({ village }, i) => [village.code, i]))
  for (const village of villages) {
    const rank = (order.get(village.village.code) ?? Infinity) / city.programmeVillages
    const station = village.programme ? openingQuarter(rank, stationsByYear, random) : Infinity
    const early = random.chance(0.8) ? random.next() : rank
    const usual =
      village.programme || random.chance(0.6)
        ? openingQuarter(Math.min(early, 0.999), outletsByYear, random)
        : Infinity
    yield* outletOf(seed, village, station, usual, random)
  }
}

function* outletOf(
  seed: number,
  village: CountedVillage,
  station: number,
  usualOpening: number,
  random: Random,
): Generator<VillageOutlet> {
  const { programme, count, vigour } = village
  const shares = (item: string) => years.map((year) => performanceOf(seed, village, item, year))
  const busy = shares('D04')
  // Where all points are earned the outlet was among the first, or there would be none for the first years.
  const outlet = busy.some((share) => share >= 1) ? 0 : usualOpening
  const modern = shares('D05')
  const statuses = statusesOf(shares('B04'), random)
  const deposits = new Deposits(
    inYear(count.population, firstYear) * 5600 * Math.exp(0.25 * vigour + random.normal(0, 0.2)),
    shares('D03'),
    random,
  )
  for (const year of years) {
    const [people, households] = [inYear(count.population, year), inYear(count.households, year)]
    const transactions = households * (transactionsPerHousehold(inYear(busy, year)) / 4)
    const school = programme
      ? drawNightSchool(performanceOf(seed, village, 'D06', year), year, households, random)
      : noSchool
    for (const [i, period] of periodsOf(year, 'quarter').entries()) {
      const quarter = (year - firstYear) * 4 + i
      const open = quarter >= outlet
      const active = Math.round(people * (0.27 + 0.009 * quarter) * random.between(0.95, 1.05))
      const [sessions, attending] = school[i] ?? [0, 0]
      yield {
        villageCode: village.village.code,
        period,
        stationEstablished: quarter >= station,
        outletInstalled: open,
        creditVillageStatus: statuses[quarter] ?? 'NONE',
        depositBalance: yuan(deposits.at(year, i)),
        transactionCount: open ? Math.ceil(transactions * (1 + (season[i] ?? 0) * 0.2)) : 0,
        activeCustomers: active,
        eBankingCustomers: Math.min(active, Math.ceil(active * modernShare(modern, year, i))),
        nightSchoolSessions: sessions,
        nightSchoolHouseholds: attending,
        nightSchoolPersons: Math.round(attending * random.between(1, 1.4)),
      }
    }
  }
}

/** More is paid and drawn when people are home for the new year; over a year nothing is added by it. */
const season = [0.6, -0.5, -0.3, 0.2]

/** From half a transaction a household and year up to four. */
function transactionsPerHousehold(share: number): number {
  return share >= 1 ? 4.05 : Math.max(0.2, risingTo(share, 0.5, 4))
}

/** From 20 % of the customers up to 70 %, growing from one year's end to the next. */
function modernShare(shares: Series, year: number, quarter: number): number {
  const at = (of: number) => {
    const share = inYear(shares, Math.max(firstYear, of))
    return share >= 1 ? 0.705 : risingTo(share, 0.2, 0.7)
  }
  return at(year - 1) + ((at(year) - at(year - 1)) * (quarter + 1)) / 4
}

/** What a village has deposited: from one year's end to the next up to 10 % more, and more where all points are earned. */
class Deposits {
  readonly #byYear: number[] = []
  readonly #random: Random

  constructor(first: number, shares: Series, random: Random) {
    this.#random = random
    let balance = first
    for (const year of years) {
      const share = inYear(shares, year)
      balance *= share >= 1 ? random.between(1.101, 1.125) : 1 + risingTo(share, 0, 0.1)
      this.#byYear.push(balance)
    }
  }

  at(year: number, quarter: number): number {
    const now = inYear(this.#byYear, year)
    if (quarter === 3) return Math.round(now)
    const last = year === firstYear ? now / 1.09 : inYear(this.#byYear, year - 1)
    const passed = last + (now - last) * ((quarter + 1) / 4)
    return Math.round(
      passed * (1 + (season[quarter] ?? 0) * 0.02) * this.#random.between(0.995, 1.005),
    )
  }
}

const grades: readonly VillageGrade[] = ['NONE', 'APPLYING', 'CERTIFIED']

/** How many of the points missing are those of villages that do not even apply. */
const idle = 0.35

/** Certified villages earn all points, those that apply half of them: so many of each as the share asks. */
function gradeFor(share: number, luck: number): number {
  const missing = Math.max(0, 1 - share)
  if (luck < idle * missing) return 0
  return luck < (idle + 2 * (1 - idle)) * missing ? 1 : 2
}

/** The status in each quarter: a certified village stays so, but where it falls back to nothing. */
function statusesOf(shares: Series, random: Random): VillageGrade[] {
  const luck = random.next()
  const idleAtFirst = gradeFor(inYear(shares, firstYear), luck) === 0
  // Some of those that do nothing were certified once, and lose it on the way.
  const losing = idleAtFirst && random.chance(0.25) ? random.whole(2015, lastYear) : firstYear
  let [certified, revoked] = [losing > firstYear, false]
  return years.flatMap((year) => {
    const step = gradeFor(inYear(shares, year), luck)
    const before = certified ? 'CERTIFIED' : year === firstYear ? grades[step] : 'APPLYING'
    const since = step === 2 && !certified ? random.whole(0, 3) : 0
    const lost = certified && step === 0 && year >= losing
    certified = (certified || step === 2) && !lost
    revoked = (revoked || lost) && step === 0
    const now = certified ? 'CERTIFIED' : revoked ? 'REVOKED' : grades[step]
    return [0, 1, 2, 3].map((quarter) => (quarter >= since ? now : before) ?? 'NONE')
  })
}
