import type { Cursors, Position } from './cursors.ts'

/** Which rows of a list are asked for. */
export interface PageArguments {
  readonly first?: number | null
  readonly after?: string | null
}

/** A part of a list: its rows, and whether more follow. */
export interface Slice<Node> {
  readonly nodes: readonly Node[]
  readonly hasMore: boolean
  readonly isFirst: boolean
  readonly cursorOf: (node: Node) => string
}

/** A part of a list that can say how long the whole is. */
export interface Page<Node> extends Slice<Node> {
  /** Counts all rows of the list, when that is asked for. */
  readonly count: () => number | Promise<number>
}

/** How a list in memory is ordered: where each row stands, and which of two places comes first. */
export interface InOrder<Node> {
  readonly positionOf: (node: Node) => Position
  readonly compare: (one: Position, other: Position) => number
}

/** A page of a list that is in memory, in its order; it goes on after a place although its row has gone. */
export function pageOf<Node>(
  rows: readonly Node[],
  { positionOf, compare }: InOrder<Node>,
  { first, after }: { readonly first: number; readonly after?: string | null | undefined },
  cursors: Cursors,
): Page<Node> {
  const last = cursors.open(after)
  const next = last ? rows.findIndex((row) => compare(positionOf(row), last) > 0) : 0
  const from = next < 0 ? rows.length : next
  const nodes = rows.slice(from, from + first)
  return {
    nodes,
    hasMore: from + nodes.length < rows.length,
    isFirst: !after,
    count: () => rows.length,
    cursorOf: (node) => cursors.seal(positionOf(node)),
  }
}
