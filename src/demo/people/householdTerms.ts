import { yearOf } from '../chance/days.ts'
import type { Random } from '../chance/random.ts'
import { benchmarkRate, type Terms } from '../villages/lending.ts'

/** Who borrows, of whom and where. */
type Borrower = Pick<Terms, 'lender' | 'county' | 'seat' | 'borrower'>

/** The first year of micro-credit for poverty alleviation. */
export const firstMicroCredit = 2016

/** The terms of micro-credits, in months, by year: the longer, the later. */
const microTerms: readonly (readonly (readonly [months: number, weight: number])[])[] = [
  [
    [12, 0.9],
    [24, 0.1],
  ],
  [
    [12, 0.55],
    [24, 0.45],
  ],
  [
    [12, 0.25],
    [24, 0.5],
    [36, 0.25],
  ],
  [
    [12, 0.15],
    [24, 0.4],
    [36, 0.45],
  ],
  [
    [12, 0.1],
    [24, 0.3],
    [36, 0.6],
  ],
]

/** What they come to, in thousands of yuan: about the 30,000 that the programme reckons with. */
const firstAmounts = [10, 20, 20, 30, 30, 40, 50]
const laterAmounts = [10, 20, 30, 30, 40, 40, 50, 50]

/**
 * What a registered household may have one of at a time: up to 50,000 yuan and 36 months, on credit
 * alone, at the benchmark rate.
 */
export function microCredit(borrower: Borrower, from: number, random: Random): Terms {
  const year = Math.max(firstMicroCredit, yearOf(from))
  const months = random.weighted(microTerms[year - firstMicroCredit] ?? [])
  return {
    ...borrower,
    kind: 'HOUSEHOLD',
    category: 'RURAL_HOUSEHOLD',
    product: 'JINGFU',
    mode: 'CREDIT',
    amount: random.pick(year < 2018 ? firstAmounts : laterAmounts) * 1000,
    from,
    months,
    rate: benchmarkRate(from, months),
  }
}

/** What any household may borrow, dearer and now and then against a security. */
export function ordinaryLoan(borrower: Borrower, from: number, random: Random): Terms {
  const months = random.pick([12, 12, 24, 36, 60])
  return {
    ...borrower,
    kind: 'HOUSEHOLD',
    category: 'RURAL_HOUSEHOLD',
    product: random.chance(0.96) ? 'FARM_HOUSEHOLD' : 'OTHER',
    mode: random.weighted<Terms['mode']>([
      ['CREDIT', 0.64],
      ['GUARANTEE', 0.24],
      ['MORTGAGE', 0.11],
      ['PLEDGE', 0.01],
    ]),
    amount: random.whole(5, 60) * 2000,
    from,
    months,
    rate: benchmarkRate(from, months) + random.whole(8, 40) / 10,
  }
}
