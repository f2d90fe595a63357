import {
  formatPeriod,
  kindWords,
  type Period,
  parsePeriod,
  periodKind,
} from '../../ground/period.ts'
import { badInput, type Sentence } from '../../ground/refusal.ts'
import type { View } from '../../ground/view.ts'

/** Refuses a period of the wrong kind for a view: "VillageIncome is yearly; ask for 2019". */
export function checkPeriod(view: Pick<View, 'name' | 'per' | 'zh'>, period: Period): void {
  if (!view.per) {
    throw badInput({
      zh: `“${view.zh}”(${view.name})不分期；请去掉 period。`,
      en: `${view.name} has no period; leave "period" out.`,
    })
  }
  if (periodKind(period) === view.per) return
  const { zh, en } = kindWords[view.per]
  const year = parsePeriod(period)?.year ?? new Date().getFullYear()
  const right = formatPeriod({ year, kind: view.per, index: 1 })
  throw badInput({
    zh: `“${view.zh}”(${view.name})为${zh}数据；请写 ${right}。`,
    en: `${view.name} is ${en}; ask for ${right}.`,
  })
}

/** The year of a period that is one; refused where something of whole years is asked of another. */
export function yearOnly(of: Sentence, period: Period): number {
  const parts = parsePeriod(period)
  if (parts?.kind === 'year') return parts.year
  const year = parts?.year ?? 2020
  throw badInput({
    zh: `${of.zh}按年度，请写如 ${year}；“${period}”不是年度。`,
    en: `${of.en} are of a year; ask for ${year}. "${period}" is none.`,
  })
}
