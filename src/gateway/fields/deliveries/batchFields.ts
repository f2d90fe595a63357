import 'reflect-metadata'
import { Int } from 'type-graphql'
import { CalendarDate, Instant, PeriodScalar, Year } from '../../../ground/scalars.ts'
import type { Deliverable } from '../../../publishing/deliverable.ts'
import type { Batch } from '../../../publishing/delivering/ledger.ts'
import { deliverableNamed } from '../../../publishing/delivering/mayDeliver.ts'
import type { Caller } from '../../../sharing/caller.ts'
import { mayRead } from '../../graph/areaScope.ts'
import { declareConnection, pageArguments } from '../../graph/connection.ts'
import type { Context } from '../../graph/context.ts'
import { declareEnum } from '../../graph/declareEnum.ts'
import { declareQuery, frame, optional } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { cursorsOf } from '../../rows/cursors.ts'
import type { Page, PageArguments } from '../../rows/page.ts'
import { pageLength } from '../../rows/selection.ts'
import { listRows } from '../entities/lists.ts'

const BatchKind = declareEnum(
  'BatchKind',
  { zh: '批次类别', en: 'What kind of batch it is' },
  {
    PUBLICATION: { zh: '报送', en: 'Data delivered' },
    CORRECTION: { zh: '关账年度的更正', en: 'A correction of a closed year' },
    WITHDRAWAL: { zh: '撤回某一批', en: 'The taking back of a batch' },
  },
)

/** One delivery that took effect. */
@Shape('Batch', '批次', 'A delivery that took effect')
class BatchType {
  @Plain(Int, '批号，按生效先后', 'Its number, in the order of effect')
  number!: number

  @Plain(String, '视图或对象', 'The view or entity it speaks of')
  of!: string

  @Plain(BatchKind, '类别', 'Its kind')
  kind!: string

  @Plain(String, '报送部门', 'The department', nullable)
  department!: string | null

  @Plain(
    String,
    '报送账号；本部门和领导小组办公室可见',
    'Its account; for its department and the office',
    nullable,
  )
  publisher!: string | null

  @Plain(Instant, '生效时刻', 'When it took effect')
  publishedAt!: string

  @Plain(CalendarDate, '数据截止日期', 'Day of the data', nullable)
  drawnOn!: string | null

  @Plain(
    [PeriodScalar],
    '所涉各期；视图没有开放项时，限可读者',
    'The periods it speaks of; of views with no open fact, for who may read one',
    nullable,
  )
  periods!: readonly string[] | null

  @Plain(String, '文件名；同上', 'Its file; for the same', nullable)
  fileName!: string | null

  @Plain(
    String,
    '文件的 SHA-256；本部门和领导小组办公室可见，他人可据以猜出小文件',
    'Hash of its bytes; not for others, who could guess small files by it',
    nullable,
  )
  sha256!: string | null

  @Plain(Int, '行数；同 periods', 'Rows delivered; as periods', nullable)
  rows!: number | null

  @Plain(Int, '新增行数；同上', 'Rows that were new', nullable)
  inserted!: number | null

  @Plain(Int, '更正行数；同上', 'Rows that said something else before', nullable)
  changed!: number | null

  @Plain(Int, '撤回行数；同上', 'Rows that it took away', nullable)
  withdrawn!: number | null

  @Plain(String, '理由；同上', 'Why it had to be; for the same', nullable)
  reason!: string | null

  @Plain(Int, '所撤回的批号', 'The batch it takes back', nullable)
  withdraws!: number | null
}

/** How fresh a view is. */
@Shape('Freshness', '时效', 'When a view was last published, against its promise')
class FreshnessType {
  @Plain(String, '视图或对象', 'The view or entity')
  view!: string

  @Plain(String, '中文名称', 'Chinese name')
  zh!: string

  @Plain([String], '提供部门', 'Its owners')
  departments!: readonly string[]

  @Plain(String, '承诺的更新频率', 'The promise', nullable)
  updated?: string

  @Plain(Instant, '最近一次报送', 'Last published', nullable)
  publishedAt!: string | null

  @Plain(
    PeriodScalar,
    '已报的最近一期；视图没有开放项时，限可读者',
    'Its latest period; of views with no open fact, for who may read one',
    nullable,
  )
  lastPeriod!: string | null

  @Plain(Instant, '下次应报时刻', 'When the next one is due', nullable)
  dueAt!: string | null

  @Plain(Boolean, '是否逾期', 'Whether it is late')
  isLate!: boolean
}

/** Of a clerk's file only the department, the office and the auditor know: its words may name persons. */
function mayKnowFile({ role, department }: Caller, batch: Batch): boolean {
  return role === 'office' || role === 'auditor' || department === batch.department
}

const noFile = { publisher: null, fileName: null, reason: null, sha256: null }
const noContent = { periods: null, rows: null, inserted: null, changed: null, withdrawn: null }

/** Whether a caller may know how much a view holds, and of when: whoever may read any fact of it. */
async function mayKnowContent(context: Context, of: Deliverable): Promise<boolean> {
  const { role } = context.caller
  return role === 'office' || role === 'auditor' || (await mayRead(context, of.witness))
}

interface BatchesAsked extends PageArguments {
  readonly view?: string | null
}

declareQuery('batches', {
  type: declareConnection('Batch', BatchType, { zh: '各批次', en: 'The batches' }),
  zh: '各批次，新的在前',
  en: 'The batches, the newest first',
  sharing: {
    frame: true,
    rows: listRows,
    decides: (args: BatchesAsked, asking) => {
      cursorsOf(asking, 'batches', args).open(args.after)
    },
  },
  args: {
    view: optional(String, '如 statistics.VillageIncome', 'Such as statistics.VillageIncome'),
    ...pageArguments,
  },
  resolve: (_root, args: BatchesAsked, context: Context) => batchPage(context, args),
})

async function batchPage(context: Context, args: BatchesAsked): Promise<Page<BatchType>> {
  const { catalogue, ledger } = context
  const of = args.view == null ? undefined : deliverableNamed(catalogue, args.view).name
  const first = pageLength(args.first)
  const cursors = cursorsOf(context, 'batches', args)
  const [last] = cursors.open(args.after) ?? []
  const before = last === undefined ? undefined : Number(last)
  const found = await ledger.batches(of, first + 1, before)
  return {
    nodes: await Promise.all(found.slice(0, first).map((batch) => batchShown(context, batch))),
    hasMore: found.length > first,
    isFirst: !args.after,
    count: () => ledger.batchCount(of),
    cursorOf: ({ number }) => cursors.seal([number]),
  }
}

/** A batch, as far as a caller may know of it. */
async function batchShown(context: Context, batch: Batch): Promise<BatchType> {
  const of = deliverableNamed(context.catalogue, batch.of)
  return {
    ...batch,
    ...(mayKnowFile(context.caller, batch) ? {} : noFile),
    ...((await mayKnowContent(context, of)) ? {} : noContent),
  }
}

declareQuery('freshness', {
  type: [FreshnessType],
  zh: '各视图的时效',
  en: 'How fresh each view is, and whether it is late',
  sharing: frame,
  args: { department: optional(String, '如 finance', 'Such as finance') },
  resolve: async (_root, { department }: { department?: string | null }, context: Context) => {
    const all = await context.ledger.freshness(department ?? undefined)
    return Promise.all(
      all.map(async ({ of, lastPeriod, ...fresh }) => ({
        view: of.name,
        zh: of.zh,
        departments: of.owners,
        updated: of.updated,
        ...fresh,
        lastPeriod: (await mayKnowContent(context, of)) ? lastPeriod : null,
      })),
    )
  },
})

declareQuery('closedYears', {
  type: [Year],
  zh: '已关账的年度',
  en: 'The years that are closed',
  sharing: frame,
  resolve: (_root, _args, { ledger }: Context) => ledger.closedYears(),
})
