import 'reflect-metadata'
import { Int } from 'type-graphql'
import type { Catalogue, Entry } from '../../../catalogue/catalogue.ts'
import { ownCode } from '../../../indicators/definitions/definition.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import { suppressed } from '../../../indicators/figures/countSuppression.ts'
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
import { hold } from '../../../sharing/limits.ts'
import { mayNotJoinConditions, mayNotSingleOut } from '../../../sharing/refusals.ts'
import type { Asking } from '../../../sharing/rules.ts'
import type { Context } from '../../graph/context.ts'
import { declareQuery, optional, required } from '../../graph/declareField.ts'
import { Input, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfStatement, priceOfText } from '../../graph/prices.ts'
import { seesInputs, withBesides } from './figuresShown.ts'
import {
  areasAsked,
  checkTable,
  IndicatorTable,
  levelOf,
  type TableArguments,
  type TableOf,
  tableArguments,
  tablePage,
  tableRows,
} from './figureTable.ts'

@Input('NamedFormulaInput', '命名公式，可在公式中引用', 'A formula that others may name')
class NamedFormulaInput {
  @Plain(String, '名称', 'Its name')
  name!: string

  @Plain(String, '公式', 'The formula')
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

type FormulaAsked = TableArguments & Omit<OwnFormula, 'level'>

/** How long a formula may be, with all that it names. */
const longestFormula = 5_000

function askedTable({ formula, named, decimals }: FormulaAsked): TableOf {
  const of = [formula, named?.map((one) => [one.name, one.formula]), decimals]
  return { list: 'compute', of, codes: [ownCode] }
}

/** Put in order, a table of one formula is in the order of its value. */
function byValue({ orderBy, ...table }: FormulaAsked): FormulaAsked {
  return orderBy ? { ...table, orderBy: { ...orderBy, code: orderBy.code || ownCode } } : table
}

function indicatorAsked({ catalogue }: Asking, asked: FormulaAsked): Indicator {
  const level = levelOf(asked.level)
  return ownIndicator(catalogue, knownIndicatorsOf(catalogue), { ...asked, level })
}

async function computed(context: Context, table: FormulaAsked) {
  const { catalogue, figures } = context
  const indicator = indicatorAsked(context, table)
  const asked = await areasAsked(context, table)
  const isShut = !(await seesInputs(context, indicator))
  if (isShut) mustOnlyCount(catalogue, indicator)
  // What is withheld is decided on all that lie together, whichever of them were asked for.
  const areas = isShut ? await withBesides(context, levelOf(table.level), asked) : asked
  const questions = table.periods.flatMap((period) => {
    const time = timeIn(indicator, period)
    return areas.map((area) => ({ area, ...time }))
  })
  const values = await figures.compute(indicator, questions)
  const rows = questions.map(({ area }, at) => ({
    areaCode: area,
    period: table.periods[Math.floor(at / areas.length)] ?? '',
    values: values.slice(at, at + 1),
  }))
  const wanted = new Set(asked)
  const shown = isShut
    ? suppressed(rows, figures.fewestShown).filter(({ areaCode }) => wanted.has(areaCode))
    : rows
  const what = { ...askedTable(table), indicatorOf: () => indicator }
  return tablePage(context, what, byValue(table), shown)
}

declareQuery('compute', {
  type: IndicatorTable,
  nullable: true,
  zh: '自拟公式，中英文皆可',
  en: "A formula of one's own over an area's facts, in Chinese or English",
  sharing: {
    figure: 'open',
    scope: 'within',
    rows: tableRows,
    price: ({ periods }: FormulaAsked) => priceOfText + periods.length * priceOfStatement,
    decides: (table: FormulaAsked, asking) => {
      const texts = [table.formula, ...(table.named ?? []).map((one) => one.formula)]
      hold('LIMIT_TEXT', texts.join('').length, longestFormula)
      const indicator = indicatorAsked(asking, table)
      checkTable(asking, askedTable(table), byValue(table))
      for (const period of table.periods) timeIn(indicator, period)
      const { single, aggregated } = readingsOf(asking.catalogue, indicator)
      // What may be counted by those who may not see it is decided by who asks.
      return [...single, ...aggregated.filter(({ fact }) => !mayBeCounted(indicator, fact))]
    },
  },
  args: {
    formula: required(String, '公式', 'The formula'),
    named: optional([NamedFormulaInput], '公式中引用的命名公式', 'Formulas that it may name'),
    decimals: optional(Int, '小数位数', 'Decimals, 2 if left out'),
    ...tableArguments,
  },
  resolve: (_root, table: FormulaAsked, context: Context) => computed(context, table),
})

interface TextAsked {
  readonly text: string
  readonly cursor: number
}

declareQuery('completeFormula', {
  type: [CompletionType],
  zh: '公式在光标处可写的内容，供编辑器使用',
  en: 'What may be written at a place of a formula',
  sharing: {
    frame: true,
    price: () => priceOfText,
    decides: ({ text }: TextAsked) => {
      hold('LIMIT_TEXT', text.length, longestFormula)
    },
  },
  args: {
    text: required(String, '公式全文', 'The formula'),
    cursor: required(Int, '光标位置', 'Where the cursor stands'),
  },
  resolve: (_root, { text, cursor }: TextAsked, { catalogue }: Context): CompletionType[] => {
    const { vocabulary } = knownIndicatorsOf(catalogue)
    const { from, to, offered } = completeFormula(catalogue, vocabulary, text, cursor)
    return offered.map((one) => ({ ...one, from, to }))
  },
})

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
