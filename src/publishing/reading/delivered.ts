import type { Wrong } from '../cells/cellReader.ts'

/** One line of a delivered file: its number, the heading's being 1, and its cells in order; '' is a blank. */
export interface Delivered {
  readonly line: number
  readonly cells: readonly string[]
  /** What is wrong with cells although their text is not, by their places: what was lost before it was read. */
  readonly wrong?: ReadonlyMap<number, Wrong>
}

/**
 * A delivered file as it is read: bunches of lines, the first line being the headings. Reading stops
 * with an `Unreadable` where the file cannot be read on.
 */
export type Bunches = AsyncIterable<readonly Delivered[]>

/** The forms in which a file may be delivered. */
export type FileForm = 'csv' | 'ndjson' | 'xlsx'
