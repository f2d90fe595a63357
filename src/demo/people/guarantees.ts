import { inYear, years } from '../chance/anchors.ts'
import { stream } from '../chance/random.ts'
import { performanceOf } from '../villages/performance.ts'
import type { Registration } from '../villages/registration.ts'
import type { VillageTraits } from '../villages/villageTraits.ts'
import type { CountedVillage, Groundwork } from './groundwork.ts'
import type { Member, SampledHousehold } from './households.ts'
import { villagesByCode } from './registered.ts'
import { relocationOf } from './relocation.ts'

/** What a registered household must have beside its income, each told by departments of their own. */
export type Guarantee = 'FOOD_AND_CLOTHING' | 'HOUSING' | 'SCHOOLING' | 'INSURANCE' | 'WATER'

/** The one guarantee that a household is late to have, and the first year in which it has them all. */
export interface Shortfall {
  readonly of: Guarantee
  readonly until: number
}

/** A registered household, with the village that it belongs to. */
export interface Registered {
  readonly household: SampledHousehold
  readonly registration: Registration
  readonly village: CountedVillage
}

/** The years in which households and persons have yearly rows. */
export const householdYears = [2019, 2020] as const

/** How often each guarantee is the one that is missing. */
const weights: readonly (readonly [Guarantee, number])[] = [
  ['FOOD_AND_CLOTHING', 0.15],
  ['HOUSING', 0.3],
  ['SCHOOLING', 0.12],
  ['INSURANCE', 0.2],
  ['WATER', 0.23],
]

/**
 * Decides once for all departments what a registered household lacks and how long, so that as many
 * households of a village have everything as its standing says. Who was never registered is not asked.
 */
export function shortfallOf(
  seed: number,
  traits: VillageTraits,
  household: SampledHousehold,
): Shortfall | undefined {
  if (!household.registration) return undefined
  const random = stream(seed, `guarantees/${household.id}`)
  const luck = random.next()
  const passing = passingShares(seed, traits)
  const until = years.find((year) => luck < inYear(passing, year)) ?? Infinity
  const mayLackHome = relocationOf(seed, household)?.movedInDate === undefined
  const possible = weights.filter(
    ([guarantee]) =>
      (guarantee !== 'HOUSING' || mayLackHome) &&
      (guarantee !== 'SCHOOLING' || truantOf(household) !== undefined),
  )
  return { of: random.weighted(possible), until }
}

/** Which guarantee a household lacks at a year's end; none where it has them all. */
export function lackIn(
  seed: number,
  traits: VillageTraits,
  household: SampledHousehold,
  year: number,
): Guarantee | undefined {
  const shortfall = shortfallOf(seed, traits, household)
  return shortfall && year < shortfall.until ? shortfall.of : undefined
}

const known = new WeakMap<VillageTraits, readonly number[]>()

/** The share of households that have everything, by year: 70 % earn no point, all of them every point. */
function passingShares(seed: number, traits: VillageTraits): readonly number[] {
  const before = known.get(traits)
  if (before) return before
  const shares = years.map((year) => 0.7 + 0.3 * performanceOf(seed, traits, 'C04', year))
  known.set(traits, shares)
  return shares
}

/** The age, on 31 August, with which a child begins a school year. */
export function ageAtSchoolYear({ birthYear, birthDate }: Member, schoolYear: number): number {
  return schoolYear - birthYear - (birthDate.slice(5) > '08-31' ? 1 : 0)
}

/** Whether a child is of the nine years of compulsory education in a school year. */
export function isOfSchoolAge(member: Member, schoolYear: number): boolean {
  const age = ageAtSchoolYear(member, schoolYear)
  return age >= 6 && age < 15
}

/** Who stays away from school where that is what a household lacks: one of school age all along. */
export function truantOf({ members }: SampledHousehold): Member | undefined {
  return members.find((member) => householdYears.every((year) => isOfSchoolAge(member, year)))
}

/** All registered households, one village after the other. */
export function* registeredHouseholds(ground: Groundwork): Generator<Registered> {
  const byCode = villagesByCode(ground)
  for (const household of ground.households()) {
    const { registration } = household
    const village = byCode.get(household.village)
    if (registration && village) yield { household, registration, village }
  }
}
