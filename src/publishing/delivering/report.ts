import { csvText } from '../../ground/csvText.ts'
import type { Fault } from '../fault.ts'
import type { Unresolved } from './references.ts'

/** How a delivery ended. */
export type Outcome = 'PUBLISHED' | 'CHECKED' | 'REFUSED'

/** What a publisher is told of a delivery; the same key is told the same again. */
export interface Report {
  readonly outcome: Outcome
  /** The view or entity, by its name in the catalogue. */
  readonly of: string
  /** The number of the batch; absent where nothing was stored. */
  readonly batch?: string
  readonly publishedAt?: string
  readonly fileName?: string
  /** Of the file's bytes. */
  readonly sha256: string
  readonly form?: string
  readonly encoding?: string
  /** Rows read, and what became of them; what is the same as before is none of these. */
  readonly rows: number
  readonly inserted: number
  readonly changed: number
  readonly withdrawn: number
  /** All faults counted, and the first thousand of them. */
  readonly faultCount: number
  readonly faults: readonly Fault[]
  /** References that lead to nothing listed yet. */
  readonly unresolved: readonly Unresolved[]
  /** Rows left out because they are the template's example. */
  readonly examples: number
}

/** What a report says where nothing was found to be said. */
export const nothingFound = { faultCount: 0, faults: [], unresolved: [], examples: 0 } as const

/** The faults as a table that a spreadsheet opens. */
export function faultsAsCsv({ faults }: Pick<Report, 'faults'>): string {
  return csvText(
    ['行', '列', '内容', '问题', 'problem'],
    faults.map(({ line, column, value, zh, en }) => [line, column, value, zh, en]),
  )
}
