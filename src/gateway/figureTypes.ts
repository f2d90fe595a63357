import 'reflect-metadata'
import { Extensions, Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { type Catalogue, viewName } from '../catalogue/catalogue.ts'
import { badInput } from '../ground/refusal.ts'
import { Decimal, Instant, PeriodScalar } from '../ground/scalars.ts'
import type { Definition, Level, Rise } from '../indicators/definition.ts'
import type { IndicatorStatus, IndicatorValue } from '../indicators/figure.ts'
import { departmentsIn, factsOf, type Indicator } from '../indicators/indicator.ts'
import type { KnownIndicators } from '../indicators/knownIndicators.ts'
import type { FieldClass } from '../sharing/uses.ts'
import { described } from './describe.ts'
import type { Argument } from './outputs.ts'

const frame = { sharing: { frame: true } }

/** Registers an enumeration of the graph with its labels. */
function labelled<Name extends string>(
  name: string,
  description: string,
  labels: Record<Name, { zh: string; en: string }>,
): Record<string, Name> {
  const names = Object.keys(labels) as Name[]
  const values = Object.fromEntries(names.map((one) => [one, one])) as Record<string, Name>
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      names.map((one) => [one, { description: described(labels[one]) }]),
    ),
  })
  return values
}

export const Status = labelled<IndicatorStatus>(
  'IndicatorStatus',
  '指标状态：空白的缘由。Why a figure has a value or none; missing is never zero.',
  {
    OK: { zh: '有值', en: 'There is a value' },
    NOT_REPORTED: { zh: '尚无部门报送', en: 'Nobody has reported what it is made of' },
    NOT_APPLICABLE: {
      zh: '不适用，如分母为零',
      en: 'Does not apply, such as over a zero denominator',
    },
    INVALID: {
      zh: '数据过少或未通过校验',
      en: 'Too little was reported, or a source failed a check',
    },
    SUPPRESSED: { zh: '涉及户数过少，不予显示', en: 'Too few households stand behind it' },
    FORBIDDEN: { zh: '无权查看', en: 'Not shared with the caller' },
    DISPUTED: {
      zh: '考评公示中有异议尚未答复；数值照列',
      en: 'An objection to it in the assessment is not answered yet; the value stands as it is',
    },
    SOURCE_UNAVAILABLE: {
      zh: '来源部门的数据库暂不可用(仅用于直连的来源)',
      en: 'A source that is read live cannot be reached; what is published here always can',
    },
  },
)

const RiseOf = labelled<Rise>(
  'IndicatorRise',
  '指标如何上升到上级区域。How an indicator rises through the tree of areas.',
  {
    pooled: { zh: '以下级合计重新计算', en: 'Computed anew from the sums of its inputs' },
    meanOfVillages: { zh: '各村简单平均', en: 'The plain mean of the villages' },
    counted: { zh: '在任一区域自行汇总', en: 'Counts or adds the units of any area by itself' },
    none: { zh: '只在本级', en: 'Known at its own level alone' },
  },
)

/** The levels of areas, as arguments name them. */
export const levels: Readonly<Record<string, Level>> = {
  CITY: 'City',
  COUNTY: 'County',
  ZONE: 'Zone',
  TOWNSHIP: 'Township',
  VILLAGE: 'Village',
}

/** The level of areas for which figures are asked. */
export const AreaLevel = Object.fromEntries(Object.keys(levels).map((name) => [name, name]))

registerEnumType(AreaLevel, {
  name: 'AreaLevel',
  description: '区域级别。The level of an area.',
  valuesConfig: {
    CITY: { description: '市。The city.' },
    COUNTY: { description: '区县。Counties and districts.' },
    ZONE: { description: '开发区、高新区。The zones.' },
    TOWNSHIP: { description: '乡镇、街道。Townships and subdistricts.' },
    VILLAGE: { description: '村、社区。Villages and communities.' },
  },
})

/** A built-in indicator, as it is defined from a year on. */
@ObjectType('Indicator', { description: '内置指标。A built-in indicator.', simpleResolvers: true })
export class IndicatorType {
  @Extensions(frame)
  @Field(() => String, { description: '代码。Its code.' })
  code!: string

  @Extensions(frame)
  @Field(() => String, { description: '中文名称。Chinese name.' })
  zh!: string

  @Extensions(frame)
  @Field(() => String, { description: '英文名称。English name.' })
  en!: string

  @Extensions(frame)
  @Field(() => Int, { description: '自该年度起适用。The first year to which this rule applies.' })
  from!: number

  @Extensions(frame)
  @Field(() => String, { description: '公式。Its formula.' })
  formula!: string

  @Extensions(frame)
  @Field(() => String, { description: '计量单位。Its unit.' })
  unit!: string

  @Extensions(frame)
  @Field(() => AreaLevel, { description: '单独计算的级别。The level at which it is computed.' })
  level!: string

  @Extensions(frame)
  @Field(() => RiseOf, { description: '如何上升到上级区域。How it rises to higher areas.' })
  rise!: Rise

  @Extensions(frame)
  @Field(() => String, { description: '来源：原文或拟定。Given by the programme, or proposed.' })
  source!: string

  @Extensions(frame)
  @Field(() => String, { description: '口径说明。How open questions are read.' })
  reading!: string

  @Extensions(frame)
  @Field(() => String, {
    nullable: true,
    description: '部门未报送时如何处理。What it does where a department is silent.',
  })
  missing?: string | null

  @Extensions(frame)
  @Field(() => [String], { description: '所读取的数据项。The facts that it reads.' })
  facts!: readonly string[]

  @Extensions(frame)
  @Field(() => [String], { description: '提供数据的部门。The departments whose facts it reads.' })
  departments!: readonly string[]
}

/** A view that owes an answer, and how many units wait for it. */
@ObjectType('Owing', {
  description: '欠报的视图。A view that owes an answer.',
  simpleResolvers: true,
})
export class OwingType {
  @Extensions(frame)
  @Field(() => String, { description: '视图，如 water.SafeWater。The view.' })
  view!: string

  @Extensions(frame)
  @Field(() => [String], { description: '负责报送的部门。The departments that owe it.' })
  departments!: readonly string[]

  @Extensions(frame)
  @Field(() => Int, { description: '等待其报送的单位数。How many units wait for it.' })
  units!: number
}

/** One input of a figure: what was read, from whom, and what it came to. */
@ObjectType('IndicatorInput', {
  description: '指标的一个输入。One input of a figure.',
  simpleResolvers: true,
})
export class InputType {
  @Extensions(frame)
  @Field(() => String, { description: '公式中的这一项。The piece of the formula.' })
  text!: string

  @Extensions(frame)
  @Field(() => String, { nullable: true, description: '中文名称。Chinese name.' })
  zh?: string | null

  @Extensions(frame)
  @Field(() => String, {
    nullable: true,
    description: '值；空白表示未报送或无权查看。Its value; blank where silent or not shared.',
  })
  value?: string | null

  @Extensions(frame)
  @Field(() => String, { description: '计量单位。Its unit.' })
  unit!: string

  @Extensions(frame)
  @Field(() => Status, { description: '状态。Why it is as it is.' })
  status!: IndicatorStatus

  @Extensions(frame)
  @Field(() => [String], { description: '所含数据项。The facts that it is made of.' })
  facts!: readonly string[]

  @Extensions(frame)
  @Field(() => [String], { description: '提供部门。The departments that own them.' })
  departments!: readonly string[]

  @Extensions(frame)
  @Field(() => [String], { description: '共享类别。The sharing classes of those facts.' })
  sharing!: readonly string[]

  @Extensions(frame)
  @Field(() => PeriodScalar, {
    nullable: true,
    description: '最后读到的期别。The last period read.',
  })
  lastPeriod?: string | null

  @Extensions(frame)
  @Field(() => Instant, { nullable: true, description: '最近发布时间。When last published.' })
  lastPublished?: string | null

  @Extensions(frame)
  @Field(() => String, {
    nullable: true,
    description: '参数的出处。Where a parameter comes from.',
  })
  source?: string | null
}

/** How a figure came about. */
@ObjectType('Explanation', {
  description: '计算说明。How a figure came about.',
  simpleResolvers: true,
})
export class ExplanationType {
  @Extensions(frame)
  @Field(() => String, { description: '公式。The formula.' })
  formula!: string

  @Extensions(frame)
  @Field(() => Int, { description: '定义的版本：自该年度起。The version: from this year on.' })
  version!: number

  @Extensions(frame)
  @Field(() => [InputType], { description: '各项输入。Its inputs.' })
  inputs!: readonly InputType[]

  @Extensions(frame)
  @Field(() => [String], { description: '计分步骤。The steps of scoring.' })
  steps!: readonly string[]

  @Extensions(frame)
  @Field(() => Decimal, {
    nullable: true,
    description: '可供比对的另一口径。Another count of the same, to compare.',
  })
  beside?: string | null

  @Extensions(frame)
  @Field(() => String, {
    nullable: true,
    description: '所执行的 SQL，仅市级项目办可见。The SQL, for the office of the city.',
  })
  sql?: string | null
}

/** A figure with what is needed to judge it. */
@ObjectType('IndicatorValue', {
  description: '指标值。A figure of an area.',
  simpleResolvers: true,
})
export class IndicatorValueType {
  @Extensions(frame)
  @Field(() => String, { description: '指标代码；自拟公式为 own。Its code; own for a formula.' })
  code!: string

  @Extensions(frame)
  @Field(() => PeriodScalar, { description: '所属期。Its period.' })
  period!: string

  @Extensions(frame)
  @Field(() => Decimal, { nullable: true, description: '值；空白见 status。Blank: see status.' })
  value?: string | null

  @Extensions(frame)
  @Field(() => String, {
    nullable: true,
    description: '代码项，如信用村状态。The member of a code list, where that is the value.',
  })
  label?: string | null

  @Extensions(frame)
  @Field(() => String, { description: '计量单位。Its unit.' })
  unit!: string

  @Extensions(frame)
  @Field(() => Decimal, { nullable: true, description: '分子。Numerator.' })
  numerator?: string | null

  @Extensions(frame)
  @Field(() => Decimal, { nullable: true, description: '分母。Denominator.' })
  denominator?: string | null

  @Extensions(frame)
  @Field(() => Status, { description: '状态。Why it is as it is.' })
  status!: IndicatorStatus

  @Extensions(frame)
  @Field(() => Int, { description: '参与计算的单位数。Units that took part.' })
  contributors!: number

  @Extensions(frame)
  @Field(() => Int, { description: '尚未报送的单位数。Units that owe an answer.' })
  silent!: number

  @Extensions(frame)
  @Field(() => [OwingType], { description: '欠报的视图与部门。The views that owe an answer.' })
  owing!: readonly OwingType[]

  @Extensions(frame)
  @Field(() => Instant, {
    nullable: true,
    description: '所读数据最近一次发布的时间。When what it reads was last published.',
  })
  lastPublished?: string | null

  @Extensions(frame)
  @Field(() => IndicatorType, { description: '所用定义。The definition by which it was computed.' })
  definition!: IndicatorType

  @Extensions(frame)
  @Field(() => ExplanationType, {
    nullable: true,
    description: '如何得出：输入、来源、步骤。How it came about: inputs, sources, steps.',
  })
  explain?: ExplanationType | null
}

/** What an area receives in a year, from all departments. */
@ObjectType('Support', {
  description: '一个区域当年得到的支持。What an area receives in a year.',
  simpleResolvers: true,
})
export class SupportType {
  @Extensions(frame)
  @Field(() => PeriodScalar, { description: '年度。The year.' })
  period!: string

  @Extensions(frame)
  @Field(() => Decimal, {
    description:
      '已报送各项之和(元)，不含信贷；欠报见各项。The sum of what is reported, loans left out.',
  })
  total!: string

  @Extensions(frame)
  @Field(() => Boolean, { description: '是否各项都已报送。Whether all of it is reported.' })
  isComplete!: boolean

  @Extensions(frame)
  @Field(() => [IndicatorValueType], { description: '各项，S13 为信贷。By kind; S13 is lent.' })
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
  const { source, reading, missing, level, ...definition }: Definition = indicator.definition
  const origin = { seed: '原文 given', verified: '已核实 verified', proposed: '拟定 proposed' }
  const facts = factsOf(indicator)
  const made = {
    ...definition,
    level: level.toUpperCase(),
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

/** Of which indicator, in which period: the arguments of `indicator` on every area. */
export const indicatorArguments: readonly Argument[] = [
  { name: 'code', type: String, required: true, description: '指标代码，如 C01。Such as C01.' },
  {
    name: 'period',
    type: PeriodScalar,
    required: true,
    description: '年度如 2019，季度如 2019-Q3。A year, or a quarter.',
  },
]

/** Several at once: by their codes, or all of a group. */
export const indicatorsArguments: readonly Argument[] = [
  { name: 'codes', type: String, list: true, description: '指标代码。Codes.' },
  {
    name: 'group',
    type: String,
    description: '代码的首字母，如 A 为经济社会发展。The letter with which codes begin.',
  },
  indicatorArguments[1] as Argument,
]

/** How many periods may be asked for at once. */
export const mostPeriods = 40

/** One indicator over several periods. */
export const seriesArguments: readonly Argument[] = [
  indicatorArguments[0] as Argument,
  {
    name: 'periods',
    type: PeriodScalar,
    list: true,
    required: true,
    description: '各期。Periods.',
  },
]

/** The codes that `indicators` on an area means; refused where it names none or an unknown one. */
export function codesAsked(
  known: KnownIndicators,
  {
    codes,
    group,
    period,
  }: { codes?: readonly string[] | null; group?: string | null; period: string },
): string[] {
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

/** A built-in figure has a class of its own; its codes and periods are checked before anything is read. */
export function figureSharing(
  known: KnownIndicators,
  check: (known: KnownIndicators, args: Record<string, unknown>) => void,
): FieldClass {
  return {
    figure: 'open',
    decides: (args) => {
      check(known, args)
      return []
    },
  }
}
