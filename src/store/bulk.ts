import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Pool } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { entityOf, isEntity } from '../ground/entity.ts'
import type { Class } from '../ground/factType.ts'
import type { Embedded } from './embedded.ts'

/** Rows of one table, in PostgreSQL's text format, in pieces of some hundred kilobytes. */
type Pieces = Iterable<string>

/** A loading of many rows that is wholly there at its end, or not at all. */
export interface Bulk {
  readonly run: (sql: string) => Promise<void>
  readonly copy: (target: string, pieces: Pieces) => Promise<void>
}

/** Fails where the transaction that it opened has ended on the way, so that no half may pass for a whole. */
const markOpen = `set local gateway.bulk = 'open'`
const stillOpen = `do $$ begin
  if current_setting('gateway.bulk', true) is distinct from 'open' then
    raise exception 'the transaction was broken off';
  end if;
end $$`

/** Does the work in one transaction on a PostgreSQL server. */
export async function inServer(pool: Pool, work: (bulk: Bulk) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(markOpen)
    await work({
      run: async (sql) => void (await client.query(sql)),
      copy: (target, pieces) =>
        pipeline(Readable.from(pieces), client.query(copyFrom(`copy ${target} from stdin`))),
    })
    await client.query(stillOpen)
    await client.query('commit')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Does the work in one transaction of the embedded database's only session. */
export async function inEmbedded(
  embedded: Embedded,
  work: (bulk: Bulk) => Promise<void>,
): Promise<void> {
  await embedded.run('begin')
  await embedded.run(markOpen)
  try {
    await work({
      run: embedded.run,
      copy: async (target, pieces) => {
        let earlier = Promise.resolve()
        for (const piece of pieces) {
          await earlier
          earlier = embedded.copy(`copy ${target} from '/dev/blob'`, piece)
          earlier.catch(() => undefined)
        }
        await earlier
      },
    })
    await embedded.run(stillOpen)
    await embedded.run('commit')
  } catch (error) {
    await embedded.run('rollback')
    throw error
  }
}

/** A table's name and columns, and the properties of a row that fill them. */
export interface Target {
  readonly table: string
  readonly columns: readonly string[]
  readonly properties: readonly string[]
}

function propertyOfKey(keyColumn: string): string {
  return keyColumn.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** Where the rows of an entity's or a view's class belong. */
export function targetOf(catalogue: Catalogue, cls: Class): Target {
  if (isEntity(cls)) {
    const { table, facts } = entityOf(cls)
    return {
      table: `shared.${table}`,
      columns: facts.map(({ column }) => column),
      properties: facts.map(({ name }) => name),
    }
  }
  const { schema, table, keyColumn, per, facts } = catalogue.shelfOf(cls)
  return {
    table: `${schema}.${table}`,
    columns: [keyColumn, ...(per ? ['period'] : []), ...facts.map(({ column }) => column)],
    properties: [
      propertyOfKey(keyColumn),
      ...(per ? ['period'] : []),
      ...facts.map(({ name }) => name),
    ],
  }
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value !== 'string') return String(value)
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (c) => escapes[c] ?? c) : value
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
      piece += (i === 0 ? '' : '\t') + field(values[properties[i] as string])
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
