import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Settings } from '../ground/settings.ts'
import { embeddedAccess, embeddedOptions, serverAccess, serverOptions } from './access.ts'
import { Admission, type Asker } from './admission.ts'
import { type DataDirectory, openDataDirectory } from './dataDirectory.ts'
import { openEmbedded } from './embedded.ts'
import { mapping } from './mapping.ts'
import { migrate, migrationsFolder, readMigrations } from './migrating.ts'
import { hearOperator } from './operatorSocket.ts'
import { type Listener, oneByOne, type Reader, readersOver } from './reader.ts'
import { Snapshot } from './snapshot.ts'
import { inTransaction, type Transaction } from './transaction.ts'
import { unreachable } from './unreachable.ts'

/** The gateway's database, embedded or on a server: the same schema, the same dialect, the same code. */
export interface Database {
  readonly orm: MikroORM
  readonly client: Kysely<unknown>
  /** Reads statement by statement, each as things are then. */
  readonly reader: Reader
  /** Reads one state until it is let go: what one operation is answered from, once it is admitted. */
  readonly snapshot: (
    asker?: Asker,
    /** Tells that nobody waits for the answer any more. */
    signal?: AbortSignal,
  ) => { readonly reader: Reader; readonly state: Snapshot }
  /** Writes in one transaction: wholly there, or not at all. */
  readonly transaction: <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>
  /**
   * Whether the database can be asked: a server answers over a connection that is for nothing else, and
   * the embedded database's thread is there. Busy is not away.
   */
  readonly isThere: () => Promise<boolean>
  /** Hears of every statement that the reader sends, until the returned function is called. */
  readonly listen: (listener: Listener) => () => void
  readonly close: () => Promise<void>
}

async function configureOrm(
  catalogue: Catalogue,
  settings: Settings,
  directory: DataDirectory | undefined,
): Promise<MikroORM> {
  return MikroORM.init({
    entities: mapping(catalogue),
    ensureDatabase: false,
    extensions: [Migrator],
    ...(directory
      ? { host: directory.sockets, user: 'postgres', dbName: 'postgres' }
      : { clientUrl: settings.databaseUrl ?? '' }),
    // The embedded database is one session behind all sockets: one connection, and nobody asks for two.
    // And it is never let go when idle: the socket rolls back whatever transaction is open when one closes.
    pool: {
      min: 0,
      max: directory ? 1 : settings.poolSize,
      ...(directory ? { idleTimeoutMillis: 0 } : {}),
    },
    driverOptions: directory ? embeddedOptions : serverOptions(settings),
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

/** Who asks where nobody is named. */
const ourselves: Asker = { share: '', subject: '' }

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
  const embedded = directory && (await openEmbedded(directory.database, directory.sockets))
  const operator = directory && embedded && (await hearOperator(directory, embedded))
  const orm = await configureOrm(catalogue, settings, directory)
  const close = async () => {
    await operator?.close()
    await orm.close(true)
    await embedded?.close()
    await directory?.release()
  }
  try {
    await connect(orm, settings)
    await migrate(orm)
  } catch (error) {
    await close()
    throw error
  }
  const listeners = new Set<Listener>()
  const client = orm.em.getConnection().getClient() as unknown as Kysely<unknown>
  const pool = (await orm.em.getConnection().getNativeClient()) as Pool
  const access = embedded ? embeddedAccess(pool, embedded, settings) : serverAccess(pool, settings)
  const { queueLength, queueSeconds } = settings
  const permits = embedded ? 1 : settings.poolSize
  const admission = new Admission({ permits, queueLength, queueSeconds })
  const readerOf = readersOver(client, (sql) => {
    for (const listener of listeners) listener(sql)
  })
  return {
    orm,
    client,
    reader: readerOf(oneByOne(client)),
    snapshot: (asker = ourselves, signal) => {
      const state = new Snapshot(access.transactions, { asker, admission }, signal)
      return { reader: readerOf(state), state }
    },
    transaction: (work) => inTransaction(access.writing, orm, work),
    isThere: access.isThere,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      await close()
      await access.end()
    },
  }
}
