import DataLoader from 'dataloader'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { Period } from '../../ground/period.ts'
import { usualFewestShown } from '../../ground/settings.ts'
import type { Reader } from '../../store/reader.ts'
import type { Indicator } from '../meaning/indicator.ts'
import type { KnownIndicators } from '../meaning/knownIndicators.ts'
import { readArea } from '../meaning/level.ts'
import { runningMonth } from '../meaning/times.ts'
import { nameOf, type Question } from '../sql/question.ts'
import {
  askInputs,
  asSupposed,
  type Explained,
  explained,
  type Sources,
  valuesOf,
} from './answering.ts'
import { type IndicatorValue, unanswered } from './figure.ts'
import { KeptFigures } from './keptFigures.ts'
import { type Published, publishedOver } from './published.ts'
import type { Supposed } from './supposing.ts'
import { type Decisions, openDecisions, type Withheld, withheldIn } from './whereWithheld.ts'

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

/** Figures, and the answers that they have given: kept as long as what they were read from stands. */
export interface Figures {
  readonly known: KnownIndicators
  /** Reads what one operation asks for: what it has answered once it does not ask again. */
  readonly over: (reader: Reader) => FigureLoader
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
  const process = { known, kept: new KeptFigures(), decisions: openDecisions(), fewestShown }
  return {
    known,
    over: (reader) => {
      const published = publishedOver(reader)
      const sources = { catalogue, reader, published, today: runningMonth(now()) }
      return new OperationFigures(process, sources)
    },
  }
}

/** What the figures of all operations have in common. */
interface Common {
  readonly known: KnownIndicators
  readonly kept: KeptFigures
  readonly decisions: Decisions
  readonly fewestShown: number
}

/** The figures that one operation asks for. */
class OperationFigures implements FigureLoader {
  readonly fewestShown: number
  readonly #common: Common
  readonly #sources: Sources
  readonly #loaders = new Map<Indicator, DataLoader<Question, IndicatorValue, string>>()

  constructor(common: Common, sources: Sources) {
    this.fewestShown = common.fewestShown
    this.#common = common
    this.#sources = sources
  }

  readonly load: FigureLoader['load'] = async (code, areaCode, period) => {
    const { indicator, time } = this.#common.known.asked(code, period)
    const value = await this.#loaderOf(indicator).load({ area: readArea(areaCode), ...time })
    return calledBy(period, value)
  }

  readonly loadMany: FigureLoader['loadMany'] = async (code, areas, period) => {
    const { indicator, questions } = this.#asked(code, areas, period)
    const values = await this.compute(indicator, questions)
    return values.map((value) => calledBy(period, value))
  }

  readonly compute: FigureLoader['compute'] = async (indicator, questions) => {
    const { published, today } = this.#sources
    const versions = await published.versions()
    const ask = (of: Indicator, missing: readonly Question[]) =>
      valuesOf(this.#sources, of, missing)
    return this.#common.kept.answer(indicator, questions, { versions, today, ask })
  }

  // Asked anew each time: whoever compares two of them asks whether anything has moved between.
  readonly stamp: FigureLoader['stamp'] = (codes, period, views) =>
    this.#stampBy(publishedOver(this.#sources.reader), codes, period, views)

  readonly lastPublished: FigureLoader['lastPublished'] = async (views) => {
    const versions = await this.#sources.published.versions()
    const moments = views.flatMap((view) => versions.get(view)?.at ?? [])
    return moments.sort().at(-1) ?? null
  }

  readonly inputsOf: FigureLoader['inputsOf'] = async (code, areas, period) => {
    const { indicator, questions } = this.#asked(code, areas, period)
    const { inputs, rows, asked } = await askInputs(this.#sources, indicator, questions)
    const values = new Map(
      rows.map(({ question, inputs: told = [] }) => [asked[question - 1]?.area ?? '', [...told]]),
    )
    return { names: inputs.map(({ text }) => text), values }
  }

  readonly supposing: FigureLoader['supposing'] = async (code, area, period, supposed) => {
    const { indicator, time } = this.#common.known.asked(code, period)
    const question = { area, ...time }
    const [figure = unanswered(indicator, question)] = await this.compute(indicator, [question])
    return asSupposed(this.#sources, indicator, question, { figure, supposed })
  }

  readonly explain: FigureLoader['explain'] = (indicator, question) =>
    explained(this.#sources, indicator, question)

  readonly withheldIn: FigureLoader['withheldIn'] = (indicator, period) => {
    const { catalogue, reader, published } = this.#sources
    const { known, decisions, fewestShown } = this.#common
    return withheldIn(indicator, period, {
      ...{ catalogue, reader, known, decisions, fewestShown },
      loadMany: this.loadMany,
      // Of one operation's state, which is read once.
      stamp: (codes) => this.#stampBy(published, codes, period, []),
    })
  }

  #asked(code: string, areas: readonly string[], period: Period) {
    const { indicator, time } = this.#common.known.asked(code, period)
    return { indicator, questions: areas.map((area) => ({ area, ...time })) }
  }

  #loaderOf(indicator: Indicator): DataLoader<Question, IndicatorValue, string> {
    const found = this.#loaders.get(indicator)
    if (found) return found
    const loader = new DataLoader(
      (questions: readonly Question[]) => this.compute(indicator, questions),
      { cacheKeyFn: nameOf },
    )
    this.#loaders.set(indicator, loader)
    return loader
  }

  async #stampBy(
    published: Published,
    codes: readonly string[],
    period: Period,
    views: readonly string[],
  ): Promise<string> {
    const { known } = this.#common
    const { year, through } = this.#sources.today
    const versions = await published.versions()
    const named = codes.flatMap((code) => known.asked(code, period).indicator.sources)
    const sources = [...new Set([...named, ...views])].sort()
    const last = sources.map((name) => versions.get(name)?.last ?? 0)
    return [...last, year, through].join(' ')
  }
}

/** A figure under the name by which its period was asked for: half a year is also its second quarter. */
function calledBy(period: Period, value: IndicatorValue): IndicatorValue {
  return value.period === period ? value : { ...value, period }
}
