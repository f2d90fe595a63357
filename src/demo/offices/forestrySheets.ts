import { EcoForest, EcoRanger } from '../../departments/forestry.ts'
import { places, yuan } from '../chance/amounts.ts'
import { dateOf, dayOf, yearOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { householdYears, registeredHouseholds } from '../people/guarantees.ts'
import { identityNumberOf, type Member, type SampledHousehold } from '../people/households.ts'
import { registeredIn } from '../people/registered.ts'
import { shortName } from '../villages/areaList.ts'
import { isPoor, type Registration, statusIn } from '../villages/registration.ts'
import { frailtyOf } from './healthcare.ts'

type Status = NonNullable<EcoRanger['rangerStatus']>

/** The synthetic views of the forestry bureau; it reports forest of registered households only. */
export function forestrySheets(ground: Groundwork): Sheet[] {
  const { households } = registeredIn(ground)
  return [
    sheet(EcoForest, Math.round(households * 0.62 * householdYears.length), () =>
      withGaps(forests(ground), stream(ground.seed, 'EcoForest/gaps'), {
        silent: 0.002,
        blank: 0.008,
        facts: ['publicForestArea', 'farmlandReturnedArea'],
      }),
    ),
    sheet(EcoRanger, Math.round(households * 0.055 * householdYears.length), () =>
      withGaps(rangers(ground), stream(ground.seed, 'EcoRanger/gaps'), {
        silent: 0.002,
        blank: 0.01,
        facts: ['contractNo', 'patrolArea', 'hiredDate'],
      }),
    ),
  ]
}

/** Yuan a mu and year for public-benefit forest. */
const compensation = 10
/** Yuan a mu for farmland returned: in the year of planting, and the second and fourth after it. */
const subsidyAfter: Readonly<Record<number, number>> = { 0: 500, 2: 300, 4: 400 }

function* forests(ground: Groundwork): Generator<EcoForest> {
  const random = stream(ground.seed, 'EcoForest')
  for (const { household } of registeredHouseholds(ground)) {
    const forest = random.chance(0.5) ? Math.exp(random.normal(1.9, 0.7)) : 0
    const returned = random.chance(0.27) ? random.whole(6, 70) / 10 : 0
    const planted = random.whole(2014, 2019)
    if (forest === 0 && returned === 0) continue
    const area = Math.round(forest * 10) / 10
    for (const year of householdYears) {
      const rate = subsidyAfter[year - planted] ?? 0
      yield {
        householdId: household.id,
        period: String(year),
        publicForestArea: places(area, 1),
        forestCompensation: yuan(area * compensation),
        farmlandReturnedArea: places(returned, 1),
        farmlandReturnSubsidy: yuan(returned * rate),
      }
    }
  }
}

const fullPay = 10_000

/**
 * Rangers are of registered households that earn enough for the pay to fit in; in one of a
 * hundred it does not.
 */
function* rangers(ground: Groundwork): Generator<EcoRanger> {
  const { seed, areas, personKey } = ground
  const random = stream(seed, 'EcoRanger')
  const counties = new Map(areas.counties.map(({ code, name }) => [code, shortName(name)]))
  for (const { household, registration } of registeredHouseholds(ground)) {
    if (!random.chance(earnsEnough(household, registration) ? 0.08 : 0.001)) continue
    const ranger = household.members.find((member) => canPatrol(seed, member))
    if (!ranger) continue
    const hired = dayOf(random.whole(2016, 2019), random.whole(1, 9), 1)
    const county = counties.get(household.village.slice(0, 6))
    const contract = `${county}林护〔${yearOf(hired)}〕${household.id.slice(2)}号`
    const patrol = random.whole(30, 120) * 10
    const left = random.chance(0.06) ? leaving(random) : undefined
    for (const year of householdYears) {
      if (left && yearOf(left.day) < year) continue
      const until = left && yearOf(left.day) === year ? left : undefined
      yield {
        personKey: personKey(identityNumberOf(ranger)),
        period: String(year),
        contractNo: contract,
        annualPay: yuan(payIn(year, hired, until?.day)),
        patrolArea: places(patrol, 0),
        hiredDate: dateOf(hired),
        rangerStatus: until ? until.status : random.chance(0.01) ? 'SUSPENDED' : 'ON_DUTY',
      }
    }
  }
}

function earnsEnough({ members }: SampledHousehold, registration: Registration): boolean {
  return (
    members.length >= 3 && householdYears.every((year) => !isPoor(statusIn(registration, year)))
  )
}

function canPatrol(seed: number, member: Member): boolean {
  const { birthYear, status } = member
  return (
    status === 'ACTIVE' && birthYear >= 1961 && birthYear <= 1995 && frailtyOf(seed, member) > 0.2
  )
}

function leaving(random: Random): { readonly day: number; readonly status: Status } {
  const status = random.weighted<Status>([
    ['EXPIRED', 0.5],
    ['RESIGNED', 0.3],
    ['DISMISSED', 0.2],
  ])
  return { status, day: dayOf(random.whole(2019, 2020), random.whole(10, 12), 15) }
}

/** Whole months of service in the year; the one in which somebody leaves is paid. */
function payIn(year: number, hired: number, left?: number): number {
  const first = yearOf(hired) === year ? monthOf(hired) : 1
  const last = left === undefined ? 12 : monthOf(left)
  return Math.round((fullPay * (last - first + 1)) / 12)
}

function monthOf(day: number): number {
  return Number(dateOf(day).slice(5, 7))
}
