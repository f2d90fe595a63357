import { Decimal } from 'decimal.js'
import { departmentsIn } from '../indicators/meaning/indicator.ts'
import type { KnownIndicators } from '../indicators/meaning/knownIndicators.ts'
import { itemsOf, type Scheme } from './scheme.ts'
import type { ItemScore } from './scores.ts'

/** The judgement of a year, as it stands or as it was frozen. */
export interface JudgedYear {
  readonly year: number
  readonly scheme: Scheme
  readonly villages: readonly { readonly scores: () => readonly ItemScore[] }[]
}

/** What a department contributes to a year: the points of the items that its facts feed, and what it owes. */
export interface DepartmentResult {
  readonly department: string
  /** The items that read its facts. */
  readonly items: readonly string[]
  /** The points of those items, over all villages that have them, as a share of what they may bring, in per cent. */
  readonly rate: string | null
  /** How many answers it should have given, an item and village each, and how many it owes. */
  readonly answers: number
  readonly owed: number
}

/**
 * The result of each city department, for the yearly comprehensive assessment (W10). Its weight there is
 * not known; what is told is how the items stand that it feeds, and whether it reported in time.
 */
export function departmentResults(
  { year, scheme, villages }: JudgedYear,
  known: KnownIndicators,
  departments: readonly string[],
  ownersOf: (view: string) => readonly string[],
): DepartmentResult[] {
  const feeds = new Map(
    itemsOf(scheme).map(({ code }) => {
      const indicator = known.inYear(code, year)
      return [code, indicator ? departmentsIn(indicator.terms) : []] as const
    }),
  )
  const scored = villages.map(({ scores }) => scores())
  return departments.flatMap((department) => {
    const items = [...feeds]
      .filter(([, owners]) => owners.includes(department))
      .map(([code]) => code)
    if (items.length === 0) return []
    let [points, possible] = [new Decimal(0), new Decimal(0)]
    let [answers, owed] = [0, 0]
    for (const scores of scored) {
      for (const item of scores) {
        if (!items.includes(item.code) || item.status === 'NOT_APPLICABLE') continue
        answers += 1
        if (item.owing.some((view) => ownersOf(view).includes(department))) owed += 1
        if (item.points === null) continue
        points = points.plus(item.points)
        possible = possible.plus(item.effectiveWeight)
      }
    }
    const rate = possible.isZero() ? null : points.div(possible).times(100).toFixed(2)
    return [{ department, items, rate, answers, owed }]
  })
}
