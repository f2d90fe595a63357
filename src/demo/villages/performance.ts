import { Random } from '../chance/random.ts'
import type { VillageTraits } from './villageTraits.ts'

/**
 * What the exemplary villages of a county still lack, from the best on: the share of an item's points that
 * they earn of those scored in steps. With the weights proposed for A02 (4) and A08 (3) they come to 100,
 * 99.1, 98.8, 98.8, 98.2 … 95.8, 95.8 points: there are ties at the third and at the tenth place.
 */
const lacking: readonly Readonly<Record<string, number>>[] = [
  {},
  { A08: 0.7 },
  { A02: 0.7 },
  { A02: 0.7 },
  { A08: 0.4 },
  { A08: 0.7, A02: 0.7 },
  { A02: 0.4 },
  { A08: 0.4, A02: 0.7 },
  { A08: 0.7, A02: 0.4 },
  { A08: 0.4, A02: 0.4 },
  { A08: 0.4, A02: 0.4 },
]

/** More than is asked: no rounding of persons or households leaves such a village short of a point. */
const beyond = 1.15

/** How well all others may do: so that they do not come between the exemplary ones. */
const mostMerit = 0.93

const merits = new WeakMap<VillageTraits, number>()

function meritOf(seed: number, traits: VillageTraits): number {
  const known = merits.get(traits)
  if (known !== undefined) return known
  const random = new Random(`${seed}/merit/${traits.village.code}`)
  const merit = Math.min(mostMerit, random.normal(0.84, 0.1))
  merits.set(traits, merit)
  return merit
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
  const { exemplary } = traits
  if (exemplary !== undefined) return lacking[exemplary]?.[item] ?? beyond
  const merit = meritOf(seed, traits)
  const bent = new Random(`${seed}/${item}/${traits.village.code}`)
  const lasting = merit + bent.normal(0, stray) * (1.15 - merit)
  const ofYear = new Random(`${seed}/${item}/${traits.village.code}/${year}`)
  return lasting + 0.015 * (year - 2020) + ofYear.normal(0, 0.02)
}
