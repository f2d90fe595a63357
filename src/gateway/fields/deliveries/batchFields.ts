import 'reflect-metadata'
import { GraphQLJSONObject } from 'graphql-scalars'
import {
  Arg,
  Ctx,
  Extensions,
  Int,
  Mutation,
  Query,
  Resolver,
  registerEnumType,
} from 'type-graphql'
import { CalendarDate, Instant, PeriodScalar, Year } from '../../../ground/scalars.ts'
import type { Deliverable } from '../../../publishing/deliverable.ts'
import type { Batch } from '../../../publishing/delivering/ledger.ts'
import { deliverableNamed } from '../../../publishing/delivering/mayDeliver.ts'
import type { Report } from '../../../publishing/delivering/report.ts'
import { rowsAsLines } from '../../../publishing/delivering/rowsAsLines.ts'
import { withSpooled } from '../../../publishing/delivering/spool.ts'
import { checkedWishes, reasonGiven } from '../../../publishing/delivering/wishes.ts'
import type { Caller } from '../../../sharing/caller.ts'
import { mayRead } from '../../graph/areaScope.ts'
import type { Context } from '../../graph/context.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { mayCloseYears, mayPublish } from '../../graph/duties.ts'
import { pageLength } from '../../rows/selection.ts'
import { listRows } from '../entities/outputs.ts'

const frame = { sharing: { frame: true } }
const optional = { nullable: true } as const

const BatchKind = {
  PUBLICATION: 'PUBLICATION',
  CORRECTION: 'CORRECTION',
  WITHDRAWAL: 'WITHDRAWAL',
}
registerEnumType(BatchKind, {
  name: 'BatchKind',
  description: '批次类别。What kind of batch it is.',
  valuesConfig: {
    PUBLICATION: { description: '报送。Data delivered.' },
    CORRECTION: { description: '关账年度的更正。A correction of a closed year.' },
    WITHDRAWAL: { description: '撤回某一批。The taking back of a batch.' },
  },
})

const Outcome = { PUBLISHED: 'PUBLISHED', CHECKED: 'CHECKED', REFUSED: 'REFUSED' }
registerEnumType(Outcome, {
  name: 'PublishOutcome',
  description: '报送结果。How a delivery ended.',
  valuesConfig: {
    PUBLISHED: { description: '已发布。It is stored and to be seen.' },
    CHECKED: { description: '试报通过，未存。It holds; nothing was stored, as asked.' },
    REFUSED: { description: '有误，未存任何一行。It has faults; not one row was stored.' },
  },
})

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

/** One thing wrong with a delivery. */
@Shape('PublishFault', '问题', 'One thing wrong')
class FaultType {
  @Plain(Int, '行号', 'Line', nullable)
  line?: number

  @Plain(String, '列', 'Column', nullable)
  column?: string

  @Plain(String, '内容；个人信息不复述', 'What stands there', nullable)
  value?: string

  @Plain(String, '问题及改法', 'What is wrong, and what would be right')
  zh!: string

  @Plain(String, '英文', 'The same in English')
  en!: string
}

/** What a publisher is told. */
@Shape('PublishReport', '报送回执', 'What became of a delivery')
class ReportType {
  @Plain(Outcome, '结果', 'The outcome')
  outcome!: string

  @Plain(String, '批号', 'Number of the batch', nullable)
  batch?: string

  @Plain(Instant, '生效时刻', 'When it took effect', nullable)
  publishedAt?: string

  @Plain(Int, '行数', 'Rows read')
  rows!: number

  @Plain(Int, '新增行数', 'New rows')
  inserted!: number

  @Plain(Int, '更正行数', 'Rows changed')
  changed!: number

  @Plain(Int, '撤回行数', 'Rows taken away')
  withdrawn!: number

  @Plain(Int, '问题总数', 'How many faults')
  faultCount!: number

  @Plain([FaultType], '问题(至多一千个)', 'The first thousand faults')
  faults!: readonly FaultType[]
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

const viewArgument = {
  description: '如 statistics.VillageIncome。Such as statistics.VillageIncome.',
}

/** `batches`, `freshness`, and the mutations by which departments publish. */
@Resolver()
export class BatchResolver {
  @Extensions({ sharing: { frame: true, rows: listRows } })
  @Query(() => [BatchType], {
    description: '各批次，新的在前。The batches, the newest first.',
  })
  async batches(
    @Arg('view', () => String, { ...optional, ...viewArgument }) view: string | null | undefined,
    @Arg('first', () => Int, { ...optional, description: '取多少批。How many.' })
    first: number | null | undefined,
    @Arg('before', () => Int, { ...optional, description: '早于该批。Those before this one.' })
    before: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<BatchType[]> {
    const { caller, ledger, catalogue } = context
    const of = view == null ? undefined : deliverableNamed(catalogue, view).name
    const batches = await ledger.batches(of, pageLength(first), before ?? undefined)
    return Promise.all(
      batches.map(async (batch) => ({
        ...batch,
        ...(mayKnowFile(caller, batch) ? {} : noFile),
        ...((await mayKnowContent(context, deliverableNamed(catalogue, batch.of)))
          ? {}
          : noContent),
      })),
    )
  }

  @Extensions(frame)
  @Query(() => [FreshnessType], {
    description: '各视图的时效。How fresh each view is, and whether it is late.',
  })
  async freshness(
    @Arg('department', () => String, { ...optional, description: '如 finance。Such as finance.' })
    department: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<FreshnessType[]> {
    const all = await context.ledger.freshness(department ?? undefined)
    return Promise.all(
      all.map(async ({ of, lastPeriod, ...fresh }) => ({
        view: of.name,
        zh: of.zh,
        departments: of.owners,
        ...(of.updated ? { updated: of.updated } : {}),
        ...fresh,
        lastPeriod: (await mayKnowContent(context, of)) ? lastPeriod : null,
      })),
    )
  }

  @Extensions(frame)
  @Query(() => [Year], { description: '已关账的年度。The years that are closed.' })
  closedYears(@Ctx() { ledger }: Context): Promise<number[]> {
    return ledger.closedYears()
  }

  @Extensions({ sharing: { may: mayPublish } })
  @Mutation(() => ReportType, {
    description:
      '报送少量数据；整份文件请 POST 到 /publish/视图名。Publishes a few rows; POST whole files to ' +
      '/publish/{view}.',
  })
  async publish(
    @Arg('view', () => String, viewArgument) view: string,
    @Arg('rows', () => [GraphQLJSONObject], {
      description: '各行：列名到值。Rows: from names or headings to values, as in a file.',
    })
    rows: readonly object[],
    @Arg('dryRun', () => Boolean, { ...optional, description: '试报。Check only.' })
    dryRun: boolean | undefined,
    @Arg('idempotencyKey', () => String, { ...optional, description: '幂等键。A key of your own.' })
    idempotencyKey: string | undefined,
    @Arg('drawnOn', () => CalendarDate, { ...optional, description: '数据截止日期。Its day.' })
    drawnOn: string | undefined,
    @Arg('older', () => Boolean, { ...optional, description: '以旧代新。Older over newer.' })
    older: boolean | undefined,
    @Arg('whole', () => Boolean, {
      ...optional,
      description:
        '即该期全部数据，未列出的撤回。All there is of its periods; the rest is withdrawn.',
    })
    whole: boolean | undefined,
    @Arg('correction', () => String, { ...optional, description: '更正理由。Why it corrects.' })
    correction: string | undefined,
    @Ctx() { caller, catalogue, publishing }: Context,
  ): Promise<Report> {
    const of = deliverableNamed(catalogue, view)
    const wishes = checkedWishes({
      ...{ dryRun, older, whole, idempotencyKey, drawnOn },
      correction: correction || undefined,
    })
    return withSpooled([Buffer.from(rowsAsLines(rows))], (delivery) =>
      publishing.publish(of, caller, delivery, wishes),
    )
  }

  @Extensions({ sharing: { may: mayPublish } })
  @Mutation(() => ReportType, {
    description:
      '撤回一批；其后又有更正的行保留后来的值。Takes a batch back; rows changed since keep the later value.',
  })
  withdraw(
    @Arg('view', () => String, viewArgument) view: string,
    @Arg('batch', () => Int, { description: '批号。Its number.' }) batch: number,
    @Arg('reason', () => String, { description: '理由。Why.' }) reason: string,
    @Ctx() { caller, catalogue, publishing }: Context,
  ): Promise<Report> {
    const of = deliverableNamed(catalogue, view)
    return publishing.withdraw(of, caller, String(batch), reasonGiven(reason))
  }

  @Extensions({ sharing: { may: mayCloseYears } })
  @Mutation(() => [Year], {
    description:
      '关账：其后只接受注明理由的更正。Closes a year: from then on it takes corrections only.',
  })
  async closeYear(
    @Arg('year', () => Year, { description: '年度。The year.' }) year: number,
    @Arg('reason', () => String, { description: '理由。Why.' }) reason: string,
    @Ctx() { caller, ledger, publishing }: Context,
  ): Promise<number[]> {
    await publishing.closeYear(year, caller, reasonGiven(reason))
    return ledger.closedYears()
  }

  @Extensions({ sharing: { may: mayCloseYears } })
  @Mutation(() => [Year], { description: '重新开账。Opens a closed year again.' })
  async reopenYear(
    @Arg('year', () => Year, { description: '年度。The year.' }) year: number,
    @Ctx() { ledger, publishing }: Context,
  ): Promise<number[]> {
    await publishing.reopenYear(year)
    return ledger.closedYears()
  }
}
