import DataLoader from 'dataloader'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Period } from '../ground/period.ts'
import type { Reader } from '../store/reader.ts'
import type { Definition } from './definition.ts'
import { type Indicator, readIndicator } from './indicator.ts'
import { indicatorDefinition } from './knownIndicators.ts'
import { reachOf, readArea } from './level.ts'
import { type Answer, statementFor } from './statement.ts'
import type { Question } from './unitsOfAreas.ts'

/**
 * Why a figure has a value or none: `NOT_REPORTED` where nobody has said what it is made of,
 * `NOT_APPLICABLE` where there is nothing to say; `INVALID` is kept for sources that failed a check.
 */
export type IndicatorStatus = 'OK' | 'NOT_REPORTED' | 'NOT_APPLICABLE' | 'INVALID'

/** A figure with all that is needed to judge it; numbers are exact, as text. */
export interface IndicatorValue {
  readonly code: string
  readonly area: string
  readonly period: Period
  readonly value: string | null
  readonly unit: string
  readonly numerator: string | null
  readonly denominator: string | null
  readonly status: IndicatorStatus
  /** Units that took part, that owe an answer, and that lie in the area at all. */
  readonly contributors: number
  readonly silent: number
  readonly units: number
  /** The last period read of each view. */
  readonly lastPeriods: Readonly<Record<string, string | null>>
  readonly definition: Definition
}

/** Answers for indicators; one statement an indicator for all that one operation asks. */
export interface IndicatorLoader {
  readonly load: (code: string, areaCode: string, period: Period) => Promise<IndicatorValue>
}

/** A loader of figures for one operation: what it has answered once it does not ask again. */
export function indicatorLoader(catalogue: Catalogue, reader: Reader): IndicatorLoader {
  const loaders = new Map<Definition, DataLoader<Question, IndicatorValue, string>>()
  const loaderOf = (definition: Definition) => {
    const known = loaders.get(definition)
    if (known) return known
    const indicator = readIndicator(catalogue, definition)
    const loader = new DataLoader(
      (questions: readonly Question[]) => valuesOf(catalogue, reader, indicator, questions),
      { cacheKeyFn: ({ area, year }) => `${area} ${year}` },
    )
    loaders.set(definition, loader)
    return loader
  }
  return {
    load: async (code, areaCode, period) => {
      const definition = indicatorDefinition(code, period)
      return loaderOf(definition).load({ area: readArea(areaCode), year: Number(period) })
    },
  }
}

/** The figures of one indicator for many areas and years, in the order asked, by one statement. */
export async function valuesOf(
  catalogue: Catalogue,
  reader: Reader,
  indicator: Indicator,
  questions: readonly Question[],
): Promise<IndicatorValue[]> {
  const asked = questions.filter((question) => mayAnswer(indicator, question))
  const origin = `indicator ${indicator.definition.code}`
  const answers =
    asked.length === 0
      ? []
      : await reader.rows<Answer>(origin, statementFor(catalogue, indicator, asked))
  const byQuestion = new Map<Question | undefined, Answer>(
    answers.map((answer) => [asked[answer.question - 1], answer]),
  )
  return questions.map((question) => {
    const answer = byQuestion.get(question)
    if (answer) return answered(indicator, question, answer)
    // No unit lies in the area, or none could: nobody is there to report, or nothing to be reported.
    const status = mayAnswer(indicator, question) ? 'NOT_REPORTED' : 'NOT_APPLICABLE'
    return blank(indicator, question, status)
  })
}

function mayAnswer({ entity, definition }: Indicator, { area }: Question): boolean {
  const reach = reachOf(area, entity)
  return reach === 'own' || (reach === 'above' && definition.rise !== 'none')
}

function blank(
  { definition }: Indicator,
  { area, year }: Question,
  status: IndicatorStatus,
): IndicatorValue {
  const { code, unit } = definition
  return {
    code,
    area,
    period: String(year),
    value: null,
    unit,
    numerator: null,
    denominator: null,
    status,
    contributors: 0,
    silent: 0,
    units: 0,
    lastPeriods: {},
    definition,
  }
}

function answered(indicator: Indicator, question: Question, answer: Answer): IndicatorValue {
  const { definition, entity } = indicator
  const status = statusOf(answer)
  const unreported = status === 'NOT_REPORTED'
  const isOwn = definition.rise === 'meanOfVillages' && reachOf(question.area, entity) === 'own'
  return {
    ...blank(indicator, question, status),
    value: status === 'OK' ? answer.value : null,
    numerator: unreported ? null : isOwn ? answer.ownNumerator : answer.numerator,
    denominator: denominatorOf(answer, isOwn, unreported),
    contributors: Number(answer.contributors),
    silent: Number(answer.silent),
    units: Number(answer.units),
    lastPeriods: answer.lastPeriods,
  }
}

/** A denominator with a formula of its own is known or not by itself. */
function denominatorOf(answer: Answer, isOwn: boolean, unreported: boolean): string | null {
  if (answer.denominatorContributors !== null) {
    return isUnreported(answer, 'denominator') ? null : answer.denominator
  }
  if (unreported) return null
  return isOwn ? answer.ownDenominator : answer.denominator
}

function statusOf(answer: Answer): IndicatorStatus {
  const owned = answer.denominatorContributors !== null
  if (owned && isUnreported(answer, 'denominator')) return 'NOT_REPORTED'
  if (owned && isZero(answer.denominator)) return 'NOT_APPLICABLE'
  if (isUnreported(answer, 'figure')) return 'NOT_REPORTED'
  if (answer.value === null || isZero(answer.denominator)) return 'NOT_APPLICABLE'
  return 'OK'
}

/** Nobody took part, and somebody should have. */
function isUnreported(answer: Answer, of: 'figure' | 'denominator'): boolean {
  const [contributors, silent] =
    of === 'figure'
      ? [answer.contributors, answer.silent]
      : [answer.denominatorContributors, answer.denominatorSilent]
  return Number(contributors) === 0 && Number(silent) > 0
}

function isZero(number: string | null): boolean {
  return number !== null && Number(number) === 0
}
