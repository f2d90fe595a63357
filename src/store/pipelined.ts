import type { Duplex } from 'node:stream'
import type { PoolClient, Submittable } from 'pg'
import type { Cancellable } from './cancelling.ts'

/** A client that sends a statement before the one ahead of it is answered. */
export type Pipelined = PoolClient &
  Cancellable & {
    readonly connection: { readonly stream: Duplex }
    /** Whether its last transaction is still to be ended, along with the opening of the next. */
    lingers?: boolean
    /** The generation of names that it was opened in. */
    generation?: number
  }

/**
 * A statement without binds or rows, such as the opening of a transaction. It costs a fraction of a
 * `pg.Query`, and every operation sends two; `done` hears of its end.
 */
export class Bare implements Submittable {
  readonly #message: Buffer
  readonly #done: (error?: Error) => void
  #error: Error | undefined

  constructor(message: Buffer, done: (error?: Error) => void) {
    this.#message = message
    this.#done = done
  }

  submit({ stream }: { stream: Duplex }): void {
    stream.write(this.#message)
  }

  handleError(error: Error): void {
    this.#error = error
    this.#done(error)
  }

  handleReadyForQuery(): void {
    if (!this.#error) this.#done()
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  callback(): void {}
}

/** A simple query in the protocol's own words: `Q`, its length, its text. */
export function messageOf(text: string): Buffer {
  const body = Buffer.from(`${text}\0`)
  const message = Buffer.alloc(5 + body.length)
  message.write('Q')
  message.writeInt32BE(4 + body.length, 1)
  body.copy(message, 5)
  return message
}

// The connections of a server's pool open what they read as one read-only state by their own default.
export const opening = messageOf('begin')
const closing = messageOf('commit')
export const reopening = messageOf('commit;begin')

export function ignore(): void {}

/**
 * Transactions that nobody reads any more and that are not ended yet: a busy connection ends one along
 * with the opening of the next, in one message, and a quiet one within some milliseconds.
 */
export class Lingering {
  readonly #clients = new Set<Pipelined>()
  #isDue = false

  add(client: Pipelined): void {
    client.lingers = true
    this.#clients.add(client)
    if (this.#isDue) return
    this.#isDue = true
    setTimeout(() => this.#sweep(new Set(this.#clients)), 2).unref()
  }

  /** Whether a connection's last transaction is to be ended by who takes the connection. */
  take(client: Pipelined): boolean {
    const { lingers = false } = client
    client.lingers = false
    if (lingers) this.#clients.delete(client)
    return lingers
  }

  #sweep(clients: ReadonlySet<Pipelined>): void {
    this.#isDue = false
    for (const client of clients) if (this.take(client)) client.query(new Bare(closing, ignore))
  }
}
