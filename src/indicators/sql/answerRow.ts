import { LRUCache } from 'lru-cache'

/** What the statement answers to a question in whose area a unit lies; counts come as text. */
export interface Answer {
  /** Which of the questions is answered, from 1. */
  readonly question: number
  readonly units: string
  readonly contributors: string
  readonly silent: string
  readonly value: string | null
  /** The value as it is before it is rounded, where points are made of it. */
  readonly exact: string | null
  readonly numerator: string | null
  readonly denominator: string | null
  /** The formula's own numerator and denominator, for a unit of which a mean is made above. */
  readonly ownNumerator: string | null
  readonly ownDenominator: string | null
  /** Whether there is something to tell of the units that are silent alone. */
  readonly unheard: boolean | null
  /** Whether areas within the units that took part are silent. */
  readonly partly: boolean | null
  /** Who took part in the denominator, where it has a formula of its own. */
  readonly denominatorContributors: string | null
  readonly denominatorSilent: string | null
  /** Whether the indicator applies; whether its inputs are too weak; null where that is not known. */
  readonly applies: boolean | null
  readonly invalid: boolean | null
  readonly deducted: string | null
  readonly vetoed: boolean | null
  /** How many households, persons or loans stand behind the figure; null where it is of areas. */
  readonly behind: string | null
  /** Of those that were asked, how many do not. */
  readonly others: string | null
  /** The views that owe an answer, with how many units. */
  readonly owing: Readonly<Record<string, number>>
  /** The last period read, by view. */
  readonly lastPeriods: Readonly<Record<string, string | null>>
  /** What the inputs came to, where it was asked to explain itself. */
  readonly inputs?: readonly (string | null)[]
}

/** What a statement tells of a figure; what a figure cannot have is not asked for. */
export type Told = Omit<Answer, 'question' | 'units' | 'owing' | 'lastPeriods' | 'inputs'>

/** A row as it comes: the units that wait for each view under `o0` and so on, the last periods under `p0`. */
export type RawAnswer = Pick<Answer, 'question' | 'inputs'> &
  Partial<Told & Pick<Answer, 'units'>> &
  Readonly<Record<string, unknown>>

const noDebt: Answer['owing'] = {}

/** Views with the columns in which something is told of them. */
export type ByView = readonly (readonly [view: string, column: string])[]

/** Reads a row of the answer. */
export function readAnswer(row: RawAnswer, debts: ByView, last: ByView): Answer {
  return {
    question: row.question,
    units: row.units ?? '1',
    value: row.value ?? null,
    exact: row.exact ?? null,
    numerator: row.numerator ?? null,
    denominator: row.denominator ?? null,
    ownNumerator: row.ownNumerator ?? null,
    ownDenominator: row.ownDenominator ?? null,
    contributors: row.contributors ?? '0',
    silent: row.silent ?? '0',
    unheard: row.unheard ?? null,
    partly: row.partly ?? null,
    denominatorContributors: row.denominatorContributors ?? null,
    denominatorSilent: row.denominatorSilent ?? null,
    applies: row.applies ?? null,
    invalid: row.invalid ?? null,
    vetoed: row.vetoed ?? null,
    deducted: row.deducted ?? null,
    behind: row.behind ?? null,
    others: row.others ?? null,
    owing: debtsIn(row, debts),
    lastPeriods: periodsIn(row, last),
  }
}

function debtsIn(row: RawAnswer, debts: ByView): Answer['owing'] {
  if (debts.every(([, column]) => Number(row[column]) === 0)) return noDebt
  const told = debts.map(([view, column]) => [view, Number(row[column])] as const)
  return Object.fromEntries(told.filter(([, units]) => units > 0))
}

/** The same periods of the same views are told of thousands of areas: once is enough. */
const told = new LRUCache<string, Answer['lastPeriods']>({ max: 5_000 })

function periodsIn(row: RawAnswer, last: ByView): Answer['lastPeriods'] {
  let name = ''
  for (const [view, column] of last) name += `${view} ${row[column]} `
  const known = told.get(name)
  if (known) return known
  const read = Object.fromEntries(
    last.map(([view, column]) => [view, row[column] as string | null]),
  )
  told.set(name, read)
  return read
}
