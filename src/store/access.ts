import pg, { type Pool } from 'pg'
import type { Settings } from '../ground/settings.ts'
import type { Embedded } from './embedded.ts'
import { embeddedTransactions, withinDeadline } from './embeddedSnapshots.ts'
import { Pulse } from './pulse.ts'
import { serverTransactions } from './serverSnapshots.ts'
import { Session } from './session.ts'
import { Silence } from './silentConnections.ts'
import type { Transactions } from './snapshot.ts'
import { copyingToEmbedded, copyingToServer, loadSeconds, type Writing } from './transaction.ts'

/** How long a connection to a server may take to be opened. */
const connectSeconds = 5

/** The embedded database's one thread may be at a statement when it is connected to. */
export const embeddedOptions = { connectionTimeoutMillis: 30_000 }

/** Whether the other machine is still there is asked of it after so long a silence. */
const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 }

/** How every connection to a server is opened. */
export function serverOptions({ statementSeconds }: Settings) {
  return {
    connectionTimeoutMillis: connectSeconds * 1000,
    statement_timeout: statementSeconds * 1000,
    ...keepAlive,
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

/** How states of the database are read, how it is written to, and how that ends. */
export interface Access {
  readonly transactions: Transactions
  readonly writing: Writing
  readonly isThere: () => Promise<boolean>
  readonly end: () => Promise<void>
}

export function embeddedAccess(pool: Pool, embedded: Embedded, settings: Settings): Access {
  surviveLosses(pool)
  const { restart, isThere } = embedded
  const session = new Session(pool, settings.queueSeconds)
  return {
    transactions: embeddedTransactions(session, { seconds: settings.statementSeconds, restart }),
    writing: {
      copying: copyingToEmbedded(embedded),
      turn: () => session.write(),
      pause: (client) => session.pause(client),
      waitFor: (statement) => withinDeadline({ seconds: loadSeconds, restart }, statement),
    },
    isThere: async () => isThere(),
    end: async () => undefined,
  }
}

export function serverAccess(pool: Pool, settings: Settings): Access {
  surviveLosses(pool)
  const own = readingPool(settings, pool)
  surviveLosses(own)
  const pulse = new Pulse({ connectionString: settings.databaseUrl })
  const silence = new Silence(pulse, settings.statementSeconds)
  silence.watch(own)
  silence.watch(pool)
  return {
    transactions: serverTransactions(own),
    writing: {
      copying: copyingToServer,
      turn: async () => {
        const client = await pool.connect()
        silence.bear(client, loadSeconds)
        const end = (broken?: Error) => {
          silence.bearNoMore(client)
          client.release(broken)
        }
        return { client, isLent: false, end }
      },
      pause: async () => undefined,
      // The server has a deadline for it, and whoever watches over its silence another.
      waitFor: (statement) => statement,
    },
    isThere: () => pulse.isAnswering(),
    end: async () => {
      await own.end()
      silence.close()
      await pulse.close()
    },
  }
}
