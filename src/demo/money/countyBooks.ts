import { city, firstYear, inYear, years } from '../chance/anchors.ts'
import { dayOf } from '../chance/days.ts'
import { Random } from '../chance/random.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { countyFigures } from '../villages/countyFigures.ts'
import { type Contract, owed } from '../villages/lending.ts'
import { longestMention } from './arrears.ts'
import type { Loans } from './loans.ts'

/** What a county's credit union is owed at a month's end, in yuan. */
export interface Book {
  readonly all: number
  readonly agri: number
  /** To sannong and the real economy, each loan once. */
  readonly real: number
  readonly sme: number
  readonly households: number
  readonly poverty: number
  /** What does not perform. */
  readonly bad: number
}

type Part = keyof Book
const parts: readonly Part[] = ['all', 'agri', 'real', 'sme', 'households', 'poverty', 'bad']

/** The months of all years, counted on from the first January. */
export const monthCount = years.length * 12

/** All books of a county's union, a book a month's end. */
export type Books = readonly Book[]
export type BooksByCounty = ReadonlyMap<string, Books>

/**
 * The books of the credit unions: the loans of the ledger, and those made before its time or to
 * townspeople, which it does not hold. With a sample the ledger's loans stand for more than themselves.
 */
export function countyBooks({ seed }: Groundwork, loans: Loans): BooksByCounty {
  const ledgers = ledgersByCounty(loans)
  return new Map(
    countyFigures.map(({ code, gdp }) => {
      const ledger = ledgers.get(code) ?? emptyLedger()
      const first = inYear(city.gdp, firstYear) * (gdp / gdpOfAll) * loansToGdp
      const last = ledger.all[monthCount - 1] ?? 0
      const scale = Math.max(1, (ledgerShare * first * expectedGrowth) / Math.max(1, last))
      return [code, booksOf(new Random(`${seed}/books/${code}`), ledger, scale, first)] as const
    }),
  )
}

const gdpOfAll = countyFigures.reduce((sum, { gdp }) => sum + gdp, 0)
/** What a union has lent when 2014 begins, against the county's GDP of that year. */
const loansToGdp = 0.34
/** The ledger's part of all that is owed in the end. */
const ledgerShare = 0.14
const expectedGrowth = 2

type Ledger = Readonly<Record<Part, Float64Array>>

function emptyLedger(): Ledger {
  return Object.fromEntries(parts.map((part) => [part, new Float64Array(monthCount)])) as Ledger
}

/** The last day of each month. */
const monthEnds = Array.from(
  { length: monthCount },
  (_, month) => dayOf(firstYear, month + 2, 1) - 1,
)

function ledgersByCounty(loans: Loans): Map<string, Ledger> {
  const ledgers = new Map(countyFigures.map(({ code }) => [code, emptyLedger()]))
  for (const contract of loans.values()) {
    const ledger = ledgers.get(contract.county)
    if (ledger) enter(contract, ledger)
  }
  return ledgers
}

function enter(contract: Contract, ledger: Ledger): void {
  const { from, due, kind, category, product } = contract
  const firstMonth = monthEnds.findIndex((end) => end >= from)
  const isOf: Record<Part, boolean> = {
    all: true,
    agri: category !== 'NON_AGRI',
    real: true,
    sme: kind === 'ENTERPRISE' || kind === 'COOPERATIVE',
    households: kind === 'HOUSEHOLD',
    poverty: product === 'JINGFU',
    bad: false,
  }
  for (let month = firstMonth; month >= 0 && month < monthCount; month++) {
    const end = monthEnds[month] ?? 0
    const balance = owed(contract, end)
    if (balance === 0) break
    for (const part of parts) {
      const counts = part === 'bad' ? end - due > longestMention : isOf[part]
      if (counts) ledger[part][month] = (ledger[part][month] ?? 0) + balance
    }
  }
}

/** What part of the other loans each makes up; they change as slowly as such things do. */
const shares = { agri: 0.73, real: 0.86, sme: 0.17, households: 0.36, poverty: 0.02, bad: 0.045 }

/** Other loans run off in 2014 as the ledger's begin, and then grow on by themselves. */
function booksOf(random: Random, ledger: Ledger, scale: number, first: number): Book[] {
  const of = (part: Part, month: number) => scale * (ledger[part][month] ?? 0)
  const growth = years.map(() => random.between(0.08, 0.1))
  const smeGrowth = years.map(() => (random.chance(0.12) ? -0.03 : random.between(0.02, 0.05)))
  let other = first
  let sme = shares.sme
  return Array.from({ length: monthCount }, (_, month) => {
    const year = firstYear + Math.floor(month / 12)
    const grown = (1 + inYear(growth, year)) ** (1 / 12)
    other *= grown
    sme *= (1 + inYear(smeGrowth, year)) ** (1 / 12)
    // What the ledger gains in its first year, other loans lose: it takes their place.
    if (year === firstYear) other -= of('all', month) - (month > 0 ? of('all', month - 1) : 0)
    const part = (name: Exclude<Part, 'all' | 'sme'>) => other * shares[name] + of(name, month)
    return {
      all: other + of('all', month),
      agri: part('agri'),
      real: part('real'),
      sme: other * sme + of('sme', month),
      households: part('households'),
      poverty: part('poverty'),
      bad: part('bad') - 0.003 * other * (year - firstYear),
    }
  })
}
