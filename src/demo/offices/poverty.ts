import {
  HouseholdRegister,
  PersonRegister,
  VillageStatus,
} from '../../departments/povertyOffice.ts'
import { VillageStanding } from '../../entities/villageStanding.ts'
import { inYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { schoolStageAt } from '../chance/schooling.ts'
import { risingTo, stepFor } from '../chance/scoreAimedAt.ts'
import { type Sheet, sheet } from '../chance/sheet.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import { householdRegisters } from '../people/householdRegisters.ts'
import { identityNumberOf, type Member } from '../people/households.ts'
import { performanceOf } from '../villages/performance.ts'
import type { Registration } from '../villages/registration.ts'
import { frailtyOf } from './healthcare.ts'

/** The programme's register of villages, and the synthetic views of the poverty office. */
export function povertySheets(ground: Groundwork): Sheet[] {
  const { villages, censuses } = ground
  const registered = [...censuses.values()].map(({ headcount }) => ({
    households: inYear(headcount.registeredHouseholds, 2014),
    persons: inYear(headcount.registered, 2017),
  }))
  const households = registered.reduce((sum, count) => sum + count.households, 0)
  const persons = registered.reduce((sum, count) => sum + count.persons, 0)
  return [
    sheet(VillageStanding, villages.length * years.length, () => standings(villages)),
    sheet(VillageStatus, villages.length * years.length, () => statuses(ground)),
    sheet(HouseholdRegister, households * years.length, () => householdRegisters(ground)),
    sheet(PersonRegister, persons * toldYears(ground).length, () => personRegisters(ground)),
  ]
}

function* standings(villages: readonly CountedVillage[]): Generator<VillageStanding> {
  for (const { village, programme, poor, zone } of villages) {
    for (const year of years) {
      yield {
        villageCode: village.code,
        period: String(year),
        programmeVillage: programme,
        poorVillage: poor,
        ...(zone ? { zone } : {}),
      }
    }
  }
}

/** Only communities without poor people may stay silent here: the others carry the incidence. */
function* statuses({ seed, villages }: Groundwork): Generator<VillageStatus> {
  const random = stream(seed, 'VillageStatus')
  for (const traits of villages) {
    const { village, programme, poor, severelyPoor, exitYear, count } = traits
    const luck = random.next()
    let leaders = 0
    for (const year of years) {
      const exited = inYear(count.exited, year)
      const share = (item: string) => performanceOf(seed, traits, item, year)
      if (programme && year >= 2016) {
        const step = stepFor(share('A02'), [0, 0.4, 0.7, 1], luck)
        leaders = Math.max(leaders, step) + (step === 3 ? random.times(0.3) : 0)
      }
      const row: VillageStatus = {
        villageCode: village.code,
        period: String(year),
        poorVillageFlag: poor,
        deepPovertyFlag: severelyPoor,
        registeredHouseholds: inYear(count.registeredHouseholds, year),
        registeredPersons: inYear(count.registered, year),
        remainingPoorPersons: inYear(count.remaining, year),
        plannedExitPersons: plannedFor(exited, share('C02'), random),
        exitedPersons: exited,
        returnedPersons: inYear(count.returned, year),
        ...(exitYear && exitYear <= year ? { villageExitYear: exitYear } : {}),
        wealthLeadersCertified: leaders,
      }
      if (random.chance(0.003)) delete row.plannedExitPersons
      if (random.chance(0.003)) delete row.wealthLeadersCertified
      const mayBeSilent = !programme && row.remainingPoorPersons === 0
      if (!mayBeSilent || !random.chance(0.02)) yield row
    }
  }
}

/** From 80 % of what was planned achieved up to all of it, and more where all points are earned. */
function plannedFor(exited: number, share: number, random: Random): number {
  if (share < 1) return Math.round(exited / risingTo(share, 0.8, 1))
  return Math.max(Math.min(1, exited), Math.floor(exited * random.between(0.94, 1)))
}

/** The years told person by person: of the whole city only the last three. */
function toldYears({ scale }: Groundwork): readonly number[] {
  return scale === 'full' ? years.slice(-3) : years
}

function* personRegisters(ground: Groundwork): Generator<PersonRegister> {
  const { seed, households, personKey } = ground
  const told = toldYears(ground)
  const random = stream(seed, 'PersonRegister')
  for (const { members, registration } of households()) {
    if (!registration) continue
    for (const member of members) {
      const key = personKey(identityNumberOf(member))
      const frailty = frailtyOf(seed, member)
      for (const year of told) {
        if (member.birthYear > year) continue
        yield personRegister(key, member, registration, year, frailty, random)
      }
    }
  }
}

function personRegister(
  personKey: string,
  member: Member,
  registration: Registration,
  year: number,
  frailty: number,
  random: Random,
): PersonRegister {
  const age = year - member.birthYear
  const healthStatus = healthAt(age, frailty)
  const schoolStage = schoolStageAt(age, frailty)
  const labourCapacity = labourAt(age, healthStatus, schoolStage, frailty)
  const away = labourCapacity === 'NORMAL' || labourCapacity === 'SKILLED'
  return {
    personKey,
    period: String(year),
    relationToHead: member.relation,
    labourCapacity,
    healthStatus,
    schoolStage,
    migrantWorkMonths: away && random.chance(0.55) ? random.whole(2, 11) : 0,
    liftedFlag: registration.exit === year || registration.exitAgain === year,
  }
}

function healthAt(age: number, frailty: number): NonNullable<PersonRegister['healthStatus']> {
  const ill = age < 18 ? 0.02 : age < 45 ? 0.06 : age < 65 ? 0.14 : 0.3
  if (frailty < ill * 0.4) return 'DISABLED'
  if (frailty < ill * 1.5) return 'CHRONIC'
  return frailty < ill * 1.9 ? 'FAIR' : 'GOOD'
}

function labourAt(
  age: number,
  health: PersonRegister['healthStatus'],
  school: PersonRegister['schoolStage'],
  frailty: number,
): NonNullable<PersonRegister['labourCapacity']> {
  if (age < 16 || age > 75 || school !== 'NOT_AT_SCHOOL') return 'NONE'
  if (health === 'DISABLED') return frailty < 0.02 ? 'NONE' : 'WEAK'
  if (age > 60 || health === 'CHRONIC') return 'WEAK'
  return frailty > 0.88 ? 'SKILLED' : 'NORMAL'
}
