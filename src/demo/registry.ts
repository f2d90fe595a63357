import { AbnormalList, EntityRegistration } from '../departments/marketRegulation.ts'
import { tenThousands } from './amounts.ts'
import { dateOf, dayOf, monthsLater, yearOf } from './days.ts'
import type { Groundwork } from './groundwork.ts'
import { lastDay } from './lending.ts'
import type { Operator } from './operators.ts'
import { Random, stream } from './random.ts'
import { representativesIn } from './representatives.ts'
import { type Sheet, standingSheet } from './sheet.ts'
import { drawGivenName, drawSurname } from './syntheticNames.ts'

type Status = NonNullable<EntityRegistration['operatingStatus']>

interface Listing {
  readonly kind: NonNullable<AbnormalList['listKind']>
  readonly listed: number
  readonly reason: string
  readonly removed?: number
}

/** How a cooperative or firm stands before the registrar at the end of 2020. */
export interface LegalStanding {
  readonly status: Status
  /** The year in which it ceased to be active. */
  readonly closed?: number
  readonly listings: readonly Listing[]
}

const statuses: readonly (readonly [Status, number])[] = [
  ['ACTIVE', 0.98],
  ['SUSPENDED', 0.005],
  ['LICENCE_REVOKED', 0.004],
  ['DEREGISTERED', 0.008],
  ['ANNULLED', 0.001],
  ['MOVED_OUT', 0.002],
]

/** The standing of a cooperative or firm; asked of any of them, always answered the same. */
export function legalStandingOf(seed: number, { row, founded }: Operator): LegalStanding {
  const random = new Random(`${seed}/legal standing/${row.uscc}`)
  const status = random.weighted(statuses)
  const closed = status === 'ACTIVE' ? undefined : Math.max(founded + 1, random.whole(2017, 2020))
  return {
    status,
    ...(closed === undefined ? {} : { closed }),
    listings: [...listingsOf(Math.max(2015, founded + 1), closed ?? 2020, random)],
  }
}

const seriousReasons = [
  '提交虚假材料取得登记，情节严重',
  '发布虚假广告两年内受到三次以上行政处罚',
] as const
const abnormalReasons = [
  ['未按规定公示年度报告', 0.72],
  ['通过登记的住所无法联系', 0.22],
  ['公示信息隐瞒真实情况', 0.06],
] as const

/** Whoever stays on the list of abnormal operation for three years is put on that of serious violations. */
function* listingsOf(first: number, last: number, random: Random): Generator<Listing> {
  const chance = random.next()
  if (first > last || chance > 0.1) return
  const reason = random.weighted(abnormalReasons)
  const listed = dayOf(random.whole(first, last), 7, 1) + random.whole(0, 45)
  const serious = monthsLater(listed, 36)
  if (chance < 0.006 && serious < lastDay) {
    yield { kind: 'ABNORMAL', listed, reason, removed: serious }
    yield seriousOn(serious, '被列入经营异常名录届满三年仍未履行相关义务', random)
  } else if (chance < 0.009) {
    yield seriousOn(listed, random.pick(seriousReasons), random)
  } else {
    const stays = serious > lastDay && random.chance(0.35)
    const removed = listed + random.whole(15, 700)
    yield { kind: 'ABNORMAL', listed, reason, ...(stays || removed > lastDay ? {} : { removed }) }
  }
}

function seriousOn(listed: number, reason: string, random: Random): Listing {
  const removed = monthsLater(listed, random.whole(9, 30))
  const again = removed < lastDay && random.chance(0.4)
  return { kind: 'SERIOUS', listed, reason, ...(again ? { removed } : {}) }
}

/** The synthetic views of the market regulator. */
export function registrySheets(ground: Groundwork): Sheet[] {
  const { seed, operators } = ground
  const entities = [...operators.cooperatives, ...operators.enterprises]
  const listings = entities.flatMap((operator) => legalStandingOf(seed, operator).listings)
  return [
    standingSheet(EntityRegistration, entities.length, () => registrations(ground, entities)),
    standingSheet(AbnormalList, listings.length, () => listed(seed, entities)),
  ]
}

const scopes: Record<Operator['industry'], string> = {
  TEA: '茶叶种植、加工、销售',
  VEGETABLES: '蔬菜种植、初加工、销售',
  HERBS: '中药材种植、收购、销售',
  FRUIT: '水果种植、冷藏、销售',
  EDIBLE_FUNGI: '食用菌种植、烘干、销售',
  LIVESTOCK: '畜禽养殖、销售',
  CAMELLIA_OIL: '油茶种植、茶油加工、销售',
  GRAIN: '粮食种植、加工、销售',
  AQUACULTURE: '水产养殖、销售',
  RURAL_TOURISM: '乡村旅游、餐饮、住宿服务',
  OTHER: '农业机械作业、农业技术服务',
}

function* registrations(
  ground: Groundwork,
  entities: readonly Operator[],
): Generator<Omit<EntityRegistration, 'period'>> {
  const { seed, areas } = ground
  const random = stream(seed, 'EntityRegistration')
  const poor = representativesIn(ground)
  const villagesIn = Map.groupBy(areas.villages, ({ township }) => township)
  for (const operator of entities) {
    const { row, township, founded, kind, industry, size } = operator
    const cooperative = kind === 'COOPERATIVE'
    const { status } = legalStandingOf(seed, operator)
    const named =
      drawSurname(random) + drawGivenName(random.chance(0.78) ? 'MALE' : 'FEMALE', random)
    const elsewhere = random.pick(villagesIn.get(township) ?? []).code
    const found = poor.get(row.village ?? township)
    const caught = !cooperative && status === 'ACTIVE' && random.chance(0.35) ? found : undefined
    const capital = size * random.between(0.6, 1.6) * (cooperative ? 90 : 450)
    const record: Omit<EntityRegistration, 'period'> = {
      uscc: row.uscc,
      entityName: row.name,
      entityType: cooperative ? 'COOPERATIVE' : 'ENTERPRISE',
      legalRepresentative: caught?.name ?? named,
      registeredCapital: tenThousands(Math.max(5, Math.round(capital / 5) * 5) * 10_000),
      establishedDate: dateOf(random.whole(dayOf(founded, 1, 5), dayOf(founded, 12, 20))),
      operatingStatus: status,
      // Some have moved, and the list of cooperatives and firms does not know it yet.
      villageCode: random.chance(0.01) ? elsewhere : (row.village ?? caught?.village ?? elsewhere),
      businessScope: `${scopes[industry]}${kind ? '' : '；农副产品及日用百货购销'}`,
    }
    if (random.chance(0.004)) delete record.businessScope
    if (random.chance(0.004)) delete record.registeredCapital
    yield record
  }
}

/** Entries are numbered through each county and year. */
function* listed(
  seed: number,
  entities: readonly Operator[],
): Generator<Omit<AbnormalList, 'period'>> {
  const numbers = new Map<string, number>()
  for (const operator of entities) {
    for (const { kind, listed, reason, removed } of legalStandingOf(seed, operator).listings) {
      const book = `${kind === 'SERIOUS' ? 'YZ' : 'YC'}-${operator.county}-${yearOf(listed)}`
      const number = (numbers.get(book) ?? 0) + 1
      numbers.set(book, number)
      yield {
        uscc: operator.row.uscc,
        listNo: `${book}-${String(number).padStart(4, '0')}`,
        listKind: kind,
        listedDate: dateOf(listed),
        listedReason: reason,
        ...(removed === undefined ? {} : { removedDate: dateOf(removed) }),
      }
    }
  }
}
