import { InterestSubsidy } from '../../departments/finance.ts'
import { LoanLedger } from '../../departments/ruralCredit.ts'
import { Loan } from '../../entities/loan.ts'
import { places, yuan } from '../chance/amounts.ts'
import { dateOf, dayOf, yearOf } from '../chance/days.ts'
import { type Sheet, sheet, standingSheet } from '../chance/sheet.ts'
import { type Contract, lastDay, owed } from '../villages/lending.ts'
import type { Loans } from './loans.ts'

/** The sheet of the loans themselves, older ones first, so that none comes before what it renews. */
export function loanEntitySheet(loans: Loans): Sheet {
  return sheet(Loan, loans.size, function* () {
    const numberOf = new Map([...loans].map(([number, contract]) => [contract, number]))
    for (const [contractNo, { lender, seat, renews }] of loans) {
      const rollsOver = renews && numberOf.get(renews)
      yield { contractNo, lender, seat, ...(rollsOver ? { rollsOver } : {}) }
    }
  })
}

/** What the credit unions and the finance bureau say of each loan. */
export function loanSheets(loans: Loans): Sheet[] {
  const subsidised = [...loans.values()].filter(({ product }) => product === 'JINGFU')
  const quarters = subsidised.reduce(
    (sum, { from, due }) => sum + quarterOf(Math.min(due - 1, lastDay)) - quarterOf(from) + 1,
    0,
  )
  return [
    standingSheet(LoanLedger, loans.size, () => ledger(loans)),
    sheet(InterestSubsidy, quarters, () => subsidies(loans)),
  ]
}

function* ledger(loans: Loans): Generator<Omit<LoanLedger, 'period'>> {
  for (const [contractNo, contract] of loans) {
    yield {
      contractNo,
      borrowerKind: contract.kind,
      borrowerRef: contract.borrower,
      product: contract.product,
      agriCategory: contract.category,
      disbursedAmount: yuan(contract.amount),
      disbursedDate: dateOf(contract.from),
      termMonths: contract.months,
      annualRate: places(contract.rate, 2),
      guaranteeMode: contract.mode,
      outstandingBalance: yuan(owed(contract, lastDay)),
    }
  }
}

interface Quarter {
  readonly period: string
  readonly start: number
  readonly end: number
}

/** A day's quarter, counted on from year to year. */
function quarterOf(day: number): number {
  return 4 * yearOf(day) + Math.floor((Number(dateOf(day).slice(5, 7)) - 1) / 3)
}

/** The quarters in which a loan runs, each cut to the days on which it does. */
function quartersAlive({ from, due }: Contract): Quarter[] {
  const quarters: Quarter[] = []
  let [year, quarter] = [yearOf(from), 1]
  for (;;) {
    const [first, next] = [dayOf(year, 3 * quarter - 2, 1), dayOf(year, 3 * quarter + 1, 1)]
    if (first > lastDay || first >= due) return quarters
    if (next > from) {
      const [start, end] = [Math.max(first, from), Math.min(next, due) - 1]
      quarters.push({ period: `${year}-Q${quarter}`, start, end })
    }
    quarter = quarter === 4 ? 1 : quarter + 1
    if (quarter === 1) year++
  }
}

/** The whole benchmark rate is subsidised, by days over 360; what is owed at the quarter's start counts. */
function* subsidies(loans: Loans): Generator<InterestSubsidy> {
  for (const [contractNo, contract] of loans) {
    if (contract.product !== 'JINGFU') continue
    for (const { period, start, end } of quartersAlive(contract)) {
      const days = end - start + 1
      const fen = Math.round((owed(contract, start) * contract.rate * days) / 360)
      yield {
        contractNo,
        period,
        subsidyAmount: yuan(fen / 100),
        subsidyRate: places(contract.rate, 2),
        periodStart: dateOf(start),
        periodEnd: dateOf(end),
        paymentStatus: paymentOf(period, contractNo),
      }
    }
  }
}

/** All is paid but for the last two quarters, which are still on their way. */
function paymentOf(period: string, contractNo: string): InterestSubsidy['paymentStatus'] {
  if (period === '2020-Q4') return contractNo.endsWith('7') ? 'RETURNED' : 'PENDING'
  return period === '2020-Q3' ? 'APPROVED' : 'PAID'
}
