import 'reflect-metadata'
import { Int } from 'type-graphql'
import type { Threshold } from '../../../assessment/rewards.ts'
import { AreaCode, Decimal } from '../../../ground/scalars.ts'
import type { Caller } from '../../../sharing/caller.ts'
import type { Deciding, FieldClass } from '../../../sharing/fieldClass.ts'
import { declareConnection } from '../../graph/connection.ts'
import { declareField } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { type Cursors, cursorsBelow, cursorsOf, type Position } from '../../rows/cursors.ts'
import { type InOrder, type Page, type PageArguments, pageOf } from '../../rows/page.ts'
import { pageLength } from '../../rows/selection.ts'
import { declareAreaOf } from '../entities/interfaces.ts'
import { ContributionType, ItemResultType, ThresholdType } from './assessmentTypes.ts'
import { inScope, type Result, type Results } from './results.ts'

/** A list of about as many as there are items. */
const ofItems: FieldClass = { frame: true, rows: () => 29 }

@Shape('VillageResult', '一个村的考评结果', 'The result of a village')
export class VillageResultType {
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

declareAreaOf(VillageResultType)

declareField(VillageResultType, 'items', {
  type: [ItemResultType],
  zh: '各项得分',
  en: 'Its items',
  sharing: ofItems,
  resolve: ({ items }: Result): ItemResultType[] => items(),
})

declareField(VillageResultType, 'contributions', {
  type: [ContributionType],
  zh: '失分由多到少，及最近的得分点',
  en: 'Why it has its score, and what is nearest',
  sharing: ofItems,
  resolve: ({ contributions }: Result): ContributionType[] => contributions(),
})

declareField(VillageResultType, 'thresholds', {
  type: [ThresholdType],
  zh: '各项奖励的门槛',
  en: 'What each reward takes, beside the rank',
  sharing: ofItems,
  resolve: ({ thresholds }: Result): Threshold[] => thresholds(),
})

/** The results of villages, page by page. */
export const VillageResults = declareConnection('VillageResult', VillageResultType, {
  zh: '各村结果',
  en: 'The results of villages',
})

/** Which villages of an assessment are asked for. */
export interface VillagesAsked extends PageArguments {
  readonly within?: string | null
  readonly orderBy?: 'RANK' | 'AREA' | null
  readonly incomplete?: boolean | null
}

const lengths = { most: 3_000, usual: 100 }

/** How many villages are asked for; refuses what is out of range. */
export function villagesInPage({ first }: VillagesAsked): number {
  return pageLength(first, lengths)
}

/** The cursors of the villages of any year's results. */
export function villageCursors(asking: Deciding, asked: VillagesAsked): Cursors {
  const { within, orderBy, incomplete } = asked
  return cursorsOf(asking, 'assessment villages', {
    within: within ?? asking.caller.area,
    orderBy: orderBy ?? 'RANK',
    incomplete: incomplete ?? null,
  })
}

/** The page of a year's villages that a caller sees. */
export function villagePage(
  context: Deciding,
  { villages, year, kind }: Results,
  asked: VillagesAsked,
): Page<Result> {
  const { within, incomplete, orderBy, after } = asked
  const found = inScope(villages, context.caller, within).filter(
    ({ isComplete }) => incomplete == null || isComplete !== incomplete,
  )
  const order = orderBy === 'AREA' ? byArea : byRank
  const rows = found.toSorted((one, other) =>
    order.compare(order.positionOf(one), order.positionOf(other)),
  )
  const cursors = cursorsBelow(villageCursors(context, asked), [year, kind])
  return pageOf(rows, order, { first: villagesInPage(asked), after }, cursors)
}

/** The one village that a caller asks for, where it is the caller's to see. */
export function villageNamed(
  { villages }: Results,
  caller: Caller,
  code: string,
): Result | undefined {
  return inScope(villages, caller, undefined).find(({ areaCode }) => areaCode === code)
}

const byArea: InOrder<Result> = {
  positionOf: ({ areaCode }) => [areaCode],
  compare: ([one = ''], [other = '']) => compared(one, other),
}

/** By rank in the city; those without one last, by their areas. */
const byRank: InOrder<Result> = {
  positionOf: ({ rankInCity, areaCode }) => [rankInCity, areaCode],
  compare: ([rank, area = ''], [otherRank, otherArea = '']) =>
    Number(rank ?? lastRank) - Number(otherRank ?? lastRank) || compared(area, otherArea),
}

const lastRank = Number.MAX_SAFE_INTEGER

function compared(one: Position[number], other: Position[number]): number {
  if (one === other) return 0
  return String(one) < String(other) ? -1 : 1
}
