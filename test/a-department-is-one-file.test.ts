import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyHouse, newcomer } from './prepare/houseCopy.ts'
import { type GatewayProcess, startProcess } from './prepare/process.ts'
import { OpenedTemplate } from './publishing/openedTemplate.ts'

// A copy of the gateway, in which somebody writes one file, runs `npm run migration`, and starts.
let folder: string
let house: string
let migration: string
let env: Record<string, string>
let gateway: GatewayProcess
let url: string
const tokens: Record<string, string> = {}

/** Runs a command of the copy to its good end; answers what it printed. */
async function run(command: string, ...args: string[]): Promise<string> {
  const ran = startProcess(`src/commands/${command}.ts`, env, args, house)
  expect([await ran.ends(), ran.output()]).toEqual([0, expect.any(String)])
  return ran.output().trim()
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-newcomer-'))
  house = join(folder, 'house')
  await copyHouse(house)
  env = {
    ...{ DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'silent' },
    ...{ SYNTHETIC_VILLAGES: '2', SHUTDOWN_SECONDS: '2' },
  }
  await writeFile(join(house, 'src/departments/skyWatch.ts'), await newcomer())
  migration = await run('newMigration', 'sky-watch')
  gateway = startProcess('src/main.ts', env, [], house)
  const [, found = ''] = await gateway.prints(/The gateway is ready: (\S+)\/graphql/)
  url = found
  for (const [department, role] of [
    ['skyWatch', 'steward'],
    ['finance', 'reader'],
  ] as const)
    tokens[department] = await run('token', '--department', department, '--role', role)
})
afterAll(async () => {
  await gateway?.stop()
  await rm(folder, { recursive: true, force: true })
})

// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer of its own query
type Answered = any

async function ask(department: 'skyWatch' | 'finance', query: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[department]}` },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as { data: Answered; errors?: Answered[] }
}

test('the migration that is written makes its columns, and stands as it would be formatted', async () => {
  const text = await readFile(join(house, migration), 'utf8')
  expect(text).toContain('create schema if not exists "sky_watch"')
  expect(text).toMatch(
    /create table "sky_watch"\."county_climate" \(.*"precipitation" numeric null/,
  )
  const biome = join(house, 'node_modules/.bin/biome')
  const checked = await promisify(execFile)(biome, ['check', migration], { cwd: house })
  expect(checked.stdout + checked.stderr).toContain('Checked 1 file')
})

test('the department is there, and each fact has its field and its line in the catalogue', async () => {
  const { data, errors } = await ask(
    'finance',
    `{ department(code: "skyWatch") { zh } catalogue(search: "降水量") { nodes { fact unit sharing query } }
       __type(name: "SkyWatchCountyClimate") { fields { name } } }`,
  )
  expect(errors).toBeUndefined()
  expect(data.department).toEqual({ zh: '铜仁市天象台' })
  const fact = 'skyWatch.CountyClimate.precipitation'
  const line = data.catalogue.nodes.find((one: Answered) => one.fact === fact)
  expect(line).toEqual({ fact, unit: 'mm', sharing: 'OPEN', query: expect.any(String) })
  const fields = data.__type.fields.map(({ name }: { name: string }) => name)
  expect(fields).toEqual(expect.arrayContaining(['precipitation', 'soundingDataNo']))
  const pasted = await ask('finance', line.query)
  expect(pasted.errors).toBeUndefined()
})

test('every view has synthetic rows, a list where several share a period', async () => {
  const { data, errors } = await ask(
    'skyWatch',
    `{ counties { nodes { skyWatch { climate(period: "2020-07") { precipitation meanTemperature } } } }
       villages(first: 500) { nodes { skyWatch { disaster(period: "2020") { disasterNo disasterKind } } } }
       households(first: 500) { nodes { skyWatch { weatherInsurance(period: "2020") { insured policyNo } } } }
       persons(first: 500) { nodes { skyWatch { weatherInformant { appointedYear } } } } }`,
  )
  expect(errors).toBeUndefined()
  for (const { skyWatch } of data.counties.nodes)
    expect(Number(skyWatch.climate.precipitation)).toBeGreaterThan(0)
  const disasters = data.villages.nodes.flatMap(({ skyWatch }: Answered) => skyWatch.disaster)
  expect(disasters.length).toBeGreaterThan(30)
  expect(disasters[0]).toEqual({
    disasterNo: expect.stringMatching(/./),
    disasterKind: expect.stringMatching(/^(?:DROUGHT|HAIL|FLOOD|FROST)$/),
  })
  for (const [things, view] of [
    ['households', 'weatherInsurance'],
    ['persons', 'weatherInformant'],
  ]) {
    const rows = data[things!].nodes.filter(({ skyWatch }: Answered) => skyWatch[view!])
    expect(rows.length).toBeGreaterThan(10)
  }
})

test('others read what is open, and are told whose the rest is', async () => {
  const { data, errors } = await ask(
    'finance',
    '{ counties { nodes { skyWatch { climate(period: "2020-07") { precipitation soundingDataNo } } } } }',
  )
  expect(data.counties.nodes[0].skyWatch.climate).toEqual({
    precipitation: expect.stringMatching(/^\d/),
    soundingDataNo: null,
  })
  expect(errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN', sharing: 'withheld', owners: ['skyWatch'] } },
  ])
})

test('what filters, orders and computes by it knows its facts', async () => {
  const filtered = await ask(
    'finance',
    `{ all: townships { totalCount }
       some: townships(filter: { skyWatch: { warning: { period: "2019-Q4", warningsIssued: { gte: 50 } } } },
         orderBy: [{ by: SKY_WATCH_WARNING_WARNINGS_ISSUED, period: "2019-Q4", direction: ASC }], first: 500)
       { totalCount nodes { skyWatch { warning(period: "2019-Q4") { warningsIssued } } } } }`,
  )
  expect(filtered.errors).toBeUndefined()
  const { all, some } = filtered.data
  expect(some.totalCount).toBeGreaterThan(10)
  expect(some.totalCount).toBeLessThan(all.totalCount)
  const issued: number[] = some.nodes.map(
    ({ skyWatch }: Answered) => skyWatch.warning.warningsIssued,
  )
  expect(Math.min(...issued)).toBeGreaterThanOrEqual(50)
  expect(issued).toEqual([...issued].sort((one, other) => one - other))
})

test('a formula over it computes, its months added up to the year', async () => {
  const months = Array.from({ length: 12 }, (_, i) => `2020-${String(i + 1).padStart(2, '0')}`)
  const { data, errors } = await ask(
    'finance',
    `{ compute(formula: "求和(天象台.县域气候月报.日照时数)", level: COUNTY, periods: ["2020"])
         { nodes { area { name } values { value status } } }
       counties { nodes { name skyWatch {
         ${months.map((month, i) => `m${i}: climate(period: "${month}") { sunshineHours }`).join(' ')} } } } }`,
  )
  expect(errors).toBeUndefined()
  const whole = data.counties.nodes
    .map(({ name, skyWatch }: Answered) => {
      const hours = Object.values<{ sunshineHours: number | null } | null>(skyWatch)
      return { name, hours: hours.flatMap((month) => month?.sunshineHours ?? []) }
    })
    .filter(({ hours }: { hours: number[] }) => hours.length === months.length)
  expect(whole.length).toBeGreaterThan(0)
  for (const { name, hours } of whole) {
    const sum = hours.reduce((total: number, one: number) => total + one, 0)
    const row = data.compute.nodes.find(
      ({ area }: { area: { name: string } }) => area.name === name,
    )
    expect(row.values).toEqual([{ value: sum.toFixed(2), status: 'OK' }])
  }
})

test('its clerk has a template, in the units that it brought along, and what is delivered is there', async () => {
  const template = await fetch(`${url}/templates/skyWatch.CountyClimate.xlsx`)
  const opened = await OpenedTemplate.from(new Uint8Array(await template.arrayBuffer()))
  expect(opened.headings).toEqual(
    expect.arrayContaining(['所属期', '降水量(毫米)', '平均气温(℃)', '日照时数(小时)']),
  )
  const deliver = async (rows: string) => {
    const response = await fetch(`${url}/publish/skyWatch.CountyClimate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.skyWatch}` },
      body: `区县代码,所属期,降水量(毫米),平均气温(℃)\n${rows}\n`,
    })
    return response.json()
  }
  expect(await deliver('520602,2021-01,12.5,99')).toMatchObject({
    faults: [{ column: '平均气温(℃)', value: '99' }],
  })
  expect(await deliver('520602,2021-01,12.5,4.5')).toMatchObject({ outcome: 'PUBLISHED' })
  const { data } = await ask(
    'finance',
    '{ county(code: "520602") { skyWatch { climate { period precipitation } } } }',
  )
  expect(data.county.skyWatch.climate).toEqual({ period: '2021-01', precipitation: '12.5' })
})
