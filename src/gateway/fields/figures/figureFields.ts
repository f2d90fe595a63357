import { Decimal } from 'decimal.js'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import type { Class } from '../../../ground/factType.ts'
import type { Period } from '../../../ground/period.ts'
import { given, supports } from '../../../indicators/definitions/support.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import type { FieldClass } from '../../../sharing/fieldClass.ts'
import { hold } from '../../../sharing/limits.ts'
import type { Context } from '../../graph/context.ts'
import { type Argument, declareField } from '../../graph/declareField.ts'
import { priceOfAll } from '../../graph/prices.ts'
import type { Row } from '../../rows/loaders.ts'
import {
  asFigure,
  codesAsked,
  type FigureSource,
  IndicatorValueType,
  indicatorArguments,
  indicatorsArguments,
  mostPeriods,
  SupportType,
  seriesArguments,
} from './figureTypes.ts'
import { figureShown } from './suppressing.ts'

/** What some codes in some periods are called by `Args`. */
type AskedBy<Args> = (args: Args) => { codes: readonly string[]; periods: readonly Period[] }

/** The figures of an area: one, several, one over several periods, and what it receives. */
export function declareFigures(catalogue: Catalogue, cls: Class): void {
  const known = knownIndicatorsOf(catalogue)

  /** Codes and periods are checked, counted and priced before anything is read. */
  const figures = <Args>(askedBy: AskedBy<Args>): FieldClass => {
    const eachOf = (args: Record<string, unknown>) => {
      const { codes, periods } = askedBy(args as Args)
      return periods.flatMap((period) => codes.map((code) => known.asked(code, period).indicator))
    }
    return {
      figure: 'open',
      scope: 'row',
      decides: (args) => {
        eachOf(args)
        return []
      },
      rows: (args) => eachOf(args).length,
      price: (args) => priceOfAll(eachOf(args)),
    }
  }

  const figureOf = async (
    context: Context,
    { key }: Row,
    code: string,
    period: Period,
  ): Promise<FigureSource> => {
    const { indicator } = known.asked(code, period)
    return asFigure(catalogue, indicator, await figureShown(context, indicator, key, period))
  }

  declareField(cls, 'indicator', {
    type: IndicatorValueType,
    description: '按需计算的内置指标。A built-in indicator, computed when asked.',
    sharing: figures(({ code, period }: { code: string; period: Period }) => ({
      codes: [code],
      periods: [period],
    })),
    args: indicatorArguments,
    resolve: (row: Row, { code, period }: { code: string; period: Period }, context: Context) =>
      figureOf(context, row, code, period),
  })

  type Several = { codes?: string[]; group?: string; period: Period }
  declareField(cls, 'indicators', {
    type: IndicatorValueType,
    list: true,
    description: '若干内置指标，或一组。Several built-in indicators, or a group of them.',
    sharing: figures((args: Several) => ({
      codes: codesAsked(known, args),
      periods: [args.period],
    })),
    args: indicatorsArguments,
    resolve: (row: Row, args: Several, context: Context) =>
      codesAsked(known, args).map((code) => figureOf(context, row, code, args.period)),
  })

  declareField(cls, 'support', {
    type: SupportType,
    description: '当年各部门给予的支持。What all departments gave in a year.',
    sharing: figures(({ period }: { period: Period }) => ({
      codes: supports.map(({ code }) => code),
      periods: [period],
    })),
    args: [indicatorArguments[1] as Argument],
    resolve: async (row: Row, { period }: { period: Period }, context: Context) => {
      const items = await Promise.all(
        supports.map(({ code }) => figureOf(context, row, code, period)),
      )
      const told = items.filter(({ code }) => given.includes(code))
      const sum = told.reduce((all, { from }) => all.plus(from.exact ?? 0), new Decimal(0))
      return {
        period,
        items,
        total: sum.toFixed(2),
        isComplete: told.every(({ status, silent }) => status === 'OK' && silent === 0),
      }
    },
  })

  type Series = { code: string; periods: Period[] }
  declareField(cls, 'series', {
    type: IndicatorValueType,
    list: true,
    description: '一个内置指标的各期。One built-in indicator over several periods.',
    sharing: figures(({ code, periods }: Series) => {
      hold('LIMIT_LIST', periods.length, mostPeriods)
      return { codes: [code], periods }
    }),
    args: seriesArguments,
    resolve: (row: Row, { code, periods }: Series, context: Context) =>
      periods.map((period) => figureOf(context, row, code, period)),
  })
}
