import { Decimal } from 'decimal.js'
import { today } from '../ground/calendarDate.ts'
import { type Period, parsePeriod, periodEnd } from '../ground/period.ts'
import { badInput } from '../ground/refusal.ts'
import type { IndicatorValue } from '../indicators/figure.ts'
import type { FigureLoader } from '../indicators/figures.ts'
import { isTold, type KnownIndicators } from '../indicators/knownIndicators.ts'
import { shareOf } from '../indicators/scoring.ts'
import type { Time } from '../indicators/times.ts'
import { itemsOf, type Scheme } from './scheme.ts'

/** What an item came to in a quarter or half-year, beside the same time of the year before. */
export interface Movement {
  readonly code: string
  readonly now: IndicatorValue
  readonly before: IndicatorValue
  /** By how much it moved; blank where one of the two is. */
  readonly change: string | null
}

/** How an area stands on what a quarter can tell. */
export interface Standing {
  readonly areaCode: string
  /** Points of the items that the quarter tells, as a share of what they may bring, in per cent. */
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

/** Reviews a quarter or a half-year: what moved in an area, and who in it is behind. */
export async function dispatchOf(
  known: KnownIndicators,
  figures: FigureLoader,
  scheme: Scheme,
  period: Period,
  area: string,
  below: readonly string[],
): Promise<Dispatch> {
  const time = checkedPeriod(period)
  const { year } = time
  const items = itemsOf(scheme)
  const isNow = (code: string) => {
    const indicator = known.inYear(code, year)
    if (!indicator || indicator.definition.accrues === 'unevenly') return false
    return isTold(indicator) === 'within the year'
  }
  const told = items.filter(({ code }) => isNow(code))
  const before = `${year - 1}${period.slice(4)}`
  const movements = await Promise.all(
    told.map(async ({ code }): Promise<Movement> => {
      const [now] = await figures.loadMany(code, [area], period)
      const [then] = await figures.loadMany(code, [area], before)
      if (!now || !then) throw new Error(`${code} was not computed`)
      return { code, now, before: then, change: changeOf(now, then) }
    }),
  )
  const columns = await Promise.all(told.map(({ code }) => figures.loadMany(code, below, period)))
  const standings = below.map((areaCode, at) => {
    const values = told.map(({ code, weight }, c) => ({
      code,
      weight,
      value: columns[c]?.[at] as IndicatorValue,
    }))
    return standingOf(areaCode, values, known, time)
  })
  return {
    period,
    told: told.map(({ code }) => code),
    untold: items.filter(({ code }) => !isNow(code)).map(({ code }) => code),
    movements,
    standings: standings.sort(
      (one, other) => Number(other.provisional ?? -1) - Number(one.provisional ?? -1),
    ),
  }
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

function standingOf(
  areaCode: string,
  values: readonly { code: string; weight: number; value: IndicatorValue }[],
  known: KnownIndicators,
  { year, through }: Time,
): Standing {
  const scored = values.flatMap(({ code, weight, value }) => {
    const { scoring, accrues } = known.inYear(code, year)?.definition ?? {}
    const { exact, status } = value
    if (!scoring || status !== 'OK' || exact === null) return []
    const reached = accrues === 'evenly' ? new Decimal(exact).times(12).div(through) : exact
    return [{ code, weight, share: shareOf(scoring.scale, `${reached}`), value: value.value }]
  })
  const full = scored.reduce((sum, { weight }) => sum + weight, 0)
  const sum = scored.reduce((all, { share, weight }) => all.plus(share.times(weight)), none)
  return {
    areaCode,
    provisional: full > 0 ? sum.div(full).times(100).toDecimalPlaces(2).toFixed(2) : null,
    behind: scored
      .filter(({ share }) => share.lt(behindUnder))
      .sort((one, other) => one.share.cmp(other.share))
      .slice(0, mostBehind)
      .map(({ code, value, share }) => ({ code, value, share: share.toFixed(2) })),
    owing: [...new Set(values.flatMap(({ value }) => Object.keys(value.owing)))],
  }
}
