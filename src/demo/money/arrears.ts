import { lastYear } from '../chance/anchors.ts'
import { dayOf } from '../chance/days.ts'
import type { Random } from '../chance/random.ts'
import { risingTo } from '../chance/scoreAimedAt.ts'
import { type Contract, type Draft, dueBetween, owed } from '../villages/lending.ts'

/** How well a village pays its loans back: shares of the points of two items. */
export interface Morale {
  /** Of the item on loans that do not perform, at this year's end and the next. */
  readonly performing: number
  readonly performingNext: number
  /** Of the item on principal collected when due. */
  readonly collected: number
}

/** A loan so many days overdue no longer performs. */
export const longestMention = 90

/** From 8 % of the loans down to 3 %, where all points are earned: to fewer still. */
function badShare(points: number): number {
  return points >= 1 ? 0.021 : Math.min(0.16, risingTo(points, 0.08, 0.03))
}

/** From 90 % of the principal collected up to 98 %, where all points are earned: nearly all. */
function missedShare(points: number): number {
  return points >= 1 ? 0.009 : Math.min(0.25, 1 - risingTo(points, 0.9, 0.98))
}

/** Decides who of a village does not pay in time in a year, and who pays at last or never will. */
export function fallBehind(
  book: readonly Draft[],
  renewed: ReadonlySet<Contract>,
  year: number,
  expectedBalance: number,
  morale: Morale,
  random: Random,
): void {
  const end = dayOf(year, 12, 31)
  const stale = end - longestMention
  const late = book.filter((contract) => contract.overdue > 0 && contract.due < stale)
  const most = badShare(morale.performing) * expectedBalance
  const left = most - settle(late, most, year, random)

  const ending = book.filter(({ due, overdue, kind }) => {
    return due > dayOf(year - 1, 12, 31) && due <= end && overdue === 0 && kind === 'HOUSEHOLD'
  })
  const candidates = random.shuffled(ending.filter((contract) => !renewed.has(contract)))
  const dueIn = (first: number, last: number) =>
    candidates.filter(({ due }) => due >= dayOf(year, first, 1) && due < dayOf(year, last + 1, 1))
  const months = year === lastYear ? 12 : 1
  const principal = book.reduce(
    (sum, contract) => sum + dueBetween(contract, dayOf(year, 13 - months, 1) - 1, end),
    0,
  )
  const missed = missedShare(morale.collected) * principal
  if (year === lastYear) {
    const early = Math.min(left, missed)
    const unmissed = leaveUnpaid(dueIn(1, 9), early)
    leaveUnpaid(dueIn(10, 12), missed - early + unmissed)
    return
  }
  const lacking = leaveUnpaid(dueIn(1, 9), left)
  const inDecember = missed - leaveUnpaid(dueIn(12, 12), missed)
  // What falls due in autumn is not yet bad at the end of the year, and is by the end of the next.
  const next = 1.15 * badShare(morale.performingNext) * expectedBalance
  leaveUnpaid(dueIn(10, 11), 0.7 * (next - (most - Math.max(0, lacking)) - inDecember))
}

/** Settles old arrears until no more than so much is left; answers how much is. */
function settle(late: readonly Draft[], most: number, year: number, random: Random): number {
  const end = dayOf(year, 12, 31)
  let left = late.reduce((sum, contract) => sum + owed(contract, end), 0)
  for (const contract of late) {
    if (left <= most) break
    const amount = owed(contract, end)
    if (amount === 0) continue
    // In the year that is told month by month nobody pays late, so that what is collected is of it.
    const writtenOff = year === lastYear || random.chance(0.15)
    const first = Math.max(contract.due + 1, dayOf(year, 2, 1))
    contract.settled = { day: random.whole(first, dayOf(year, 11, 28)), writtenOff }
    left -= amount
  }
  return left
}

/** Leaves so much unpaid of contracts that fall due; answers how much could not be. */
function leaveUnpaid(contracts: readonly Draft[], amount: number): number {
  let left = amount
  for (const contract of contracts) {
    if (left < 300) break
    if (contract.overdue > 0) continue
    const unpaid = Math.min(left, contract.amount * (1 - contract.instalments))
    contract.overdue = unpaid / contract.amount
    left -= unpaid
  }
  return left
}
