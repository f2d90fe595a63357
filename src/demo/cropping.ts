import type { VillageCropping } from '../departments/agriculture.ts'
import { places } from './amounts.ts'
import { city, inYear, years } from './anchors.ts'
import type { CountedVillage, Groundwork } from './groundwork.ts'
import { type Random, stream } from './random.ts'

type Crop = keyof typeof city.crops2016

/** How a crop's area changes from year to year. */
const growth: Record<Crop, number> = {
  grain: 0.975,
  tea: 1.06,
  vegetables: 1.07,
  fruit: 1.1,
  herbs: 1.12,
  otherCash: 1.01,
}
const crops = Object.keys(growth) as Crop[]

/** How much more than elsewhere tea and herbs are grown, by county. */
const teaCounties: Record<string, number> = {
  '520623': 1.8,
  '520624': 1.4,
  '520625': 1.5,
  '520627': 0.9,
  '520628': 1,
  '520626': 0.9,
}

/** What each village grows of the city's crops; the shares of a crop add up to one. */
function shareOut(villages: readonly CountedVillage[], random: Random): Record<Crop, number>[] {
  const weights = villages.map(({ village, count, vigour }) => {
    const persons = inYear(count.rural, 2016)
    const land = persons * Math.exp(random.normal(0, 0.25))
    return {
      grain: land * Math.exp(random.normal(0, 0.12)),
      tea:
        land *
        (teaCounties[village.county] ?? 0.5) *
        (random.chance(0.55) ? random.between(0.6, 1.9) : 0.05),
      vegetables: land * Math.exp(random.normal(0.12 * vigour, 0.4)),
      fruit: land * (random.chance(0.45) ? Math.exp(random.normal(0, 0.6)) : 0.04),
      herbs: land * (random.chance(0.4) ? Math.exp(random.normal(0, 0.6)) : 0.03),
      otherCash: land * Math.exp(random.normal(0, 0.3)),
    }
  })
  const total = (crop: Crop) => weights.reduce((sum, weight) => sum + weight[crop], 0)
  const totals = Object.fromEntries(crops.map((crop) => [crop, total(crop)]))
  return weights.map(
    (weight) =>
      Object.fromEntries(crops.map((crop) => [crop, weight[crop] / (totals[crop] ?? 1)])) as Record<
        Crop,
        number
      >,
  )
}

/** What each village grows, in tenths of a mu, so that the parts never pass the whole. */
export function* cropping({ seed, villages }: Groundwork): Generator<VillageCropping> {
  const random = stream(seed, 'VillageCropping')
  const shares = shareOut(villages, random)
  for (const [v, { village, vigour }] of villages.entries()) {
    const share = shares[v]
    if (!share) continue
    const fungi = random.chance(0.18) ? random.between(2, 30) : 0
    for (const year of years) {
      const tenths = (crop: Crop) => {
        const turn = growth[crop] + (crop === 'grain' ? -0.006 : 0.01) * vigour
        const area = city.crops2016[crop] * share[crop] * turn ** (year - 2016)
        return Math.round(area * random.between(0.985, 1.015) * 10)
      }
      const [grain, tea, vegetables] = [tenths('grain'), tenths('tea'), tenths('vegetables')]
      const [fruit, herbs, otherCash] = [tenths('fruit'), tenths('herbs'), tenths('otherCash')]
      const cash = tea + vegetables + fruit + herbs + otherCash
      const fodder = Math.round((grain + cash) * random.between(0.01, 0.04))
      const mu = (area: number) => places(area / 10, 1)
      yield {
        villageCode: village.code,
        period: String(year),
        totalSownArea: mu(grain + cash + fodder),
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
