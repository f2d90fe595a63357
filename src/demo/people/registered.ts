import { inYear, lastYear } from '../chance/anchors.ts'
import type { CountedVillage, Groundwork } from './groundwork.ts'

/** How many households and persons of the sampled villages are on the poverty register. */
export function registeredIn({ censuses }: Groundwork): { households: number; persons: number } {
  let [households, persons] = [0, 0]
  for (const { headcount } of censuses.values()) {
    households += inYear(headcount.registeredHouseholds, lastYear)
    persons += inYear(headcount.registered, lastYear)
  }
  return { households, persons }
}

/** How many other households there are of whom all members are known. */
export function othersIn(ground: Groundwork): number {
  const whole = ground.sample.filter(({ onlyRegistered }) => !onlyRegistered)
  if (whole.length === 0) return 0
  const all = whole.reduce((sum, { households }) => sum + households, 0)
  return all - registeredIn(ground).households
}

/** The villages with their traits and people, by code. */
export function villagesByCode({ villages }: Groundwork): ReadonlyMap<string, CountedVillage> {
  return new Map(villages.map((traits) => [traits.village.code, traits]))
}

/** Those of a sheet's rows that are of a year or later. */
export function* sinceYear<T extends { period: string }>(
  rows: Iterable<T>,
  year: number,
): Generator<T> {
  for (const row of rows) if (row.period >= String(year)) yield row
}

/**
 * Reads another department's rows beside a walk in the same order, so that neither has to be held:
 * answers the row of a key, or nothing where that department says nothing of it.
 */
export function readBeside<T>(
  rows: Iterable<T>,
  keyOf: (row: T) => string,
): (key: string) => T | undefined {
  const reading = rows[Symbol.iterator]()
  let next = reading.next()
  return (key) => {
    if (next.done || keyOf(next.value) !== key) return undefined
    const row = next.value
    next = reading.next()
    return row
  }
}
