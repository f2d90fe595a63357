import { VillageFinanceService } from '../../departments/financeOffice.ts'
import { VillageOutlet } from '../../departments/ruralCredit.ts'
import { inYear, years } from '../chance/anchors.ts'
import { dateOf, dayOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import { statedIn } from '../chance/stated.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import { villagesByCode } from '../people/registered.ts'
import { creditSheets } from './credit.ts'

/** The financial affairs office's view of the services that each village has. */
export function financeServiceSheets(ground: Groundwork): Sheet[] {
  const { seed, villages } = ground
  return [
    sheet(VillageFinanceService, villages.length * years.length * 4, () =>
      withGaps(services(ground), stream(seed, 'VillageFinanceService/gaps'), {
        silent: 0.002,
        blank: 0.005,
        facts: ['posTerminals', 'agriInsuranceHouseholds'],
      }),
    ),
  ]
}

/** What this office believes of a village's station, and what else it has for its people's money. */
interface Services {
  readonly village: CountedVillage
  /** By how many quarters it hears of the station later than it opens; of some it never hears. */
  readonly delay: number
  /** The quarter since which it counts one, as known so far, and the day it gives for it. */
  opened?: { readonly quarter: number; readonly day: number }
  readonly terminals: number
  readonly ofOtherBanks: number
  readonly staff: number
  readonly insured: number
}

/** Follows what the credit unions say of their stations and outlets, but for one village in a hundred. */
function* services(ground: Groundwork): Generator<VillageFinanceService> {
  const random = stream(ground.seed, 'VillageFinanceService')
  const villages = villagesByCode(ground)
  let at: Services | undefined
  for (const outlet of statedIn(creditSheets(ground, new Map()), VillageOutlet)) {
    const village = villages.get(outlet.villageCode)
    if (!village) continue
    if (at?.village !== village) at = drawServices(village, random)
    yield serviceIn(at, outlet, random)
  }
}

function drawServices(village: CountedVillage, random: Random): Services {
  const mistaken = !village.programme && random.chance(0.03)
  const quarter = random.whole(12, 24)
  return {
    village,
    delay: random.weighted([
      [0, 0.988],
      [2, 0.002],
      [5, 0.003],
      [Infinity, 0.007],
    ]),
    ...(mistaken ? { opened: openedIn(quarter, random) } : {}),
    terminals: 1 + random.times(0.4),
    ofOtherBanks: random.chance(0.12) ? 1 : 0,
    staff: random.whole(1, 3),
    insured: random.between(0.05, 0.17),
  }
}

function openedIn(quarter: number, random: Random): NonNullable<Services['opened']> {
  return { quarter, day: dayOf(2014, 3 * quarter + 1, 1) + random.whole(3, 85) }
}

function serviceIn(
  at: Services,
  { villageCode, period, stationEstablished, outletInstalled }: VillageOutlet,
  random: Random,
): VillageFinanceService {
  const [year, i] = [Number(period.slice(0, 4)), Number(period.slice(6)) - 1]
  const quarter = 4 * (year - 2014) + i
  if (stationEstablished) at.opened ??= openedIn(quarter + at.delay, random)
  const opened = at.opened && at.opened.quarter <= quarter ? at.opened : undefined
  const households = inYear(at.village.count.households, year)
  const insured = Math.min(0.93, at.insured * 1.3 ** (quarter / 4) * random.between(0.97, 1.03))
  return {
    villageCode,
    period,
    stationEstablished: opened !== undefined,
    ...(opened ? { stationOpenedDate: dateOf(opened.day) } : {}),
    posTerminals: (outletInstalled ? at.terminals : 0) + at.ofOtherBanks,
    ...(opened ? { stationStaff: at.staff + (year >= 2019 && at.staff === 1 ? 1 : 0) } : {}),
    agriInsuranceHouseholds: Math.round(households * insured),
  }
}
