import 'reflect-metadata'
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Extensions,
  Field,
  InputType,
  Int,
  Query,
  Resolver,
} from 'type-graphql'
import type { Catalogue, Entry } from '../../../catalogue/catalogue.ts'
import { levelOf as levelOfCode } from '../../../ground/areaCode.ts'
import { badInput } from '../../../ground/refusal.ts'
import { AreaCode, PeriodScalar } from '../../../ground/scalars.ts'
import { type Level, ownCode } from '../../../indicators/definitions/definition.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import type { IndicatorValue } from '../../../indicators/figures/figure.ts'
import { suppressed } from '../../../indicators/figures/suppression.ts'
import {
  areasIn,
  comparing,
  inOrder,
  type RowPlace,
  type TableOrder,
  type TableRow,
} from '../../../indicators/figures/tables.ts'
import { completeFormula } from '../../../indicators/meaning/completion.ts'
import type { Indicator } from '../../../indicators/meaning/indicator.ts'
import { timeIn } from '../../../indicators/meaning/knownIndicators.ts'
import {
  chosenBy,
  type OwnFormula,
  ownIndicator,
  readingsOf,
} from '../../../indicators/meaning/ownFormula.ts'
import { insideOf, isConstant, type Term } from '../../../indicators/meaning/term.ts'
import type { Deciding, FieldClass } from '../../../sharing/fieldClass.ts'
import { hold } from '../../../sharing/limits.ts'
import { mayNotJoinConditions, mayNotSingleOut } from '../../../sharing/refusals.ts'
import type { Context } from '../../graph/context.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfAll, priceOfStatement, priceOfText } from '../../graph/prices.ts'
import { type Cursors, cursorsOf, type Place } from '../../rows/cursors.ts'
import type { Outputs } from '../entities/outputs.ts'
import { AreaLevel, levels } from './figureEnums.ts'
import {
  asFigure,
  asIndicator,
  IndicatorType,
  IndicatorValueType,
  mostPeriods,
} from './figureTypes.ts'
import { figuresShown, seesInputs, withBesides } from './suppressing.ts'

const frame = { sharing: { frame: true } }

/** How many rows a table of figures answers at most at once: every village of the city. */
const mostRows = 3_000
const mostCodes = 40

@InputType({ description: '按哪一列排序。By what a table is put in order.' })
class TableOrderInput {
  @Field(() => String, {
    nullable: true,
    description: "指标代码；不写则按区划代码。A code; the areas' codes if left out.",
  })
  code?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: '是否从大到小。Whether the greatest come first.',
  })
  descending?: boolean | null
}

@InputType({ description: '命名公式，可在公式中引用。A formula that others may name.' })
class NamedFormulaInput {
  @Field(() => String, { description: '名称。Its name.' })
  name!: string

  @Field(() => String, { description: '公式。The formula.' })
  formula!: string
}

@Shape('Completion', '可写的内容', 'What may be written here')
class CompletionType {
  @Plain(String, '写入的文字', 'The text to write')
  text!: string

  @Plain(String, '中文含义', 'What it means, in Chinese')
  zh!: string

  @Plain(String, '英文含义', 'What it means, in English')
  en!: string

  @Plain(Int, '从该字符起替换', 'The first character that it replaces')
  from!: number

  @Plain(Int, '到该字符止', 'The character before which it ends')
  to!: number
}

/** Which areas and periods a table has rows for, and which of its rows are asked for. */
@ArgsType()
class TableArguments {
  @Field(() => AreaLevel, { description: '区域级别。Level of the areas.' })
  level!: string

  @Field(() => [PeriodScalar], { description: '各期。The periods.' })
  periods!: string[]

  @Field(() => AreaCode, { nullable: true, description: '所在区域。Only those in it.' })
  within?: string | null

  @Field(() => PeriodScalar, {
    nullable: true,
    description: "只列该年度纳入项目的行政村。Only the programme's villages of this year.",
  })
  programmeIn?: string | null

  @Field(() => TableOrderInput, { nullable: true, description: '排序。Order.' })
  orderBy?: TableOrderInput | null

  @Field(() => Int, { nullable: true, description: '行数，至多 3000。How many rows.' })
  first?: number | null

  @Field(() => String, { nullable: true, description: '上页的 endCursor。Where to go on.' })
  after?: string | null
}

/** One page of a table, and how long the whole is. */
interface TablePage {
  readonly rows: readonly TableRow[]
  readonly total: number
  readonly hasMore: boolean
  readonly endCursor: string | null
}

/** What a table answers, beside which part of it: its cursors hold for no other. */
type Chosen = Pick<TableArguments, 'level' | 'periods' | 'within' | 'programmeIn' | 'orderBy'> & {
  readonly of: unknown
}

function tableCursors(
  asking: Deciding,
  list: string,
  { of, level, periods, within, programmeIn, orderBy }: Chosen,
): Cursors {
  return cursorsOf(asking, list, {
    chosen: [of, level, periods, within ?? asking.caller.area, programmeIn],
    order: [orderBy?.code, orderBy?.descending],
  })
}

function pageOf(
  rows: readonly TableRow[],
  codes: readonly string[],
  { orderBy, first, after }: TableArguments,
  cursors: Cursors,
): TablePage {
  const by = orderBy?.code ? codes.indexOf(orderBy.code) : undefined
  const order = { by, descending: orderBy?.descending === true }
  const ordered = inOrder(rows, order)
  const from = after ? startAfter(ordered, cursors.open(after), order) : 0
  const page = ordered.slice(from, from + (first ?? mostRows))
  const last = page.at(-1)?.place
  return {
    rows: page.map(({ row }) => row),
    total: ordered.length,
    hasMore: from + page.length < ordered.length,
    endCursor: last ? cursors.seal([last.value, last.areaCode, last.period]) : null,
  }
}

/** Where a table goes on after a place, whether or not the row that stood there still does. */
function startAfter(
  ordered: readonly { place: RowPlace }[],
  [value, areaCode, period]: Place,
  order: TableOrder,
): number {
  const compare = comparing(order)
  const last = { value, areaCode, period } as RowPlace
  const at = ordered.findIndex(({ place }) => compare(place, last) > 0)
  return at < 0 ? ordered.length : at
}

/** Checks what a table's arguments come to, before anything is read. */
function checkTable(codes: readonly string[], { periods, first, orderBy }: TableArguments): void {
  if (codes.length === 0 || periods.length === 0) {
    throw badInput({
      zh: 'codes 与 periods 都要至少写一个。',
      en: 'Name at least one code and one period.',
    })
  }
  hold('LIMIT_LIST', codes.length, mostCodes)
  hold('LIMIT_LIST', periods.length, mostPeriods)
  if (first !== null && first !== undefined && (first < 1 || first > mostRows)) {
    throw badInput({
      zh: `first 应为 1 到 ${mostRows}。`,
      en: `"first" lies from 1 to ${mostRows}.`,
    })
  }
  if (orderBy?.code && !codes.includes(orderBy.code)) {
    throw badInput({
      zh: `orderBy 的 ${orderBy.code} 不在所问的指标之中。`,
      en: `orderBy names ${orderBy.code}, which is not among the codes asked for.`,
    })
  }
}

const ofIndicators = 'indicatorValues'
const ofFormula = 'compute'

/** What makes one own formula another one. */
function ownOf({ formula, named, decimals }: Omit<OwnFormula, 'level'>): unknown {
  return [formula, named?.map((one) => [one.name, one.formula]), decimals]
}

/** How long a formula may be. */
const longestFormula = 5_000

function holdFormulas({ formula, named }: Omit<OwnFormula, 'level'>): void {
  const texts = [formula, ...(named ?? []).map((one) => one.formula)]
  hold(
    'LIMIT_TEXT',
    texts.reduce((sum, text) => sum + text.length, 0),
    longestFormula,
  )
}

/** About how many areas of a level the city has, and how much of it an area of a level is. */
const numberOf: Readonly<Record<string, number>> = {
  CITY: 1,
  ZONE: 2,
  COUNTY: 10,
  TOWNSHIP: 180,
  VILLAGE: mostRows,
}

/** About how many figures a table computes, whatever part of it is answered. */
const tableRows: FieldClass['rows'] = ({ level, within, periods, codes }) => {
  const lengthOf = (list: unknown) => (Array.isArray(list) ? Math.max(1, list.length) : 1)
  const above = (typeof within === 'string' && levelOfCode(within)?.toUpperCase()) || 'CITY'
  const areas = Math.max(1, (numberOf[String(level)] ?? 1) / (numberOf[above] ?? 1))
  return Math.ceil(areas) * lengthOf(periods) * lengthOf(codes)
}

/** Figures of many areas at once, own formulas, and what may be written in one. */
export function figureResolver(catalogue: Catalogue, outputs: Outputs): new () => object {
  const known = knownIndicatorsOf(catalogue)

  @Shape('IndicatorTableRow', '指标表的一行', 'A row of a table of figures')
  class TableRowType {
    @Plain(AreaCode, '区划代码', 'Area code')
    areaCode!: string

    @Extensions({
      ...frame,
      declared: {
        resolve: ({ areaCode }: TableRowType, _args: object, { loaders }: Context) =>
          loaders.area(areaCode),
      },
    })
    @Field(() => outputs.area as never, { nullable: true, description: '区域。The area.' })
    area?: object | null

    @Plain(PeriodScalar, '所属期', 'Its period')
    period!: string

    @Plain([IndicatorValueType], '各项指标，依所问次序', 'The figures, as asked')
    values!: readonly IndicatorValueType[]
  }

  @Shape('IndicatorTable', '指标表', 'A table of figures')
  class TableType {
    @Plain([TableRowType], '各行', 'Its rows')
    rows!: readonly TableRowType[]

    @Plain(Int, '总行数', 'How many rows there are in all')
    totalCount!: number

    @Plain(Boolean, '是否还有下一页', 'Whether more follow')
    hasNextPage!: boolean

    @Plain(String, '末行游标', 'Cursor of the last row', nullable)
    endCursor?: string | null
  }

  const answerOf = (
    { rows, total, hasMore, endCursor }: TablePage,
    indicatorOf: (value: IndicatorValue, at: number) => Indicator,
  ): TableType => ({
    totalCount: total,
    hasNextPage: hasMore,
    endCursor,
    rows: rows.map(({ areaCode, period, values }) => ({
      areaCode,
      period,
      values: values.map((value, at) => asFigure(catalogue, indicatorOf(value, at), value)),
    })),
  })

  /** Reads the level, checks the periods and gives the areas. */
  const areasOf = (context: Context, { level, within, programmeIn }: TableArguments) =>
    areasIn(catalogue, context.reader, {
      level: levelOf(level),
      within: within ?? undefined,
      programmeIn: programmeIn ? Number(programmeIn.slice(0, 4)) : undefined,
    })

  @Resolver()
  class FigureResolver {
    @Extensions({
      sharing: {
        figure: 'open',
        scope: 'within',
        rows: tableRows,
        decides: (args, asking) => {
          const { codes, ...table } = args as unknown as TableArguments & { codes: string[] }
          checkTable(codes, table)
          for (const code of codes) for (const period of table.periods) known.asked(code, period)
          if (table.after)
            tableCursors(asking, ofIndicators, { of: codes, ...table }).open(table.after)
          return []
        },
        price: (args) => {
          const { codes, periods } = args as unknown as TableArguments & { codes: string[] }
          const indicators = periods.flatMap((period) =>
            codes.map((code) => known.asked(code, period).indicator),
          )
          return priceOfAll(indicators)
        },
      } satisfies FieldClass,
    })
    @Query(() => TableType, {
      nullable: true,
      description:
        '整张指标表：一级区域的若干指标、若干期。A whole table: figures of all areas of a level.',
    })
    async indicatorValues(
      @Arg('codes', () => [String], { description: '指标代码。Codes of the indicators.' })
      codes: string[],
      @Args(() => TableArguments) table: TableArguments,
      @Ctx() context: Context,
    ): Promise<TableType> {
      const areas = await areasOf(context, table)
      const { periods } = table
      const values = await Promise.all(
        codes.flatMap((code) =>
          periods.map((period) =>
            figuresShown(context, known.asked(code, period).indicator, areas, period),
          ),
        ),
      )
      const rows = periods.flatMap((period, p) =>
        areas.map((areaCode, a) => ({
          areaCode,
          period,
          values: codes.map((_, c) => values[c * periods.length + p]?.[a] as IndicatorValue),
        })),
      )
      return answerOf(
        pageOf(rows, codes, table, tableCursors(context, ofIndicators, { of: codes, ...table })),
        (value) => known.asked(value.code, value.period).indicator,
      )
    }

    @Extensions({
      sharing: {
        figure: 'open',
        scope: 'within',
        rows: tableRows,
        price: ({ periods }) => priceOfText + (periods as string[]).length * priceOfStatement,
        decides: (args, asking) => {
          const table = args as unknown as TableArguments & Omit<OwnFormula, 'level'>
          holdFormulas(table)
          const asked = { ...table, level: levelOf(table.level) }
          const indicator = ownIndicator(catalogue, known, asked)
          checkTable([ownCode], table)
          if (table.after)
            tableCursors(asking, ofFormula, { of: ownOf(table), ...table }).open(table.after)
          for (const period of table.periods) timeIn(indicator, period)
          const { single, aggregated } = readingsOf(catalogue, indicator)
          // What may be counted by those who may not see it is decided by who asks.
          return [...single, ...aggregated.filter(({ fact }) => !mayBeCounted(indicator, fact))]
        },
      } satisfies FieldClass,
    })
    @Query(() => TableType, {
      nullable: true,
      description:
        "自拟公式，中英文皆可。A formula of one's own over an area's facts, in Chinese or English.",
    })
    async compute(
      @Arg('formula', () => String, { description: '公式。The formula.' })
      formula: string,
      @Arg('named', () => [NamedFormulaInput], {
        nullable: true,
        description: '公式中引用的命名公式。Formulas that it may name.',
      })
      named: NamedFormulaInput[] | null | undefined,
      @Arg('decimals', () => Int, {
        nullable: true,
        description: '小数位数。Decimals, 2 if left out.',
      })
      decimals: number | null | undefined,
      @Args(() => TableArguments) table: TableArguments,
      @Ctx() context: Context,
    ): Promise<TableType> {
      const indicator = ownIndicator(catalogue, known, {
        formula,
        level: levelOf(table.level),
        named,
        decimals,
      })
      const asked = await areasOf(context, table)
      const isShut = !(await seesInputs(context, indicator))
      if (isShut) mustOnlyCount(catalogue, indicator)
      // What is withheld is decided on all that lie together, whichever of them were asked for.
      const areas = isShut ? await withBesides(context, levelOf(table.level), asked) : asked
      const questions = table.periods.flatMap((period) => {
        const time = timeIn(indicator, period)
        return areas.map((area) => ({ area, ...time }))
      })
      const values = await context.figures.compute(indicator, questions)
      const rows = questions.map(({ area }, at) => ({
        areaCode: area,
        period: table.periods[Math.floor(at / areas.length)] ?? '',
        values: values.slice(at, at + 1),
      }))
      const wanted = new Set(asked)
      const shown = isShut
        ? suppressed(rows, context.figures.fewestShown).filter(({ areaCode }) =>
            wanted.has(areaCode),
          )
        : rows
      const orderBy = table.orderBy ? { ...table.orderBy, code: ownCode } : null
      const of = ownOf({ formula, named, decimals })
      const cursors = tableCursors(context, ofFormula, { of, ...table })
      return answerOf(pageOf(shown, [ownCode], { ...table, orderBy }, cursors), () => indicator)
    }

    @Extensions({
      sharing: {
        frame: true,
        decides: ({ codes }) => {
          hold('LIMIT_LIST', Array.isArray(codes) ? codes.length : 0)
          return []
        },
      } satisfies FieldClass,
    })
    @Query(() => [IndicatorType], { description: '内置指标。The built-in indicators.' })
    indicators(
      @Arg('codes', () => [String], {
        nullable: true,
        description: '只要这些代码。Only these codes.',
      })
      codes: string[] | null | undefined,
      @Arg('group', () => String, {
        nullable: true,
        description: '代码的首字母，如 A、T、R。The letter with which their codes begin.',
      })
      group: string | null | undefined,
    ): IndicatorType[] {
      return known.all
        .filter(({ definition: { code } }) => !codes || codes.includes(code))
        .filter(({ definition: { code } }) => !group || code.startsWith(group))
        .map(asIndicator)
    }

    @Extensions({
      sharing: {
        frame: true,
        price: () => priceOfText,
        decides: ({ text }) => {
          hold('LIMIT_TEXT', String(text).length, longestFormula)
          return []
        },
      } satisfies FieldClass,
    })
    @Query(() => [CompletionType], {
      description:
        '公式在光标处可写的内容，供编辑器使用。What may be written at a place of a formula.',
    })
    completeFormula(
      @Arg('text', () => String, { description: '公式全文。The formula.' }) text: string,
      @Arg('cursor', () => Int, { description: '光标位置。Where the cursor stands.' })
      cursor: number,
    ): CompletionType[] {
      const { from, to, offered } = completeFormula(catalogue, known.vocabulary, text, cursor)
      return offered.map((one) => ({ ...one, from, to }))
    }
  }
  return FigureResolver
}

function levelOf(name: string): Level {
  const level = levels[name]
  if (!level) throw badInput({ zh: `没有“${name}”一级。`, en: `There is no level ${name}.` })
  return level
}

/** Whether a fact may be counted by those who may not see it, in a formula that only counts. */
function mayBeCounted({ value }: Indicator, { aggregate }: Entry['fact']): boolean {
  const counts = value.kind === 'aggregate' && /^count/.test(value.aggregate.how)
  return counts && aggregate === 'open'
}

/**
 * Of facts that may not be read only counts are answered: of all, or of those of which one countable fact has
 * one value. What joins several conditions could single somebody out, and, with others of which the number
 * is known, undo the rounding.
 */
function mustOnlyCount(catalogue: Catalogue, indicator: Indicator): void {
  const closed = chosenBy(indicator).find(({ fact }) => fact.aggregate === 'closed')
  if (closed) throw mayNotSingleOut(catalogue, closed)
  if (!countsByOneValue(indicator.value)) throw mayNotJoinConditions()
}

function countsByOneValue(term: Term): boolean {
  if (term.kind !== 'aggregate' || term.aggregate.how !== 'count') return false
  const [condition, another] = insideOf(term.aggregate)
  if (another) return false
  if (condition?.kind !== 'binary') return !condition || condition.kind === 'fact'
  const { operator, left, right } = condition
  return operator === '=' && left.kind === 'fact' && isConstant(right)
}
