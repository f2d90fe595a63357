import type { Random } from '../chance/random.ts'
import { risingTo } from '../chance/scoreAimedAt.ts'

/** Sessions and the households that attend, by quarter. */
export type NightSchool = readonly (readonly [sessions: number, attending: number])[]

/** A year without night school. */
export const noSchool: NightSchool = []

/** Night school begins with the programme. */
const firstYearOfSchool = 2016

/** The sessions a year, and the share of all households in one quarter, that earn all points. */
const target = { sessions: 2, attending: 0.8 }

/**
 * A village's night school in a year: half of the points are for two sessions, half for the households
 * that come to them.
 */
export function drawNightSchool(
  share: number,
  year: number,
  households: number,
  random: Random,
): NightSchool {
  if (year < firstYearOfSchool) return noSchool
  const index = share >= 1 ? 1 : Math.min(1, risingTo(share, 0.2, 1))
  const few = index < 0.5 || (index < 0.75 && random.chance(0.3))
  const sessions = few ? 1 : random.chance(0.15) ? 3 : target.sessions
  const left = index - Math.min(0.5, (0.5 * sessions) / target.sessions)
  const coming = Math.min(1, Math.max(0.03, 2 * left)) * target.attending * households
  const most = share >= 1 ? Math.ceil(1.01 * coming) : Math.round(coming)
  const quarters = Array.from({ length: sessions }, () => random.whole(0, 3))
  return [0, 1, 2, 3].map((quarter) => {
    const held = quarters.filter((of) => of === quarter).length
    if (held === 0) return [0, 0]
    const attending = quarter === quarters[0] ? most : Math.round(most * random.between(0.4, 0.95))
    return [held, Math.min(households, attending)]
  })
}
