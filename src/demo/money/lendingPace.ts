import { firstYear, inYear, type Series } from '../chance/anchors.ts'
import { Random } from '../chance/random.ts'
import { stepFor } from '../chance/scoreAimedAt.ts'
import type { CountedVillage } from '../people/groundwork.ts'
import { performanceOf } from '../villages/performance.ts'

/**
 * By how much all lenders together lend more in a county than a year before: what the loans of each
 * of its villages are held against.
 */
export function growthOfCountyLoans(seed: number, county: string, year: number): number {
  const usual = new Random(`${seed}/county loans/${county}`).between(0.088, 0.112)
  const ofYear = new Random(`${seed}/county loans/${county}/${year}`).normal(0, 0.006)
  return usual + 0.003 * (2018 - year) + ofYear
}

/** Whether nobody lends to anybody in a village: so in about one of a hundred, none of the best. */
export function isWithoutLoans(seed: number, village: CountedVillage): boolean {
  if (performanceOf(seed, village, 'D02', 2020) >= 1) return false
  return new Random(`${seed}/no loans/${village.village.code}`).chance(0.011)
}

/**
 * How many of the two tests a village's loans pass in a year: that they grow no slower than those of
 * its county, and by no less than the year before.
 */
export function testsPassed(seed: number, village: CountedVillage, year: number): number {
  const luck = new Random(`${seed}/two tests/${village.village.code}`).next()
  return stepFor(performanceOf(seed, village, 'D02', year), [0, 0.5, 1], luck)
}

/** What households owe in 2014, in yuan for each of the village, and how much more each year. */
const ordinary = { first: 480, growth: 1.09 }
/** How much more each registered household able to borrow comes to owe for poverty alleviation. */
const microCredit: Series = [0, 0, 3400, 3700, 4000, 4250, 4550]

/** By how much a village's loans usually grow in a year, in yuan. */
export function usualIncrement(households: number, able: number, year: number): number {
  const { first, growth } = ordinary
  const more = year === firstYear ? first : first * growth ** (year - firstYear - 1) * (growth - 1)
  return households * more + able * inYear(microCredit, year)
}

/** What is known of a village's loans when a year begins. */
export interface Standing {
  readonly balance: number
  /** By how much it grew in the year before; absent where that is not known. */
  readonly increment?: number
  /** By how much it usually would now. */
  readonly usual: number
  /** The growth of all loans of the county. */
  readonly pace: number
  readonly passed: number
  /** Whether it must pass, however much has to be lent for it. */
  readonly surely: boolean
}

/** The surest margins by which loans that come in whole thousands pass a test, or fail it. */
const growthMargin = 0.02
const incrementMargin = 0.05
const leastMargin = 6000
/** How much faster than usually loans can grow at most. */
const fastest = 2.4

/** By how much a village's loans are to grow in a year, to pass just as many tests as it should. */
export function wantedIncrement(standing: Standing): number {
  const { balance, increment, usual, pace, passed, surely } = standing
  const grows = (pace + growthMargin) * balance
  const lags = (pace - growthMargin) * balance
  if (increment === undefined) return passed > 0 ? Math.max(usual, grows) : Math.min(usual, lags)
  const margin = leastMargin + incrementMargin * Math.abs(increment)
  const [more, less] = [increment + margin, increment - margin]
  const both = Math.max(usual, grows, more)
  const most = fastest * usual + leastMargin
  if (passed === 2) return surely || both <= most ? both : Math.max(usual, grows)
  if (passed === 0) return Math.min(usual, lags, less)
  if (grows <= less) return Math.max(grows, Math.min(usual, less))
  return more <= lags ? Math.max(more, Math.min(usual, lags)) : both
}
