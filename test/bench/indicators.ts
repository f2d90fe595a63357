import pg from 'pg'
import { gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import { readSettings } from '../../src/ground/settings.ts'
import { knownIndicatorsOf } from '../../src/indicators/figures/catalogued.ts'
import { type Figures, openFigures } from '../../src/indicators/figures/figures.ts'
import { areasIn } from '../../src/indicators/figures/tables.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { startPostgres } from '../prepare/postgres.ts'
import { type GatewayProcess, startProcess } from '../prepare/process.ts'
import { serverSettings, withClient } from './city.ts'
import { handwritten } from './handwritten.ts'
import { openIssuer } from './issuer.ts'
import { peakMemory } from './memory.ts'
import { machine, median } from './report.ts'

const year = '2020'
const database = 'city'

interface Options {
  readonly rounds: number
  readonly city?: string
}

/** Measures figures and the assessment on the whole city, beside SQL written by hand, in one run. */
export async function benchIndicators({ rounds, city }: Options): Promise<void> {
  const own = city ? undefined : await buildWholeCity()
  const url = city ?? own?.url ?? ''
  try {
    const catalogue = await gatherCatalogue()
    const opened = await openDatabase(
      catalogue,
      readSettings({ DATABASE_URL: url, SYNTHETIC_CITY: 'off' }),
    )
    const known = knownIndicatorsOf(catalogue)
    const villages = await areasIn(catalogue, opened.reader, { level: 'Village' })
    const cold = await coldFigures(
      opened,
      () => openFigures(catalogue, known),
      url,
      villages,
      rounds,
    )
    await opened.close()
    const asked = await askOverHttp(url, villages[0] ?? '', rounds)
    const version = await withClient(url, async (client) => {
      const { rows } = await client.query<{ server_version: string }>('show server_version')
      return rows[0]?.server_version.split(' ')[0] ?? ''
    })
    console.log(table(cold, asked, villages.length, rounds, version))
  } finally {
    await own?.stop()
  }
}

interface Cold {
  readonly code: string
  readonly what: string
  readonly byHand: number
  readonly ours: number
}

/** Each figure of all villages, in turn by hand and by formula, nothing kept; both must agree. */
async function coldFigures(
  { reader }: Database,
  open: () => Figures,
  url: string,
  villages: readonly string[],
  rounds: number,
): Promise<Cold[]> {
  const client = new pg.Client({ connectionString: url, options: '-c jit=off -c work_mem=32MB' })
  await client.connect()
  const measured: Cold[] = []
  for (const { code, what, sql } of handwritten) {
    const times = { byHand: [] as number[], ours: [] as number[] }
    for (let round = 0; round <= rounds; round += 1) {
      const [byHand, rows] = await timed(() =>
        client.query<{ area: string; value: string | null }>(sql),
      )
      const [ours, values] = await timed(() => open().over(reader).loadMany(code, villages, year))
      mustAgree(code, new Map(rows.rows.map(({ area, value }) => [area, value])), values)
      if (round === 0) continue
      times.byHand.push(byHand)
      times.ours.push(ours)
    }
    measured.push({ code, what, byHand: median(times.byHand), ours: median(times.ours) })
  }
  await client.end()
  return measured
}

function mustAgree(
  code: string,
  byHand: ReadonlyMap<string, string | null>,
  values: readonly { area: string; value: string | null; status: string }[],
): void {
  const other = values.find(
    ({ area, value, status }) =>
      status === 'OK' && Number(byHand.get(area) ?? Number.NaN) !== Number(value),
  )
  if (!other) return
  throw new Error(`${code} of ${other.area}: ${other.value}, by hand ${byHand.get(other.area)}`)
}

async function timed<Result>(work: () => Promise<Result>): Promise<[number, Result]> {
  const started = performance.now()
  const result = await work()
  return [performance.now() - started, result]
}

interface Asked {
  readonly oneArea: number
  readonly allVillages: number
  readonly assessmentCold: number
  readonly assessmentWarm: number
  readonly memory: number
}

const one = (village: string) =>
  `{ village(code: "${village}") { indicator(code: "C01", period: "${year}") { value status } } }`
const all = `{ indicatorValues(codes: ["C01"], level: VILLAGE, periods: ["${year}"]) { nodes { areaCode values { value status } } } }`
const assessment = `{ assessment(year: ${year}, of: DRAFT) {
  villages(first: 3000) { nodes { areaCode score rankInTownship rankInUnit rankInCity } }
  rewards { total townships { areaCode amount } villages { areaCode band township county posts } } } }`

/** Asks a gateway of its own over HTTP: what is kept already, and the whole assessment cold and warm. */
async function askOverHttp(url: string, village: string, rounds: number): Promise<Asked> {
  const issuer = await openIssuer()
  const ask = async (gateway: string, token: string, query: string) => {
    const response = await fetch(`${gateway}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    })
    const answer = (await response.json()) as { errors?: unknown }
    if (answer.errors) throw new Error(JSON.stringify(answer.errors).slice(0, 500))
  }
  const colds: number[] = []
  const repeated = { oneArea: [] as number[], allVillages: [] as number[], warm: [] as number[] }
  let memory = 0
  for (let round = 0; round < Math.max(1, Math.min(3, rounds)); round += 1) {
    const started = await startGateway(url, issuer.environment)
    const token = await issuer.sign({ role: 'reader', department: 'statistics' } as never)
    colds.push((await timed(() => ask(started.url, token, assessment)))[0])
    for (const [query, times] of [
      [one(village), repeated.oneArea],
      [all, repeated.allVillages],
      [assessment, repeated.warm],
    ] as const) {
      await ask(started.url, token, query)
      for (let i = 0; i < 20; i += 1)
        times.push((await timed(() => ask(started.url, token, query)))[0])
    }
    memory = Math.max(memory, await peakMemory(started.process.pid))
    await started.process.stop()
  }
  await issuer.forget()
  return {
    oneArea: median(repeated.oneArea),
    allVillages: median(repeated.allVillages),
    assessmentCold: median(colds),
    assessmentWarm: median(repeated.warm),
    memory,
  }
}

async function startGateway(
  databaseUrl: string,
  environment: Record<string, string>,
): Promise<{ process: GatewayProcess; url: string }> {
  const process = startProcess('src/main.ts', {
    ...environment,
    DATABASE_URL: databaseUrl,
    SYNTHETIC_CITY: 'off',
    PORT: '0',
    LOG_LEVEL: 'error',
  })
  const [, url = ''] = await process.prints(/ready: (\S+)\/graphql/)
  return { process, url }
}

/** Starts a server of the run's own and publishes the whole city into it, which takes some minutes. */
async function buildWholeCity(): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = await startPostgres({ settings: serverSettings })
  await withClient(server.url('template1'), (client) => client.query(`create database ${database}`))
  const url = server.url(database)
  const filling = startProcess('src/commands/fillCity.ts', { DATABASE_URL: url }, [
    '--scale',
    'full',
  ])
  await filling.ends()
  await withClient(url, async (client) => {
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
  })
  return { url, stop: server.stop }
}

function table(
  cold: readonly Cold[],
  asked: Asked,
  villages: number,
  rounds: number,
  version: string,
): string {
  const ms = (value: number) => `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`
  return [
    `Figures of ${villages} villages, ${year}, nothing kept; medians of ${rounds} rounds, in turn. \n${machine(version)}`,
    '',
    '| figure | what it joins | by hand | by formula | ratio |',
    '|---|---|---|---|---|',
    ...cold.map(
      ({ code, what, byHand, ours }) =>
        `| ${code} | ${what} | ${ms(byHand)} | ${ms(ours)} | ${(ours / byHand).toFixed(2)} |`,
    ),
    '',
    '| asked of the gateway over HTTP | |',
    '|---|---|',
    `| one figure of one village, again | ${ms(asked.oneArea)} |`,
    `| one figure of all villages, again | ${ms(asked.allVillages)} |`,
    `| the assessment of a year, cold: 29 items, ranks, rewards | ${ms(asked.assessmentCold)} |`,
    `| the same, again | ${ms(asked.assessmentWarm)} |`,
    `| most memory held | ${asked.memory.toFixed(0)} MB |`,
  ].join('\n')
}
