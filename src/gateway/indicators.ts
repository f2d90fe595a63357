import 'reflect-metadata'
import { Extensions, Field, Int, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql'
import { Decimal, PeriodScalar } from '../ground/scalars.ts'
import type { Definition } from '../indicators/definition.ts'
import type { IndicatorStatus, IndicatorValue } from '../indicators/indicatorLoader.ts'
import { indicatorDefinition, indicatorDefinitions } from '../indicators/knownIndicators.ts'
import type { FieldClass } from '../sharing/uses.ts'
import { described } from './describe.ts'
import type { Argument } from './outputs.ts'

const frame = { sharing: { frame: true } }

const statuses: Record<IndicatorStatus, { zh: string; en: string }> = {
  OK: { zh: '有值', en: 'There is a value' },
  NOT_REPORTED: { zh: '尚无部门报送', en: 'Nobody has reported what it is made of' },
  NOT_APPLICABLE: {
    zh: '不适用，如分母为零',
    en: 'Does not apply, such as over a zero denominator',
  },
  INVALID: { zh: '来源未通过校验', en: 'A source failed a check' },
}

const Status = Object.fromEntries(Object.keys(statuses).map((status) => [status, status]))

registerEnumType(Status, {
  name: 'IndicatorStatus',
  description: '指标状态：空白的缘由。Why a figure has a value or none; missing is never zero.',
  valuesConfig: Object.fromEntries(
    Object.entries(statuses).map(([status, label]) => [status, { description: described(label) }]),
  ),
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
  @Field(() => String, { description: '来源：原文或拟定。Given by the programme, or proposed.' })
  source!: string

  @Extensions(frame)
  @Field(() => String, { description: '口径说明。How open questions are read.' })
  reading!: string
}

/** A figure with what is needed to judge it. */
@ObjectType('IndicatorValue', {
  description: '指标值。A figure of an area.',
  simpleResolvers: true,
})
export class IndicatorValueType {
  @Extensions(frame)
  @Field(() => PeriodScalar, { description: '所属期。Its period.' })
  period!: string

  @Extensions(frame)
  @Field(() => Decimal, { nullable: true, description: '值；空白见 status。Blank: see status.' })
  value?: string | null

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
  @Field(() => IndicatorType, { description: '所用定义。The definition by which it was computed.' })
  definition!: IndicatorType
}

/** A definition as the graph answers it. */
function asIndicator({ source, reading, ...definition }: Definition): IndicatorType {
  const origin = source.origin === 'seed' ? '原文 given' : '拟定 proposed'
  return {
    ...definition,
    source: `${origin}: ${source.where}`,
    reading: `${reading.zh} ${reading.en}`,
  }
}

/** A figure as the graph answers it. */
export function asIndicatorValue({ definition, ...value }: IndicatorValue): IndicatorValueType {
  return { ...value, definition: asIndicator(definition) }
}

/** The arguments of `indicator` on every area. */
export const indicatorArguments: readonly Argument[] = [
  { name: 'code', type: String, required: true, description: '指标代码，如 C01。Such as C01.' },
  { name: 'period', type: PeriodScalar, required: true, description: '年度，如 2019。A year.' },
]

/** A built-in figure has a class of its own; its code and period are checked before anything is read. */
export const indicatorSharing: FieldClass = {
  figure: 'open',
  decides: ({ code, period }) => {
    indicatorDefinition(String(code), String(period))
    return []
  },
}

/** `indicators`: the built-in indicators with their formulas and sources. */
@Resolver()
export class IndicatorResolver {
  @Extensions(frame)
  @Query(() => [IndicatorType], { description: '内置指标。The built-in indicators.' })
  indicators(): IndicatorType[] {
    return indicatorDefinitions().map(asIndicator)
  }
}
