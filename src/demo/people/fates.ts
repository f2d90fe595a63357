import { inYear, lastYear, type Series, years } from '../chance/anchors.ts'
import type { Random } from '../chance/random.ts'
import { risingTo } from '../chance/scoreAimedAt.ts'
import type { Headcounts } from '../villages/headcounts.ts'
import { performanceOf } from '../villages/performance.ts'
import type { Fate } from '../villages/registration.ts'
import type { VillageTraits } from '../villages/villageTraits.ts'
import { legalStandingOf } from './legalStanding.ts'
import type { Operators } from './operators.ts'

/** The share of a delisted village's rural people that may still be poor, just under 3 %. */
const delistedLimit = 0.0297

/** The first year in which villages are assessed. */
const firstAssessed = 2016

/** How many of those linked name an operator that no longer counts. */
const lostLinks = 0.03

/** Of those who leave poverty and return, few do in the last year: hardly anybody is poor then. */
const lastReturns = 0.08

/** What lies ahead of the registered households of each village. */
export function fatesOf(
  seed: number,
  operators: Operators,
  counts: Headcounts,
): (traits: VillageTraits) => Fate {
  const around = operatorsAround(seed, operators)
  return (traits) => {
    const shares = (item: string) => years.map((year) => performanceOf(seed, traits, item, year))
    const bound = shares('C05')
    const perfect = bound.some((share) => share >= 1)
    const rural = counts.get(traits.village.code)?.rural ?? []
    const { exitYear = Infinity } = traits
    return {
      linkFor: around(traits.village.township, perfect),
      linked: linkedBy(bound),
      returning: returningIn(shares('C07')),
      mostPoor: years.map((year) =>
        year < exitYear ? Infinity : Math.floor(delistedLimit * inYear(rural, year)),
      ),
    }
  }
}

/** From 40 % of the households linked up to 90 %, where all points are earned: all. */
function linkedBy(shares: Series): Series {
  let linked = 0
  return years.map((year) => {
    const share = inYear(shares, Math.max(year, firstAssessed))
    const wanted = share >= 1 ? 1 : Math.min(1, risingTo(share, 0.4, 0.9) / (1 - lostLinks))
    const begun = year >= firstAssessed ? 1 : year === firstAssessed - 1 ? 0.35 : 0
    linked = Math.max(linked, wanted * begun)
    return linked
  })
}

/** Up to 2 % of those who have left poverty return to it, where no point is earned. */
function returningIn(shares: Series): Series {
  return years.map(
    (year) => 0.02 * Math.max(0, 1 - inYear(shares, year)) * (year === lastYear ? lastReturns : 1),
  )
}

/** Cooperatives of the township, or of the county where it has none; now and then a leading firm. */
function operatorsAround(
  seed: number,
  { cooperatives, enterprises }: Operators,
): (township: string, sound: boolean) => Fate['linkFor'] {
  const isSound = (
    operator: Operators['cooperatives'][number] | Operators['enterprises'][number],
  ) => {
    const { status, listings } = legalStandingOf(seed, operator)
    return status === 'ACTIVE' && listings.every(({ kind }) => kind !== 'SERIOUS')
  }
  const old = cooperatives.filter(({ founded }) => founded <= 2015)
  const leading = enterprises.filter(({ povertyLeading }) => povertyLeading)
  const listsOf = (among: typeof old, firms: typeof leading) => ({
    near: Map.groupBy(among, ({ township }) => township),
    inCounty: Map.groupBy(among, ({ county }) => county),
    leading: Map.groupBy(firms, ({ county }) => county),
  })
  const all = listsOf(old, leading)
  const sound = listsOf(old.filter(isSound), leading.filter(isSound))
  return (township, onlySound) => {
    const lists = onlySound ? sound : all
    const county = township.slice(0, 6)
    const near = lists.near.get(township) ?? lists.inCounty.get(county) ?? []
    const firms = lists.leading.get(county) ?? []
    return (random: Random) => {
      const among = firms.length > 0 && random.chance(0.15) ? firms : near
      return among.length > 0 ? random.pick<(typeof among)[number]>(among).row.uscc : undefined
    }
  }
}
