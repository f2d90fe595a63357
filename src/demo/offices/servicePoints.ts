import { Random } from '../chance/random.ts'
import type { VillageTraits } from '../villages/villageTraits.ts'
import { networkOf } from './telecom.ts'

/** In which quarters, counted from the first of 2014, a village's points of service open. */
export interface ServicePoints {
  readonly commerce: number
  readonly supply: number
}

/**
 * When the e-commerce station and the supply outlet of a village open. A village has one of the two
 * or neither: where it has both, one point is counted by two departments.
 */
export function servicePointsOf(seed: number, traits: VillageTraits): ServicePoints {
  const random = new Random(`${seed}/service points/${traits.village.code}`)
  const runner = random.weighted([
    ['commerce', 0.47],
    ['supply', 0.4],
    ['both', 0.012],
    ['nobody', 0.118],
  ] as const)
  const { fibre } = networkOf(seed, traits)
  const commerce = Math.max(4 * (fibre - 2014), random.whole(4, 21)) + random.whole(0, 2)
  const supply = random.whole(-8, 17)
  return {
    commerce: runner === 'commerce' || runner === 'both' ? commerce : Infinity,
    supply: runner === 'supply' || runner === 'both' ? supply : Infinity,
  }
}
