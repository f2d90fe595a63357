import type { HouseholdRegister } from '../../departments/povertyOffice.ts'
import { firstYear, inYear, lastYear, type Series, years } from '../chance/anchors.ts'
import type { Random } from '../chance/random.ts'
import type { Headcount } from './headcounts.ts'

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

/** The year in which the register was made. */
export const firstRegister = 2014

/** What lies ahead of a village's registered households, as far as the village decides it. */
export interface Fate {
  /** Picks whom a household's interest may be linked to. */
  readonly linkFor: (random: Random) => string | undefined
  /** The share of them linked by each year's end. */
  readonly linked: Series
  /** How likely one that has left poverty is to return to it, in each year. */
  readonly returning: Series
  /** How many persons may still be poor, each year. */
  readonly mostPoor: Series
}

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
  wanted: Pick<Headcount, 'registered' | 'remaining'>,
  fate: Fate,
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
  const back = years.map(() => 0)
  const mostPoor = (year: number) => inYear(fate.mostPoor, year)
  const links = drawLinks(chosen.length, fate, random)
  const registrations = new Map<number, Registration>()
  for (const [k, i] of chosen.entries()) {
    const size = sizes[i] ?? 0
    worseOff -= size
    // Whoever has returned stands in for others, who leave the sooner.
    const exit = years.find((year) => {
      const poor = worseOff + inYear(back, year)
      return poor + size / 2 >= inYear(wanted.remaining, year) || poor + size > mostPoor(year)
    })
    const hasRoom = (year: number) => inYear(back, year) + size <= mostPoor(year)
    const setback = exit === undefined ? {} : drawSetback(exit, fate.returning, hasRoom, random)
    for (const year of yearsAway(setback)) back[year - firstYear] = inYear(back, year) + size
    registrations.set(i, { ...draw(size, random), ...links[k], exit, ...setback })
  }
  return registrations
}

function draw(size: number, random: Random): Pick<Registration, 'type' | 'cause'> {
  const type = random.weighted(types)
  return {
    type: size > 2 && type === 'TEKUN' ? 'GENERAL' : type,
    cause: random.weighted(causes),
  }
}

/** Whom each household is linked to, if anybody, so that each year has just the share wanted. */
function drawLinks(
  count: number,
  { linkFor, linked }: Fate,
  random: Random,
): Pick<Registration, 'link'>[] {
  const places = random.shuffled(Array.from({ length: count }, (_, place) => place))
  return places.map((place) => {
    const since = years.find((year) => place + 0.5 < inYear(linked, year) * count)
    const uscc = since === undefined ? undefined : linkFor(random)
    return since === undefined || uscc === undefined ? {} : { link: { uscc, since } }
  })
}

/** Once in a while a household returns to poverty for a year or two, where the village has room for it. */
function drawSetback(
  exit: number,
  returning: Series,
  hasRoom: (year: number) => boolean,
  random: Random,
): Pick<Registration, 'returned' | 'exitAgain' | 'removed'> {
  const returned = years.find((year) => year > exit && random.chance(inYear(returning, year)))
  if (returned !== undefined) {
    const exitAgain = returned < lastYear ? random.whole(returned + 1, lastYear) : undefined
    const setback = { returned, ...(exitAgain === undefined ? {} : { exitAgain }) }
    if (yearsAway(setback).every(hasRoom)) return setback
  }
  return exit < 2017 && random.chance(0.004) ? { removed: 2017 } : {}
}

function yearsAway({
  returned = Infinity,
  exitAgain = Infinity,
}: Pick<Registration, 'returned' | 'exitAgain'>): number[] {
  return years.filter((year) => year >= returned && year < exitAgain)
}
