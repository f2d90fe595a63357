import { type Areas, readAreas } from './areas.ts'
import { type Census, takeCensus } from './census.ts'
import { countPeople, type Headcount, type Headcounts } from './headcounts.ts'
import { householdsOf, type LinkFor, type SampledHousehold } from './households.ts'
import { foundOperators, type Operators } from './operators.ts'
import { type Bodies, foundBodies } from './organisations.ts'
import { chooseSample, type SampledVillage, sampledCounties } from './sample.ts'
import { drawVillages, type VillageTraits } from './villageTraits.ts'

/** What a caller chooses about the synthetic city. */
export interface CityOptions {
  readonly seed: number
  /** How many whole villages have their households; all other rows are there in any case. */
  readonly sampledVillages: number
  /** The keyed hash that stands for an identity number. */
  readonly personKey: (idNumber: string) => string
}

/** What all sheets of the synthetic city rest on. */
export interface Groundwork extends CityOptions {
  readonly areas: Areas
  readonly villages: readonly CountedVillage[]
  readonly sample: readonly SampledVillage[]
  readonly censuses: ReadonlyMap<string, Census>
  readonly operators: Operators
  readonly bodies: Bodies
  /** The households of all sampled villages, made anew on every walk, one village at a time. */
  readonly households: () => Iterable<SampledHousehold>
}

/** A village with its traits and how many live in it. */
export interface CountedVillage extends VillageTraits {
  readonly count: Headcount
}

/** Lays out areas, villages, organisations and households until their numbers agree. */
export function layGroundwork(options: CityOptions): Groundwork {
  const { seed, sampledVillages } = options
  const areas = readAreas()
  const traits = drawVillages(seed, areas)
  const sample = chooseSample(seed, traits, countPeople(seed, traits), sampledVillages)
  const operators = foundOperators(seed, areas, traits, sampledCounties)
  const bodies = foundBodies(
    areas,
    sample.map(({ village }) => village),
  )
  const links = new Map(
    sample.map(({ village }) => [village.code, linksAround(village.township, operators)]),
  )
  const householdsIn = (sampled: SampledVillage) =>
    householdsOf(seed, sampled, links.get(sampled.village.code) ?? (() => undefined))
  const censuses = sample.map((sampled) => takeCensus(sampled, householdsIn(sampled)))
  const counts = countPeople(
    seed,
    traits,
    new Map(censuses.map(({ village, headcount }) => [village, headcount])),
  )
  return {
    ...options,
    areas,
    villages: traits.map((village) => withCount(village, counts)),
    sample,
    censuses: new Map(censuses.map((census) => [census.village, census])),
    operators,
    bodies,
    households: function* () {
      for (const sampled of sample) yield* householdsIn(sampled)
    },
  }
}

function withCount(traits: VillageTraits, counts: Headcounts): CountedVillage {
  const count = counts.get(traits.village.code)
  if (!count) throw new Error(`Nobody has counted ${traits.village.code}`)
  return { ...traits, count }
}

/** Cooperatives of the township, or of the county where it has none; now and then a leading firm. */
function linksAround(township: string, { cooperatives, enterprises }: Operators): LinkFor {
  const county = township.slice(0, 6)
  const old = cooperatives.filter(({ founded }) => founded <= 2015)
  const near = old.filter((cooperative) => cooperative.township === township)
  const inCounty = near.length > 0 ? near : old.filter((other) => other.county === county)
  const leading = enterprises.filter((firm) => firm.county === county && firm.povertyLeading)
  return (random) => {
    const among = leading.length > 0 && random.chance(0.15) ? leading : inCounty
    return among.length > 0 ? random.pick<(typeof among)[number]>(among).row.uscc : undefined
  }
}
