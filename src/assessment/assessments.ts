import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { badInput } from '../ground/refusal.ts'
import type { Scoring } from '../indicators/definitions/scoring.ts'
import type { IndicatorValue } from '../indicators/figures/figure.ts'
import type { FigureLoader } from '../indicators/figures/figures.ts'
import { supposable } from '../indicators/figures/supposing.ts'
import type { Indicator } from '../indicators/meaning/indicator.ts'
import type { KnownIndicators } from '../indicators/meaning/knownIndicators.ts'
import type { Reader } from '../store/reader.ts'
import type { ScoredVillage } from './judgement.ts'
import { checkScheme, itemsOf, mustHaveItem, mustHaveScheme, type Scheme } from './scheme.ts'
import { scoreVillage, type VillageScore } from './scores.ts'
import { villagesIn } from './villages.ts'

/** The judgement of a year as the data stands now, by one scheme. */
export interface Draft {
  readonly year: number
  readonly scheme: Scheme
  readonly villages: readonly ScoredVillage[]
}

/** What would be other than it was reported: an item's value, or one of the inputs behind items. */
export interface Override {
  readonly village: string
  readonly item?: string | null
  /** As an explanation names it. */
  readonly input?: string | null
  /** A number, yes or no as true or false, a date, or the member of a code list. */
  readonly value: string
}

/** What one operation needs to judge a year. */
export interface Sources {
  readonly reader: Reader
  readonly figures: FigureLoader
}

/** Judges years, and keeps the drafts as long as what they were computed from stands. */
export interface Assessments {
  readonly draft: (sources: Sources, year: number, scheme?: Scheme) => Promise<Draft>
  readonly whatIf: (
    sources: Sources,
    year: number,
    overrides: readonly Override[],
    scheme?: Scheme,
  ) => Promise<Draft>
}

const mostDrafts = 3

/** Opens the assessments of a process. */
export function openAssessments(catalogue: Catalogue, known: KnownIndicators): Assessments {
  const drafts = new LRUCache<string, Promise<Draft>>({ max: mostDrafts })

  const judge = async ({ reader, figures }: Sources, year: number, scheme: Scheme) => {
    const items = itemsOf(scheme).map(({ code }) => code)
    const villages = await villagesIn(catalogue, reader, year)
    const codes = villages.map(({ code }) => code)
    const columns = await pLimit(atOnce).map(items, (item) =>
      figures.loadMany(item, codes, String(year)),
    )
    const scoringOf = scoringIn(known, year, items)
    const scored = villages.map((village, at): ScoredVillage => {
      const row = new Map(items.map((item, c) => [item, columns[c]?.[at] as IndicatorValue]))
      return { village, score: scoreVillage(scheme, row, scoringOf) }
    })
    return { year, scheme, villages: scored }
  }

  const draft: Assessments['draft'] = async (sources, year, given) => {
    const scheme = schemeFor(known, year, given)
    const name = `${year} ${JSON.stringify(scheme)} ${await stampOf(sources, year, scheme)}`
    const make = () => {
      const made = judge(sources, year, scheme)
      drafts.set(name, made)
      made.catch(() => drafts.delete(name))
      return made
    }
    // Whoever asks meanwhile waits for the same. What fails is not kept, and may have failed only because
    // who asked first has left: the others try once more.
    const kept = drafts.get(name)
    return kept ? kept.catch(() => drafts.get(name) ?? make()) : make()
  }

  return {
    draft,
    whatIf: async (sources, year, overrides, given) => {
      const now = await draft(sources, year, given)
      const { scheme } = now
      checkOverrides(known, now, overrides)
      const byVillage = Map.groupBy(overrides, ({ village }) => village)
      const changed = new Map<string, VillageScore>()
      const items = itemsOf(scheme).map(({ code }) => code)
      const scoringOf = scoringIn(known, year, items)
      for (const [code, changes] of byVillage) {
        const supposed = await supposedFigures(known, sources, now, code, changes)
        changed.set(code, scoreVillage(scheme, supposed, scoringOf))
      }
      const villages = now.villages.map((one) => {
        const score = changed.get(one.village.code)
        return score ? { ...one, score } : one
      })
      return { ...now, villages }
    },
  }
}

/** How far all that a draft is computed from has come. */
export function stampOf({ figures }: Sources, year: number, scheme: Scheme): Promise<string> {
  const items = itemsOf(scheme).map(({ code }) => code)
  return figures.stamp(items, String(year), ['orgDept.VillageLeadership'])
}

/** The items of a scheme that read an input, as their explanations name it. */
export function itemsReading(
  known: KnownIndicators,
  { scheme, year }: Pick<Draft, 'scheme' | 'year'>,
  input: string,
): Indicator[] {
  return itemsOf(scheme)
    .flatMap(({ code }) => known.inYear(code, year) ?? [])
    .filter((indicator) => supposable(indicator).includes(input))
}

/** The figures of a village as they would be: items as they are given, others by their inputs. */
async function supposedFigures(
  known: KnownIndicators,
  { figures }: Sources,
  draft: Draft,
  village: string,
  overrides: readonly Override[],
): Promise<Map<string, IndicatorValue>> {
  const period = String(draft.year)
  const items = itemsOf(draft.scheme).map(({ code }) => code)
  const inputs = new Map(overrides.flatMap(({ input, value }) => (input ? [[input, value]] : [])))
  const moved = new Set(
    [...inputs.keys()].flatMap((input) =>
      itemsReading(known, draft, input).map(({ definition }) => definition.code),
    ),
  )
  const told = await Promise.all(
    items.map((code) =>
      moved.has(code)
        ? figures.supposing(code, village, period, inputs)
        : figures.load(code, village, period),
    ),
  )
  const found = new Map(items.map((code, at) => [code, told[at] as IndicatorValue]))
  for (const { item, value } of overrides) {
    const figure = item ? found.get(item) : undefined
    if (item && figure) found.set(item, instead(figure, value))
  }
  return found
}

/** How many statements run beside each other: as many as a small server has hands for. */
const atOnce = 2

function schemeFor(known: KnownIndicators, year: number, given: Scheme | undefined): Scheme {
  const scheme = given ?? mustHaveScheme(year)
  checkScheme(scheme, known, year)
  return scheme
}

/** How the items of a year are scored. */
function scoringIn(
  known: KnownIndicators,
  year: number,
  items: readonly string[],
): (code: string) => Scoring {
  const scorings = new Map(
    items.map((code) => [code, known.inYear(code, year)?.definition.scoring]),
  )
  return (code) => {
    const scoring = scorings.get(code)
    if (!scoring) throw new Error(`${code} is not scored in ${year}`)
    return scoring
  }
}

/** A figure as it would be with another value. */
function instead(figure: IndicatorValue, value: string): IndicatorValue {
  const isNumber = /^-?\d+(\.\d+)?$/.test(value)
  return { ...figure, value, exact: isNumber ? value : null, status: 'OK', owing: {} }
}

function checkOverrides(
  known: KnownIndicators,
  { scheme, villages, year }: Draft,
  overrides: readonly Override[],
): void {
  const codes = new Set(villages.map(({ village }) => village.code))
  const named = overrides.map(
    ({ village, item, input }) => `${village} ${item ?? ''} ${input ?? ''}`,
  )
  const twice = named.find((one, at) => named.indexOf(one) !== at)
  if (twice) {
    throw badInput({
      zh: `“${twice.trim().slice(0, 80)}”假设了两次。`,
      en: `"${twice.trim().slice(0, 80)}" is supposed twice.`,
    })
  }
  for (const { village, item, input, value } of overrides) {
    if (!codes.has(village)) {
      throw badInput({
        zh: `“${village.slice(0, 20)}”不是本年考评的村。`,
        en: `"${village.slice(0, 20)}" is no village that is assessed in this year.`,
      })
    }
    if (!item === !input) {
      throw badInput({
        zh: '每个假设写一个 item 或一个 input，二者取一。',
        en: 'An override names an "item" or an "input", one of the two.',
      })
    }
    if (input) {
      if (itemsReading(known, { scheme, year }, input).length > 0) continue
      throw badInput({
        zh: `没有子项以“${input.slice(0, 80)}”为输入；输入的写法见 explain { inputs { text } }。`,
        en: `No item reads "${input.slice(0, 80)}"; explain { inputs { text } } tells what inputs are called.`,
      })
    }
    if (!item) continue
    mustHaveItem(scheme, item)
    const scale = known.inYear(item, year)?.definition.scoring?.scale
    if (scale?.kind === 'map' ? value in scale.shares : /^-?\d{1,15}(\.\d{1,10})?$/.test(value)) {
      continue
    }
    const wanted = scale?.kind === 'map' ? Object.keys(scale.shares).join('、') : undefined
    throw badInput({
      zh: `${item} 的假设值“${value.slice(0, 20)}”应为${wanted ?? '数'}。`,
      en: `The value "${value.slice(0, 20)}" for ${item} should be ${wanted ?? 'a number'}.`,
    })
  }
}
