import { CountyCredit, Relending } from '../../departments/pboc.ts'
import { periodsOf } from '../../ground/period.ts'
import { places, tenThousands } from '../chance/amounts.ts'
import { firstYear, years } from '../chance/anchors.ts'
import { Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import { countyFigures } from '../villages/countyFigures.ts'
import type { BooksByCounty } from './countyBooks.ts'
import { depositsOf, through } from './deposits.ts'
import { growthOfCountyLoans } from './lendingPace.ts'

/** The synthetic views of the central bank on counties. */
export function centralBankSheets(seed: number, books: () => BooksByCounty): Sheet[] {
  const quarters = countyFigures.length * years.length * 4
  return [
    sheet(Relending, quarters, () =>
      withGaps(relendings(seed, books()), stream(seed, 'Relending/gaps'), {
        silent: 0.004,
        blank: 0.01,
        facts: ['quotaApproved', 'loansFromRelending'],
      }),
    ),
    sheet(CountyCredit, quarters * 3, () =>
      withGaps(countyCredits(seed, books()), stream(seed, 'CountyCredit/gaps'), {
        silent: 0,
        blank: 0.004,
        facts: ['allDepositBalance', 'ruralHouseholdLoanBalance', 'povertyLoanBalance'],
      }),
    ),
  ]
}

/** Re-loans for poverty alleviation begin in 2016, at a lower rate than those for agriculture. */
function* relendings(seed: number, counties: BooksByCounty): Generator<Relending> {
  const random = stream(seed, 'Relending')
  for (const [countyCode, books] of counties) {
    const [forAgriculture, forPoverty] = [random.between(0.02, 0.035), random.between(0.45, 0.7)]
    for (const year of years) {
      for (const [i, period] of periodsOf(year, 'quarter').entries()) {
        const month = 12 * (year - firstYear) + 3 * i + 2
        const [book, before] = [books[month], books[Math.max(0, month - 3)]]
        if (!book || !before) continue
        const begun = year > 2016 || (year === 2016 && i > 0)
        const agri = book.agri * forAgriculture * (begun ? 0.45 : 1) * random.between(0.94, 1.06)
        const poverty = begun ? book.poverty * forPoverty * random.between(0.95, 1.05) : 0
        const added = Math.max(0, book.poverty - before.poverty)
        yield {
          countyCode,
          period,
          agriRelendingBalance: tenThousands(agri),
          povertyRelendingBalance: tenThousands(poverty),
          relendingRate: places(begun ? 1.75 : year < 2016 ? 2.75 - 0.25 * (year - 2014) : 2.25, 2),
          quotaApproved: tenThousands((agri + poverty) * random.between(1.08, 1.3)),
          loansFromRelending: tenThousands(
            begun ? added * 0.6 + poverty * random.between(0.02, 0.06) : 0,
          ),
        }
      }
    }
  }
}

/** All lenders of a county together lend more than twice what its credit union does. */
const allToUnion = 2.4

function* countyCredits(seed: number, counties: BooksByCounty): Generator<CountyCredit> {
  for (const [countyCode, books] of counties) {
    const random = new Random(`${seed}/county credit/${countyCode}`)
    const deposits = depositsOf(books, new Random(`${seed}/deposits/${countyCode}`))
    const depositsOfAll = random.between(1.75, 2.1)
    const agriElsewhere = random.between(0.3, 0.42)
    let last = (books[0]?.all ?? 0) * allToUnion
    for (const year of years) {
      const growth = growthOfCountyLoans(seed, countyCode, year)
      for (const [i, period] of periodsOf(year, 'month').entries()) {
        const book = books[12 * (year - firstYear) + i]
        if (!book) continue
        const all = Math.max(last * (1 + growth * ((i + 1) / 12)), book.all)
        const elsewhere = all - book.all
        const agri = book.agri + elsewhere * agriElsewhere
        yield {
          countyCode,
          period,
          allDepositBalance: tenThousands(
            through(deposits, year, (i + 1) / 12) * depositsOfAll * random.between(0.99, 1.01),
          ),
          allLoanBalance: tenThousands(all),
          agriLoanBalance: tenThousands(agri),
          ruralHouseholdLoanBalance: tenThousands(book.households + elsewhere * 0.09),
          povertyLoanBalance: tenThousands(book.poverty * 1.1 + elsewhere * 0.035),
        }
      }
      last *= 1 + growth
    }
  }
}
