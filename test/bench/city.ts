import cliProgress from 'cli-progress'
import pg from 'pg'
import { type Catalogue, gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import { fillWithSyntheticCity } from '../../src/demo/fill.ts'
import { readSettings } from '../../src/ground/settings.ts'
import { openDatabase } from '../../src/store/database.ts'
import { startPostgres } from '../prepare/postgres.ts'
import { secret } from './issuer.ts'

/** PostgreSQL as for real use: durable, with memory enough for the whole city; the rest as it comes. */
export const serverSettings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '1GB',
}

const sampledVillages = 80
const name = 'bench'

/** The whole city on a PostgreSQL server of the run's own. */
export interface City {
  readonly url: string
  readonly catalogue: Catalogue
  readonly stop: () => Promise<void>
}

async function fill(url: string, catalogue: Catalogue): Promise<void> {
  const settings = readSettings({
    DATABASE_URL: url,
    SYNTHETIC_VILLAGES: String(sampledVillages),
    PERSON_KEY_SECRET: secret,
  })
  const database = await openDatabase(catalogue, settings)
  const bar = new cliProgress.SingleBar({
    format: 'Filling the database {bar} {percentage}% of about {total} rows',
    stream: process.stderr,
    noTTYOutput: true,
    hideCursor: true,
  })
  let started = false
  await fillWithSyntheticCity(catalogue, database, settings, (done, of) => {
    if (!started) bar.start(of, 0)
    started = true
    bar.update(Math.min(done, of))
  })
  bar.stop()
  await database.close()
}

/** Starts the server, fills it as the gateway of the demonstration would, and lets it settle. */
export async function buildCity(): Promise<City> {
  const server = await startPostgres({ settings: serverSettings })
  try {
    const catalogue = await gatherCatalogue()
    await withClient(server.url('template1'), (client) => client.query(`create database ${name}`))
    const url = server.url(name)
    await fill(url, catalogue)
    await withClient(url, async (client) => {
      await client.query('vacuum (analyze)')
      await client.query('checkpoint')
    })
    return { url, catalogue, stop: server.stop }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Lends one connection to a database. */
export async function withClient<T>(
  connectionString: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
