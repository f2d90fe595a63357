import type { Cursors } from './cursors.ts'
import type { Page } from './page.ts'
import type { Row } from './row.ts'
import { type ListArguments, placedAs } from './selection.ts'

/** How a page goes with its list: by the list's cursors, below the key of whose list it is, and counted as a whole. */
export interface Marks {
  readonly cursors: Cursors
  readonly above: readonly string[]
  readonly count: () => Promise<number>
}

/** A page of rows that carry the values by which they are ordered. */
export class RowPage implements Page<Row> {
  readonly nodes: readonly Row[]
  readonly hasMore: boolean
  readonly isFirst: boolean
  readonly #orderings: number
  readonly #marks: Marks

  constructor(
    nodes: readonly Row[],
    hasMore: boolean,
    { after, orderBy }: ListArguments,
    marks: Marks,
  ) {
    this.nodes = nodes
    this.hasMore = hasMore
    this.isFirst = !after
    this.#orderings = orderBy?.length ?? 0
    this.#marks = marks
  }

  count(): Promise<number> {
    return this.#marks.count()
  }

  cursorOf(row: Row): string {
    const values = Array.from({ length: this.#orderings }, (_, n) => row[placedAs(n)])
    const { cursors, above } = this.#marks
    return cursors.seal([...above, row.key, ...(values as (string | null)[])])
  }
}
