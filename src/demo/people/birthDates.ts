import { lastYear } from '../chance/anchors.ts'
import { dateOf, dayOf } from '../chance/days.ts'
import type { Random } from '../chance/random.ts'
import { villagersPerSex, villagesWithNumbers } from '../chance/syntheticCodes.ts'

/** A birth date, and which of those with that date and sex somebody is. */
export interface Birth {
  readonly birthDate: string
  readonly birthYear: number
  readonly nth: number
}

/** How far a birth may be moved from the year in which a village has no number left. */
const mostYearsAway = 30

/**
 * Deals out birth dates so that no two persons of the city have the same number: on each day every
 * village owns at most one number of a sex, and none that another village owns.
 */
export class BirthDates {
  readonly #village: number
  readonly #dealt = new Set<number>()

  constructor(village: number) {
    this.#village = village
  }

  /** A birth date in the year; in one near it where all of the village's numbers are dealt. */
  deal(year: number, sex: 'MALE' | 'FEMALE', random: Random): Birth {
    for (const birthYear of yearsAround(year)) {
      const first = dayOf(birthYear, 1, 1)
      const days = dayOf(birthYear + 1, 1, 1) - first
      const begin = Math.floor(days * random.next())
      for (let i = 0; i < days; i++) {
        const day = first + ((begin + i) % days)
        const nth = this.#numberOn(day)
        const key = 2 * day + (sex === 'MALE' ? 1 : 0)
        if (nth >= villagersPerSex || this.#dealt.has(key)) continue
        this.#dealt.add(key)
        return { birthDate: dateOf(day), birthYear, nth }
      }
    }
    throw new RangeError(`No identity number is left around ${year}`)
  }

  /** The n for which n + 480 day is the village, by the number of villages. */
  #numberOn(day: number): number {
    const rest = (this.#village - villagersPerSex * day) % villagesWithNumbers
    return rest < 0 ? rest + villagesWithNumbers : rest
  }
}

function* yearsAround(year: number): Generator<number> {
  yield year
  for (let away = 1; away <= mostYearsAway; away++) {
    yield year - away
    if (year + away <= lastYear) yield year + away
  }
}
