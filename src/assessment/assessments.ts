import { LRUCache } from 'lru-cache'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { badInput, type Refusal } from '../ground/refusal.ts'
import type { IndicatorValue } from '../indicators/figure.ts'
import type { FigureLoader } from '../indicators/figures.ts'
import type { KnownIndicators } from '../indicators/knownIndicators.ts'
import type { Scoring } from '../indicators/scoring.ts'
import type { Reader } from '../store/reader.ts'
import type { Scored } from './judgement.ts'
import { checkScheme, itemsOf, type Scheme, schemeIn } from './scheme.ts'
import { scoreVillage } from './scores.ts'
import { villagesIn } from './villages.ts'

/** The judgement of a year as the data stands now, by one scheme. */
export interface Draft {
  readonly year: number
  readonly scheme: Scheme
  readonly villages: readonly Scored[]
}

/** Figures of an item that are other than what was reported, for asking what would be if. */
export interface Override {
  readonly village: string
  readonly item: string
  /** The value of the item; the member of its code list where it is one. */
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

const mostDrafts = 12

/** Opens the assessments of a process. */
export function openAssessments(catalogue: Catalogue, known: KnownIndicators): Assessments {
  const drafts = new LRUCache<string, Draft>({ max: mostDrafts })

  const draft: Assessments['draft'] = async ({ reader, figures }, year, given) => {
    const scheme = schemeFor(known, year, given)
    const items = itemsOf(scheme).map(({ code }) => code)
    const stamp = await figures.stamp(items, String(year), ['orgDept.VillageLeadership'])
    const name = `${year} ${JSON.stringify(scheme)} ${stamp}`
    const kept = drafts.get(name)
    if (kept) return kept
    const villages = await villagesIn(catalogue, reader, year)
    const codes = villages.map(({ code }) => code)
    const columns = await inTurn(items, (item) => figures.loadMany(item, codes, String(year)))
    const scored = villages.map((village, at): Scored => {
      const row = new Map(items.map((item, c) => [item, columns[c]?.[at] as IndicatorValue]))
      return { village, score: scoreVillage(village.code, scheme, row, scoringIn(known, year)) }
    })
    const made = { year, scheme, villages: scored }
    drafts.set(name, made)
    return made
  }

  return {
    draft,
    whatIf: async (sources, year, overrides, given) => {
      const now = await draft(sources, year, given)
      const { scheme } = now
      checkOverrides(now, overrides)
      const byVillage = Map.groupBy(overrides, ({ village }) => village)
      const villages = now.villages.map((one) => {
        const changes = byVillage.get(one.village.code)
        if (!changes) return one
        const figures = new Map(one.score.items.map(({ code, figure }) => [code, figure]))
        for (const { item, value } of changes) {
          const figure = figures.get(item)
          if (figure) figures.set(item, instead(figure, value))
        }
        const score = scoreVillage(one.village.code, scheme, figures, scoringIn(known, year))
        return { ...one, score }
      })
      return { ...now, villages }
    },
  }
}

/** How many statements run beside each other: as many as a small server has hands for. */
const atOnce = 3

/** Does something for each of a list, some of them at once; answers in the list's order. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const at = next
      next += 1
      results[at] = await work(items[at] as Item)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}

function schemeFor(known: KnownIndicators, year: number, given: Scheme | undefined): Scheme {
  const scheme = given ?? schemeIn(year)
  if (!scheme) throw noScheme(year)
  checkScheme(scheme, known, year)
  return scheme
}

function scoringIn(known: KnownIndicators, year: number): (code: string) => Scoring {
  return (code) => {
    const scoring = known.inYear(code, year)?.definition.scoring
    if (!scoring) throw new Error(`${code} is not scored in ${year}`)
    return scoring
  }
}

/** A figure as it would be with another value. */
function instead(figure: IndicatorValue, value: string): IndicatorValue {
  const isNumber = /^-?\d+(\.\d+)?$/.test(value)
  return { ...figure, value, exact: isNumber ? value : null, status: 'OK', owing: {} }
}

function checkOverrides({ scheme, villages }: Draft, overrides: readonly Override[]): void {
  const items = new Set(itemsOf(scheme).map(({ code }) => code))
  const codes = new Set(villages.map(({ village }) => village.code))
  for (const { village, item, value } of overrides) {
    if (!codes.has(village)) {
      throw badInput({
        zh: `“${village.slice(0, 20)}”不是本年考评的村。`,
        en: `"${village.slice(0, 20)}" is no village that is assessed in this year.`,
      })
    }
    if (!items.has(item)) {
      throw badInput({
        zh: `方案中没有“${item.slice(0, 20)}”。`,
        en: `The scheme has no item "${item.slice(0, 20)}".`,
      })
    }
    if (!/^(-?\d{1,15}(\.\d{1,10})?|[A-Z_]{1,40})$/.test(value)) {
      throw badInput({
        zh: `${item} 的假设值“${value.slice(0, 20)}”应为数或代码项。`,
        en: `The value "${value.slice(0, 20)}" for ${item} should be a number or a member of its code list.`,
      })
    }
  }
}

function noScheme(year: number): Refusal {
  return badInput({
    zh: `${year} 年没有考评方案。`,
    en: `There is no scheme of assessment for ${year}.`,
  })
}
