import { TelecomCoverage } from '../../departments/industryIt.ts'
import { inYear, years } from '../chance/anchors.ts'
import { Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import type { VillageTraits } from '../villages/villageTraits.ts'

/** Since which years a village has fibre and a 4G signal; never, where that is infinite. */
export interface Network {
  readonly fibre: number
  readonly mobile4g: number
}

/** When the networks came to a village; asked of any village, always answered the same. */
export function networkOf(seed: number, { village, programme, poor }: VillageTraits): Network {
  const random = new Random(`${seed}/network/${village.code}`)
  const remote = random.chance(0.004)
  const [first, last] = programme ? (poor ? [2015, 2019] : [2014, 2018]) : [2012, 2014]
  const fibre = random.whole(first, last)
  return {
    fibre: remote ? Infinity : fibre,
    mobile4g: remote ? 2020 : Math.max(2014, fibre + random.whole(-2, 1)),
  }
}

/** What the industry and information technology commission says of the villages. */
export function telecomSheets(ground: Groundwork): Sheet[] {
  return [
    sheet(TelecomCoverage, ground.villages.length * years.length, () =>
      withGaps(coverage(ground), stream(ground.seed, 'TelecomCoverage/gaps'), {
        silent: 0.002,
        blank: 0.005,
        facts: ['broadbandHouseholds', 'tvHouseholds', 'mobile4gFlag'],
      }),
    ),
  ]
}

/** The year in which the cloud of radio and television began to reach villages. */
const cloudSince = 2016

function* coverage({ seed, villages }: Groundwork): Generator<TelecomCoverage> {
  const random = stream(seed, 'TelecomCoverage')
  for (const traits of villages) {
    const { village, vigour, count } = traits
    const { fibre, mobile4g } = networkOf(seed, traits)
    const thirst = Math.exp(0.12 * vigour + random.normal(0, 0.08))
    const viewers = random.between(0.72, 0.98)
    const joined = random.whole(cloudSince, cloudSince + 2)
    for (const year of years) {
      const households = inYear(count.households, year)
      const subscribed = year < fibre ? 0 : Math.min(0.92, thirst * (0.12 + 0.095 * (year - fibre)))
      const watching = year < joined ? 0 : viewers * Math.min(1, 0.4 + 0.24 * (year - joined))
      yield {
        villageCode: village.code,
        period: String(year),
        fibreFlag: year >= fibre,
        mobile4gFlag: year >= mobile4g,
        broadbandHouseholds: Math.round(households * subscribed),
        tvHouseholds: Math.round(households * watching),
      }
    }
  }
}
