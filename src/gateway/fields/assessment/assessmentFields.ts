import 'reflect-metadata'
import { Arg, Ctx, Extensions, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql'
import { type Draft, itemsReading } from '../../../assessment/assessments.ts'
import { type Choices, type Reading, readChoices, readings } from '../../../assessment/readings.ts'
import { type Final, type Notice, type Objection, reading } from '../../../assessment/records.ts'
import type { Threshold } from '../../../assessment/rewards.ts'
import { type Scheme, schemeIn } from '../../../assessment/scheme.ts'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import { badInput, bothLanguages, notFound, Refusal } from '../../../ground/refusal.ts'
import { AreaCode, Decimal, Year } from '../../../ground/scalars.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import { factsOf } from '../../../indicators/meaning/indicator.ts'
import { type Caller, isCityOffice } from '../../../sharing/caller.ts'
import type { FieldClass } from '../../../sharing/fieldClass.ts'
import { hold } from '../../../sharing/limits.ts'
import { mayNotDecideBy } from '../../../sharing/refusals.ts'
import { mayRead, withinScope } from '../../graph/areaScope.ts'
import type { Context } from '../../graph/context.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfAssessment } from '../../graph/prices.ts'
import type { Outputs } from '../entities/outputs.ts'
import {
  AreaResultType,
  ChoiceInput,
  ContributionType,
  FinalType,
  GroupInput,
  ItemResultType,
  NoticeType,
  ObjectionType,
  OverrideInput,
  ReadingType,
  ResultKind,
  RewardsType,
  SchemeType,
  Stage,
  ThresholdType,
  VillageOrder,
} from './assessmentTypes.ts'
import {
  areasOf,
  draftResults,
  inScope,
  type Result,
  type Results,
  resultsAsked,
  rewardsShown,
  unitsShown,
} from './results.ts'

const frame = { sharing: { frame: true } }
const shown = {
  sharing: { figure: 'open', scope: 'cut', price: () => priceOfAssessment } satisfies FieldClass,
}

/** A list of about as many as there are items. */
const ofItems = { sharing: { frame: true, rows: () => 29 } satisfies FieldClass }

/** The queries of the assessment. */
export function assessmentResolver(catalogue: Catalogue, outputs: Outputs): (new () => object)[] {
  const known = knownIndicatorsOf(catalogue)

  @Shape('VillageResult', '一个村的考评结果', 'The result of a village')
  class VillageResultType {
    @Plain(AreaCode, '区划代码', 'Area code')
    areaCode!: string

    @Plain(String, '名称', 'Its name', nullable)
    name?: string | null

    @Plain(Decimal, '得分，两位小数', 'Its score, two decimals')
    score!: string

    @Plain(Boolean, '各项是否齐全；不全的不参加排名', 'Whether complete; else it is not ranked')
    isComplete!: boolean

    @Plain(Int, '乡镇内名次', 'Place in its township', nullable)
    rankInTownship?: number | null

    @Plain(Int, '区县或开发区内名次', 'Place in its county or zone', nullable)
    rankInUnit?: number | null

    @Plain(Int, '全市名次', 'Place in the city', nullable)
    rankInCity?: number | null

    @Plain(AreaCode, '参加排名的区县或开发区', 'Where it is ranked')
    unit!: string

    @Plain([String], '欠报的部门', 'The departments that owe an answer')
    departmentsOwing!: readonly string[]
  }

  @Resolver(() => VillageResultType)
  class VillageResultResolver {
    @Extensions(frame)
    @FieldResolver(() => outputs.area as never, { nullable: true, description: '区域。The area.' })
    area(@Root() { areaCode }: Result, @Ctx() { loaders }: Context) {
      return loaders.area(areaCode)
    }

    @Extensions(ofItems)
    @FieldResolver(() => [ItemResultType], { description: '各项得分。Its items.' })
    items(@Root() { items }: Result): ItemResultType[] {
      return items()
    }

    @Extensions(ofItems)
    @FieldResolver(() => [ContributionType], {
      description: '失分由多到少，及最近的得分点。Why it has its score, and what is nearest.',
    })
    contributions(@Root() { contributions }: Result): ContributionType[] {
      return contributions()
    }

    @Extensions(ofItems)
    @FieldResolver(() => [ThresholdType], {
      description: '各项奖励的门槛。What each reward takes, beside the rank.',
    })
    thresholds(@Root() { thresholds }: Result): Threshold[] {
      return thresholds()
    }
  }

  @Shape('VillageResults', '各村结果的一页', 'A page of villages')
  class VillageResultsType {
    @Plain([VillageResultType], '各村', 'The villages')
    nodes!: readonly Result[]

    @Plain(Int, '总数', 'How many there are in all')
    totalCount!: number

    @Plain(Boolean, '是否还有下一页', 'Whether more follow')
    hasNextPage!: boolean
  }

  @Shape('Assessment', '一年的考评', 'The assessment of a year')
  class AssessmentType {
    @Plain(Year, '年度', 'The year')
    year!: number

    @Plain(ResultKind, '草稿或定稿', 'Draft or final')
    kind!: string

    @Plain(FinalType, '定稿记录', 'That it is frozen', nullable)
    final?: FinalType | null
  }

  @Resolver(() => AssessmentType)
  class AssessmentFields {
    @Extensions(frame)
    @FieldResolver(() => SchemeType, { description: '方案。The scheme.' })
    scheme(@Root() { scheme }: Results): SchemeType {
      return {
        ...scheme,
        groups: scheme.groups.map((group) => ({
          ...group,
          weight: String(group.weight),
          items: group.items.map(({ code, weight }) => ({ code, weight: String(weight) })),
        })),
      }
    }

    @Extensions(frame)
    @FieldResolver(() => Stage, { description: '进程。How far it has come.' })
    async stage(@Root() { year, final }: Results, @Ctx() { reader }: Context): Promise<string> {
      if (final) return Stage.FINAL
      const notice = await reading.notice(reader, year)
      return notice?.isOpen ? Stage.NOTICE : Stage.DRAFT
    }

    @Extensions(frame)
    @FieldResolver(() => NoticeType, { nullable: true, description: '公示。Its notice.' })
    notice(@Root() { year }: Results, @Ctx() { reader }: Context): Promise<Notice | null> {
      return reading.notice(reader, year)
    }

    @Extensions(frame)
    @FieldResolver(() => [ObjectionType], {
      description: '异议：项目办看到全部，其他人看到自己提的。Objections: the office sees all.',
    })
    async objections(
      @Root() { year }: Results,
      @Ctx() { reader, caller }: Context,
    ): Promise<Objection[]> {
      const all = await reading.objections(reader, year)
      const isOwn = (village: string) => !caller.area || village.startsWith(caller.area)
      return all.filter(
        ({ raisedBy, villageCode }) =>
          raisedBy === caller.subject || (caller.role === 'office' && isOwn(villageCode)),
      )
    }

    @Extensions({
      sharing: {
        frame: true,
        decides: ({ first, skip }) => {
          checked(Number(skip ?? 0), 0, 100_000, 'skip')
          checked(Number(first ?? defaultVillages), 1, mostVillages, 'first')
          return []
        },
        rows: ({ first }) => Number(first ?? defaultVillages),
      } satisfies FieldClass,
    })
    @FieldResolver(() => VillageResultsType, { description: '各村。The villages.' })
    villages(
      @Root() { villages }: Results,
      @Arg('within', () => AreaCode, { nullable: true, description: '所在区域。Only those in it.' })
      within: string | null | undefined,
      @Arg('orderBy', () => VillageOrder, { nullable: true, description: '排列。Order.' })
      orderBy: string | null | undefined,
      @Arg('incomplete', () => Boolean, {
        nullable: true,
        description: '只看不完整的，或只看完整的。Only those that are not complete, or that are.',
      })
      incomplete: boolean | null | undefined,
      @Arg('first', () => Int, { nullable: true, description: '行数，至多 3000。How many.' })
      first: number | null | undefined,
      @Arg('skip', () => Int, { nullable: true, description: '略过的行数。How many to skip.' })
      skip: number | null | undefined,
      @Ctx() { caller }: Context,
    ): VillageResultsType {
      const found = inScope(villages, caller, within).filter(
        ({ isComplete }) => incomplete == null || isComplete !== incomplete,
      )
      const ordered = orderBy === 'AREA' ? found : found.toSorted(byRank)
      const from = checked(skip ?? 0, 0, 100_000, 'skip')
      const number = checked(first ?? defaultVillages, 1, mostVillages, 'first')
      const nodes = ordered.slice(from, from + number)
      return { nodes, totalCount: found.length, hasNextPage: from + nodes.length < found.length }
    }

    @Extensions(frame)
    @FieldResolver(() => VillageResultType, { nullable: true, description: '一个村。One village.' })
    village(
      @Root() { villages }: Results,
      @Arg('code', () => AreaCode, { description: '村。The village.' }) code: string,
      @Ctx() { caller }: Context,
    ): Result {
      const [found] = inScope(villages, caller, undefined).filter(
        ({ areaCode }) => areaCode === code,
      )
      if (!found) throw notFound('考评的村', 'village that is assessed', code)
      return found
    }

    @Extensions(frame)
    @FieldResolver(() => [AreaResultType], {
      description: '各乡镇：各村简单平均。Townships, by the plain means of their villages.',
    })
    townships(
      @Root() { villages }: Results,
      @Arg('within', () => AreaCode, { nullable: true, description: '所在区域。Only those in it.' })
      within: string | null | undefined,
      @Ctx() { caller }: Context,
    ): AreaResultType[] {
      const scope = withinScope(caller, within)
      return areasOf(villages, 'township').filter(
        ({ areaCode }) => !scope || areaCode.startsWith(scope),
      )
    }

    @Extensions(frame)
    @FieldResolver(() => [AreaResultType], {
      description: '十个区县和两个开发区、高新区。The counties and zones.',
    })
    units(@Root() results: Results, @Ctx() { caller }: Context): AreaResultType[] {
      return unitsShown(results, caller)
    }

    @Extensions(frame)
    @FieldResolver(() => [ReadingType], {
      description: '原文有歧义之处，及各种读法的花费。The readings, and what each would cost.',
    })
    readings(@Root() results: Results, @Ctx() { caller }: Context): ReadingType[] {
      const { chosen, choices, villages, rewardsUnder } = results
      const costOf = (other: Choices) =>
        rewardsShown({ villages, rewards: () => rewardsUnder(other) }, caller).total
      return (readings as readonly Reading[]).map(({ key, of, question, options }) => ({
        key,
        of,
        question: bothLanguages(question),
        chosen: chosen[key as keyof Choices] ?? null,
        options: options.map(({ proposed, ...option }) => ({
          ...option,
          proposed: proposed ? bothLanguages(proposed) : null,
          cost: costOf({ ...choices, [key]: option.key }),
        })),
      }))
    }

    @Extensions(frame)
    @FieldResolver(() => RewardsType, {
      description:
        '奖惩；草稿按已选和建议的读法。The rewards; of a draft, as chosen and else proposed.',
    })
    rewards(@Root() results: Results, @Ctx() { caller }: Context): RewardsType {
      const { villages, townships, ...rewards } = rewardsShown(results, caller)
      return {
        ...rewards,
        villages: villages.map(({ code, ...reward }) => ({ ...reward, areaCode: code })),
        townships: townships.map(({ code, amount }) => ({ areaCode: code, amount })),
      }
    }
  }

  @Resolver(() => FinalType)
  class FinalFields {
    @Extensions(frame)
    @FieldResolver(() => String, {
      nullable: true,
      description:
        '冻结的全文(JSON，含规则、读法和各项输入)，仅供市级领导小组办公室核对。All that was frozen, for the office of the city.',
    })
    snapshot(@Root() final: Final, @Ctx() { caller, reader }: Context): Promise<string> | null {
      return isCityOffice(caller) ? reading.text(reader, final) : null
    }
  }

  @Shape('ChangedVillage', '假设之下变动的村', 'A village that would change')
  class ChangedVillageType {
    @Plain(AreaCode, '村', 'The village')
    areaCode!: string

    @Plain(Decimal, '现在的分', 'Its score now')
    scoreNow!: string

    @Plain(Decimal, '假设的分', 'Its score then')
    scoreThen!: string

    @Plain(Int, '现在的全市名次', 'Its place now', nullable)
    rankNow?: number | null

    @Plain(Int, '假设的全市名次', 'Its place then', nullable)
    rankThen?: number | null
  }

  @Shape('WhatIf', '假设的结果，不写入', 'What would be')
  class WhatIfType {
    @Plain([ChangedVillageType], '变动的村', 'Villages that would change')
    changed!: readonly ChangedVillageType[]

    @Plain(Int, '现在的奖励总额(元)', 'The rewards now, in yuan')
    rewardsNow!: number

    @Plain(Int, '假设的奖励总额(元)', 'The rewards then')
    rewardsThen!: number
  }

  @Resolver()
  class AssessmentQueries {
    @Extensions(shown)
    @Query(() => AssessmentType, {
      nullable: true,
      description:
        '一年的考评：定稿，或按现有数据的草稿。The assessment of a year: final, or its draft.',
    })
    assessment(
      @Arg('year', () => Year, { description: '年度。The year.' }) year: number,
      @Arg('of', () => ResultKind, {
        nullable: true,
        description: '不写则有定稿取定稿。The final one where there is one, if left out.',
      })
      of: keyof typeof ResultKind | null | undefined,
      @Arg('readings', () => [ChoiceInput], {
        nullable: true,
        description: '草稿所用的读法；未写的按建议。Readings of the draft; the others as proposed.',
      })
      given: ChoiceInput[] | null | undefined,
      @Ctx() context: Context,
    ): Promise<Results> {
      return resultsAsked(context, year, of, given)
    }

    @Extensions(shown)
    @Query(() => WhatIfType, {
      nullable: true,
      description:
        '假设某些数值或权重不同，结果如何；不写入。What would be if; nothing is written.',
    })
    async whatIf(
      @Arg('year', () => Year, { description: '年度。The year.' }) year: number,
      @Arg('overrides', () => [OverrideInput], {
        nullable: true,
        description: '假设的数值。Values as they would be.',
      })
      overrides: OverrideInput[] | null | undefined,
      @Arg('groups', () => [GroupInput], {
        nullable: true,
        description: "另一方案的权重，合计 100。Another scheme's weights, 100 in all.",
      })
      groups: GroupInput[] | null | undefined,
      @Arg('readings', () => [ChoiceInput], { nullable: true, description: '读法。Readings.' })
      given: ChoiceInput[] | null | undefined,
      @Ctx() context: Context,
    ): Promise<WhatIfType> {
      const { reader, figures, caller, assessments } = context
      const sources = { reader, figures }
      mustSupposeAsShown(caller, overrides ?? [], groups)
      const scheme = groups ? otherScheme(year, groups) : undefined
      hold('LIMIT_LIST', overrides?.length ?? 0, mostOverrides)
      for (const { village } of overrides ?? []) withinScope(caller, village)
      const draft = await assessments.draft(sources, year)
      await mayBeSupposed(context, draft, overrides ?? [])
      const other = await assessments.whatIf(sources, year, overrides ?? [], scheme)
      const chosen = readChoices(given ?? [])
      const now = draftResults(catalogue, known, draft, chosen, null)
      const then = draftResults(catalogue, known, other, chosen, null)
      const byCode = new Map(then.villages.map((village) => [village.areaCode, village]))
      const changed = inScope(now.villages, caller, undefined).flatMap((village) => {
        const after = byCode.get(village.areaCode)
        if (!after || (after.score === village.score && after.rankInCity === village.rankInCity))
          return []
        return [
          {
            areaCode: village.areaCode,
            scoreNow: village.score,
            scoreThen: after.score,
            rankNow: village.rankInCity,
            rankThen: after.rankInCity,
          },
        ]
      })
      return {
        changed,
        rewardsNow: rewardsShown(now, caller).total,
        rewardsThen: rewardsShown(then, caller).total,
      }
    }
  }

  return [VillageResultResolver, AssessmentFields, FinalFields, AssessmentQueries]
}

const mostVillages = 3_000
const defaultVillages = 100
const mostOverrides = 50

/**
 * Values are supposed as they are shown, and the weights of another scheme by the city's office alone: by finer
 * ones, and with all the weight on one item, a place beside others would tell their values digit by digit.
 */
function mustSupposeAsShown(
  caller: Caller,
  overrides: readonly OverrideInput[],
  groups: readonly GroupInput[] | null | undefined,
): void {
  if (isCityOffice(caller)) return
  if (groups) {
    throw new Refusal('FORBIDDEN', {
      zh: '另一方案的权重只能由市级领导小组办公室试算；请去掉 groups。',
      en: 'Other weights are tried by the leading group\'s office of the city alone; leave "groups" out.',
    })
  }
  if (overrides.some(({ value }) => /\.\d{3}/.test(value))) {
    throw badInput({
      zh: '假设的值最多两位小数。',
      en: 'A value is supposed with two decimals at most.',
    })
  }
}

/** An input may be supposed by whoever may read all that the items are made of that it moves. */
async function mayBeSupposed(
  context: Context,
  draft: Draft,
  overrides: readonly OverrideInput[],
): Promise<void> {
  const { caller, catalogue } = context
  if (isCityOffice(caller)) return
  const known = knownIndicatorsOf(catalogue)
  const inputs = new Set(overrides.flatMap(({ input }) => input ?? []))
  const read = [...inputs].flatMap((input) => itemsReading(known, draft, input)).flatMap(factsOf)
  for (const entry of new Set(read)) {
    if (!(await mayRead(context, entry))) throw mayNotDecideBy(catalogue, entry, ['whatIf'])
  }
}

function checked(given: number, least: number, most: number, name: string): number {
  if (given >= least && given <= most) return given
  throw badInput({
    zh: `${name} 应为 ${least} 到 ${most}。`,
    en: `"${name}" lies from ${least} to ${most}.`,
  })
}

function byRank(one: Result, other: Result): number {
  const place = ({ rankInCity }: Result) => rankInCity ?? Number.POSITIVE_INFINITY
  if (place(one) !== place(other)) return place(one) - place(other)
  return one.areaCode < other.areaCode ? -1 : 1
}

/** A scheme with other weights than those of the year. */
function otherScheme(year: number, groups: readonly GroupInput[]): Scheme {
  const base = schemeIn(year)
  return {
    version: 'what if',
    from: year,
    source: 'the caller',
    groups: groups.map(({ code, weight, items }) => {
      const named = base?.groups.find((group) => group.code === code)
      return {
        code,
        zh: named?.zh ?? code,
        en: named?.en ?? code,
        weight: Number(weight),
        items: items.map((item) => ({ code: item.code, weight: Number(item.weight) })),
      }
    }),
  }
}
