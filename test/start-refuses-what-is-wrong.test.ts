import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSettings, SettingsRefused } from '../src/ground/settings.ts'
import { ownDatabase } from './prepare/gateway.ts'
import { copyHouse, newcomer } from './prepare/houseCopy.ts'
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

/** All that a start does before it opens anything. */
const gathering = 'gather.ts'
const gatheringText = `import { declared } from './src/commands/declared.ts'
await declared()
`

describe("a mistake in a department's file is told in both languages, with what would be right", () => {
  let house: string
  let sound: string
  const departments = () => join(house, 'src/departments')
  beforeAll(async () => {
    house = join(folder, 'house')
    await copyHouse(house)
    await writeFile(join(house, gathering), gatheringText)
    sound = await newcomer()
  })

  /** Writes a file into the copy's departments, and hears what is said of it before anything else is done. */
  async function saidOfFile(
    name: string,
    text: string,
    script = gathering,
    args: string[] = [],
  ): Promise<string> {
    await writeFile(join(departments(), name), text)
    const started = startProcess(script, { DATA_DIR: join(folder, 'unused') }, args, house)
    expect(await started.ends()).toBe(1)
    await rm(join(departments(), name))
    return started.output()
  }

  /** The sound department with something in its text otherwise. */
  function otherwise(from: string | RegExp, to: string): string {
    const text = sound.replace(from, to)
    expect(text).not.toBe(sound)
    return text
  }

  test.each<[mistake: string, from: string | RegExp, to: string, zh: string, en: string]>([
    [
      'a fact without a class',
      "  @Open(ratio(), '预警覆盖率', 'Share of villages that warnings reach')\n",
      '',
      'departments/skyWatch.ts：TownshipWarning.coverageRate 上方缺少“@Open”',
      'TownshipWarning.coverageRate has no class: write "@Open", "@Conditional" or "@Withheld"',
    ],
    [
      'a fact of which nothing is said but its name',
      '  warningsIssued?: number\n',
      '  warningsIssued?: number\n  sirens = 3\n',
      'TownshipWarning.sirens 上方缺少“@Open”',
      'TownshipWarning.sirens has no class',
    ],
    [
      'a view that is not exported',
      'export class TownshipWarning',
      'class TownshipWarning',
      '类 TownshipWarning 没有导出',
      'TownshipWarning is not exported; write "export class TownshipWarning"',
    ],
    [
      'an exported class that is no view',
      /@View\(Township, \{.*?\}\)\n/s,
      '',
      '类 TownshipWarning 上方缺少“@View(…)”',
      'TownshipWarning has no "@View(…)" above it',
    ],
    [
      'no department, but nearly',
      'export const department',
      'export const departement',
      '导出的“departement”应名为“department”',
      '"departement" is exported; did you mean "department"?',
    ],
    [
      'a department without a short name',
      "  short: '天象台',\n",
      '',
      '“department”缺少“short”',
      '"department" has no "short"',
    ],
    [
      'a unit misspelt',
      "count('item', 'flow'), '发布预警'",
      "count('itme', 'flow'), '发布预警'",
      'skyWatch.TownshipWarning.warningsIssued 的单位“itme”不认识',
      'Did you mean "item"?',
    ],
    [
      'a unit that is written in two ways',
      "newUnit('mm', '毫米')",
      "newUnit('mu', '公亩')",
      '单位“mu”已写作“亩”',
      'The unit "mu" is written "亩" already',
    ],
    [
      'a count typed string',
      'warningsIssued?: number',
      'warningsIssued?: string',
      'TownshipWarning.warningsIssued 是 Int，类型应写“number”，不是“string”',
      'TownshipWarning.warningsIssued is Int, and its type is "number", not "string"',
    ],
    [
      'the base of another entity',
      'TownshipWarning extends OfTownship',
      'TownshipWarning extends OfVillage',
      'skyWatch.TownshipWarning 说的是 Township，须写“extends OfTownship”，不是“OfVillage”',
      'skyWatch.TownshipWarning speaks of Township and extends "OfTownship", not "OfVillage"',
    ],
    [
      'a view of what is no shared entity',
      '@View(Township, {',
      '@View(OfTownship, {',
      'skyWatch.TownshipWarning 所说的 OfTownship 不是共享对象',
      'Did you mean "Township"?',
    ],
    [
      'a conditional fact without sensitivity',
      "'Premium paid', { sensitivity: 'personal' }",
      "'Premium paid'",
      'skyWatch.WeatherInsurance.premiumPaid 是有条件共享，须写明“sensitivity”',
      'skyWatch.WeatherInsurance.premiumPaid is conditional and says no "sensitivity"',
    ],
    [
      'a sensitivity misspelt',
      "'Premium paid', { sensitivity: 'personal' }",
      "'Premium paid', { sensitivity: 'personel' }",
      '没有“personel”一级。您是否想写“personal”？',
      'Did you mean "personal"?',
    ],
    [
      'a withheld fact without a legal basis',
      "    legalBasis: 'L3',\n",
      '',
      'skyWatch.CountyClimate.soundingDataNo 是不予共享，须写明依据“legalBasis”',
      'skyWatch.CountyClimate.soundingDataNo is withheld and names no "legalBasis"',
    ],
    [
      'a legal basis that nobody knows',
      "legalBasis: 'L3'",
      "legalBasis: 'M3'",
      '“legalBasis”没有“M3”',
      'Did you mean "L3"?',
    ],
    [
      'an enumeration that another department has already',
      "  'SkyDisaster',",
      "  'RangerStatus',",
      '各有一个代码表叫“RangerStatus”',
      'skyWatch.VillageDisaster.disasterKind each have an enumeration called "RangerStatus"',
    ],
    [
      'a rule over a fact that is not there',
      "notAbove('warningsReached', 'warningsIssued')",
      "notAbove('warningsReached', 'warningIssued')",
      'TownshipWarning 的一条规则用到“warningIssued”',
      'Did you mean "warningsIssued"?',
    ],
    [
      'a word that is not there to import',
      'import { Conditional, Open, Withheld }',
      'import { Conditional, Opn as Open, Withheld }',
      'departments/skyWatch.ts：读不了',
      "does not provide an export named 'Opn'",
    ],
    [
      'a text that is no program',
      'export const department = {',
      'export const department = {{',
      'departments/skyWatch.ts：读不了',
      'departments/skyWatch.ts cannot be read: ',
    ],
  ])('%s', async (_, from, to, zh, en) => {
    const said = await saidOfFile('skyWatch.ts', otherwise(from, to))
    expect(said).toContain(zh)
    expect(said).toContain(en)
    expect(said).not.toMatch(/\n {4}at /)
  })

  test.each([
    ['sky-watch.ts', '须写成驼峰式：skyWatch.ts', 'in camel case: skyWatch.ts'],
    ['SkyWatch.ts', '须写成驼峰式：skyWatch.ts', 'in camel case: skyWatch.ts'],
    ['skyWatch.ts.bak', '不是部门的文件', "is no department's file"],
  ])('the file name %s', async (name, zh, en) => {
    const said = await saidOfFile(name, sound)
    expect(said).toContain(`departments/${name} `)
    expect(said).toContain(zh)
    expect(said).toContain(en)
  })

  test('a view may have what every class may have: that is no mistake', async () => {
    const more = [
      '  warningsIssued?: number',
      '  static readonly most: number = 3',
      '  static readonly least = process.env.LEAST ? one : 2',
      "  #seen: string = ''",
      '  get label(): string {',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a text of TypeScript
      '    return `class ${this.#seen} {`',
      '  }',
      '  told(): string {',
      '    return this.label',
      '  }',
      '',
    ].join('\n')
    const helper = [
      'class Siren {',
      '  constructor(readonly tone: string) {}',
      '}',
      "const one = new Siren('high').tone.length",
      '',
    ].join('\n')
    const text = otherwise('  warningsIssued?: number\n', more) + helper
    await writeFile(join(departments(), 'skyWatch.ts'), text)
    const started = startProcess(gathering, {}, [], house)
    expect([await started.ends(), started.output()]).toEqual([0, ''])
    await rm(join(departments(), 'skyWatch.ts'))
  })

  test('a file name that is a field of an entity already', async () => {
    const said = await saidOfFile('county.ts', sound)
    expect(said).toBe(
      '有两个 Township 字段都叫“county”。 Two fields of Township are called "county".\n',
    )
  })

  test('a shared entity among the departments', async () => {
    const entity = await readFile('src/entities/household.ts', 'utf8')
    const text = entity.replaceAll("'./", "'../entities/")
    const said = await saidOfFile('households.ts', text)
    expect(said).toContain('departments/households.ts：没有导出“department”')
    expect(said).toContain('No "department" is exported; shared things stand in src/entities')
  })

  test('by the start, and by the commands that one runs next', async () => {
    for (const [script, args] of [
      ['src/main.ts', []],
      ['src/commands/print.ts', []],
      ['src/commands/newMigration.ts', ['sky-watch']],
    ] as const) {
      const said = await saidOfFile('sky-watch.ts', sound, script, [...args])
      expect(said).toMatch(/^departments\/sky-watch\.ts .*skyWatch\.ts\.\n$/)
    }
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
