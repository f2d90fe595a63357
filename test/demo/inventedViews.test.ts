import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gatherCatalogue, type Shelf } from '../../src/catalogue/catalogue.ts'
import { inventedSheets } from '../../src/demo/inventedViews.ts'
import { layGroundwork } from '../../src/demo/people/groundwork.ts'
import { publishCity } from '../../src/demo/publishCity.ts'
import { syntheticCity } from '../../src/demo/syntheticCity.ts'
import { isEntity } from '../../src/ground/entity.ts'
import { notAbove, sumNotAbove } from '../../src/ground/rowRule.ts'
import { readSettings } from '../../src/ground/settings.ts'
import { openPublishing, type Publishing } from '../../src/publishing/delivering/openPublishing.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { ownDatabase } from '../prepare/gateway.ts'

const catalogue = await gatherCatalogue()
const options = { seed: 5206, sampledVillages: 1, personKey: (idNumber: string) => idNumber }
const things = syntheticCity(catalogue, options).filter(({ of }) => isEntity(of))
/** Every view of every department, as if no office of the city made rows for any of them. */
const invented = inventedSheets(catalogue, layGroundwork(options), things)

/** As many rows as tell all facts of some things in all periods. */
function firstOf(rows: Iterable<object>): Iterable<object> {
  return {
    *[Symbol.iterator]() {
      let left = 3_000
      for (const row of rows) {
        yield row
        left -= 1
        if (left === 0) return
      }
    },
  }
}

test('where nobody makes rows every view has some', () => {
  expect(invented.map(({ of }) => of)).toEqual(catalogue.shelves.map(({ cls }) => cls))
})

describe.each(invented.map((sheet) => [sheet.of.name, sheet] as const))('%s', (_, sheet) => {
  test('has each of its facts, about as many rows as it says, and the same on every walk', () => {
    const { facts } = catalogue.shelfOf(sheet.of)
    const seen = new Set<string>()
    let count = 0
    let first = ''
    for (const row of sheet.rows) {
      for (const name of Object.keys(row)) seen.add(name)
      if (count === 0) first = JSON.stringify(row)
      count += 1
    }
    expect(facts.filter(({ name }) => !seen.has(name))).toEqual([])
    expect(Math.abs(count - sheet.about)).toBeLessThanOrEqual(Math.max(20, sheet.about * 0.15))
    for (const row of sheet.rows) {
      expect(JSON.stringify(row)).toBe(first)
      break
    }
  })
})

test('rules that hang on one another hold all at once, and leave something to see', () => {
  const village = catalogue.shelves.find(({ name }) => name === 'VillageCropping') as Shelf
  const [one = '', two = '', three = ''] = village.facts
    .filter(({ type }) => type.word === 'Decimal')
    .map(({ name }) => name)
  const rules = [notAbove(three, two), notAbove(two, one), sumNotAbove([two, three], one)]
  const chained = { ...catalogue, shelves: [{ ...village, rules }] }
  const [sheet] = inventedSheets(chained as typeof catalogue, layGroundwork(options), things)
  const rows = [...(sheet?.rows ?? [])].map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])),
  )
  expect(rows.length).toBeGreaterThan(10)
  for (const row of rows) expect(rules.map(({ holds }) => holds(row))).toEqual([true, true, true])
  const full = rows.filter((row) => [one, two, three].every((name) => name in row))
  expect(full.length).toBeGreaterThan(rows.length / 2)
})

describe('published as departments do', () => {
  let folder: string
  let database: Database
  let publishing: Publishing

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-invented-'))
    const settings = readSettings({
      DATABASE_URL: await ownDatabase('template0'),
      DATA_DIR: folder,
    })
    database = await openDatabase(catalogue, settings)
    publishing = openPublishing(database, settings.personKeySecret)
  })
  afterAll(async () => {
    await publishing.close()
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('every row is of its type, unit and range, keeps the rules of its view, and names what is there', async () => {
    const stored: string[] = []
    const some = invented.map((sheet) => ({ ...sheet, rows: firstOf(sheet.rows) }))
    await publishCity(catalogue, database, publishing, [...things, ...some], 'invented', {
      written: () => undefined,
      stored: (name) => stored.push(name),
    })
    expect(stored).toHaveLength(things.length + invented.length)
  })
})
