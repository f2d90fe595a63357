import { firstYear, inYear, lastYear, years } from '../chance/anchors.ts'
import { dayOf, yearOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import type { Operator } from '../people/operators.ts'
import { villagesByCode } from '../people/registered.ts'
import { benchmarkRate, type Draft, lastDay, signed, type Terms } from '../villages/lending.ts'
import { performanceOf } from '../villages/performance.ts'
import type { Scale } from '../villages/sample.ts'
import { isWithoutLoans, testsPassed } from './lendingPace.ts'

/** How many of each kind borrow: in the whole city there are many more of them. */
const borrowing: Record<
  Scale,
  Readonly<Record<'cooperatives' | 'poverty' | 'firms' | 'collectives', number>>
> = {
  sample: { cooperatives: 0.82, poverty: 0.85, firms: 0.75, collectives: 0.7 },
  full: { cooperatives: 0.12, poverty: 0.72, firms: 0.36, collectives: 0.32 },
}

/** Answers the credit union of a county. */
type UnionOf = (county: string) => string

/** The loans of all cooperatives, firms and collectives: a line that is renewed year after year. */
export function operatorLoans(ground: Groundwork, unionOf: UnionOf): Draft[] {
  const { seed, operators } = ground
  const villages = villagesByCode(ground)
  const random = stream(seed, 'Loan/operators')
  const ofOperators = [...operators.cooperatives, ...operators.enterprises].flatMap((operator) =>
    loansOf(ground, operator, villages.get(operator.row.village ?? ''), unionOf, random),
  )
  return [...ofOperators, ...collectiveLoans(ground, villages, unionOf)]
}

function loansOf(
  { seed, scale }: Groundwork,
  operator: Operator,
  village: CountedVillage | undefined,
  unionOf: UnionOf,
  random: Random,
): Draft[] {
  const { row, county, township, founded, kind, size, povertyLeading } = operator
  const cooperative = kind === 'COOPERATIVE'
  const borrows =
    borrowing[scale][cooperative ? 'cooperatives' : povertyLeading ? 'poverty' : 'firms']
  const since = random.chance(borrows)
    ? firstYearOfLoans(seed, village, Math.max(firstYear, founded + 1), random)
    : undefined
  if (since === undefined) return []
  const usual = cooperative ? 90 : village ? 260 : 620
  const months = random.pick([12, 12, 24, 36])
  return renewedLoans(
    {
      lender: unionOf(county),
      county,
      seat: row.village ?? township,
      borrower: row.uscc,
      kind: cooperative ? 'COOPERATIVE' : 'ENTERPRISE',
      product: cooperative
        ? 'COOPERATIVE'
        : kind === 'LEADING_ENTERPRISE'
          ? 'LEADING_ENTERPRISE'
          : 'SME',
      category: kind ? 'RURAL_ENTERPRISE' : random.chance(0.4) ? 'URBAN_AGRI' : 'NON_AGRI',
      mode: random.weighted<Terms['mode']>([
        ['MORTGAGE', 0.46],
        ['GUARANTEE', 0.36],
        ['CREDIT', 0.12],
        ['PLEDGE', 0.06],
      ]),
      amount: Math.min(
        Math.max(5, Math.round(size * random.between(0.5, 1.8) * usual)) * 10_000,
        mostIn(village),
      ),
      from: dayIn(since, random),
      months,
    },
    random.whole(5, 35) / 10,
    endOf(seed, village),
    random,
  )
}

function collectiveLoans(
  { seed, scale, bodies }: Groundwork,
  villages: ReadonlyMap<string, CountedVillage>,
  unionOf: UnionOf,
): Draft[] {
  const random = stream(seed, 'Loan/collectives')
  return [...bodies.collectiveOf].flatMap(([code, uscc]) => {
    const village = villages.get(code)
    const borrows = village?.programme && random.chance(borrowing[scale].collectives)
    const since = borrows ? firstYearOfLoans(seed, village, 2016, random) : undefined
    if (since === undefined) return []
    const county = code.slice(0, 6)
    return renewedLoans(
      {
        lender: unionOf(county),
        county,
        seat: code,
        borrower: uscc,
        kind: 'COLLECTIVE',
        product: 'COLLECTIVE',
        category: 'RURAL_ENTERPRISE',
        mode: random.pick(['CREDIT', 'GUARANTEE', 'MORTGAGE'] as const),
        amount: random.whole(5, 80) * 10_000,
        from: dayIn(since, random),
        months: random.pick([24, 36]),
      },
      random.whole(0, 20) / 10,
      endOf(seed, village),
      random,
    )
  })
}

/**
 * The year in which somebody begins to borrow. One large loan makes a village's loans jump, and the
 * year after looks poor beside it: so where a village passes its tests, few begin between the first
 * year and the last.
 */
function firstYearOfLoans(
  seed: number,
  village: CountedVillage | undefined,
  earliest: number,
  random: Random,
): number | undefined {
  if (village && isWithoutLoans(seed, village)) return undefined
  const weighted = years
    .filter((year) => year >= earliest)
    .map((year) => [year, village ? easeOfBeginning(seed, village, year) : 1] as const)
  return weighted.some(([, weight]) => weight > 0) ? random.weighted(weighted) : undefined
}

function easeOfBeginning(seed: number, village: CountedVillage, year: number): number {
  if (year === firstYear || year === lastYear) return 1
  if (performanceOf(seed, village, 'D02', year + 1) >= 1) return 0
  return testsPassed(seed, village, year + 1) === 2 ? 0.1 : 1
}

/** One loan is not to dwarf those of all the households around it. */
function mostIn(village: CountedVillage | undefined): number {
  if (!village) return Infinity
  return Math.ceil((6000 * inYear(village.count.households, firstYear)) / 10_000) * 10_000
}

function dayIn(year: number, random: Random): number {
  return random.whole(dayOf(year, 1, 4), dayOf(year, 11, 30))
}

/** Whether a line may end in a year: where the village's loans are to grow, none does. */
function endOf(seed: number, village: CountedVillage | undefined): (year: number) => boolean {
  return (year) => !village || testsPassed(seed, village, year) < 2
}

/** A contract, and those that renew it, each on the day on which the last falls due. */
function renewedLoans(
  terms: Omit<Terms, 'rate'>,
  margin: number,
  mayEnd: (year: number) => boolean,
  random: Random,
): Draft[] {
  const contracts: Draft[] = []
  let [from, last]: [number, Draft | undefined] = [terms.from, undefined]
  while (from <= lastDay) {
    const rate = benchmarkRate(from, terms.months) + margin
    const contract: Draft = { ...signed({ ...terms, from, rate }, random, last), instalments: 0 }
    contracts.push(contract)
    last = contract
    from = contract.due
    if (mayEnd(yearOf(from)) && random.chance(0.1)) break
  }
  return contracts
}
