import { PairingAssistance } from '../../departments/orgDept.ts'
import type { Person } from '../../entities/person.ts'
import { periodsOf } from '../../ground/period.ts'
import { allocate } from '../chance/allocation.ts'
import { yuan } from '../chance/amounts.ts'
import { lastYear } from '../chance/anchors.ts'
import { dateOf, dayOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import { sequencesPerSex, syntheticIdentityNumber } from '../chance/syntheticCodes.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { registeredIn } from '../people/registered.ts'
import { figuresOf } from '../villages/countyFigures.ts'
import { performanceOf } from '../villages/performance.ts'

/** A cadre who helps households on behalf of a unit of the county. */
interface Helper {
  readonly personKey: string
  readonly idNumber: string
  readonly unit: string
}

/** How many cadres of the city and its counties help. */
export const helperCount = 600

/** No villager has the last number of a birth date and sex: it is kept for officials. */
const officialsNumber = sequencesPerSex - 1

/** The cadres who help registered households, as persons; where they live is not known here. */
export function helperPersons(ground: Groundwork): Person[] {
  return [...helpersByCounty(ground).values()].flatMap((helpers) =>
    helpers.map(({ personKey, idNumber }) => ({ personKey, idNumber })),
  )
}

/** The organisation department's ledger of who helps which registered household. */
export function pairingSheets(ground: Groundwork): Sheet[] {
  return [
    sheet(PairingAssistance, registeredIn(ground).households * quarters.length, () =>
      withGaps(pairings(ground), stream(ground.seed, 'PairingAssistance/gaps'), {
        silent: 0.0005,
        blank: 0.006,
        facts: ['pairedSince', 'fundsProvided', 'measureCount'],
      }),
    ),
  ]
}

const quarters = periodsOf(lastYear, 'quarter')

function helpersByCounty(ground: Groundwork): Map<string, Helper[]> {
  const { seed, areas, bodies, personKey } = ground
  const random = stream(seed, 'helpers')
  const taken = new Set<string>()
  const counts = allocate(
    helperCount,
    areas.counties.map(({ code }) => figuresOf(code).registered),
  )
  return new Map(
    areas.counties.map(({ code }, i) => {
      const units = bodies.organisations.filter(
        ({ county, kind }) =>
          county === code && ['ORGAN', 'INSTITUTION', 'MASS_ORGANISATION'].includes(kind),
      )
      const helpers = Array.from({ length: counts[i] ?? 0 }, () => {
        const idNumber = drawNumber(taken, random)
        return { personKey: personKey(idNumber), idNumber, unit: random.pick(units).uscc }
      })
      return [code, helpers]
    }),
  )
}

function drawNumber(taken: Set<string>, random: Random): string {
  for (;;) {
    const born = dateOf(random.whole(dayOf(1963, 1, 1), dayOf(1994, 12, 31)))
    const sex = random.chance(0.64) ? 'MALE' : 'FEMALE'
    const idNumber = syntheticIdentityNumber(born, sex, officialsNumber)
    if (taken.has(idNumber)) continue
    taken.add(idNumber)
    return idNumber
  }
}

function* pairings(ground: Groundwork): Generator<PairingAssistance> {
  const random = stream(ground.seed, 'PairingAssistance')
  const circles = new Map(
    [...helpersByCounty(ground)].map(([county, helpers]) => [county, circleOf(helpers)]),
  )
  for (const { village, households } of ground.householdsByVillage()) {
    const circle = circles.get(village.village.county)
    const share = performanceOf(ground.seed, village, 'C06', lastYear)
    for (const { id, registration } of households) {
      if (registration && circle) yield* ledgerOf(id, circle, share, random)
    }
  }
}

/** A county's helpers: those who help one household alone, and those who help several. */
interface Circle {
  readonly ofOne: Helper[]
  readonly ofSeveral: readonly Helper[]
}

function circleOf(helpers: readonly Helper[]): Circle {
  const alone = Math.floor(helpers.length / 4)
  return { ofOne: helpers.slice(0, alone), ofSeveral: helpers.slice(alone) }
}

/**
 * Helped as it should be is a household that somebody named visits three times in every quarter:
 * 60 % of a village's, up to all of them where all points are earned.
 */
function* ledgerOf(
  householdId: string,
  circle: Circle,
  share: number,
  random: Random,
): Generator<PairingAssistance> {
  const fulfilled = random.chance(0.6 + 0.4 * share)
  const worst = fulfilled ? Infinity : random.whole(0, quarters.length - 1)
  const nobody = !fulfilled && random.chance(0.2)
  const one = !nobody && random.chance(0.03) ? circle.ofOne.pop() : undefined
  const type = one ? 'ONE_TO_ONE' : random.chance(0.86) ? 'ONE_TO_MANY' : 'MANY_TO_ONE'
  let helper = one ?? random.pick(circle.ofSeveral)
  let since = random.whole(dayOf(2014, 3, 1), dayOf(2019, 10, 31))
  for (const [i, period] of quarters.entries()) {
    if (i > 0 && !one && random.chance(0.01)) {
      helper = random.pick(circle.ofSeveral)
      since = dayOf(lastYear, 3 * i + 1, random.whole(1, 20))
    }
    const lax = nobody || i === worst || (!fulfilled && random.chance(0.3))
    const visits = lax ? random.whole(0, nobody ? 1 : 2) : Math.min(9, 3 + random.times(1.2))
    yield {
      householdId,
      period,
      helpingUnitUscc: helper.unit,
      ...(nobody
        ? {}
        : { helperRef: helper.personKey, pairingType: type, pairedSince: dateOf(since) }),
      visitCount: visits,
      fundsProvided: yuan(visits > 0 && random.chance(0.3) ? random.whole(2, 15) * 100 : 0),
      measureCount: Math.min(visits, random.times(1.1)),
    }
  }
}
