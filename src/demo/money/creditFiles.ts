import type { HouseholdCredit } from '../../departments/ruralCredit.ts'
import { yuan } from '../chance/amounts.ts'
import { inYear, lastYear, years } from '../chance/anchors.ts'
import { dateOf, dayOf } from '../chance/days.ts'
import { type Random, stream } from '../chance/random.ts'
import { risingTo } from '../chance/scoreAimedAt.ts'
import type { Groundwork, KnownVillage } from '../people/groundwork.ts'
import type { SampledHousehold } from '../people/households.ts'
import { type Contract, owed } from '../villages/lending.ts'
import { performanceOf } from '../villages/performance.ts'
import { isWithoutLoans } from './lendingPace.ts'
import type { Loans } from './loans.ts'

type Grade = NonNullable<HouseholdCredit['creditGrade']>

/** From which year on the files of households are told that never were on the poverty register. */
const toldOfOthers = lastYear - 1

/** The credit files of all households, year by year. */
export function* householdCredits(ground: Groundwork, loans: Loans): Generator<HouseholdCredit> {
  const random = stream(ground.seed, 'HouseholdCredit')
  const bySeat = Map.groupBy(loans.values(), ({ seat }) => seat)
  for (const known of ground.householdsByVillage()) {
    const contracts = (bySeat.get(known.village.village.code) ?? []).filter(
      ({ kind }) => kind === 'HOUSEHOLD',
    )
    const byBorrower = Map.groupBy(contracts, ({ borrower }) => borrower)
    const files = filesOf(ground.seed, known, byBorrower, random)
    for (const [place, household] of known.households.entries()) {
      for (const [i, year] of years.entries()) {
        const isTold = ground.scale === 'sample' || household.registration || year >= toldOfOthers
        const file = files[i]?.[place]
        if (isTold && file) yield householdCredit(household, year, file, random)
      }
    }
  }
}

/** What is decided about a household in a year by looking at its whole village. */
interface File {
  readonly grade: Grade
  readonly hasLine: boolean
  readonly built: boolean
  /** What it owes, and whether some of it is micro-credit for poverty alleviation. */
  readonly used: number
  readonly holds: boolean
  needs: boolean
}

/**
 * Grades a village's households by merit until as many are graded, have a credit line and are
 * worthy of credit as earn the village its points; whoever owes something is among them.
 */
function filesOf(
  seed: number,
  { village, households }: KnownVillage,
  byBorrower: ReadonlyMap<string, readonly Contract[]>,
  random: Random,
): File[][] {
  const merits = households.map(({ registration }) => random.normal() - (registration ? 0.5 : 0))
  const built = households.map(() => random.chance(0.6))
  const best = merits
    .map((_, place) => place)
    .sort((one, other) => (merits[other] ?? 0) - (merits[one] ?? 0))
  const share = (item: string, year: number) => performanceOf(seed, village, item, year)
  return years.map((year) => {
    const end = dayOf(year, 12, 31)
    const debts = households.map(({ id }) => debtOf(byBorrower.get(id) ?? [], end))
    const all = inYear(village.count.households, year)
    const worthy = quota(all, share('B03', year), 0.4, 0.7)
    const graded = Math.max(worthy, quota(all, share('B01', year), 0.6, 0.95))
    const withLine = quota(graded, share('B02', year), 0.5, 0.9)
    const owing = debts.filter(({ used }) => used > 0).length
    let [mayBeGraded, mayHaveLine, mayBeWorthy] = [graded - owing, withLine - owing, worthy]
    const files: File[] = []
    for (const place of best) {
      const debt = debts[place] ?? noDebt
      const owes = debt.used > 0
      const isGraded = owes || mayBeGraded-- > 0
      const hasLine = owes || (isGraded && mayHaveLine-- > 0)
      const isWorthy = isGraded && mayBeWorthy-- > 0
      const isBest = isWorthy && mayBeWorthy > 0.65 * worthy
      const grade = !isGraded ? 'UNRATED' : isBest ? 'EXCELLENT' : isWorthy ? 'GOOD' : 'FAIR'
      files[place] = {
        ...debt,
        grade,
        hasLine,
        built: isGraded || built[place] === true,
        needs: false,
      }
    }
    const lent = !isWithoutLoans(seed, village)
    markNeeds(households, files, lent ? share('D01', year) : undefined, random)
    return files
  })
}

/** How many of so many make up the share that earns the points; the target and a little more for all. */
function quota(all: number, share: number, floor: number, target: number): number {
  if (share >= 1) return Math.ceil(all * (target + 0.006))
  return Math.round(all * risingTo(share, floor, target))
}

const noDebt = { used: 0, holds: false }

function debtOf(contracts: readonly Contract[], day: number): Pick<File, 'used' | 'holds'> {
  if (contracts.length === 0) return noDebt
  const used = contracts.reduce((sum, contract) => sum + owed(contract, day), 0)
  const holds = contracts.some(
    (contract) => contract.product === 'JINGFU' && owed(contract, day) > 0,
  )
  return { used, holds }
}

/**
 * Of the registered households that want a loan and qualify from half to 95 % hold a micro-credit,
 * where all points are earned: all. Where nobody lends, nobody is counted as wanting one.
 */
function markNeeds(
  households: readonly SampledHousehold[],
  files: readonly File[],
  share: number | undefined,
  random: Random,
): void {
  let [holding, left] = [0, 0]
  for (const [place, file] of files.entries()) {
    if (!households[place]?.registration) file.needs = file.used > 0 || random.chance(0.2)
    else if (file.holds) holding++
    else left++
  }
  let missing = 0
  if (share !== undefined && share < 1) {
    const rate = risingTo(share, 0.5, 0.95)
    missing = Math.round(holding > 0 ? holding * (1 / rate - 1) : left * 0.16)
  }
  for (const [place, file] of files.entries()) {
    if (!households[place]?.registration) continue
    file.needs = file.holds
    if (file.holds) continue
    if (random.chance(missing / left)) {
      file.needs = true
      missing--
    }
    left--
  }
}

/** The highest line of each grade, in yuan. */
const lines: Record<Grade, number> = { EXCELLENT: 100_000, GOOD: 60_000, FAIR: 30_000, UNRATED: 0 }

function householdCredit(
  { id }: SampledHousehold,
  year: number,
  { grade, hasLine, built, used, needs }: File,
  random: Random,
): HouseholdCredit {
  const usual = (lines[grade] * (random.chance(0.5) ? 1.5 : 2)) / 2
  const line = hasLine ? Math.max(usual, Math.ceil(used / 10_000) * 10_000) : 0
  return {
    householdId: id,
    period: String(year),
    creditFileBuilt: built,
    creditGrade: grade,
    creditLine: yuan(line),
    usedLine: yuan(used),
    creditHouseholdFlag: grade === 'EXCELLENT' || grade === 'GOOD',
    ...(grade === 'UNRATED'
      ? {}
      : { ratingDate: dateOf(dayOf(year, 3, 1) + random.whole(0, 270)) }),
    loanNeedFlag: needs,
  }
}
