import type { LoanLedger } from '../../departments/ruralCredit.ts'
import { lastYear } from '../chance/anchors.ts'
import { dayOf, monthsLater, yearOf } from '../chance/days.ts'
import type { Random } from '../chance/random.ts'

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
  /** How and since when nothing more is owed of what was overdue; absent while it is. */
  readonly settled?: { readonly day: number; readonly writtenOff: boolean }
  readonly renews?: Contract
}

/** A contract as long as nobody knows how it ends. */
export type Draft = { -readonly [Term in keyof Contract]: Contract[Term] }

/** What is agreed in a contract. */
export type Terms = Omit<Contract, 'due' | 'instalments' | 'overdue' | 'settled' | 'renews'>

/** Writes a contract out; now and then some of it is to be paid back before it falls due. */
export function signed(terms: Terms, random: Random, renews?: Contract): Draft {
  return {
    ...terms,
    due: monthsLater(terms.from, terms.months),
    instalments: random.chance(0.35) ? random.between(0.2, 0.7) : 0,
    overdue: 0,
    ...(renews ? { renews } : {}),
  }
}

/** What would be owed at a day's end if everything were paid in time, in whole yuan. */
function scheduled({ amount, from, due, instalments }: Contract, day: number): number {
  return day >= due ? 0 : Math.round(amount * (1 - (instalments * (day - from)) / (due - from)))
}

/** What is owed at a day's end, in whole yuan. */
export function owed(contract: Contract, day: number): number {
  const { from, due, settled } = contract
  if (day < from || (settled && day >= settled.day)) return 0
  return day < due ? scheduled(contract, day) : unpaidOf(contract)
}

/** What was not paid back on the day on which the contract fell due. */
function unpaidOf({ amount, instalments, overdue }: Contract): number {
  return Math.round(amount * Math.min(1 - instalments, overdue))
}

/** The principal that falls due after one day's end and until another's. */
export function dueBetween(contract: Contract, after: number, until: number): number {
  if (until < contract.from || after >= contract.due) return 0
  const before = after < contract.from ? contract.amount : scheduled(contract, after)
  return before - scheduled(contract, until)
}

/** The principal that is paid back after one day's end and until another's. */
export function repaidBetween(contract: Contract, after: number, until: number): number {
  const { from, due, amount, settled } = contract
  if (until < from) return 0
  const inTime = dueBetween(contract, after, until)
  const missed = due > after && due <= until ? unpaidOf(contract) : 0
  const late = settled && !settled.writtenOff && settled.day > after && settled.day <= until
  return Math.min(amount, inTime - missed + (late ? unpaidOf(contract) : 0))
}

/** Benchmark rates a year: of older loans by their year, since 24 October 2015 as they stayed. */
export function benchmarkRate(from: number, months: number): number {
  const long = months > 12
  if (from >= dayOf(2015, 10, 24)) return long ? 4.75 : 4.35
  return yearOf(from) === 2014 ? (long ? 6.15 : 6) : long ? 5.25 : 4.85
}
