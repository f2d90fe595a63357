import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestGateway, reader, type TestGateway } from './prepare/gateway.ts'

const client = 'test/client'

/** Runs a command from the project's root; answers whether it succeeded, and all that it printed. */
async function run(command: string, args: string[], env: Record<string, string> = {}) {
  // With NODE_ENV=test the generator keeps its errors to itself.
  const options = { env: { ...process.env, NODE_ENV: 'development', NO_COLOR: '1', ...env } }
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, options)
    return { succeeded: true, stdout, printed: stdout + stderr }
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return { succeeded: false, stdout, printed: stdout + stderr }
  }
}

const generate = (config: string) => run('node_modules/.bin/graphql-codegen', ['--config', config])
const compile = (folder: string) => run('node_modules/.bin/tsc', ['--project', folder])

let workshop: string

beforeAll(async () => {
  await mkdir('.cache', { recursive: true })
  workshop = await mkdtemp(join('.cache', 'client-'))
  await rm(join(client, 'generated'), { recursive: true, force: true })
  expect(await generate('codegen.yml')).toMatchObject({ succeeded: true })
})

afterAll(() => rm(workshop, { recursive: true, force: true }))

/** Copies the client and plants a fault in one of its files. */
async function withFault(file: string, right: string, wrong: string): Promise<string> {
  const folder = await mkdtemp(join(workshop, 'fault-'))
  await cp(client, folder, { recursive: true })
  const text = await readFile(join(folder, file), 'utf8')
  expect(text).toContain(right)
  await writeFile(join(folder, file), text.replace(right, wrong))
  return folder
}

test('the client compiles in strict mode', async () => {
  expect((await compile(client)).printed).toBe('')
})

describe('what does not fit does not compile', () => {
  test.each([
    {
      fault: 'a misspelt fact',
      right: 'income?.disposableIncomePerCapita',
      wrong: 'income?.disposableIncomePerCapital',
      told: "Property 'disposableIncomePerCapital' does not exist",
    },
    {
      fault: 'money as a number',
      right: "disposableIncomePerCapita?.replace(/\\.00$/, '')",
      wrong: 'disposableIncomePerCapita?.toFixed(0)',
      told: "Property 'toFixed' does not exist on type 'string'",
    },
    {
      fault: 'an unknown member of an enumeration',
      right: "kind === 'VILLAGE'",
      wrong: "kind === 'VILAGE'",
      told: 'have no overlap',
    },
    {
      fault: 'a variable of the wrong type',
      right: '      year,\n',
      wrong: '      year: 2017,\n',
      told: "Type 'number' is not assignable to type 'string'",
    },
    {
      fault: 'a variable left out',
      right: '      county,\n',
      wrong: '',
      told: "Property 'county' is missing",
    },
  ])('$fault', async ({ right, wrong, told }) => {
    const { succeeded, printed } = await compile(await withFault('villages.ts', right, wrong))
    expect(succeeded).toBe(false)
    const errors = printed.split('\n').filter((line) => line.includes('error TS'))
    expect(errors).not.toEqual([])
    expect(errors.filter((error) => !error.includes(told))).toEqual([])
  })

  test('a misspelt fact in a document is not even generated', async () => {
    const folder = await withFault('villages.graphql', 'villageExitYear', 'villageExitYaer')
    const config = join(folder, 'codegen.yml')
    const ours = await readFile('codegen.yml', 'utf8')
    await writeFile(config, ours.replaceAll(client, folder))
    const { succeeded, printed } = await generate(config)
    expect(succeeded).toBe(false)
    expect(printed).toContain('Cannot query field "villageExitYaer"')
  })
})

describe('the client, against a gateway', () => {
  let gateway: TestGateway

  beforeAll(async () => {
    gateway = await openTestGateway()
  })

  afterAll(() => gateway.close())

  const ask = (token: string) =>
    run(process.execPath, ['--import', 'tsx', `${client}/villages.ts`, '520627', '2017'], {
      GATEWAY: gateway.url,
      TOKEN: token,
    })

  test('prints what the database holds, page by page', async () => {
    const { stdout, printed } = await ask(await gateway.issuer.sign(reader('agriculture')))
    const rows = await gateway.sql(`
      select v.code, v.kind, v.name, i.disposable_income_per_capita as income,
        s.remaining_poor_persons as poor
      from shared.village v
      join poverty_office.village_status s on s.village_code = v.code and s.period = '2017'
      left join statistics.village_income i on i.village_code = v.code and i.period = '2017'
      where v.county_code = '520627' and s.poor_village_flag
      order by v.code`)
    expect(rows.length).toBeGreaterThan(100)
    expect(printed.trimEnd().split('\n')).toEqual(
      rows.map(({ code, kind, name, income, poor }) =>
        [
          code,
          kind === 'VILLAGE' ? '村' : '社区',
          name,
          income?.replace(/\.00$/, '') ?? '-',
          poor ?? '-',
        ].join('\t'),
      ),
    )
    expect(stdout).toBe(printed)
  })

  test('is told what is wrong with its token', async () => {
    const { succeeded, printed } = await ask('nonsense')
    expect(succeeded).toBe(false)
    expect(printed).toContain('The token does not hold')
  })
})
