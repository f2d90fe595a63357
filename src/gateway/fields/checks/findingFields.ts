import 'reflect-metadata'
import { ID, Int } from 'type-graphql'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import { checks } from '../../../checks/checks.ts'
import {
  type Finding,
  findingsCount,
  findingsStatement,
  type ReadCheck,
  readCheck,
} from '../../../checks/findings.ts'
import { cityCode } from '../../../entities/city.ts'
import { LegalEntity } from '../../../entities/legalEntity.ts'
import { entityOf } from '../../../ground/entity.ts'
import { targetFor } from '../../../ground/factType.ts'
import { once } from '../../../ground/once.ts'
import type { Period } from '../../../ground/period.ts'
import { bothLanguages, Refusal } from '../../../ground/refusal.ts'
import { AreaCode, PeriodScalar } from '../../../ground/scalars.ts'
import { unknownCode } from '../../../ground/unknownCode.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import { countShown } from '../../../indicators/figures/countSuppression.ts'
import { publishedOver } from '../../../indicators/figures/published.ts'
import { mustHaveBegun } from '../../../indicators/meaning/knownIndicators.ts'
import { runningMonth, type Time } from '../../../indicators/meaning/times.ts'
import { type Caller, isCityOffice, readsFacts } from '../../../sharing/caller.ts'
import type { Asking } from '../../../sharing/rules.ts'
import { mayRead } from '../../graph/areaScope.ts'
import { declareConnection, pageArguments } from '../../graph/connection.ts'
import type { Context } from '../../graph/context.ts'
import { declareField, declareQuery, frame, optional, required } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfStatement } from '../../graph/prices.ts'
import { cursorsBelow, cursorsOf } from '../../rows/cursors.ts'
import { globalId } from '../../rows/identity.ts'
import type { Page, PageArguments } from '../../rows/page.ts'
import { yearOnly } from '../../rows/periods.ts'
import { pageLength } from '../../rows/selection.ts'
import { listRows } from '../entities/lists.ts'
import { Status } from '../figures/figureEnums.ts'

@Shape('Check', '跨部门核对规则', 'A rule across departments')
class CheckType {
  @Plain(String, '代码', 'Its code')
  code!: string

  @Plain(String, '中文名称', 'Chinese name')
  zh!: string

  @Plain(String, '英文名称', 'English name')
  en!: string

  @Plain(String, '逐一核对的视图', 'The view whose rows are looked at')
  of!: string

  @Plain(String, '发现的条件', 'What is found')
  finding!: string

  @Plain(String, '口径说明', 'How it is read')
  reading!: string

  @Plain(String, '出处', 'Its source')
  source!: string

  @Plain([String], '涉及的部门', 'The departments whose facts it reads')
  departments!: readonly string[]
}

@Shape('FindingEvidence', '一项依据', 'A piece of evidence')
class EvidenceType {
  @Plain(String, '数据项或公式', 'The fact or formula')
  text!: string

  @Plain(String, '值；无权查看时为空', 'Its value', nullable)
  value?: string | null

  @Plain(Status, '状态', 'Why it is as it is')
  status!: string

  @Plain([String], '提供部门', 'The departments that own it')
  departments!: readonly string[]
}

@Shape('Finding', '一条发现', 'Something that was found')
class FindingType {
  @Plain(ID, '对象的全局编号', "The thing's global id")
  id!: string

  @Plain(AreaCode, '所在区域', 'Where it lies')
  areaCode!: string

  @Plain([EvidenceType], '依据', 'What shows it')
  evidence!: readonly EvidenceType[]
}

const FindingConnection = declareConnection('Finding', FindingType, {
  zh: '一条规则的各条发现',
  en: 'What a check finds, one by one',
})

@Shape('Findings', '核对发现', 'What a check finds')
class FindingsType {
  @Plain(CheckType, '规则', 'The check')
  check!: CheckType
}

/** What is asked of a check: what it finds in an area in a year. */
interface Findings {
  readonly check: CheckType
  readonly read: ReadCheck
  readonly time: Time
  readonly area: string
  /** How many it finds, counted once however often that is asked for. */
  readonly count: () => Promise<number>
}

interface FindingsAsked {
  readonly code: string
  readonly period: Period
  readonly within?: string | null
}

const known = new WeakMap<Catalogue, ReadonlyMap<string, ReadCheck>>()

/** The checks, read against a catalogue once. */
function checksOf(catalogue: Catalogue): ReadonlyMap<string, ReadCheck> {
  const { vocabulary } = knownIndicatorsOf(catalogue)
  const read =
    known.get(catalogue) ??
    new Map(checks.map((check) => [check.code, readCheck(catalogue, check, vocabulary)]))
  known.set(catalogue, read)
  return read
}

declareQuery('checks', {
  type: [CheckType],
  zh: '跨部门核对规则',
  en: 'The checks across departments',
  sharing: frame,
  resolve: (_root, _args, { catalogue }: Context) => [...checksOf(catalogue).values()].map(asCheck),
})

declareQuery('findings', {
  type: FindingsType,
  nullable: true,
  zh: '一条规则在一个区域的发现',
  en: 'What a check finds in an area',
  sharing: {
    figure: 'open',
    scope: 'within',
    price: () => priceOfStatement,
    decides: ({ code, period }: FindingsAsked, { catalogue }) => {
      checkNamed(catalogue, code)
      yearOf(period)
    },
  },
  args: {
    code: required(String, '代码，如 Y06', 'Its code'),
    period: required(PeriodScalar, '年度', 'The year'),
    within: optional(AreaCode, '区域', 'The area'),
  },
  resolve: (_root, { code, period, within }: FindingsAsked, context: Context): Findings => {
    const read = checkNamed(context.catalogue, code)
    const asked = { read, time: { year: yearOf(period), through: 12 }, area: within ?? cityCode }
    return { check: asCheck(read), ...asked, count: once(() => countOf(context, asked)) }
  },
})

declareField(FindingsType, 'totalCount', {
  type: Int,
  nullable: true,
  zh: '发现的总数；对无权查看明细者只给全市的，甚少者不显示，余取整到五',
  en: 'How many; to others of the whole city alone, rounded to five, and not where they are few',
  sharing: { figure: 'open', scope: 'cut', price: () => priceOfStatement, pricedEach: true },
  resolve: async ({ read, area, count }: Findings, _args: object, context: Context) => {
    const { caller, figures } = context
    const isConcernedBy = isConcerned(caller, read)
    // Between areas, what is rounded in one would be told by the others.
    if (!isConcernedBy && !isCityOffice(caller) && area !== cityCode) return null
    const number = await count()
    return isConcernedBy ? number : countShown(number, figures.fewestShown)
  },
})

declareField(FindingsType, 'page', {
  type: FindingConnection,
  nullable: true,
  zh: '明细：仅限数据所涉部门',
  en: 'The findings, for the departments whose facts they are about',
  sharing: {
    figure: 'open',
    scope: 'cut',
    rows: listRows,
    // The rows, and their number where that is asked for.
    price: () => 2 * priceOfStatement,
    decides: (args: PageArguments, asking) => {
      pageLength(args.first)
      cursorsOf(asking, 'findings', {}).open(args.after)
    },
  },
  args: pageArguments,
  resolve: (findings: Findings, args: PageArguments, context: Context) =>
    findingPage(context, findings, args),
})

/** How many a check finds. */
async function countOf(
  { catalogue, reader }: Context,
  { read, area, time }: Pick<Findings, 'read' | 'area' | 'time'>,
): Promise<number> {
  const reported = await publishedOver(reader).periods(read.views)
  const statement = findingsCount(catalogue, read, area, time, runningMonth(), reported)
  const [row] = await reader.planned<{ number: number }>(`count of ${read.check.code}`, statement)
  return row?.number ?? 0
}

/** A page of what a check finds, in the order of the things' keys. */
async function findingPage(
  context: Context,
  findings: Findings,
  args: PageArguments,
): Promise<Page<FindingType & { readonly key: string }>> {
  const { reader, caller, catalogue } = context
  const { read, area, time } = findings
  if (!isConcerned(caller, read)) throw notConcerned(read)
  const first = pageLength(args.first)
  const cursors = cursorsBelow(cursorsOf(context, 'findings', {}), [
    read.check.code,
    area,
    time.year,
  ])
  const [after] = cursors.open(args.after) ?? []
  const reported = await publishedOver(reader).periods(read.views)
  const wanted = { area, time, first, ...(after === undefined ? {} : { after: String(after) }) }
  const statement = findingsStatement(catalogue, read, wanted, runningMonth(), reported)
  const found = await reader.planned<Finding>(`findings of ${read.check.code}`, statement)
  return {
    nodes: await Promise.all(found.slice(0, first).map((row) => shownTo(context, read, row))),
    hasMore: found.length > first,
    isFirst: !args.after,
    count: findings.count,
    cursorOf: ({ key }) => cursors.seal([key]),
  }
}

function asCheck({ check, departments }: ReadCheck): CheckType {
  const { reading, evidence: _, ...rest } = check
  return {
    ...rest,
    finding: check.finding.replace(/\s+/g, ' '),
    reading: bothLanguages(reading),
    departments,
  }
}

/** Who has a fact that a check decides by may learn what it finds: it is theirs to put right. */
function isConcerned(caller: Caller, { departments }: ReadCheck): boolean {
  return (
    readsFacts(caller) && caller.department !== undefined && departments.includes(caller.department)
  )
}

/** A finding with the evidence that its reader may read; the rest is blank, and says so. */
async function shownTo(
  asking: Asking,
  { things, evidence }: ReadCheck,
  { key, place, evidence: values }: Finding,
) {
  const told = await Promise.all(
    evidence.map(async ({ text, facts }, at) => {
      const verdicts = await Promise.all(facts.map((entry) => mayRead(asking, entry)))
      const isShut = verdicts.includes(false)
      const value = values[at] ?? null
      return {
        text: text.replace(/\s+/g, ' '),
        value: isShut ? null : value,
        status: isShut ? 'FORBIDDEN' : value === null ? 'NOT_REPORTED' : 'OK',
        departments: [...new Set(facts.flatMap(({ owners }) => owners))],
      }
    }),
  )
  const [thing, other] = things
  const found = other ? entityOf(targetFor({ to: () => LegalEntity }, key)) : thing
  return { key, id: globalId(found?.name ?? '', key), areaCode: place, evidence: told }
}

function checkNamed(catalogue: Catalogue, code: string): ReadCheck {
  const read = checksOf(catalogue)
  const found = read.get(code)
  if (found) return found
  throw unknownCode({ zh: '核对规则', en: 'check' }, code, [...read.keys()])
}

function yearOf(period: string): number {
  const year = yearOnly({ zh: '核对', en: 'Checks' }, period)
  mustHaveBegun(year)
  return year
}

function notConcerned({ check, departments }: ReadCheck): Refusal {
  return new Refusal(
    'FORBIDDEN',
    {
      zh: `“${check.zh}”的明细只提供给所涉部门：${departments.join('、')}。`,
      en: `What ${check.code} finds is shown to the departments whose facts it is about: ${departments.join(', ')}.`,
    },
    { departments },
    { status: 200 },
  )
}
