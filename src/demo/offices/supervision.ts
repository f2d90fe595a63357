import { InstitutionSupervision } from '../../departments/bankingRegulator.ts'
import { periodsOf } from '../../ground/period.ts'
import { places, tenThousands } from '../chance/amounts.ts'
import { firstYear, years } from '../chance/anchors.ts'
import { Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import { centralBankSheets } from '../money/centralBank.ts'
import { type BooksByCounty, countyBooks } from '../money/countyBooks.ts'
import { depositsOf, reserveRatioIn, through } from '../money/deposits.ts'
import type { Loans } from '../money/loans.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { countyFigures } from '../villages/countyFigures.ts'
import { loanRiskSheet } from './loanRisk.ts'

/** The synthetic views of the banking regulator, and those of the central bank on counties. */
export function supervisionSheets(ground: Groundwork, loans: Loans): Sheet[] {
  const { seed } = ground
  let known: BooksByCounty | undefined
  const books = () => {
    known ??= countyBooks(ground, loans)
    return known
  }
  return [
    loanRiskSheet(seed, loans),
    sheet(InstitutionSupervision, countyFigures.length * years.length * 4, () =>
      withGaps(supervisions(seed, books()), stream(seed, 'InstitutionSupervision/gaps'), {
        silent: 0,
        blank: 0.01,
        facts: ['smeApplicantCount', 'smeApprovedCount', 'nplRatio'],
      }),
    ),
    ...centralBankSheets(seed, books),
  ]
}

function* supervisions(seed: number, counties: BooksByCounty): Generator<InstitutionSupervision> {
  for (const [countyCode, books] of counties) {
    const random = new Random(`${seed}/supervision/${countyCode}`)
    const deposits = depositsOf(books, new Random(`${seed}/deposits/${countyCode}`))
    let firms = Math.round((books[0]?.sme ?? 0) / 420_000)
    let approval = random.between(0.78, 0.86)
    for (const year of years) {
      const more = random.chance(0.1) ? -random.between(0.002, 0.01) : random.between(0.015, 0.05)
      approval = Math.min(
        0.97,
        approval + (random.chance(0.1) ? -0.012 : random.between(0.006, 0.02)),
      )
      for (const [i, period] of periodsOf(year, 'quarter').entries()) {
        const book = books[12 * (year - firstYear) + 3 * i + 2]
        if (!book) continue
        const average = through(deposits, year, (i + 1) / 4)
        firms = Math.round(firms * (1 + more / 4))
        const applied = Math.round(firms * random.between(0.09, 0.14))
        yield {
          countyCode,
          period,
          allLoanBalance: tenThousands(book.all),
          allDepositAverage: tenThousands(average),
          requiredReserveAverage: tenThousands(average * reserveRatioIn(year, i)),
          agriLoanBalance: tenThousands(book.agri),
          sannongRealEconomyLoanBalance: tenThousands(book.real),
          smeLoanBalance: tenThousands(book.sme),
          smeBorrowerCount: firms,
          smeApplicantCount: applied,
          smeApprovedCount: Math.round(applied * approval),
          nplRatio: places((100 * book.bad) / book.all, 2),
        }
      }
    }
  }
}
