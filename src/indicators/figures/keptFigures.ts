import { LRUCache } from 'lru-cache'
import type { Indicator } from '../meaning/indicator.ts'
import type { Time } from '../meaning/times.ts'
import type { Question } from '../sql/question.ts'
import type { IndicatorValue } from './figure.ts'
import type { Versions } from './published.ts'

/** How much a process keeps, in answers; what is kept of an indicator and a time takes some room besides. */
const mostKept = 90_000
const roomOfOne = 4

/** The answers of one indicator for one time, under the versions that they were read from and the month. */
interface Kept {
  readonly versions: string
  readonly answers: Map<string, IndicatorValue>
}

/** Answers the questions of one indicator, in their order. */
export type Ask = (
  indicator: Indicator,
  questions: readonly Question[],
) => Promise<IndicatorValue[]>

/** The figures that a process has answered, kept as long as what they were read from stands. */
export class KeptFigures {
  readonly #store = new LRUCache<string, Kept>({
    maxSize: mostKept,
    sizeCalculation: ({ answers }) => roomOfOne + answers.size,
  })

  /** Answers from what is kept where its sources have not moved, and asks for the rest. */
  async answer(
    indicator: Indicator,
    questions: readonly Question[],
    { versions, today, ask }: { versions: Versions; today: Time; ask: Ask },
  ): Promise<IndicatorValue[]> {
    // What is owed depends on what is over.
    const read = `${versionsOf(indicator, versions)} in ${today.year}-${today.through}`
    const found = new Map<string, Kept>()
    const keptOf = ({ year, through }: Question) => {
      const time = `${year} ${through}`
      const known = found.get(time)
      if (known) return known.answers
      const stored = this.#store.get(`${indicator.id} ${time}`)
      const one = stored?.versions === read ? stored : { versions: read, answers: new Map() }
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
      for (const [time, one] of found) this.#store.set(`${indicator.id} ${time}`, { ...one })
    }
    return questions.map(({ area }, at) => {
      const value = answers[at]?.get(area)
      if (!value) throw new Error('a question was not answered')
      return value
    })
  }
}

/** How far the views and lists that an indicator reads have come. */
function versionsOf(indicator: Indicator, versions: Versions): string {
  return indicator.sources.map((name) => versions.get(name)?.last ?? 0).join(' ')
}
