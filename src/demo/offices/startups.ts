import { ReturneeStartup } from '../../departments/humanResources.ts'
import { VillageStatus } from '../../departments/povertyOffice.ts'
import { yuan } from '../chance/amounts.ts'
import { lastYear } from '../chance/anchors.ts'
import { dateOf, dayOf, yearOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import { statedIn } from '../chance/stated.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { identityNumberOf, type Member } from '../people/households.ts'
import type { Operator } from '../people/operators.ts'
import { sinceYear } from '../people/registered.ts'
import { povertySheets } from './poverty.ts'

type Group = NonNullable<ReturneeStartup['starterGroup']>

/** The years that these rows speak of. */
const [before, last] = [lastYear - 1, lastYear]

/** Which of the leaders whom the poverty office has certified came home to start a business. */
const returned = 0.22

/** The human resources bureau's view of those who came home and started a business. */
export function startupSheets(ground: Groundwork): Sheet[] {
  const certified = [...certifiedIn(ground).values()].flat()
  const leaders = certified.reduce((sum, count) => sum + count, 0)
  return [
    sheet(ReturneeStartup, Math.round(leaders * returned), () =>
      withGaps(startups(ground), stream(ground.seed, 'ReturneeStartup/gaps'), {
        silent: 0.004,
        blank: 0.01,
        facts: ['starterGroup', 'startupSubsidy', 'guaranteedLoanAmount'],
      }),
    ),
  ]
}

/** How many leaders each village whose people are known had at the end of each of the years. */
function certifiedIn(ground: Groundwork): Map<string, [number, number]> {
  const counts = new Map(
    ground.sample.map(({ village }): [string, [number, number]] => [village.code, [0, 0]]),
  )
  for (const row of sinceYear(statedIn(povertySheets(ground), VillageStatus), before)) {
    const count = counts.get(row.villageCode)
    if (count) count[Number(row.period) - before] = row.wealthLeadersCertified ?? count[0]
  }
  return counts
}

function* startups(ground: Groundwork): Generator<ReturneeStartup> {
  const random = stream(ground.seed, 'ReturneeStartup')
  const certified = certifiedIn(ground)
  const businesses = new Businesses(ground)
  for (const { village, households } of ground.householdsByVillage()) {
    const { code } = village.village
    const [earlier, later] = certified.get(code) ?? [0, 0]
    const rounding = random.next()
    const grown = households.flatMap(({ members }) => members.filter(mayStart))
    const founders = random.shuffled(grown).slice(0, Math.floor(later * returned + rounding))
    for (const [i, founder] of founders.entries()) {
      const since = i < Math.floor(earlier * returned + rounding) ? before : last
      const personKey = ground.personKey(identityNumberOf(founder))
      yield* supportOf(personKey, founder, since, businesses.near(code, random), random)
    }
  }
}

function mayStart({ status, birthYear }: Member): boolean {
  return status === 'ACTIVE' && birthYear >= 1966 && birthYear <= 1997
}

/** The young cooperatives and firms, none of which was started by two. */
class Businesses {
  readonly #left: Operator[]

  constructor({ operators }: Groundwork) {
    this.#left = [...operators.cooperatives, ...operators.enterprises].filter(
      ({ founded }) => founded >= 2014,
    )
  }

  /** One of the township, now and then of the county; many who start work on their own account. */
  near(village: string, random: Random): Operator | undefined {
    if (random.chance(0.4)) return undefined
    const within = village.slice(0, random.chance(0.35) ? 6 : 9)
    const place = this.#left.findIndex(({ township }) => township.startsWith(within))
    return place < 0 ? undefined : this.#left.splice(place, 1)[0]
  }
}

/** One row for each year from the first; a subsidy is paid once, and a loan granted once. */
function* supportOf(
  personKey: string,
  founder: Member,
  since: number,
  business: Operator | undefined,
  random: Random,
): Generator<ReturneeStartup> {
  const started = business?.founded ?? random.whole(2015, since)
  const day = random.whole(dayOf(started, 1, 8), dayOf(started, 12, 20))
  const group = groupOf(founder, started, random)
  const paidIn = random.chance(0.7) ? random.whole(Math.max(started, since), last) : 0
  const lentIn = random.chance(0.45) ? random.whole(since, last) : 0
  const loan = random.whole(3, 15) * 10_000
  for (const year of [before, last]) {
    if (year < Math.max(since, yearOf(day))) continue
    yield {
      personKey,
      period: String(year),
      starterGroup: group,
      ...(business ? { businessUscc: business.row.uscc } : {}),
      startDate: dateOf(day),
      startupSubsidy: yuan(year === paidIn ? 5000 : 0),
      guaranteedLoanAmount: yuan(year === lentIn ? loan : 0),
    }
  }
}

function groupOf({ sex, birthYear }: Member, started: number, random: Random): Group {
  if (sex === 'FEMALE' && random.chance(0.6)) return 'WOMAN'
  if (sex === 'MALE' && random.chance(0.08)) return 'VETERAN'
  if (started - birthYear <= 28 && random.chance(0.12)) return 'GRADUATE_VILLAGE_OFFICIAL'
  return started - birthYear <= 32 && random.chance(0.5) ? 'YOUTH' : 'RETURNED_MIGRANT'
}
