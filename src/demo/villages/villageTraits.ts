import type { Village } from '../../entities/village.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Areas, programmeVillages, zoneOf } from './areaList.ts'
import { type CountyFigures, countyFigures } from './countyFigures.ts'

/** What stays with a synthetic village through all years, and shapes what its rows say. */
export interface VillageTraits {
  readonly village: Village
  /** Its place among all villages of the city, which says what identity numbers it owns. */
  readonly index: number
  readonly programme: boolean
  readonly zone?: string
  readonly poor: boolean
  readonly severelyPoor: boolean
  /** The year in which the poor village is delisted. */
  readonly exitYear?: number
  /** Its weight in the county's rural population. */
  readonly ruralWeight: number
  /** How much of its registered population was rural in 2017. */
  readonly ruralShare: number
  /** How much likelier poverty is here than elsewhere in the county. */
  readonly hardship: number
  readonly householdSize: number
  readonly vigour: number
  /** Its place among the county's exemplary villages, from 0; the best are to be told from one another. */
  readonly exemplary?: number
}

interface Draft extends Omit<VillageTraits, 'index'> {
  readonly score: number
}

const firstDelisting = 2016

/** Draws the traits of all villages, each county for itself. */
export function drawVillages(seed: number, areas: Areas): VillageTraits[] {
  const programme = programmeVillages(areas)
  const random = stream(seed, 'VillageTraits')
  const townshipHardship = new Map(
    areas.townships.map(({ code }) => [code, Math.exp(random.normal(0, 0.22))]),
  )
  const drafts = areas.villages.map((village) =>
    draw(village, programme.has(village.code), townshipHardship.get(village.township) ?? 1, random),
  )
  const exemplary = chooseExemplary(seed, drafts)
  return countyFigures
    .flatMap((figures) =>
      withPoorVillages(
        drafts.filter(({ village }) => village.county === figures.code),
        figures,
        random,
      ),
    )
    .map((traits, index) => {
      const place = exemplary.get(traits.village.code)
      return { ...traits, index, ...(place === undefined ? {} : { exemplary: place }) }
    })
}

/** How many exemplary villages each county has: enough for a tie at the tenth place. */
const exemplaryInEach = 11

/** Draws the exemplary villages of each county among those of the programme. */
function chooseExemplary(seed: number, drafts: readonly Draft[]): Map<string, number> {
  const random = stream(seed, 'exemplary')
  const chosen = new Map<string, number>()
  for (const { code } of countyFigures) {
    const own = drafts.filter(({ village, programme }) => programme && village.county === code)
    const best = random.shuffled(own).slice(0, exemplaryInEach)
    best.forEach(({ village }, place) => void chosen.set(village.code, place))
  }
  return chosen
}

function draw(village: Village, programme: boolean, township: number, random: Random): Draft {
  const community = village.kind === 'COMMUNITY'
  const size = Math.min(2.6, Math.max(0.3, Math.exp(random.normal(0, 0.42))))
  const hardship = township * Math.exp(random.normal(0, 0.25))
  const zone = zoneOf(village)
  return {
    village,
    programme,
    ...(zone ? { zone } : {}),
    poor: false,
    severelyPoor: false,
    ruralWeight: size * (community && !programme ? 0.15 : 1),
    ruralShare: community
      ? programme
        ? random.between(0.8, 0.95)
        : random.between(0.1, 0.24)
      : 0.98,
    hardship: hardship * (community ? (programme ? 0.45 : 0.06) : 0.75),
    householdSize: random.between(3.75, 4.25),
    vigour: random.normal(),
    score: hardship * (community ? 0.5 : 1),
  }
}

/** Marks the county's poor villages, the hardest-hit as severely poor, and says when each is delisted. */
function withPoorVillages(
  drafts: readonly Draft[],
  { delisted, severelyPoor, exitYear: countyExit }: CountyFigures,
  random: Random,
): Omit<VillageTraits, 'index'>[] {
  const count = delisted.reduce((sum, villages) => sum + villages, 0)
  const poor = drafts
    .filter(({ programme }) => programme)
    .map((draft) => ({ draft, order: draft.score * Math.exp(random.normal(0, 0.2)) }))
    .sort((one, other) => other.order - one.order)
    .slice(0, count)
    .map(({ draft }) => draft)
  const severe = new Set(
    [...poor].sort((one, other) => other.score - one.score).slice(0, severelyPoor),
  )
  const schedule = delisted.flatMap((villages, i) =>
    Array<number>(villages).fill(firstDelisting + i),
  )
  const easiestFirst = poor
    .map((draft) => ({ draft, order: draft.score * (severe.has(draft) ? 1.5 : 1) }))
    .map(({ draft, order }) => ({ draft, order: order * Math.exp(random.normal(0, 0.3)) }))
    .sort((one, other) => one.order - other.order)
  const exits = new Map(easiestFirst.map(({ draft }, i) => [draft, schedule[i]]))

  return drafts.map((draft) => {
    const { score: _, ...traits } = draft
    const exitYear = exits.get(draft)
    if (exitYear === undefined) return traits
    const severelyPoorHere = severe.has(draft)
    // Where the county left early, its poor villages cannot have been far behind the others.
    const contrast = countyExit === 2017 ? 1.3 : 1.8
    const hardship = draft.hardship * contrast * (severelyPoorHere ? 1.35 : 1)
    return { ...traits, poor: true, severelyPoor: severelyPoorHere, exitYear, hardship }
  })
}
