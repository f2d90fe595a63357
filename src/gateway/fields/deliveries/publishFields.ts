import 'reflect-metadata'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Int } from 'type-graphql'
import { CalendarDate, Instant, Year } from '../../../ground/scalars.ts'
import { deliverableNamed } from '../../../publishing/delivering/mayDeliver.ts'
import type { Report } from '../../../publishing/delivering/report.ts'
import { rowsAsLines } from '../../../publishing/delivering/rowsAsLines.ts'
import { withSpooled } from '../../../publishing/delivering/spool.ts'
import { checkedWishes, reasonGiven } from '../../../publishing/delivering/wishes.ts'
import type { Context } from '../../graph/context.ts'
import { declareEnum } from '../../graph/declareEnum.ts'
import { declareMutation, optional, required } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { mayCloseYears, mayPublish } from '../../graph/duties.ts'

const Outcome = declareEnum(
  'PublishOutcome',
  { zh: '报送结果', en: 'How a delivery ended' },
  {
    PUBLISHED: { zh: '已发布', en: 'It is stored and to be seen' },
    CHECKED: { zh: '试报通过，未存', en: 'It holds; nothing was stored, as asked' },
    REFUSED: { zh: '有误，未存任何一行', en: 'It has faults; not one row was stored' },
  },
)

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

const view = required(String, '如 statistics.VillageIncome', 'Such as statistics.VillageIncome')
const year = required(Year, '年度', 'The year')
const reason = required(String, '理由', 'Why')

interface Publishing {
  readonly view: string
  readonly rows: readonly object[]
  readonly dryRun?: boolean
  readonly idempotencyKey?: string
  readonly drawnOn?: string
  readonly older?: boolean
  readonly whole?: boolean
  readonly correction?: string
}

declareMutation('publish', {
  type: ReportType,
  zh: '报送少量数据；整份文件请 POST 到 /publish/视图名',
  en: 'Publishes a few rows; POST whole files to /publish/{view}',
  may: mayPublish,
  args: {
    view,
    rows: required(
      [GraphQLJSONObject],
      '各行：列名到值',
      'Rows: from names or headings to values, as in a file',
    ),
    dryRun: optional(Boolean, '试报', 'Check only'),
    idempotencyKey: optional(String, '幂等键', 'A key of your own'),
    drawnOn: optional(CalendarDate, '数据截止日期', 'Its day'),
    older: optional(Boolean, '以旧代新', 'Older over newer'),
    whole: optional(
      Boolean,
      '即该期全部数据，未列出的撤回',
      'All there is of its periods; the rest is withdrawn',
    ),
    correction: optional(String, '更正理由', 'Why it corrects'),
  },
  resolve: (_root, asked: Publishing, context: Context): Promise<Report> => {
    const { caller, catalogue, publishing } = context
    const { view: name, rows, dryRun, older, whole, idempotencyKey, drawnOn, correction } = asked
    const of = deliverableNamed(catalogue, name)
    const wishes = checkedWishes({
      ...{ dryRun, older, whole, idempotencyKey, drawnOn },
      correction: correction || undefined,
    })
    return withSpooled([Buffer.from(rowsAsLines(rows))], (delivery) =>
      publishing.publish({ of, publisher: caller, delivery, wishes }),
    )
  },
})

interface Withdrawing {
  readonly view: string
  readonly batch: number
  readonly reason: string
}

declareMutation('withdraw', {
  type: ReportType,
  zh: '撤回一批；其后又有更正的行保留后来的值',
  en: 'Takes a batch back; rows changed since keep the later value',
  may: mayPublish,
  args: { view, batch: required(Int, '批号', 'Its number'), reason },
  resolve: (_root, asked: Withdrawing, context: Context): Promise<Report> => {
    const { caller, catalogue, publishing } = context
    const of = deliverableNamed(catalogue, asked.view)
    return publishing.withdraw(of, caller, String(asked.batch), reasonGiven(asked.reason))
  },
})

declareMutation('closeYear', {
  type: [Year],
  zh: '关账：其后只接受注明理由的更正',
  en: 'Closes a year: from then on it takes corrections only',
  may: mayCloseYears,
  args: { year, reason },
  resolve: async (_root, asked: { year: number; reason: string }, context: Context) => {
    const { caller, ledger, publishing } = context
    await publishing.closeYear(asked.year, caller, reasonGiven(asked.reason))
    return ledger.closedYears()
  },
})

declareMutation('reopenYear', {
  type: [Year],
  zh: '重新开账',
  en: 'Opens a closed year again',
  may: mayCloseYears,
  args: { year },
  resolve: async (_root, asked: { year: number }, { ledger, publishing }: Context) => {
    await publishing.reopenYear(asked.year)
    return ledger.closedYears()
  },
})
