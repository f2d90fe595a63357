import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownDatabase } from './prepare/gateway.ts'
import { startProcess } from './prepare/process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-start-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function refusal(env: Record<string, string>): Promise<string> {
  const started = startProcess('src/main.ts', {
    DATA_DIR: join(folder, 'unused'),
    PORT: '0',
    ...env,
  })
  expect(await started.ends()).toBe(1)
  return started.output()
}

describe('a wrong setting is refused at start by a sentence that names the variable', () => {
  test.each([
    ['PORT', { PORT: 'eighty' }],
    ['PORT', { PORT: '70000' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/x' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgresql://localhost' }],
    ['DATABASE_POOL', { DATABASE_POOL: '0' }],
    ['NODE_ENV', { NODE_ENV: 'prod' }],
    ['SYNTHETIC_CITY', { SYNTHETIC_CITY: 'yes' }],
    ['JWKS_FILE', { NODE_ENV: 'production' }],
    ['JWKS_FILE', { JWKS_FILE: '/nonexistent.json' }],
    ['PERSON_KEY_SECRET', { NODE_ENV: 'production', JWKS_FILE: 'package.json' }],
    ['PERSON_KEY_SECRET', { PERSON_KEY_SECRET: 'short' }],
    ['CURSOR_SECRET', { CURSOR_SECRET: 'a secret of at least thirty-two characters,short' }],
    [
      'CURSOR_SECRET',
      { NODE_ENV: 'production', JWKS_FILE: 'package.json', PERSON_KEY_SECRET: 'x'.repeat(32) },
    ],
  ] as const)('%s in %j', async (name, env) => {
    const said = await refusal(env)
    expect(said).toContain(name)
    expect(said).not.toMatch(/\n {4}at |short/)
  })
})

describe('a data directory that is not ours is refused, and nothing in it touched', () => {
  test("a directory with somebody else's files", async () => {
    const other = join(folder, 'other')
    await mkdir(other)
    await writeFile(join(other, 'thesis.doc'), 'mine')
    expect(await refusal({ DATA_DIR: other })).toMatch(
      /DATA_DIR.*not a data directory of this gateway/,
    )
    expect(await readdir(other)).toEqual(['thesis.doc'])
  })

  test('a file', async () => {
    const file = join(folder, 'file')
    await writeFile(file, 'mine')
    expect(await refusal({ DATA_DIR: file })).toMatch(/DATA_DIR/)
  })
})

describe('a database that cannot serve is refused', () => {
  test('one that is not there', async () => {
    const said = await refusal({ DATABASE_URL: 'postgresql://someone:secret@127.0.0.1:9/nowhere' })
    expect(said).toMatch(/DATABASE_URL.*"nowhere" on 127\.0\.0\.1:9.*cannot be reached/)
    expect(said).not.toContain('secret')
  })

  test('one of a newer version, and nothing in it touched', async () => {
    const url = await ownDatabase()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(`insert into mikro_orm_migrations (name) values ('29990101-of-the-future')`)
    const tables = `select table_schema, table_name, column_name from information_schema.columns order by 1, 2, 3`
    const before = (await client.query(tables)).rows
    expect(await refusal({ DATABASE_URL: url })).toMatch(/newer version.*29990101-of-the-future/)
    expect((await client.query(tables)).rows).toEqual(before)
    await client.end()
  })
})

describe('tokens of the demonstration', () => {
  const token = async (args: string[], env: Record<string, string> = {}) => {
    const asked = startProcess(
      'src/commands/token.ts',
      { DATA_DIR: join(folder, 'tokens'), ...env },
      args,
    )
    return [await asked.ends(), asked.output()] as const
  }

  test('a token and nothing else', async () => {
    const [code, said] = await token([
      '--department',
      'finance',
      '--role',
      'steward',
      '--area',
      '520624',
    ])
    expect(code).toBe(0)
    expect(said).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
    const claims = JSON.parse(Buffer.from(said.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({ role: 'steward', department: 'finance', area: '520624' })
  })

  test.each([
    [['--department', 'treasury'], /finance/],
    [[], /--department/],
    [['--department', 'finance', '--as', 'auditor'], /--department/],
    [['--as', 'official'], /--area/],
    [['--department', 'finance', '--area', '99'], /area code/],
  ])('%j is told what would be right', async (args, says) => {
    const [code, said] = await token(args)
    expect(code).not.toBe(0)
    expect(said).toMatch(says)
  })

  test('in production there is no such issuer', async () => {
    const [code, said] = await token(['--department', 'finance'], {
      NODE_ENV: 'production',
      JWKS_FILE: 'x',
      PERSON_KEY_SECRET: 'a secret of at least thirty-two characters',
      CURSOR_SECRET:
        'another secret of at least thirty-two, the secret it replaces, of as many characters',
    })
    expect(code).not.toBe(0)
    expect(said).not.toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/m)
  })
})
