import type { Choices } from './readings.ts'

/** What a village is ranked by, and where. */
export interface Contender {
  readonly code: string
  readonly score: string
  /** Points of the group that tells ties apart, where it is chosen that it does. */
  readonly povertyPoints: string
  readonly isComplete: boolean
  readonly township: string
  readonly county: string
  readonly zone: string | null
}

/** The places of a village; none where its score is incomplete. */
export interface Places {
  readonly inTownship: number | null
  /** In its county, or in its zone. */
  readonly inUnit: number | null
  readonly inCity: number | null
  /** The county or zone in which it is ranked. */
  readonly unit: string
}

/** Ranks villages in their township, their county or zone, and the city; equal scores share a place. */
export function rank(
  contenders: readonly Contender[],
  { ties, zones }: Pick<Choices, 'ties' | 'zones'>,
): ReadonlyMap<string, Places> {
  const unitOf = ({ zone, county }: Contender) => (zone && zones === 'OWN_LIST' ? zone : county)
  const complete = contenders.filter(({ isComplete }) => isComplete)
  const inTownship = placesIn(complete, ({ township }) => township, ties)
  const inUnit = placesIn(complete, unitOf, ties)
  const inCity = placesIn(complete, () => '', ties)
  return new Map(
    contenders.map((contender) => [
      contender.code,
      {
        inTownship: inTownship.get(contender.code) ?? null,
        inUnit: inUnit.get(contender.code) ?? null,
        inCity: inCity.get(contender.code) ?? null,
        unit: unitOf(contender),
      },
    ]),
  )
}

/** Competition ranking: as many go before as have more, and one more. */
function placesIn(
  contenders: readonly Contender[],
  listOf: (contender: Contender) => string,
  ties: Choices['ties'],
): Map<string, number> {
  const compare = (one: Contender, other: Contender) =>
    Number(other.score) - Number(one.score) ||
    (ties === 'BY_POVERTY_GROUP' ? Number(other.povertyPoints) - Number(one.povertyPoints) : 0)
  const places = new Map<string, number>()
  for (const list of Map.groupBy(contenders, listOf).values()) {
    const ordered = list.toSorted(compare)
    let place = 0
    for (const [at, contender] of ordered.entries()) {
      const before = ordered[at - 1]
      if (!before || compare(before, contender) !== 0) place = at + 1
      places.set(contender.code, place)
    }
  }
  return places
}
