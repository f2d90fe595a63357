import { gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import type { Sheet } from '../../src/demo/chance/sheet.ts'
import { syntheticCity } from '../../src/demo/syntheticCity.ts'
import type { Class } from '../../src/ground/factType.ts'

const catalogue = await gatherCatalogue()

/** A city with few sampled villages: every other row is there all the same. */
export function cityOf(sampledVillages = 4, seed = 5206): Sheet[] {
  const personKey = (idNumber: string) => `key of ${idNumber}`
  return syntheticCity(catalogue, { seed, sampledVillages, personKey })
}

/** All rows of one entity or view. */
export function rowsOf<T extends object>(sheets: readonly Sheet[], of: Class<T>): T[] {
  const sheet = sheets.find((candidate) => candidate.of === of)
  if (!sheet) throw new Error(`The city has no rows of ${of.name}`)
  return [...sheet.rows] as T[]
}

/** The sum of what a function says of each row; what is not reported adds nothing. */
export function sum<T>(rows: readonly T[], of: (row: T) => number | string | undefined): number {
  return rows.reduce((total, row) => total + Number(of(row) ?? 0), 0)
}

/** The rows by a key of theirs. */
export function grouped<T>(
  rows: readonly T[],
  by: (row: T) => string | undefined,
): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = by(row) ?? ''
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}
