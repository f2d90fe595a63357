import type { Residence } from '../../departments/publicSecurity.ts'
import { type Random, stream } from '../chance/random.ts'
import { syntheticIdentityNumber } from '../chance/syntheticCodes.ts'
import { drawGivenName, drawSurname } from '../chance/syntheticNames.ts'
import {
  type Fate,
  firstRegister,
  type Registration,
  registerHouseholds,
} from '../villages/registration.ts'
import type { SampledVillage } from '../villages/sample.ts'
import { type Birth, BirthDates } from './birthDates.ts'
import { drawFamily, type Kin } from './families.ts'

type Ethnicity = NonNullable<Residence['ethnicity']>
type Status = NonNullable<Residence['residenceStatus']>

/** A synthetic person of a sampled village. */
export interface Member extends Birth {
  readonly relation: Kin['relation']
  readonly sex: Kin['sex']
  readonly name: string
  readonly ethnicity: Ethnicity
  readonly status: Status
  readonly rural: boolean
}

/** A synthetic household of a sampled village. */
export interface SampledHousehold {
  readonly id: string
  /** Its number in the population register. */
  readonly number: string
  readonly village: string
  /** None where only the registered households of the village are known person by person. */
  readonly members: readonly Member[]
  /** Absent where it never was on the poverty register. */
  readonly registration?: Registration
}

const endOfYears = 2020

/** Makes all households of one sampled village, always the same ones. */
export function householdsOf(
  seed: number,
  sampled: SampledVillage,
  fate: Fate,
): SampledHousehold[] {
  const { village, index, onlyRegistered } = sampled
  const drawn = drawFamilies(sampled, stream(seed, `families/${village.code}`))
  const registrations = registerHouseholds(
    drawn.map(sizeAtRegistration),
    sampled.wanted,
    fate,
    stream(seed, `registration/${village.code}`),
  )
  const families = drawn.map((kin, i) => ({ kin, registration: registrations.get(i) }))
  const persons = stream(seed, `persons/${village.code}`)
  const birthDates = new BirthDates(index)
  const places = onlyRegistered
    ? scattered(
        families.filter(({ registration }) => registration),
        sampled.households,
        stream(seed, `places/${village.code}`),
      )
    : families
  return places.map((family, i) => {
    const serial = sampled.firstHousehold + i
    const household = {
      id: `H${String(serial).padStart(8, '0')}`,
      number: `699${String(serial).padStart(7, '0')}`,
      village: village.code,
    }
    if (!family) return { ...household, members: nobody }
    const { kin, registration } = family
    const members = nameMembers(kin, registration, village.county, birthDates, persons)
    return { ...household, members, ...(registration ? { registration } : {}) }
  })
}

const nobody: readonly Member[] = []

/** The identity number of a synthetic person, worked out only where it is asked for. */
export function identityNumberOf({
  birthDate,
  sex,
  nth,
}: Pick<Member, 'birthDate' | 'sex' | 'nth'>): string {
  return syntheticIdentityNumber(birthDate, sex, nth)
}

/** The families of all households, or as many as make up those who are to be registered. */
function drawFamilies(
  { households, onlyRegistered, wanted }: SampledVillage,
  random: Random,
): Kin[][] {
  const families: Kin[][] = []
  let missing = onlyRegistered ? (wanted.registered[0] ?? 0) : Infinity
  while (families.length < households && missing > 0) {
    const kin = drawFamily(random)
    families.push(kin)
    missing -= sizeAtRegistration(kin)
  }
  return families
}

function sizeAtRegistration(kin: readonly Kin[]): number {
  return kin.filter(({ age }) => endOfYears - age <= firstRegister).length
}

/** Puts a few anywhere among so many places, in their order; the other places stay empty. */
function scattered<T>(few: readonly T[], places: number, random: Random): (T | undefined)[] {
  let next = 0
  return Array.from({ length: places }, (_, place) =>
    random.chance((few.length - next) / (places - place)) ? few[next++] : undefined,
  )
}

const ethnicities: Record<string, readonly (readonly [Ethnicity, number])[]> = {
  '520602': mixOf({ HAN: 0.42, TUJIA: 0.27, MIAO: 0.15, DONG: 0.13 }),
  '520603': mixOf({ DONG: 0.62, HAN: 0.2, MIAO: 0.1, TUJIA: 0.06 }),
  '520621': mixOf({ TUJIA: 0.42, HAN: 0.28, MIAO: 0.16, DONG: 0.11 }),
  '520622': mixOf({ DONG: 0.8, HAN: 0.12, MIAO: 0.04, TUJIA: 0.03 }),
  '520623': mixOf({ HAN: 0.26, TUJIA: 0.26, GELAO: 0.22, DONG: 0.14, MIAO: 0.1 }),
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
  '520625': mixOf({ TUJIA: 0.54, HAN: 0.26, MIAO: 0.17 }),
  '520626': mixOf({ TUJIA: 0.71, HAN: 0.17, MIAO: 0.09 }),
  '520627': [
    ['TUJIA', 0.62],
    ['HAN', 0.28],
    ['MIAO', 0.08],
    ['GELAO', 0.01],
    ['OTHER', 0.01],
  ],
  '520628': mixOf({ MIAO: 0.45, HAN: 0.35, TUJIA: 0.17 }),
}

/** The main peoples of a county; a few of the others that live in the city make up the rest. */
function mixOf(main: Partial<Record<Ethnicity, number>>): (readonly [Ethnicity, number])[] {
  const shares = Object.entries(main) as [Ethnicity, number][]
  const rest = 1 - shares.reduce((sum, [, share]) => sum + share, 0)
  return [...shares, ['BUYEI', rest * 0.3], ['SUI', rest * 0.2], ['OTHER', rest * 0.5]]
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
    .map(({ relation, sex, age, bearsName }) => ({
      relation,
      sex,
      name: (bearsName ? surname : drawSurname(random)) + drawGivenName(sex, random),
      ethnicity: bearsName || random.chance(0.6) ? ethnicity : random.weighted(mix),
      ...birthDates.deal(endOfYears - age, sex, random),
      status: relation === 'HEAD' ? 'ACTIVE' : drawStatus(age, registration !== undefined, random),
      rural: random.chance(0.925),
    }))
}

/**
 * Whether a person born in a year may stand in the household: into a registered one nobody is born
 * while it is poor, so that those who leave poverty are as many as those who were in it.
 */
function countsOn(registration: Registration | undefined, birthYear: number): boolean {
  if (!registration || birthYear <= firstRegister) return true
  return registration.returned === undefined && birthYear > (registration.exit ?? Infinity)
}

/** Who is on the poverty register is looked after: few have died or left and still stand on it. */
function drawStatus(age: number, registered: boolean, random: Random): Status {
  const often = registered ? 0.15 : 1
  if (age > 62 && random.chance(0.06 * often)) return 'DECEASED'
  if (age > 19 && age < 40 && random.chance(0.025 * often)) return 'MOVED_OUT'
  return random.chance(0.001 * often) ? 'CANCELLED' : 'ACTIVE'
}
