import 'reflect-metadata'
import {
  type Progress,
  progressOf,
  type Target,
  targets,
} from '../../../assessment/targetProgress.ts'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import { cityCode } from '../../../entities/city.ts'
import type { Period } from '../../../ground/period.ts'
import { Decimal, PeriodScalar } from '../../../ground/scalars.ts'
import { unknownCode } from '../../../ground/unknownCode.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import { areasIn } from '../../../indicators/figures/tables.ts'
import type { Context } from '../../graph/context.ts'
import { declareField, declareQuery, required } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfStatement } from '../../graph/prices.ts'
import { yearOnly } from '../../rows/periods.ts'
import { figureShown, figuresShown } from './figuresShown.ts'
import { asFigure, IndicatorValueType } from './figureTypes.ts'

/** A target's figure now and in the year before. */
const priceOfTarget = 2 * priceOfStatement
const ofTargets = { zh: '目标', en: 'Targets' }

@Shape('CountyFigure', '区县的数', "A county's part")
class CountyFigureType {
  @Plain(String, '区县代码', 'The county')
  areaCode!: string

  @Plain(IndicatorValueType, '数', 'The figure')
  figure!: IndicatorValueType
}

@Shape('Target', '项目目标', 'A target of the programme')
class TargetType {
  @Plain(String, '代码', 'Its code')
  code!: string

  @Plain(String, '中文名称', 'Chinese name')
  zh!: string

  @Plain(String, '英文名称', 'English name')
  en!: string

  @Plain(Decimal, '目标值', 'How much is wanted')
  target!: string

  @Plain(String, '计量单位', 'Its unit')
  unit!: string

  @Plain(String, '出处', 'Its source')
  source!: string

  @Plain(PeriodScalar, '所问年度', 'The year asked for')
  period!: string

  @Plain(Boolean, '是否每年一计', 'Whether it is meant for each year')
  eachYear!: boolean

  @Plain(IndicatorValueType, '实际', 'What is there')
  actual!: IndicatorValueType

  @Plain(Decimal, '完成百分比', 'Progress in per cent', nullable)
  progress!: string | null

  @Plain(
    Boolean,
    '是否不落后于时间进度',
    'Whether as much is there as of its time has passed',
    nullable,
  )
  onTrack!: boolean | null

  @Plain(Boolean, '是否已完成', 'Whether it is met', nullable)
  isMet!: boolean | null

  @Plain(
    Decimal,
    '按最近一年的进度，到期可达',
    'Where it leads, going on as in the last year',
    nullable,
  )
  forecast!: string | null
}

declareField(TargetType, 'byCounty', {
  type: [CountyFigureType],
  nullable: true,
  zh: '分区县',
  en: 'By county',
  sharing: { figure: 'open', scope: 'city', price: () => priceOfStatement },
  resolve: async ({ code, period }: TargetType, _args: object, context: Context) => {
    const { catalogue, reader } = context
    const { indicator } = knownIndicatorsOf(catalogue).asked(targetNamed(code).indicator, period)
    const counties = await areasIn(catalogue, reader, { level: 'County' })
    const values = await figuresShown(context, indicator, counties, period)
    return values.map((value) => ({
      areaCode: value.area,
      figure: asFigure(catalogue, indicator, value),
    }))
  },
})

interface TargetAsked {
  readonly code: string
  readonly period: Period
}

declareQuery('target', {
  type: TargetType,
  nullable: true,
  zh: '一个目标',
  en: 'One target',
  sharing: {
    figure: 'open',
    scope: 'city',
    decides: ({ code, period }: TargetAsked, { catalogue }) => {
      const { indicator } = targetNamed(code)
      knownIndicatorsOf(catalogue).asked(indicator, String(yearOnly(ofTargets, period)))
    },
    price: () => priceOfTarget,
  },
  args: {
    code: required(String, '代码，如 T08', 'Its code, such as T08'),
    period: required(PeriodScalar, '年度', 'The year'),
  },
  resolve: (_root, { code, period }: TargetAsked, context: Context) =>
    progressIn(context, targetNamed(code), Number(period)),
})

declareQuery('targets', {
  type: [TargetType],
  nullable: true,
  zh: '全部目标',
  en: 'All targets',
  sharing: {
    figure: 'open',
    scope: 'city',
    rows: () => targets.length,
    price: () => targets.length * priceOfTarget,
  },
  args: { period: required(PeriodScalar, '年度', 'The year') },
  resolve: (_root, { period }: Pick<TargetAsked, 'period'>, context: Context) => {
    const known = knownIndicatorsOf(context.catalogue)
    const year = yearOnly(ofTargets, period)
    const asked = targets.filter(({ indicator }) => known.inYear(indicator, year))
    return Promise.all(asked.map((one) => progressIn(context, one, year)))
  },
})

async function progressIn(context: Context, target: Target, year: number): Promise<TargetType> {
  const known = knownIndicatorsOf(context.catalogue)
  const inCity = (of: number) => {
    const { indicator } = known.asked(target.indicator, String(of))
    return figureShown(context, indicator, cityCode, String(of))
  }
  const { from } = known.asked(target.indicator, String(year)).indicator.definition
  const actual = await inCity(year)
  const before = year > from ? await inCity(year - 1) : undefined
  return told(context.catalogue, progressOf(target, year, actual, before), year)
}

/** A target and its progress as the graph answers them. */
function told(catalogue: Catalogue, of: Progress, year: number): TargetType {
  const { target, actual, progress, onTrack, isMet, forecast } = of
  const { code, zh, en, value, unit, source, span, indicator } = target
  const known = knownIndicatorsOf(catalogue).asked(indicator, String(year))
  return {
    ...{ code, zh, en, unit, source, progress, onTrack, isMet, forecast },
    target: String(value),
    period: String(year),
    eachYear: span === 'EACH_YEAR',
    actual: asFigure(catalogue, known.indicator, actual),
  }
}

function targetNamed(code: string): Target {
  const found = targets.find((target) => target.code === code)
  if (found) return found
  const codes = targets.map((target) => target.code)
  throw unknownCode({ zh: '目标', en: 'target' }, code, codes)
}
