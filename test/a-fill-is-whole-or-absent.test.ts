import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gatherCatalogue } from '../src/catalogue/catalogue.ts'
import { readSettings } from '../src/ground/settings.ts'
import { ObjectionRecord } from '../src/store/assessmentTables.ts'
import { type Database, openDatabase } from '../src/store/database.ts'
import { ownDatabase } from './prepare/gateway.ts'

const newHolding = (name: string) => sql`insert into shared.holding values (${name}, 1, now())`

describe.each(['embedded', 'server'])('%s', (kind) => {
  let folder: string
  let database: Database
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-fill-'))
    const env: Record<string, string> =
      kind === 'server' ? { DATABASE_URL: await ownDatabase() } : { DATA_DIR: join(folder, 'data') }
    database = await openDatabase(await gatherCatalogue(), readSettings(env))
    await sql`delete from shared.holding`.execute(database.client)
  })
  afterAll(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  const held = async () =>
    (
      await database.reader.rows<{ name: string }>('holdings', sql`select name from shared.holding`)
    ).map(({ name }) => name)

  test('work that fails half-way leaves nothing', async () => {
    const half = database.transaction(async (transaction) => {
      await transaction.run(newHolding('half'))
      await transaction.copy(sql`shared.zone (code, name)`, [
        '5206Z8\tone\n',
        '5206Z9\ttwo\n',
        'too\tmany\tcolumns\n',
      ])
    })
    await expect(half).rejects.toThrow()
    expect(await held()).toEqual([])
    expect(
      await database.reader.rows('zones', sql`select from shared.zone where code > '5206Z7'`),
    ).toEqual([])
  })

  test('what the database refuses of a record is told without its values', async () => {
    const rule = sql`alter table assessment.objection add constraint no_secret check (text not like '%SECRET%')`
    await database.transaction((transaction) => transaction.run(rule))
    const refused = await database
      .transaction(async (transaction) => {
        const records = transaction.records()
        records.create(ObjectionRecord, {
          ...{ year: 2019, villageCode: '520602002001', text: 'SECRET 张三', raisedBy: 'somebody' },
          raisedAt: new Date(),
        })
        await records.flush()
      })
      .catch((error: Error) => error)
    expect(refused).toBeInstanceOf(Error)
    expect(inspect(refused, { depth: 9 })).toContain('the database refused a record')
    expect(inspect(refused, { depth: 9 })).not.toMatch(/SECRET|somebody/)
  })

  test('a transaction broken off on the way fails, and nothing stored after it stays', async () => {
    const broken = database.transaction(async (transaction) => {
      await transaction.run(newHolding('before'))
      await transaction.run(sql`rollback`)
      await transaction.run(sql`begin`)
      await transaction.run(newHolding('after'))
    })
    await expect(broken).rejects.toThrow(/broken off/)
    expect(await held()).toEqual([])
  })

  test('text with tabs, line ends, backslashes and blanks comes back as it went in', async () => {
    await database.transaction(async (transaction) => {
      await transaction.copy(sql`shared.zone (code, name, english_name)`, [
        '5206Z7\ta\\tb\\nc\\\\d\t\\N\n',
      ])
    })
    const rows = await database.reader.rows(
      'zone',
      sql`select name, english_name from shared.zone where code = '5206Z7'`,
    )
    expect(rows).toEqual([{ name: 'a\tb\nc\\d', english_name: null }])
  })
})
