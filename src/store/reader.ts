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

/** Makes readers that compile with Kysely, share what they have compiled, and send as they are told. */
export function readersOver(
  client: Kysely<unknown>,
  listener: Listener,
): (sender: Sender) => Reader {
  const texts = new LRUCache<string, string>({ max: mostKept })
  return (sender) => {
    const send: Send = (text, values) => sender.send(text, values)
    const sendPlanned: Send = (text, values) => sender.sendPlanned(text, values)
    const run = async <Row>(statement: string, values: readonly unknown[], by: Send) => {
      listener(statement)
      try {
        return (await by(statement, values)) as Row[]
      } catch (error) {
        throw refusalFor(error)
      }
    }
    return {
      rows: (origin, query) => {
        const { sql, parameters } = query.compile(client)
        return run(`/* ${origin} */ ${sql}`, parameters, send)
      },
      textOf: (query) => query.compile(client).sql,
      planned: (origin, query) => {
        const { sql, parameters } = query.compile(client)
        return run(`/* ${origin} */ ${sql}`, parameters, sendPlanned)
      },
      kept: (origin, form, values, build) => {
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
        return run(text, values, send)
      },
    }
  }
}
