import { allocate } from '../chance/allocation.ts'
import { city, inYear, type Series, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { wholeNear } from '../chance/scoreAimedAt.ts'
import { type CountyFigures, countyFigures } from './countyFigures.ts'
import { performanceOf } from './performance.ts'
import type { VillageTraits } from './villageTraits.ts'

/** How many live in a village and how many are poor, a number for each year's end. */
export interface Headcount {
  readonly households: Series
  readonly population: Series
  readonly rural: Series
  readonly registeredHouseholds: Series
  readonly registered: Series
  readonly remaining: Series
  readonly exited: Series
  readonly returned: Series
}

/** The headcounts by village code. */
export type Headcounts = ReadonlyMap<string, Headcount>

const yearOfShares = 2017
const populationGrowth = 1.004
/**
 * A village may be delisted with an incidence under 3 %, and comes near it the year before. The
 * first ceilings leave room for whole households; the next are for counties whose poor would not
 * find room under them.
 */
const ceilings = [
  { before: 0.075, delisted: 0.024 },
  { before: Infinity, delisted: 0.024 },
  { before: 0.075, delisted: 0.0296 },
  { before: Infinity, delisted: 0.0296 },
]
const highestRegisteredShare = 0.62

/**
 * Counts the people of every village so that each county adds up to its figures exactly. Villages
 * whose people are known one by one keep their own count; the others share out the rest.
 */
export function countPeople(
  seed: number,
  villages: readonly VillageTraits[],
  known: Headcounts = new Map(),
): Headcounts {
  const shares = countyFigures.map(({ rural }) => rural)
  const ruralByYear = city.rural.map((total) => allocate(total, shares))
  const counts = new Map<string, Headcount>(known)
  countyFigures.forEach((figures, i) => {
    const own = villages.filter(({ village }) => village.county === figures.code)
    const unknown = own.filter(({ village }) => !known.has(village.code))
    const rest = (total: number, of: keyof Headcount, year: number) =>
      own.reduce((left, { village }) => {
        const count = known.get(village.code)
        return left - (count ? inYear(count[of], year) : 0)
      }, total)
    const rural = transposed(
      years.map((year, y) =>
        allocate(
          rest(ruralByYear[y]?.[i] ?? 0, 'rural', year),
          unknown.map(({ ruralWeight }) => ruralWeight),
        ),
      ),
    )
    const random = stream(seed, `headcounts/${figures.code}`)
    const counted = countPoor({ seed, figures, villages: unknown, rural, rest, random })
    unknown.forEach(({ village }, v) => {
      const count = counted[v]
      if (count) counts.set(village.code, count)
    })
  })
  return counts
}

interface CountyCase {
  readonly seed: number
  readonly figures: CountyFigures
  readonly villages: readonly VillageTraits[]
  readonly rural: readonly Series[]
  readonly rest: (total: number, of: keyof Headcount, year: number) => number
  readonly random: Random
}

function countPoor({ seed, figures, villages, rural, rest, random }: CountyCase): Headcount[] {
  const lowestRural = rural.map((series) => Math.min(...series))
  const registered = allocate(
    rest(figures.registered, 'registered', 2014),
    villages.map(({ hardship }, v) => hardship * (lowestRural[v] ?? 0)),
    lowestRural.map((persons) => Math.floor(persons * highestRegisteredShare)),
  )
  const stubbornness = villages.map(({ hardship }) => hardship ** 0.3 * random.between(0.8, 1.25))
  const byYear: number[][] = []
  years.forEach((year) => {
    const before = byYear.at(-1) ?? registered
    const slow = villages.map(() => year < 2020 || random.chance(0.05))
    const weights = villages.map(
      ({ exitYear }, v) =>
        (registered[v] ?? 0) * (stubbornness[v] ?? 0) * pace(year, exitYear) * (slow[v] ? 1 : 0),
    )
    const capsUnder = (ceiling: (typeof ceilings)[number]) =>
      villages.map(({ exitYear = Infinity }, v) => {
        const share =
          year >= exitYear ? ceiling.delisted : year === exitYear - 1 ? ceiling.before : Infinity
        return Math.min(before[v] ?? 0, Math.floor((rural[v]?.[year - 2014] ?? 0) * share))
      })
    const total = rest(inYear(figures.remaining, year), 'remaining', year)
    const roomy = (caps: readonly number[]) => caps.reduce((sum, cap) => sum + cap, 0) >= total
    const caps = ceilings.map(capsUnder).find(roomy) ?? before
    byYear.push(allocate(total, weights, caps))
  })
  const remaining = transposed(byYear)
  return villages.map((traits, v) =>
    headcount(seed, traits, rural[v] ?? [], registered[v] ?? 0, remaining[v] ?? [], random),
  )
}

/** Poor villages hold out until they are delisted, and have few poor left from then on. */
function pace(year: number, exitYear: number | undefined): number {
  if (!exitYear) return 1
  if (year >= exitYear) return 0.3
  return year === exitYear - 1 ? 0.9 : 1.15
}

function headcount(
  seed: number,
  traits: VillageTraits,
  rural: Series,
  registered: number,
  remaining: Series,
  random: Random,
): Headcount {
  const { ruralShare, householdSize } = traits
  const base = inYear(rural, yearOfShares) / ruralShare
  const population = years.map((year) =>
    Math.max(inYear(rural, year), Math.round(base * populationGrowth ** (year - yearOfShares))),
  )
  const registeredHouseholds = Math.ceil(registered / random.between(3.7, 4.2))
  const flows = years.map((year) => {
    const [before, now] = [
      year === 2014 ? registered : inYear(remaining, year - 1),
      inYear(remaining, year),
    ]
    const lifted = registered - before
    // Where no point is earned, more than 2 % of those who have left poverty return, a family at a time.
    const often = 0.03 * Math.max(0, 1 - performanceOf(seed, traits, 'C07', year))
    const families = wholeNear((lifted * often) / 4, random.next())
    const returned = Math.min(now, lifted, 4 * families)
    return { returned, exited: before + returned - now }
  })
  return {
    households: population.map((persons) => Math.ceil(persons / householdSize)),
    population,
    rural,
    registeredHouseholds: years.map(() => registeredHouseholds),
    registered: years.map(() => registered),
    remaining,
    exited: flows.map(({ exited }) => exited),
    returned: flows.map(({ returned }) => returned),
  }
}

function transposed(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0))
}
