import type { HouseholdRegister } from '../departments/povertyOffice.ts'
import { firstYear, inYear, lastYear, years } from './anchors.ts'
import type { Headcount } from './headcounts.ts'
import type { Random } from './random.ts'

type Status = NonNullable<HouseholdRegister['povertyStatus']>
type Type = NonNullable<HouseholdRegister['povertyType']>
type Cause = NonNullable<HouseholdRegister['mainCause']>

/** A household's way through the poverty register. */
export interface Registration {
  readonly type: Type
  readonly cause: Cause
  /** The year it left poverty; absent while it never did. */
  readonly exit?: number | undefined
  readonly returned?: number
  readonly exitAgain?: number
  /** The year in which it was struck off as never having qualified. */
  readonly removed?: number
  /** The cooperative or firm that its interest is linked to, and since which year. */
  readonly link?: { readonly uscc: string; readonly since: number }
}

/** Where a registered household stands at a year's end. */
export function statusIn(registration: Registration, year: number): Status {
  const {
    exit = Infinity,
    returned = Infinity,
    exitAgain = Infinity,
    removed = Infinity,
  } = registration
  if (year < exit) return 'POOR'
  if (year >= removed) return 'REMOVED'
  if (year >= returned && year < exitAgain) return 'RETURNED'
  return year < (year >= exitAgain ? exitAgain : exit) + 2 ? 'LIFTED' : 'LIFTED_STABLE'
}

/** Whether a status counts as still poor. */
export function isPoor(status: Status): boolean {
  return status === 'POOR' || status === 'RETURNED'
}

/** The year in which the household last left poverty, as known at a year's end. */
export function exitYearIn(registration: Registration, year: number): number | undefined {
  if (isPoor(statusIn(registration, year))) return undefined
  const { exit, exitAgain = Infinity } = registration
  return year >= exitAgain ? exitAgain : exit
}

/** By how many persons whole households may miss the number wanted. */
const largestRounding = 5

const types: readonly (readonly [Type, number])[] = [
  ['GENERAL', 0.6],
  ['DIBAO', 0.36],
  ['TEKUN', 0.04],
]

const causes: readonly (readonly [Cause, number])[] = [
  ['ILLNESS', 0.23],
  ['NO_SKILL', 0.2],
  ['NO_MONEY', 0.17],
  ['NO_LABOUR', 0.11],
  ['SCHOOLING', 0.1],
  ['DISABILITY', 0.08],
  ['BAD_ROADS', 0.04],
  ['NO_DRIVE', 0.03],
  ['NO_LAND', 0.02],
  ['DISASTER', 0.01],
  ['NO_WATER', 0.005],
  ['OTHER', 0.005],
]

/**
 * Registers households until their members come nearest to the number wanted, and lets them leave
 * poverty in the years that bring the poor nearest to the numbers wanted. Takes the sizes of the
 * households as they were in 2014; answers by the household's place in the list.
 */
export function registerHouseholds(
  sizes: readonly number[],
  wanted: Pick<Headcount, 'registered' | 'remaining' | 'rural'>,
  linkFor: (random: Random) => string | undefined,
  random: Random,
): Map<number, Registration> {
  const chosen: number[] = []
  let persons = 0
  for (const i of random.shuffled(sizes.map((_, i) => i))) {
    const size = sizes[i] ?? 0
    if (persons + size / 2 > inYear(wanted.registered, firstYear)) break
    chosen.push(i)
    persons += size
  }
  let worseOff = persons
  let mayReturn = true
  const registrations = new Map<number, Registration>()
  for (const i of chosen) {
    const size = sizes[i] ?? 0
    worseOff -= size
    const exit = years.find((year) => worseOff + size / 2 >= inYear(wanted.remaining, year))
    const setback =
      exit === undefined ? {} : drawSetback(exit, mayReturn ? size : Infinity, wanted, random)
    if (setback.returned) mayReturn = false
    registrations.set(i, { ...draw(size, linkFor, random), exit, ...setback })
  }
  return registrations
}

function draw(
  size: number,
  linkFor: (random: Random) => string | undefined,
  random: Random,
): Registration {
  const uscc = random.chance(0.66) ? linkFor(random) : undefined
  const since = random.whole(2015, 2019)
  const type = random.weighted(types)
  return {
    type: size > 2 && type === 'TEKUN' ? 'GENERAL' : type,
    cause: random.weighted(causes),
    ...(uscc ? { link: { uscc, since } } : {}),
  }
}

/**
 * Once in a while a household returns to poverty for a year or two, where the village has room for
 * it: one with few poor left may have been delisted, and must keep under 3 %.
 */
function drawSetback(
  exit: number,
  size: number,
  { remaining, rural }: Pick<Headcount, 'remaining' | 'rural'>,
  random: Random,
): Partial<Registration> {
  const chance = random.next()
  if (chance < 0.015 && exit <= lastYear - 3) {
    const returned = random.whole(exit + 1, lastYear - 2)
    const exitAgain = random.whole(returned + 1, lastYear)
    const hasRoom = (year: number) => {
      const [poor, limit] = [inYear(remaining, year), 0.0297 * inYear(rural, year)]
      return poor >= 1.3 * limit || poor + size + largestRounding <= limit
    }
    const away = years.filter((year) => year >= returned && year < exitAgain)
    return away.every(hasRoom) ? { returned, exitAgain } : {}
  }
  return chance > 0.996 && exit < 2017 ? { removed: 2017 } : {}
}
