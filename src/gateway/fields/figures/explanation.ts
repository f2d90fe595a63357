import { type Entry, viewName } from '../../../catalogue/catalogue.ts'
import { bothLanguages } from '../../../ground/refusal.ts'
import { ownCode } from '../../../indicators/definitions/definition.ts'
import { valueIn } from '../../../indicators/definitions/parameter.ts'
import { shareSaid } from '../../../indicators/definitions/scoring.ts'
import type { IndicatorValue } from '../../../indicators/figures/figure.ts'
import type { Input } from '../../../indicators/meaning/explaining.ts'
import type { Indicator } from '../../../indicators/meaning/indicator.ts'
import type { Question } from '../../../indicators/sql/question.ts'
import { isCityOffice } from '../../../sharing/caller.ts'
import type { Asking } from '../../../sharing/rules.ts'
import { mayRead } from '../../graph/areaScope.ts'
import type { Context } from '../../graph/context.ts'
import { constant } from '../../graph/declareEnum.ts'
import type { ExplanationType, InputType } from './explanationTypes.ts'

/** How a figure came about, as far as its caller may see what it is made of. */
export async function explanationOf(
  context: Context,
  indicator: Indicator,
  question: Question,
  value: IndicatorValue,
): Promise<ExplanationType> {
  const { caller, figures } = context
  const { definition } = indicator
  const { inputs, sql, beside, besideFrom } = await figures.explain(indicator, question)
  const isOwn = definition.code === ownCode
  return {
    formula: definition.formula.replace(/\s+/g, ' '),
    version: definition.from,
    inputs: await Promise.all(
      inputs.map(async ({ input, value: told }) => ({
        ...(await toldTo(context, input, told, isOwn)),
        ...(await placed(figures, input, value, question)),
      })),
    ),
    steps: stepsOf(indicator, value),
    beside: (await isShut(context, besideFrom, true, isOwn)) ? null : beside,
    sql: isCityOffice(caller) ? sql : null,
  }
}

/** The value of an input, for those who may see it: its own facts' readers, and the programme's office. */
async function toldTo(
  asking: Asking,
  { facts, isGathered }: Input,
  value: string | null,
  isOwn: boolean,
): Promise<Pick<InputType, 'value' | 'status'>> {
  if (await isShut(asking, facts, isGathered, isOwn)) return { value: null, status: 'FORBIDDEN' }
  return { value, status: value === null ? 'NOT_REPORTED' : 'OK' }
}

/** Whether some facts may not be seen; the office sees what built-in figures gather, and no more of its own. */
async function isShut(
  asking: Asking,
  facts: readonly Entry[],
  isGathered: boolean,
  isOwn: boolean,
): Promise<boolean> {
  const verdicts = await Promise.all(facts.map((entry) => mayRead(asking, entry)))
  const seesGathered = asking.caller.role === 'office' && !isOwn
  return facts.some(
    (entry, at) => !verdicts[at] && !(seesGathered && isAggregate(entry, isGathered)),
  )
}

/** Figures of an area, and what was gathered of many: the office sees those, but nothing that is withheld. */
function isAggregate({ fact, entity }: Entry, isGathered: boolean): boolean {
  return isGathered || (entity.isArea && fact.sharing !== 'withheld')
}

async function placed(
  figures: Context['figures'],
  { text, term, unit, facts }: Input,
  value: IndicatorValue,
  { year }: Question,
): Promise<Omit<InputType, 'value' | 'status'>> {
  const views = [...new Set(facts.flatMap(({ shelf }) => (shelf ? [viewName(shelf)] : [])))]
  const [view] = views
  const parameter = term.kind === 'parameter' ? term.parameter : undefined
  const back = term.kind === 'parameter' ? term.back : 0
  const sourced =
    parameter && valueIn(parameter, typeof back === 'string' ? Number(back) : year - back)
  return {
    text,
    zh: parameter?.zh ?? (term.kind === 'fact' ? term.entry.fact.zh : null),
    unit,
    facts: facts.map(({ name }) => name),
    departments: [...new Set(facts.flatMap(({ owners }) => owners))].sort(),
    sharing: [...new Set(facts.map(({ fact }) => constant(fact.sharing)))],
    lastPeriod: (view && value.lastPeriods[view]) ?? null,
    lastPublished: views.length > 0 ? await figures.lastPublished(views) : null,
    source: sourced ? `${sourced.status}: ${sourced.source}` : null,
  }
}

/** How an item's value earns its share of points; how many points there are is the scheme's matter. */
function stepsOf({ definition: { scoring } }: Indicator, value: IndicatorValue): string[] {
  const { value: shown, status } = value
  if (!scoring || status !== 'OK' || shown === null) return []
  return [bothLanguages(shareSaid(scoring.scale, { value: value.exact ?? shown, shown }))]
}
