import 'reflect-metadata'
import { dispatchOf } from '../../../assessment/dispatch.ts'
import { schemeIn } from '../../../assessment/scheme.ts'
import { cityCode } from '../../../entities/city.ts'
import { parseAreaCode } from '../../../ground/areaCode.ts'
import type { Period } from '../../../ground/period.ts'
import { badInput, notFound } from '../../../ground/refusal.ts'
import { AreaCode, Decimal, PeriodScalar } from '../../../ground/scalars.ts'
import type { Level } from '../../../indicators/definitions/definition.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import type { IndicatorValue } from '../../../indicators/figures/figure.ts'
import { areasIn } from '../../../indicators/figures/tables.ts'
import type { Context } from '../../graph/context.ts'
import { declareQuery, optional, required } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfAssessment } from '../../graph/prices.ts'
import { asShown } from '../figures/figuresShown.ts'
import { asFigure, departmentsBehind, IndicatorValueType } from '../figures/figureTypes.ts'

@Shape('Movement', '一项的变动', 'How an item moved')
class MovementType {
  @Plain(String, '子项', 'The item')
  code!: string

  @Plain(IndicatorValueType, '本期', 'Now')
  now!: IndicatorValueType

  @Plain(
    IndicatorValueType,
    '上年同期；首年没有',
    'The same time of the year before; none in its first year',
    nullable,
  )
  before?: IndicatorValueType | null

  @Plain(Decimal, '增减', 'By how much it moved', nullable)
  change?: string | null
}

@Shape('BehindOn', '落后的一项', 'An item that is behind')
class BehindType {
  @Plain(String, '子项', 'The item')
  code!: string

  @Plain(String, '值', 'Its value', nullable)
  value?: string | null

  @Plain(Decimal, '得分占满分之比', 'The share of its points')
  share!: string
}

@Shape('DispatchStanding', '一个下级区域的进展', 'How an area below stands')
class StandingType {
  @Plain(AreaCode, '区域', 'The area')
  areaCode!: string

  @Plain(
    Decimal,
    '按本期可知各项的得分率(%)，仅供调度',
    'Points of what the time tells, in per cent; provisional',
    nullable,
  )
  provisional?: string | null

  @Plain([BehindType], '落后的各项', 'The items on which it is behind')
  behind!: readonly BehindType[]

  @Plain([String], '欠报的部门', 'The departments that owe an answer')
  departmentsOwing!: readonly string[]
}

@Shape('Dispatch', '季度调度或半年小结', 'The review of a quarter, or the summary of a half-year')
class DispatchType {
  @Plain(PeriodScalar, '所属期', 'Its period')
  period!: string

  @Plain([String], '本期可知的各项', 'The items that this time can tell')
  told!: readonly string[]

  @Plain([String], '年末才知道的各项', 'The items known when the year is over')
  untold!: readonly string[]

  @Plain([MovementType], '各项变动', 'What moved')
  movements!: readonly MovementType[]

  @Plain([StandingType], '各下级区域，好的在前', 'The areas below, the best first')
  standings!: readonly StandingType[]
}

/** What is one level below an area. */
const levelBelow: Readonly<Record<string, Level>> = {
  city: 'County',
  county: 'Township',
  township: 'Village',
  zone: 'Village',
}

interface DispatchAsked {
  readonly period: Period
  readonly within?: string | null
}

declareQuery('dispatch', {
  type: DispatchType,
  nullable: true,
  zh: '一季一调度、半年一小结：什么动了，谁落后',
  en: 'What moved in a quarter or half-year, who is behind',
  sharing: { figure: 'open', scope: 'within', price: () => priceOfAssessment },
  args: {
    period: required(PeriodScalar, '如 2020-Q3、2020-H1', 'A quarter or half-year'),
    within: optional(AreaCode, '区域；不写为全市', 'The area; the city if left out'),
  },
  resolve: (_root, asked: DispatchAsked, context: Context) => dispatchIn(context, asked),
})

async function dispatchIn(context: Context, { period, within }: DispatchAsked) {
  const { catalogue, figures } = context
  const area = within ?? cityCode
  const known = knownIndicatorsOf(catalogue)
  const scheme = schemeIn(Number(period.slice(0, 4)))
  const below = await areasBelow(context, area, period)
  if (!scheme || !below) {
    throw badInput({
      zh: '请写市、区县、乡镇或开发区，以及有考评方案的年度。',
      en: 'Name the city, a county, township or zone, and a year that has a scheme.',
    })
  }
  const of = await dispatchOf({ known, figures, scheme, period, area, below })
  const { movements, standings, ...told } = of
  const figureOf = async (code: string, value: IndicatorValue) => {
    const { indicator } = known.asked(code, value.period)
    return asFigure(catalogue, indicator, await asShown(context, indicator, value))
  }
  return {
    ...told,
    movements: await Promise.all(
      movements.map(async ({ code, now, before, change }) => ({
        code,
        change,
        now: await figureOf(code, now),
        before: before && (await figureOf(code, before)),
      })),
    ),
    standings: standings.map(({ owing, ...standing }) => ({
      ...standing,
      departmentsOwing: departmentsBehind(catalogue, owing),
    })),
  }
}

/** The areas one level below another, with the programme's villages in each; none where nothing is below. */
async function areasBelow({ catalogue, reader }: Context, area: string, period: Period) {
  const level = levelBelow[parseAreaCode(area)?.level ?? '']
  if (!level) return undefined
  const areas = await areasIn(catalogue, reader, { level, within: area })
  if (areas.length === 0) throw notFound('区域', 'area', area)
  const programmeIn = Number(period.slice(0, 4))
  const villages = await areasIn(catalogue, reader, { level: 'Village', within: area, programmeIn })
  return areas
    .map((one) => ({ area: one, villages: villages.filter((code) => code.startsWith(one)) }))
    .filter((one) => one.villages.length > 0)
}
