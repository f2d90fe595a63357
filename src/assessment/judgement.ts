import { Decimal } from 'decimal.js'
import { type Contender, type Places, rank } from './ranking.ts'
import type { Choices } from './readings.ts'
import type { Judged } from './rewards.ts'
import { scoreText, type VillageScore } from './scores.ts'
import type { AssessedVillage } from './villages.ts'

/** A village with its score, before anybody has said how ties and zones are read. */
export interface ScoredVillage {
  readonly village: AssessedVillage
  readonly score: VillageScore
}

/** A village with its places. */
export interface Placed extends ScoredVillage {
  readonly places: Places
}

/** The plain mean of the villages of a township, a county or a zone. */
export interface AreaScore {
  readonly code: string
  /** Blank where no village of it is complete. */
  readonly score: string | null
  /** How many villages it is the mean of, and how many there are. */
  readonly complete: number
  readonly villages: number
  /** Its place among the areas of its kind, equal ones sharing a place. */
  readonly place: number | null
}

const povertyGroup = 'C'

/** Gives the villages of a year their places. */
export function place(
  scored: readonly ScoredVillage[],
  choices: Pick<Choices, 'ties' | 'zones'>,
): Placed[] {
  const contenders = scored.map(
    ({ village, score }): Contender => ({
      ...village,
      score: score.score,
      povertyPoints: new Decimal(score.groups[povertyGroup] ?? 0).toFixed(4),
      isComplete: score.isComplete,
    }),
  )
  const places = rank(contenders, choices)
  return scored.map((one) => {
    const found = places.get(one.village.code)
    if (!found) throw new Error(`${one.village.code} was not ranked`)
    return { ...one, places: found }
  })
}

/** What decides the rewards of villages that have their places. */
export function judged(placed: readonly Placed[]): Judged[] {
  return placed.map(({ village, score, places }) => ({
    code: village.code,
    township: village.township,
    posts: village.posts,
    score: score.score,
    isComplete: score.isComplete,
    places,
  }))
}

/** What an area's score is the mean of. */
export interface Meant {
  readonly score: string
  readonly isComplete: boolean
  readonly township: string
  readonly unit: string
}

/** Townships, or counties and zones, by the plain means of their villages' scores. */
export function areaScores(villages: readonly Meant[], by: 'township' | 'unit'): AreaScore[] {
  const areas = [...Map.groupBy(villages, (village) => village[by])].map(([code, all]) => {
    const complete = all.filter(({ isComplete }) => isComplete)
    const sum = complete.reduce((total, { score }) => total.plus(score), new Decimal(0))
    const score = complete.length > 0 ? scoreText(sum.div(complete.length)) : null
    return { code, score, complete: complete.length, villages: all.length }
  })
  const better = (than: string) =>
    areas.filter(({ score }) => score !== null && Number(score) > Number(than)).length
  return areas
    .map((area) => ({ ...area, place: area.score === null ? null : 1 + better(area.score) }))
    .sort(
      (one, other) =>
        (one.place ?? areas.length + 1) - (other.place ?? areas.length + 1) ||
        (one.code < other.code ? -1 : 1),
    )
}
