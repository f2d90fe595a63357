import type { Village } from '../entities/village.ts'
import type { Headcount, Headcounts } from './headcounts.ts'
import { type Random, stream } from './random.ts'
import type { VillageTraits } from './villageTraits.ts'

/** A whole village whose households are known one by one. */
export interface SampledVillage {
  readonly village: Village
  /** Its place in the sample; it owns the identity numbers of that place. */
  readonly slot: number
  /** The number of its first household, and how many there are. */
  readonly firstHousehold: number
  readonly households: number
  /** What its people should add up to, as nearly as whole households can. */
  readonly wanted: Headcount
}

/** The two counties of the sample: 沿河 and 思南. */
export const sampledCounties = ['520627', '520624'] as const

/** How many villages may be sampled, each with identity numbers of its own. */
export const largestSample = 100

const lastYearsIndex = 6
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
  if (!Number.isInteger(size) || size < 0 || size > largestSample) {
    throw new RangeError(`From 0 to ${largestSample} villages may be sampled, not ${size}`)
  }
  const random = stream(seed, 'sample')
  const [yanhe, sinan] = sampledCounties
  const queues = [
    candidates(yanhe, true, villages, counts, random),
    candidates(sinan, false, villages, counts, random),
    candidates(yanhe, false, villages, counts, random),
    candidates(sinan, true, villages, counts, random),
  ]
  let firstHousehold = 1
  return Array.from({ length: size }, (_, slot) => {
    const village = queues[slot % queues.length]?.shift()?.village
    const wanted = village && counts.get(village.code)
    if (!wanted) throw new Error('There are not enough villages of middling size to sample')
    const households = Math.round((wanted.population[lastYearsIndex] ?? 0) / membersPerHousehold)
    const sampled = { village, slot, firstHousehold, households, wanted }
    firstHousehold += households
    return sampled
  })
}

function candidates(
  county: string,
  poor: boolean,
  villages: readonly VillageTraits[],
  counts: Headcounts,
  random: Random,
): VillageTraits[] {
  const middling = villages.filter(({ village, ...traits }) => {
    const persons = counts.get(village.code)?.population[lastYearsIndex] ?? 0
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
