import { HouseholdRegister, PersonRegister, VillageStatus } from '../departments/povertyOffice.ts'
import { VillageStanding } from '../entities/villageStanding.ts'
import { yuan } from './amounts.ts'
import { inYear, years } from './anchors.ts'
import { membersIn } from './census.ts'
import type { CountedVillage, Groundwork } from './groundwork.ts'
import { identityNumberOf, type Member, type SampledHousehold } from './households.ts'
import { type Random, stream } from './random.ts'
import { exitYearIn, isPoor, type Registration, statusIn } from './registration.ts'
import { schoolStageAt } from './schooling.ts'
import { type Sheet, sheet } from './sheet.ts'

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
    sheet(PersonRegister, persons * years.length, () => personRegisters(ground)),
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
  for (const { village, programme, poor, severelyPoor, exitYear, count } of villages) {
    let leaders = 0
    for (const year of years) {
      const exited = inYear(count.exited, year)
      leaders += programme && year >= 2016 ? random.times(poor ? 0.75 : 0.5) : 0
      const row: VillageStatus = {
        villageCode: village.code,
        period: String(year),
        poorVillageFlag: poor,
        deepPovertyFlag: severelyPoor,
        registeredHouseholds: inYear(count.registeredHouseholds, year),
        registeredPersons: inYear(count.registered, year),
        remainingPoorPersons: inYear(count.remaining, year),
        plannedExitPersons: Math.round(exited * random.between(0.88, 1.06)),
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

/** Income a person and year above which a household is not poor: 2,800 yuan in 2014, 6 % more each year. */
function povertyLine(year: number): number {
  return Math.round(2800 * 1.06 ** (year - 2014))
}

function* householdRegisters({ seed, households }: Groundwork): Generator<HouseholdRegister> {
  const random = stream(seed, 'HouseholdRegister')
  for (const household of households()) {
    const { registration } = household
    if (!registration) continue
    const standing = random.next()
    for (const year of years)
      yield householdRegister(household, registration, year, standing, random)
  }
}

function householdRegister(
  household: SampledHousehold,
  registration: Registration,
  year: number,
  standing: number,
  random: Random,
): HouseholdRegister {
  const povertyStatus = statusIn(registration, year)
  const poor = isPoor(povertyStatus)
  const since = Math.max(0, year - (registration.exit ?? year))
  const againstLine = poor
    ? 0.55 + 0.38 * standing + random.between(-0.04, 0.04)
    : (1.08 + 0.9 * standing + random.between(0, 0.12)) * 1.05 ** since
  const exitYear = exitYearIn(registration, year)
  const { link } = registration
  return {
    householdId: household.id,
    period: String(year),
    registerNo: `${household.village.slice(0, 6)}${household.id.slice(1)}`,
    registeredYear: 2014,
    povertyStatus,
    povertyType: registration.type,
    mainCause: registration.cause,
    memberCount: membersIn(household, year),
    netIncomePerCapita: yuan(Math.round(povertyLine(year) * againstLine)),
    ...(exitYear === undefined ? {} : { exitYear }),
    noWorryFoodClothing: !poor || random.chance(0.45),
    ...(link && year >= link.since ? { linkedEntityUscc: link.uscc } : {}),
  }
}

function* personRegisters({ seed, households, personKey }: Groundwork): Generator<PersonRegister> {
  const random = stream(seed, 'PersonRegister')
  for (const { members, registration } of households()) {
    if (!registration) continue
    for (const member of members) {
      const key = personKey(identityNumberOf(member))
      const frailty = random.next()
      for (const year of years) {
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
