import { setImmediate as immediate } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { busy } from './turnedAway.ts'

/** Somebody's turn at the embedded database. */
export interface Turn {
  readonly client: PoolClient
  /** Whether it lies within the transaction of somebody who pauses. */
  readonly isLent: boolean
  /** Ends the turn; a connection that is broken is thrown away. */
  readonly end: (broken?: Error) => void
}

interface Waiting {
  readonly reads: boolean
  readonly start: (turn: Turn) => void
  readonly fail: (error: unknown) => void
}

/**
 * The one session of the embedded database, which one operation or delivery has at a time. A delivery that
 * has not yet written anything that others could see may pause, and lets those read meanwhile who wait.
 */
export class Session {
  readonly #pool: Pool
  readonly #queueSeconds: number
  readonly #waiting: Waiting[] = []
  #isTaken = false
  /** When who has the turn went to work last. */
  #since = 0

  constructor(pool: Pool, queueSeconds: number) {
    this.#pool = pool
    this.#queueSeconds = queueSeconds
  }

  /** A turn to read, alone or while somebody pauses. */
  read(): Promise<Turn> {
    return this.#turn(true)
  }

  /** A turn to write. */
  write(): Promise<Turn> {
    return this.#turn(false)
  }

  /** Lets who waits read over the connection of a transaction, for as long as that was at work before. */
  async pause(client: PoolClient): Promise<void> {
    const began = Date.now()
    const until = 2 * began - this.#since
    for (;;) {
      const reader = this.#nextReader()
      if (!reader) break
      await new Promise<void>((end) => reader.start({ client, isLent: true, end: () => end() }))
      if (Date.now() >= until) break
      // Whoever is admitted next asks by then.
      await immediate()
    }
    this.#since = Date.now()
  }

  #nextReader(): Waiting | undefined {
    const at = this.#waiting.findIndex(({ reads }) => reads)
    return at < 0 ? undefined : this.#waiting.splice(at, 1)[0]
  }

  #turn(reads: boolean): Promise<Turn> {
    if (this.#isTaken) return this.#wait(reads)
    this.#isTaken = true
    return this.#begin()
  }

  async #begin(): Promise<Turn> {
    try {
      const client = await this.#pool.connect()
      this.#since = Date.now()
      const end = (broken?: Error) => {
        client.release(broken)
        this.#callNext()
      }
      return { client, isLent: false, end }
    } catch (error) {
      this.#callNext()
      throw error
    }
  }

  #callNext(): void {
    const next = this.#waiting.shift()
    if (next) this.#begin().then(next.start, next.fail)
    else this.#isTaken = false
  }

  #wait(reads: boolean): Promise<Turn> {
    const { promise, resolve, reject } = Promise.withResolvers<Turn>()
    const one: Waiting = { reads, start: resolve, fail: reject }
    this.#waiting.push(one)
    const timer = setTimeout(() => {
      const at = this.#waiting.indexOf(one)
      if (at < 0) return
      this.#waiting.splice(at, 1)
      reject(busy())
    }, this.#queueSeconds * 1000)
    return promise.finally(() => clearTimeout(timer))
  }
}
