import type { AbnormalList, EntityRegistration } from '../../departments/marketRegulation.ts'
import { dayOf, monthsLater } from '../chance/days.ts'
import { Random } from '../chance/random.ts'
import { lastDay } from '../villages/lending.ts'
import type { Operator } from './operators.ts'

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
