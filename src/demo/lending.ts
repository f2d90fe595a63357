import type { LoanLedger } from '../departments/ruralCredit.ts'
import { lastYear } from './anchors.ts'
import { dayOf, monthsLater, yearOf } from './days.ts'
import type { Random } from './random.ts'

/** The last day that the synthetic books know. */
export const lastDay = dayOf(lastYear, 12, 31)

/** A synthetic loan contract, before it has a number. */
export interface Contract {
  readonly lender: string
  readonly county: string
  readonly seat: string
  readonly borrower: string
  readonly kind: NonNullable<LoanLedger['borrowerKind']>
  readonly product: NonNullable<LoanLedger['product']>
  readonly category: NonNullable<LoanLedger['agriCategory']>
  readonly mode: NonNullable<LoanLedger['guaranteeMode']>
  /** Whole yuan. */
  readonly amount: number
  readonly from: number
  readonly months: number
  /** The day on which it is to be paid back. */
  readonly due: number
  /** Percent a year. */
  readonly rate: number
  /** How much is paid back, evenly, before it falls due. */
  readonly instalments: number
  /** How much is not paid back when it falls due. */
  readonly overdue: number
  readonly renews?: Contract
}

/** What two contracts of one borrower have in common. */
export type Terms = Omit<Contract, 'due' | 'instalments' | 'overdue' | 'renews'>

/** Writes a contract out, and those that renew it, each on the day on which the last falls due. */
export function signed(
  terms: Terms,
  renewal: number,
  random: Random,
  renews?: Contract,
): Contract[] {
  const due = monthsLater(terms.from, terms.months)
  const again = due < lastDay && random.chance(renewal)
  const contract: Contract = {
    ...terms,
    due,
    instalments: random.chance(0.35) ? random.between(0.2, 0.7) : 0,
    overdue: !again && random.chance(0.022) ? random.between(0.3, 1) : 0,
    ...(renews ? { renews } : {}),
  }
  if (!again) return [contract]
  return [contract, ...signed({ ...terms, from: due }, renewal / 2, random, contract)]
}

/** What is owed at a day's end, in yuan, whole ones but on the books' last day of all. */
export function owed(contract: Contract, day: number): number {
  const { amount, from, due, instalments, overdue } = contract
  if (day < from) return 0
  if (day >= due) return Math.round(amount * Math.min(1 - instalments, overdue))
  return Math.round(amount * (1 - (instalments * (day - from)) / (due - from)))
}

/** Benchmark rates a year: of older loans by their year, since 24 October 2015 as they stayed. */
export function benchmarkRate(from: number, months: number): number {
  const long = months > 12
  if (from >= dayOf(2015, 10, 24)) return long ? 4.75 : 4.35
  return yearOf(from) === 2014 ? (long ? 6.15 : 6) : long ? 5.25 : 4.85
}
