import 'reflect-metadata'
import { Int } from 'type-graphql'
import { type Draft, itemsReading } from '../../../assessment/assessments.ts'
import { readChoices } from '../../../assessment/readings.ts'
import { type Scheme, schemeIn } from '../../../assessment/scheme.ts'
import { badInput, Refusal } from '../../../ground/refusal.ts'
import { AreaCode, Decimal, Year } from '../../../ground/scalars.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import { factsOf } from '../../../indicators/meaning/indicator.ts'
import { type Caller, isCityOffice } from '../../../sharing/caller.ts'
import { hold } from '../../../sharing/limits.ts'
import { mayNotDecideBy } from '../../../sharing/refusals.ts'
import { mayRead, withinScope } from '../../graph/areaScope.ts'
import type { Context } from '../../graph/context.ts'
import { declareQuery, optional, required } from '../../graph/declareField.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { ofAssessment } from './assessmentFields.ts'
import { ChoiceInput, GroupInput, OverrideInput } from './assessmentInputs.ts'
import { draftResults, inScope, type Results, rewardsShown } from './results.ts'

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

const mostOverrides = 50

interface Supposed {
  readonly year: number
  readonly overrides?: readonly OverrideInput[] | null
  readonly groups?: readonly GroupInput[] | null
  readonly readings?: readonly ChoiceInput[] | null
}

declareQuery('whatIf', {
  type: WhatIfType,
  nullable: true,
  zh: '假设某些数值或权重不同，结果如何；不写入',
  en: 'What would be if; nothing is written',
  sharing: ofAssessment,
  args: {
    year: required(Year, '年度', 'The year'),
    overrides: optional([OverrideInput], '假设的数值', 'Values as they would be'),
    groups: optional(
      [GroupInput],
      '另一方案的权重，合计 100',
      "Another scheme's weights, 100 in all",
    ),
    readings: optional([ChoiceInput], '读法', 'Readings'),
  },
  resolve: (_root, supposed: Supposed, context: Context) => whatIf(context, supposed),
})

async function whatIf(context: Context, supposed: Supposed): Promise<WhatIfType> {
  const { catalogue, reader, figures, caller, assessments } = context
  const { year, groups, readings } = supposed
  const overrides = supposed.overrides ?? []
  mustSupposeAsShown(caller, overrides, groups)
  const scheme = groups ? otherScheme(year, groups) : undefined
  hold('LIMIT_LIST', overrides.length, mostOverrides)
  for (const { village } of overrides) withinScope(caller, village)
  const sources = { reader, figures }
  const draft = await assessments.draft(sources, year)
  await mayBeSupposed(context, draft, overrides)
  const other = await assessments.whatIf(sources, year, overrides, scheme)
  const known = knownIndicatorsOf(catalogue)
  const chosen = readChoices(readings ?? [])
  const now = draftResults(catalogue, known, draft, chosen, null)
  const then = draftResults(catalogue, known, other, chosen, null)
  return {
    changed: changedVillages(now, then, caller),
    rewardsNow: rewardsShown(now, caller).total,
    rewardsThen: rewardsShown(then, caller).total,
  }
}

function changedVillages(now: Results, then: Results, caller: Caller): ChangedVillageType[] {
  const byCode = new Map(then.villages.map((village) => [village.areaCode, village]))
  return inScope(now.villages, caller, undefined).flatMap((village) => {
    const { areaCode, score, rankInCity } = village
    const after = byCode.get(areaCode)
    if (!after || (after.score === score && after.rankInCity === rankInCity)) return []
    return {
      areaCode,
      scoreNow: score,
      scoreThen: after.score,
      rankNow: rankInCity,
      rankThen: after.rankInCity,
    }
  })
}

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
