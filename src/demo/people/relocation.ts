import { RelocatedHousehold } from '../../departments/ecoMigration.ts'
import { places } from '../chance/amounts.ts'
import { inYear } from '../chance/anchors.ts'
import { dateOf, dayOf } from '../chance/days.ts'
import { Random, stream } from '../chance/random.ts'
import { type Sheet, standingSheet } from '../chance/sheet.ts'
import type { Groundwork } from './groundwork.ts'
import type { SampledHousehold } from './households.ts'
import { resettlementSheet, type Site, sitesOf } from './resettlement.ts'

/** When a household agreed to move away from a poor place, and when it moved in. */
export interface Relocation {
  readonly kind: NonNullable<RelocatedHousehold['relocationKind']>
  readonly agreementDate: string
  /** Absent while it has not moved yet. */
  readonly movedInDate?: string
  /** The year from which it counts as moving: in which it moved in, or should have. */
  readonly year: number
}

/** How many of those qualify that were still poor when the moves began: about 8 % of all registered. */
const registeredShare = 0.118
const accompanyingShare = 0.003

const moveYears: readonly (readonly [year: number, weight: number])[] = [
  [2016, 0.2],
  [2017, 0.35],
  [2018, 0.3],
  [2019, 0.15],
]

/** Whether and when a household was moved away; asked of any household, always answered the same. */
export function relocationOf(
  seed: number,
  { id, members, registration }: SampledHousehold,
): Relocation | undefined {
  const exit = registration ? (registration.exit ?? Infinity) : Infinity
  if (members.length === 0 || exit < 2016) return undefined
  const random = new Random(`${seed}/relocation/${id}`)
  if (!random.chance(registration ? registeredShare : accompanyingShare)) return undefined
  const kind = registration ? 'REGISTERED_POOR' : 'ACCOMPANYING'
  // Nobody leaves poverty before there is a safe home.
  const year = Math.min(exit, random.weighted(moveYears))
  const movedIn = random.whole(dayOf(year, 1, 10), dayOf(year, 12, 20))
  const agreed = Math.max(dayOf(2015, 9, 10), movedIn - random.whole(120, 480))
  const waits = random.chance(exit === Infinity ? 0.25 : 0.01)
  return {
    kind,
    year,
    agreementDate: dateOf(agreed),
    ...(waits ? {} : { movedInDate: dateOf(movedIn) }),
  }
}

/** The synthetic views of the ecological migration bureau. */
export function relocationSheets(ground: Groundwork): Sheet[] {
  const registered = [...ground.censuses.values()].reduce(
    (sum, { headcount }) => sum + inYear(headcount.registeredHouseholds, 2020),
    0,
  )
  const sites = sitesOf(ground)
  return [
    standingSheet(RelocatedHousehold, Math.round(registered * 0.088), () =>
      relocated(ground, sites),
    ),
    resettlementSheet(ground.seed, sites),
  ]
}

/** Square metres a person: no more than 25 are allowed to registered households. */
const area = { least: 17.5, most: 25 }

function* relocated(
  { seed, households, areas }: Groundwork,
  sites: readonly Site[],
): Generator<Omit<RelocatedHousehold, 'period'>> {
  const random = stream(seed, 'RelocatedHousehold')
  const neighbours = Map.groupBy(areas.villages, ({ township }) => township)
  const sitesIn = Map.groupBy(sites, ({ county }) => county)
  for (const household of households()) {
    const relocation = relocationOf(seed, household)
    if (!relocation) continue
    const { kind, year, agreementDate, movedInDate } = relocation
    const { id, village, members } = household
    const open = (sitesIn.get(village.slice(0, 6)) ?? []).filter(({ opened }) => opened <= year)
    const persons = members.filter(({ birthYear }) => birthYear <= year).length
    const workers = members.filter(
      ({ birthYear, status }) => status === 'ACTIVE' && birthYear >= 1958 && birthYear <= 2002,
    ).length
    const elsewhere = neighbours.get(village.slice(0, 9)) ?? []
    const row: Omit<RelocatedHousehold, 'period'> = {
      householdId: id,
      relocationKind: kind,
      // Once in a hundred the list names another village than the population register.
      fromVillageCode: random.chance(0.01) ? random.pick(elsewhere).code : village,
      ...(open.length > 0 ? { resettlementSite: random.pick(open).name } : {}),
      agreementDate,
      ...(movedInDate ? { movedInDate } : {}),
      housingArea: places(persons * random.between(area.least, area.most), 1),
      oldHouseDemolished: movedInDate !== undefined && random.chance(year < 2019 ? 0.97 : 0.8),
      employedMembers: workers === 0 ? 0 : random.whole(Math.min(1, workers), Math.min(3, workers)),
    }
    if (random.chance(0.006)) delete row.employedMembers
    if (random.chance(0.006)) delete row.oldHouseDemolished
    yield row
  }
}
