import { VillageLeadership } from '../../departments/orgDept.ts'
import { city, inYear, lastYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import { identityNumberOf } from '../people/households.ts'
import { holderOf, type Officers, officersOf, type Post, posts } from '../people/officers.ts'
import { shortName } from '../villages/areaList.ts'
import { performanceOf } from '../villages/performance.ts'

/** The organisation department's view of who leads each village of the programme. */
export function leadershipSheets(ground: Groundwork): Sheet[] {
  return [
    sheet(VillageLeadership, city.programmeVillages * years.length, () =>
      withGaps(leaderships(ground), stream(ground.seed, 'VillageLeadership/gaps'), {
        silent: 0.002,
        blank: 0.004,
        facts: ['partyMemberCount', 'residentTeamSize', 'weakBranchFlag'],
      }),
    ),
  ]
}

function* leaderships(ground: Groundwork): Generator<VillageLeadership> {
  const random = stream(ground.seed, 'VillageLeadership')
  const townships = new Map(ground.areas.townships.map(({ code, name }) => [code, name]))
  for (const village of ground.villages) {
    if (!village.programme) continue
    const { name, township, kind } = village.village
    const place = `${townships.get(township)}${shortName(name)}${kind === 'COMMUNITY' ? '社区' : '村'}`
    yield* leadershipOf(ground, village, `中共${place}支部委员会`, random)
  }
}

const factOf: Record<Post, keyof VillageLeadership> = {
  secretary: 'secretaryRef',
  director: 'directorRef',
  povertyOfficer: 'povertyOfficerRef',
  firstSecretary: 'firstSecretaryRef',
}

function* leadershipOf(
  { seed, personKey }: Groundwork,
  village: CountedVillage,
  partyBranchName: string,
  random: Random,
): Generator<VillageLeadership> {
  const officers = officersOf(seed, village)
  let members = Math.round(inYear(village.count.population, 2014) * random.between(0.017, 0.034))
  const mended = weakUntil(seed, village, random)
  for (const year of years) {
    members = Math.max(3, members + random.whole(-1, 2))
    const team = sizeOfTeam(village, officers, year, random)
    const refs = posts.flatMap((post) => {
      const officer = holderOf(officers, post, year)
      return officer ? [[factOf[post], personKey(identityNumberOf(officer))]] : []
    })
    const secretary = holderOf(officers, 'secretary', year)
    yield {
      villageCode: village.village.code,
      period: String(year),
      partyBranchName,
      partyMemberCount: members,
      ...Object.fromEntries(refs),
      ...(team === undefined ? {} : { residentTeamSize: team }),
      dualRoleFlag: secretary === holderOf(officers, 'director', year),
      weakBranchFlag: year < mended,
    }
  }
}

/** Where the work pleases people less, branches are likelier to be weak; most have been mended since. */
function weakUntil(seed: number, village: CountedVillage, random: Random): number {
  const share = performanceOf(seed, village, 'A07', lastYear)
  const weak = random.chance(Math.min(0.6, 0.6 * Math.max(0, 0.95 - share)))
  return weak ? random.whole(2015, 2021) : 0
}

/** Teams came to live in the villages with the first secretaries, the first secretary among them. */
function sizeOfTeam(
  { poor }: CountedVillage,
  officers: Officers,
  year: number,
  random: Random,
): number | undefined {
  const first = holderOf(officers, 'firstSecretary', year)
  if (!first) return year < 2015 ? undefined : random.whole(0, 2)
  return random.whole(poor ? 3 : 2, poor ? 6 : 4)
}
