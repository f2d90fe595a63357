import 'reflect-metadata'
import { Int } from 'type-graphql'
import { type Choices, type Reading, readings } from '../../../assessment/readings.ts'
import { type Final, type Objection, reading } from '../../../assessment/records.ts'
import { bothLanguages, notFound } from '../../../ground/refusal.ts'
import { AreaCode, Year } from '../../../ground/scalars.ts'
import { type Caller, isCityOffice } from '../../../sharing/caller.ts'
import type { FieldClass } from '../../../sharing/fieldClass.ts'
import { withinScope } from '../../graph/areaScope.ts'
import { declareConnection, pageArguments } from '../../graph/connection.ts'
import type { Context } from '../../graph/context.ts'
import { declareField, declareQuery, frame, optional, required } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { priceOfAssessment } from '../../graph/prices.ts'
import { cursorsBelow, cursorsOf } from '../../rows/cursors.ts'
import { type InOrder, type PageArguments, pageOf } from '../../rows/page.ts'
import { pageLength } from '../../rows/selection.ts'
import { listRows } from '../entities/lists.ts'
import { ChoiceInput } from './assessmentInputs.ts'
import {
  AreaResultType,
  FinalType,
  NoticeType,
  ObjectionType,
  ReadingType,
  ResultKind,
  RewardsType,
  SchemeType,
  Stage,
  VillageOrder,
} from './assessmentTypes.ts'
import { areasOf, type Results, resultsAsked, rewardsShown, unitsShown } from './results.ts'
import {
  VillageResults,
  VillageResultType,
  type VillagesAsked,
  villageCursors,
  villageNamed,
  villagePage,
  villagesInPage,
} from './villageResultFields.ts'

/** A year's results: everybody's, each cut to the caller's own area by its body. */
export const ofAssessment: FieldClass = {
  figure: 'open',
  scope: 'cut',
  price: () => priceOfAssessment,
}

/** Which of a year's results is meant, if either. */
export const whichResult = optional(
  ResultKind,
  '不写则有定稿取定稿',
  'The final one where there is one, if left out',
)

@Shape('Assessment', '一年的考评', 'The assessment of a year')
class AssessmentType {
  @Plain(Year, '年度', 'The year')
  year!: number

  @Plain(ResultKind, '草稿或定稿', 'Draft or final')
  kind!: string

  @Plain(FinalType, '定稿记录', 'That it is frozen', nullable)
  final?: FinalType | null
}

interface AssessmentAsked {
  readonly year: number
  readonly of?: keyof typeof ResultKind | null
  readonly readings?: readonly ChoiceInput[] | null
}

declareQuery('assessment', {
  type: AssessmentType,
  nullable: true,
  zh: '一年的考评：定稿，或按现有数据的草稿',
  en: 'The assessment of a year: final, or its draft',
  sharing: ofAssessment,
  args: {
    year: required(Year, '年度', 'The year'),
    of: whichResult,
    readings: optional(
      [ChoiceInput],
      '草稿所用的读法；未写的按建议',
      'Readings of the draft; the others as proposed',
    ),
  },
  resolve: (_root, { year, of, readings: given }: AssessmentAsked, context: Context) =>
    resultsAsked(context, year, of, given),
})

declareField(AssessmentType, 'scheme', {
  type: SchemeType,
  zh: '方案',
  en: 'The scheme',
  sharing: frame,
  resolve: ({ scheme }: Results): SchemeType => ({
    ...scheme,
    groups: scheme.groups.map((group) => ({
      ...group,
      weight: String(group.weight),
      items: group.items.map(({ code, weight }) => ({ code, weight: String(weight) })),
    })),
  }),
})

declareField(AssessmentType, 'stage', {
  type: Stage,
  zh: '进程',
  en: 'How far it has come',
  sharing: frame,
  resolve: async ({ year, final }: Results, _args: object, { reader }: Context) => {
    if (final) return Stage.FINAL
    const notice = await reading.notice(reader, year)
    return notice?.isOpen ? Stage.NOTICE : Stage.DRAFT
  },
})

declareField(AssessmentType, 'notice', {
  type: NoticeType,
  nullable: true,
  zh: '公示',
  en: 'Its notice',
  sharing: frame,
  resolve: ({ year }: Results, _args: object, { reader }: Context) => reading.notice(reader, year),
})

declareField(AssessmentType, 'objections', {
  type: declareConnection('Objection', ObjectionType, { zh: '异议', en: 'Objections' }),
  zh: '异议：项目办看到全部，其他人看到自己提的',
  en: 'Objections: the office sees all',
  sharing: {
    frame: true,
    rows: listRows,
    decides: (args: PageArguments, asking) => {
      cursorsOf(asking, 'objections', {}).open(args.after)
    },
  },
  args: pageArguments,
  resolve: async ({ year }: Results, args: PageArguments, context: Context) => {
    const all = await reading.objections(context.reader, year)
    const seen = all.filter((objection) => maySee(context.caller, objection))
    const page = { first: pageLength(args.first), after: args.after }
    return pageOf(seen, byNumber, page, cursorsBelow(cursorsOf(context, 'objections', {}), [year]))
  },
})

const byNumber: InOrder<Objection> = {
  positionOf: ({ number }) => [number],
  compare: ([one], [other]) => Number(one) - Number(other),
}

function maySee({ subject, role, area }: Caller, { raisedBy, villageCode }: Objection): boolean {
  return raisedBy === subject || (role === 'office' && (!area || villageCode.startsWith(area)))
}

declareField(AssessmentType, 'villages', {
  type: VillageResults,
  zh: '各村',
  en: 'The villages',
  sharing: {
    frame: true,
    decides: (asked: VillagesAsked, asking) => {
      villagesInPage(asked)
      villageCursors(asking, asked).open(asked.after)
    },
    rows: villagesInPage,
  },
  args: {
    within: optional(AreaCode, '所在区域', 'Only those in it'),
    orderBy: optional(VillageOrder, '排列，默认按名次', 'Order; by rank if left out'),
    incomplete: optional(
      Boolean,
      '只看不完整的，或只看完整的',
      'Only those that are not complete, or that are',
    ),
    first: optional(Int, '行数，至多 3000，默认 100', 'How many, 3000 at most, 100 if left out'),
    after: pageArguments.after,
  },
  resolve: (results: Results, asked: VillagesAsked, context: Context) =>
    villagePage(context, results, asked),
})

declareField(AssessmentType, 'village', {
  type: VillageResultType,
  nullable: true,
  zh: '一个村',
  en: 'One village',
  sharing: frame,
  args: { code: required(AreaCode, '村', 'The village') },
  resolve: (results: Results, { code }: { code: string }, { caller }: Context) => {
    const found = villageNamed(results, caller, code)
    if (!found) throw notFound('考评的村', 'village that is assessed', code)
    return found
  },
})

declareField(AssessmentType, 'townships', {
  type: [AreaResultType],
  zh: '各乡镇：各村简单平均',
  en: 'Townships, by the plain means of their villages',
  sharing: frame,
  args: { within: optional(AreaCode, '所在区域', 'Only those in it') },
  resolve: ({ villages }: Results, { within }: VillagesAsked, { caller }: Context) => {
    const scope = withinScope(caller, within)
    return areasOf(villages, 'township').filter(
      ({ areaCode }) => !scope || areaCode.startsWith(scope),
    )
  },
})

declareField(AssessmentType, 'units', {
  type: [AreaResultType],
  zh: '十个区县和两个开发区、高新区',
  en: 'The counties and zones',
  sharing: frame,
  resolve: (results: Results, _args: object, { caller }: Context) => unitsShown(results, caller),
})

declareField(AssessmentType, 'readings', {
  type: [ReadingType],
  zh: '原文有歧义之处，及各种读法的花费',
  en: 'The readings, and what each would cost',
  sharing: frame,
  resolve: (results: Results, _args: object, { caller }: Context) => readingsShown(results, caller),
})

function readingsShown(results: Results, caller: Caller): ReadingType[] {
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

declareField(AssessmentType, 'rewards', {
  type: RewardsType,
  zh: '奖惩；草稿按已选和建议的读法',
  en: 'The rewards; of a draft, as chosen and else proposed',
  sharing: frame,
  resolve: (results: Results, _args: object, { caller }: Context): RewardsType => {
    const { villages, townships, ...rewards } = rewardsShown(results, caller)
    return {
      ...rewards,
      villages: villages.map(({ code, ...reward }) => ({ ...reward, areaCode: code })),
      townships: townships.map(({ code, amount }) => ({ areaCode: code, amount })),
    }
  },
})

declareField(FinalType, 'snapshot', {
  type: String,
  nullable: true,
  zh: '冻结的全文(JSON，含规则、读法和各项输入)，仅供市级领导小组办公室核对',
  en: 'All that was frozen, for the office of the city',
  sharing: frame,
  resolve: (final: Final, _args: object, { caller, reader }: Context) =>
    isCityOffice(caller) ? reading.text(reader, final) : null,
})
