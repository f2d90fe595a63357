import { parentCode } from '../ground/areaCode.ts'
import type { Period } from '../ground/period.ts'
import { type Level, ownCode } from '../indicators/definition.ts'
import type { IndicatorValue } from '../indicators/figure.ts'
import type { Indicator } from '../indicators/indicator.ts'
import { levelNameOf } from '../indicators/level.ts'
import { readingsOf } from '../indicators/ownFormula.ts'
import { fewWithheld } from '../indicators/suppression.ts'
import { areasIn } from '../indicators/tables.ts'
import type { Asking } from '../sharing/rules.ts'
import type { Context } from './context.ts'
import { mayRead } from './scope.ts'

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

/**
 * Built-in figures as their caller may see them. What persons receive is left out where few of them stand
 * behind it, for those who may not see what it is made of; decided on all areas that lie together.
 */
export async function figuresShown(
  context: Context,
  indicator: Indicator,
  areas: readonly string[],
  period: Period,
): Promise<IndicatorValue[]> {
  const { figures } = context
  const { code, ofPersons } = indicator.definition
  const [area] = areas
  if (!area || !ofPersons || (await seesInputs(context, indicator))) {
    return figures.loadMany(code, areas, period)
  }
  const all = await withBesides(context, levelNameOf(area), areas)
  const values = await Promise.all(all.map((one) => figures.load(code, one, period)))
  const rows = all.map((areaCode, at) => ({ areaCode, period, values: values.slice(at, at + 1) }))
  const shown = new Map(fewWithheld(rows).map(({ areaCode, values: told }) => [areaCode, told[0]]))
  return areas.flatMap((one) => shown.get(one) ?? [])
}

/** One of them; what one operation asks for in different places is read together. */
export async function figureShown(
  context: Context,
  indicator: Indicator,
  area: string,
  period: Period,
): Promise<IndicatorValue> {
  const { code, ofPersons } = indicator.definition
  if (!ofPersons) return context.figures.load(code, area, period)
  const [value] = await figuresShown(context, indicator, [area], period)
  return value ?? context.figures.load(code, area, period)
}
