import { CompulsoryEducation, StudentAid } from '../../departments/education.ts'
import { yuan } from '../chance/amounts.ts'
import { dateOf, dayOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { schoolStageAt } from '../chance/schooling.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import {
  ageAtSchoolYear,
  householdYears,
  isOfSchoolAge,
  lackIn,
  type Shortfall,
  shortfallOf,
  truantOf,
} from '../people/guarantees.ts'
import { identityNumberOf, type Member, type SampledHousehold } from '../people/households.ts'
import { othersIn, registeredIn, villagesByCode } from '../people/registered.ts'
import { certificatesIn, isSevere } from './disability.ts'
import { frailtyOf } from './healthcare.ts'

type Stage = NonNullable<StudentAid['educationStage']>
type Kind = NonNullable<StudentAid['aidKind']>

/** The synthetic views of the education bureau. */
export function schoolSheets(ground: Groundwork): Sheet[] {
  const { seed } = ground
  const persons = registeredIn(ground).persons + 4 * othersIn(ground)
  return [
    sheet(CompulsoryEducation, Math.round(persons * 0.092 * terms.length), () =>
      withGaps(attendances(ground), stream(seed, 'CompulsoryEducation/gaps'), {
        silent: 0.0002,
        blank: 0.004,
        facts: ['schoolCode'],
      }),
    ),
    sheet(StudentAid, Math.round(persons * 0.08 * householdYears.length), () =>
      withGaps(aids(ground), stream(seed, 'StudentAid/gaps'), {
        silent: 0.002,
        blank: 0.005,
        facts: ['aidKind', 'aidAmount', 'rainDewFlag'],
      }),
    ),
  ]
}

const terms = [
  { period: '2019-T1', schoolYear: 2019 },
  { period: '2019-T2', schoolYear: 2019 },
  { period: '2020-T1', schoolYear: 2020 },
] as const

/** How a child is taught, or why not. */
interface Situation {
  readonly kind: 'AT_SCHOOL' | 'AT_HOME' | 'EXEMPT' | 'AWAY'
  /** For who stays away: the school year in which it is back. */
  readonly until: number
  /** The day on which it was talked into coming back. */
  readonly returned?: number
}

const atSchool: Situation = { kind: 'AT_SCHOOL', until: -Infinity }

/** Only one child of a household stays away: the one that its shortfall means. */
function situationOf(
  member: Member,
  household: SampledHousehold,
  shortfall: Shortfall | undefined,
  severelyDisabled: boolean,
  random: Random,
): Situation {
  const back = (year: number) => random.whole(dayOf(year, 8, 22), dayOf(year, 10, 20))
  if (shortfall?.of === 'SCHOOLING' && member === truantOf(household)) {
    const { until } = shortfall
    if (until === 2014) return atSchool
    return { kind: 'AWAY', until, ...(until === Infinity ? {} : { returned: back(until) }) }
  }
  if (severelyDisabled) {
    const fate = random.next()
    if (fate < 0.55) return { kind: 'AT_HOME', until: Infinity }
    return fate < 0.67 ? { kind: 'EXEMPT', until: Infinity } : atSchool
  }
  if (!household.registration && random.chance(0.001)) return { kind: 'AWAY', until: Infinity }
  return random.chance(0.004) ? { kind: 'AWAY', until: 2018, returned: back(2018) } : atSchool
}

function* attendances(ground: Groundwork): Generator<CompulsoryEducation> {
  const { seed, households, personKey, areas } = ground
  const random = stream(seed, 'CompulsoryEducation')
  const byCode = villagesByCode(ground)
  const seats = new Map(areas.townships.map(({ code, county }) => [county, code]))
  for (const household of households()) {
    const village = byCode.get(household.village)
    const pupils = household.members.filter((member) => mayBePupil(member))
    if (!village || pupils.length === 0) continue
    const shortfall = shortfallOf(seed, village, household)
    const severe = certificatesIn(seed, household).filter(isSevere)
    for (const pupil of pupils) {
      const key = personKey(identityNumberOf(pupil))
      const disabled = severe.some(({ holder }) => holder === pupil)
      const situation = situationOf(pupil, household, shortfall, disabled, random)
      const [early, late, inTown] = [random.chance(0.1), random.chance(0.3), random.chance(0.12)]
      const { township, county } = village.village
      for (const { period, schoolYear } of terms) {
        const age = ageAtSchoolYear(pupil, schoolYear)
        const comes = (age === 5 && early) || (age === 15 && late)
        if (!isOfSchoolAge(pupil, schoolYear) && !comes) continue
        const seat = inTown && age >= 12 ? (seats.get(county) ?? township) : township
        yield {
          personKey: key,
          period,
          schoolAgeFlag: isOfSchoolAge(pupil, schoolYear),
          ...attendance(situation, schoolYear, comes),
          ...(situation.kind === 'EXEMPT' ? {} : { schoolCode: schoolIn(seat, age) }),
          ...(situation.returned !== undefined && schoolYear >= situation.until
            ? { returnedDate: dateOf(situation.returned) }
            : {}),
        }
      }
    }
  }
}

function mayBePupil({ status, birthYear }: Member): boolean {
  return status === 'ACTIVE' && birthYear >= 2003 && birthYear <= 2015
}

function attendance({ kind, until }: Situation, schoolYear: number, comes: boolean) {
  const now = comes || schoolYear >= until ? 'AT_SCHOOL' : kind
  return {
    enrolledFlag: now === 'AT_SCHOOL',
    homeTeachingFlag: now === 'AT_HOME',
    dropoutFlag: now === 'AWAY',
    exemptFlag: now === 'EXEMPT',
  }
}

/** An invented number after the township's code: one primary and one junior middle school in each. */
function schoolIn(township: string, age: number): string {
  return `${age < 12 ? 21 : 31}529${township.slice(4)}`
}

type Aid = readonly [kind: Kind, amount: number, share: number]

/** What is paid a year at each stage to those on the register, and how many of them get it. */
const aidAt: Readonly<Record<Stage, readonly Aid[]>> = {
  NOT_AT_SCHOOL: [],
  PRESCHOOL: [
    ['PRESCHOOL_AID', 500, 0.8],
    ['MEALS', 600, 0.15],
  ],
  PRIMARY: [
    ['BOARDER_ALLOWANCE', 1000, 0.35],
    ['MEALS', 800, 0.63],
  ],
  JUNIOR_MIDDLE: [
    ['BOARDER_ALLOWANCE', 1250, 0.75],
    ['MEALS', 800, 0.23],
  ],
  SENIOR_MIDDLE: [
    ['POVERTY_GRANT', 1000, 0.4],
    ['STATE_GRANT', 2000, 0.35],
    ['TUITION', 800, 0.22],
  ],
  SECONDARY_VOCATIONAL: [
    ['RAIN_DEW', 3000, 0.5],
    ['STATE_GRANT', 2000, 0.45],
  ],
  COLLEGE: [
    ['RAIN_DEW', 3000, 0.35],
    ['POVERTY_GRANT', 4500, 0.6],
  ],
  UNIVERSITY: [
    ['POVERTY_GRANT', 4830, 0.6],
    ['STATE_GRANT', 4000, 0.35],
  ],
}
/** Of others, the pupils of village schools eat there, and a few students have a grant. */
const aidOfOthers: readonly Aid[] = [['MEALS', 800, 0.5]]
const grantOfOthers: readonly Aid[] = [['STATE_GRANT', 3300, 0.1]]

function aidFor(stage: Stage, poor: boolean, luck: number): Aid | undefined {
  const village = stage === 'PRIMARY' || stage === 'JUNIOR_MIDDLE'
  const offered = poor ? aidAt[stage] : village ? aidOfOthers : grantOfOthers
  let reached = 0
  return offered.find(([, , share]) => {
    reached += share
    return luck < reached
  })
}

/** Who stays away from school is paid nothing. */
function* aids(ground: Groundwork): Generator<StudentAid> {
  const { seed, households, personKey } = ground
  const random = stream(seed, 'StudentAid')
  const byCode = villagesByCode(ground)
  for (const household of households()) {
    const { registration, members } = household
    const village = byCode.get(household.village)
    const away = (year: number) =>
      village && lackIn(seed, village, household, year) === 'SCHOOLING' ? truantOf(household) : null
    for (const member of members) {
      if (member.status !== 'ACTIVE' || member.birthYear < 1996) continue
      const [luck, borrows] = [random.next(), random.chance(0.4) ? random.whole(30, 80) * 100 : 0]
      const frailty = frailtyOf(seed, member)
      for (const year of householdYears) {
        const stage = schoolStageAt(year - member.birthYear, frailty)
        if (stage === 'NOT_AT_SCHOOL' || away(year) === member) continue
        const aid = aidFor(stage, registration !== undefined, luck)
        const higher = stage === 'COLLEGE' || stage === 'UNIVERSITY'
        if (!aid && !(higher && borrows)) continue
        yield {
          personKey: personKey(identityNumberOf(member)),
          period: String(year),
          educationStage: stage,
          ...(aid ? { aidKind: aid[0], aidAmount: yuan(aid[1]) } : {}),
          rainDewFlag: aid?.[0] === 'RAIN_DEW',
          ...(higher && borrows ? { studentLoanAmount: yuan(borrows) } : {}),
        }
      }
    }
  }
}
