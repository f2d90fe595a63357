import { VillageSelfGovernance } from '../../departments/civilAffairs.ts'
import { years } from '../chance/anchors.ts'
import { dateOf, dayOf, yearOf } from '../chance/days.ts'
import { stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { Groundwork } from '../people/groundwork.ts'
import { appearanceOf } from './environmentSheets.ts'

/** The civil affairs bureau's view of how villages govern themselves. */
export function selfGovernanceSheets(ground: Groundwork): Sheet[] {
  const { seed, villages } = ground
  return [
    sheet(VillageSelfGovernance, villages.length * years.length, () =>
      withGaps(governances(ground), stream(seed, 'VillageSelfGovernance/gaps'), {
        silent: 0.002,
        blank: 0.005,
        facts: ['lastElectionDate', 'villagerGroups', 'supervisionMembers'],
      }),
    ),
  ]
}

/** Committees are elected every three years, all in the winter before 2014 and in that before 2017. */
function* governances({ seed, villages, bodies }: Groundwork): Generator<VillageSelfGovernance> {
  const random = stream(seed, 'VillageSelfGovernance')
  const committees = new Map(
    bodies.organisations.flatMap(({ kind, village, uscc }) =>
      kind === 'VILLAGE_COMMITTEE' && village ? [[village, uscc] as const] : [],
    ),
  )
  for (const traits of villages) {
    const { code } = traits.village
    const elections = [
      dayOf(2013, 11, 1) + random.whole(0, 120),
      dayOf(2016, 11, 10) + random.whole(0, 140),
      ...(random.chance(0.03) ? [dayOf(2018, 1, 10) + random.whole(0, 900)] : []),
    ]
    const supervisors = random.chance(0.75) ? 3 : 5
    const committee = committees.get(code)
    for (const { year, villagerGroups } of appearanceOf(seed, traits)) {
      const last = elections.findLast((day) => yearOf(day) <= year)
      yield {
        villageCode: code,
        period: String(year),
        ...(committee ? { committeeUscc: committee } : {}),
        ...(last === undefined ? {} : { lastElectionDate: dateOf(last) }),
        villagerGroups,
        supervisionMembers: supervisors,
      }
    }
  }
}
