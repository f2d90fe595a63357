import 'reflect-metadata'
import { GraphQLBoolean, GraphQLString } from 'graphql'
import { Int, ObjectType } from 'type-graphql'
import type { Page, Slice } from '../rows/page.ts'
import {
  declareField,
  type FieldType,
  frame,
  type MutableClass,
  newClass,
  optional,
} from './declareField.ts'
import { described, type Words } from './describe.ts'

const PageInfo = newClass('PageInfo')

/** A row of a page, which can say where it stands. */
interface Edge {
  readonly node: unknown
  readonly page: Slice<unknown>
}

function cursorAt(page: Slice<unknown>, at: number): string | null {
  const node = page.nodes.at(at)
  return node === undefined ? null : page.cursorOf(node)
}

/** The arguments of every page. */
export const pageArguments = {
  first: optional(
    Int,
    '每页行数，1 到 500，默认 50',
    'Rows in the page, from 1 to 500; 50 if left out',
  ),
  after: optional(GraphQLString, '上一页的 endCursor', 'The endCursor of the page before'),
}

ObjectType('PageInfo', {
  description: described({ zh: '分页信息', en: 'Where a page stands in its list' }),
})(PageInfo)
declareField(PageInfo, 'hasNextPage', {
  type: GraphQLBoolean,
  zh: '是否还有下一页',
  en: 'Whether more follow',
  sharing: frame,
  resolve: (page: Slice<unknown>) => page.hasMore,
})
declareField(PageInfo, 'hasPreviousPage', {
  type: GraphQLBoolean,
  zh: '是否有上一页',
  en: 'Whether a page came before',
  sharing: frame,
  resolve: (page: Slice<unknown>) => !page.isFirst,
})
declareField(PageInfo, 'startCursor', {
  type: GraphQLString,
  nullable: true,
  zh: '首行游标',
  en: 'Cursor of the first row',
  sharing: frame,
  resolve: (page: Slice<unknown>) => cursorAt(page, 0),
})
declareField(PageInfo, 'endCursor', {
  type: GraphQLString,
  nullable: true,
  zh: '末行游标，用作下一页的 after',
  en: 'Cursor of the last row',
  sharing: frame,
  resolve: (page: Slice<unknown>) => cursorAt(page, -1),
})

/**
 * Declares the connection of a type, with its edges: `VillageConnection` of `Village`. A list that can be
 * counted by reading it alone says so, and has no `totalCount`.
 */
export function declareConnection(
  name: string,
  node: FieldType,
  words: Words,
  { isCounted = true }: { readonly isCounted?: boolean } = {},
): MutableClass {
  const edge = newClass(`${name}Edge`)
  const description = described(words)
  ObjectType(`${name}Edge`, { description })(edge)
  declareField(edge, 'cursor', {
    type: GraphQLString,
    zh: '游标',
    en: 'Opaque; holds for this list and this caller alone',
    sharing: frame,
    resolve: (at: Edge) => at.page.cursorOf(at.node),
  })
  declareField(edge, 'node', { type: node, ...words, sharing: frame })
  const connection = newClass(`${name}Connection`)
  ObjectType(`${name}Connection`, { description })(connection)
  declareField(connection, 'nodes', { type: [node], ...words, sharing: frame })
  declareField(connection, 'edges', {
    type: [edge],
    zh: '带游标的行',
    en: 'Rows with their cursors',
    sharing: frame,
    resolve: (page: Slice<unknown>): Edge[] => page.nodes.map((one) => ({ node: one, page })),
  })
  declareField(connection, 'pageInfo', {
    type: PageInfo,
    zh: '分页信息',
    en: 'Where the page stands',
    sharing: frame,
    resolve: (page: Slice<unknown>) => page,
  })
  if (!isCounted) return connection
  declareField(connection, 'totalCount', {
    type: Int,
    zh: '总行数，仅在请求时统计',
    en: 'Number of all rows, counted when asked',
    sharing: frame,
    resolve: (page: Page<unknown>) => page.count(),
  })
  return connection
}
