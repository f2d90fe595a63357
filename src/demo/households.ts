import type { Residence } from '../departments/publicSecurity.ts'
import { dateOf, dayOf } from './days.ts'
import { drawFamily, type Kin } from './families.ts'
import { type Random, stream } from './random.ts'
import { type Registration, registerHouseholds } from './registration.ts'
import { largestSample, type SampledVillage } from './sample.ts'
import { sequencesPerSex, syntheticIdentityNumber } from './syntheticCodes.ts'
import { drawGivenName, drawSurname } from './syntheticNames.ts'

type Ethnicity = NonNullable<Residence['ethnicity']>
type Status = NonNullable<Residence['residenceStatus']>

/** A synthetic person of a sampled village. */
export interface Member {
  readonly relation: Kin['relation']
  readonly sex: Kin['sex']
  readonly name: string
  readonly ethnicity: Ethnicity
  readonly birthDate: string
  readonly birthYear: number
  /** Which of those with that birth date and sex. */
  readonly nth: number
  readonly status: Status
  readonly rural: boolean
}

/** A synthetic household of a sampled village. */
export interface SampledHousehold {
  readonly id: string
  /** Its number in the population register. */
  readonly number: string
  readonly village: string
  readonly members: readonly Member[]
  /** Absent where it never was on the poverty register. */
  readonly registration?: Registration
}

/** Picks whom a registered household's interest may be linked to. */
export type LinkFor = (random: Random) => string | undefined

const firstRegister = 2014
const endOfYears = 2020

/** Makes all households of one sampled village, always the same ones. */
export function householdsOf(
  seed: number,
  sampled: SampledVillage,
  linkFor: LinkFor,
): SampledHousehold[] {
  const { village, households, firstHousehold, wanted } = sampled
  const families = stream(seed, `families/${village.code}`)
  const drawn = Array.from({ length: households }, () => drawFamily(families))
  const registrations = registerHouseholds(
    drawn.map((kin) => kin.filter(({ age }) => endOfYears - age <= firstRegister).length),
    wanted,
    linkFor,
    stream(seed, `registration/${village.code}`),
  )
  const persons = stream(seed, `persons/${village.code}`)
  const birthDates = new BirthDates(sampled.slot)
  return drawn.map((kin, i) => {
    const registration = registrations.get(i)
    const serial = firstHousehold + i
    return {
      id: `H${String(serial).padStart(8, '0')}`,
      number: `699${String(serial).padStart(6, '0')}`,
      village: village.code,
      members: nameMembers(kin, registration, village.county, birthDates, persons),
      ...(registration ? { registration } : {}),
    }
  })
}

/** The identity number of a synthetic person, worked out only where it is asked for. */
export function identityNumberOf({ birthDate, sex, nth }: Member): string {
  return syntheticIdentityNumber(birthDate, sex, nth)
}

/** Deals out birth dates so that no two persons of any sampled villages have the same number. */
class BirthDates {
  readonly #first: number
  readonly #dealt = new Map<number, number>()
  static readonly #each = Math.floor(sequencesPerSex / largestSample)

  constructor(slot: number) {
    this.#first = slot * BirthDates.#each
  }

  /** A birth date in the year; another one where it has no number left for the sex. */
  deal(year: number, sex: Kin['sex'], random: Random): Pick<Member, 'birthDate' | 'nth'> {
    for (;;) {
      const day = dayOf(year, 1, 1) + Math.floor(365 * random.next())
      const key = 2 * day + (sex === 'MALE' ? 1 : 0)
      const dealt = this.#dealt.get(key) ?? 0
      if (dealt < BirthDates.#each) {
        this.#dealt.set(key, dealt + 1)
        return { birthDate: dateOf(day), nth: this.#first + dealt }
      }
    }
  }
}

const ethnicities: Record<string, readonly (readonly [Ethnicity, number])[]> = {
  '520627': [
    ['TUJIA', 0.62],
    ['HAN', 0.28],
    ['MIAO', 0.08],
    ['GELAO', 0.01],
    ['OTHER', 0.01],
  ],
  '520624': [
    ['HAN', 0.46],
    ['TUJIA', 0.36],
    ['MIAO', 0.13],
    ['GELAO', 0.025],
    ['DONG', 0.015],
    ['BUYEI', 0.003],
    ['SUI', 0.002],
    ['OTHER', 0.005],
  ],
}

function nameMembers(
  kin: readonly Kin[],
  registration: Registration | undefined,
  county: string,
  birthDates: BirthDates,
  random: Random,
): Member[] {
  const surname = drawSurname(random)
  const mix = ethnicities[county] ?? []
  const ethnicity = random.weighted(mix)
  return kin
    .filter(({ age }) => countsOn(registration, endOfYears - age))
    .map(({ relation, sex, age, bearsName }) => {
      const birthYear = endOfYears - age
      return {
        relation,
        sex,
        name: (bearsName ? surname : drawSurname(random)) + drawGivenName(sex, random),
        ethnicity: bearsName || random.chance(0.6) ? ethnicity : random.weighted(mix),
        ...birthDates.deal(birthYear, sex, random),
        birthYear,
        status: registration || relation === 'HEAD' ? 'ACTIVE' : drawStatus(age, random),
        rural: random.chance(0.925),
      }
    })
}

/**
 * Whether a person born in a year may stand in the household: into a registered one nobody is born
 * while it is poor, so that those who leave poverty are as many as those who were in it.
 */
function countsOn(registration: Registration | undefined, birthYear: number): boolean {
  if (!registration || birthYear <= firstRegister) return true
  return registration.returned === undefined && birthYear > (registration.exit ?? Infinity)
}

function drawStatus(age: number, random: Random): Status {
  if (age > 62 && random.chance(0.06)) return 'DECEASED'
  if (age > 19 && age < 40 && random.chance(0.025)) return 'MOVED_OUT'
  return random.chance(0.001) ? 'CANCELLED' : 'ACTIVE'
}
