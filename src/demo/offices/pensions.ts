import { PensionInsurance } from '../../departments/humanResources.ts'
import { PersonRegister } from '../../departments/povertyOffice.ts'
import { yuan } from '../chance/amounts.ts'
import { lastYear } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { schoolStageAt } from '../chance/schooling.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import { statedIn } from '../chance/stated.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { identityNumberOf, type Member, type SampledHousehold } from '../people/households.ts'
import { othersIn, readBeside, registeredIn, sinceYear } from '../people/registered.ts'
import { isPoor, statusIn } from '../villages/registration.ts'
import { povertySheets } from './poverty.ts'

/** The years that these rows speak of. */
const lastYears = [lastYear - 1, lastYear]

/** The human resources bureau's view of the residents' pension insurance. */
export function pensionSheets(ground: Groundwork): Sheet[] {
  const { seed } = ground
  const about = 1.47 * registeredIn(ground).persons + 5.6 * othersIn(ground)
  return [
    sheet(PensionInsurance, Math.round(about), () =>
      withGaps(insurances(ground), stream(seed, 'PensionInsurance/gaps'), {
        silent: 0.001,
        blank: 0.003,
        facts: ['contributionTier', 'governmentPaidFlag', 'benefitMonthly'],
      }),
    ),
  ]
}

function* insurances(ground: Groundwork): Generator<PensionInsurance> {
  const random = stream(ground.seed, 'PensionInsurance')
  const registerOf = readBeside(
    sinceYear(statedIn(povertySheets(ground), PersonRegister), lastYear - 1),
    ({ personKey, period }) => `${personKey} ${period}`,
  )
  for (const household of ground.households()) {
    for (const member of household.members) {
      const policy = drawPolicy(household, member, random)
      const bent = random.next()
      const personKey = ground.personKey(identityNumberOf(member))
      for (const year of lastYears) {
        const age = year - member.birthYear
        const register = household.registration && registerOf(`${personKey} ${year}`)
        const stage = register ? register.schoolStage : schoolStageAt(age, bent)
        if (age < 16 || stage !== 'NOT_AT_SCHOOL' || !policy.known) continue
        const paid = policy.enrolled && isPaidFor(household, register, year)
        yield { personKey, period: String(year), ...insuranceAt(age, year, policy, paid) }
      }
    }
  }
}

/** Somebody's insurance over the years. */
interface Policy {
  /** Not so of the dead, those who moved away, and those insured as employees. */
  readonly known: boolean
  readonly enrolled: boolean
  /** Yuan a year. */
  readonly tier: number
  /** What the person's own account adds to the basic pension, in yuan a month. */
  readonly own: number
}

/** Two of a hundred who have died are still paid: nobody has told the bureau. */
function drawPolicy(
  { registration }: SampledHousehold,
  { status, birthYear }: Member,
  random: Random,
): Policy {
  const employee = random.chance(registration ? 0.16 : 0.18) && lastYear - birthYear < 60
  const undetected = random.chance(0.02)
  return {
    known: status === 'ACTIVE' ? !employee : status === 'DECEASED' && undetected,
    enrolled: random.chance(registration ? 0.988 : 0.91),
    tier: random.weighted([
      [100, 0.6],
      [200, 0.15],
      [300, 0.08],
      [500, 0.07],
      [1000, 0.06],
      [1500, 0.01],
      [2000, 0.03],
    ]),
    own: random.whole(0, 4200) / 100,
  }
}

/** The government pays for the poor, for those with an allowance, and for the disabled on the register. */
function isPaidFor(
  { registration }: SampledHousehold,
  register: PersonRegister | undefined,
  year: number,
): boolean {
  if (!registration) return false
  return (
    registration.type !== 'GENERAL' ||
    isPoor(statusIn(registration, year)) ||
    register?.healthStatus === 'DISABLED'
  )
}

/** The basic pension of each year, in yuan a month. */
const basic: Record<number, number> = { 2019: 93, 2020: 98 }

/** Until the year in which they turn sixty people pay in, from then on they are paid. */
function insuranceAt(
  age: number,
  year: number,
  { enrolled, tier, own }: Policy,
  paid: boolean,
): Omit<PensionInsurance, 'personKey' | 'period'> {
  if (!enrolled) return { enrolledFlag: false, governmentPaidFlag: false }
  if (age >= 60) return { enrolledFlag: true, benefitMonthly: yuan((basic[year] ?? 0) + own) }
  return {
    enrolledFlag: true,
    contributionTier: yuan(paid ? 100 : tier),
    governmentPaidFlag: paid,
  }
}
