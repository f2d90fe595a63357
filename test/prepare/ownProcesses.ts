import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readSettings } from '../../src/ground/settings.ts'
import { type DemoIssuer, openDemoIssuer } from '../../src/sharing/demoIssuer.ts'
import { claimDataDirectory } from '../../src/store/dataDirectory.ts'
import { ownDatabase } from './gateway.ts'
import { type GatewayProcess, startProcess } from './process.ts'

/** A gateway that runs as a process, and where it answers. */
export interface Running {
  readonly process: GatewayProcess
  readonly url: string
}

/** Where gateways run as processes of a test's own, over a database of its own. */
export interface OwnProcesses {
  readonly folder: string
  /** Their temporary directory, which is empty at first. */
  readonly temporary: string
  /** Signs tokens that they take. */
  readonly issuer: DemoIssuer
  /** A connection of the test to their database. */
  readonly client: pg.Client
  /** Another one: what a transaction sees of other sessions stays as it saw it first. */
  readonly connect: () => Promise<pg.Client>
  /** Starts one, and waits until it answers. */
  readonly start: (env?: Record<string, string>) => Promise<Running>
  /** Ends all that still run, at once. */
  readonly killAll: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Prepares a folder, a copy of the small synthetic city and an issuer for gateways that are started later. */
export async function openOwnProcesses(): Promise<OwnProcesses> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-processes-'))
  const [dataDir, temporary] = [join(folder, 'data'), join(folder, 'temporary')]
  await mkdir(temporary)
  await claimDataDirectory(dataDir)
  const issuer = await openDemoIssuer(readSettings({ DATA_DIR: dataDir }))
  const databaseUrl = await ownDatabase()
  const clients: pg.Client[] = []
  const started: GatewayProcess[] = []
  const connect = async () => {
    const client = new pg.Client({ connectionString: databaseUrl })
    clients.push(client)
    await client.connect()
    return client
  }
  const killAll = async () => {
    for (const process of started.splice(0)) await process.stop('SIGKILL')
  }
  return {
    folder,
    temporary,
    issuer,
    client: await connect(),
    connect,
    start: async (env = {}) => {
      const process = startProcess('src/main.ts', {
        DATABASE_URL: databaseUrl,
        DATA_DIR: dataDir,
        TMPDIR: temporary,
        PORT: '0',
        LOG_LEVEL: 'silent',
        ...env,
      })
      started.push(process)
      const [, url = ''] = await process.prints(/ready: (\S+)\/graphql/)
      return { process, url }
    },
    killAll,
    close: async () => {
      for (const client of clients) await client.end()
      await killAll()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
