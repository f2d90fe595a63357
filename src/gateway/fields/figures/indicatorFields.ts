import type { Period } from '../../../ground/period.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import type { IndicatorValue } from '../../../indicators/figures/figure.ts'
import { hold } from '../../../sharing/limits.ts'
import type { Asking } from '../../../sharing/rules.ts'
import type { Context } from '../../graph/context.ts'
import { declareQuery, optional, required } from '../../graph/declareField.ts'
import { priceOfAll } from '../../graph/prices.ts'
import { figuresShown } from './figuresShown.ts'
import {
  areasAsked,
  checkTable,
  IndicatorTable,
  type TableArguments,
  type TableOf,
  tableArguments,
  tablePage,
  tableRows,
} from './figureTable.ts'
import { asIndicator, IndicatorType } from './figureTypes.ts'

interface IndicatorsAsked extends TableArguments {
  readonly codes: readonly string[]
}

function askedTable({ codes }: IndicatorsAsked): TableOf {
  return { list: 'indicatorValues', of: codes, codes }
}

/** The indicators that a table asks for, each in the rule of each period. */
function eachAsked({ catalogue }: Asking, { codes, periods }: IndicatorsAsked) {
  const known = knownIndicatorsOf(catalogue)
  return periods.flatMap((period) => codes.map((code) => known.asked(code, period).indicator))
}

async function indicatorTable(context: Context, table: IndicatorsAsked) {
  const { codes, periods } = table
  const known = knownIndicatorsOf(context.catalogue)
  const indicatorOf = (code: string, period: Period) => known.asked(code, period).indicator
  const areas = await areasAsked(context, table)
  const values = await Promise.all(
    codes.flatMap((code) =>
      periods.map((period) => figuresShown(context, indicatorOf(code, period), areas, period)),
    ),
  )
  const rows = periods.flatMap((period, p) =>
    areas.map((areaCode, a) => ({
      areaCode,
      period,
      values: codes.map((_, c) => values[c * periods.length + p]?.[a] as IndicatorValue),
    })),
  )
  return tablePage(context, { ...askedTable(table), indicatorOf }, table, rows)
}

declareQuery('indicatorValues', {
  type: IndicatorTable,
  nullable: true,
  zh: '整张指标表：一级区域的若干指标、若干期',
  en: 'A whole table: figures of all areas of a level',
  sharing: {
    figure: 'open',
    scope: 'within',
    rows: tableRows,
    decides: (table: IndicatorsAsked, asking) => {
      checkTable(asking, askedTable(table), table)
      eachAsked(asking, table)
    },
    price: (table: IndicatorsAsked, asking) => priceOfAll(eachAsked(asking, table)),
  },
  args: {
    codes: required([String], '指标代码', 'Codes of the indicators'),
    ...tableArguments,
  },
  resolve: (_root, table: IndicatorsAsked, context: Context) => indicatorTable(context, table),
})

interface ListAsked {
  readonly codes?: readonly string[] | null
  readonly group?: string | null
}

declareQuery('indicators', {
  type: [IndicatorType],
  zh: '内置指标',
  en: 'The built-in indicators',
  sharing: {
    frame: true,
    decides: ({ codes }: ListAsked) => {
      hold('LIMIT_LIST', codes?.length ?? 0)
    },
  },
  args: {
    codes: optional([String], '只要这些代码', 'Only these codes'),
    group: optional(String, '代码的首字母，如 A、T、R', 'The letter with which their codes begin'),
  },
  resolve: (_root, { codes, group }: ListAsked, { catalogue }: Context) =>
    knownIndicatorsOf(catalogue)
      .all.filter(({ definition: { code } }) => !codes || codes.includes(code))
      .filter(({ definition: { code } }) => !group || code.startsWith(group))
      .map(asIndicator),
})
