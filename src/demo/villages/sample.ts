import type { Village } from '../../entities/village.ts'
import { inYear, lastYear } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import type { Headcount, Headcounts } from './headcounts.ts'
import type { VillageTraits } from './villageTraits.ts'

/** Whether a few whole villages have their households, or all villages of the city. */
export type Scale = 'sample' | 'full'

/** A village whose households are known one by one. */
export interface SampledVillage {
  readonly village: Village
  /** Its place among all villages; it owns the identity numbers of that place. */
  readonly index: number
  /** The number of its first household, and how many there are. */
  readonly firstHousehold: number
  readonly households: number
  /** Whether only registered households have members; the others are then known by number alone. */
  readonly onlyRegistered: boolean
  /** What its people should add up to, as nearly as whole households can. */
  readonly wanted: Headcount
}

/** The two counties of the sample: 沿河 and 思南. */
export const sampledCounties = ['520627', '520624'] as const

const membersPerHousehold = 4.04

/**
 * Picks whole programme villages of middling size, about 250 households each, poor ones and others
 * from both counties in turn. A smaller sample is the beginning of a larger one.
 */
export function chooseSample(
  seed: number,
  villages: readonly VillageTraits[],
  counts: Headcounts,
  size: number,
): SampledVillage[] {
  const random = stream(seed, 'sample')
  const [yanhe, sinan] = sampledCounties
  const chosen = inTurn([
    candidates(yanhe, true, villages, counts, random),
    candidates(sinan, false, villages, counts, random),
    candidates(yanhe, false, villages, counts, random),
    candidates(sinan, true, villages, counts, random),
  ])
  if (!Number.isInteger(size) || size < 0 || size > chosen.length) {
    throw new RangeError(`From 0 to ${chosen.length} villages may be sampled, not ${size}`)
  }
  return numbered(
    chosen.slice(0, size).map(({ village, index, wanted }) => ({
      village,
      index,
      households: Math.round(inYear(wanted.population, lastYear) / membersPerHousehold),
      onlyRegistered: false,
      wanted,
    })),
  )
}

/**
 * All villages of the city. Outside the programme only the rural households are known: those of
 * townspeople are no concern of it.
 */
export function wholeCity(
  villages: readonly VillageTraits[],
  counts: Headcounts,
): SampledVillage[] {
  return numbered(
    villages.map(({ village, index, programme, householdSize }) => {
      const wanted = counted(village, counts)
      const rural = Math.ceil(inYear(wanted.rural, lastYear) / householdSize)
      const households = programme ? inYear(wanted.households, lastYear) : rural
      return { village, index, households, onlyRegistered: true, wanted }
    }),
  )
}

function numbered(villages: readonly Omit<SampledVillage, 'firstHousehold'>[]): SampledVillage[] {
  let firstHousehold = 1
  return villages.map((village) => {
    const sampled = { ...village, firstHousehold }
    firstHousehold += village.households
    return sampled
  })
}

function counted(village: Village, counts: Headcounts): Headcount {
  const count = counts.get(village.code)
  if (!count) throw new Error(`Nobody has counted ${village.code}`)
  return count
}

interface Candidate extends VillageTraits {
  readonly wanted: Headcount
}

function candidates(
  county: string,
  poor: boolean,
  villages: readonly VillageTraits[],
  counts: Headcounts,
  random: Random,
): Candidate[] {
  const middling = villages
    .map((traits) => ({ ...traits, wanted: counted(traits.village, counts) }))
    .filter(({ village, wanted, ...traits }) => {
      const persons = inYear(wanted.population, lastYear)
      return (
        village.county === county &&
        village.kind === 'VILLAGE' &&
        traits.programme &&
        traits.poor === poor &&
        persons >= 850 &&
        persons <= 1170
      )
    })
  return random.shuffled(middling)
}

/** One of each queue in turn, as long as each has one; then one of each that still has. */
function inTurn<T>(queues: readonly (readonly T[])[]): T[] {
  const rounds = Math.max(...queues.map(({ length }) => length))
  return Array.from({ length: rounds }, (_, round) =>
    queues.flatMap((queue) => queue.slice(round, round + 1)),
  ).flat()
}
