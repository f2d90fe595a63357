import { RuralEcommerce } from '../../departments/commerce.ts'
import { periodsOf } from '../../ground/period.ts'
import { yuan } from '../chance/amounts.ts'
import { inYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import { servicePointsOf } from './servicePoints.ts'

/** The synthetic view of the commerce bureau. */
export function ecommerceSheets(ground: Groundwork): Sheet[] {
  return [
    sheet(RuralEcommerce, ground.villages.length * years.length * 4, () =>
      withGaps(ecommerce(ground), stream(ground.seed, 'RuralEcommerce/gaps'), {
        silent: 0.002,
        blank: 0.005,
        facts: ['onlineSales', 'parcelsSent', 'parcelsReceived', 'poorHouseholdsServed'],
      }),
    ),
  ]
}

/** Festivals sell: the first and last quarter bring more. */
const season = [1.1, 0.85, 0.9, 1.15]

function* ecommerce({ seed, villages }: Groundwork): Generator<RuralEcommerce> {
  const random = stream(seed, 'RuralEcommerce')
  for (const village of villages) {
    yield* stationOf(village, servicePointsOf(seed, village).commerce, random)
  }
}

/** Trade is counted at the station: before it opens there is none to count. */
function* stationOf(
  { village, vigour, count }: CountedVillage,
  opens: number,
  random: Random,
): Generator<RuralEcommerce> {
  const bustle = Math.exp(0.2 * vigour + random.normal(0, 0.35))
  const reach = random.between(0.12, 0.5)
  for (const year of years) {
    const households = inYear(count.households, year)
    const poor = inYear(count.registeredHouseholds, year)
    for (const [i, period] of periodsOf(year, 'quarter').entries()) {
      const since = (year - 2014) * 4 + i - opens
      const open = since >= 0
      const trade = open ? households * bustle * (season[i] ?? 1) * 1.32 ** (year - 2017) : 0
      const sent = Math.round(trade * 0.6 * random.between(0.8, 1.2))
      yield {
        villageCode: village.code,
        period,
        ecommerceStation: open,
        onlineSales: yuan(Math.round(sent * random.between(60, 130))),
        parcelsSent: sent,
        parcelsReceived: Math.round(trade * 2.1 * random.between(0.85, 1.15)),
        poorHouseholdsServed: open ? Math.round(poor * reach * Math.min(1, 0.3 + since / 14)) : 0,
      }
    }
  }
}
