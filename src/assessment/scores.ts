import { Decimal } from 'decimal.js'
import type { Sentence } from '../ground/refusal.ts'
import type { IndicatorStatus, IndicatorValue } from '../indicators/figure.ts'
import { pointsOf, type Scoring } from '../indicators/scoring.ts'
import type { Group, Scheme } from './scheme.ts'

/** What an item came to in one village. */
export interface ItemScore {
  readonly code: string
  readonly group: string
  /** What the scheme gives for it, and what it may bring here, where others do not apply. */
  readonly weight: number
  readonly effectiveWeight: Decimal
  /** Blank where its inputs are silent or too weak, or where it does not apply. */
  readonly points: Decimal | null
  readonly status: IndicatorStatus
  readonly value: string | null
  readonly steps: readonly Sentence[]
  /** The views that owe an answer for it. */
  readonly owing: readonly string[]
  readonly figure: IndicatorValue
}

/** A village's score with all that it is made of. */
export interface VillageScore {
  readonly code: string
  /** The sum of its points, two decimals, half up; of those that are known, where some are not. */
  readonly score: string
  /** Whether every item has points or does not apply; only then is it ranked. */
  readonly isComplete: boolean
  readonly items: readonly ItemScore[]
  /** Points by group, exact. */
  readonly groups: Readonly<Record<string, Decimal>>
  /** The views that owe an answer. */
  readonly owing: readonly string[]
}

const decimals = 2

/** A score as it is shown and compared: two decimals, half up. */
export function scoreText(score: Decimal): string {
  return score.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).toFixed(decimals)
}

/** Scores a village: its figures by code, and how each is scored. */
export function scoreVillage(
  code: string,
  { groups }: Scheme,
  figures: ReadonlyMap<string, IndicatorValue>,
  scoringOf: (code: string) => Scoring,
): VillageScore {
  const items = groups.flatMap((group) => scoreGroup(group, figures, scoringOf))
  const sums = groups.map((group): [string, Decimal] => [
    group.code,
    sumOf(items.filter((item) => item.group === group.code)),
  ])
  const owing = new Set(items.flatMap((item) => item.owing))
  return {
    code,
    score: scoreText(sumOf(items)),
    isComplete: items.every(({ points, status }) => points !== null || status === 'NOT_APPLICABLE'),
    items,
    groups: Object.fromEntries(sums),
    owing: [...owing],
  }
}

function sumOf(items: readonly ItemScore[]): Decimal {
  return items.reduce((sum, { points }) => (points ? sum.plus(points) : sum), new Decimal(0))
}

/** Scores the items of a group; the weights of those that do not apply are spread over the others. */
function scoreGroup(
  { code: group, weight: whole, items }: Group,
  figures: ReadonlyMap<string, IndicatorValue>,
  scoringOf: (code: string) => Scoring,
): ItemScore[] {
  const told = items.map(({ code, weight }) => {
    const figure = figures.get(code)
    if (!figure) throw new Error(`${code} was not computed`)
    return { code, weight, figure, status: statusOf(figure, scoringOf(code)) }
  })
  const applying = told
    .filter(({ status }) => status !== 'NOT_APPLICABLE')
    .reduce((sum, { weight }) => sum.plus(weight), new Decimal(0))
  const spread = applying.isZero() ? applying : new Decimal(whole).div(applying)
  return told.map(({ code, weight, figure, status }) => {
    const isLost = status === 'NOT_APPLICABLE' && !applying.isZero()
    const effectiveWeight = status === 'NOT_APPLICABLE' ? new Decimal(0) : spread.times(weight)
    const value = figure.value
    const shared = { code, group, weight, effectiveWeight, value, figure }
    const told = figure.exact ?? figure.value
    if (status !== 'OK' || told === null) {
      const owing = status === 'NOT_APPLICABLE' ? [] : Object.keys(figure.owing)
      // A group of which nothing applies cannot be judged at all.
      const shown = status === 'NOT_APPLICABLE' && !isLost ? ('INVALID' as const) : status
      return { ...shared, points: null, status: shown, steps: [], owing }
    }
    const isVoid = figure.vetoed === true
    const earned = pointsOf(scoringOf(code), effectiveWeight, told, figure.deducted, isVoid)
    return { ...shared, ...earned, status, owing: [] }
  })
}

/** An item waits for its veto and its deduction as for its value. */
function statusOf(figure: IndicatorValue, { veto, deduct }: Scoring): IndicatorStatus {
  if (figure.status !== 'OK') return figure.status
  if (veto && figure.vetoed === null) return 'NOT_REPORTED'
  return deduct && figure.deducted === null ? 'NOT_REPORTED' : 'OK'
}
