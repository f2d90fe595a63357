import type { Period } from '../../ground/period.ts'
import type { Definition } from '../definitions/definition.ts'
import { valueIn } from '../definitions/parameter.ts'
import type { Indicator } from '../meaning/indicator.ts'
import { reachOf } from '../meaning/level.ts'
import { yearOf } from '../meaning/times.ts'
import type { Answer } from '../sql/answerRow.ts'
import type { Question } from '../sql/question.ts'

/**
 * Why a figure has a value or none: `NOT_REPORTED` where nobody has said what it is made of,
 * `NOT_APPLICABLE` where there is nothing to say, `INVALID` where its inputs are too weak.
 */
export type IndicatorStatus =
  | 'OK'
  | 'NOT_REPORTED'
  | 'NOT_APPLICABLE'
  | 'INVALID'
  | 'SUPPRESSED'
  | 'FORBIDDEN'
  | 'DISPUTED'
  | 'SOURCE_UNAVAILABLE'

/** A figure with all that is needed to judge it; numbers are exact, as text. */
export interface IndicatorValue {
  readonly code: string
  readonly area: string
  readonly period: Period
  readonly value: string | null
  /** The value before it is rounded to be shown. */
  readonly exact: string | null
  readonly unit: string
  readonly numerator: string | null
  readonly denominator: string | null
  readonly status: IndicatorStatus
  /** Units that took part, that owe an answer, and that lie in the area at all. */
  readonly contributors: number
  readonly silent: number
  readonly units: number
  /** The views that owe an answer, each with how many units wait for it. */
  readonly owing: Readonly<Record<string, number>>
  /** What takes points away, and whether the item is void. */
  readonly deducted: string | null
  readonly vetoed: boolean | null
  /** Households, persons, loans behind the figure; null where it is made of areas. */
  readonly behind: number | null
  /** Those of the same kind that were asked and do not stand behind it. */
  readonly others: number | null
  /** The last period read of each view. */
  readonly lastPeriods: Readonly<Record<string, string | null>>
  readonly definition: Definition
}

/**
 * Whether a question can have an answer at all: its area is such a unit, or holds such units, and what
 * its conditions measure by is known for the year.
 */
export function mayAnswer(
  { entity, definition, measures }: Indicator,
  question: Question,
): boolean {
  const reach = reachOf(question.area, entity)
  const isUnknown = measures.some(
    ({ parameter, back }) => !valueIn(parameter, yearOf(question.year, back)),
  )
  if (isUnknown) return false
  return reach === 'own' || (reach === 'above' && definition.rise !== 'none')
}

/** A figure that nobody has answered: no unit lies in the area, or none could. */
export function unanswered(indicator: Indicator, question: Question): IndicatorValue {
  return blank(
    indicator,
    question,
    mayAnswer(indicator, question) ? 'NOT_REPORTED' : 'NOT_APPLICABLE',
  )
}

/** The period of a time: the year, or what its first months are called. */
export function periodOf({ year, through }: { year: number; through: number }): Period {
  if (through === 12) return String(year)
  return through === 6 ? `${year}-H1` : `${year}-Q${through / 3}`
}

function blank(
  { definition }: Indicator,
  question: Question,
  status: IndicatorStatus,
): IndicatorValue {
  const { code, unit } = definition
  return {
    code,
    area: question.area,
    period: periodOf(question),
    value: null,
    exact: null,
    unit,
    numerator: null,
    denominator: null,
    status,
    contributors: 0,
    silent: 0,
    units: 0,
    owing: {},
    deducted: null,
    vetoed: null,
    behind: null,
    others: null,
    lastPeriods: {},
    definition,
  }
}

/** A figure as the statement has answered it. */
export function answered(indicator: Indicator, question: Question, answer: Answer): IndicatorValue {
  const { definition, entity } = indicator
  const isOwnArea = reachOf(question.area, entity) === 'own'
  const status = statusOf(answer, isOwnArea)
  const unreported = status === 'NOT_REPORTED'
  const isOwn = definition.rise === 'meanOfVillages' && isOwnArea
  return {
    code: definition.code,
    area: question.area,
    period: periodOf(question),
    value: status === 'OK' ? answer.value : null,
    exact: status === 'OK' ? answer.exact : null,
    unit: definition.unit,
    numerator: unreported ? null : isOwn ? answer.ownNumerator : answer.numerator,
    denominator: denominatorOf(answer, isOwn, unreported),
    status,
    contributors: Number(answer.contributors),
    silent: Number(answer.silent),
    units: Number(answer.units),
    owing: answer.owing,
    deducted: answer.deducted,
    vetoed: answer.vetoed,
    behind: answer.behind === null ? null : Number(answer.behind),
    others: answer.others === null ? null : Number(answer.others),
    lastPeriods: answer.lastPeriods,
    definition,
  }
}

/** A denominator with a formula of its own is known or not by itself. */
function denominatorOf(answer: Answer, isOwn: boolean, unreported: boolean): string | null {
  if (answer.denominatorContributors !== null) {
    return isOfUnknownNumber(answer) ? null : answer.denominator
  }
  if (unreported) return null
  return isOwn ? answer.ownDenominator : answer.denominator
}

/**
 * What silence does to a figure, whatever its formula and however it rises.
 *
 * A unit is silent where a view that it needs owes it an answer and has given none; then it takes no
 * part. An area stands on those of its units that took part. Where they have nothing to tell (no plan,
 * no loan, no poor village) and another is silent, nobody knows whether the area has: that is
 * `NOT_REPORTED`. `NOT_APPLICABLE` is said only where all have spoken and none has anything to tell.
 */
function statusOf(answer: Answer, isOwnArea: boolean): IndicatorStatus {
  if (isOwnArea && answer.applies === false) return 'NOT_APPLICABLE'
  if (answer.denominatorContributors !== null) {
    if (isOfUnknownNumber(answer)) return 'NOT_REPORTED'
    if (isZero(answer.denominator)) return 'NOT_APPLICABLE'
  }
  if (isUnheard(answer)) return 'NOT_REPORTED'
  if (answer.invalid) return 'INVALID'
  if (answer.value !== null && !isZero(answer.denominator)) return 'OK'
  return isWaiting(answer) || answer.partly ? 'NOT_REPORTED' : 'NOT_APPLICABLE'
}

/** A denominator of its own to which nobody adds anything yet, while somebody is silent. */
function isOfUnknownNumber({ denominator, ...answer }: Answer): boolean {
  if (Number(answer.denominatorSilent) === 0) return false
  return Number(answer.denominatorContributors) === 0 || isZero(denominator)
}

/** Whoever could tell of anything is silent. */
function isUnheard(answer: Answer): boolean {
  return isWaiting(answer) && (Number(answer.contributors) === 0 || answer.unheard === true)
}

function isWaiting({ silent }: Answer): boolean {
  return Number(silent) > 0
}

function isZero(number: string | null): boolean {
  return number !== null && Number(number) === 0
}
