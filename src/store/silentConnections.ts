import type { Socket } from 'node:net'
import type { Pool, PoolClient } from 'pg'
import type { Pulse, Sessions } from './pulse.ts'

/** What a client of the library keeps, and its types leave out. */
type Client = PoolClient & {
  readonly processID: number
  /** False from when something is sent until the last of it is answered. */
  readonly readyForQuery: boolean
  readonly connection: { readonly stream: Socket }
}

interface Seen {
  /** How many bytes have passed over it, either way. */
  bytes: number
  /** For how many looks nothing has, though an answer is due. */
  still: number
  /** For how many of those the server has not said that it is at work. */
  unheard: number
  /** How often in a row the server did not know of the work that is waited for. */
  missed: number
  /** The look at which something passed last. */
  movedAt: number
  /** How long it may be still where the server says that it is at work, in looks. */
  patience: number
}

/** A look every second; a process that was held up itself has looked once, and blames nobody for it. */
const lookMillis = 1_000

/** From how many still looks on the server is asked. */
const suspicious = 2

/** What is waited for beyond the server's own deadline before its silence is held against it. */
const graceSeconds = 3

function bytesOf({ connection: { stream } }: Client): number {
  return stream.bytesRead + stream.bytesWritten
}

function late(): Error {
  return Object.assign(new Error('the database did not answer in time'), { code: '57014' })
}

function lost(): Error {
  return Object.assign(new Error('the connection to the database was lost'), { code: 'ECONNRESET' })
}

/**
 * Ends connections over which no answer comes any more: nobody waits for ever, and a pool does not keep
 * what is dead. A statement is ended by the server at its deadline; a connection that is still a little
 * longer is cut. One that lies still is asked after sooner, over the pulse: where the server, which may be
 * another by now, knows nothing of a session or of work in it, the answer was lost on the way.
 *
 * It looks at all connections now and then, which costs a statement nothing.
 */
export class Silence {
  readonly #pulse: Pulse
  readonly #deadline: number
  readonly #seen = new Map<Client, Seen>()
  readonly #timer: NodeJS.Timeout
  #looks = 0
  #isAsking = false

  /** `statementSeconds`: how long the server lets a statement run. */
  constructor(pulse: Pulse, statementSeconds: number) {
    this.#pulse = pulse
    this.#deadline = this.#looksIn(statementSeconds)
    this.#timer = setInterval(() => this.#look(), lookMillis)
    this.#timer.unref()
  }

  /** Watches over the connections of a pool, from when each is first lent out. */
  watch(pool: Pool): void {
    pool.on('acquire', (client) => {
      if (!this.#seen.has(client as Client)) this.#seen.set(client as Client, this.#fresh())
    })
  }

  /** Lets a connection be silent for longer, as long as the server says that it is at work. */
  bear(client: PoolClient, seconds: number): void {
    const seen = this.#seen.get(client as Client)
    if (seen) seen.patience = this.#looksIn(seconds)
  }

  /** Holds a connection to the usual deadline again. */
  bearNoMore(client: PoolClient): void {
    const seen = this.#seen.get(client as Client)
    if (seen) seen.patience = this.#deadline
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #looksIn(seconds: number): number {
    return Math.ceil(((seconds + graceSeconds) * 1000) / lookMillis)
  }

  #fresh(): Seen {
    const none = { bytes: 0, still: 0, unheard: 0, missed: 0 }
    return { ...none, movedAt: this.#looks, patience: this.#deadline }
  }

  #look(): void {
    this.#looks += 1
    let isSuspicious = false
    for (const [client, seen] of this.#seen) {
      if (client.connection.stream.destroyed) this.#seen.delete(client)
      else if (this.#isStill(client, seen)) {
        if (seen.unheard >= this.#deadline || seen.still >= seen.patience) this.#cut(client, seen)
        else if (seen.still >= suspicious) isSuspicious = true
      }
    }
    if (isSuspicious && !this.#isAsking) void this.#askAfter([...this.#seen])
  }

  /** Whether an answer is due, and nothing has passed since the last look. */
  #isStill(client: Client, seen: Seen): boolean {
    const bytes = bytesOf(client)
    if (bytes !== seen.bytes) {
      Object.assign(seen, { bytes, still: 0, unheard: 0, missed: 0, movedAt: this.#looks })
      return false
    }
    if (client.readyForQuery) {
      Object.assign(seen, { still: 0, unheard: 0 })
      return false
    }
    seen.still += 1
    seen.unheard += 1
    return true
  }

  /** Cuts a connection that is late, and idle ones that have been heard of no later: they died with it. */
  #cut(client: Client, { movedAt }: Seen): void {
    client.connection.stream.destroy(late())
    for (const [other, seen] of this.#seen) {
      if (other.readyForQuery && seen.movedAt <= movedAt) other.connection.stream.destroy(lost())
    }
  }

  async #askAfter(all: readonly (readonly [Client, Seen])[]): Promise<void> {
    this.#isAsking = true
    try {
      const sessions = await this.#pulse.sessions(all.map(([{ processID }]) => processID))
      for (const [client, seen] of all) {
        if (bytesOf(client) === seen.bytes) this.#judge(client, seen, sessions)
      }
    } catch {
      // Whoever does not answer this either is held to the deadline.
    } finally {
      this.#isAsking = false
    }
  }

  #judge(client: Client, seen: Seen, sessions: Sessions | undefined): void {
    const session = sessions?.get(client.processID)
    const isDue = seen.still >= suspicious
    const isKnown = !sessions || (session && (session.isAtWork || !isDue))
    if (isKnown) Object.assign(seen, { unheard: 0, missed: 0 })
    else seen.missed += 1
    if (seen.missed >= 2) client.connection.stream.destroy(lost())
  }
}
