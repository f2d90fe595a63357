import { CompiledQuery, type Kysely, type RawBuilder } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Pool } from 'pg'
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
   * suit neither one of them nor three thousand.
   */
  readonly planned: <Row>(origin: string, query: RawBuilder<unknown>) => Promise<Row[]>
  /** The text of a statement, its values left out. */
  readonly textOf: (query: RawBuilder<unknown>) => string
}

/** Sends one statement with its binds; answers its rows. */
export type Send = (text: string, values: readonly unknown[]) => Promise<unknown[]>

/** Sends over Kysely, unprepared: the embedded database shares one session, and names with it. */
export function unprepared(client: Kysely<unknown>): Send {
  return async (text, values) =>
    (await client.executeQuery(CompiledQuery.raw(text, [...values]))).rows
}

const mostPrepared = 500
const planChanged = '0A000'

/**
 * Sends to a server, each text prepared once a connection: planning a list of some hundred keys costs
 * more than reading their rows. Only so many texts are prepared, for the server keeps every one.
 */
export function prepared(pool: Pool): Send {
  const names = new Map<string, string>()
  const nameOf = (text: string) => {
    const known = names.get(text)
    if (known !== undefined || names.size >= mostPrepared) return known
    const name = `gateway_${names.size}`
    names.set(text, name)
    return name
  }
  return async (text, values) => {
    const query = { text, values: [...values] }
    const name = nameOf(text)
    try {
      return (await pool.query(name === undefined ? query : { ...query, name })).rows
    } catch (error) {
      // A migration has changed a table since: the plan kept on this connection no longer fits.
      if (name === undefined || (error as { code?: string }).code !== planChanged) throw error
      return (await pool.query(query)).rows
    }
  }
}

const mostKept = 2_000

/** A reader that compiles with Kysely and sends as it is told. */
export function readerOver(client: Kysely<unknown>, send: Send, listener: Listener): Reader {
  const sendOnce = unprepared(client)
  const texts = new LRUCache<string, string>({ max: mostKept })
  const run = async <Row>(statement: string, values: readonly unknown[], by: Send = send) => {
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
      return run(`/* ${origin} */ ${sql}`, parameters)
    },
    textOf: (query) => query.compile(client).sql,
    planned: (origin, query) => {
      const { sql, parameters } = query.compile(client)
      return run(`/* ${origin} */ ${sql}`, parameters, sendOnce)
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
      return run(text, values)
    },
  }
}
