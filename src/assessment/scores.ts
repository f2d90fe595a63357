import { Decimal } from 'decimal.js'
import type { Sentence } from '../ground/refusal.ts'
import {
  type Earning,
  pointsOf,
  pointsSaid,
  type Scoring,
} from '../indicators/definitions/scoring.ts'
import type { IndicatorStatus, IndicatorValue } from '../indicators/figures/figure.ts'
import type { Group, Scheme } from './scheme.ts'

/** What of a figure decides its points. */
export type Told = Pick<
  IndicatorValue,
  'value' | 'exact' | 'numerator' | 'denominator' | 'deducted' | 'vetoed'
>

/** A figure as a score is made of it. */
interface ScoredFigure extends Told {
  readonly status: IndicatorStatus
  /** The views that owe an answer for it. */
  readonly owing: readonly string[]
}

/** What an item came to in one village: its points, and all that they follow from. */
export interface ItemScore {
  readonly code: string
  readonly group: string
  /** What the scheme gives for it, and what it may bring here, where others do not apply; exact. */
  readonly weight: number
  readonly effectiveWeight: string
  /** Exact; blank where its inputs are silent or too weak, or where it does not apply. */
  readonly points: string | null
  readonly status: IndicatorStatus
  /** The views that owe an answer for it. */
  readonly owing: readonly string[]
  readonly figure: Told
}

/** A village's score with all that it is made of. */
export interface VillageScore {
  /** The sum of its points, two decimals, half up; of those that are known, where some are not. */
  readonly score: string
  /** Whether every item has points or does not apply; only then is it ranked. */
  readonly isComplete: boolean
  /** Its items, worked out when they are asked for. */
  readonly items: () => readonly ItemScore[]
  /** Points by group, exact. */
  readonly groups: Readonly<Record<string, string>>
  /** The views that owe an answer. */
  readonly owing: readonly string[]
}

const decimals = 2
const nothing = new Decimal(0)

/** A score as it is shown and compared: two decimals, half up. */
export function scoreText(score: Decimal): string {
  return score.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).toFixed(decimals)
}

/** Scores a village: its figures by code, and how each is scored. */
export function scoreVillage(
  { groups }: Scheme,
  figures: ReadonlyMap<string, IndicatorValue>,
  scoringOf: (code: string) => Scoring,
): VillageScore {
  const scored = groups.map((group) => scoreGroup(group, figureOf(figures), scoringOf))
  const items = scored.flatMap(({ scores }) => scores)
  const score = scored.reduce((all, { sum }) => all.plus(sum), nothing)
  return {
    score: scoreText(score),
    isComplete: items.every(({ points, status }) => points !== null || status === 'NOT_APPLICABLE'),
    items: itemsLater(groups, packed(groups, figureOf(figures)), scoringOf),
    ...sumsOf(items),
  }
}

/** Works items out from packed figures; it is a function of its own so that nothing else is kept with them. */
function itemsLater(
  groups: readonly Group[],
  figures: string,
  scoringOf: (code: string) => Scoring,
): VillageScore['items'] {
  return () => {
    const figureOf = unpacked(groups, figures)
    return groups.flatMap((group) => scoreGroup(group, figureOf, scoringOf).scores)
  }
}

type FigureOf = (code: string) => ScoredFigure

function figureOf(figures: ReadonlyMap<string, IndicatorValue>): FigureOf {
  return (code) => {
    const figure = figures.get(code)
    if (!figure) throw new Error(`${code} was not computed`)
    return { ...figure, owing: Object.keys(figure.owing) }
  }
}

/** The figures of a village as one text: a draft has a hundred thousand, and as objects they take five times as much. */
function packed(groups: readonly Group[], figureOf: FigureOf): string {
  const rows = groups.flatMap(({ items }) =>
    items.map(({ code }) => {
      const { value, exact, numerator, denominator, deducted, vetoed, status, owing } =
        figureOf(code)
      return [value, exact, numerator, denominator, deducted, vetoed, status, owing]
    }),
  )
  return JSON.stringify(rows)
}

function unpacked(groups: readonly Group[], text: string): FigureOf {
  const rows = JSON.parse(text)
  const codes = groups.flatMap(({ items }) => items.map(({ code }) => code))
  return (code) => {
    const [value, exact, numerator, denominator, deducted, vetoed, status, owing] =
      rows[codes.indexOf(code)]
    return { value, exact, numerator, denominator, deducted, vetoed, status, owing }
  }
}

/** What follows from a village's items: points by group, and who owes an answer. */
export function sumsOf(items: readonly ItemScore[]): Pick<VillageScore, 'groups' | 'owing'> {
  const byGroup = Map.groupBy(items, ({ group }) => group)
  const sums = [...byGroup].map(([group, all]) => [
    group,
    `${all.reduce((sum, { points }) => (points === null ? sum : sum.plus(points)), nothing)}`,
  ])
  return {
    groups: Object.fromEntries(sums),
    owing: [...new Set(items.flatMap((item) => item.owing))],
  }
}

/** How the points of an item came about, in sentences; nothing where it has none. */
export function stepsOf(item: ItemScore, scoring: Scoring): Sentence[] {
  const earning = earningOf(item.figure, new Decimal(item.effectiveWeight))
  const { value: shown } = item.figure
  if (item.points === null || !earning || shown === null) return []
  return pointsSaid(scoring, { ...earning, shown })
}

/** What an item is scored by; nothing where it has no value. */
function earningOf({ value, exact, deducted, vetoed }: Told, weight: Decimal): Earning | undefined {
  const told = exact ?? value
  return told === null ? undefined : { weight, value: told, deducted, isVoid: vetoed === true }
}

/** Scores the items of a group; the weights of those that do not apply are spread over the others. */
function scoreGroup(
  { code: group, weight: whole, items }: Group,
  figureOf: FigureOf,
  scoringOf: (code: string) => Scoring,
): { scores: ItemScore[]; sum: Decimal } {
  const told = items.map(({ code, weight }) => {
    const figure = figureOf(code)
    return { code, weight, figure, status: statusOf(figure, scoringOf(code)) }
  })
  const lost = told.filter(({ status }) => status === 'NOT_APPLICABLE')
  const left = lost.reduce((rest, { weight }) => rest.minus(weight), new Decimal(whole))
  let sum = nothing
  const scores = told.map(({ code, weight, figure, status }): ItemScore => {
    const item = { code, group, weight, figure: toldOf(figure) }
    if (status === 'NOT_APPLICABLE') {
      // A group of which nothing applies cannot be judged at all.
      const shown = left.isZero() ? 'INVALID' : status
      return { ...item, effectiveWeight: '0', points: null, status: shown, owing: noOne }
    }
    const isWhole = lost.length === 0
    const mayBring = isWhole ? new Decimal(weight) : new Decimal(whole).div(left).times(weight)
    const effectiveWeight = isWhole ? String(weight) : `${mayBring}`
    const earning = earningOf(figure, mayBring)
    if (status !== 'OK' || !earning) {
      return { ...item, effectiveWeight, points: null, status, owing: figure.owing }
    }
    const points = pointsOf(scoringOf(code), earning)
    sum = sum.plus(points)
    return { ...item, effectiveWeight, points: `${points}`, status, owing: noOne }
  })
  return { scores, sum }
}

const noOne: readonly string[] = []

function toldOf({ value, exact, numerator, denominator, deducted, vetoed }: Told): Told {
  return { value, exact, numerator, denominator, deducted, vetoed }
}

/** An item waits for its veto and its deduction as for its value. */
function statusOf(figure: ScoredFigure, { veto, deduct }: Scoring): IndicatorStatus {
  if (figure.status !== 'OK') return figure.status
  if (veto && figure.vetoed === null) return 'NOT_REPORTED'
  return deduct && figure.deducted === null ? 'NOT_REPORTED' : 'OK'
}
