import { HealthCoverage, VillageClinic } from '../../departments/health.ts'
import { places, yuan } from '../chance/amounts.ts'
import { inYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import {
  householdYears,
  lackIn,
  type Registered,
  registeredHouseholds,
} from '../people/guarantees.ts'
import { identityNumberOf, type Member } from '../people/households.ts'
import { registeredIn } from '../people/registered.ts'
import { statusIn } from '../villages/registration.ts'

/** The synthetic views of the health commission. */
export function healthcareSheets(ground: Groundwork): Sheet[] {
  const { seed, villages } = ground
  return [
    sheet(HealthCoverage, registeredIn(ground).persons * householdYears.length, () =>
      withGaps(coverages(ground), stream(seed, 'HealthCoverage/gaps'), {
        silent: 0.0001,
        blank: 0.006,
        facts: ['familyDoctorSigned', 'premiumSubsidised', 'totalExpense', 'selfPaidAmount'],
      }),
    ),
    sheet(VillageClinic, villages.length * years.length, () =>
      withGaps(clinics(ground), stream(seed, 'VillageClinic/gaps'), {
        silent: 0.0015,
        blank: 0.006,
        facts: ['qualifiedDoctors', 'clinicArea', 'essentialDrugKinds'],
      }),
    ),
  ]
}

/** How frail somebody is all life long, from 0, the frailest, to 1. */
export function frailtyOf(seed: number, { birthDate, sex, nth }: Member): number {
  return stream(seed, `frailty/${birthDate}/${sex}/${nth}`).next()
}

/** How many of an age are disabled or ill; of the disabled among them it is the frailest two fifths. */
export function illnessAt(age: number): number {
  return age < 18 ? 0.02 : age < 45 ? 0.06 : age < 65 ? 0.14 : 0.3
}

const chronicIllnesses = [
  'I10.x00',
  'E11.900',
  'J44.900',
  'M17.900',
  'K29.500',
  'M51.202',
  'I25.103',
]
const majorIllnesses = ['C34.900', 'C16.900', 'I63.900', 'N18.900', 'C22.000', 'I21.900', 'C53.900']

interface Illness {
  readonly chronic: boolean
  readonly major: boolean
  readonly diagnosis?: string
}

/** What somebody suffers from at an age; of the chronically ill, one in eleven has a major disease. */
function illnessOf(age: number, frailty: number, suffers: boolean): Illness {
  const ill = illnessAt(age)
  const chronic = suffers || (frailty >= 0.4 * ill && frailty < 1.5 * ill)
  const major = frailty >= 0.4 * ill && frailty < 0.5 * ill
  const among = major ? majorIllnesses : chronicIllnesses
  const diagnosis = among[Math.floor(frailty * 1e6) % among.length]
  return chronic && diagnosis ? { chronic, major, diagnosis } : { chronic: false, major: false }
}

function* coverages(ground: Groundwork): Generator<HealthCoverage> {
  const { seed, personKey } = ground
  const random = stream(seed, 'HealthCoverage')
  for (const registered of registeredHouseholds(ground)) {
    const { household, registration, village } = registered
    const uninsured = householdYears.map((year) =>
      lackIn(seed, village, household, year) === 'INSURANCE'
        ? forgottenOf(seed, registered)
        : undefined,
    )
    const frailties = household.members.map((member) => frailtyOf(seed, member))
    const frailest = registration.cause === 'ILLNESS' ? Math.min(...frailties) : undefined
    for (const [m, member] of household.members.entries()) {
      const key = personKey(identityNumberOf(member))
      const frailty = frailties[m] ?? 1
      const reserve = random.next()
      for (const [y, year] of householdYears.entries()) {
        if (member.birthYear > year) continue
        const insured = uninsured[y] !== member
        const illness = illnessOf(year - member.birthYear, frailty, frailty === frailest)
        const subsidised = insured && statusIn(registration, year) !== 'REMOVED' && reserve < 0.985
        yield {
          personKey: key,
          period: String(year),
          insuredFlag: insured,
          premiumSubsidised: subsidised,
          familyDoctorSigned: illness.chronic ? reserve < 0.97 : reserve < 0.84,
          chronicDiseaseFlag: illness.chronic,
          majorDiseaseFlag: illness.major,
          ...(illness.diagnosis ? { diagnosisCode: illness.diagnosis } : {}),
          ...expenses(illness, insured, random),
        }
      }
    }
  }
}

/** Whose premium was not paid where a household lacks insurance: the same one all along. */
function forgottenOf(seed: number, { household }: Registered): Member | undefined {
  const born = household.members.filter(({ birthYear }) => birthYear < householdYears[0])
  return born.length > 0 ? stream(seed, `uninsured/${household.id}`).pick(born) : undefined
}

/** Of what is spent in hospital about a tenth is left to those on the register. */
function expenses(
  { major, chronic }: Illness,
  insured: boolean,
  random: Random,
): Pick<HealthCoverage, 'totalExpense' | 'selfPaidAmount'> {
  const total = major
    ? random.between(9_000, 90_000)
    : chronic
      ? random.between(600, 7_500)
      : random.chance(0.45)
        ? random.between(40, 900)
        : 0
  const left = !insured ? 1 : total > 3_000 ? random.between(0.05, 0.12) : random.between(0.15, 0.4)
  return { totalExpense: yuan(total), selfPaidAmount: yuan(Math.floor(total * left)) }
}

function* clinics({ seed, villages }: Groundwork): Generator<VillageClinic> {
  const random = stream(seed, 'VillageClinic')
  for (const { village, programme, count } of villages) {
    const standardSince = random.chance(programme ? 0.995 : 0.75)
      ? random.whole(2011, 2019)
      : Infinity
    const persons = inYear(count.population, 2017)
    const [before, after] = [random.between(35, 70), random.between(72, 140)]
    let doctors = Math.max(random.chance(0.06) ? 0 : 1, Math.round(persons / 1800))
    let drugs = random.whole(55, 85)
    for (const year of years) {
      const standard = year >= standardSince
      if (standard && doctors === 0) doctors = 1
      if (random.chance(0.03)) doctors += 1
      drugs += random.whole(0, 8)
      yield {
        villageCode: village.code,
        period: String(year),
        standardClinic: standard,
        qualifiedDoctors: doctors,
        clinicArea: places(standard ? after : before, 1),
        essentialDrugKinds: drugs,
      }
    }
  }
}
