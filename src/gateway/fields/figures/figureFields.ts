import { Decimal } from 'decimal.js'
import type { Class } from '../../../ground/factType.ts'
import type { Period } from '../../../ground/period.ts'
import { PeriodScalar } from '../../../ground/scalars.ts'
import { given, supports } from '../../../indicators/definitions/support.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import type { Indicator } from '../../../indicators/meaning/indicator.ts'
import type { FieldClass } from '../../../sharing/fieldClass.ts'
import { hold } from '../../../sharing/limits.ts'
import type { Asking } from '../../../sharing/rules.ts'
import type { Context } from '../../graph/context.ts'
import { declareField, optional, required } from '../../graph/declareField.ts'
import { priceOfAll } from '../../graph/prices.ts'
import type { Row } from '../../rows/row.ts'
import { figureShown } from './figuresShown.ts'
import {
  asFigure,
  code,
  codesAsked,
  type FigureSource,
  IndicatorValueType,
  mostPeriods,
  period,
  SupportType,
} from './figureTypes.ts'

/** What some codes in some periods are called by `Args`. */
type AskedBy<Args> = (
  args: Args,
  asking: Asking,
) => { codes: readonly string[]; periods: readonly Period[] }

/** The class of a field of figures: codes and periods are checked, counted and priced before anything is read. */
function figures<Args>(askedBy: AskedBy<Args>): FieldClass {
  const eachOf = (args: Args, asking: Asking): Indicator[] => {
    const { codes, periods } = askedBy(args, asking)
    const known = knownIndicatorsOf(asking.catalogue)
    return periods.flatMap((one) => codes.map((each) => known.asked(each, one).indicator))
  }
  return {
    figure: 'open',
    scope: 'row',
    decides: (args: Args, asking) => void eachOf(args, asking),
    rows: (args: Args, asking) => eachOf(args, asking).length,
    price: (args: Args, asking) => priceOfAll(eachOf(args, asking)),
  }
}

async function figureOf(
  context: Context,
  { key }: Row,
  asked: string,
  of: Period,
): Promise<FigureSource> {
  const { catalogue } = context
  const { indicator } = knownIndicatorsOf(catalogue).asked(asked, of)
  return asFigure(catalogue, indicator, await figureShown(context, indicator, key, of))
}

interface One {
  readonly code: string
  readonly period: Period
}

interface Several {
  readonly codes?: readonly string[] | null
  readonly group?: string | null
  readonly period: Period
}

interface Series {
  readonly code: string
  readonly periods: readonly Period[]
}

/** The figures of an area: one, several, one over several periods, and what it receives. */
export function declareFigures(cls: Class): void {
  declareField(cls, 'indicator', {
    type: IndicatorValueType,
    nullable: true,
    zh: '按需计算的内置指标',
    en: 'A built-in indicator, computed when asked',
    sharing: figures((one: One) => ({ codes: [one.code], periods: [one.period] })),
    args: { code, period },
    resolve: (row: Row, one: One, context: Context) => figureOf(context, row, one.code, one.period),
  })

  declareField(cls, 'indicators', {
    type: [IndicatorValueType],
    nullable: true,
    zh: '若干内置指标，或一组',
    en: 'Several built-in indicators, or a group of them',
    sharing: figures((several: Several, { catalogue }) => ({
      codes: codesAsked(knownIndicatorsOf(catalogue), several),
      periods: [several.period],
    })),
    args: {
      codes: optional([String], '指标代码', 'Codes'),
      group: optional(
        String,
        '代码的首字母，如 A 为经济社会发展',
        'The letter with which codes begin',
      ),
      period,
    },
    resolve: (row: Row, several: Several, context: Context) =>
      codesAsked(knownIndicatorsOf(context.catalogue), several).map((one) =>
        figureOf(context, row, one, several.period),
      ),
  })

  declareField(cls, 'support', {
    type: SupportType,
    nullable: true,
    zh: '当年各部门给予的支持',
    en: 'What all departments gave in a year',
    sharing: figures((asked: Pick<One, 'period'>) => ({
      codes: supports.map((support) => support.code),
      periods: [asked.period],
    })),
    args: { period },
    resolve: (row: Row, asked: Pick<One, 'period'>, context: Context) =>
      supportOf(row, asked.period, context),
  })

  declareField(cls, 'series', {
    type: [IndicatorValueType],
    nullable: true,
    zh: '一个内置指标的各期',
    en: 'One built-in indicator over several periods',
    sharing: figures((series: Series) => {
      hold('LIMIT_LIST', series.periods.length, mostPeriods)
      return { codes: [series.code], periods: series.periods }
    }),
    args: { code, periods: required([PeriodScalar], '各期', 'Periods') },
    resolve: (row: Row, series: Series, context: Context) =>
      series.periods.map((one) => figureOf(context, row, series.code, one)),
  })
}

/** What all departments gave an area: the sum of what is given, and beside it what is lent. */
async function supportOf(row: Row, year: Period, context: Context) {
  const items = await Promise.all(
    supports.map((support) => figureOf(context, row, support.code, year)),
  )
  const told = items.filter((item) => given.includes(item.code))
  const sum = told.reduce((all, { from }) => all.plus(from.exact ?? 0), new Decimal(0))
  return {
    period: year,
    items,
    total: sum.toFixed(2),
    isComplete: told.every(({ status, silent }) => status === 'OK' && silent === 0),
  }
}
