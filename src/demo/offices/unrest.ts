import { inYear } from '../chance/anchors.ts'
import { Random } from '../chance/random.ts'
import type { CountedVillage } from '../people/groundwork.ts'
import { performanceOf } from '../villages/performance.ts'

/** What is left unsettled in a village in one year. */
export interface Unrest {
  /** Disputes that nobody resolved, by quarter. */
  readonly unresolved: readonly number[]
  /** The quarter, from 0, of its mass incident, if there was one. */
  readonly massIncident?: number
}

/** So many unsettled matters to a thousand people score nothing. */
const worst = 5
/** How likely a mass incident is in a year where one matter to a thousand people is unsettled. */
const massChance = 0.0012

/** What unresolved disputes and crimes of a year come to, in so many to a thousand people. */
export function unrestPerThousand(seed: number, village: CountedVillage, year: number): number {
  return worst * Math.min(1, Math.max(0, 1 - performanceOf(seed, village, 'A04', year)))
}

/** How much of it are crimes: as many as are usual everywhere, in a calm village fewer. */
export function crimesPerThousand(seed: number, village: CountedVillage, year: number): number {
  return Math.min(1.28 * 0.94 ** (year - 2014), unrestPerThousand(seed, village, year))
}

/** The rest of it, in whole cases; asked of any village and year, always answered the same. */
export function unrestIn(seed: number, village: CountedVillage, year: number): Unrest {
  const random = new Random(`${seed}/unrest/${village.village.code}/${year}`)
  const thousands = inYear(village.count.population, year) / 1000
  const unrest = unrestPerThousand(seed, village, year)
  const disputes = (unrest - crimesPerThousand(seed, village, year)) * thousands
  const unresolved = [0, 0, 0, 0]
  // At random up or down to a whole number, so that small villages are right on the whole.
  for (let left = Math.floor(disputes + random.next()); left > 0; left--) {
    const quarter = random.whole(0, 3)
    unresolved[quarter] = (unresolved[quarter] ?? 0) + 1
  }
  const massIncident = random.chance(massChance * unrest) ? random.whole(0, 3) : undefined
  return { unresolved, ...(massIncident === undefined ? {} : { massIncident }) }
}
