import { inYear, lastYear, type Series, years } from '../chance/anchors.ts'
import type { Headcount } from '../villages/headcounts.ts'
import { isPoor, statusIn } from '../villages/registration.ts'
import type { SampledVillage } from '../villages/sample.ts'
import type { Member, SampledHousehold } from './households.ts'

/** A sampled village counted household by household, and how many poor ones each operator links. */
export interface Census {
  readonly village: string
  readonly headcount: Headcount
  /** How many persons its households have. */
  readonly members: number
  /** Births by month, 2020-03; absent where not all who live there are known. */
  readonly births?: ReadonlyMap<string, number>
  /** Registered households linked to each cooperative or firm, by year. */
  readonly links: ReadonlyMap<string, Series>
}

/** How many members a household has at a year's end. */
export function membersIn({ members }: SampledHousehold, year: number): number {
  return members.reduce((count, { birthYear }) => count + (birthYear <= year ? 1 : 0), 0)
}

/**
 * Counts a sampled village, so that its village-level rows are what its households add up to. Where
 * only registered households have members, the others keep the number that was wanted of them.
 */
export function takeCensus(
  { village, onlyRegistered, wanted }: SampledVillage,
  households: readonly SampledHousehold[],
): Census {
  const registered = households.filter(({ registration }) => registration !== undefined)
  const headcount = { ...wanted, ...countRegistered(registered) }
  const counted = {
    village: village.code,
    members: households.reduce((sum, { members }) => sum + members.length, 0),
    links: countLinks(registered),
  }
  if (onlyRegistered) return { ...counted, headcount }
  const active = households.flatMap(({ members }) =>
    members.filter(({ status }) => status === 'ACTIVE'),
  )
  const everybody = { households: years.map(() => households.length), ...countAll(wanted, active) }
  return { ...counted, headcount: { ...headcount, ...everybody }, births: countBirths(active) }
}

/** Children and grown-ups who are still on the population register at the end of 2020. */
function countAll(
  wanted: Headcount,
  active: readonly Member[],
): Pick<Headcount, 'population' | 'rural'> {
  const population = scaled(wanted.population, active.length)
  const rural = scaled(wanted.rural, active.filter((member) => member.rural).length)
  return {
    population,
    rural: rural.map((persons, i) => Math.min(persons, population[i] ?? 0)),
  }
}

function countBirths(active: readonly Member[]): Map<string, number> {
  const births = new Map<string, number>()
  for (const { birthDate } of active) {
    const month = birthDate.slice(0, 7)
    births.set(month, (births.get(month) ?? 0) + 1)
  }
  return births
}

type Registered = Pick<
  Headcount,
  'registeredHouseholds' | 'registered' | 'remaining' | 'exited' | 'returned'
>

function countRegistered(registered: readonly SampledHousehold[]): Registered {
  const persons = (year: number, counts: (household: SampledHousehold) => boolean) =>
    registered.reduce(
      (sum, household) => sum + (counts(household) ? membersIn(household, year) : 0),
      0,
    )
  return {
    registeredHouseholds: years.map(() => registered.length),
    registered: years.map((year) => persons(year, () => true)),
    remaining: years.map((year) =>
      persons(year, ({ registration }) => !!registration && isPoor(statusIn(registration, year))),
    ),
    exited: years.map((year) =>
      persons(
        year,
        ({ registration }) => registration?.exit === year || registration?.exitAgain === year,
      ),
    ),
    returned: years.map((year) =>
      persons(year, ({ registration }) => registration?.returned === year),
    ),
  }
}

/** A series of the same shape that ends with the number counted. */
function scaled(series: Series, last: number): Series {
  const expected = inYear(series, lastYear) || last
  return series.map((value) => Math.round((value * last) / expected))
}

function countLinks(registered: readonly SampledHousehold[]): Map<string, number[]> {
  const links = new Map<string, number[]>()
  for (const { registration } of registered) {
    const link = registration?.link
    if (!link) continue
    const counts = links.get(link.uscc) ?? years.map(() => 0)
    for (const [i, year] of years.entries()) {
      if (year >= link.since) counts[i] = (counts[i] ?? 0) + 1
    }
    links.set(link.uscc, counts)
  }
  return links
}
