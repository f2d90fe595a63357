import { Random } from './random.ts'
import type { VillageTraits } from './villageTraits.ts'

/** How well a village does on the whole: what it reaches of a scored item's target, and how steadily. */
interface Standing {
  readonly merit: number
  /** An exemplary village goes beyond every target, but for what it still lacks. */
  readonly exemplary: boolean
}

const standings = new WeakMap<VillageTraits, Standing>()

function standingOf(seed: number, traits: VillageTraits): Standing {
  const known = standings.get(traits)
  if (known) return known
  const random = new Random(`${seed}/merit/${traits.village.code}`)
  const merit = Math.min(1.02, random.normal(0.84, 0.1))
  const made = { merit, exemplary: random.chance(0.03) }
  standings.set(traits, made)
  return made
}

/** By how much a village's items stray from its merit. */
const stray = 0.14

/**
 * The share of a scored item's points that a village's figures should earn in a year: 0 for none, 1 or
 * more for all. Nearly the same from year to year, a little better each time; so that there are villages
 * in every band and some that win.
 */
export function performanceOf(
  seed: number,
  traits: VillageTraits,
  item: string,
  year: number,
): number {
  const { merit, exemplary } = standingOf(seed, traits)
  if (exemplary) return 1.15
  const bent = new Random(`${seed}/${item}/${traits.village.code}`)
  const lasting = merit + bent.normal(0, stray) * (1.15 - merit)
  const ofYear = new Random(`${seed}/${item}/${traits.village.code}/${year}`)
  return lasting + 0.015 * (year - 2020) + ofYear.normal(0, 0.02)
}
