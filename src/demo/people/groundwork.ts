import { type Areas, readAreas } from '../villages/areaList.ts'
import { countPeople, type Headcount, type Headcounts } from '../villages/headcounts.ts'
import { chooseSample, type SampledVillage, type Scale, wholeCity } from '../villages/sample.ts'
import { drawVillages, type VillageTraits } from '../villages/villageTraits.ts'
import { type Census, takeCensus } from './census.ts'
import { fatesOf } from './fates.ts'
import { householdsOf, type SampledHousehold } from './households.ts'
import { foundOperators, type Operators } from './operators.ts'
import { type Bodies, foundBodies } from './organisations.ts'

/** What a caller chooses about the synthetic city. */
export interface CityOptions {
  readonly seed: number
  /** How many whole villages have their households; all other rows are there in any case. */
  readonly sampledVillages: number
  /** The keyed hash that stands for an identity number. */
  readonly personKey: (idNumber: string) => string
  /**
   * In full, every village has its households, those on the poverty register with their members,
   * and there are as many operators and loans as in the whole city; else only the sampled villages.
   */
  readonly scale?: Scale
}

/** What all sheets of the synthetic city rest on. */
export interface Groundwork extends CityOptions {
  readonly scale: Scale
  readonly areas: Areas
  readonly villages: readonly CountedVillage[]
  /** The villages whose households are known: some, or all. */
  readonly sample: readonly SampledVillage[]
  readonly censuses: ReadonlyMap<string, Census>
  readonly operators: Operators
  readonly bodies: Bodies
  /** The households of all sampled villages, made anew on every walk, one village at a time. */
  readonly households: () => Iterable<SampledHousehold>
  /** The same, by village. */
  readonly householdsByVillage: () => Iterable<KnownVillage>
}

/** A village with its traits and how many live in it. */
export interface CountedVillage extends VillageTraits {
  readonly count: Headcount
}

/** A village with all its households. */
export interface KnownVillage {
  readonly village: CountedVillage
  readonly households: readonly SampledHousehold[]
}

/** Lays out areas, villages, organisations and households until their numbers agree. */
export function layGroundwork(options: CityOptions): Groundwork {
  const { seed, sampledVillages, scale = 'sample' } = options
  const areas = readAreas()
  const traits = drawVillages(seed, areas)
  const expected = countPeople(seed, traits)
  const chosen =
    scale === 'full'
      ? wholeCity(traits, expected)
      : chooseSample(seed, traits, expected, sampledVillages)
  const operators = foundOperators(seed, areas, traits, scale)
  const fateOf = fatesOf(seed, operators, expected)
  const householdsIn = (sampled: SampledVillage) => {
    const village = traits[sampled.index]
    if (!village) throw new Error(`There is no village ${sampled.index}`)
    return householdsOf(seed, sampled, fateOf(village))
  }
  const { sample, censuses } = takeCensuses(chosen, householdsIn)
  const known = new Map(censuses.map(({ village, headcount }) => [village, headcount]))
  const counts = scale === 'full' ? known : countPeople(seed, traits, known)
  const villages = traits.map((village) => withCount(village, counts))
  return {
    ...options,
    scale,
    areas,
    villages,
    sample,
    censuses: new Map(censuses.map((census) => [census.village, census])),
    operators,
    bodies: foundBodies(
      areas,
      sample.map(({ village }) => village),
    ),
    households: function* () {
      for (const sampled of sample) yield* householdsIn(sampled)
    },
    householdsByVillage: function* () {
      for (const sampled of sample) {
        const village = villages[sampled.index]
        if (village) yield { village, households: householdsIn(sampled) }
      }
    },
  }
}

/**
 * Counts the villages one by one. Whole households never come out just as wanted; where nobody else
 * can make up for it, the next village is asked for what one lacked, or had too much.
 */
function takeCensuses(
  chosen: readonly SampledVillage[],
  householdsIn: (sampled: SampledVillage) => SampledHousehold[],
): { sample: SampledVillage[]; censuses: Census[] } {
  const sample: SampledVillage[] = []
  const censuses: Census[] = []
  let lacking: Pick<Headcount, 'registered' | 'remaining'> = { registered: [], remaining: [] }
  for (const village of chosen) {
    const makesUp = village.onlyRegistered && (village.wanted.registered[0] ?? 0) > 0
    const wanted = makesUp ? withLacking(village.wanted, lacking) : village.wanted
    const sampled = { ...village, wanted }
    const census = takeCensus(sampled, householdsIn(sampled))
    if (makesUp) lacking = lackingIn(wanted, census.headcount)
    sample.push(sampled)
    censuses.push(census)
  }
  return { sample, censuses }
}

function withLacking(
  wanted: Headcount,
  lacking: Pick<Headcount, 'registered' | 'remaining'>,
): Headcount {
  const plus = (of: 'registered' | 'remaining') =>
    wanted[of].map((persons, i) => persons + (lacking[of][i] ?? 0))
  return { ...wanted, registered: plus('registered'), remaining: plus('remaining') }
}

function lackingIn(
  wanted: Headcount,
  counted: Headcount,
): Pick<Headcount, 'registered' | 'remaining'> {
  const minus = (of: 'registered' | 'remaining') =>
    wanted[of].map((persons, i) => persons - (counted[of][i] ?? 0))
  return { registered: minus('registered'), remaining: minus('remaining') }
}

function withCount(traits: VillageTraits, counts: Headcounts): CountedVillage {
  const count = counts.get(traits.village.code)
  if (!count) throw new Error(`Nobody has counted ${traits.village.code}`)
  return { ...traits, count }
}
