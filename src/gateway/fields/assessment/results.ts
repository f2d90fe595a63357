import { Decimal as Exact } from 'decimal.js'
import type { Draft } from '../../../assessment/assessments.ts'
import { contributionsOf } from '../../../assessment/contributions.ts'
import type { FrozenVillage, Snapshot } from '../../../assessment/frozenYear.ts'
import {
  areaScores,
  judged,
  type Placed,
  place,
  type ScoredVillage,
} from '../../../assessment/judgement.ts'
import { type Choices, proposedChoices, readChoices } from '../../../assessment/readings.ts'
import { type Final, reading } from '../../../assessment/records.ts'
import {
  type Judged,
  type Rewards,
  rewardsOf,
  type Threshold,
  thresholdsIn,
  totalOf,
} from '../../../assessment/rewards.ts'
import type { Scheme } from '../../../assessment/scheme.ts'
import { type ItemScore, stepsOf, sumsOf } from '../../../assessment/scores.ts'
import { liesIn } from '../../../assessment/villages.ts'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import { isWithin } from '../../../ground/areaCode.ts'
import { badInput, bothLanguages, notFound } from '../../../ground/refusal.ts'
import type { Definition } from '../../../indicators/definitions/definition.ts'
import type { Scoring } from '../../../indicators/definitions/scoring.ts'
import { knownIndicatorsOf } from '../../../indicators/figures/catalogued.ts'
import type { KnownIndicators } from '../../../indicators/meaning/knownIndicators.ts'
import type { Caller } from '../../../sharing/caller.ts'
import { withinScope } from '../../graph/areaScope.ts'
import type { Context } from '../../graph/context.ts'
import { departmentsBehind } from '../figures/figureTypes.ts'
import type { ChoiceInput } from './assessmentInputs.ts'
import type {
  AreaResultType,
  ContributionType,
  ItemResultType,
  ResultKind,
} from './assessmentTypes.ts'

/** A village's result as it is answered, from a draft or from what was frozen. */
export interface Result {
  readonly areaCode: string
  readonly name: string | null
  readonly township: string
  readonly zone: string | null
  readonly unit: string
  readonly score: string
  readonly isComplete: boolean
  readonly rankInTownship: number | null
  readonly rankInUnit: number | null
  readonly rankInCity: number | null
  readonly departmentsOwing: readonly string[]
  readonly scores: () => readonly ItemScore[]
  readonly items: () => ItemResultType[]
  readonly contributions: () => ContributionType[]
  readonly thresholds: () => Threshold[]
}

/** The results of a year, and what they were made by. */
export interface Results {
  readonly year: number
  readonly kind: keyof typeof ResultKind
  readonly scheme: Scheme
  readonly chosen: Partial<Choices>
  readonly choices: Choices
  readonly villages: readonly Result[]
  readonly rewards: () => Rewards
  /** What the rewards would be under other choices. */
  readonly rewardsUnder: (choices: Choices) => Rewards
  readonly final: Final | null
}

/** What an item is called and how it is scored, in the year that is told of. */
type Rule = Pick<Definition, 'zh' | 'unit'> & { readonly scoring: Scoring }

/** What a village's result is told from. */
type ResultSource = Omit<FrozenVillage, 'posts' | 'county' | 'items'> & {
  readonly items: () => readonly ItemScore[]
  /** The views that owe an answer. */
  readonly owing: readonly string[]
}

/** Builds the results of a draft under some choices; what is not chosen is read as it is proposed, and said. */
export function draftResults(
  catalogue: Catalogue,
  known: KnownIndicators,
  draft: Draft,
  chosen: Partial<Choices>,
  final: Final | null,
): Results {
  const choices = { ...proposedChoices, ...chosen }
  const placed = place(draft.villages, choices)
  const all = judged(placed)
  const thresholds = thresholdsOnce(all, choices)
  return {
    year: draft.year,
    kind: 'DRAFT',
    scheme: draft.scheme,
    chosen,
    choices,
    final,
    villages: placed.map((one, at) =>
      draftResult(catalogue, known, draft, one, () => thresholds(all[at])),
    ),
    rewards: () => rewardsOf(all, choices),
    rewardsUnder: (other) => rewardsOf(judged(place(draft.villages, other)), other),
  }
}

function draftResult(
  catalogue: Catalogue,
  known: KnownIndicators,
  { year }: Draft,
  one: Placed,
  thresholds: () => Threshold[],
): Result {
  const { village, score, places } = one
  const { isComplete, items, owing } = score
  const told = { ...village, score: score.score, isComplete, items, owing, places }
  const ruleOf = (item: string): Rule => {
    const { scoring, zh, unit } = known.inYear(item, year)?.definition ?? {}
    if (!scoring || !zh || !unit) throw new Error(`${item} is not scored`)
    return { scoring, zh, unit }
  }
  return resultOf(catalogue, told, ruleOf, thresholds)
}

/** What villages have to reach, worked out once it is asked for. */
function thresholdsOnce(all: readonly Judged[], choices: Choices) {
  let known: ReturnType<typeof thresholdsIn> | undefined
  return (village: Judged | undefined): Threshold[] => {
    known ??= thresholdsIn(all, choices)
    return village ? known(village) : []
  }
}

/** A village's result, from a draft or from what was frozen; the rules of each are its own. */
function resultOf(
  catalogue: Catalogue,
  village: ResultSource,
  ruleOf: (code: string) => Rule,
  thresholds: () => Threshold[],
): Result {
  const { code, name, township, zone, score, isComplete, places, items, owing } = village
  const itemOf = (item: ItemScore) => itemResult(catalogue, item, ruleOf(item.code))
  return {
    areaCode: code,
    name,
    township,
    zone,
    unit: places.unit,
    score,
    isComplete,
    rankInTownship: places.inTownship,
    rankInUnit: places.inUnit,
    rankInCity: places.inCity,
    departmentsOwing: departmentsBehind(catalogue, owing),
    scores: items,
    items: () => items().map(itemOf),
    contributions: () =>
      contributionsOf(items(), (item) => ruleOf(item).scoring.scale).map(
        ({ item, lost, next }) => ({
          item: itemOf(item),
          lost,
          nextValue: next?.value ?? null,
          nextGain: next?.gain ?? null,
        }),
      ),
    thresholds,
  }
}

function itemResult(
  catalogue: Catalogue,
  item: ItemScore,
  { scoring, zh, unit }: Rule,
): ItemResultType {
  const { code, group, weight, effectiveWeight, points, status, owing, figure } = item
  return {
    code,
    group,
    zh,
    unit,
    weight: String(weight),
    effectiveWeight: pointsShown(effectiveWeight),
    points: points === null ? null : pointsShown(points),
    status,
    value: figure.value,
    departmentsOwing: departmentsBehind(catalogue, owing),
    steps: stepsOf(item, scoring).map(bothLanguages),
  }
}

function pointsShown(points: string): string {
  return new Exact(points).toDecimalPlaces(4).toString()
}

/** Reads the results of a frozen year: nothing of it is computed from the data again. */
function finalResults(catalogue: Catalogue, snapshot: Snapshot, final: Final): Results {
  const { year, scheme, choices, rules, villages, rewards } = snapshot
  const thresholds = thresholdsOnce(villages, choices)
  const rulesByCode = new Map(rules.map((rule) => [rule.code, rule]))
  const ruleOf = (code: string): Rule => {
    const rule = rulesByCode.get(code)
    if (!rule) throw new Error(`the rule of ${code} was not frozen`)
    return rule
  }
  return {
    year,
    kind: 'FINAL',
    scheme,
    chosen: choices,
    choices,
    final,
    villages: villages.map((village) =>
      resultOf(catalogue, frozenSource(village), ruleOf, () => thresholds(village)),
    ),
    rewards: () => rewards,
    rewardsUnder: (other) => rewardsOf(judged(place(villages.map(scoredAgain), other)), other),
  }
}

/** A frozen village as it was scored, to be placed under other choices. */
function scoredAgain({ items, score, isComplete, ...village }: FrozenVillage): ScoredVillage {
  return { village, score: { score, isComplete, items: () => items, ...sumsOf(items) } }
}

function frozenSource({ items, ...village }: FrozenVillage): ResultSource {
  return { ...village, items: () => items, owing: items.flatMap((item) => item.owing) }
}

/** Reads the results that are asked for: the final ones where the year has them, or its draft. */
export async function resultsAsked(
  context: Context,
  year: number,
  of: keyof typeof ResultKind | null | undefined,
  given: readonly ChoiceInput[] | null | undefined,
): Promise<Results> {
  const { catalogue, reader, figures } = context
  const known = knownIndicatorsOf(catalogue)
  const final = await reading.final(reader, year)
  if (of === 'FINAL' && !final) {
    throw notFound('定稿', 'final result', String(year))
  }
  if (final && of !== 'DRAFT') {
    if (given && given.length > 0) {
      throw badInput({
        zh: '定稿的读法已经选定；如要比较，请查看草稿(of: DRAFT)。',
        en: 'The readings of a final result are chosen; to compare others, ask for the draft (of: DRAFT).',
      })
    }
    return finalResults(catalogue, await reading.snapshot(reader, final), final)
  }
  const draft = await context.assessments.draft({ reader, figures }, year)
  const results = draftResults(catalogue, known, draft, readChoices(given ?? []), final)
  const objections = await reading.objections(reader, year)
  const open = objections.filter(({ item, answer }) => item !== null && answer === null)
  if (open.length === 0) return results
  const disputed = Map.groupBy(open, ({ villageCode }) => villageCode)
  return {
    ...results,
    villages: results.villages.map((village) => {
      const items = new Set(disputed.get(village.areaCode)?.map(({ item }) => item))
      return items.size === 0 ? village : withDisputed(village, items)
    }),
  }
}

/** A village some of whose items are objected to: they count as they are, and are said to be disputed. */
function withDisputed(village: Result, disputed: ReadonlySet<string | null>): Result {
  const marked = (item: ItemResultType): ItemResultType =>
    disputed.has(item.code) && item.status === 'OK' ? { ...item, status: 'DISPUTED' } : item
  return {
    ...village,
    items: () => village.items().map(marked),
    contributions: () => village.contributions().map((one) => ({ ...one, item: marked(one.item) })),
  }
}

/** The villages that a caller sees: of the whole city, or of the caller's own area. */
export function inScope(
  villages: readonly Result[],
  caller: Caller,
  within: string | null | undefined,
): Result[] {
  const scope = withinScope(caller, within)
  return villages.filter(({ areaCode, zone }) => liesIn(scope, { code: areaCode, zone }))
}

/** The results of townships, or of counties and zones. */
export function areasOf(villages: readonly Result[], by: 'township' | 'unit'): AreaResultType[] {
  return areaScores(villages, by).map(({ code, ...area }) => ({ ...area, areaCode: code }))
}

/** The counties and zones that a caller sees: all, or for one who is bound to an area what lies in it. */
export function unitsShown({ villages }: Results, { area }: Caller): AreaResultType[] {
  return areasOf(villages, 'unit').filter(({ areaCode }) => !area || isWithin(areaCode, area))
}

/** The rewards that a caller sees: all of them, or those of the own area, and what they come to. */
export function rewardsShown(
  { rewards, villages: all }: Pick<Results, 'rewards' | 'villages'>,
  caller: Caller,
): Rewards {
  const whole = rewards()
  if (!caller.area) return whole
  const { villages, townships, commended, criticised } = whole
  const seen = inScope(all, caller, undefined)
  const own = new Set(seen.map(({ areaCode }) => areaCode))
  const towns = new Set(seen.map(({ township }) => township))
  const ofVillages = villages.filter(({ code }) => own.has(code))
  const ofTownships = townships.filter(({ code }) => towns.has(code))
  return {
    villages: ofVillages,
    townships: ofTownships,
    commended: commended.filter((code) => own.has(code)),
    criticised: criticised.filter((code) => own.has(code)),
    total: totalOf(ofVillages, ofTownships),
  }
}
