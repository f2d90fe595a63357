import { Decimal } from 'decimal.js'
import type { Places } from './ranking.ts'
import type { Choices } from './readings.ts'

/** What of a village decides its rewards: all of it stands in the frozen result. */
export interface Judged {
  readonly code: string
  readonly township: string
  readonly score: string
  readonly isComplete: boolean
  readonly places: Places
  /** Which persons hold its three posts, as numbers that tell them apart and no more; null for an empty post. */
  readonly posts: Posts
}

/** The holders of secretary, director and poverty officer: equal numbers are one person. */
export type Posts = readonly [
  secretary: number | null,
  director: number | null,
  povertyOfficer: number | null,
]

/** A reward of a village, in yuan. */
export interface VillageReward {
  readonly code: string
  /** Work funds of its band (W01 to W03). */
  readonly band: number
  /** Awards of its rank in the township (W04) and in the county or zone (W05). */
  readonly township: number
  readonly county: number
  /** Personal awards of its three posts (W06, W07), and to how many persons they go. */
  readonly posts: number
  readonly persons: number
}

/** All rewards of a year. */
export interface Rewards {
  readonly villages: readonly VillageReward[]
  /** Townships with their award (W08). */
  readonly townships: readonly { readonly code: string; readonly amount: number }[]
  /** The ten best of the city, and who is tied with them (W09). */
  readonly commended: readonly string[]
  /** Candidates for criticism (S03); the leading group decides. */
  readonly criticised: readonly string[]
  readonly total: number
}

/** Work funds by the score from which they are paid (W01 to W03). */
export const bands = [
  { reward: 'W01', from: 95, amount: 10_000 },
  { reward: 'W02', from: 85, amount: 4_000 },
  { reward: 'W03', from: 75, amount: 2_000 },
] as const

const winners = 3
const commendedPlaces = 10
const winnersFrom = 95
const townshipAward = 5_000
const countyAward = 8_000
const hostAward = 20_000
const postAwards = { township: 2_000, county: 3_000 } as const

/** The band that a score reaches; undefined below the last. */
export function bandOf(score: string, bound: Choices['bound']) {
  return bands.find(({ from }) => reaches(score, from, bound))
}

function reaches(score: string, from: number, bound: Choices['bound']): boolean {
  const given = new Decimal(score)
  return bound === 'INCLUSIVE' ? given.gte(from) : given.gt(from)
}

/** The rewards that follow from a judgement under one choice for each reading. */
export function rewardsOf(judged: readonly Judged[], choices: Choices): Rewards {
  const complete = judged.filter(({ isComplete }) => isComplete)
  const villages = complete
    .map((village) => rewardOf(village, choices))
    .filter(({ band, township, county, posts }) => band + township + county + posts > 0)
  const townships = townshipsAwarded(complete, choices)
  return {
    villages,
    townships,
    commended: complete
      .filter(({ places }) => (places.inCity ?? Number.POSITIVE_INFINITY) <= commendedPlaces)
      .map(({ code }) => code),
    criticised: criticisedOf(complete, choices),
    total: totalOf(villages, townships),
  }
}

/** What some rewards come to. */
export function totalOf(villages: Rewards['villages'], townships: Rewards['townships']): number {
  const sum = villages.reduce(
    (all, { band, township, county, posts }) => all + band + township + county + posts,
    0,
  )
  return sum + townships.reduce((all, { amount }) => all + amount, 0)
}

/** Whether a village is among the first three with 95 or more. */
function wins({ score }: Judged, place: number | null, { bound }: Choices): boolean {
  return place !== null && place <= winners && reaches(score, winnersFrom, bound)
}

/** What a village has to reach for a reward. */
export interface Threshold {
  /** The reward, by its number in the text. */
  readonly reward: 'W01' | 'W02' | 'W03' | 'W04' | 'W05' | 'W09'
  /** The text's own bound, or the last score that was placed well enough, whichever is more. */
  readonly score: string
  readonly isReached: boolean
}

/** What the villages of a year have to reach: the text's bounds, and the last that are placed well enough. */
export function thresholdsIn(
  all: readonly Judged[],
  choices: Choices,
): (village: Judged) => Threshold[] {
  const complete = all.filter(({ isComplete }) => isComplete)
  const isBest = ({ places }: Judged) =>
    (places.inCity ?? Number.POSITIVE_INFINITY) <= commendedPlaces
  const best = leastOf(complete.filter(isBest), commendedPlaces)
  const lists = [
    ['W04', ({ township }: Judged) => township, ({ places }: Judged) => places.inTownship],
    ['W05', ({ places }: Judged) => places.unit, ({ places }: Judged) => places.inUnit],
  ] as const
  const won = lists.map(([reward, listOf, placeOf]) => {
    const doesWin = (village: Judged) =>
      village.isComplete && wins(village, placeOf(village), choices)
    return { reward, listOf, doesWin, lists: Map.groupBy(complete.filter(doesWin), listOf) }
  })
  return (village) => [
    ...bands.map(({ reward, from }) => ({
      reward,
      score: from.toFixed(2),
      isReached: village.isComplete && reaches(village.score, from, choices.bound),
    })),
    ...won.map(({ reward, listOf, doesWin, lists: winning }) => ({
      reward,
      score: leastOf(winning.get(listOf(village)) ?? [], winners) ?? winnersFrom.toFixed(2),
      isReached: doesWin(village),
    })),
    ...(best ? [{ reward: 'W09' as const, score: best, isReached: isBest(village) }] : []),
  ]
}

/** The least score of those that have a place, where all places are taken. */
function leastOf(villages: readonly Judged[], places: number): string | undefined {
  if (villages.length < places) return undefined
  return Decimal.min(...villages.map(({ score }) => score)).toFixed(2)
}

function rewardOf(village: Judged, choices: Choices): VillageReward {
  const band = bandOf(village.score, choices.bound)?.amount ?? 0
  const inTownship = wins(village, village.places.inTownship, choices)
  const inCounty = wins(village, village.places.inUnit, choices)
  const both = choices.rankAwards === 'BOTH'
  const county = inCounty ? countyAward : 0
  const township = inTownship && (both || !inCounty) ? townshipAward : 0
  const rankAward = county + township
  const keepsBand = choices.bandAndRank === 'ADD_UP' || band >= rankAward
  const keepsRank = choices.bandAndRank === 'ADD_UP' || rankAward > band
  return {
    code: village.code,
    band: keepsBand ? band : 0,
    township: keepsRank ? township : 0,
    county: keepsRank ? county : 0,
    ...postsOf(village, inTownship, inCounty, choices),
  }
}

/**
 * The personal awards of a village's posts. By scope each rank that is paid brings its own, 2,000 yuan
 * with the township's and 3,000 with the county's. By post the sums belong to who holds which post of a
 * village that has won: the text names one for each, and ties none to a list, so that a village on two
 * lists has them once.
 */
function postsOf(
  { posts }: Judged,
  inTownship: boolean,
  inCounty: boolean,
  { rankAwards, postAmounts, twoPosts }: Choices,
): { posts: number; persons: number } {
  if (!inCounty && !inTownship) return { posts: 0, persons: 0 }
  const ofTownship = inTownship && (rankAwards === 'BOTH' || !inCounty)
  const byScope = (inCounty ? postAwards.county : 0) + (ofTownship ? postAwards.township : 0)
  const amountOf = (post: number) => {
    if (postAmounts === 'BY_SCOPE') return byScope
    return post === 2 ? postAwards.county : postAwards.township
  }
  const held = posts.flatMap((person, post) =>
    person === null ? [] : [{ person, amount: amountOf(post) }],
  )
  const byPerson = [...Map.groupBy(held, ({ person }) => person).values()]
  const amounts =
    twoPosts === 'ONE'
      ? byPerson.map((all) => Math.max(...all.map(({ amount }) => amount)))
      : held.map(({ amount }) => amount)
  return { posts: amounts.reduce((all, amount) => all + amount, 0), persons: byPerson.length }
}

function townshipsAwarded(
  complete: readonly Judged[],
  choices: Choices,
): { code: string; amount: number }[] {
  const winning = complete.filter(
    (village) =>
      wins(village, village.places.inUnit, choices) ||
      (choices.townshipAward === 'ANY_WINNER' && wins(village, village.places.inTownship, choices)),
  )
  const byTownship = Map.groupBy(winning, ({ township }) => township)
  return [...byTownship]
    .map(([code, villages]) => ({
      code,
      amount: hostAward * (choices.townshipAward === 'PER_VILLAGE' ? villages.length : 1),
    }))
    .sort((one, other) => (one.code < other.code ? -1 : 1))
}

function criticisedOf(complete: readonly Judged[], { criticism }: Choices): string[] {
  if (criticism === 'NONE') return []
  const below = criticism === 'BELOW_75' ? 75 : 60
  return complete.filter(({ score }) => new Decimal(score).lt(below)).map(({ code }) => code)
}
