import { SupplyPoint, ThreeCoopsIntegration } from '../../departments/supplyMarketing.ts'
import { periodsOf } from '../../ground/period.ts'
import { tenThousands, yuan } from '../chance/amounts.ts'
import { inYear, lastYear, years } from '../chance/anchors.ts'
import { yearOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Loans } from '../money/loans.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import { legalStandingOf } from '../people/legalStanding.ts'
import type { Operator } from '../people/operators.ts'
import { servicePointsOf } from './servicePoints.ts'

/** The year in which supply, credit and farmers' cooperatives began to work together. */
const begun = 2016

/** The synthetic views of the federation of supply and marketing cooperatives. */
export function supplySheets(ground: Groundwork, loans: Loans): Sheet[] {
  const { seed, villages, operators } = ground
  const coopYears = operators.cooperatives.reduce(
    (sum, { founded }) => sum + lastYear + 1 - Math.max(begun, founded),
    0,
  )
  return [
    sheet(SupplyPoint, villages.length * years.length * 4, () =>
      withGaps(supplyPoints(ground), stream(seed, 'SupplyPoint/gaps'), {
        silent: 0.002,
        blank: 0.005,
        facts: ['agriInputSales', 'produceSales', 'poorHouseholdsServed'],
      }),
    ),
    sheet(ThreeCoopsIntegration, Math.round(coopYears * (1 - unknownShare)), () =>
      withGaps(integrations(ground, loans), stream(seed, 'ThreeCoopsIntegration/gaps'), {
        silent: 0.002,
        blank: 0.006,
        facts: ['sharesHeld', 'mutualFundBalance'],
      }),
    ),
  ]
}

function* supplyPoints({ seed, villages }: Groundwork): Generator<SupplyPoint> {
  const random = stream(seed, 'SupplyPoint')
  for (const village of villages) {
    yield* pointOf(village, servicePointsOf(seed, village).supply, random)
  }
}

/** Fertiliser and seed sell before the sowing, produce after the harvest. */
const inputsInQuarter = [0.3, 0.36, 0.2, 0.14]
const produceInQuarter = [0.14, 0.22, 0.3, 0.34]

function* pointOf(
  { village, vigour, count }: CountedVillage,
  opens: number,
  random: Random,
): Generator<SupplyPoint> {
  const bustle = Math.exp(0.15 * vigour + random.normal(0, 0.3))
  const reach = random.between(0.2, 0.7)
  for (const year of years) {
    const households = inYear(count.households, year)
    const poor = inYear(count.registeredHouseholds, year)
    for (const [i, period] of periodsOf(year, 'quarter').entries()) {
      const since = (year - 2014) * 4 + i - opens
      const open = since >= 0
      const trade = open ? households * bustle * 1.06 ** (year - 2014) : 0
      const sold = (yearly: number, shares: readonly number[]) =>
        yuan(Math.round(trade * yearly * (shares[i] ?? 0) * random.between(0.85, 1.15)))
      yield {
        villageCode: village.code,
        period,
        outletFlag: open,
        agriInputSales: sold(420, inputsInQuarter),
        produceSales: sold(650, produceInQuarter),
        poorHouseholdsServed: open ? Math.round(poor * reach * Math.min(1, 0.4 + since / 16)) : 0,
      }
    }
  }
}

/** How many cooperatives the federation knows nothing of. */
const unknownShare = 0.06

/** A cooperative that borrows from the credit union works with it; some have agreed a line and not drawn it. */
function* integrations(
  { seed, operators }: Groundwork,
  loans: Loans,
): Generator<ThreeCoopsIntegration> {
  const random = stream(seed, 'ThreeCoopsIntegration')
  const firstLoan = new Map<string, number>()
  for (const { borrower, kind, from } of loans.values()) {
    // Older loans come first.
    if (kind === 'COOPERATIVE' && !firstLoan.has(borrower)) firstLoan.set(borrower, yearOf(from))
  }
  for (const cooperative of operators.cooperatives) {
    const { closed = Infinity } = legalStandingOf(seed, cooperative)
    const agreed = random.chance(0.3) ? random.whole(begun, 2020) : Infinity
    const partner = Math.min(firstLoan.get(cooperative.row.uscc) ?? Infinity, agreed)
    const rows = [...tiesOf(cooperative, partner, random)]
    if (random.chance(unknownShare)) continue
    yield* rows.filter(({ period }) => Number(period) <= closed)
  }
}

function* tiesOf(
  { row, founded, size }: Operator,
  partner: number,
  random: Random,
): Generator<ThreeCoopsIntegration> {
  const led = random.chance(0.28) ? random.whole(begun, 2020) : Infinity
  const shares = size * random.between(3, 18) * 10_000
  const mutual = random.chance(0.2) ? random.whole(begun, 2019) : Infinity
  const fund = size * random.between(4, 30) * 10_000
  for (const year of years) {
    if (year < Math.max(begun, founded)) continue
    yield {
      uscc: row.uscc,
      period: String(year),
      ledBySupplyCoop: year >= led,
      creditPartnerFlag: year >= partner,
      sharesHeld: year >= led ? tenThousands(Math.max(10_000, shares)) : yuan(0),
      mutualFundBalance:
        year >= mutual
          ? yuan(Math.round(fund * 1.12 ** (year - mutual) * random.between(0.9, 1.1)))
          : yuan(0),
    }
  }
}
