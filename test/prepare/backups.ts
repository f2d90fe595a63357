import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { readSettings } from '../../src/ground/settings.ts'
import { openDemoIssuer } from '../../src/sharing/demoIssuer.ts'
import { ownDatabase } from './gateway.ts'
import { type GatewayProcess, startProcess } from './process.ts'

/** Which database a gateway works on. */
export type Kind = 'embedded' | 'server'

/** What the load has left: how often it published, and the one value that all its villages have of the last time. */
export interface Left {
  readonly batches: number
  readonly values: readonly number[]
  /** A figure of the whole city that the load does not touch. */
  readonly figure: string
}

/** A gateway in a process of its own over a database of its own, which is backed up, lost and restored. */
export interface Place {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  /** Starts the gateway; answers once it does. */
  readonly start: () => Promise<void>
  /** Ends it without notice. */
  readonly kill: () => Promise<void>
  /** Publishes a value for some villages at once; answers whether it was acknowledged. */
  readonly publish: (value: number) => Promise<boolean>
  readonly left: () => Promise<Left>
  /** Begins `npm run backup` or `npm run restore`. */
  readonly begin: (command: 'backup' | 'restore', ...args: string[]) => GatewayProcess
  /** The same to its end; answers its exit code and what it said. */
  readonly run: (
    command: 'backup' | 'restore',
    ...args: string[]
  ) => Promise<readonly [number | null, string]>
  /** Takes the database away, as a lost disk does. */
  readonly lose: () => Promise<void>
  readonly close: () => Promise<void>
}

const view = 'statistics.VillageIncome'
const period = '2022'
const villagesAtOnce = 20

async function replaceByEmpty(address: string): Promise<void> {
  const client = new pg.Client({ connectionString: address.replace(/\/[^/]*$/, '/template1') })
  await client.connect()
  const name = new URL(address).pathname.slice(1)
  await client.query(`drop database ${name} with (force)`)
  await client.query(`create database ${name}`)
  await client.end()
}

/** What was asked of a gateway, as its data. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer of its own query
async function ask(url: string, token: string, query: string): Promise<any> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  })
  const { data, errors } = (await response.json()) as { data?: object; errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

const whatIsLeft = `{
  batches(view: "${view}", first: 500) { nodes { number } }
  villages(first: ${villagesAtOnce}) { nodes {
    code statistics { income(period: "${period}") { disposableIncomePerCapita } } } }
  city { indicator(code: "C01", period: "2018") { value numerator denominator } }
}`

/** Makes such a place, with the synthetic city in its database. */
export async function openPlace(kind: Kind): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-backup-'))
  const dataDir = join(folder, 'data')
  const address = kind === 'server' ? await ownDatabase() : undefined
  const env: Record<string, string> = {
    ...{ DATA_DIR: dataDir, PORT: '0', SYNTHETIC_VILLAGES: '1', LOG_LEVEL: 'silent' },
    ...(address ? { DATABASE_URL: address } : {}),
  }
  const started: GatewayProcess[] = []
  let [url, token] = ['', '']
  const begin: Place['begin'] = (command, ...args) =>
    startProcess(`src/commands/${command}.ts`, env, args)
  return {
    folder,
    env,
    start: async () => {
      const gateway = startProcess('src/main.ts', env)
      started.push(gateway)
      const [, found = ''] = await gateway.prints(/The gateway is ready: (\S+)\/graphql/)
      const issuer = await openDemoIssuer(readSettings(env))
      url = found
      token = await issuer.sign({ role: 'steward', department: 'statistics' })
    },
    kill: async () => void (await started.at(-1)?.stop('SIGKILL')),
    publish: async (value) => {
      const { villages } = await ask(url, token, whatIsLeft)
      const rows = villages.nodes.map(({ code }: { code: string }) => `${code},${period},${value}`)
      const answer = await fetch(`${url}/publish/${view}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: `villageCode,period,disposableIncomePerCapita\n${rows.join('\n')}\n`,
      }).catch(() => undefined)
      return answer?.status === 200
    },
    left: async () => {
      const { batches, villages, city } = await ask(url, token, whatIsLeft)
      const values = villages.nodes.map(
        // biome-ignore lint/suspicious/noExplicitAny: as above
        ({ statistics }: any) => Number(statistics.income?.disposableIncomePerCapita ?? 0),
      )
      return {
        batches: batches.nodes.length,
        values: [...new Set<number>(values)],
        figure: JSON.stringify(city),
      }
    },
    begin,
    run: async (command, ...args) => {
      const ran = begin(command, ...args)
      return [await ran.ends(), ran.output()]
    },
    lose: async () => {
      if (address) await replaceByEmpty(address)
      else if (existsSync(dataDir)) await rm(dataDir, { recursive: true })
    },
    close: async () => {
      for (const gateway of started) await gateway.stop('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Publishes one number after another until told to stop. */
export function underLoad({ publish }: Place) {
  let [acknowledged, isOver] = [0, false]
  const done = (async () => {
    while (!isOver && (await publish(acknowledged + 1))) acknowledged += 1
  })()
  return {
    /** The last number that was acknowledged by now. */
    acknowledged: () => acknowledged,
    /** Waits until so many more are. */
    more: async (count: number) => {
      const enough = acknowledged + count
      while (acknowledged < enough) await pause(10)
    },
    stop: async () => {
      isOver = true
      await done
    },
  }
}
