import type { Person } from '../../entities/person.ts'
import { firstYear, years } from '../chance/anchors.ts'
import { dateOf, dayOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { officersPerSex, villagersPerSex, villagesWithNumbers } from '../chance/syntheticCodes.ts'
import { drawGivenName, drawSurname } from '../chance/syntheticNames.ts'
import type { CountedVillage, Groundwork } from './groundwork.ts'
import { identityNumberOf, type Member } from './households.ts'

/** The posts that each village of the programme has, or is sent somebody for. */
export const posts = ['secretary', 'director', 'povertyOfficer', 'firstSecretary'] as const
export type Post = (typeof posts)[number]

/** An official of a village: a person of no household that is known here. */
export interface Officer extends Pick<Member, 'name' | 'sex' | 'birthDate' | 'nth'> {
  /** The village of registration; absent where the official is sent there from elsewhere. */
  readonly village?: string
}

/** Who holds which post of a village at each year's end; nobody holds a post before there is one. */
export type Officers = Readonly<Record<Post, readonly (Officer | undefined)[]>>

/** The officials of a village through all years: two posts may be one person's. */
export function officersOf(seed: number, village: CountedVillage): Officers {
  const random = stream(seed, `officers/${village.village.code}`)
  const persons = new OfficerBirths(village.index)
  const succession = (post: Post) => inSuccession(post, village, persons, random)
  const secretary = succession('secretary')
  const director = succession('director')
  const povertyOfficer = succession('povertyOfficer')
  // One who holds both posts does so from an election on, and now and then takes on a third.
  const both = random.chance(0.3) ? random.weighted(joinedIn) : Infinity
  const three = random.chance(0.03)
  return {
    secretary,
    director: director.map((officer, i) => (firstYear + i >= both ? secretary[i] : officer)),
    povertyOfficer: povertyOfficer.map((officer, i) => officer && (three ? secretary[i] : officer)),
    firstSecretary: succession('firstSecretary'),
  }
}

/** Who holds a post at a year's end. */
export function holderOf(officers: Officers, post: Post, year: number): Officer | undefined {
  return officers[post][year - firstYear]
}

/** The officials of all villages of the programme, as persons, each once. */
export function* officerPersons({ seed, villages, personKey }: Groundwork): Generator<Person> {
  for (const village of villages) {
    if (!village.programme) continue
    const officers = officersOf(seed, village)
    for (const officer of new Set(posts.flatMap((post) => officers[post]))) {
      if (!officer) continue
      const idNumber = identityNumberOf(officer)
      const home = officer.village === undefined ? {} : { village: officer.village }
      yield { personKey: personKey(idNumber), idNumber, ...home }
    }
  }
}

/** About how many officials a village has had. */
export const officersPerVillage = 7.3

/** The years of elections in the villages. */
const elections = [2014, 2017, 2020]
const joinedIn = [
  [2014, 1],
  [2017, 2],
  [2020, 1],
] as const

interface Career {
  /** The first year's end with somebody in the post, if the village ever has it. */
  readonly since: (village: CountedVillage, random: Random) => number
  /** How likely somebody else holds it a year later; in a year of elections, and in others. */
  readonly replaced: readonly [election: number, otherwise: number]
  readonly men: number
  readonly born: readonly [number, number]
  readonly local: boolean
}

const careers: Record<Post, Career> = {
  secretary: {
    since: () => firstYear,
    replaced: [0.34, 0.06],
    men: 0.9,
    born: [1954, 1984],
    local: true,
  },
  director: {
    since: () => firstYear,
    replaced: [0.4, 0.06],
    men: 0.86,
    born: [1958, 1988],
    local: true,
  },
  povertyOfficer: {
    since: (_, random) => random.weighted([[2016, 0.6] as const, [2017, 0.4] as const]),
    replaced: [0.16, 0.12],
    men: 0.62,
    born: [1968, 1995],
    local: true,
  },
  firstSecretary: {
    since: ({ poor }, random) =>
      poor ? 2015 : random.chance(0.6) ? random.whole(2016, 2018) : Infinity,
    replaced: [0.42, 0.34],
    men: 0.74,
    born: [1966, 1992],
    local: false,
  },
}

function inSuccession(
  post: Post,
  village: CountedVillage,
  births: OfficerBirths,
  random: Random,
): (Officer | undefined)[] {
  const { since, replaced, men, born, local } = careers[post]
  const first = since(village, random)
  let officer: Officer | undefined
  return years.map((year) => {
    if (year < first) return undefined
    const leaves = random.chance(replaced[elections.includes(year) ? 0 : 1])
    if (officer && !leaves) return officer
    const sex = random.chance(men) ? 'MALE' : 'FEMALE'
    const name = drawSurname(random) + drawGivenName(sex, random)
    const home = local ? { village: village.village.code } : {}
    officer = { name, sex, ...births.deal(born, sex, random), ...home }
    return officer
  })
}

/** Deals out numbers that no villager has: a village owns one of a sex every so many days. */
class OfficerBirths {
  readonly #nth: number
  readonly #first: number
  readonly #dealt = new Set<number>()
  /** As many days as it takes for every village to own one. */
  static readonly #turn = Math.ceil(villagesWithNumbers / officersPerSex)

  constructor(village: number) {
    this.#nth = villagersPerSex + (village % officersPerSex)
    this.#first = Math.floor(village / officersPerSex)
  }

  deal(
    [first, last]: Career['born'],
    sex: Officer['sex'],
    random: Random,
  ): Pick<Officer, 'birthDate' | 'nth'> {
    const drawn = random.whole(dayOf(first, 1, 1), dayOf(last, 12, 31))
    const turn = OfficerBirths.#turn
    const owned = drawn - ((((drawn - this.#first) % turn) + turn) % turn)
    for (let day = owned; ; day -= turn) {
      const key = 2 * day + (sex === 'MALE' ? 1 : 0)
      if (this.#dealt.has(key)) continue
      this.#dealt.add(key)
      return { birthDate: dateOf(day), nth: this.#nth }
    }
  }
}
