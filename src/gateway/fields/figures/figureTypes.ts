import 'reflect-metadata'
import { Int } from 'type-graphql'
import { type Catalogue, viewName } from '../../../catalogue/catalogue.ts'
import { badInput } from '../../../ground/refusal.ts'
import { Decimal, Instant, PeriodScalar } from '../../../ground/scalars.ts'
import type { Definition } from '../../../indicators/definitions/definition.ts'
import type { IndicatorStatus, IndicatorValue } from '../../../indicators/figures/figure.ts'
import {
  departmentsIn,
  factsOf,
  type Indicator,
  viewsOf,
} from '../../../indicators/meaning/indicator.ts'
import { type KnownIndicators, timeIn } from '../../../indicators/meaning/knownIndicators.ts'
import { hold } from '../../../sharing/limits.ts'
import type { Context } from '../../graph/context.ts'
import { constant } from '../../graph/declareEnum.ts'
import { declareField, frame, required } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfExplanation } from '../../graph/prices.ts'
import { explanationOf } from './explanation.ts'
import { ExplanationType } from './explanationTypes.ts'
import { AreaLevel, RiseEnum, Status } from './figureEnums.ts'

/** A built-in indicator, as it is defined from a year on. */
@Shape('Indicator', '内置指标', 'A built-in indicator')
export class IndicatorType {
  @Plain(String, '代码', 'Its code')
  code!: string

  @Plain(String, '中文名称', 'Chinese name')
  zh!: string

  @Plain(String, '英文名称', 'English name')
  en!: string

  @Plain(Int, '自该年度起适用', 'The first year to which this rule applies')
  from!: number

  @Plain(String, '公式', 'Its formula')
  formula!: string

  @Plain(String, '计量单位', 'Its unit')
  unit!: string

  @Plain(AreaLevel, '单独计算的级别', 'The level at which it is computed')
  level!: string

  @Plain(RiseEnum, '如何上升到上级区域', 'How it rises to higher areas')
  rise!: string

  @Plain(String, '来源：原文或拟定', 'Given by the programme, or proposed')
  source!: string

  @Plain(String, '口径说明', 'How open questions are read')
  reading!: string

  @Plain(String, '部门未报送时如何处理', 'What it does where a department is silent', nullable)
  missing?: string | null

  @Plain([String], '所读取的数据项', 'The facts that it reads')
  facts!: readonly string[]

  @Plain([String], '提供数据的部门', 'The departments whose facts it reads')
  departments!: readonly string[]
}

/** A view that owes an answer, and how many units wait for it. */
@Shape('Owing', '欠报的视图', 'A view that owes an answer')
export class OwingType {
  @Plain(String, '视图，如 water.SafeWater', 'The view')
  view!: string

  @Plain([String], '负责报送的部门', 'The departments that owe it')
  departments!: readonly string[]

  @Plain(Int, '等待其报送的单位数', 'How many units wait for it')
  units!: number
}

/** A figure with what is needed to judge it. */
@Shape('IndicatorValue', '指标值', 'A figure of an area')
export class IndicatorValueType {
  @Plain(String, '指标代码；自拟公式为 own', 'Its code; own for a formula')
  code!: string

  @Plain(PeriodScalar, '所属期', 'Its period')
  period!: string

  @Plain(Decimal, '值；空白见 status', 'Blank: see status', nullable)
  value?: string | null

  @Plain(
    String,
    '代码项，如信用村状态',
    'The member of a code list, where that is the value',
    nullable,
  )
  label?: string | null

  @Plain(String, '计量单位', 'Its unit')
  unit!: string

  @Plain(Decimal, '分子', 'Numerator', nullable)
  numerator?: string | null

  @Plain(Decimal, '分母', 'Denominator', nullable)
  denominator?: string | null

  @Plain(Status, '状态', 'Why it is as it is')
  status!: IndicatorStatus

  @Plain(Int, '参与计算的单位数', 'Units that took part')
  contributors!: number

  @Plain(Int, '尚未报送的单位数', 'Units that owe an answer')
  silent!: number

  @Plain([OwingType], '欠报的视图与部门', 'The views that owe an answer')
  owing!: readonly OwingType[]

  @Plain(IndicatorType, '所用定义', 'The definition by which it was computed')
  definition!: IndicatorType
}

declareField(IndicatorValueType, 'lastPublished', {
  type: Instant,
  nullable: true,
  zh: '所读数据最近一次发布的时间',
  en: 'When what it reads was last published',
  sharing: frame,
  resolve: ({ indicator }: FigureSource, _args: object, { figures }: Context) =>
    figures.lastPublished(viewsOf(indicator).map(({ shelf }) => viewName(shelf))),
})

declareField(IndicatorValueType, 'explain', {
  type: ExplanationType,
  nullable: true,
  zh: '如何得出：输入、来源、步骤',
  en: 'How it came about: inputs, sources, steps',
  sharing: { frame: true, explains: 1, price: () => priceOfExplanation, pricedEach: true },
  resolve: ({ indicator, from }: FigureSource, _args: object, context: Context) => {
    const question = { area: from.area, ...timeIn(indicator, from.period) }
    return explanationOf(context, indicator, question, from)
  },
})

/** What an area receives in a year, from all departments. */
@Shape('Support', '一个区域当年得到的支持', 'What an area receives in a year')
export class SupportType {
  @Plain(PeriodScalar, '年度', 'The year')
  period!: string

  @Plain(
    Decimal,
    '已报送各项之和(元)，不含信贷；欠报见各项',
    'The sum of what is reported, loans left out',
  )
  total!: string

  @Plain(Boolean, '是否各项都已报送', 'Whether all of it is reported')
  isComplete!: boolean

  @Plain([IndicatorValueType], '各项，S13 为信贷', 'By kind; S13 is lent')
  items!: readonly IndicatorValueType[]
}

/** What a resolver needs of a figure to answer the rest of it later. */
export interface FigureSource extends IndicatorValueType {
  readonly indicator: Indicator
  readonly from: IndicatorValue
}

const kept = new WeakMap<Indicator, IndicatorType>()

/** A definition as the graph answers it. */
export function asIndicator(indicator: Indicator): IndicatorType {
  const known = kept.get(indicator)
  if (known) return known
  const { source, reading, missing, level, rise, ...definition }: Definition = indicator.definition
  const origin = { seed: '原文 given', verified: '已核实 verified', proposed: '拟定 proposed' }
  const facts = factsOf(indicator)
  const made = {
    ...definition,
    level: level.toUpperCase(),
    rise: constant(rise),
    source: `${origin[source.origin]}: ${source.where}`,
    reading: `${reading.zh} ${reading.en}`.trim(),
    missing: missing ? `${missing.zh} ${missing.en}` : null,
    facts: facts.map(({ name }) => name),
    departments: departmentsIn(indicator.terms),
  }
  kept.set(indicator, made)
  return made
}

/** A figure as the graph answers it; what costs another statement is left to its own resolver. */
export function asFigure(
  catalogue: Catalogue,
  indicator: Indicator,
  value: IndicatorValue,
): FigureSource {
  const isLabel = value.exact === null && value.unit === 'status'
  return {
    ...value,
    value: isLabel ? null : value.value,
    label: isLabel ? value.value : null,
    owing: Object.entries(value.owing).map(([view, units]) => ({
      view,
      units,
      departments: ownersOf(catalogue, view),
    })),
    definition: asIndicator(indicator),
    indicator,
    from: value,
  }
}

/** The departments that owe a view, by its name. */
export function ownersOf({ shelves }: Catalogue, view: string): readonly string[] {
  return shelves.find((shelf) => viewName(shelf) === view)?.owners ?? []
}

/** The departments that owe some views, each once. */
export function departmentsBehind(catalogue: Catalogue, views: readonly string[]): string[] {
  return [...new Set(views.flatMap((view) => ownersOf(catalogue, view)))]
}

/** The argument by which a figure's period is named. */
export const period = required(
  PeriodScalar,
  '年度如 2019，季度如 2019-Q3',
  'A year such as 2019, or a quarter such as 2019-Q3',
)

/** The argument by which an indicator is named. */
export const code = required(String, '指标代码，如 C01', 'Its code, such as C01')

/** How many periods may be asked for at once. */
export const mostPeriods = 40

/** The codes that `indicators` on an area means; refused where it names none or an unknown one. */
export function codesAsked(
  known: KnownIndicators,
  {
    codes,
    group,
    period,
  }: { codes?: readonly string[] | null; group?: string | null; period: string },
): string[] {
  hold('LIMIT_LIST', codes?.length ?? 0)
  const asked =
    codes ??
    known.all
      .map(({ definition }) => definition.code)
      .filter((code) => group !== null && group !== undefined && code.startsWith(group))
  const each = [...new Set(asked)]
  for (const code of each) known.asked(code, period)
  if (each.length > 0) return each
  throw badInput({
    zh: '请写明 codes，或以 group 指明一组，如 A、B、C、D、T、R。',
    en: 'Name codes, or a group such as A, B, C, D, T or R.',
  })
}
