import type { Class } from '../../ground/factType.ts'
import type { Random } from './random.ts'

/** The synthetic rows of one entity or view, made one by one as they are asked for. */
export interface Sheet<T extends object = object> {
  readonly of: Class<T>
  /** May be walked again, and then yields the same. */
  readonly rows: Iterable<T>
  /** About how many rows there are, for a progress bar. */
  readonly about: number
}

/** A sheet whose rows are made anew on every walk. */
export function sheet<T extends object>(
  of: Class<T>,
  about: number,
  rows: () => Iterable<T>,
): Sheet<T> {
  return { of, about, rows: { [Symbol.iterator]: () => rows()[Symbol.iterator]() } }
}

/** A sheet of a view without a period: a standing record, one row an entity. */
export function standingSheet<T extends { period: string }>(
  of: Class<T>,
  about: number,
  rows: () => Iterable<Omit<T, 'period'>>,
): Sheet {
  return { of, about, rows: { [Symbol.iterator]: () => rows()[Symbol.iterator]() } }
}

/** How often a department stays silent about a row, and how often it leaves one of these facts blank. */
export interface Gaps<T> {
  readonly silent: number
  readonly blank: number
  readonly facts: readonly (keyof T)[]
}

/** Leaves out rows and facts now and then, as real departments do: not reported, never zero. */
export function* withGaps<T extends object>(
  rows: Iterable<T>,
  random: Random,
  { silent, blank, facts }: Gaps<T>,
): Generator<T> {
  for (const row of rows) {
    const silence = random.chance(silent)
    const forgotten = facts.length > 0 && random.chance(blank) ? random.pick(facts) : undefined
    if (silence) continue
    if (forgotten !== undefined) delete row[forgotten]
    yield row
  }
}
