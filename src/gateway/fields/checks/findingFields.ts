import 'reflect-metadata'
import { Arg, Ctx, Extensions, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
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
import { bothLanguages, Refusal } from '../../../ground/refusal.ts'
import { AreaCode, PeriodScalar } from '../../../ground/scalars.ts'
import { unknownCode } from '../../../ground/unknownCode.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import { publishedOver } from '../../../indicators/figures/published.ts'
import { countShown } from '../../../indicators/figures/suppression.ts'
import { mustHaveBegun } from '../../../indicators/meaning/knownIndicators.ts'
import { runningMonth, type Time } from '../../../indicators/meaning/times.ts'
import { type Caller, isCityOffice, readsFacts } from '../../../sharing/caller.ts'
import type { Deciding, FieldClass } from '../../../sharing/fieldClass.ts'
import type { Asking } from '../../../sharing/rules.ts'
import { mayRead } from '../../graph/areaScope.ts'
import type { Context } from '../../graph/context.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfStatement } from '../../graph/prices.ts'
import { type Cursors, cursorsOf } from '../../rows/cursors.ts'
import { globalId } from '../../rows/identity.ts'
import { yearOnly } from '../../rows/periods.ts'
import { pageLength } from '../../rows/selection.ts'
import { Status } from '../figures/figureEnums.ts'

const frame = { sharing: { frame: true } }

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

interface Asked {
  readonly read: ReadCheck
  readonly time: Time
  readonly area: string
  readonly after?: string
  readonly first: number
  readonly cursors: Cursors
}

/** What the cross-checks find, for those whose facts they are about. */
export function findingResolver(catalogue: Catalogue): (new () => object)[] {
  const { vocabulary } = knownIndicatorsOf(catalogue)
  const read = new Map(checks.map((check) => [check.code, readCheck(catalogue, check, vocabulary)]))

  @Shape('Finding', '一条发现', 'Something that was found')
  class FindingType {
    @Plain(ID, '对象的全局编号', "The thing's global id")
    id!: string

    @Plain(AreaCode, '所在区域', 'Where it lies')
    areaCode!: string

    @Plain([EvidenceType], '依据', 'What shows it')
    evidence!: readonly EvidenceType[]
  }

  @Shape('FindingConnection', '核对发现', 'What a check finds')
  class FindingsType {
    @Plain(CheckType, '规则', 'The check')
    check!: CheckType
  }

  @Shape('FindingPage', '发现的一页', 'A page of findings')
  class FindingPageType {
    @Plain([FindingType], '各条发现', 'The findings')
    nodes!: readonly FindingType[]

    @Plain(Boolean, '是否还有下一页', 'Whether more follow')
    hasNextPage!: boolean

    @Plain(String, '末行游标', 'Cursor of the last', nullable)
    endCursor?: string | null
  }

  @Resolver(() => FindingsType)
  class FindingFields {
    @Extensions({ sharing: { figure: 'open', scope: 'cut' } satisfies FieldClass })
    @FieldResolver(() => Int, {
      nullable: true,
      description:
        '发现的总数；对无权查看明细者只给全市的，甚少者不显示，余取整到五。How many; to others of the whole city alone, rounded to five, and not where they are few.',
    })
    async totalCount(
      @Root() { read: one, area, time }: Asked,
      @Ctx() { reader, caller, figures }: Context,
    ): Promise<number | null> {
      const isConcernedBy = isConcerned(caller, one)
      // Between areas, what is rounded in one would be told by the others.
      if (!isConcernedBy && !isCityOffice(caller) && area !== cityCode) return null
      const reported = await publishedOver(reader).periods(one.views)
      const statement = findingsCount(catalogue, one, area, time, runningMonth(), reported)
      const [row] = await reader.planned<{ number: number }>(
        `count of ${one.check.code}`,
        statement,
      )
      const number = row?.number ?? 0
      return isConcernedBy ? number : countShown(number, figures.fewestShown)
    }

    @Extensions({ sharing: { figure: 'open', scope: 'cut' } satisfies FieldClass })
    @FieldResolver(() => FindingPageType, {
      nullable: true,
      description:
        '明细：仅限数据所涉部门。The findings, for the departments whose facts they are about.',
    })
    async page(
      @Root() { read: one, area, time, after, first, cursors }: Asked,
      @Ctx() context: Context,
    ): Promise<FindingPageType> {
      const { reader, caller } = context
      if (!isConcerned(caller, one)) throw notConcerned(one)
      const reported = await publishedOver(reader).periods(one.views)
      const wanted = { area, time, first, ...(after !== undefined && { after }) }
      const statement = findingsStatement(catalogue, one, wanted, runningMonth(), reported)
      const found = await reader.planned<Finding>(`findings of ${one.check.code}`, statement)
      const nodes = await Promise.all(
        found.slice(0, first).map((row) => shownTo(context, one, row)),
      )
      const last = found.slice(0, first).at(-1)
      return {
        nodes,
        hasNextPage: found.length > first,
        endCursor: last ? cursors.seal([last.key]) : null,
      }
    }
  }

  @Resolver()
  class FindingQueries {
    @Extensions(frame)
    @Query(() => [CheckType], { description: '跨部门核对规则。The checks across departments.' })
    checks(): CheckType[] {
      return [...read.values()].map(asCheck)
    }

    @Extensions({
      sharing: {
        figure: 'open',
        scope: 'within',
        price: () => priceOfStatement,
        decides: (args, asking) => {
          const { code, period, first, after } = args
          named(read, String(code))
          yearOf(String(period))
          pageLength(first as number | undefined)
          if (after) findingCursors(asking, args as never).open(String(after))
          return []
        },
      } satisfies FieldClass,
    })
    @Query(() => FindingsType, {
      nullable: true,
      description: '一条规则在一个区域的发现。What a check finds in an area.',
    })
    findings(
      @Arg('code', () => String, { description: '代码，如 Y06。Its code.' }) code: string,
      @Arg('period', () => PeriodScalar, { description: '年度。The year.' }) period: string,
      @Arg('within', () => AreaCode, { nullable: true, description: '区域。The area.' })
      within: string | null | undefined,
      @Arg('first', () => Int, { nullable: true, description: '行数。How many.' })
      first: number | null | undefined,
      @Arg('after', () => String, {
        nullable: true,
        description: '上页的 endCursor。Where to go on.',
      })
      after: string | null | undefined,
      @Ctx() context: Context,
    ): FindingsType & Asked {
      const cursors = findingCursors(context, { code, period, within })
      const [key] = after ? cursors.open(after) : []
      const one = named(read, code)
      return {
        check: asCheck(one),
        read: one,
        time: { year: yearOf(period), through: 12 },
        area: within ?? cityCode,
        first: pageLength(first ?? undefined),
        cursors,
        ...(key === undefined ? {} : { after: String(key) }),
      }
    }
  }

  return [FindingFields, FindingQueries]
}

function findingCursors(
  asking: Deciding,
  { code, period, within }: { code: string; period: string; within?: string | null | undefined },
): Cursors {
  return cursorsOf(asking, 'findings', { code, period, within: within ?? asking.caller.area })
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
  const name = other && !key.startsWith('93') ? other.name : thing?.name
  return { id: globalId(name ?? '', key), areaCode: place, evidence: told }
}

function named(read: ReadonlyMap<string, ReadCheck>, code: string): ReadCheck {
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
