import { MinimumLiving, SocialRelief } from '../../departments/civilAffairs.ts'
import { HouseholdRegister } from '../../departments/povertyOffice.ts'
import { periodsOf } from '../../ground/period.ts'
import { yuan } from '../chance/amounts.ts'
import { lastYear } from '../chance/anchors.ts'
import { dateOf, dayOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, standingSheet, withGaps } from '../chance/sheet.ts'
import { statedIn } from '../chance/stated.ts'
import { membersIn } from '../people/census.ts'
import type { Groundwork } from '../people/groundwork.ts'
import type { SampledHousehold } from '../people/households.ts'
import { othersIn, readBeside, registeredIn, sinceYear } from '../people/registered.ts'
import { povertySheets } from './poverty.ts'

/** The civil affairs bureau's views of the households that it supports. */
export function reliefSheets(ground: Groundwork): Sheet[] {
  const { seed, sample } = ground
  const registered = registeredIn(ground).households
  const all = sample.reduce((sum, { households }) => sum + households, 0)
  return [
    sheet(MinimumLiving, Math.round(12 * (0.384 * registered + 0.012 * othersIn(ground))), () =>
      withGaps(allowances(ground), stream(seed, 'MinimumLiving/gaps'), {
        silent: 0.0005,
        blank: 0.003,
        facts: ['dibaoCategory', 'insuredPersons', 'monthlyAmount', 'approvedDate'],
      }),
    ),
    standingSheet(SocialRelief, Math.round(0.3 * registered + 0.03 * (all - registered)), () =>
      reliefs(ground),
    ),
  ]
}

const months = periodsOf(lastYear, 'month')

/** A household's support: what for, since when and until when, for how many, how much a month. */
interface Support {
  readonly dibao: boolean
  readonly category: NonNullable<MinimumLiving['dibaoCategory']>
  readonly persons: number
  readonly monthly: number
  readonly approved: number
  readonly cancelled?: number
}

function* allowances(ground: Groundwork): Generator<MinimumLiving> {
  const random = stream(ground.seed, 'MinimumLiving')
  const registers = sinceYear(statedIn(povertySheets(ground), HouseholdRegister), lastYear)
  const registerOf = readBeside(registers, ({ householdId }) => householdId)
  for (const household of ground.households()) {
    const income = incomeOf(registerOf(household.id))
    const support = supportOf(household, income, random)
    if (support) yield* monthsOf(household.id, support)
  }
}

/** What a household lives on in a year, by the poverty register. */
export function incomeOf(register: HouseholdRegister | undefined): number | undefined {
  return register && Number(register.netIncomePerCapita) * (register.memberCount ?? 0)
}

/**
 * Who is registered for the allowance receives it, and about one in a hundred of the others who are
 * registered; as many have lost it without the poverty register's knowing. Some who are registered
 * otherwise have it stopped within the year. Of households never registered a few receive it.
 */
function supportOf(
  household: SampledHousehold,
  income: number | undefined,
  random: Random,
): Support | undefined {
  const { registration, members } = household
  const fate = random.next()
  if (!registration) {
    return fate < 0.012 && members.length > 0 ? drawOther(household, random) : undefined
  }
  if (registration.type === 'TEKUN') return inHardship(household, income, random)
  const listed = registration.type === 'DIBAO'
  if (!listed && fate > 0.03) return undefined
  const drawn = drawSupport(membersIn(household, lastYear - 1), random)
  const affordable = Math.floor((0.42 * (income ?? Infinity)) / 120) * 10
  const support = { ...drawn, monthly: Math.min(drawn.monthly, affordable) }
  const stops = listed ? fate < 0.01 : fate >= 0.01
  return stops ? stopped(support, listed ? lastYear - 1 : lastYear, random) : support
}

/** The same, approved in good time and stopped since a day in the year or later. */
function stopped(support: Support, year: number, random: Random): Support {
  return {
    ...support,
    approved: Math.min(support.approved, dayOf(2018, 12, 25)),
    cancelled: random.whole(dayOf(year, 2, 1), dayOf(lastYear, 10, 31)),
  }
}

function drawSupport(members: number, random: Random): Support {
  const persons = random.chance(0.68) ? members : random.whole(1, members)
  const late = random.chance(0.03)
  return {
    dibao: true,
    category: random.weighted<Support['category']>([
      ['LONG_TERM', 0.18],
      ['KEY', 0.44],
      ['GENERAL', 0.38],
    ]),
    persons,
    monthly: persons * random.whole(15, 32) * 10,
    approved: late
      ? random.whole(dayOf(2019, 1, 5), dayOf(2020, 9, 30))
      : random.whole(dayOf(2008, 1, 5), dayOf(2018, 12, 25)),
  }
}

/** Where somebody of the household has died, half of the bureau's lists still count the person. */
function drawOther({ members }: SampledHousehold, random: Random): Support {
  const alive = members.filter(({ status }) => status === 'ACTIVE').length
  const dead = members.filter(({ status }) => status === 'DECEASED').length
  const counted = random.chance(0.5) ? dead : 0
  const drawn = drawSupport(alive, random)
  return counted > 0 ? { ...drawn, persons: alive + counted } : drawn
}

/** Whoever is supported wholly lives on that alone. */
function inHardship(
  household: SampledHousehold,
  income: number | undefined,
  random: Random,
): Support {
  const drawn = drawSupport(membersIn(household, lastYear - 1), random)
  const persons = membersIn(household, lastYear - 1)
  const monthly = Math.min(
    persons * random.whole(56, 70) * 10,
    Math.floor((income ?? 0) / 130) * 10,
  )
  return { ...drawn, dibao: false, persons, monthly }
}

/** Rows begin with the month of approval; where payment has stopped, they say since when and no amount. */
function* monthsOf(householdId: string, support: Support): Generator<MinimumLiving> {
  const { dibao, category, persons, monthly, approved, cancelled = Infinity } = support
  for (const [i, period] of months.entries()) {
    if (dayOf(lastYear, i + 2, 1) <= approved) continue
    const over = cancelled < dayOf(lastYear, i + 2, 1)
    // The standard rises in July.
    const raise = i < 6 ? Math.min(10 * persons, monthly / 10) : 0
    yield {
      householdId,
      period,
      dibaoFlag: dibao && !over,
      ...(dibao && !over ? { dibaoCategory: category } : {}),
      ...(over ? {} : { insuredPersons: persons, monthlyAmount: yuan(monthly - raise) }),
      specialHardshipFlag: !dibao,
      approvedDate: dateOf(approved),
      ...(over ? { cancelledDate: dateOf(cancelled) } : {}),
    }
  }
}

type Kind = NonNullable<SocialRelief['reliefKind']>

const kinds: readonly (readonly [Kind, number])[] = [
  ['TEMPORARY', 0.62],
  ['MEDICAL', 0.33],
  ['OTHER', 0.05],
]

const reasons: Record<Kind, readonly string[]> = {
  TEMPORARY: ['家庭主要劳动力失业', '房屋受灾', '子女就学支出过大', '遭遇交通事故', '农作物受灾'],
  MEDICAL: ['重大疾病住院', '慢性病长期服药', '意外受伤住院', '手术治疗'],
  OTHER: ['取暖困难', '春荒缺粮'],
}

/** Relief of the last two years, numbered through in each county. */
function* reliefs({ seed, households }: Groundwork): Generator<Omit<SocialRelief, 'period'>> {
  const random = stream(seed, 'SocialRelief')
  const numbers = new Map<string, number>()
  for (const { id, village, registration } of households()) {
    const ill = registration?.cause === 'ILLNESS' || registration?.cause === 'DISABILITY'
    for (let times = random.times(ill ? 0.5 : registration ? 0.23 : 0.03); times > 0; times--) {
      const book = village.slice(0, 6)
      const number = (numbers.get(book) ?? 0) + 1
      numbers.set(book, number)
      const kind = ill && random.chance(0.6) ? 'MEDICAL' : random.weighted(kinds)
      yield {
        householdId: id,
        reliefNo: `JZ${book}${String(number).padStart(6, '0')}`,
        reliefKind: kind,
        reliefAmount: yuan(
          kind === 'MEDICAL' ? random.whole(80, 2600) * 10 : random.whole(3, 40) * 100,
        ),
        reliefDate: dateOf(random.whole(dayOf(2019, 1, 3), dayOf(2020, 12, 28))),
        ...(random.chance(0.98) ? { reliefReason: random.pick(reasons[kind]) } : {}),
      }
    }
  }
}
