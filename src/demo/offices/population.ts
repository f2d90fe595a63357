import { PublicOrder, Residence, VillagePopulation } from '../../departments/publicSecurity.ts'
import { periodsOf } from '../../ground/period.ts'
import { yuan } from '../chance/amounts.ts'
import { inYear, lastYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { wholeNear } from '../chance/scoreAimedAt.ts'
import { type Sheet, sheet, standingSheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { identityNumberOf } from '../people/households.ts'
import { crimesPerThousand } from './unrest.ts'

/** The months reported: each December, and all months of the last year. */
export const reportedMonths: readonly string[] = years.flatMap((year) =>
  year === lastYear ? periodsOf(year, 'month') : periodsOf(year, 'month').slice(-1),
)

/** The synthetic views of the public security bureau. */
export function populationSheets(ground: Groundwork): Sheet[] {
  const { villages, censuses } = ground
  const persons = [...censuses.values()].reduce((sum, { members }) => sum + members, 0)
  return [
    standingSheet(Residence, persons, () => residences(ground)),
    sheet(VillagePopulation, villages.length * reportedMonths.length, () => populations(ground)),
    sheet(PublicOrder, villages.length * years.length * 4, () =>
      withGaps(publicOrder(ground), stream(ground.seed, 'PublicOrder/gaps'), {
        silent: 0.002,
        blank: 0.004,
        facts: ['criminalCases', 'securityCases', 'fraudLoss', 'drugControlPersons'],
      }),
    ),
  ]
}

function* residences({ households, personKey }: Groundwork): Generator<Omit<Residence, 'period'>> {
  for (const { members, number, village } of households()) {
    for (const member of members) {
      yield {
        personKey: personKey(identityNumberOf(member)),
        name: member.name,
        sex: member.sex,
        ethnicity: member.ethnicity,
        birthDate: member.birthDate,
        householdNo: number,
        relationToHead: member.relation,
        villageCode: village,
        ruralFlag: member.rural,
        residenceStatus: member.status,
      }
    }
  }
}

const monthlyBirths = 0.0011
const monthlyDeaths = 0.00058

/** Only communities outside the programme may stay silent here: others carry the incidence. */
function* populations({ seed, villages, censuses }: Groundwork): Generator<VillagePopulation> {
  const random = stream(seed, 'VillagePopulation')
  for (const { village, programme, count } of villages) {
    const births = censuses.get(village.code)?.births
    for (const period of reportedMonths) {
      const year = Number(period.slice(0, 4))
      // Through the last year the numbers move from one December to the next.
      const passed = year === lastYear ? Number(period.slice(5)) / 12 : 1
      const between = (series: readonly number[]) => {
        const [before, now] = [inYear(series, year - 1), inYear(series, year)]
        return passed === 1 ? now : Math.round(before + (now - before) * passed)
      }
      const population = between(count.population)
      const born = random.times(population * monthlyBirths)
      const row: VillagePopulation = {
        villageCode: village.code,
        period,
        householdCount: between(count.households),
        registeredPopulation: population,
        ruralPopulation: between(count.rural),
        births: births ? (births.get(period) ?? 0) : born,
        deaths: random.times(population * monthlyDeaths),
      }
      if (random.chance(0.003)) delete row[random.chance(0.5) ? 'births' : 'deaths']
      if (programme || !random.chance(0.01)) yield row
    }
  }
}

function* publicOrder({ seed, villages }: Groundwork): Generator<PublicOrder> {
  const random = stream(seed, 'PublicOrder')
  for (const village of villages) {
    const { count } = village
    const trouble = Math.exp(random.normal(0, 0.4))
    const users = random.times((inYear(count.population, 2014) / 1000) * 2.1 * trouble)
    for (const year of years) {
      const thousands = inYear(count.population, year) / 1000
      // Crime falls while fraud by telephone grows.
      const calmer = 0.94 ** (year - 2014)
      const crimes = crimesIn(thousands * crimesPerThousand(seed, village, year), random)
      for (const [i, period] of periodsOf(year, 'quarter').entries()) {
        const frauds = random.times(thousands * trouble * 0.05 * 1.18 ** (year - 2014))
        yield {
          villageCode: village.village.code,
          period,
          criminalCases: crimes[i] ?? 0,
          securityCases: random.times(thousands * trouble * 0.75 * calmer),
          fraudLoss: yuan(frauds === 0 ? 0 : frauds * random.whole(8, 420) * 100),
          drugControlPersons: Math.max(0, users + random.whole(-1, 1)),
        }
      }
    }
  }
}

/** A year's crimes, as many as expected on the whole, over its quarters. */
function crimesIn(expected: number, random: Random): number[] {
  const crimes = [0, 0, 0, 0]
  for (let left = wholeNear(expected, random.next()); left > 0; left--) {
    const quarter = random.whole(0, 3)
    crimes[quarter] = (crimes[quarter] ?? 0) + 1
  }
  return crimes
}
