import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Order } from './embeddedWorker.ts'

/** PostgreSQL inside this process, in a thread of its own, behind a socket that only this user reaches. */
export interface Embedded {
  /** Runs statements in the one session that all sockets share. */
  readonly run: (sql: string) => Promise<void>
  /** Copies rows in PostgreSQL's text format; `sql` is a `copy … from '/dev/blob'`. */
  readonly copy: (sql: string, text: string) => Promise<void>
  /** Whether its thread is there: busy it may be, for no longer than a statement may take. */
  readonly isThere: () => boolean
  /** Does work while no statement runs: what the database's files hold then is one state. */
  readonly whileStill: (work: () => Promise<void>) => Promise<void>
  /** Ends whatever runs, which nothing else can, and opens the database anew in a new thread. */
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

type Unnumbered<T> = T extends Order ? Omit<T, 'id'> : never

/**
 * Opens, or first creates, the embedded database in a directory of its own; `pg` finds it when given the
 * directory of its socket as a host.
 */
export async function openEmbedded(directory: string, sockets: string): Promise<Embedded> {
  const socket = join(sockets, '.s.PGSQL.5432')
  const waiting = new Map<number, { done: () => void; failed: (error: Error) => void }>()
  const fail = (error: Error) => {
    for (const { failed } of waiting.values()) failed(error)
    waiting.clear()
  }
  let isThere = false
  const startWorker = () => {
    const started = new Worker(new URL('./embeddedWorker.ts', import.meta.url), {
      workerData: { directory, socket },
    })
    started.on('message', ({ id, error }: { id: number; error?: string }) => {
      isThere = true
      const waiter = waiting.get(id)
      waiting.delete(id)
      if (error === undefined) waiter?.done()
      else waiter?.failed(new Error(error))
    })
    started.on('error', fail)
    started.on('exit', () => {
      isThere = false
      fail(new Error('the embedded database has ended'))
    })
    return started
  }

  let worker = startWorker()
  let restarting: Promise<void> | undefined
  let still: Promise<void> = Promise.resolve()
  let last = 0
  const answered = (id: number) =>
    new Promise<void>((done, failed) => waiting.set(id, { done, failed }))
  const send = (order: Unnumbered<Order>) => {
    last += 1
    const answer = answered(last)
    worker.postMessage({ id: last, ...order })
    return answer
  }
  const whileStill = async (work: () => Promise<void>) => {
    await send({ do: 'hold' })
    still = work()
    await still.finally(() => send({ do: 'letGo' }))
  }
  await answered(0)
  return {
    run: (sql) => send({ do: 'run', sql }),
    copy: (sql, text) => send({ do: 'copy', sql, text }),
    isThere: () => isThere,
    whileStill,
    restart: () => {
      // Who waits for a copy to be taken is late through no fault of the database's.
      restarting ??= still
        .catch(() => undefined)
        .then(() => worker.terminate())
        .then(() => {
          worker = startWorker()
          return answered(0)
        })
        .finally(() => {
          restarting = undefined
        })
      return restarting
    },
    close: async () => {
      await restarting
      await still.catch(() => undefined)
      await send({ do: 'close' })
      await worker.terminate()
    },
  }
}
