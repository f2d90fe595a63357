import { dayOf, yearOf } from './days.ts'
import type { Groundwork } from './groundwork.ts'
import type { SampledHousehold } from './households.ts'
import { benchmarkRate, type Contract, signed, type Terms } from './lending.ts'
import type { Operator } from './operators.ts'
import { type Random, stream } from './random.ts'

/** All synthetic loans by their contract numbers, older ones first. */
export type Loans = ReadonlyMap<string, Contract>

/** Draws the loans of the sampled households and collectives, and of all cooperatives and firms. */
export function drawLoans(ground: Groundwork): Loans {
  const { seed, operators, households } = ground
  const contracts: Contract[] = []
  const random = stream(seed, 'Loan/households')
  for (const household of households()) contracts.push(...householdLoans(ground, household, random))
  const business = stream(seed, 'Loan/operators')
  for (const operator of [...operators.cooperatives, ...operators.enterprises]) {
    contracts.push(...operatorLoans(ground, operator, business))
  }
  contracts.push(...collectiveLoans(ground, stream(seed, 'Loan/collectives')))
  contracts.sort((one, other) => one.from - other.from)

  const last = new Map<string, number>()
  return new Map(
    contracts.map((contract) => {
      const book = `${contract.county}-${yearOf(contract.from)}`
      const number = (last.get(book) ?? 0) + 1
      last.set(book, number)
      return [`XH-${book}-${String(number).padStart(5, '0')}`, contract]
    }),
  )
}

type Borrower = Pick<Terms, 'lender' | 'county' | 'seat' | 'borrower'>

function borrowerIn(ground: Groundwork, seat: string, borrower: string): Borrower {
  const county = seat.slice(0, 6)
  const lender = ground.bodies.unionOf.get(county)
  if (!lender) throw new Error(`No credit union lends in ${county}`)
  return { lender, county, seat, borrower }
}

function aDay(firstYear: number, lastYear: number, random: Random): number {
  return random.whole(dayOf(firstYear, 1, 4), dayOf(lastYear, 11, 30))
}

/**
 * A registered household may have one micro-credit at a time: up to 50,000 yuan and 36 months, on
 * credit alone, at the benchmark rate.
 */
function householdLoans(
  ground: Groundwork,
  { id, village, registration }: SampledHousehold,
  random: Random,
): Contract[] {
  const borrower = borrowerIn(ground, village, id)
  const household = { ...borrower, kind: 'HOUSEHOLD', category: 'RURAL_HOUSEHOLD' } as const
  if (registration && registration.type !== 'TEKUN' && random.chance(0.76)) {
    const from = aDay(2016, 2020, random)
    const months = random.pick([12, 24, 24, 36, 36, 36])
    const terms: Terms = {
      ...household,
      product: 'JINGFU',
      mode: 'CREDIT',
      amount: random.pick([10, 20, 20, 30, 30, 40, 50, 50, 50]) * 1000,
      from,
      months,
      rate: benchmarkRate(from, months),
    }
    return signed(terms, 0.15, random)
  }
  if (!random.chance(registration ? 0.12 : 0.25)) return []
  return Array.from({ length: random.whole(1, 2) }, () => {
    const from = aDay(2014, 2020, random)
    const months = random.pick([12, 12, 24, 36, 60])
    const terms: Terms = {
      ...household,
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
    return signed(terms, 0.18, random)
  }).flat()
}

function operatorLoans(ground: Groundwork, operator: Operator, random: Random): Contract[] {
  const { row, township, founded, kind, size } = operator
  const cooperative = kind === 'COOPERATIVE'
  if (!random.chance(cooperative ? 0.82 : 0.8)) return []
  const borrower = borrowerIn(ground, row.village ?? township, row.uscc)
  const leading = kind === 'LEADING_ENTERPRISE'
  return Array.from({ length: random.whole(1, 3) }, () => {
    const from = aDay(Math.max(2014, founded + 1), 2020, random)
    const months = random.pick([12, 12, 24, 36])
    const terms: Terms = {
      ...borrower,
      kind: cooperative ? 'COOPERATIVE' : 'ENTERPRISE',
      product: cooperative ? 'COOPERATIVE' : leading ? 'LEADING_ENTERPRISE' : 'SME',
      category: kind ? 'RURAL_ENTERPRISE' : random.chance(0.4) ? 'URBAN_AGRI' : 'NON_AGRI',
      mode: random.weighted<Terms['mode']>([
        ['MORTGAGE', 0.46],
        ['GUARANTEE', 0.36],
        ['CREDIT', 0.12],
        ['PLEDGE', 0.06],
      ]),
      amount:
        Math.max(5, Math.round(size * random.between(0.5, 1.8) * (cooperative ? 90 : 400))) *
        10_000,
      from,
      months,
      rate: benchmarkRate(from, months) + random.whole(5, 35) / 10,
    }
    return signed(terms, 0.22, random)
  }).flat()
}

function collectiveLoans(ground: Groundwork, random: Random): Contract[] {
  return [...ground.bodies.collectiveOf].flatMap(([village, uscc]) =>
    Array.from({ length: random.whole(0, 3) }, () => {
      const from = aDay(2016, 2020, random)
      const months = random.pick([24, 36])
      const terms: Terms = {
        ...borrowerIn(ground, village, uscc),
        kind: 'COLLECTIVE',
        product: 'COLLECTIVE',
        category: 'RURAL_ENTERPRISE',
        mode: random.pick(['CREDIT', 'GUARANTEE', 'MORTGAGE'] as const),
        amount: random.whole(5, 80) * 10_000,
        from,
        months,
        rate: benchmarkRate(from, months) + random.whole(0, 20) / 10,
      }
      return signed(terms, 0.15, random)
    }).flat(),
  )
}
