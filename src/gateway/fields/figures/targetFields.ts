import 'reflect-metadata'
import { Arg, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import {
  type Progress,
  progressOf,
  type Target,
  targets,
} from '../../../assessment/targetProgress.ts'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import { cityCode } from '../../../entities/city.ts'
import { Decimal, PeriodScalar } from '../../../ground/scalars.ts'
import { unknownCode } from '../../../ground/unknownCode.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import { areasIn } from '../../../indicators/figures/tables.ts'
import type { FieldClass } from '../../../sharing/fieldClass.ts'
import type { Context } from '../../graph/context.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfStatement } from '../../graph/prices.ts'
import { yearOnly } from '../../rows/periods.ts'
import { asFigure, IndicatorValueType } from './figureTypes.ts'
import { figureShown, figuresShown } from './suppressing.ts'

const _frame = { sharing: { frame: true } }
/** A target's figure now and in the year before. */
const priceOfTarget = 2 * priceOfStatement
const ofTargets = { zh: '目标', en: 'Targets' }

interface Asked {
  readonly target: Target
  readonly year: number
}

/** The programme's targets and how far each has come. */
export function targetResolver(catalogue: Catalogue): (new () => object)[] {
  const known = knownIndicatorsOf(catalogue)

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
    progress?: string | null

    @Plain(
      Boolean,
      '是否不落后于时间进度',
      'Whether as much is there as of its time has passed',
      nullable,
    )
    onTrack?: boolean | null

    @Plain(Boolean, '是否已完成', 'Whether it is met', nullable)
    isMet?: boolean | null

    @Plain(
      Decimal,
      '按最近一年的进度，到期可达',
      'Where it leads, going on as in the last year',
      nullable,
    )
    forecast?: string | null
  }

  const answer = (progress: Progress, year: number): TargetType & Asked => {
    const { target, actual } = progress
    return {
      code: target.code,
      zh: target.zh,
      en: target.en,
      target: target.value as never,
      unit: target.unit,
      source: target.source,
      period: String(year),
      eachYear: target.span === 'EACH_YEAR',
      actual: asFigure(catalogue, known.asked(target.indicator, String(year)).indicator, actual),
      progress: progress.progress,
      onTrack: progress.onTrack,
      isMet: progress.isMet,
      forecast: progress.forecast,
      year,
    } as never
  }

  const progressIn = async (context: Context, target: Target, year: number) => {
    const inCity = (of: number) => {
      const { indicator } = known.asked(target.indicator, String(of))
      return figureShown(context, indicator, cityCode, String(of))
    }
    const { from } = known.asked(target.indicator, String(year)).indicator.definition
    const actual = await inCity(year)
    const before = year > from ? await inCity(year - 1) : undefined
    return answer(progressOf(target, year, actual, before), year)
  }

  @Resolver(() => TargetType)
  class TargetFields {
    @Extensions({
      sharing: {
        figure: 'open',
        scope: 'city',
        price: () => priceOfStatement,
      } satisfies FieldClass,
    })
    @FieldResolver(() => [CountyFigureType], { nullable: true, description: '分区县。By county.' })
    async byCounty(
      @Root() { code, period }: { code: string; period: string },
      @Ctx() context: Context,
    ): Promise<CountyFigureType[]> {
      const { indicator } = known.asked(targetNamed(code).indicator, period)
      const counties = await areasIn(catalogue, context.reader, { level: 'County' })
      const values = await figuresShown(context, indicator, counties, period)
      return values.map((value) => ({
        areaCode: value.area,
        figure: asFigure(catalogue, indicator, value),
      }))
    }
  }

  @Resolver()
  class TargetQueries {
    @Extensions({
      sharing: {
        figure: 'open',
        scope: 'city',
        decides,
        price: () => priceOfTarget,
      } satisfies FieldClass,
    })
    @Query(() => TargetType, { nullable: true, description: '一个目标。One target.' })
    target(
      @Arg('code', () => String, { description: '代码，如 T08。Its code.' }) code: string,
      @Arg('period', () => PeriodScalar, { description: '年度。The year.' }) period: string,
      @Ctx() context: Context,
    ): Promise<TargetType> {
      return progressIn(context, targetNamed(code), Number(period))
    }

    @Extensions({
      sharing: {
        figure: 'open',
        scope: 'city',
        rows: () => targets.length,
        price: () => targets.length * priceOfTarget,
      } satisfies FieldClass,
    })
    @Query(() => [TargetType], { nullable: true, description: '全部目标。All targets.' })
    async targets(
      @Arg('period', () => PeriodScalar, { description: '年度。The year.' }) period: string,
      @Ctx() context: Context,
    ): Promise<TargetType[]> {
      const year = yearOnly(ofTargets, period)
      const asked = targets.filter(({ indicator }) => known.inYear(indicator, year))
      return Promise.all(asked.map((one) => progressIn(context, one, year)))
    }
  }

  function decides({ code, period }: Record<string, unknown>): [] {
    const { indicator } = targetNamed(String(code))
    known.asked(indicator, String(yearOnly(ofTargets, String(period))))
    return []
  }

  return [TargetFields, TargetQueries]
}

/** A county's part of a target. */
@Shape('CountyFigure', '区县的数', "A county's part")
class CountyFigureType {
  @Plain(String, '区县代码', 'The county')
  areaCode!: string

  @Plain(IndicatorValueType, '数', 'The figure')
  figure!: IndicatorValueType
}

function targetNamed(code: string): Target {
  const found = targets.find((target) => target.code === code)
  if (found) return found
  const codes = targets.map((target) => target.code)
  throw unknownCode({ zh: '目标', en: 'target' }, code, codes)
}
