import { RuralEnvironmentQuality } from '../../departments/environment.ts'
import { places } from '../chance/amounts.ts'
import { inYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import { performanceOf } from '../villages/performance.ts'
import { sourceProtectedSince } from './waterSheets.ts'

/** How a village looks at a year's end, as three departments tell it. */
export interface Appearance {
  readonly year: number
  readonly renovationDone: boolean
  readonly hardenedToVillage: boolean
  readonly villagerGroups: number
  readonly hardenedGroups: number
  /** Shares of its households. */
  readonly wasteCollected: number
  readonly sanitaryToilet: number
  readonly sewageTreated: number
}

/** The index from which a village's appearance earns points, and the one that earns them all. */
const [floor, target] = [0.3, 0.85]
const roadsWeight = 0.25
/** What a missing renovation costs, as a share of the item's points. */
const deducted = 0.5 / 3

/** A village's appearance in every year: roads and households together come to what it should earn. */
export function appearanceOf(seed: number, village: CountedVillage): Appearance[] {
  const random = stream(seed, `appearance/${village.village.code}`)
  const earned = years.map((year) => performanceOf(seed, village, 'A06', year))
  // Who earns more than the rest of the points has nothing deducted.
  const renovated = random.between(0.6, 1 - deducted)
  const renovatedSince = years.find((_, y) => (earned[y] ?? 0) >= renovated) ?? Infinity
  const reachedSince = random.chance(0.92) ? 2014 : random.whole(2015, 2017)
  const villagerGroups = groupsIn(village, random)
  const [roadBent, spread] = [random.normal(0, 0.06), random.between(0.05, 0.16)]
  let hardenedGroups = 0
  return years.map((year, y) => {
    const renovationDone = year >= renovatedSince
    const hardenedToVillage = year >= reachedSince
    const index = indexEarning(earned[y] ?? 0, renovationDone)
    const roads = Math.min(1, Math.max(0, index + roadBent + 0.04 * (year - 2018)))
    hardenedGroups = hardenedToVillage
      ? Math.max(hardenedGroups, Math.round(villagerGroups * roads))
      : 0
    const rest = (index - (roadsWeight * hardenedGroups) / villagerGroups) / (1 - roadsWeight)
    const homes = Math.min(1, Math.max(0, rest))
    const apart = Math.min(spread, homes, 1 - homes)
    return {
      year,
      renovationDone,
      hardenedToVillage,
      villagerGroups,
      hardenedGroups,
      wasteCollected: homes + apart,
      sanitaryToilet: homes,
      sewageTreated: homes - apart,
    }
  })
}

/** The index that earns a share of the points; for all of them it lies a little beyond the target. */
function indexEarning(share: number, renovationDone: boolean): number {
  const index = floor + (target - floor) * (share + (renovationDone ? 0 : deducted))
  return share >= 1 ? Math.max(index, target + 0.01) : index
}

/** Groups of thirty households and more. */
function groupsIn({ count }: CountedVillage, random: Random): number {
  const households = Math.min(...count.households)
  return Math.min(20, Math.max(1, Math.floor(households / random.between(31, 70))))
}

/** The synthetic view of the environmental protection bureau. */
export function environmentSheets(ground: Groundwork): Sheet[] {
  return [
    sheet(RuralEnvironmentQuality, ground.villages.length * years.length, () =>
      withGaps(qualities(ground), stream(ground.seed, 'RuralEnvironmentQuality/gaps'), {
        silent: 0.0015,
        blank: 0.006,
        facts: ['wasteTreatmentRate', 'sewageTreatmentRate', 'complaintCount'],
      }),
    ),
  ]
}

function* qualities({ seed, villages }: Groundwork): Generator<RuralEnvironmentQuality> {
  const random = stream(seed, 'RuralEnvironmentQuality')
  for (const village of villages) {
    const { code } = village.village
    const protectedSince = sourceProtectedSince(seed, village)
    // In one village of a hundred the two bureaux do not mean the same source.
    const doubted = random.chance(0.01)
    const [burnt, cleaned] = [random.between(0.8, 0.97), random.between(0.85, 0.98)]
    const trouble = 0.4 * Math.exp(random.normal(0, 0.5))
    for (const { year, ...appearance } of appearanceOf(seed, village)) {
      const thousands = inYear(village.count.population, year) / 1000
      const complaintCount = random.times(thousands * trouble)
      yield {
        villageCode: code,
        period: String(year),
        waterSourceProtected: year >= protectedSince !== doubted,
        wasteTreatmentRate: places(100 * appearance.wasteCollected * burnt, 1),
        sewageTreatmentRate: places(100 * appearance.sewageTreated * cleaned, 1),
        complaintCount,
        complaintsResolved: complaintCount - Math.min(complaintCount, random.times(0.06)),
        renovationDone: appearance.renovationDone,
      }
    }
  }
}
