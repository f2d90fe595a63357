import type { Sentence } from './refusal.ts'

/** A row's published values under their facts' names, as canonical text; blanks are absent. */
export type PublishedRow = Readonly<Record<string, string | undefined>>

/** What must hold between the facts of one row; where one of them is blank, it holds. */
export interface RowRule {
  /** The facts that it compares. */
  readonly of: readonly string[]
  readonly holds: (row: PublishedRow) => boolean
  /** How the facts must stand to one another: "{0} may not be above {1}". */
  readonly zh: string
  readonly en: string
}

/** A rule's words, in both languages, with the facts called what a table calls them. */
export function inWords(rule: RowRule, called: (fact: string) => string): Sentence {
  const put = (text: string) =>
    text.replace(/\{(\d)\}/g, (_, index: string) => called(rule.of[Number(index)] ?? ''))
  return { zh: `${put(rule.zh)}。`, en: `${put(rule.en)}.` }
}

function numbersOf(row: PublishedRow, facts: readonly string[]): number[] | undefined {
  const values = facts.map((fact) => row[fact])
  return values.includes(undefined) ? undefined : values.map(Number)
}

/** A part is not above its whole: cases resolved, of cases registered. */
export function notAbove(part: string, whole: string): RowRule {
  return sumNotAbove([part], whole)
}

/** Several parts together are not above their whole. */
export function sumNotAbove(parts: readonly string[], whole: string): RowRule {
  const of = [...parts, whole]
  const named = parts.map((_, index) => `{${index}}`)
  return {
    of,
    holds: (row) => {
      const numbers = numbersOf(row, of)
      const most = numbers?.pop() ?? 0
      // To a millionth: decimals of two or three places do not add up exactly.
      return !numbers || numbers.reduce((sum, number) => sum + number, 0) <= most + 1e-6
    },
    zh: `${named.join('、')}${parts.length > 1 ? '之和' : ''}不应大于{${parts.length}}`,
    en: `${named.join(' + ')} should not be above {${parts.length}}`,
  }
}

/** What comes later is not before what comes earlier: the end of a subsidy, and its start. */
export function notBefore(later: string, earlier: string): RowRule {
  return {
    of: [later, earlier],
    holds: (row) => {
      const [end, start] = [row[later], row[earlier]]
      return end === undefined || start === undefined || end >= start
    },
    zh: '{0}不应早于{1}',
    en: '{0} should not be before {1}',
  }
}

/** A value stands only where a claim is true: an allowance, where the household receives one. */
export function onlyWhere(fact: string, claim: string): RowRule {
  return {
    of: [fact, claim],
    holds: (row) =>
      row[claim] !== 'false' || [undefined, 'false'].includes(row[fact]) || Number(row[fact]) === 0,
    zh: '{1}为“否”时，{0}应为空或 0',
    en: '{0} should be blank or 0 where {1} is no',
  }
}
