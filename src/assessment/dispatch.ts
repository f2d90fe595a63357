import { Decimal } from 'decimal.js'
import { today } from '../ground/calendarDate.ts'
import { type Period, parsePeriod, periodEnd } from '../ground/period.ts'
import { badInput } from '../ground/refusal.ts'
import { pointsOf } from '../indicators/definitions/scoring.ts'
import type { IndicatorValue } from '../indicators/figures/figure.ts'
import type { FigureLoader } from '../indicators/figures/figures.ts'
import { isTold, type KnownIndicators } from '../indicators/meaning/knownIndicators.ts'
import type { Time } from '../indicators/meaning/times.ts'
import { itemsOf, type Scheme, type WeightedItem } from './scheme.ts'

/** What an item came to in a quarter or half-year, beside the same time of the year before. */
export interface Movement {
  readonly code: string
  readonly now: IndicatorValue
  /** Null in the first year of its rule. */
  readonly before: IndicatorValue | null
  /** By how much it moved; blank where one of the two is. */
  readonly change: string | null
}

/** How an area stands on what a quarter can tell. */
export interface Standing {
  readonly areaCode: string
  /** The mean of its villages: points of what the quarter tells, of what they may bring, in per cent. */
  readonly provisional: string | null
  /** The items on which it is behind: those that bring the least of their points. */
  readonly behind: readonly {
    readonly code: string
    readonly value: string | null
    readonly share: string
  }[]
  /** The views that owe an answer. */
  readonly owing: readonly string[]
}

/** The review of a quarter, or the summary of a half-year, on the facts that it has. */
export interface Dispatch {
  readonly period: Period
  /** The items that a quarter can tell; the others are known when the year is over. */
  readonly told: readonly string[]
  readonly untold: readonly string[]
  readonly movements: readonly Movement[]
  readonly standings: readonly Standing[]
}

const mostBehind = 5
/** Below this share of its points an item is behind. */
const behindUnder = 0.6
const none = new Decimal(0)

/** An area one level below the one that is reviewed, with its programme villages. */
export interface Below {
  readonly area: string
  readonly villages: readonly string[]
}

/** What is reviewed: an area in a quarter or half-year, by the scheme of its year, and the areas below it. */
export interface Review {
  readonly known: KnownIndicators
  readonly figures: FigureLoader
  readonly scheme: Scheme
  readonly period: Period
  readonly area: string
  readonly below: readonly Below[]
}

/** Reviews a quarter or a half-year: what moved in an area, and who in it is behind. */
export async function dispatchOf(review: Review): Promise<Dispatch> {
  const { known, scheme, period, below } = review
  const time = checkedPeriod(period)
  const isNow = ({ code }: WeightedItem) => {
    const indicator = known.inYear(code, time.year)
    if (!indicator || indicator.definition.accrues === 'unevenly') return false
    return isTold(indicator) === 'within the year'
  }
  const items = itemsOf(scheme)
  const told = items.filter(isNow)
  const movements = await Promise.all(told.map(({ code }) => movementOf(review, code, time)))
  const columns = await Promise.all(told.map((item) => columnOf(review, item, time)))
  const standings = below.map((one) => standingOf(one, columns))
  return {
    period,
    told: told.map(({ code }) => code),
    untold: items.filter((item) => !isNow(item)).map(({ code }) => code),
    movements,
    standings: standings.sort(
      (one, other) => Number(other.provisional ?? -1) - Number(one.provisional ?? -1),
    ),
  }
}

async function movementOf(
  { known, figures, period, area }: Review,
  code: string,
  { year }: Time,
): Promise<Movement> {
  const [now] = await figures.loadMany(code, [area], period)
  const isKnown = known.inYear(code, year - 1) !== undefined
  const before = `${year - 1}${period.slice(4)}`
  const [then] = isKnown ? await figures.loadMany(code, [area], before) : []
  if (!now) throw new Error(`${code} was not computed`)
  return { code, now, before: then ?? null, change: then ? changeOf(now, then) : null }
}

async function columnOf(
  { known, figures, period, below }: Review,
  { code, weight }: WeightedItem,
  time: Time,
): Promise<Column> {
  const areas = below.map((one) => one.area)
  const villages = [...new Set(below.flatMap((one) => one.villages))]
  const ofVillages = await figures.loadMany(code, villages, period)
  const ofAreas = await figures.loadMany(code, areas, period)
  return {
    code,
    weight,
    values: new Map(areas.map((one, at) => [one, ofAreas[at]?.value ?? null])),
    villages: new Map(
      villages.map((one, at) => [one, reachedIn(known, ofVillages[at], weight, time)]),
    ),
  }
}

/** An item: what it came to in areas, and how much of its points the villages have reached. */
interface Column {
  readonly code: string
  readonly weight: number
  readonly values: ReadonlyMap<string, string | null>
  readonly villages: ReadonlyMap<string, Reached>
}

/** The share of its points that a village has, by what is due by then; and who owes an answer. */
interface Reached {
  readonly share: Decimal | null
  readonly owing: readonly string[]
}

function checkedPeriod(period: Period): Time {
  const parts = parsePeriod(period)
  if (!parts || (parts.kind !== 'quarter' && parts.kind !== 'half')) {
    throw badInput({
      zh: `调度按季度或半年度，如 2020-Q3、2020-H1；“${period}”不是。`,
      en: `A review is of a quarter or a half-year, such as 2020-Q3 or 2020-H1; "${period}" is neither.`,
    })
  }
  const { year, kind, index } = parts
  if (periodEnd(period) < today()) return { year, through: index * (kind === 'half' ? 6 : 3) }
  throw badInput({
    zh: `${period} 尚未结束，期满后方可调度。`,
    en: `${period} is not over yet; it can be reviewed when it is.`,
  })
}

function changeOf(now: IndicatorValue, before: IndicatorValue): string | null {
  if (now.exact === null || before.exact === null) return null
  return new Decimal(now.exact).minus(before.exact).toDecimalPlaces(2).toString()
}

function reachedIn(
  known: KnownIndicators,
  value: IndicatorValue | undefined,
  weight: number,
  { year, through }: Time,
): Reached {
  if (!value) return { share: null, owing: [] }
  const { scoring, accrues } = known.inYear(value.code, year)?.definition ?? {}
  const { status, deducted, vetoed } = value
  const owing = Object.keys(value.owing)
  const told = value.exact ?? value.value
  if (!scoring || status !== 'OK' || told === null) return { share: null, owing }
  const reached = accrues === 'evenly' ? new Decimal(told).times(12).div(through) : told
  const earning = {
    weight: new Decimal(weight),
    value: `${reached}`,
    deducted,
    isVoid: vetoed === true,
  }
  const share = pointsOf(scoring, earning).div(weight)
  return { share, owing }
}

/** How an area stands: by the plain means of its villages, as at the end of the year. */
function standingOf({ area, villages }: Below, columns: readonly Column[]): Standing {
  const provisional = villages.flatMap((village) => {
    const told = columns.flatMap(({ weight, villages: all }) => {
      const share = all.get(village)?.share
      return share ? [{ weight, share }] : []
    })
    const full = told.reduce((sum, { weight }) => sum.plus(weight), none)
    const sum = told.reduce((all, { share, weight }) => all.plus(share.times(weight)), none)
    return full.isZero() ? [] : [sum.div(full)]
  })
  const behind = columns.flatMap(({ code, values, villages: all }) => {
    const share = meanOf(villages.flatMap((village) => all.get(village)?.share ?? []))
    return share?.lt(behindUnder) ? [{ code, value: values.get(area) ?? null, share }] : []
  })
  const owing = columns.flatMap(({ villages: all }) =>
    villages.flatMap((village) => all.get(village)?.owing ?? []),
  )
  return {
    areaCode: area,
    provisional: meanOf(provisional)?.times(100).toFixed(2) ?? null,
    behind: behind
      .sort((one, other) => one.share.cmp(other.share))
      .slice(0, mostBehind)
      .map((item) => ({ ...item, share: item.share.toFixed(2) })),
    owing: [...new Set(owing)],
  }
}

function meanOf(numbers: readonly Decimal[]): Decimal | undefined {
  if (numbers.length === 0) return undefined
  return numbers.reduce((sum, number) => sum.plus(number), none).div(numbers.length)
}
