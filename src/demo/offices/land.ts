import { GeoHazard, LandQuota, LandRights } from '../../departments/landResources.ts'
import { places, tenThousands } from '../chance/amounts.ts'
import { inYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, standingSheet, withGaps } from '../chance/sheet.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import { registeredHouseholds } from '../people/guarantees.ts'
import { registeredIn } from '../people/registered.ts'
import { relocationOf } from '../people/relocation.ts'
import { shortName } from '../villages/areaList.ts'
import { countyFigures } from '../villages/countyFigures.ts'

/** The synthetic views of the land and resources bureau. */
export function landSheets(ground: Groundwork): Sheet[] {
  const { seed, villages } = ground
  return [
    standingSheet(LandRights, registeredIn(ground).households, () => landRights(ground)),
    sheet(LandQuota, countyFigures.length * years.length, () =>
      withGaps(quotas(seed), stream(seed, 'LandQuota/gaps'), {
        silent: 0,
        blank: 0.02,
        facts: ['quotaArea', 'povertyUse'],
      }),
    ),
    sheet(GeoHazard, villages.length * years.length, () =>
      withGaps(hazards(ground), stream(seed, 'GeoHazard/gaps'), {
        silent: 0.002,
        blank: 0.004,
        facts: ['threatenedHouseholds', 'relocatedHouseholds'],
      }),
    ),
  ]
}

/** One registered household in a hundred has property in a town; a flat that it was moved to is none. */
function* landRights(ground: Groundwork): Generator<Omit<LandRights, 'period'>> {
  const random = stream(ground.seed, 'LandRights')
  const counties = new Map(ground.areas.counties.map(({ code, name }) => [code, shortName(name)]))
  for (const { household } of registeredHouseholds(ground)) {
    const { id, village, members } = household
    const issued = random.whole(1992, 2019)
    const certified = random.chance(0.86)
    const area = 60 + random.between(9, 22) * Math.max(2, Math.min(6, members.length))
    // The land of most who moved away is reclaimed, and the certificate given back.
    const kept = !relocationOf(ground.seed, household)?.movedInDate || random.chance(0.2)
    const certificate = `${counties.get(village.slice(0, 6))}集用(${issued})第${id.slice(1)}号`
    const row: Omit<LandRights, 'period'> = {
      householdId: id,
      ...(certified && kept ? { homesteadCertificateNo: certificate } : {}),
      ...(kept ? { homesteadArea: places(area, 1) } : {}),
      propertyMortgaged: certified && kept && random.chance(0.012),
      cityPropertyFlag: random.chance(0.01),
    }
    if (random.chance(0.004)) delete row.propertyMortgaged
    yield row
  }
}

/** Quotas in mu of a county of middling size, and what a mu is traded for; trade began in 2016. */
const quotaByYear = [120, 180, 520, 900, 1300, 1400, 1100]
const priceByYear = [0, 0, 180_000, 200_000, 240_000, 280_000, 280_000]

function* quotas(seed: number): Generator<LandQuota> {
  const random = stream(seed, 'LandQuota')
  for (const { code, registered } of countyFigures) {
    for (const year of years) {
      const quota = inYear(quotaByYear, year) * (registered / 90_000) * random.between(0.75, 1.25)
      const price = inYear(priceByYear, year) * random.between(0.95, 1.05)
      const traded = price === 0 ? 0 : quota * random.between(0.45, 0.95)
      const revenue = traded * price
      yield {
        countyCode: code,
        period: String(year),
        quotaArea: places(quota, 1),
        tradedArea: places(traded, 1),
        tradeRevenue: tenThousands(revenue),
        povertyUse: tenThousands(revenue * random.between(0.78, 0.99)),
      }
    }
  }
}

type Level = NonNullable<GeoHazard['monitoringLevel']>

const levels: readonly (readonly [Level, number])[] = [
  ['SMALL', 0.76],
  ['MEDIUM', 0.18],
  ['LARGE', 0.05],
  ['EXTREME', 0.01],
]

function* hazards({ seed, villages }: Groundwork): Generator<GeoHazard> {
  const random = stream(seed, 'GeoHazard')
  for (const village of villages) yield* hazardsIn(village, random)
}

/** Who is moved out of danger is threatened no longer; a site goes once it is made safe. */
function* hazardsIn(
  { village, programme, count }: CountedVillage,
  random: Random,
): Generator<GeoHazard> {
  let sites = random.times(programme ? 0.9 : 0.2)
  const most = Math.floor(Math.min(...count.households) * 0.4)
  let threatened = sites === 0 ? 0 : Math.min(most, sites * random.whole(2, 14))
  let level = random.weighted(levels)
  for (const year of years) {
    const moved =
      threatened > 0 && random.chance(0.2) ? random.whole(1, Math.min(threatened, 9)) : 0
    threatened -= moved
    if (sites > 0 && random.chance(0.06)) sites--
    if (random.chance(0.015)) {
      if (sites === 0) level = random.weighted(levels)
      sites++
      threatened = Math.min(most, threatened + random.whole(1, 8))
    }
    if (sites === 0) threatened = 0
    yield {
      villageCode: village.code,
      period: String(year),
      hazardSites: sites,
      threatenedHouseholds: threatened,
      relocatedHouseholds: moved,
      monitoringLevel: sites === 0 ? 'NONE' : level,
    }
  }
}
