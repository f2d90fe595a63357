import 'reflect-metadata'
import { Int } from 'type-graphql'
import { levelOf as levelOfCode } from '../../../ground/areaCode.ts'
import type { Period } from '../../../ground/period.ts'
import { badInput } from '../../../ground/refusal.ts'
import { AreaCode, PeriodScalar } from '../../../ground/scalars.ts'
import type { Level } from '../../../indicators/definitions/definition.ts'
import {
  areasIn,
  comparing,
  inOrder,
  type RowPlace,
  type TableRow,
} from '../../../indicators/figures/tables.ts'
import type { Indicator } from '../../../indicators/meaning/indicator.ts'
import type { Deciding, FieldClass } from '../../../sharing/fieldClass.ts'
import { hold } from '../../../sharing/limits.ts'
import { declareConnection, pageArguments } from '../../graph/connection.ts'
import type { Context } from '../../graph/context.ts'
import { optional, required } from '../../graph/declareField.ts'
import { Input, nullable, Plain, Shape } from '../../graph/declareType.ts'
import { type Cursors, cursorsOf, type Position } from '../../rows/cursors.ts'
import { type Page, type PageArguments, pageOf } from '../../rows/page.ts'
import { pageLength } from '../../rows/selection.ts'
import { declareAreaOf } from '../entities/interfaces.ts'
import { AreaLevel, levels } from './figureEnums.ts'
import { asFigure, type FigureSource, IndicatorValueType, mostPeriods } from './figureTypes.ts'

/** How many rows a table of figures answers at most at once: every village of the city. */
const mostRows = 3_000
const lengths = { most: mostRows, usual: mostRows }
const mostCodes = 40

@Input('TableOrderInput', '按哪一列排序', 'By what a table is put in order')
class TableOrderInput {
  @Plain(String, '指标代码；不写则按区划代码', "A code; the areas' codes if left out", nullable)
  code?: string | null

  @Plain(Boolean, '是否从大到小', 'Whether the greatest come first', nullable)
  descending?: boolean | null
}

@Shape('IndicatorTableRow', '指标表的一行', 'A row of a table of figures')
class TableRowType {
  @Plain(AreaCode, '区划代码', 'Area code')
  areaCode!: string

  @Plain(PeriodScalar, '所属期', 'Its period')
  period!: string

  @Plain([IndicatorValueType], '各项指标，依所问次序', 'The figures, as asked')
  values!: readonly FigureSource[]
}

declareAreaOf(TableRowType)

/** A table of figures, page by page. */
export const IndicatorTable = declareConnection('IndicatorTable', TableRowType, {
  zh: '指标表',
  en: 'A table of figures',
})

/** Which areas and periods a table has rows for, and which of its rows are asked for. */
export interface TableArguments extends PageArguments {
  readonly level: string
  readonly periods: readonly Period[]
  readonly within?: string | null
  readonly programmeIn?: Period | null
  readonly orderBy?: TableOrderInput | null
}

/** The arguments of every table. */
export const tableArguments = {
  level: required(AreaLevel, '区域级别', 'Level of the areas'),
  periods: required([PeriodScalar], '各期', 'The periods'),
  within: optional(AreaCode, '所在区域', 'Only those in it'),
  programmeIn: optional(
    PeriodScalar,
    '只列该年度纳入项目的行政村',
    "Only the programme's villages of this year",
  ),
  orderBy: optional(TableOrderInput, '排序', 'Order'),
  first: optional(Int, '行数，至多 3000，默认 3000', 'How many rows, 3000 at most and if left out'),
  after: pageArguments.after,
}

/** The level that an argument names. */
export function levelOf(name: string): Level {
  const level = levels[name]
  if (!level) throw badInput({ zh: `没有“${name}”一级。`, en: `There is no level ${name}.` })
  return level
}

/** The areas that a table has rows for. */
export function areasAsked(context: Context, table: TableArguments): Promise<string[]> {
  const { level, within, programmeIn } = table
  return areasIn(context.catalogue, context.reader, {
    level: levelOf(level),
    within: within ?? undefined,
    programmeIn: programmeIn ? Number(programmeIn.slice(0, 4)) : undefined,
  })
}

/** What a table answers, beside which part of it: its cursors hold for no other. */
export interface TableOf {
  /** The name of the list. */
  readonly list: string
  /** What makes one table another one, beside its arguments. */
  readonly of: unknown
  readonly codes: readonly string[]
}

function tableCursors(asking: Deciding, { list, of }: TableOf, table: TableArguments): Cursors {
  const { level, periods, within, programmeIn, orderBy } = table
  return cursorsOf(asking, list, {
    chosen: [of, level, periods, within ?? asking.caller.area, programmeIn],
    order: [orderBy?.code, orderBy?.descending],
  })
}

/** Checks what a table's arguments come to, before anything is read. */
export function checkTable(asking: Deciding, what: TableOf, table: TableArguments): void {
  const { periods, first, orderBy, after } = table
  const { codes } = what
  if (codes.length === 0 || periods.length === 0) {
    throw badInput({
      zh: 'codes 与 periods 都要至少写一个。',
      en: 'Name at least one code and one period.',
    })
  }
  hold('LIMIT_LIST', codes.length, mostCodes)
  hold('LIMIT_LIST', periods.length, mostPeriods)
  pageLength(first, lengths)
  if (orderBy?.code && !codes.includes(orderBy.code)) {
    throw badInput({
      zh: `orderBy 的 ${orderBy.code} 不在所问的指标之中。`,
      en: `orderBy names ${orderBy.code}, which is not among the codes asked for.`,
    })
  }
  tableCursors(asking, what, table).open(after)
}

/** The page of a table that is asked for; its rows are told only where they stand on it. */
export function tablePage(
  context: Context,
  what: TableOf & { readonly indicatorOf: (code: string, period: Period) => Indicator },
  table: TableArguments,
  rows: readonly TableRow[],
): Page<TableRowType> {
  const { orderBy, first, after } = table
  const by = orderBy?.code ? what.codes.indexOf(orderBy.code) : undefined
  const order = { by, descending: orderBy?.descending === true }
  const compare = comparing(order)
  const cursors = tableCursors(context, what, table)
  const page = pageOf(
    inOrder(rows, order),
    {
      positionOf: ({ place }) => asPosition(place),
      compare: (a, b) => compare(rowPlace(a), rowPlace(b)),
    },
    { first: pageLength(first, lengths), after },
    cursors,
  )
  const places = new Map<TableRowType, RowPlace>()
  const nodes = page.nodes.map(({ row: { areaCode, period, values }, place }) => {
    const node = {
      areaCode,
      period,
      values: values.map((value) =>
        asFigure(context.catalogue, what.indicatorOf(value.code, value.period), value),
      ),
    }
    places.set(node, place)
    return node
  })
  const positionOf = (node: TableRowType) => asPosition(places.get(node) as RowPlace)
  return { ...page, nodes, cursorOf: (node) => cursors.seal(positionOf(node)) }
}

function asPosition({ value, areaCode, period }: RowPlace): Position {
  return [value, areaCode, period]
}

function rowPlace([value, areaCode, period]: Position): RowPlace {
  return { value, areaCode, period } as RowPlace
}

/** About how many areas of a level the city has. */
const numberOf: Readonly<Record<string, number>> = {
  CITY: 1,
  ZONE: 2,
  COUNTY: 10,
  TOWNSHIP: 180,
  VILLAGE: mostRows,
}

/** About how many figures a table computes, whatever part of it is answered. */
export const tableRows: FieldClass['rows'] = (
  args: TableArguments & { readonly codes?: readonly string[] },
) => {
  const { level, within, periods, codes } = args
  const above = (within && levelOfCode(within)?.toUpperCase()) || 'CITY'
  const areas = Math.max(1, (numberOf[level] ?? 1) / (numberOf[above] ?? 1))
  return Math.ceil(areas) * Math.max(1, periods.length) * Math.max(1, codes?.length ?? 1)
}
