import { CreditReference } from '../../departments/pboc.ts'
import { periodsOf } from '../../ground/period.ts'
import { lastYear } from '../chance/anchors.ts'
import { dayOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { identityNumberOf } from '../people/households.ts'
import { othersIn, registeredIn } from '../people/registered.ts'
import { type Contract, owed } from '../villages/lending.ts'
import { performanceOf } from '../villages/performance.ts'
import type { Loans } from './loans.ts'

/** The central bank's credit references of those who head a household with a loan or a credit file. */
export function creditReferenceSheets(ground: Groundwork, loans: Loans): Sheet[] {
  const heads = 0.975 * registeredIn(ground).households + 0.056 * othersIn(ground)
  return [
    sheet(CreditReference, Math.round(heads * quarters.length), () =>
      withGaps(references(ground, loans), stream(ground.seed, 'CreditReference/gaps'), {
        silent: 0.0005,
        blank: 0.004,
        facts: ['currentOverdueFlag', 'lenderCount', 'creditReportDetail'],
      }),
    ),
  ]
}

const quarters = periodsOf(lastYear, 'quarter')

/** Of all who borrow in a village up to 2 % are dishonest, none where all points are earned. */
const mostDishonest = 0.02

function* references(ground: Groundwork, loans: Loans): Generator<CreditReference> {
  const { seed, personKey } = ground
  const random = stream(seed, 'CreditReference')
  const borrowed = Map.groupBy(loans.values(), ({ borrower }) => borrower)
  const borrowersIn = countBorrowers(borrowed)
  for (const { village, households } of ground.householdsByVillage()) {
    const listed = households.flatMap((household) => {
      const contracts = borrowed.get(household.id) ?? []
      const filed = household.registration !== undefined && random.chance(0.965)
      const head = household.members.find(({ relation }) => relation === 'HEAD')
      return head && (filed || contracts.length > 0) ? [{ head, contracts }] : []
    })
    const missing = Math.max(0, 1 - performanceOf(seed, village, 'B07', lastYear))
    const count = Math.round(mostDishonest * missing * (borrowersIn.get(village.village.code) ?? 0))
    const borrowers = listed.filter(({ contracts }) => contracts.length > 0)
    const dishonest = new Set(random.shuffled(borrowers).slice(0, count))
    for (const one of listed) {
      const key = personKey(identityNumberOf(one.head))
      yield* referencesOf(key, one.contracts, dishonest.has(one), random)
    }
  }
}

/** How many have ever borrowed in each village. */
function countBorrowers(borrowed: ReadonlyMap<string, readonly Contract[]>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [contract] of borrowed.values()) {
    if (contract) counts.set(contract.seat, (counts.get(contract.seat) ?? 0) + 1)
  }
  return counts
}

function* referencesOf(
  personKey: string,
  contracts: readonly Contract[],
  dishonest: boolean,
  random: Random,
): Generator<CreditReference> {
  const since = random.chance(0.7) ? 0 : random.whole(1, 3)
  const elsewhere = dishonest || random.chance(0.09) ? random.whole(1, 2) : 0
  for (const [i, period] of quarters.entries()) {
    const end = dayOf(lastYear, 3 * i + 4, 1) - 1
    const signed = contracts.filter(({ from }) => from <= end)
    const balance = signed.reduce((sum, contract) => sum + owed(contract, end), 0)
    const late = signed.some((contract) => contract.due <= end && owed(contract, end) > 0)
    const evades = dishonest && i >= since
    const known = signed.length > 0 || elsewhere > 0
    yield {
      personKey,
      period,
      hasCreditRecord: known,
      currentOverdueFlag: late || evades,
      dishonestDebtorFlag: evades,
      lenderCount: (signed.length > 0 ? 1 : 0) + elsewhere,
      ...(known
        ? { creditReportDetail: `合成数据:农信社贷款${signed.length}笔,余额${balance}元` }
        : {}),
    }
  }
}
