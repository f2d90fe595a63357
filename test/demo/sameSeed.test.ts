import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Sheet } from '../../src/demo/chance/sheet.ts'
import { cityOf } from './rows.ts'

/** One hash a sheet, over all its rows in their order. */
function hashes(sheets: readonly Sheet[]): Map<string, string> {
  return new Map(
    sheets.map(({ of, rows }) => {
      const hash = createHash('sha256')
      for (const row of rows) hash.update(JSON.stringify(row))
      return [of.name, hash.digest('hex')]
    }),
  )
}

/** What no seed changes: the real areas, and the figures that are anchored wholly. */
const unseeded = ['City', 'County', 'Zone', 'Township', 'Village', 'CountyEconomy']

const first = cityOf(2, 7)
const before = hashes(first)

test('the same seed gives the same rows, on every walk', () => {
  expect(hashes(first)).toEqual(before)
  expect(hashes(cityOf(2, 7))).toEqual(before)
})

test('another seed gives other rows', () => {
  const other = hashes(cityOf(2, 8))
  const same = [...before].filter(([name, hash]) => other.get(name) === hash).map(([name]) => name)
  expect(same.sort()).toEqual([...unseeded].sort())
})

test('sheets come in an order in which they may be loaded', () => {
  const order = first.map(({ of }) => of.name)
  const before = (one: string, other: string) =>
    expect(order.indexOf(one)).toBeLessThan(order.indexOf(other))
  before('City', 'County')
  before('County', 'Township')
  before('Township', 'Village')
  before('Village', 'Organisation')
  before('Village', 'Household')
  before('Household', 'Person')
  before('Organisation', 'Loan')
  before('Loan', 'LoanLedger')
  before('Project', 'VillageStanding')
  expect(new Set(order).size).toBe(order.length)
})
