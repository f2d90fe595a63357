import { FamilyCivility } from '../../departments/womensFederation.ts'
import { inYear, years } from '../chance/anchors.ts'
import { stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { performanceOf } from '../villages/performance.ts'

/** What the women's federation says of the families of each village. */
export function courtyardSheets(ground: Groundwork): Sheet[] {
  return [
    sheet(FamilyCivility, ground.villages.length * years.length, () =>
      withGaps(civility(ground), stream(ground.seed, 'FamilyCivility/gaps'), {
        silent: 0.002,
        blank: 0.005,
        facts: ['modelFamilies', 'leftBehindWomen', 'leftBehindChildrenServed'],
      }),
    ),
  ]
}

/** Rural customs score from 40 on, and fully at 90: what they need of each of their parts, as a share. */
function wantedShare(performance: number): number {
  return Math.min(1, Math.max(0, 0.4 + 0.5 * performance + (performance >= 1 ? 0.03 : 0)))
}

function* civility({ seed, villages }: Groundwork): Generator<FamilyCivility> {
  const random = stream(seed, 'FamilyCivility')
  for (const traits of villages) {
    const { village, programme, vigour, count } = traits
    const away = (programme ? 0.042 : 0.012) * Math.exp(random.normal(0, 0.3) - 0.1 * vigour)
    const children = random.between(0.9, 1.5)
    let models = random.whole(0, 3)
    for (const year of years) {
      const households = inYear(count.households, year)
      const women = inYear(count.population, year) * away * 0.94 ** (year - 2014)
      const share = wantedShare(performanceOf(seed, traits, 'A05', year))
      const courtyards = Math.min(households, Math.ceil(households * share))
      models = Math.min(households, models + random.times(households / 220))
      yield {
        villageCode: village.code,
        period: String(year),
        courtyardHouseholds: courtyards,
        modelFamilies: models,
        leftBehindWomen: Math.round(women),
        leftBehindChildrenServed: Math.round(
          women * children * Math.min(0.98, 0.62 + 0.06 * (year - 2014)),
        ),
      }
    }
  }
}
