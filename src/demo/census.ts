import { lastYear, type Series, years } from './anchors.ts'
import type { Headcount } from './headcounts.ts'
import type { SampledHousehold } from './households.ts'
import { isPoor, statusIn } from './registration.ts'
import type { SampledVillage } from './sample.ts'

/** A sampled village counted household by household, and how many poor ones each operator links. */
export interface Census {
  readonly village: string
  readonly headcount: Headcount
  /** Births by month, 2020-03. */
  readonly births: ReadonlyMap<string, number>
  /** Registered households linked to each cooperative or firm, by year. */
  readonly links: ReadonlyMap<string, Series>
}

/** How many members a household has at a year's end. */
export function membersIn({ members }: SampledHousehold, year: number): number {
  return members.reduce((count, { birthYear }) => count + (birthYear <= year ? 1 : 0), 0)
}

/** Counts a sampled village, so that its village-level rows are what its households add up to. */
export function takeCensus(
  { village, wanted }: SampledVillage,
  households: readonly SampledHousehold[],
): Census {
  const active = households.flatMap(({ members }) =>
    members.filter(({ status }) => status === 'ACTIVE'),
  )
  const rural = active.filter((member) => member.rural)
  const registered = households.filter(({ registration }) => registration !== undefined)
  const persons = (year: number, counts: (household: SampledHousehold) => boolean) =>
    registered.reduce(
      (sum, household) => sum + (counts(household) ? membersIn(household, year) : 0),
      0,
    )
  const births = new Map<string, number>()
  for (const { birthDate } of active) {
    const month = birthDate.slice(0, 7)
    births.set(month, (births.get(month) ?? 0) + 1)
  }
  const population = scaled(wanted.population, active.length)
  return {
    village: village.code,
    births,
    links: countLinks(registered),
    headcount: {
      households: years.map(() => households.length),
      population,
      rural: scaled(wanted.rural, rural.length).map((persons, i) =>
        Math.min(persons, population[i] ?? 0),
      ),
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
    },
  }
}

/** A series of the same shape that ends with the number counted. */
function scaled(series: Series, last: number): Series {
  const expected = series[lastYear - 2014] ?? last
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
