import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSettings, SettingsRefused } from '../src/ground/settings.ts'
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

const ownSecrets = {
  PERSON_KEY_SECRET: 'a secret of at least thirty-two characters',
  CURSOR_SECRET: 'another secret of at least thirty-two characters',
}

test('a Node.js that is too old is told what to do, before anything else is loaded', async () => {
  const old = `Object.defineProperty(process.versions,'node',{value:'22.16.9'})`
  const said = await refusal({ NODE_OPTIONS: `--import=data:text/javascript,${old}` })
  expect(said).toMatch(/^Node\.js 版本太旧.*This is Node\.js 22\.16\.9.*needs 22\.17.*npm ci.*\n$/)
})

/** What is said of settings that do not hold; a start says just that, and ends. */
function saidOf(env: Record<string, string>): string {
  try {
    readSettings(env)
  } catch (error) {
    if (error instanceof SettingsRefused) return error.message
  }
  throw new Error('these settings hold')
}

describe('a wrong setting is refused at start by a sentence that names the variable', () => {
  test.each([
    ['PORT', { PORT: 'eighty' }],
    ['JWKS_FILE', { ...ownSecrets, JWKS_FILE: '/nonexistent.json' }],
  ])('%s in %j, by the process', async (name, env) => {
    const said = await refusal(env)
    expect(said).toContain(name)
    expect(said).not.toMatch(/\n {4}at /)
  })

  test.each([
    ['PORT', { PORT: '70000' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/x' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgresql://localhost' }],
    ['DATABASE_POOL', { DATABASE_POOL: '0' }],
    ['QUEUE_LENGTH', { QUEUE_LENGTH: '0' }],
    ['QUEUE_SECONDS', { QUEUE_SECONDS: 'half' }],
    ['NODE_ENV', { NODE_ENV: 'prod' }],
    ['SYNTHETIC_CITY', { SYNTHETIC_CITY: 'yes' }],
    ['JWKS_FILE', { NODE_ENV: 'production' }],
    ['PERSON_KEY_SECRET', { NODE_ENV: 'production', JWKS_FILE: 'package.json' }],
    ['PERSON_KEY_SECRET', { PERSON_KEY_SECRET: 'short' }],
    ['PERSON_KEY_SECRET', { JWKS_FILE: 'package.json' }],
    ['CURSOR_SECRET', { JWKS_FILE: 'package.json', PERSON_KEY_SECRET: 'x'.repeat(32) }],
    ['SHUTDOWN_SECONDS', { SHUTDOWN_SECONDS: 'never' }],
    [
      'DEMONSTRATION_ISSUER',
      { NODE_ENV: 'production', JWKS_FILE: 'x', DEMONSTRATION_ISSUER: 'over-real-data' },
    ],
    ['CURSOR_SECRET', { CURSOR_SECRET: 'a secret of at least thirty-two characters,short' }],
    [
      'CURSOR_SECRET',
      { NODE_ENV: 'production', JWKS_FILE: 'package.json', PERSON_KEY_SECRET: 'x'.repeat(32) },
    ],
  ] as const)('%s in %j', (name, env) => {
    const said = saidOf(env)
    expect(said).toContain(name)
    expect(said).not.toContain('short')
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

describe('the demonstration over data that is not its own is refused, and the way out named', () => {
  const signing = { issuer: 'https://id.example.gov.cn', audience: 'tongren-data-gateway' }
  let url: string
  let client: pg.Client
  const real: Record<string, string> = { ...ownSecrets, TOKEN_ISSUER: signing.issuer }
  let token: string

  beforeAll(async () => {
    url = await ownDatabase()
    client = new pg.Client({ connectionString: url })
    await client.connect()
    const { publicKey, privateKey } = await generateKeyPair('ES256')
    real.JWKS_FILE = join(folder, 'jwks.json')
    const key = { ...(await exportJWK(publicKey)), kid: 'own', alg: 'ES256', use: 'sig' }
    await writeFile(real.JWKS_FILE, JSON.stringify({ keys: [key] }))
    token = await new SignJWT({ role: 'steward', department: 'statistics' })
      .setProtectedHeader({ alg: 'ES256', kid: 'own' })
      .setSubject('wang.min')
      .setIssuer(signing.issuer)
      .setAudience(signing.audience)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey)
  })
  afterAll(() => client.end())

  const refused = /JWKS_FILE.*SYNTHETIC_CITY.*DEMONSTRATION_ISSUER/

  test('an empty database that nobody fills', async () => {
    const empty = await ownDatabase('template0')
    const said = await refusal({ DATABASE_URL: empty, SYNTHETIC_CITY: 'off' })
    expect(said).toMatch(refused)
    expect(said).toContain('does not hold the synthetic city')
  })

  test('rows that came in past publishing, into the city too', async () => {
    const [{ code }] = (await client.query('select min(code) as code from shared.village')).rows
    await client.query(
      `insert into statistics.village_income (village_code, period) values ('${code}', '1999')`,
    )
    const said = await refusal({ DATABASE_URL: url })
    expect(said).toMatch(refused)
    expect(said).toContain('statistics.village_income')
    const city = startProcess('src/commands/fillCity.ts', { DATABASE_URL: url }, [
      '--scale',
      'sample',
    ])
    expect(await city.ends()).not.toBe(0)
    expect(city.output()).toMatch(/statistics\.village_income.*Name an empty one/)
    await client.query(`delete from statistics.village_income where period = '1999'`)
  })

  test("a department's own database behind a table", async () => {
    await client.query('alter table statistics.village_income rename to elsewhere')
    await client.query(
      'create view statistics.village_income as select * from statistics.elsewhere',
    )
    expect(await refusal({ DATABASE_URL: url })).toContain('stands on data from elsewhere')
    await client.query('drop view statistics.village_income')
    await client.query('alter table statistics.elsewhere rename to village_income')
  })

  test('what somebody has published with a token of an issuer of their own', async () => {
    const env = { DATABASE_URL: url, DATA_DIR: join(folder, 'real'), PORT: '0' }
    const gateway = startProcess('src/main.ts', { ...env, ...real })
    const [, base] = await gateway.prints(/The gateway is ready: (\S+)\/graphql/)
    expect((await fetch(`${base}/graphiql/token?caller=finance`)).status).toBe(404)
    const [{ code }] = (await client.query('select min(code) as code from shared.village')).rows
    const delivery = await fetch(`${base}/publish/statistics.VillageIncome`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: `villageCode,period,wageIncome\n${code},1998,700\n`,
    })
    expect(await delivery.json()).toMatchObject({ outcome: 'PUBLISHED' })
    await gateway.stop()

    const said = await refusal({ DATABASE_URL: url })
    expect(said).toMatch(refused)
    expect(said).toContain('wang.min')
    const asked = startProcess('src/commands/token.ts', { ...env }, ['--department', 'finance'])
    expect(await asked.ends()).not.toBe(0)
    expect(asked.output()).toMatch(refused)

    const daring = { ...env, DEMONSTRATION_ISSUER: 'over-real-data' }
    const warned = startProcess('src/main.ts', daring)
    await warned.prints(/The gateway is ready/)
    expect(warned.output()).toMatch(/anybody gets any token/)
    expect(warned.output()).not.toMatch(/All data is synthetic/)
    await warned.stop()
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

  test("beside an issuer of one's own there is no such issuer", async () => {
    const [code, said] = await token(['--department', 'finance'], { ...ownSecrets, JWKS_FILE: 'x' })
    expect(code).not.toBe(0)
    expect(said).toContain('JWKS_FILE')
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
