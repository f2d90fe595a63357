import { DisabilityCertificate, RehabEmployment } from '../../departments/disabledFederation.ts'
import { yuan } from '../chance/amounts.ts'
import { dateOf, dayOf, monthsLater } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, standingSheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { householdYears } from '../people/guarantees.ts'
import { identityNumberOf, type Member, type SampledHousehold } from '../people/households.ts'
import { othersIn, registeredIn } from '../people/registered.ts'
import { frailtyOf, illnessAt } from './healthcare.ts'

type Kind = NonNullable<DisabilityCertificate['disabilityKind']>
type Grade = NonNullable<DisabilityCertificate['disabilityGrade']>

/** A synthetic disability certificate. */
export interface Certificate {
  readonly holder: Member
  readonly kind: Kind
  readonly grade: Grade
  /** The day of its issue. */
  readonly issued: number
}

/** The synthetic views of the disabled persons' federation. */
export function disabilitySheets(ground: Groundwork): Sheet[] {
  const persons = registeredIn(ground).persons + 4 * othersIn(ground)
  const holders = Math.round(persons * holdersShare)
  return [
    standingSheet(DisabilityCertificate, holders, () => certificates(ground)),
    sheet(RehabEmployment, holders * householdYears.length, () =>
      withGaps(rehabilitation(ground), stream(ground.seed, 'RehabEmployment/gaps'), {
        silent: 0.002,
        blank: 0.01,
        facts: ['rehabServiceFlag', 'deviceFittedFlag', 'homeAdaptedFlag', 'supportedJobFlag'],
      }),
    ),
  ]
}

const holdersShare = 0.043

const kinds: readonly (readonly [Kind, number])[] = [
  ['VISUAL', 0.12],
  ['HEARING', 0.09],
  ['SPEECH', 0.02],
  ['PHYSICAL', 0.53],
  ['INTELLECTUAL', 0.1],
  ['MENTAL', 0.09],
  ['MULTIPLE', 0.05],
]
const grades: readonly (readonly [Grade, number])[] = [
  ['GRADE_ONE', 0.14],
  ['GRADE_TWO', 0.25],
  ['GRADE_THREE', 0.29],
  ['GRADE_FOUR', 0.32],
]

/**
 * The certificates of a household's members. Where disability is why it is poor, the frailest holds
 * one, but for one household in a hundred in which nobody does.
 */
export function certificatesIn(seed: number, household: SampledHousehold): Certificate[] {
  const { id, members, registration } = household
  const living = members.filter(({ status, birthYear }) => status === 'ACTIVE' && birthYear < 2019)
  if (living.length === 0) return []
  const random = stream(seed, `disability/${id}`)
  const because = registration?.cause === 'DISABILITY'
  if (because && random.chance(0.01)) return []
  const frailties = new Map(living.map((member) => [member, frailtyOf(seed, member)]))
  const frailty = (member: Member) => frailties.get(member) ?? 1
  const disabled = living.filter(
    (member) => frailty(member) < disabledShare * illnessAt(2020 - member.birthYear),
  )
  const holders = disabled.filter(() => random.chance(0.88))
  if (because && holders.length === 0) {
    const [frailest] = living.sort((one, other) => frailty(one) - frailty(other))
    holders.push(...(frailest ? [frailest] : []))
  }
  return holders.map((holder) => certify(holder, random))
}

/** Of those who are not in good health. */
const disabledShare = 0.4

function certify(holder: Member, random: Random): Certificate {
  const born = Math.max(2011, holder.birthYear + 1)
  return {
    holder,
    kind: random.weighted(kinds),
    grade: random.weighted(grades),
    issued: random.whole(dayOf(born, 1, 5), dayOf(2020, 6, 30)),
  }
}

/** Whether the disability is of the two gravest grades. */
export function isSevere({ grade }: Certificate): boolean {
  return grade === 'GRADE_ONE' || grade === 'GRADE_TWO'
}

const digitOf = new Map<Kind | Grade, number>(
  [kinds, grades].flatMap((list) => list.map(([name], i) => [name, i + 1] as const)),
)

function* certificates({
  seed,
  households,
  personKey,
}: Groundwork): Generator<Omit<DisabilityCertificate, 'period'>> {
  const random = stream(seed, 'DisabilityCertificate')
  for (const household of households()) {
    const poorest = household.registration && household.registration.type !== 'GENERAL'
    for (const certificate of certificatesIn(seed, household)) {
      const { holder, kind, grade, issued } = certificate
      const idNumber = identityNumberOf(holder)
      yield {
        personKey: personKey(idNumber),
        certificateNo: `${idNumber}${digitOf.get(kind)}${digitOf.get(grade)}`,
        disabilityKind: kind,
        disabilityGrade: grade,
        issuedDate: dateOf(issued),
        validUntil: dateOf(monthsLater(issued, 120)),
        ...(poorest ? { livingAllowance: yuan(random.pick([50, 60, 70])) } : {}),
        ...(isSevere(certificate) ? { careAllowance: yuan(random.pick([50, 60, 80])) } : {}),
      }
    }
  }
}

function* rehabilitation({ seed, households, personKey }: Groundwork): Generator<RehabEmployment> {
  const random = stream(seed, 'RehabEmployment')
  for (const household of households()) {
    for (const { holder, kind, issued } of certificatesIn(seed, household)) {
      const key = personKey(identityNumberOf(holder))
      const mobility = kind === 'PHYSICAL' || kind === 'VISUAL'
      const adaptedSince = mobility && random.chance(0.16) ? random.whole(2016, 2021) : Infinity
      for (const year of householdYears) {
        if (issued > dayOf(year, 12, 31)) continue
        const age = year - holder.birthYear
        yield {
          personKey: key,
          period: String(year),
          rehabServiceFlag: random.chance(0.6),
          deviceFittedFlag: random.chance(mobility || kind === 'HEARING' ? 0.2 : 0.02),
          homeAdaptedFlag: year >= adaptedSince,
          supportedJobFlag: age >= 18 && age < 60 && random.chance(0.11),
        }
      }
    }
  }
}
