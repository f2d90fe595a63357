import { firstYear, inYear, type Series, years } from '../chance/anchors.ts'
import type { Random } from '../chance/random.ts'
import type { Book, Books } from './countyBooks.ts'

/** What part of its deposits a rural lender had to hold in reserve, at each year's end (proposed). */
const reserveRatios: Series = [0.14, 0.115, 0.115, 0.115, 0.105, 0.09, 0.075]
const reserveRatioBefore = 0.14
/** Deposits against loans when 2014 begins. */
const depositsToLoans = 1.46
/** The part of deposits that may be lent. */
const lendable = 0.75

/** What a county's union holds for its depositors, when 2014 begins and at each year's end. */
export interface Deposits {
  readonly before: number
  readonly byYear: Series
}

/**
 * Deposits that grow as the loans do: of what they add, less the reserves, so much is lent on to
 * sannong and the real economy as the programme asks, in most counties and years.
 */
export function depositsOf(books: Books, random: Random): Deposits {
  const opening = books[0]
  const before = (opening?.all ?? 0) * depositsToLoans
  let [free, real] = [before * (1 - reserveRatioBefore), opening?.real ?? 0]
  const byYear = years.map((year) => {
    const now = inYearEnd(books, year).real
    const lentOn = Math.max(0.66, random.normal(0.97, 0.14))
    free += (now - real) / (lendable * lentOn)
    real = now
    return free / (1 - inYear(reserveRatios, year))
  })
  return { before, byYear }
}

function inYearEnd(books: Books, year: number): Book {
  const book = books[12 * (year - firstYear) + 11]
  if (!book) throw new Error(`There are no books of ${year}`)
  return book
}

/** Between two years' ends, so far through the year. */
export function through({ before, byYear }: Deposits, year: number, passed: number): number {
  const last = year === firstYear ? before : inYear(byYear, year - 1)
  return last + (inYear(byYear, year) - last) * passed
}

/** A new ratio is set in the course of the year, and holds from its third quarter on. */
export function reserveRatioIn(year: number, quarter: number): number {
  if (quarter >= 2) return inYear(reserveRatios, year)
  return year === firstYear ? reserveRatioBefore : inYear(reserveRatios, year - 1)
}
