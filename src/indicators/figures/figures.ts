import DataLoader from 'dataloader'
import { LRUCache } from 'lru-cache'
import { type Catalogue, type Entry, viewName } from '../../catalogue/catalogue.ts'
import type { Period } from '../../ground/period.ts'
import { usualFewestShown } from '../../ground/settings.ts'
import type { Reader } from '../../store/reader.ts'
import { type Input, inputsOf } from '../meaning/explaining.ts'
import { factsOf, type Indicator, readIndicator, viewsOf } from '../meaning/indicator.ts'
import type { KnownIndicators } from '../meaning/knownIndicators.ts'
import { readArea } from '../meaning/level.ts'
import type { Term } from '../meaning/term.ts'
import { runningMonth, type Time } from '../meaning/times.ts'
import { type Answer, type Circumstances, type RawAnswer, statementFor } from '../sql/statement.ts'
import { eachOnce, nameOf, type Question } from '../sql/unitsOfAreas.ts'
import { answered, type IndicatorValue, mayAnswer, unanswered } from './figure.ts'
import { type Published, publishedOver, type Versions } from './published.ts'
import {
  leavesOf,
  type Supposed,
  type SupposedAnswer,
  supposedFigure,
  supposedStatement,
} from './supposing.ts'
import { openDecisions, type Withheld, withheldIn } from './withheld.ts'

/** Answers for indicators; one statement an indicator for all that one operation asks. */
export interface FigureLoader {
  readonly load: (code: string, areaCode: string, period: Period) => Promise<IndicatorValue>
  /** The same for many areas at once, in their order. */
  readonly loadMany: (
    code: string,
    areas: readonly string[],
    period: Period,
  ) => Promise<IndicatorValue[]>
  /** How far all that some indicators and further views read has come now: another text once any of it moves. */
  readonly stamp: (
    codes: readonly string[],
    period: Period,
    views: readonly string[],
  ) => Promise<string>
  /** When what some views say was last published; null where none of them ever was. */
  readonly lastPublished: (views: readonly string[]) => Promise<string | null>
  /** What a figure was made of in many areas: the names of its inputs, and their values area by area. */
  readonly inputsOf: (
    code: string,
    areas: readonly string[],
    period: Period,
  ) => Promise<{ names: string[]; values: Map<string, (string | null)[]> }>
  /** A figure as it would be with some of its inputs other than they are; nothing is kept. */
  readonly supposing: (
    code: string,
    area: string,
    period: Period,
    supposed: Supposed,
  ) => Promise<IndicatorValue>
  /** A figure with what it was made of, and the statement that made it. */
  readonly explain: (indicator: Indicator, question: Question) => Promise<Explained>
  /** Where a figure is withheld from those who may not read what it is made of. */
  readonly fewestShown: number
  readonly withheldIn: (indicator: Indicator, period: Period) => Promise<Withheld>
  /** An indicator that is not in the catalogue: a formula of the caller's own. */
  readonly compute: (
    indicator: Indicator,
    questions: readonly Question[],
  ) => Promise<IndicatorValue[]>
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

/** Figures, and the answers that they have given: kept as long as what they were read from stands. */
export interface Figures {
  readonly known: KnownIndicators
  /** Reads what one operation asks for: what it has answered once it does not ask again. */
  readonly over: (reader: Reader) => FigureLoader
}

/** How much a process keeps, in answers; what is kept of an indicator and a time takes some room besides. */
const mostKept = 90_000
const roomOfOne = 4

/** The answers of one indicator for one time, under the versions that they were read from and the month. */
interface Kept {
  readonly versions: string
  readonly answers: Map<string, IndicatorValue>
}

/** How figures are shown, and told from those that cannot be yet. */
interface FigureSettings {
  /** From how many households or persons on they are shown to those who may not read what they are made of. */
  readonly fewestShown?: number
  /** Tells which parts of a year are over. */
  readonly now?: () => Date
}

/** Opens the figures of a process. */
export function openFigures(
  catalogue: Catalogue,
  known: KnownIndicators,
  { fewestShown = usualFewestShown, now = () => new Date() }: FigureSettings = {},
): Figures {
  const store = new LRUCache<string, Kept>({
    maxSize: mostKept,
    sizeCalculation: ({ answers }) => roomOfOne + answers.size,
  })
  const decisions = openDecisions()
  return {
    known,
    over: (reader) => {
      const published = publishedOver(reader)
      const today = runningMonth(now())
      const ask = (indicator: Indicator, questions: readonly Question[]) =>
        valuesOf(catalogue, reader, published, indicator, questions, today)
      const keep = (indicator: Indicator, questions: readonly Question[]) =>
        kept(store, published, indicator, questions, today, ask)
      const loaders = new Map<Indicator, DataLoader<Question, IndicatorValue, string>>()
      const loaderOf = (indicator: Indicator) => {
        const found = loaders.get(indicator)
        if (found) return found
        const loader = new DataLoader(
          (questions: readonly Question[]) => keep(indicator, questions),
          { cacheKeyFn: nameOf },
        )
        loaders.set(indicator, loader)
        return loader
      }
      const stampBy = async (
        read: Published,
        codes: readonly string[],
        period: Period,
        views: readonly string[],
      ) => {
        const versions = await read.versions()
        const named = codes.flatMap((code) => known.asked(code, period).indicator.sources)
        const sources = [...new Set([...named, ...views])].sort()
        const last = sources.map((name) => versions.get(name)?.last ?? 0)
        return [...last, today.year, today.through].join(' ')
      }
      const loader: FigureLoader = {
        fewestShown,
        load: async (code, areaCode, period) => {
          const { indicator, time } = known.asked(code, period)
          const value = await loaderOf(indicator).load({ area: readArea(areaCode), ...time })
          return calledBy(period, value)
        },
        loadMany: async (code, areas, period) => {
          const { indicator, time } = known.asked(code, period)
          const questions = areas.map((area) => ({ area, ...time }))
          const values = await keep(indicator, questions)
          return values.map((value) => calledBy(period, value))
        },
        // Asked anew each time: whoever compares two of them asks whether anything has moved between.
        stamp: (codes, period, views) => stampBy(publishedOver(reader), codes, period, views),
        lastPublished: async (views) => {
          const versions = await published.versions()
          return (
            views
              .flatMap((view) => versions.get(view)?.at ?? [])
              .sort()
              .at(-1) ?? null
          )
        },
        inputsOf: async (code, areas, period) => {
          const { indicator, time } = known.asked(code, period)
          const questions = areas.map((area) => ({ area, ...time }))
          const { inputs, rows, asked } = await askInputs(
            catalogue,
            reader,
            published,
            indicator,
            questions,
            today,
          )
          return {
            names: inputs.map(({ text }) => text),
            values: new Map(
              rows.map(({ question, inputs: told = [] }) => [
                asked[question - 1]?.area ?? '',
                [...told],
              ]),
            ),
          }
        },
        supposing: async (code, area, period, supposed) => {
          const { indicator, time } = known.asked(code, period)
          const question = { area, ...time }
          const [figure = unanswered(indicator, question)] = await keep(indicator, [question])
          const leaves = leavesOf(indicator)
          const { rows } = await askTerms(
            catalogue,
            reader,
            published,
            indicator,
            [question],
            today,
            leaves,
          )
          const told = rows[0]?.inputs ?? []
          const values = new Map(leaves.map((leaf, at) => [leaf, told[at] ?? null]))
          const [answer] = await reader.planned<SupposedAnswer>(
            `indicator ${code} as it would be`,
            supposedStatement(indicator, values, supposed),
          )
          return answer ? supposedFigure(indicator, figure, values, answer, supposed) : figure
        },
        explain: (indicator, question) =>
          explained(catalogue, reader, published, indicator, question, today),
        withheldIn: (indicator, period) =>
          withheldIn(
            catalogue,
            reader,
            known,
            // Of one operation's state, which is read once.
            { ...loader, stamp: (...asked) => stampBy(published, ...asked) },
            decisions,
            indicator,
            period,
          ),
        compute: keep,
      }
      return loader
    },
  }
}

/** A figure under the name by which its period was asked for: half a year is also its second quarter. */
function calledBy(period: Period, value: IndicatorValue): IndicatorValue {
  return value.period === period ? value : { ...value, period }
}

/** Answers from what is kept where its sources have not moved, and asks for the rest. */
async function kept(
  store: LRUCache<string, Kept>,
  published: Published,
  indicator: Indicator,
  questions: readonly Question[],
  today: Time,
  ask: (indicator: Indicator, questions: readonly Question[]) => Promise<IndicatorValue[]>,
): Promise<IndicatorValue[]> {
  // What is owed depends on what is over.
  const read = versionsOf(indicator, await published.versions())
  const versions = `${read} in ${today.year}-${today.through}`
  const found = new Map<string, Kept>()
  const keptOf = ({ year, through }: Question) => {
    const time = `${year} ${through}`
    const known = found.get(time)
    if (known) return known.answers
    const stored = store.get(`${indicator.id} ${time}`)
    const one = stored?.versions === versions ? stored : { versions, answers: new Map() }
    found.set(time, one)
    return one.answers
  }
  const answers = questions.map(keptOf)
  const missing = questions.filter(({ area }, at) => !answers[at]?.has(area))
  if (missing.length > 0) {
    const values = await ask(indicator, missing)
    for (const [at, question] of missing.entries()) {
      const value = values[at]
      if (value) keptOf(question).set(question.area, value)
    }
    // Anew, for what it holds has grown: its room is counted again.
    for (const [time, one] of found) store.set(`${indicator.id} ${time}`, { ...one })
  }
  return questions.map(({ area }, at) => {
    const value = answers[at]?.get(area)
    if (!value) throw new Error('a question was not answered')
    return value
  })
}

/** How far the views and lists that an indicator reads have come. */
function versionsOf(indicator: Indicator, versions: Versions): string {
  return indicator.sources.map((name) => versions.get(name)?.last ?? 0).join(' ')
}

/** What a statement has to know of the views whose parts are read. */
async function circumstances(
  published: Published,
  indicator: Indicator,
  today: Time,
): Promise<Circumstances> {
  const parted = viewsOf(indicator).filter(
    ({ shelf }) => shelf.per && shelf.per !== 'year' && !shelf.shelved[0]?.isArea,
  )
  const views = [...new Set(parted.map(({ shelf }) => viewName(shelf)))]
  return { today, reported: await published.periods(views) }
}

/** The figures of one indicator for many areas and times, in the order asked, by one statement. */
async function valuesOf(
  catalogue: Catalogue,
  reader: Reader,
  published: Published,
  indicator: Indicator,
  questions: readonly Question[],
  today: Time,
): Promise<IndicatorValue[]> {
  const asked = eachOnce(questions).filter((question) => mayAnswer(indicator, question))
  if (asked.length === 0) return questions.map((question) => unanswered(indicator, question))
  const known = await circumstances(published, indicator, today)
  const { query, read } = statementFor(catalogue, indicator, asked, known)
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

/** What some figures are made of. */
async function askInputs(
  catalogue: Catalogue,
  reader: Reader,
  published: Published,
  indicator: Indicator,
  questions: readonly Question[],
  today: Time,
) {
  const inputs = inputsOf(catalogue, indicator)
  const terms = inputs.map(({ term }) => term)
  const asked = await askTerms(catalogue, reader, published, indicator, questions, today, terms)
  return { inputs, ...asked }
}

/** Some terms of an indicator, asked for by its own statement; of what has no answer, nothing. */
async function askTerms(
  catalogue: Catalogue,
  reader: Reader,
  published: Published,
  indicator: Indicator,
  questions: readonly Question[],
  today: Time,
  terms: readonly Term[],
) {
  const known = await circumstances(published, indicator, today)
  const asked = eachOnce(questions)
  const { query } = statementFor(catalogue, indicator, asked, known, terms)
  const mayBeAsked = asked.every((question) => mayAnswer(indicator, question))
  const origin = `inputs of ${indicator.definition.code}`
  const rows = mayBeAsked ? await reader.planned<RawAnswer>(origin, query) : []
  return { query, rows, asked }
}

/** A figure with its inputs, and another count of it beside. */
async function explained(
  catalogue: Catalogue,
  reader: Reader,
  published: Published,
  indicator: Indicator,
  question: Question,
  today: Time,
): Promise<Explained> {
  const { inputs, query, rows } = await askInputs(
    catalogue,
    reader,
    published,
    indicator,
    [question],
    today,
  )
  const [answer] = rows
  const other = besideOf(catalogue, indicator)
  const [beside] = other
    ? await valuesOf(catalogue, reader, published, other, [question], today)
    : []
  return {
    inputs: inputs.map((input, at) => ({ input, value: answer?.inputs?.[at] ?? null })),
    beside: beside?.value ?? null,
    besideFrom: other ? factsOf(other) : [],
    sql: reader.textOf(query),
  }
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
