import { CompiledQuery, type Kysely, type RawBuilder } from 'kysely'
import { LRUCache } from 'lru-cache'
import { refusalFor } from './refusalFor.ts'

/** Hears of every statement as it is sent; tests count with it. */
export type Listener = (sql: string) => void

/** The one door to rows: every statement of a reading operation goes through it, with binds. */
export interface Reader {
  /** Runs one statement that opens with a comment naming its origin; rows come back plain. */
  readonly rows: <Row>(origin: string, query: RawBuilder<unknown>) => Promise<Row[]>
  /**
   * Runs a statement whose text is the same whenever its origin and its form are: built and compiled
   * once, then only bound anew. The values stand in the order of the binds.
   */
  readonly kept: <Row>(
    origin: string,
    form: string,
    values: readonly unknown[],
    build: () => RawBuilder<unknown>,
  ) => Promise<Row[]>
  /**
   * Runs one statement that is planned for its own values: a plan made for any number of areas would
   * suit neither one of them nor three thousand. It may take long, and runs beside others of its kind.
   */
  readonly planned: <Row>(origin: string, query: RawBuilder<unknown>) => Promise<Row[]>
  /** The text of a statement, its values left out. */
  readonly textOf: (query: RawBuilder<unknown>) => string
}

/** Sends one statement with its binds; answers its rows. */
export type Send = (text: string, values: readonly unknown[]) => Promise<unknown[]>

/** How statements are sent: those that come again, and those planned for their values alone. */
export interface Sender {
  readonly send: Send
  readonly sendPlanned: Send
}

/** Sends over any connection of the pool, each statement for itself and unprepared. */
export function oneByOne(client: Kysely<unknown>): Sender {
  const send: Send = async (text, values) =>
    (await client.executeQuery(CompiledQuery.raw(text, [...values]))).rows
  return { send, sendPlanned: send }
}

const mostKept = 2_000

/** Reads by statements that it compiles with Kysely, and sends as it is told. */
class CompilingReader implements Reader {
  readonly #shared: Shared
  readonly #sender: Sender

  constructor(shared: Shared, sender: Sender) {
    this.#shared = shared
    this.#sender = sender
  }

  rows<Row>(origin: string, query: RawBuilder<unknown>): Promise<Row[]> {
    const { sql, parameters } = query.compile(this.#shared.client)
    const text = this.#heard(`/* ${origin} */ ${sql}`)
    return this.#sender.send(text, parameters).then(undefined, refuse) as Promise<Row[]>
  }

  planned<Row>(origin: string, query: RawBuilder<unknown>): Promise<Row[]> {
    const { sql, parameters } = query.compile(this.#shared.client)
    const text = this.#heard(`/* ${origin} */ ${sql}`)
    return this.#sender.sendPlanned(text, parameters).then(undefined, refuse) as Promise<Row[]>
  }

  kept<Row>(
    origin: string,
    form: string,
    values: readonly unknown[],
    build: () => RawBuilder<unknown>,
  ): Promise<Row[]> {
    const { texts, client } = this.#shared
    const name = `${origin} ${form}`
    let text = texts.get(name)
    if (text === undefined) {
      const { sql, parameters } = build().compile(client)
      if (parameters.length !== values.length) {
        throw new Error(`${origin} binds ${parameters.length} values, not ${values.length}`)
      }
      text = `/* ${origin} */ ${sql}`
      texts.set(name, text)
    }
    return this.#sender.send(this.#heard(text), values).then(undefined, refuse) as Promise<Row[]>
  }

  textOf(query: RawBuilder<unknown>): string {
    return query.compile(this.#shared.client).sql
  }

  #heard(text: string): string {
    this.#shared.listener(text)
    return text
  }
}

function refuse(error: unknown): never {
  throw refusalFor(error)
}

/** What all readers of a database have in common. */
interface Shared {
  readonly client: Kysely<unknown>
  readonly listener: Listener
  /** The texts of statements that come again, by their origin and form. */
  readonly texts: LRUCache<string, string>
}

/** Makes readers of a database, which share what they have compiled. */
export function readersOver(
  client: Kysely<unknown>,
  listener: Listener,
): (sender: Sender) => Reader {
  const shared = { client, listener, texts: new LRUCache<string, string>({ max: mostKept }) }
  return (sender) => new CompilingReader(shared, sender)
}
