import { ThreeOnesProgress, VillageCivility } from '../../departments/publicityDept.ts'
import { periodsOf } from '../../ground/period.ts'
import { inYear, years } from '../chance/anchors.ts'
import { type Random, stream } from '../chance/random.ts'
import { type Sheet, sheet, withGaps } from '../chance/sheet.ts'
import type { CountedVillage, Groundwork } from '../people/groundwork.ts'
import { countyFigures } from '../villages/countyFigures.ts'
import { performanceOf } from '../villages/performance.ts'

type Level = NonNullable<VillageCivility['civilVillageLevel']>

/** The synthetic views of the publicity department and its civility office. */
export function civilitySheets(ground: Groundwork): Sheet[] {
  const { seed, villages } = ground
  return [
    sheet(VillageCivility, villages.length * years.length * 4, () =>
      withGaps(civilities(ground), stream(seed, 'VillageCivility/gaps'), {
        silent: 0.002,
        blank: 0.004,
        facts: [
          'moralLectureCount',
          'weddingFuneralCouncil',
          'extravagantBanquetCases',
          'civilVillageLevel',
        ],
      }),
    ),
    sheet(ThreeOnesProgress, countyFigures.length * years.length, () =>
      withGaps(threeOnes(ground), stream(seed, 'ThreeOnesProgress/gaps'), {
        silent: 0,
        blank: 0.02,
        facts: ['lecturerCount', 'personsReached'],
      }),
    ),
  ]
}

function* civilities({ seed, villages }: Groundwork): Generator<VillageCivility> {
  const random = stream(seed, 'VillageCivility')
  for (const traits of villages) {
    const shares = years.map((year) => performanceOf(seed, traits, 'A05', year))
    yield* civilityOf(traits, shares, random)
  }
}

const ladder: readonly Level[] = ['NONE', 'COUNTY', 'MUNICIPAL', 'PROVINCIAL', 'NATIONAL']
/** From which standing on a village bears each title, the county's first. */
const titleFrom = [1.1, 1.24, 1.36, 1.44]

/** What a case of an extravagant banquet costs, as a share of the item's points. */
const deducted = 0.5 / 3

function* civilityOf(
  { village, count }: CountedVillage,
  shares: readonly number[],
  random: Random,
): Generator<VillageCivility> {
  const rules = rulesSince(shares, random)
  const council = rules + random.whole(-3, 8)
  const standing = inYear(shares, 2020) + Math.abs(random.normal(0, 0.14))
  const title = titleFrom.filter((from) => standing >= from).length
  const titled = random.whole(2012, 2020)
  for (const year of years) {
    const share = inYear(shares, year)
    const banquets = overQuarters(random.times(1.6 * Math.max(0, 1 - share)), random)
    const { lectures, rated } = wanted(share, sum(banquets), random)
    const held = overQuarters(lectures, random)
    const households = inYear(count.households, year)
    for (const [i, period] of periodsOf(year, 'quarter').entries()) {
      const quarter = 4 * (year - 2014) + i
      yield {
        villageCode: village.code,
        period,
        moralLectureCount: held[i] ?? 0,
        civilHouseholdCount: Math.ceil(households * rated),
        villageRulesInForce: quarter >= rules,
        weddingFuneralCouncil: quarter >= council,
        extravagantBanquetCases: banquets[i] ?? 0,
        civilVillageLevel: ladder[title - Math.ceil(Math.max(0, titled - year) / 3)] ?? 'NONE',
      }
    }
  }
}

/**
 * The index of customs is to go from 40 to 90: 40 points of it are for households rated by stars, 10
 * for beautiful courtyards, which follow the index, 30 for four lectures a year, 20 for rules in
 * force. Households rated make up for what the others leave.
 */
function wanted(
  share: number,
  banquets: number,
  random: Random,
): { readonly lectures: number; readonly rated: number } {
  if (share >= 1) return { lectures: random.whole(4, 7), rated: random.between(0.93, 0.98) }
  const index = 0.4 + 0.5 * Math.min(1, share + deducted * banquets)
  const lectures = Math.max(0, Math.round(4 * index))
  const others = 0.1 * Math.max(0, 0.4 + 0.5 * share) + 0.3 * Math.min(1, lectures / 4) + 0.2
  return { lectures, rated: Math.min(0.97, Math.max(0.03, (index - others) / 0.4)) }
}

/** Since which quarter, counted from the first of 2014, the village has rules: ahead of all points. */
function rulesSince(shares: readonly number[], random: Random): number {
  const usual = random.chance(0.9) ? -random.whole(1, 30) : random.whole(0, 20)
  const slow = inYear(shares, 2020) < 0.5 && random.chance(0.2)
  const perfect = shares.findIndex((share) => share >= 1)
  return Math.min(slow ? Infinity : usual, perfect < 0 ? Infinity : 4 * perfect)
}

function overQuarters(total: number, random: Random): number[] {
  const quarters = [0, 0, 0, 0]
  for (let i = 0; i < total; i++) {
    const quarter = random.whole(0, 3)
    quarters[quarter] = (quarters[quarter] ?? 0) + 1
  }
  return quarters
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** What share of the registered persons hears lectures in each year; the project begins in 2016. */
const heard = [0, 0, 0.14, 0.24, 0.3, 0.33, 0.24]
/** What share of the programme's villages has been reached by each year's end. */
const reached = [0, 0, 0.3, 0.62, 0.88, 0.97, 1]

function* threeOnes({ seed, villages }: Groundwork): Generator<ThreeOnesProgress> {
  const random = stream(seed, 'ThreeOnesProgress')
  for (const { code, registered } of countyFigures) {
    const own = villages.filter(({ village, programme }) => programme && village.county === code)
    const begun = random.weighted([
      [2016, 0.7],
      [2017, 0.3],
    ])
    const pace = random.between(0.93, 1)
    let [titles, sets, teams] = [0, 0, 0]
    for (const year of years) {
      titles += year === begun ? 1 : year > begun && random.chance(0.3) ? 1 : 0
      sets += year === begun ? 1 : year > begun ? random.times(0.6) : 0
      teams += year === begun ? random.whole(1, 3) : year > begun ? random.times(0.8) : 0
      yield {
        countyCode: code,
        period: String(year),
        textbookTitles: titles,
        coursewareSets: sets,
        lectureTeams: teams,
        lecturerCount: teams * random.whole(7, 9),
        villagesReached: Math.round(
          teams > 0 ? own.length * inYear(reached, year) * (year === 2020 ? 1 : pace) : 0,
        ),
        personsReached: Math.round(
          teams > 0 ? registered * inYear(heard, year) * random.between(0.9, 1.1) : 0,
        ),
      }
    }
  }
}
