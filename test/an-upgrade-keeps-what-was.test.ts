import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Kind } from './prepare/backups.ts'
import { ownDatabase } from './prepare/gateway.ts'
import { copyHouse } from './prepare/houseCopy.ts'
import { type GatewayProcess, startProcess } from './prepare/process.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const migrations = (await readdir(join(root, 'migrations'))).sort()
const names = migrations.map((file) => file.replace(/\.ts$/, ''))

interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly isNullable: boolean
  /** What a check of the table says of it, where one does. */
  readonly check: string | null
}

const columnsOfTables = `
  select format('%I.%I', n.nspname, c.relname) as "table", quote_ident(a.attname) as name,
    format_type(a.atttypid, null) as type, not a.attnotnull as "isNullable",
    (select pg_get_constraintdef(k.oid) from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any(k.conkey) limit 1) as "check"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
  order by 1, a.attnum`

/** A value of each kind of column, none of them what a default would give. */
const values: Readonly<Record<string, string>> = {
  bigint: '7',
  integer: '7',
  smallint: '2014',
  numeric: '7.25',
  boolean: 'true',
  date: `'2019-05-06'`,
  jsonb: `'{"a": 1}'`,
  text: `'something'`,
  'character varying': `'something'`,
  'text[]': `'{2019}'`,
  'timestamp with time zone': `'2019-05-06T07:08:09Z'`,
}

function valueFor({ table, name, type, isNullable, check }: Column): string {
  if (check) return isNullable ? 'null' : (/'[^']*'/.exec(check)?.[0] ?? 'null')
  const value = values[type]
  if (value === undefined) throw new Error(`${table}.${name} is ${type}: give a value for it here`)
  return value
}

type Sql = (text: string) => Promise<Record<string, unknown>[]>

/** Runs work with the database's statements, while no gateway has it. */
type Reach = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>

function reachServer(address: string): Reach {
  return async (work) => {
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    try {
      return await work(async (text) => (await client.query(text)).rows)
    } finally {
      await client.end()
    }
  }
}

function reachEmbedded(directory: string): Reach {
  return async (work) => {
    const database = await PGlite.create(join(directory, 'postgres'))
    try {
      return await work(async (text) => (await database.query<Record<string, unknown>>(text)).rows)
    } finally {
      await database.close()
    }
  }
}

/** What stands in every table, in the columns given. */
async function contentOf(sql: Sql, columns: ReadonlyMap<string, readonly Column[]>) {
  const content: Record<string, unknown> = {}
  for (const [table, its] of columns) {
    content[table] = await sql(`select ${its.map(({ name }) => `${name}::text`)} from ${table}`)
  }
  return content
}

describe.each(['server', 'embedded'] as Kind[])('%s', (kind) => {
  let folder: string
  let env: Record<string, string>
  let reach: Reach
  let columns: ReadonlyMap<string, readonly Column[]>
  let before: Record<string, unknown>
  const started: GatewayProcess[] = []

  /** Starts a gateway, this one or the one of before, until it is ready; and ends it. */
  async function startOnce(cwd = root): Promise<void> {
    const gateway = startProcess('src/main.ts', env, [], cwd)
    started.push(gateway)
    await gateway.prints(/The gateway is ready/)
    await gateway.stop()
  }
  const run = async (command: string, ...args: string[]) => {
    const ran = startProcess(`src/commands/${command}.ts`, env, args)
    return [await ran.ends(), ran.output()]
  }
  const executed = () =>
    reach(async (sql) =>
      (await sql('select name from mikro_orm_migrations order by id')).map(({ name }) => name),
    )

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-upgrade-'))
    const dataDir = join(folder, 'data')
    const address = kind === 'server' ? await ownDatabase('template1') : undefined
    env = {
      ...{ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', SYNTHETIC_CITY: 'off' },
      // What stands in the tables is not of the demonstration's making.
      DEMONSTRATION_ISSUER: 'over-real-data',
      ...(address ? { DATABASE_URL: address } : {}),
    }
    reach = address ? reachServer(address) : reachEmbedded(dataDir)
    // The gateway as it would be without the last change makes the database of before.
    const last = join(folder, 'last')
    await copyHouse(last)
    await rm(join(last, 'migrations', migrations.at(-1)!))
    await startOnce(last)
    await reach(async (sql) => {
      const found = (await sql(columnsOfTables)) as unknown as Column[]
      columns = Map.groupBy(found, ({ table }) => table)
      for (const [table, its] of columns) {
        await sql(
          `insert into ${table} (${its.map(({ name }) => name)}) overriding system value values (${its.map(valueFor)})`,
        )
      }
      before = await contentOf(sql, columns)
    })
    expect(await executed()).toEqual(names.slice(0, -1))
    expect(await run('backup', join(folder, 'of-before'))).toEqual([0, expect.anything()])
  })
  afterAll(async () => {
    for (const gateway of started) await gateway.stop('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  test('a database of the version before is brought forward, and every value in it stays', async () => {
    await startOnce()
    expect(await executed()).toEqual(names)
    expect(await reach((sql) => contentOf(sql, columns))).toEqual(before)
  })

  test('a backup of the version before is, too, at the first start', async () => {
    const restored = [0, expect.stringContaining('Restored')]
    expect(await run('restore', join(folder, 'of-before'), '--replace')).toEqual(restored)
    expect(await executed()).toEqual(names.slice(0, -1))
    await startOnce()
    expect(await executed()).toEqual(names)
    expect(await reach((sql) => contentOf(sql, columns))).toEqual(before)
  })

  test('there is no way back: a newer database, or a backup of one, is refused and left as it is', async () => {
    const newest = '29990101-of-the-future'
    await reach((sql) => sql(`insert into mikro_orm_migrations (name) values ('${newest}')`))
    const gateway = startProcess('src/main.ts', env)
    expect(await gateway.ends()).toBe(1)
    expect(gateway.output()).toMatch(/newer version.*29990101-of-the-future/)
    expect(await run('backup', join(folder, 'of-the-future'))).toEqual([0, expect.anything()])
    await reach((sql) => sql(`delete from mikro_orm_migrations where name = '${newest}'`))
    expect(await run('restore', join(folder, 'of-the-future'), '--replace')).toEqual([
      1,
      expect.stringMatching(/newer version.*29990101-of-the-future/),
    ])
    expect(await executed()).toEqual(names)
    expect(await reach((sql) => contentOf(sql, columns))).toEqual(before)
  })
})
