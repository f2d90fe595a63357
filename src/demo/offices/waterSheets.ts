import { SafeWater, VillageWater } from '../../departments/water.ts'
import { places } from '../chance/amounts.ts'
import { inYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { householdYears, lackIn, registeredHouseholds } from '../people/guarantees.ts'
import { registeredIn } from '../people/registered.ts'
import type { VillageTraits } from '../villages/villageTraits.ts'

/** The synthetic views of the water affairs bureau. */
export function waterSheets(ground: Groundwork): Sheet[] {
  const { seed, villages } = ground
  return [
    sheet(SafeWater, registeredIn(ground).households * householdYears.length, () =>
      withGaps(safeWaters(ground), stream(seed, 'SafeWater/gaps'), {
        silent: 0.0002,
        blank: 0.008,
        facts: ['dailyQuantity', 'fetchMinutes', 'supplyReliability'],
      }),
    ),
    sheet(VillageWater, villages.length * years.length, () =>
      withGaps(supplies(ground), stream(seed, 'VillageWater/gaps'), {
        silent: 0.0015,
        blank: 0.005,
        facts: ['centralSupplyHouseholds', 'tapWaterRate', 'effectiveIrrigatedArea'],
      }),
    ),
  ]
}

/** The year from which a village's source of drinking water is protected. */
export function sourceProtectedSince(seed: number, { village }: VillageTraits): number {
  const random = stream(seed, `water source/${village.code}`)
  return random.chance(0.93) ? random.whole(2012, 2020) : Infinity
}

/** The share of a village's households that have central supply in a year. */
function centralShare(seed: number, { village, vigour }: VillageTraits, year: number): number {
  const bent = stream(seed, `central supply/${village.code}`).normal(0, 0.07)
  return Math.min(0.99, Math.max(0.2, 0.86 + bent + 0.02 * vigour + 0.042 * (year - 2020)))
}

type Fault = 'QUANTITY' | 'QUALITY' | 'DISTANCE' | 'RELIABILITY'

/** What falls short of T/CHES 18-2018 where water is not safe. */
const faults: readonly (readonly [Fault, number])[] = [
  ['QUANTITY', 0.3],
  ['QUALITY', 0.25],
  ['DISTANCE', 0.15],
  ['RELIABILITY', 0.3],
]

/** Water is safe exactly where its quantity, quality, distance and reliability all are. */
function* safeWaters(ground: Groundwork): Generator<SafeWater> {
  const { seed } = ground
  const random = stream(seed, 'SafeWater')
  for (const { household, village } of registeredHouseholds(ground)) {
    const fault = random.weighted(faults)
    const supply = random.next()
    for (const year of householdYears) {
      const lacking = lackIn(seed, village, household, year) === 'WATER' ? fault : undefined
      const central = supply < centralShare(seed, village, year) && lacking !== 'DISTANCE'
      yield {
        householdId: household.id,
        period: String(year),
        supplyMode: central ? 'CENTRAL' : 'DISPERSED',
        ...measured(central, lacking, random),
        safeWater: lacking === undefined,
      }
    }
  }
}

/** Forty litres a person, twenty minutes and 90 % are the least that counts as safe. */
function measured(central: boolean, lacking: Fault | undefined, random: Random) {
  const litres = lacking === 'QUANTITY' ? random.between(14, 38) : random.between(42, 88)
  const reliability = lacking === 'RELIABILITY' ? random.between(62, 89) : random.between(90, 98)
  return {
    dailyQuantity: places(litres + (central && !lacking ? 8 : 0), 1),
    qualityPass: lacking !== 'QUALITY',
    fetchMinutes: lacking === 'DISTANCE' ? random.whole(21, 50) : central ? 0 : random.whole(2, 20),
    supplyReliability: places(reliability + (central && !lacking ? 1.5 : 0), 1),
  }
}

function* supplies({ seed, villages }: Groundwork): Generator<VillageWater> {
  const random = stream(seed, 'VillageWater')
  for (const village of villages) {
    const protectedSince = sourceProtectedSince(seed, village)
    const irrigated = random.between(0.2, 0.5) * inYear(village.count.rural, 2016)
    const beyond = random.between(0, 0.05)
    for (const year of years) {
      const share = centralShare(seed, village, year)
      yield {
        villageCode: village.village.code,
        period: String(year),
        centralSupplyHouseholds: Math.round(share * inYear(village.count.households, year)),
        tapWaterRate: places(100 * Math.min(0.995, share + beyond), 1),
        effectiveIrrigatedArea: places(irrigated * 1.008 ** (year - 2016), 1),
        sourceProtected: year >= protectedSince,
      }
    }
  }
}
