import { HouseholdCredit, VillageOutlet } from '../../departments/ruralCredit.ts'
import { inYear, lastYear, years } from '../chance/anchors.ts'
import { stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { householdCredits } from './creditFiles.ts'
import type { Loans } from './loans.ts'
import { outlets } from './outlets.ts'

/** The synthetic views of the rural credit cooperatives, but for the loans. */
export function creditSheets(ground: Groundwork, loans: Loans): Sheet[] {
  const { seed, villages } = ground
  return [
    sheet(HouseholdCredit, aboutCredits(ground), () => householdCredits(ground, loans)),
    sheet(VillageOutlet, villages.length * years.length * 4, () =>
      withGaps(outlets(ground), stream(seed, 'VillageOutlet/gaps'), {
        silent: 0,
        blank: 0.004,
        facts: ['depositBalance', 'transactionCount', 'activeCustomers', 'eBankingCustomers'],
      }),
    ),
  ]
}

function aboutCredits({ sample, censuses }: Groundwork): number {
  return sample.reduce((sum, { village, households, onlyRegistered }) => {
    const { registeredHouseholds = [] } = censuses.get(village.code)?.headcount ?? {}
    const registered = inYear(registeredHouseholds, lastYear)
    return sum + (onlyRegistered ? 2 * households + 5 * registered : years.length * households)
  }, 0)
}
