import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import { publishCity } from '../../src/demo/publishCity.ts'
import { syntheticCity } from '../../src/demo/syntheticCity.ts'
import { MinimumLiving } from '../../src/departments/civilAffairs.ts'
import { HouseholdRegister, PersonRegister } from '../../src/departments/povertyOffice.ts'
import { Residence } from '../../src/departments/publicSecurity.ts'
import { readSettings } from '../../src/ground/settings.ts'
import { openPublishing, type Publishing } from '../../src/publishing/delivering/openPublishing.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { ownDatabase } from '../prepare/gateway.ts'

const catalogue = await gatherCatalogue()
const views = [Residence, HouseholdRegister, PersonRegister, MinimumLiving]
let folder: string
let database: Database
let publishing: Publishing

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-city-test-'))
  const settings = readSettings({ DATABASE_URL: await ownDatabase('template0'), DATA_DIR: folder })
  database = await openDatabase(catalogue, settings)
  publishing = openPublishing(database, settings.personKeySecret)
})
afterAll(async () => {
  await publishing.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

test('a city broken off goes on where it stopped, and every sheet is one batch', async () => {
  const all = syntheticCity(catalogue, {
    seed: 5206,
    sampledVillages: 2,
    personKey: (idNumber) => idNumber,
  })
  const entities = new Set(catalogue.entities.map(({ cls }) => cls))
  const sheets = all.filter(({ of }) => entities.has(of) || views.some((cls) => cls === of))
  const stored: string[] = []
  const run = (breakAfter: number) =>
    publishCity(catalogue, database, publishing, sheets, 'city/test', {
      written: () => undefined,
      stored: (name) => {
        stored.push(name)
        if (stored.length === breakAfter) throw new Error('broken off')
      },
    })
  await expect(run(6)).rejects.toThrow('broken off')
  await run(Number.POSITIVE_INFINITY)
  expect(new Set(stored).size).toBe(stored.length)
  expect(stored).toHaveLength(sheets.length)
  const batches = await database.reader.rows<{ of: string; rows: number; inserted: number }>(
    'batches',
    sql`select of, rows, inserted from publishing.batch order by number`,
  )
  expect(batches.map(({ of }) => of)).toEqual(stored)
  for (const { rows, inserted } of batches) expect(inserted).toBe(rows)
  const of = (name: string) => batches.find((batch) => batch.of === name)?.rows
  for (const { of: cls, rows } of sheets) {
    const name = stored.find((one) => one.split('.').at(-1) === cls.name) ?? ''
    expect(of(name)).toBe([...rows].length)
  }
})
