import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DriverException } from '@mikro-orm/core'
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql'
import { Kysely, PostgresDialect, type RawBuilder } from 'kysely'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Catalogue, viewName } from '../catalogue/catalogue.ts'
import { entityOf, isEntity } from '../ground/entity.ts'
import type { Class } from '../ground/factType.ts'
import { asCopyField } from './copyText.ts'
import type { Embedded } from './embedded.ts'
import { bytesIn } from './namelessFile.ts'
import { refusalFor } from './refusalFor.ts'
import type { Turn } from './session.ts'

/** Rows of one table, in PostgreSQL's text format, in pieces of some hundred kilobytes. */
export type Pieces = Iterable<string> | AsyncIterable<string>

/** A statement with its binds, as Kysely's `sql` writes it. */
export type Statement<Row = unknown> = RawBuilder<Row>

/** A writing of rows that is wholly there at its end, or not at all. */
export interface Transaction {
  /** Runs one statement inside the transaction; its rows come back plain. */
  readonly rows: <Row = Record<string, unknown>>(statement: Statement) => Promise<Row[]>
  /** Runs one statement; answers how many rows it touched. */
  readonly run: (statement: Statement) => Promise<number>
  readonly copy: (target: Statement, pieces: Pieces) => Promise<void>
  /** Copies an open file of rows in PostgreSQL's text format, by its descriptor, into a table of the transaction's own. */
  readonly copyFile: (target: Statement, file: number) => Promise<void>
  /**
   * Lets others read, where the transaction has the only connection: they would see what it has written,
   * so that it may pause only as long as that is in tables of its own.
   */
  readonly pause: () => Promise<void>
  /** The gateway's own records, read and written in this transaction: what was changed is sent with `flush`. */
  readonly records: () => EntityManager
}

/** Fails where the transaction that it opened has ended on the way, so that no half may pass for a whole. */
const markOpen = `set local gateway.transaction = 'open'`
const stillOpen = `do $$ begin
  if current_setting('gateway.transaction', true) is distinct from 'open' then
    raise exception 'the transaction was broken off';
  end if;
end $$`

/** A delivery of millions of rows takes longer than any reading may. */
export const loadSeconds = 15 * 60
const noHaste = `set local statement_timeout = '${loadSeconds}s'`

/** How rows are copied in, as text of ours or as a file of it; between pieces there may be pauses. */
export interface Copying {
  readonly pieces: (client: PoolClient, target: string, pieces: Pieces) => Promise<void>
  readonly file: (
    client: PoolClient,
    target: string,
    file: number,
    pause: Transaction['pause'],
  ) => Promise<void>
}

/** How a database is written to. */
export interface Writing {
  readonly copying: Copying
  /** A connection that nobody else has until the turn is ended. */
  readonly turn: () => Promise<Turn>
  readonly pause: (client: PoolClient) => Promise<void>
  /** Waits for a statement no longer than one may take. */
  readonly waitFor: <T>(statement: Promise<T>) => Promise<T>
}

/** Does the work in one transaction on one connection, which nobody else has meanwhile. */
export async function inTransaction<T>(
  writing: Writing,
  orm: MikroORM,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  let turn: Turn | undefined
  try {
    turn = await writing.turn()
    const done = await carryOut(turn.client, writing, orm, work)
    turn.end()
    return done
  } catch (error) {
    // A connection that cannot even roll back is thrown away.
    const broken = await turn?.client.query('rollback').then(
      () => undefined,
      (lost: Error) => lost,
    )
    turn?.end(broken)
    throw refusalFor(withoutValues(error))
  }
}

/** Kysely over the one connection of a transaction, for statements and for the records alike. */
function kyselyOver(client: PoolClient): Kysely<unknown> {
  const lent = { query: client.query.bind(client), release: () => undefined }
  const pool = { connect: async () => lent, end: async () => undefined }
  return new Kysely({ dialect: new PostgresDialect({ pool: pool as never }) })
}

/** What the server says of a row that it refuses repeats its values; the log is no place for them. */
function withoutValues(error: unknown): unknown {
  if (error instanceof DriverException) {
    // MikroORM's own errors repeat them in their text.
    const { name, code } = error
    return Object.assign(new Error(`the database refused a record: ${name}`), { code })
  }
  if (error instanceof Error) Object.assign(error, { detail: undefined, where: undefined })
  return error
}

async function carryOut<T>(
  client: PoolClient,
  { copying, pause: pauseOf, waitFor }: Writing,
  orm: MikroORM,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const kysely = kyselyOver(client)
  const textOf = (statement: Statement) => statement.compile(kysely).sql
  const send = <Row>(statement: Statement<Row>) => waitFor(statement.execute(kysely))
  const pause = () => pauseOf(client)
  await client.query('begin')
  await client.query(markOpen)
  await client.query(noHaste)
  const done = await work({
    rows: async <Row>(statement: Statement) => (await send(statement as Statement<Row>)).rows,
    run: async (statement) => Number((await send(statement)).numAffectedRows ?? 0),
    copy: (target, pieces) => copying.pieces(client, textOf(target), pieces),
    copyFile: (target, file) => copying.file(client, textOf(target), file, pause),
    pause,
    records: () => {
      const records = orm.em.fork()
      records.setTransactionContext(kysely)
      return records
    },
  })
  await client.query(stillOpen)
  await client.query('commit')
  return done
}

/** A file's text in pieces that end with a line, so that each can be copied for itself. */
async function* wholeLines(file: number): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let begun = ''
  for await (const bytes of bytesIn(file)) {
    const text = begun + decoder.decode(bytes, { stream: true })
    const end = text.lastIndexOf('\n') + 1
    begun = text.slice(end)
    if (end > 0) yield text.slice(0, end)
  }
  if (begun !== '') yield begun
}

function toServer(client: PoolClient, target: string, source: Readable): Promise<void> {
  return pipeline(source, client.query(copyFrom(`copy ${target} from stdin`)))
}

/** Copies rows to a PostgreSQL server as fast as they come; a file's bytes pass through untouched. */
export const copyingToServer: Copying = {
  pieces: (client, target, pieces) => toServer(client, target, Readable.from(pieces)),
  file: (client, target, file) => toServer(client, target, Readable.from(bytesIn(file))),
}

/** Copies rows past the socket, in the one session that it shares with the transaction's connection. */
export function copyingToEmbedded(embedded: Embedded): Copying {
  const copy = async (target: string, pieces: Pieces) => {
    let earlier = Promise.resolve()
    for await (const piece of pieces) {
      await earlier
      earlier = embedded.copy(`copy ${target} from '/dev/blob'`, piece)
      earlier.catch(() => undefined)
    }
    await earlier
  }
  return {
    pieces: (_client, target, pieces) => copy(target, pieces),
    file: async (_client, target, file, pause) => {
      for await (const piece of wholeLines(file)) {
        await copy(target, [piece])
        await pause()
      }
    },
  }
}

/** What a class of rows is called in the catalogue, and its properties in the order of its columns. */
export interface Target {
  readonly name: string
  readonly properties: readonly string[]
}

function propertyOfKey(keyColumn: string): string {
  return keyColumn.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** Where the rows of an entity's or a view's class belong. */
export function targetOf(catalogue: Catalogue, cls: Class): Target {
  if (isEntity(cls)) {
    const { name, key, facts } = entityOf(cls)
    const others = facts.filter((fact) => fact !== key)
    return { name, properties: [key, ...others].map((fact) => fact.name) }
  }
  const shelf = catalogue.shelfOf(cls)
  const { keyColumn, per, each, facts } = shelf
  return {
    name: viewName(shelf),
    properties: [
      propertyOfKey(keyColumn),
      ...(per ? ['period'] : []),
      ...(each ? [each.name] : []),
      ...facts.map((fact) => fact.name),
    ],
  }
}

const pieceLength = 1 << 18

/** Writes rows in the text format of `copy`, a piece at a time. */
export function* asCopyText(
  properties: readonly string[],
  rows: Iterable<object>,
  onRows: (count: number) => void,
): Generator<string> {
  let piece = ''
  let count = 0
  for (const row of rows) {
    const values = row as Record<string, unknown>
    for (let i = 0; i < properties.length; i += 1) {
      piece += (i === 0 ? '' : '\t') + asCopyField(values[properties[i] as string])
    }
    piece += '\n'
    count += 1
    if (piece.length >= pieceLength) {
      yield piece
      onRows(count)
      piece = ''
      count = 0
    }
  }
  if (piece !== '') yield piece
  onRows(count)
}
