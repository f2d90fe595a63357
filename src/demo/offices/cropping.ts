import type { VillageCropping } from '../../departments/agriculture.ts'
import { places } from '../chance/amounts.ts'
import { city, inYear, years } from '../chance/anchors.ts'
import { fitted } from '../chance/fitting.ts'
import { type Random, stream } from '../chance/random.ts'
import { risingTo } from '../chance/scoreAimedAt.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import { performanceOf } from '../villages/performance.ts'

type Crop = keyof typeof city.crops2016

/** How the area of each crop changes from year to year in the whole city. */
const growth: Record<Crop, number> = {
  grain: 0.975,
  tea: 1.06,
  vegetables: 1.07,
  fruit: 1.1,
  herbs: 1.12,
  otherCash: 1.01,
}
const cashCrops = ['tea', 'vegetables', 'fruit', 'herbs', 'otherCash'] as const

/** How much more than elsewhere tea and herbs are grown, by county. */
const teaCounties: Record<string, number> = {
  '520623': 1.8,
  '520624': 1.4,
  '520625': 1.5,
  '520627': 0.9,
  '520628': 1,
  '520626': 0.9,
}

/** A village's fields: how much there is, what part is fodder's, and how well each cash crop does. */
interface Fields {
  readonly village: CountedVillage
  readonly land: number
  readonly fodder: number
  readonly bent: readonly number[]
}

function fieldsOf(village: CountedVillage, random: Random): Fields {
  const persons = inYear(village.count.rural, 2016)
  const { vigour } = village
  return {
    village,
    land: persons * Math.exp(random.normal(0, 0.25)),
    fodder: random.between(0.01, 0.04),
    bent: [
      (teaCounties[village.village.county] ?? 0.5) *
        (random.chance(0.55) ? random.between(0.6, 1.9) : 0.05),
      Math.exp(random.normal(0.12 * vigour, 0.4)),
      random.chance(0.45) ? Math.exp(random.normal(0, 0.6)) : 0.04,
      random.chance(0.4) ? Math.exp(random.normal(0, 0.6)) : 0.03,
      Math.exp(random.normal(0, 0.3)),
    ],
  }
}

/** What every village grows of the city's crops in a year: grain, and each cash crop, in mu. */
interface Harvest {
  readonly grain: readonly number[]
  readonly cash: readonly (readonly number[])[]
}

/** The most of its fields that a village gives to cash crops. */
const mostCash = 0.93

/**
 * Shares the city's crops of a year out so that villages stand as they should with their cash crops,
 * from 20 % of what is sown up to 60 %; as far as the city's own shares let them.
 */
function harvestOf(seed: number, fields: readonly Fields[], year: number): Harvest {
  const areaOf = (crop: Crop) => city.crops2016[crop] * growth[crop] ** (year - 2016)
  const cashAreas = cashCrops.map(areaOf)
  const cashOfAll = cashAreas.reduce((sum, area) => sum + area, 0)
  const area = areaOf('grain') + cashOfAll
  const landOfAll = fields.reduce((sum, { land }) => sum + land, 0)
  const lands = fields.map(({ land }) => (land * area) / landOfAll)
  const wanted = fields.map(({ village, fodder }) => {
    const share = performanceOf(seed, village, 'A01', year)
    return { perfect: share >= 1, share: risingTo(Math.min(share, 1), 0.2, 0.6) * (1 + fodder) }
  })
  const sharesAt = (shift: number) =>
    wanted.map(({ perfect, share }) =>
      perfect
        ? Math.min(mostCash, Math.max(share + shift, share * 1.015))
        : Math.min(mostCash, Math.max(0.05, share + shift)),
    )
  const cashAt = (shift: number) =>
    sharesAt(shift).reduce((sum, share, v) => sum + share * (lands[v] ?? 0), 0)
  let [low, high] = [-0.5, 0.5]
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (cashAt(middle) < cashOfAll) low = middle
    else high = middle
  }
  const cash = sharesAt(low).map((share, v) => share * (lands[v] ?? 0))
  return {
    grain: lands.map((land, v) => land - (cash[v] ?? 0)),
    cash: fitted(
      fields.map(({ bent }) => bent),
      cash,
      cashAreas,
    ),
  }
}

/** What each village grows, in tenths of a mu, so that the parts never pass the whole. */
export function* cropping({ seed, villages }: Groundwork): Generator<VillageCropping> {
  const random = stream(seed, 'VillageCropping')
  const fields = villages.map((village) => fieldsOf(village, random))
  const harvests = years.map((year) => harvestOf(seed, fields, year))
  for (const [v, { village, fodder }] of fields.entries()) {
    const fungi = random.chance(0.18) ? random.between(2, 30) : 0
    for (const [i, year] of years.entries()) {
      const harvest = harvests[i]
      const tenths = (area = 0) => Math.round(area * 10)
      const grain = tenths(harvest?.grain[v])
      const crops = cashCrops.map((_, crop) => tenths(harvest?.cash[v]?.[crop]))
      const [tea = 0, vegetables = 0, fruit = 0, herbs = 0] = crops
      const cash = crops.reduce((sum, area) => sum + area, 0)
      const rest = Math.round((grain + cash) * fodder)
      const mu = (area: number) => places(area / 10, 1)
      yield {
        villageCode: village.village.code,
        period: String(year),
        totalSownArea: mu(grain + cash + rest),
        grainArea: mu(grain),
        cashCropArea: mu(cash),
        teaArea: mu(tea),
        vegetableArea: mu(vegetables),
        herbArea: mu(herbs),
        fruitArea: mu(fruit),
        edibleFungiUnits: places(year < 2016 ? 0 : fungi * 1.3 ** (year - 2018), 2),
      }
    }
  }
}
