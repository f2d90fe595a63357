import { TownshipStability, VillageGovernance } from '../../departments/politicalLegal.ts'
import { periodsOf } from '../../ground/period.ts'
import { places } from '../chance/amounts.ts'
import { inYear, years } from '../chance/anchors.ts'
import { Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import { unrestIn, unrestPerThousand } from './unrest.ts'

/** The synthetic views of the political and legal affairs commission. */
export function governanceSheets(ground: Groundwork): Sheet[] {
  const { seed, villages, areas } = ground
  const quarters = years.length * 4
  return [
    sheet(VillageGovernance, villages.length * quarters, () =>
      withGaps(governance(ground), stream(seed, 'VillageGovernance/gaps'), {
        silent: 0.001,
        blank: 0.004,
        facts: ['petitionsOverLevel', 'gridWorkers', 'safetySatisfaction', 'correctionPersons'],
      }),
    ),
    sheet(TownshipStability, areas.townships.length * quarters, () =>
      withGaps(stability(ground), stream(seed, 'TownshipStability/gaps'), {
        silent: 0.002,
        blank: 0.006,
        facts: ['petitionCases', 'repeatPetitions', 'resolvedCases'],
      }),
    ),
  ]
}

function* governance({ seed, villages }: Groundwork): Generator<VillageGovernance> {
  const random = stream(seed, 'VillageGovernance')
  for (const village of villages) {
    const { count } = village
    const quarrels = Math.exp(random.normal(0, 0.35))
    const workers = Math.max(1, Math.round(inYear(count.households, 2014) / random.whole(90, 180)))
    const corrected = random.times((inYear(count.population, 2014) / 1000) * 0.35)
    for (const year of years) {
      const { unresolved, massIncident } = unrestIn(seed, village, year)
      const thousands = inYear(count.population, year) / 1000
      const unrest = unrestPerThousand(seed, village, year)
      for (const [i, period] of periodsOf(year, 'quarter').entries()) {
        const open = unresolved[i] ?? 0
        const resolved = random.times(thousands * 1.6 * quarrels * 0.95 ** (year - 2014))
        const safe = 99 - 1.6 * unrest - 0.35 * (2020 - year) + random.normal(0, 0.5)
        yield {
          villageCode: village.village.code,
          period,
          disputesRegistered: resolved + open,
          disputesResolved: resolved,
          massIncidents: massIncident === i ? 1 : 0,
          petitionsOverLevel: random.times(thousands * 0.004 * (0.5 + unrest)),
          gridWorkers: workers + (year >= 2017 ? 1 : 0),
          safetySatisfaction: places(Math.min(99.8, Math.max(80, safe)), 2),
          correctionPersons: Math.max(0, corrected + random.whole(-1, 1)),
        }
      }
    }
  }
}

/** One mass incident in several is so grave that it counts against the whole township. */
function isMajor(seed: number, village: CountedVillage, year: number): boolean {
  return new Random(`${seed}/major incident/${village.village.code}/${year}`).chance(0.3)
}

function majorIncidents({ seed, villages }: Groundwork): ReadonlySet<string> {
  const found = new Set<string>()
  for (const village of villages) {
    for (const year of years) {
      const { massIncident } = unrestIn(seed, village, year)
      if (massIncident === undefined || !isMajor(seed, village, year)) continue
      found.add(`${village.village.township}/${year}-Q${massIncident + 1}`)
    }
  }
  return found
}

function* stability(ground: Groundwork): Generator<TownshipStability> {
  const { seed, villages, areas } = ground
  const random = stream(seed, 'TownshipStability')
  const major = majorIncidents(ground)
  const villagesIn = Map.groupBy(villages, ({ village }) => village.township)
  for (const { code } of areas.townships) {
    const own = villagesIn.get(code) ?? []
    const grievance = Math.exp(random.normal(0, 0.35))
    const diligence = random.between(0.86, 1)
    for (const year of years) {
      const thousands =
        own.reduce((sum, { count }) => sum + inYear(count.population, year), 0) / 1000
      for (const period of periodsOf(year, 'quarter')) {
        const majorIncident = major.has(`${code}/${period}`)
        const cases =
          random.times(thousands * 0.32 * grievance * 0.96 ** (year - 2014)) +
          (majorIncident ? random.whole(4, 15) : 0)
        const shareOf = (share: number) => Math.min(cases, Math.round(cases * share))
        yield {
          townshipCode: code,
          period,
          petitionCases: cases,
          repeatPetitions: shareOf(random.between(0.05, 0.22)),
          resolvedCases: shareOf(diligence * random.between(0.93, 1.02)),
          majorIncidentFlag: majorIncident,
        }
      }
    }
  }
}
