import { DangerousHouse, VillageEnvironment } from '../../departments/housing.ts'
import { periodsOf } from '../../ground/period.ts'
import { places, yuan } from '../chance/amounts.ts'
import { inYear, years } from '../chance/anchors.ts'
import { dateOf, dayOf, yearOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import {
  householdYears,
  type Registered,
  registeredHouseholds,
  shortfallOf,
} from '../people/guarantees.ts'
import { registeredIn } from '../people/registered.ts'
import { relocationOf } from '../people/relocation.ts'
import { appearanceOf } from './environmentSheets.ts'

type Grade = NonNullable<DangerousHouse['houseGrade']>
type Status = NonNullable<DangerousHouse['renovationStatus']>

/** The synthetic views of the housing bureau. */
export function housingSheets(ground: Groundwork): Sheet[] {
  const { seed, villages } = ground
  const houses = Math.round(registeredIn(ground).households * 0.96)
  return [
    sheet(DangerousHouse, houses * householdYears.length, () =>
      withGaps(dangerousHouses(ground), stream(seed, 'DangerousHouse/gaps'), {
        silent: 0.0002,
        blank: 0.008,
        facts: ['assessedDate', 'floorArea', 'renovationStatus'],
      }),
    ),
    sheet(VillageEnvironment, villages.length * years.length * 2, () =>
      withGaps(livingEnvironments(ground), stream(seed, 'VillageEnvironment/gaps'), {
        silent: 0.001,
        blank: 0.005,
        facts: ['villagePlanApproved', 'publicLavatories', 'sewageTreatedHouseholds'],
      }),
    ),
  ]
}

/** A house, and what was done to it. */
interface House {
  readonly grade: Grade
  /** Days; infinite where the works have not come so far. */
  readonly assessed: number
  readonly works?: {
    readonly completed: number
    readonly accepted: number
    readonly subsidy: number
  }
  /** Whether it is safe as it is, without works. */
  readonly sound: boolean
  readonly floorArea: number
}

function* dangerousHouses(ground: Groundwork): Generator<DangerousHouse> {
  const random = stream(ground.seed, 'DangerousHouse')
  for (const registered of registeredHouseholds(ground)) {
    const house = drawHouse(ground.seed, registered, random)
    if (!house) continue
    for (const year of householdYears) yield stateOf(registered.household.id, house, year)
  }
}

/** Who moved away leaves an old house behind, which stays on the list now and then. */
function drawHouse(
  seed: number,
  { household, village }: Registered,
  random: Random,
): House | undefined {
  const shortfall = shortfallOf(seed, village, household)
  const late = shortfall?.of === 'HOUSING' && shortfall.until > 2014 ? shortfall.until : undefined
  const moved = relocationOf(seed, household)?.movedInDate !== undefined
  const floorArea = random.between(14, 28) * Math.max(2, household.members.length) + 20
  if (!moved) return late ? renovated(late, floorArea, random) : assessed(floorArea, random)
  const fate = random.next()
  // One in a hundred was paid for the house although it had moved.
  if (fate < 0.01) return renovated(random.whole(2019, 2020), floorArea, random)
  if (fate < 0.5) return undefined
  const sound = fate > 0.7
  return { grade: sound ? 'A' : 'D', assessed: assessedBy(2016, random), sound, floorArea }
}

/** A house that was found safe, or dangerous in time to be mended before 2019. */
function assessed(floorArea: number, random: Random): House {
  const grade = random.weighted<Grade>([
    ['A', 0.4],
    ['B', 0.33],
    ['C', 0.17],
    ['D', 0.1],
  ])
  const mended = random.weighted([
    [2014, 0.06],
    [2015, 0.1],
    [2016, 0.16],
    [2017, 0.24],
    [2018, 0.26],
    [2019, 0.18],
  ])
  if (grade === 'C' || grade === 'D') return renovated(mended, floorArea, random, grade)
  return { grade, assessed: assessedBy(random.whole(2015, 2019), random), sound: true, floorArea }
}

const subsidies: Record<'C' | 'D', readonly number[]> = {
  C: [6500, 8500, 15_000],
  D: [16_500, 22_300, 35_000],
}

function renovated(
  year: number,
  floorArea: number,
  random: Random,
  grade: 'C' | 'D' = random.chance(0.6) ? 'C' : 'D',
): House {
  const completed =
    year === Infinity ? Infinity : random.whole(dayOf(year, 3, 1), dayOf(year, 12, 10))
  const found = assessedBy(Math.min(year, 2019) - 1, random)
  const works = {
    completed,
    accepted: completed + random.whole(5, 90),
    subsidy: random.pick(subsidies[grade]),
  }
  return { grade, assessed: found, works, sound: false, floorArea }
}

function assessedBy(year: number, random: Random): number {
  return random.whole(dayOf(year, 2, 1), dayOf(year, 11, 30))
}

function stateOf(householdId: string, house: House, year: number): DangerousHouse {
  const { grade, works, sound, floorArea } = house
  const end = dayOf(year, 12, 31)
  const mended = works !== undefined && works.completed <= end
  const paid = mended && yearOf(works.completed) === year ? works.subsidy : 0
  return {
    householdId,
    period: String(year),
    houseGrade: grade,
    assessedDate: dateOf(house.assessed),
    renovationStatus: statusAt(works, end),
    ...(works ? { subsidyAmount: yuan(paid) } : {}),
    ...(mended ? { completedDate: dateOf(works.completed) } : {}),
    houseSafe: sound || mended,
    floorArea: places(floorArea, 1),
  }
}

function statusAt(works: House['works'], day: number): Status {
  if (!works) return 'NOT_NEEDED'
  if (works.accepted <= day) return 'ACCEPTED'
  if (works.completed <= day) return 'COMPLETED'
  // Works that never end were taken up in the last year.
  return day >= dayOf(2020, 12, 31) ? 'UNDER_CONSTRUCTION' : 'PLANNED'
}

/** The first half of a year stands midway between the years' ends. */
function* livingEnvironments({ seed, villages }: Groundwork): Generator<VillageEnvironment> {
  const random = stream(seed, 'VillageEnvironment')
  for (const village of villages) {
    const planSince = random.chance(0.96) ? random.whole(2012, 2020) : Infinity
    let [publicLavatories, before] = [random.times(0.4), { waste: 0, toilet: 0, sewage: 0 }]
    for (const { year, ...appearance } of appearanceOf(seed, village)) {
      const households = inYear(village.count.households, year)
      const covered = (share: number) => Math.round(households * share)
      const now = {
        waste: covered(appearance.wasteCollected),
        toilet: covered(appearance.sanitaryToilet),
        sewage: covered(appearance.sewageTreated),
      }
      for (const [i, period] of periodsOf(year, 'half').entries()) {
        const at = (of: keyof typeof now) =>
          i === 1 || year === 2014 ? now[of] : Math.round((before[of] + now[of]) / 2)
        publicLavatories += random.times(0.09)
        yield {
          villageCode: village.village.code,
          period,
          wasteCollectedHouseholds: at('waste'),
          sanitaryToiletHouseholds: at('toilet'),
          sewageTreatedHouseholds: at('sewage'),
          villagePlanApproved: year >= planSince,
          publicLavatories,
        }
      }
      before = now
    }
  }
}
