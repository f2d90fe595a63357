import { LoanRisk } from '../../departments/bankingRegulator.ts'
import { yuan } from '../chance/amounts.ts'
import { dayOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet } from '../chance/sheet.ts'
import { longestMention } from '../money/arrears.ts'
import type { Loans } from '../money/loans.ts'
import { type Contract, dueBetween, owed, repaidBetween } from '../villages/lending.ts'
import { reportedMonths } from './population.ts'

type Class = NonNullable<LoanRisk['riskClass']>

/** A month that is told, from the day before it to its last. */
interface Month {
  readonly period: string
  readonly before: number
  readonly end: number
}

const months: readonly Month[] = reportedMonths.map((period) => {
  const [year, month] = [Number(period.slice(0, 4)), Number(period.slice(5))]
  return { period, before: dayOf(year, month, 1) - 1, end: dayOf(year, month + 1, 1) - 1 }
})

/** The banking regulator's view of every loan in each month in which anything is owed on it. */
export function loanRiskSheet(seed: number, loans: Loans): Sheet {
  let about = 0
  for (const contract of loans.values()) {
    for (const month of months) if (isOwedIn(contract, month)) about++
  }
  return sheet(LoanRisk, about, () => risks(seed, loans))
}

function isOwedIn(contract: Contract, { before, end }: Month): boolean {
  return contract.from <= end && (contract.from > before || owed(contract, before) > 0)
}

function* risks(seed: number, loans: Loans): Generator<LoanRisk> {
  const random = stream(seed, 'LoanRisk')
  for (const [contractNo, contract] of loans) {
    const watchedSince = watched(contract, random)
    for (const month of months) {
      if (!isOwedIn(contract, month)) continue
      const { before, end, period } = month
      const { settled } = contract
      const balance = owed(contract, end)
      const writtenOff = settled?.writtenOff === true && settled.day <= end
      const unpaid = balance > 0 || writtenOff
      const overdueDays = unpaid ? Math.max(0, end - contract.due) : 0
      yield {
        contractNo,
        period,
        outstandingBalance: yuan(balance),
        riskClass: writtenOff ? 'LOSS' : classOf(overdueDays, end >= watchedSince),
        overdueDays,
        duePrincipal: yuan(dueBetween(contract, before, end)),
        repaidPrincipal: yuan(repaidBetween(contract, before, end)),
        writeOffFlag: writtenOff,
      }
    }
  }
}

/** Of some borrowers the lender expects trouble before there is any. */
function watched({ from, due }: Contract, random: Random): number {
  return random.chance(0.012) ? random.whole(from, due) : Infinity
}

/** The longest that a loan of each category may be overdue, in days (proposed). */
const classes: readonly (readonly [most: number, Class])[] = [
  [longestMention, 'SPECIAL_MENTION'],
  [180, 'SUBSTANDARD'],
  [360, 'DOUBTFUL'],
  [Infinity, 'LOSS'],
]

function classOf(overdueDays: number, isWatched: boolean): Class {
  if (overdueDays === 0) return isWatched ? 'SPECIAL_MENTION' : 'NORMAL'
  return classes.find(([most]) => overdueDays <= most)?.[1] ?? 'LOSS'
}
