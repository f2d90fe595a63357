import { type Catalogue, type Entry, viewName } from '../../catalogue/catalogue.ts'
import type { Reader } from '../../store/reader.ts'
import { type Input, inputsOf } from '../meaning/explaining.ts'
import { factsOf, type Indicator, readIndicator, viewsOf } from '../meaning/indicator.ts'
import type { Term } from '../meaning/term.ts'
import type { Time } from '../meaning/times.ts'
import type { Answer, RawAnswer } from '../sql/answerRow.ts'
import { eachOnce, nameOf, type Question } from '../sql/question.ts'
import { type Circumstances, statementFor } from '../sql/statement.ts'
import { answered, type IndicatorValue, mayAnswer, unanswered } from './figure.ts'
import type { Published } from './published.ts'
import {
  leavesOf,
  type Supposed,
  type SupposedAnswer,
  supposedFigure,
  supposedStatement,
} from './supposing.ts'

/** What the figures of one operation are read from, and the month up to which anything can have been told. */
export interface Sources {
  readonly catalogue: Catalogue
  readonly reader: Reader
  readonly published: Published
  readonly today: Time
}

/** What a figure was made of: its inputs in their order, null where they are silent. */
export interface Explained {
  readonly inputs: readonly { readonly input: Input; readonly value: string | null }[]
  /** Another count of the same, where the definition names one. */
  readonly beside: string | null
  /** What that other count reads. */
  readonly besideFrom: readonly Entry[]
  readonly sql: string
}

/** What a statement has to know of the views whose parts are read. */
async function circumstances(
  { published, today }: Sources,
  indicator: Indicator,
): Promise<Circumstances> {
  const parted = viewsOf(indicator).filter(
    ({ shelf }) => shelf.per && shelf.per !== 'year' && !shelf.shelved[0]?.isArea,
  )
  const views = [...new Set(parted.map(({ shelf }) => viewName(shelf)))]
  return { today, reported: await published.periods(views) }
}

/** The figures of one indicator for many areas and times, in the order asked, by one statement. */
export async function valuesOf(
  sources: Sources,
  indicator: Indicator,
  questions: readonly Question[],
): Promise<IndicatorValue[]> {
  const { catalogue, reader } = sources
  const asked = eachOnce(questions).filter((question) => mayAnswer(indicator, question))
  if (asked.length === 0) return questions.map((question) => unanswered(indicator, question))
  const known = await circumstances(sources, indicator)
  const { query, read } = statementFor(catalogue, { indicator, questions: asked }, known)
  const rows = await reader.planned<RawAnswer>(`indicator ${indicator.definition.code}`, query)
  const byQuestion = new Map<string, Answer>(
    rows.flatMap((row) => {
      const question = asked[row.question - 1]
      return question ? [[nameOf(question), read(row)]] : []
    }),
  )
  return questions.map((question) => {
    const answer = byQuestion.get(nameOf(question))
    return answer ? answered(indicator, question, answer) : unanswered(indicator, question)
  })
}

/** What some figures are made of: their inputs, and the values of these for each question. */
export async function askInputs(
  sources: Sources,
  indicator: Indicator,
  questions: readonly Question[],
) {
  const inputs = inputsOf(sources.catalogue, indicator)
  const terms = inputs.map(({ term }) => term)
  return { inputs, ...(await askTerms(sources, indicator, questions, terms)) }
}

/** Some terms of an indicator, asked for by its own statement; of what has no answer, nothing. */
async function askTerms(
  sources: Sources,
  indicator: Indicator,
  questions: readonly Question[],
  terms: readonly Term[],
) {
  const { catalogue, reader } = sources
  const known = await circumstances(sources, indicator)
  const asked = eachOnce(questions)
  const { query } = statementFor(catalogue, { indicator, questions: asked, inputs: terms }, known)
  const mayBeAsked = asked.every((question) => mayAnswer(indicator, question))
  const origin = `inputs of ${indicator.definition.code}`
  const rows = mayBeAsked ? await reader.planned<RawAnswer>(origin, query) : []
  return { query, rows, asked }
}

/** A figure with its inputs, and another count of it beside. */
export async function explained(
  sources: Sources,
  indicator: Indicator,
  question: Question,
): Promise<Explained> {
  const { catalogue, reader } = sources
  const { inputs, query, rows } = await askInputs(sources, indicator, [question])
  const [answer] = rows
  const other = besideOf(catalogue, indicator)
  const [beside] = other ? await valuesOf(sources, other, [question]) : []
  return {
    inputs: inputs.map((input, at) => ({ input, value: answer?.inputs?.[at] ?? null })),
    beside: beside?.value ?? null,
    besideFrom: other ? factsOf(other) : [],
    sql: reader.textOf(query),
  }
}

/** A figure as it would be with some of its inputs other than they are. */
export async function asSupposed(
  sources: Sources,
  indicator: Indicator,
  question: Question,
  { figure, supposed }: { figure: IndicatorValue; supposed: Supposed },
): Promise<IndicatorValue> {
  const leaves = leavesOf(indicator)
  const { rows } = await askTerms(sources, indicator, [question], leaves)
  const told = rows[0]?.inputs ?? []
  const values = new Map(leaves.map((leaf, at) => [leaf, told[at] ?? null]))
  const [answer] = await sources.reader.planned<SupposedAnswer>(
    `indicator ${indicator.definition.code} as it would be`,
    supposedStatement(indicator, values, supposed),
  )
  return answer ? supposedFigure(indicator, figure, values, answer, supposed) : figure
}

/** The figure that stands beside an indicator's own to be compared with it. */
function besideOf(catalogue: Catalogue, { definition }: Indicator): Indicator | undefined {
  const { beside, code, decimals, from, zh, en, source, reading, sharing, level, unit } = definition
  if (beside === undefined) return undefined
  const named = {
    code: `${code} beside`,
    decimals,
    from,
    zh,
    en,
    source,
    reading,
    sharing,
    level,
    unit,
  }
  return readIndicator(catalogue, { ...named, formula: beside, rise: 'counted' })
}
