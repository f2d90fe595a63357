import { parentCode } from '../../../ground/areaCode.ts'
import type { Period } from '../../../ground/period.ts'
import { type Level, ownCode } from '../../../indicators/definitions/definition.ts'
import { withheld } from '../../../indicators/figures/countSuppression.ts'
import type { IndicatorValue } from '../../../indicators/figures/figure.ts'
import { areasIn } from '../../../indicators/figures/tables.ts'
import type { Indicator } from '../../../indicators/meaning/indicator.ts'
import { readingsOf } from '../../../indicators/meaning/ownFormula.ts'
import type { Term } from '../../../indicators/meaning/term.ts'
import type { Asking } from '../../../sharing/rules.ts'
import { mayRead } from '../../graph/areaScope.ts'
import type { Context } from '../../graph/context.ts'

/** Whether a caller may see what a figure is made of; the office sees what built-in ones gather. */
export async function seesInputs(asking: Asking, indicator: Indicator): Promise<boolean> {
  const { caller, catalogue } = asking
  if (caller.role === 'office' && indicator.definition.code !== ownCode) return true
  const { single, aggregated } = readingsOf(catalogue, indicator)
  const verdicts = await Promise.all(
    [...single, ...aggregated].map((entry) => mayRead(asking, entry)),
  )
  return verdicts.every(Boolean)
}

/** Whether a caller may see some terms of an indicator. */
function seesTerms(asking: Asking, indicator: Indicator, terms: readonly Term[]) {
  return seesInputs(asking, { ...indicator, terms })
}

/** How built-in figures of one indicator are shown to a caller. */
type Shown = (value: IndicatorValue) => IndicatorValue

/** The ways of showing figures that an operation has come to, by indicator and period. */
const ways = new WeakMap<Context, Map<Indicator, Map<Period, Promise<Shown>>>>()

function wayToShow(context: Context, indicator: Indicator, period: Period): Promise<Shown> {
  const byIndicator = ways.get(context) ?? new Map<Indicator, Map<Period, Promise<Shown>>>()
  ways.set(context, byIndicator)
  const byPeriod = byIndicator.get(indicator) ?? new Map<Period, Promise<Shown>>()
  byIndicator.set(indicator, byPeriod)
  const way = byPeriod.get(period) ?? findWay(context, indicator, period)
  byPeriod.set(period, way)
  return way
}

/**
 * Who may read what a figure is made of sees it whole. Others see it where it is not withheld, and of its
 * numerator and denominator what they may read.
 */
async function findWay(context: Context, indicator: Indicator, period: Period): Promise<Shown> {
  if (await seesInputs(context, indicator)) return (value) => value
  const { value, fraction, ofHowMany } = indicator
  const [reasonIn, seesNumerator, seesDenominator] = await Promise.all([
    context.figures.withheldIn(indicator, period),
    seesTerms(context, indicator, [fraction?.numerator ?? value]),
    seesTerms(context, indicator, [fraction?.denominator ?? ofHowMany ?? value]),
  ])
  return (figure) => {
    const reason = reasonIn(figure.area)
    if (reason) return withheld(figure, reason)
    return {
      ...figure,
      numerator: seesNumerator ? figure.numerator : null,
      denominator: seesDenominator ? figure.denominator : null,
    }
  }
}

/** A built-in figure that was read for something else, as its caller may see it. */
export async function asShown(
  context: Context,
  indicator: Indicator,
  value: IndicatorValue,
): Promise<IndicatorValue> {
  const show = await wayToShow(context, indicator, value.period)
  return show(value)
}

/** Built-in figures of many areas as their caller may see them. */
export async function figuresShown(
  context: Context,
  indicator: Indicator,
  areas: readonly string[],
  period: Period,
): Promise<IndicatorValue[]> {
  const [show, values] = await Promise.all([
    wayToShow(context, indicator, period),
    context.figures.loadMany(indicator.definition.code, areas, period),
  ])
  return values.map(show)
}

/** One of them; what one operation asks for in different places is read together. */
export async function figureShown(
  context: Context,
  indicator: Indicator,
  area: string,
  period: Period,
): Promise<IndicatorValue> {
  const [show, value] = await Promise.all([
    wayToShow(context, indicator, period),
    context.figures.load(indicator.definition.code, area, period),
  ])
  return show(value)
}

/** All areas of each level, listed once an operation. */
const listed = new WeakMap<Context, Map<Level, Promise<string[]>>>()

/** Some areas of a level with all that lie beside them in the same area above. */
export async function withBesides(
  context: Context,
  level: Level,
  areas: readonly string[],
): Promise<string[]> {
  const byLevel = listed.get(context) ?? new Map<Level, Promise<string[]>>()
  listed.set(context, byLevel)
  const all = byLevel.get(level) ?? areasIn(context.catalogue, context.reader, { level })
  byLevel.set(level, all)
  const above = new Set(areas.map(parentCode))
  return (await all).filter((area) => above.has(parentCode(area)))
}
