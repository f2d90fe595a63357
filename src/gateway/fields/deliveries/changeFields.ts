import 'reflect-metadata'
import { createUnionType, Int } from 'type-graphql'
import { type Catalogue, type Shelf, viewName } from '../../../catalogue/catalogue.ts'
import { PeriodScalar } from '../../../ground/scalars.ts'
import { deliverables } from '../../../publishing/deliverable.ts'
import { deliverableNamed } from '../../../publishing/delivering/mayDeliver.ts'
import type { Deciding } from '../../../sharing/fieldClass.ts'
import { declareConnection, pageArguments } from '../../graph/connection.ts'
import type { Context } from '../../graph/context.ts'
import { declareEnum } from '../../graph/declareEnum.ts'
import { declareField, declareQuery, frame, required } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { described } from '../../graph/describe.ts'
import { type Change, changePosition, positionOfChange } from '../../rows/changeReader.ts'
import { type Cursors, cursorsOf } from '../../rows/cursors.ts'
import type { PageArguments, Slice } from '../../rows/page.ts'
import type { Row } from '../../rows/row.ts'
import { pageLength } from '../../rows/selection.ts'
import { Node } from '../entities/interfaces.ts'
import { listRows } from '../entities/lists.ts'

const ChangeKind = declareEnum(
  'ChangeKind',
  { zh: '变动类别', en: 'What became of a row' },
  {
    INSERTED: { zh: '新增', en: 'It came' },
    CHANGED: { zh: '更正', en: 'It says something else' },
    WITHDRAWN: { zh: '撤回', en: 'It went; a copy should drop it' },
  },
)

@Shape('Change', '一行的变动', 'What became of one row')
class ChangeType {
  @Plain(ChangeKind, '变动类别', 'What became of it')
  kind!: string

  @Plain(Int, '最后一次变动的批次', 'The batch that touched it last')
  batch!: number

  @Plain(String, '对象编号', 'Key of what the row speaks of')
  key!: string

  @Plain(PeriodScalar, '所属期', 'Its period', nullable)
  period!: string | null
}

const ChangeConnection = declareConnection(
  'Change',
  ChangeType,
  { zh: '变动列表', en: 'Changes, in the order of their batches' },
  { isCounted: false },
)

interface ChangePage extends Slice<Change> {
  readonly upTo: number
}

declareField(ChangeConnection, 'upTo', {
  type: Int,
  zh: '取完后，下次从该批次起(since)',
  en: 'The batch to go on from next time, once all is read',
  sharing: frame,
  resolve: ({ upTo }: ChangePage) => upTo,
})

declareField(ChangeType, 'subject', {
  type: Node,
  nullable: true,
  zh: '所说的对象',
  en: 'What the row speaks of',
  sharing: frame,
  resolve: async ({ of, key }: Change, _args: object, { loaders }: Context) => {
    const found = await Promise.all(of.entities.map((entity) => loaders.entity(entity, key)))
    return found.find((row) => row !== null) ?? undefined
  },
})

interface ChangesAsked extends PageArguments {
  readonly view: string
  readonly since: number
}

/** `changes`: for partner systems that keep a copy; each reads what it may read of the rows. */
export function declareChanges(catalogue: Catalogue): void {
  const shelves = new Map(catalogue.shelves.map((shelf) => [viewName(shelf), shelf]))
  const ViewRow = createUnionType({
    name: 'ViewRow',
    description: described({
      zh: '任一视图的一行',
      en: 'A row of any view; ask for its facts with "... on"',
    }),
    types: () => catalogue.shelves.map(({ cls }) => cls) as never,
  }) as object

  declareField(ChangeType, 'row', {
    type: ViewRow,
    nullable: true,
    zh: '现在的内容；撤回的为空',
    en: 'The row as it stands; none if it went',
    sharing: frame,
    resolve: ({ of, kind, key, period, each }: Change, _args: object, { loaders }: Context) => {
      const shelf = shelves.get(of.name)
      if (!shelf || kind === 'WITHDRAWN') return null
      return rowOf(shelf, loaders.view(shelf, key, { period }), each)
    },
  })
}

declareQuery('changes', {
  type: ChangeConnection,
  zh: '某视图自某批次以来的变动，供保存副本的系统使用',
  en: 'What changed in a view since a batch, for systems that keep a copy',
  sharing: {
    frame: true,
    rows: listRows,
    // That rows of a view changed is told to those who may know that there are such rows.
    decides: (asked: ChangesAsked, asking) => {
      const of = deliverables(asking.catalogue).get(asked.view)
      changeCursors(asking, asked).open(asked.after)
      return of ? [of.witness] : []
    },
  },
  args: {
    view: required(String, '如 statistics.VillageIncome', 'Such as statistics.VillageIncome'),
    since: required(Int, '批次；0 为自始', 'A batch; 0 for all'),
    ...pageArguments,
  },
  resolve: (_root, asked: ChangesAsked, context: Context) => changePage(context, asked),
})

async function changePage(context: Context, asked: ChangesAsked): Promise<ChangePage> {
  const { loaders, ledger, catalogue } = context
  const { view, since, first, after } = asked
  const of = deliverableNamed(catalogue, view)
  const cursors = changeCursors(context, asked)
  const length = pageLength(first)
  const opened = cursors.open(after)
  const place = opened && changePosition(opened)
  // What is published while the pages are read is left to the next time.
  const [newest] = place ? [] : await ledger.batches(of.name, 1)
  const upTo = place?.upTo ?? Math.max(since, newest?.number ?? 0)
  const found = await loaders.changes(of, since, length + 1, place)
  return {
    nodes: found.slice(0, length),
    hasMore: found.length > length,
    isFirst: !after,
    cursorOf: (change) => cursors.seal(positionOfChange(change, upTo)),
    upTo,
  }
}

function changeCursors(asking: Deciding, { view, since }: ChangesAsked): Cursors {
  return cursorsOf(asking, 'changes', { view, since })
}

async function rowOf(
  shelf: Shelf,
  loaded: Promise<Row | null> | Promise<Row[]> | Row,
  each: string | null,
): Promise<Row | null> {
  const read = await loaded
  const row = Array.isArray(read)
    ? (read.find((one) => shelf.each && one[shelf.each.name] === each) ?? null)
    : read
  return row && { ...row, __typename: shelf.typeName }
}
