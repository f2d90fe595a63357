import type { HouseholdRegister } from '../../departments/povertyOffice.ts'
import { yuan } from '../chance/amounts.ts'
import { inYear, type Series, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { performanceOf } from '../villages/performance.ts'
import { exitYearIn, isPoor, type Registration, statusIn } from '../villages/registration.ts'
import { membersIn } from './census.ts'
import type { CountedVillage, Groundwork } from './groundwork.ts'
import { householdYears, lackIn } from './guarantees.ts'
import type { SampledHousehold } from './households.ts'

/** Income a person and year above which a household is not poor: 2,800 yuan in 2014, 6 % more each year. */
const povertyLines: Series = [2800, 2968, 3146, 3335, 3535, 3747, 4000]

/** The first year in which villages are assessed. */
const firstAssessed = 2016

/** A registered household, and how well off it is among its like, from 0 to 1. */
interface Registered {
  readonly household: SampledHousehold
  readonly registration: Registration
  readonly standing: number
}

/** The register of poor households, household by household. */
export function* householdRegisters(ground: Groundwork): Generator<HouseholdRegister> {
  const random = stream(ground.seed, 'HouseholdRegister')
  for (const { village, households } of ground.householdsByVillage()) {
    const registered = households.flatMap((household): Registered[] => {
      const { registration } = household
      return registration ? [{ household, registration, standing: random.next() }] : []
    })
    const below = years.map((year) =>
      belowTheLine(registered, performanceOf(ground.seed, village, 'C03', year), year),
    )
    for (const one of registered) {
      for (const [i, year] of years.entries()) {
        yield householdRegister(
          ground.seed,
          village,
          one,
          year,
          below[i]?.has(one) ?? false,
          random,
        )
      }
    }
  }
}

/**
 * Whose income is under the line: with few points 30 % of the persons, where all are earned nobody.
 * Of the poor many have the income and lack something else; but not all of them.
 */
function belowTheLine(
  registered: readonly Registered[],
  share: number,
  year: number,
): ReadonlySet<Registered> {
  const perfect = share >= 1 && year >= firstAssessed
  const worstFirst = registered
    .map((one) => ({
      one,
      persons: membersIn(one.household, year),
      poor: isPoor(statusIn(one.registration, year)),
    }))
    .sort((a, b) => Number(b.poor) - Number(a.poor) || a.one.standing - b.one.standing)
  const [all, poor] = [worstFirst, worstFirst.filter((one) => one.poor)].map((among) =>
    among.reduce((sum, { persons }) => sum + persons, 0),
  )
  const leastOfPoor = (poor ?? 0) * (year < firstAssessed ? 0.9 : 0.4)
  const wanted = perfect ? 0 : Math.max(leastOfPoor, (all ?? 0) * 0.3 * Math.max(0, 1 - share))
  const below = new Set<Registered>()
  let persons = 0
  for (const { one, persons: own } of worstFirst) {
    if (persons + own / 2 > wanted) break
    below.add(one)
    persons += own
  }
  return below
}

function householdRegister(
  seed: number,
  village: CountedVillage,
  { household, registration, standing }: Registered,
  year: number,
  isBelow: boolean,
  random: Random,
): HouseholdRegister {
  const povertyStatus = statusIn(registration, year)
  const poor = isPoor(povertyStatus)
  const since = Math.max(0, year - (registration.exit ?? year))
  const stray = random.between(0, 0.08)
  const againstLine = isBelow
    ? (poor ? 0.55 : 0.8) + (poor ? 0.33 : 0.1) * standing + stray
    : poor
      ? 1.01 + 0.05 * standing + stray
      : (1.08 + 0.9 * standing + 1.5 * stray) * 1.05 ** since
  const exitYear = exitYearIn(registration, year)
  const { link } = registration
  return {
    householdId: household.id,
    period: String(year),
    registerNo: `${household.village.slice(0, 6)}${household.id.slice(1)}`,
    registeredYear: 2014,
    povertyStatus,
    povertyType: registration.type,
    mainCause: registration.cause,
    memberCount: membersIn(household, year),
    netIncomePerCapita: yuan(Math.round(inYear(povertyLines, year) * againstLine)),
    ...(exitYear === undefined ? {} : { exitYear }),
    noWorryFoodClothing: isProvided(seed, village, household, year, poor, random),
    ...(link && year >= link.since ? { linkedEntityUscc: link.uscc } : {}),
  }
}

/** In the years in which other departments tell of the other guarantees, all go by one decision. */
function isProvided(
  seed: number,
  village: CountedVillage,
  household: SampledHousehold,
  year: number,
  poor: boolean,
  random: Random,
): boolean {
  const luck = random.next()
  if (householdYears.some((told) => told === year)) {
    return lackIn(seed, village, household, year) !== 'FOOD_AND_CLOTHING'
  }
  return !poor || luck < 0.45
}
