import { VillageStatus } from '../../departments/povertyOffice.ts'
import { WomenStartup } from '../../departments/womensFederation.ts'
import { YouthLeader } from '../../departments/youthLeague.ts'
import type { AgriIndustry } from '../../entities/agriIndustry.ts'
import type { MemberOf } from '../../ground/enumeration.ts'
import { yuan } from '../chance/amounts.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import { statedIn } from '../chance/stated.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { identityNumberOf, type Member, type SampledHousehold } from '../people/households.ts'
import { isPoor, statusIn } from '../villages/registration.ts'
import { povertySheets } from './poverty.ts'

/** The years in which leaders are listed by name. */
const listedYears = [2019, 2020] as const

/** How many leaders the poverty office has certified in a village by the end of each of those years. */
type Certified = ReadonlyMap<string, readonly number[]>

/** Which of the leaders certified the league and the federation each name; others have come home from towns. */
const share = { youth: 0.45, women: 0.35 } as const

/** The synthetic lists of leaders that the youth league and the women's federation keep. */
export function leaderSheets(ground: Groundwork): Sheet[] {
  const { seed } = ground
  const certified = certifiedIn(ground)
  const leaders = [...certified.values()].flat().reduce((sum, count) => sum + count, 0)
  return [
    sheet(YouthLeader, Math.round(leaders * share.youth), () =>
      withGaps(youthLeaders(ground, certified), stream(seed, 'YouthLeader/gaps'), {
        silent: 0.004,
        blank: 0.01,
        facts: ['drivenHouseholds', 'drivenPoorHouseholds', 'loanRecommended'],
      }),
    ),
    sheet(WomenStartup, Math.round(leaders * share.women), () =>
      withGaps(womenStartups(ground, certified), stream(seed, 'WomenStartup/gaps'), {
        silent: 0.004,
        blank: 0.01,
        facts: ['trainedFlag', 'loanRecommended', 'subsidyAmount'],
      }),
    ),
  ]
}

function certifiedIn(ground: Groundwork): Certified {
  const known = new Map(ground.sample.map(({ village }) => [village.code, [0, 0]]))
  for (const row of statedIn(povertySheets(ground), VillageStatus)) {
    const [last = 0] = known.get(row.villageCode) ?? []
    const count = row.wealthLeadersCertified
    if (row.period === '2019') known.get(row.villageCode)?.fill(count ?? 0)
    if (row.period === '2020') known.get(row.villageCode)?.splice(1, 1, count ?? last)
  }
  return known
}

interface Leader {
  readonly member: Member
  /** The first of the listed years in which the person leads. */
  readonly since: number
}

/** The leaders of each village among those who match; whoever leads in one year still does in the next. */
function* leadersIn(
  { households }: Groundwork,
  certified: Certified,
  part: number,
  matches: (member: Member) => boolean,
  random: Random,
): Generator<Leader> {
  for (const own of byVillage(households())) {
    const able = own
      .filter(({ registration }) => !registration || !isPoor(statusIn(registration, 2018)))
      .flatMap(({ members }) => members.filter(matches))
    const [first = 0, last = 0] = certified.get(own[0]?.village ?? '') ?? []
    const rounding = random.next()
    const before = Math.floor(first * part + rounding)
    const leaders = random.shuffled(able).slice(0, Math.floor(last * part + rounding))
    for (const [i, member] of leaders.entries()) yield { member, since: i < before ? 2019 : 2020 }
  }
}

function* byVillage(households: Iterable<SampledHousehold>): Generator<SampledHousehold[]> {
  let own: SampledHousehold[] = []
  for (const household of households) {
    if (own.length > 0 && own[0]?.village !== household.village) {
      yield own
      own = []
    }
    own.push(household)
  }
  if (own.length > 0) yield own
}

type Industry = MemberOf<typeof AgriIndustry>

const industries: readonly (readonly [Industry, number])[] = [
  ['TEA', 16],
  ['VEGETABLES', 14],
  ['HERBS', 9],
  ['FRUIT', 12],
  ['EDIBLE_FUNGI', 8],
  ['LIVESTOCK', 22],
  ['CAMELLIA_OIL', 4],
  ['GRAIN', 4],
  ['AQUACULTURE', 3],
  ['RURAL_TOURISM', 6],
  ['OTHER', 2],
]

const levels = [
  ['COUNTY', 0.62],
  ['MUNICIPAL', 0.17],
  ['PROVINCIAL', 0.03],
  ['NATIONAL', 0.002],
  ['NONE', 0.178],
] as const

function* youthLeaders(ground: Groundwork, certified: Certified): Generator<YouthLeader> {
  const random = stream(ground.seed, 'YouthLeader')
  const isYoung = ({ status, birthYear }: Member) =>
    status === 'ACTIVE' && birthYear >= 1980 && birthYear <= 2000
  for (const { member, since } of leadersIn(
    ground,
    certified,
    share.youth,
    isYoung,
    stream(ground.seed, 'leaders/youth'),
  )) {
    const recognisedLevel = random.weighted<(typeof levels)[number][0]>(levels)
    const industry = random.weighted(industries)
    const driven = random.whole(4, 30)
    const poor = random.between(0.2, 0.75)
    const loan = drawLoan(100_000, random)
    for (const year of listedYears) {
      if (year < since) continue
      const drivenHouseholds = driven + (year - 2019) * random.whole(0, 6)
      yield {
        personKey: ground.personKey(identityNumberOf(member)),
        period: String(year),
        recognisedLevel,
        industry,
        drivenHouseholds,
        drivenPoorHouseholds: Math.round(drivenHouseholds * poor),
        loanRecommended: yuan(year === loan.year ? loan.amount : 0),
      }
    }
  }
}

interface Recommended {
  readonly year: number
  readonly amount: number
}

/** Few are recommended for a loan, and in one year only. */
function drawLoan(most: number, random: Random): Recommended {
  const amount = random.whole(3, most / 10_000) * 10_000
  return { year: random.chance(0.55) ? random.whole(2018, 2020) : 0, amount }
}

/** Interest on the loans of women is borne by the state for two years from the loan. */
const subsidisedRate = 0.0435

function* womenStartups(ground: Groundwork, certified: Certified): Generator<WomenStartup> {
  const random = stream(ground.seed, 'WomenStartup')
  const isGrown = ({ sex, status, birthYear }: Member) =>
    sex === 'FEMALE' && status === 'ACTIVE' && birthYear >= 1963 && birthYear <= 1998
  for (const { member, since } of leadersIn(
    ground,
    certified,
    share.women,
    isGrown,
    stream(ground.seed, 'leaders/women'),
  )) {
    const starterIndustry = random.weighted(industries)
    const trained = random.chance(0.7) ? 2019 : random.chance(0.6) ? 2020 : Infinity
    const loan = drawLoan(80_000, random)
    const firstShare = random.between(0.1, 0.9)
    for (const year of listedYears) {
      if (year < since) continue
      const part = [firstShare, 1, 1 - firstShare][year - loan.year] ?? 0
      yield {
        personKey: ground.personKey(identityNumberOf(member)),
        period: String(year),
        starterIndustry,
        trainedFlag: year >= trained,
        loanRecommended: yuan(year === loan.year ? loan.amount : 0),
        subsidyAmount: yuan(Math.round(loan.amount * subsidisedRate * part)),
      }
    }
  }
}
