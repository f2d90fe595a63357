import 'reflect-metadata'
import { GraphQLBoolean, GraphQLString } from 'graphql'
import {
  Arg,
  Ctx,
  createUnionType,
  Extensions,
  FieldResolver,
  Int,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql'
import { type Catalogue, type Shelf, viewName } from '../../../catalogue/catalogue.ts'
import { PeriodScalar } from '../../../ground/scalars.ts'
import { deliverables } from '../../../publishing/deliverable.ts'
import { deliverableNamed } from '../../../publishing/delivering/mayDeliver.ts'
import type { Deciding, FieldClass } from '../../../sharing/fieldClass.ts'
import type { Context } from '../../graph/context.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { type Change, changePlace, placeOfChange } from '../../rows/changeReader.ts'
import { type Cursors, cursorsOf } from '../../rows/cursors.ts'
import type { Row } from '../../rows/loaders.ts'
import { pageLength } from '../../rows/selection.ts'
import { listRows, type Outputs } from '../entities/outputs.ts'

const frame = { sharing: { frame: true } }

const ChangeKind = { INSERTED: 'INSERTED', CHANGED: 'CHANGED', WITHDRAWN: 'WITHDRAWN' }

registerEnumType(ChangeKind, {
  name: 'ChangeKind',
  description: '变动类别。What became of a row.',
  valuesConfig: {
    INSERTED: { description: '新增。It came.' },
    CHANGED: { description: '更正。It says something else.' },
    WITHDRAWN: { description: '撤回。It went; a copy should drop it.' },
  },
})

/** `changes`: for partner systems that keep a copy; each reads what it may read of the rows. */
export function changeResolver(catalogue: Catalogue, outputs: Outputs): new () => object {
  const ViewRow = createUnionType({
    name: 'ViewRow',
    description: '任一视图的一行。A row of any view; ask for its facts with "... on".',
    types: () => catalogue.shelves.map(({ cls }) => cls) as never,
    resolveType: ({ __typename }: { __typename: string }) => __typename,
  } as never) as object
  const shelves = new Map(catalogue.shelves.map((shelf) => [viewName(shelf), shelf]))

  @Shape('Change', '一行的变动', 'What became of one row')
  class ChangeType {
    @Plain(ChangeKind, '变动类别', 'What became of it')
    kind!: string

    @Plain(Int, '最后一次变动的批次', 'The batch that touched it last')
    batch!: number

    @Plain(GraphQLString, '对象编号', 'Key of what the row speaks of')
    key!: string

    @Plain(PeriodScalar, '所属期', 'Its period', nullable)
    period?: string
  }

  @Shape('ChangeConnection', '变动列表', 'Changes, in the order of their batches')
  class ChangeConnection {
    @Plain([ChangeType], '变动', 'The changes')
    nodes!: readonly Change[]

    @Plain(GraphQLBoolean, '是否还有', 'Whether more follow')
    hasNextPage!: boolean

    @Plain(GraphQLString, '末行游标，用作下一页的 after', 'Cursor of the last change', nullable)
    endCursor?: string

    @Plain(
      Int,
      '取完后，下次从该批次起(since)',
      'The batch to go on from next time, once all is read',
    )
    upTo!: number
  }

  const sharing: FieldClass = {
    frame: true,
    rows: listRows,
    // That rows of a view changed is told to those who may know that there are such rows.
    decides: (args, asking) => {
      const { view, after } = args
      const of = deliverables(catalogue).get(String(view))
      if (after) changeCursors(asking, args as never).open(String(after))
      return of ? [of.witness] : []
    },
  }

  @Resolver(() => ChangeType)
  class ChangeResolver {
    @Extensions({ sharing })
    @Query(() => ChangeConnection, {
      description:
        '某视图自某批次以来的变动，供保存副本的系统使用。What changed in a view since a batch, for ' +
        'systems that keep a copy.',
    })
    async changes(
      @Arg('view', () => GraphQLString, {
        description: '如 statistics.VillageIncome。Such as statistics.VillageIncome.',
      })
      view: string,
      @Arg('since', () => Int, { description: '批次；0 为自始。A batch; 0 for all.' })
      since: number,
      @Arg('first', () => Int, { nullable: true, description: '每页行数。Length of the page.' })
      first: number | null | undefined,
      @Arg('after', () => GraphQLString, { nullable: true, description: '游标。A cursor.' })
      after: string | null | undefined,
      @Ctx() context: Context,
    ): Promise<ChangeConnection> {
      const { loaders, ledger } = context
      const of = deliverableNamed(catalogue, view)
      const cursors = changeCursors(context, { view, since })
      const length = pageLength(first)
      const place = after ? changePlace(cursors.open(after)) : undefined
      // What is published while the pages are read is left to the next time.
      const [newest] = place ? [] : await ledger.batches(of.name, 1)
      const upTo = place?.upTo ?? Math.max(since, newest?.number ?? 0)
      const found = await loaders.changes(of, since, length + 1, place)
      const nodes = found.slice(0, length)
      const last = nodes.at(-1)
      return {
        nodes,
        hasNextPage: found.length > length,
        ...(last ? { endCursor: cursors.seal(placeOfChange(last, upTo)) } : {}),
        upTo,
      }
    }

    @Extensions(frame)
    @FieldResolver(() => outputs.node as never, {
      nullable: true,
      description: '所说的对象。What the row speaks of.',
    })
    async subject(
      @Root() { of, key }: Change,
      @Ctx() { loaders }: Context,
    ): Promise<Row | undefined> {
      const found = await Promise.all(of.entities.map((entity) => loaders.entity(entity, key)))
      return found.find((row) => row !== null) ?? undefined
    }

    @Extensions(frame)
    @FieldResolver(() => ViewRow as never, {
      nullable: true,
      description: '现在的内容；撤回的为空。The row as it stands; none if it went.',
    })
    async row(
      @Root() { of, kind, key, period, each }: Change,
      @Ctx() { loaders }: Context,
    ): Promise<Row | null> {
      const shelf = shelves.get(of.name)
      if (!shelf || kind === 'WITHDRAWN') return null
      return rowOf(shelf, loaders.view(shelf, key, { period }), each)
    }
  }
  return ChangeResolver
}

function changeCursors(
  asking: Deciding,
  { view, since }: { view: string; since: number },
): Cursors {
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
