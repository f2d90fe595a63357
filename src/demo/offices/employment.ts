import { EcoRanger } from '../../departments/forestry.ts'
import { TrainingEmployment } from '../../departments/humanResources.ts'
import { HouseholdRegister, PersonRegister } from '../../departments/povertyOffice.ts'
import { periodsOf } from '../../ground/period.ts'
import { yuan } from '../chance/amounts.ts'
import { lastYear } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { schoolStageAt } from '../chance/schooling.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import { statedIn } from '../chance/stated.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { identityNumberOf, type Member, type SampledHousehold } from '../people/households.ts'
import { othersIn, readBeside, registeredIn, sinceYear } from '../people/registered.ts'
import { employersIn, type Work, workFor } from '../people/work.ts'
import { forestrySheets } from './forestrySheets.ts'
import { povertySheets } from './poverty.ts'
import { incomeOf } from './relief.ts'

type Kind = NonNullable<TrainingEmployment['trainingKind']>
type Level = NonNullable<TrainingEmployment['certificateLevel']>

/** The human resources bureau's view of who was trained or employed in a quarter. */
export function employmentSheets(ground: Groundwork): Sheet[] {
  const { seed } = ground
  const about = 1.6 * registeredIn(ground).households + 4.7 * othersIn(ground)
  return [
    sheet(TrainingEmployment, Math.round(about), () =>
      withGaps(quartersOf(ground), stream(seed, 'TrainingEmployment/gaps'), {
        silent: 0.001,
        blank: 0.005,
        facts: ['trainingKind', 'certificateLevel', 'workRegion', 'monthlyWage'],
      }),
    ),
  ]
}

const quarters = periodsOf(lastYear, 'quarter')

function* quartersOf(ground: Groundwork): Generator<TrainingEmployment> {
  const random = stream(ground.seed, 'TrainingEmployment')
  const employers = employersIn(ground)
  const registers = registersBeside(ground)
  for (const household of ground.households()) {
    const { registration, members } = household
    const bents = members.map(() => random.next())
    const keys = members.map((member) =>
      registration || mayWork(member) ? ground.personKey(identityNumberOf(member)) : '',
    )
    const rangers = registration ? keys.map(registers.ranger) : []
    const pay = rangers.reduce((sum, ranger) => sum + Number(ranger?.annualPay ?? 0), 0)
    const purse = { left: wagesOf(household, registers.household(household.id), pay, random) }
    for (const [i, member] of members.entries()) {
      const personKey = keys[i] ?? ''
      const register = registration
        ? registers.person(personKey)
        : unregistered(member, bents[i] ?? 0)
      if (!mayWork(member) || register?.schoolStage !== 'NOT_AT_SCHOOL') continue
      const work = rangers[i] ? undefined : workFor(household, register, purse, employers, random)
      yield* quartersIn(personKey, lastYear - member.birthYear, register, work, random)
    }
  }
}

/** What other departments say of the last year, for a walk of the households in their order. */
interface Registers {
  readonly household: (householdId: string) => HouseholdRegister | undefined
  readonly person: (personKey: string) => PersonRegister | undefined
  readonly ranger: (personKey: string) => EcoRanger | undefined
}

function registersBeside(ground: Groundwork): Registers {
  const poverty = povertySheets(ground)
  const households = sinceYear(statedIn(poverty, HouseholdRegister), lastYear)
  const persons = sinceYear(statedIn(poverty, PersonRegister), lastYear)
  const rangers = sinceYear(statedIn(forestrySheets(ground), EcoRanger), lastYear)
  return {
    household: readBeside(households, ({ householdId }) => householdId),
    person: readBeside(persons, ({ personKey }) => personKey),
    ranger: readBeside(rangers, ({ personKey }) => personKey),
  }
}

function mayWork({ birthYear, sex, status }: Member): boolean {
  const age = lastYear - birthYear
  return status === 'ACTIVE' && age >= 16 && age <= (sex === 'MALE' ? 62 : 58)
}

/** What somebody would be written down as whom the poverty office does not know. */
function unregistered(
  { birthYear }: Member,
  bent: number,
): Pick<PersonRegister, 'schoolStage' | 'labourCapacity' | 'migrantWorkMonths'> {
  return {
    schoolStage: schoolStageAt(lastYear - birthYear, bent),
    labourCapacity: bent > 0.8 ? 'SKILLED' : bent > 0.08 ? 'NORMAL' : 'WEAK',
    migrantWorkMonths: Math.max(0, Math.round(22 * (bent - 0.45))),
  }
}

/**
 * How much all wages of a registered household may come to in a year: together with allowances and a
 * ranger's pay, no more than what the poverty office says that it lives on, but in one of a hundred,
 * whose wages nobody told that office of.
 */
function wagesOf(
  { registration }: SampledHousehold,
  register: HouseholdRegister | undefined,
  rangersPay: number,
  random: Random,
): number {
  const untold = random.chance(0.01)
  const income = incomeOf(register)
  if (!registration || income === undefined) return Infinity
  if (untold) return 2.4 * income
  const general = registration.type === 'GENERAL'
  return Math.min((general ? 0.55 : 0.3) * income, (general ? 0.95 : 0.55) * income - rangersPay)
}

const kinds: readonly (readonly [Kind, number])[] = [
  ['EMPLOYMENT_SKILLS', 0.34],
  ['PRACTICAL_FARMING', 0.42],
  ['STARTUP', 0.09],
  ['OTHER', 0.15],
]

const levels: readonly (readonly [Level, number])[] = [
  ['SPECIAL_SKILL', 0.3],
  ['JUNIOR', 0.4],
  ['INTERMEDIATE', 0.2],
  ['SENIOR', 0.08],
  ['TECHNICIAN', 0.018],
  ['SENIOR_TECHNICIAN', 0.002],
]

/** One row for each quarter in which the person was trained or employed; a certificate stays. */
function* quartersIn(
  personKey: string,
  age: number,
  { labourCapacity }: Pick<PersonRegister, 'labourCapacity'>,
  work: Work | undefined,
  random: Random,
): Generator<TrainingEmployment> {
  const able = labourCapacity === 'NORMAL' || labourCapacity === 'SKILLED'
  const trainedIn = random.chance(able ? 0.13 : 0.02) ? random.whole(0, 3) : Infinity
  const held = random.chance(labourCapacity === 'SKILLED' ? 0.75 : 0.04)
  let level: Level = held ? random.weighted(levels) : 'NONE'
  for (const [i, period] of quarters.entries()) {
    const trained = i === trainedIn
    const employed = work !== undefined && i >= work.from && i < work.from + work.quarters
    const kind = employed && random.chance(0.4) ? 'ON_THE_JOB' : random.weighted(kinds)
    if (trained && level === 'NONE' && kind !== 'PRACTICAL_FARMING' && random.chance(0.6)) {
      level = random.chance(0.6) ? 'SPECIAL_SKILL' : 'JUNIOR'
    }
    if (!trained && !employed) continue
    yield {
      personKey,
      period,
      trainedFlag: trained,
      ...(trained ? { trainingKind: age < 19 ? 'PREPARATORY' : kind } : {}),
      certificateLevel: level,
      employedFlag: employed,
      ...(employed
        ? {
            ...(work.employer ? { employerUscc: work.employer } : {}),
            workRegion: work.region,
            monthlyWage: yuan(work.wage),
          }
        : {}),
    }
  }
}
