import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import type { Kysely } from 'kysely'
import pg, { type Pool } from 'pg'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { type Settings, SettingsRefused } from '../ground/settings.ts'
import { type Bulk, copyingToEmbedded, copyingToServer, inTransaction } from './bulk.ts'
import { openDataDirectory } from './dataDirectory.ts'
import { type Embedded, openEmbedded } from './embedded.ts'
import { mapping } from './mapping.ts'
import { migrate, migrationsFolder, readMigrations } from './migrating.ts'
import { type Listener, oneByOne, type Reader, readersOver } from './reader.ts'
import { embeddedSnapshots, type Snapshot, serverSnapshots } from './snapshot.ts'

/** The gateway's database, embedded or on a server: the same schema, the same dialect, the same code. */
export interface Database {
  readonly orm: MikroORM
  readonly client: Kysely<unknown>
  /** Reads statement by statement, each as things are then. */
  readonly reader: Reader
  /** Reads one state until it is let go: what one operation is answered from. */
  readonly snapshot: () => { readonly reader: Reader; readonly state: Snapshot }
  /** Loads many rows in one transaction: wholly there, or not at all. */
  readonly bulk: (work: (bulk: Bulk) => Promise<void>) => Promise<void>
  /** Hears of every statement that the reader sends, until the returned function is called. */
  readonly listen: (listener: Listener) => () => void
  readonly close: () => Promise<void>
}

const connectSeconds = 5

/** How long an operation may wait for the embedded database's one connection: it is busy then, and not away. */
const embeddedQueueSeconds = 30

/** How every connection to a server is opened. */
function serverOptions({ statementSeconds }: Settings) {
  return {
    connectionTimeoutMillis: connectSeconds * 1000,
    statement_timeout: statementSeconds * 1000,
    // Compiling a statement costs the planner's guess more than any of ours takes to run.
    options: '-c jit=off -c work_mem=32MB',
  }
}

/** The connections over which operations read; MikroORM's own pool is for all else, and gives the types. */
function readingPool(settings: Settings, { options: { types } }: Pool): Pool {
  const options = serverOptions(settings)
  return new pg.Pool({
    types,
    ...options,
    // What every transaction of these connections is, said once and not in each of their openings.
    options: `${options.options} -c default_transaction_isolation=repeatable\\ read -c default_transaction_read_only=on`,
    ...({ pipeline: true } as object),
    connectionString: settings.databaseUrl,
    max: settings.poolSize,
    idleTimeoutMillis: 0,
  })
}

/** A connection that the server closes leaves its pool; who used it is told by the statement that fails. */
function surviveLosses(pool: Pool): void {
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
}

/** How states of the database are read, and how that ends. */
function reading(pool: Pool, embedded: Embedded | undefined, settings: Settings) {
  surviveLosses(pool)
  if (embedded) {
    const deadline = { seconds: settings.statementSeconds, restart: embedded.restart }
    return { open: embeddedSnapshots(pool, deadline), end: async () => undefined }
  }
  const own = readingPool(settings, pool)
  surviveLosses(own)
  return { open: serverSnapshots(own), end: () => own.end() }
}

async function configureOrm(
  catalogue: Catalogue,
  settings: Settings,
  embedded: Embedded | undefined,
): Promise<MikroORM> {
  return MikroORM.init({
    entities: mapping(catalogue),
    ensureDatabase: false,
    extensions: [Migrator],
    ...(embedded
      ? { host: embedded.host, user: 'postgres', dbName: 'postgres' }
      : { clientUrl: settings.databaseUrl ?? '' }),
    // The embedded database is one session behind all sockets: one connection, and nobody asks for two.
    // And it is never let go when idle: the socket rolls back whatever transaction is open when one closes.
    pool: {
      min: 0,
      max: embedded ? 1 : settings.poolSize,
      ...(embedded ? { idleTimeoutMillis: 0 } : {}),
    },
    driverOptions: {
      ...(embedded
        ? { connectionTimeoutMillis: embeddedQueueSeconds * 1000 }
        : serverOptions(settings)),
    },
    migrations: {
      path: migrationsFolder.pathname,
      migrationsList: await readMigrations(),
      snapshot: false,
      silent: true,
      fileName: (timestamp, name) => `${timestamp}-${name}`,
      allOrNothing: true,
    },
  })
}

function unreachable(url: string, why: string): SettingsRefused {
  const { hostname, port, pathname } = new URL(url)
  return new SettingsRefused(
    `连接不上 DATABASE_URL 所指的数据库。 DATABASE_URL names the database "${pathname.slice(1)}" on ` +
      `${hostname}:${port || 5432}, which cannot be reached (${why}). Start it, or unset DATABASE_URL ` +
      'to use the embedded database.',
  )
}

async function connect(orm: MikroORM, { databaseUrl }: Settings): Promise<void> {
  await orm.connect().catch(() => undefined)
  const connection = await orm.checkConnection()
  if (connection.ok) return
  if (databaseUrl) throw unreachable(databaseUrl, connection.reason)
  throw new Error(`the embedded database does not answer: ${connection.reason}`)
}

/** Opens the database, brings it to this code's version, and refuses what is not ours. */
export async function openDatabase(catalogue: Catalogue, settings: Settings): Promise<Database> {
  const directory = settings.databaseUrl ? undefined : await openDataDirectory(settings.dataDir)
  const embedded = directory && (await openEmbedded(directory.database))
  const orm = await configureOrm(catalogue, settings, embedded)
  const close = async () => {
    await orm.close(true)
    await embedded?.close()
    await directory?.release()
  }
  try {
    await connect(orm, settings)
    await migrate(orm, await readMigrations())
  } catch (error) {
    await close()
    throw error
  }
  const listeners = new Set<Listener>()
  const client = orm.em.getConnection().getClient() as unknown as Kysely<unknown>
  const pool = (await orm.em.getConnection().getNativeClient()) as Pool
  const snapshots = reading(pool, embedded, settings)
  const copying = embedded ? copyingToEmbedded(embedded) : copyingToServer
  const readerOf = readersOver(client, (sql) => {
    for (const listener of listeners) listener(sql)
  })
  return {
    orm,
    client,
    reader: readerOf(oneByOne(client)),
    snapshot: () => {
      const state = snapshots.open()
      return { reader: readerOf(state), state }
    },
    bulk: (work) => inTransaction(pool, copying, work),
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      await snapshots.end()
      await close()
    },
  }
}
