import { sql } from 'kysely'
import {
  allOf,
  equal,
  historyOf,
  liesInArea,
  listed,
  type Sql,
  tableOf,
} from '../../store/sqlPieces.ts'
import type { Transaction } from '../../store/transaction.ts'
import { type Deliverable, factsOfOthers } from '../deliverable.ts'
import type { Incoming, Publisher } from './incoming.ts'

/** How many rows a batch brought, changed and took away. */
export interface Counts {
  readonly inserted: number
  readonly changed: number
  readonly withdrawn: number
}

/** Holds where two rows of a view or entity have the same key. */
export function sameKey({ keyColumns }: Deliverable, one: string, other: string): Sql {
  return equal(keyColumns, one, other)
}

/** Holds where a row's entity lies in an area; everywhere, where none is said. */
function isHere(of: Deliverable, alias: string, area: string | undefined): Sql {
  if (area === undefined) return sql`true`
  const here = of.entities.map((entity) => {
    const { key, place } = entity
    return sql`exists (select from ${tableOf(entity)} e
      where ${sql.id('e', key.column)} = ${sql.id(alias, of.keyColumn)}
      and ${liesInArea(sql.id('e', place.column), area)})`
  })
  return sql`(${sql.join(here, sql` or `)})`
}

/** Where the rows of the delivery wait while they are looked at: gone at the transaction's end. */
export const delivered: Sql = sql`delivered`

/** All columns of its table that an owner fills. */
export function columnsOf({ keyColumns, facts }: Deliverable): string[] {
  return [...keyColumns, ...facts.map(({ column }) => column)]
}

/** Copies the checked rows of an open file into a table of their own. */
export async function bringIn(
  transaction: Transaction,
  of: Deliverable,
  columns: readonly string[],
  file: number,
): Promise<void> {
  const types = new Map(of.facts.map(({ column, type }) => [column, type.column]))
  const declared = columns.map((column) => {
    const type = of.keyColumns.includes(column) ? 'text collate "C"' : types.get(column)
    return sql`${sql.id(column)} ${sql.raw(type ?? 'text')}`
  })
  await transaction.run(
    sql`create temp table ${delivered} (line integer, ${sql.join(declared)}) on commit drop`,
  )
  await transaction.copyFile(sql`${delivered} (line, ${listed(columns)})`, file)
  await transaction.run(sql`analyze ${delivered}`)
}

/** The columns of a delivery that are no part of its key. */
function factColumns({ keyColumns }: Deliverable, columns: readonly string[]): string[] {
  return columns.filter((column) => !keyColumns.includes(column))
}

/** Holds where a row that stands says other than the delivery; what was not delivered does not count. */
function differs(of: Deliverable, columns: readonly string[]): Sql {
  const facts = factColumns(of, columns)
  if (facts.length === 0) return sql`false`
  return sql`(${listed(facts, 't')}) is distinct from (${listed(facts, 'd')})`
}

/** Rows that stand (`t`) and that the delivery (`d`) would change. */
export function differing(of: Deliverable, columns: readonly string[]): Sql {
  return sql`${tableOf(of)} t join ${delivered} d on ${sameKey(of, 't', 'd')}
    and ${differs(of, columns)}`
}

/** Moves rows that stand (`t`) among those that a batch has replaced. */
export function moveToHistory(
  transaction: Transaction,
  of: Deliverable,
  from: Sql,
  batch: string,
): Promise<number> {
  const columns = [...columnsOf(of), 'batch']
  return transaction.run(
    sql`insert into ${historyOf(of)} (${listed(columns)}, until_batch)
      select ${listed(columns, 't')}, ${batch}::bigint from ${from}`,
  )
}

/** Whether the delivery speaks of rows that stand already. */
export async function meetsRows(transaction: Transaction, of: Deliverable): Promise<boolean> {
  const [row] = await transaction.rows<{ meets: boolean }>(
    sql`select exists (select from ${delivered} d join ${tableOf(of)} t on ${sameKey(of, 't', 'd')}) as meets`,
  )
  return row?.meets === true
}

/** Puts the delivered rows in their places where none of them stands yet. */
export function storeNew({ transaction, of, columns }: Incoming, batch: string): Promise<number> {
  return transaction.run(
    sql`insert into ${tableOf(of)} (${listed(columns)}, batch)
      select ${listed(columns, 'd')}, ${batch}::bigint from ${delivered} d`,
  )
}

/** Puts in the delivered rows that are new, and those that differ; what they replace is kept. */
export async function storeOver(
  { transaction, of, columns }: Incoming,
  batch: string,
): Promise<Counts> {
  const table = tableOf(of)
  const same = sameKey(of, 't', 'd')
  const changed = await moveToHistory(transaction, of, differing(of, columns), batch)
  if (changed > 0) {
    const set = factColumns(of, columns).map(
      (column) => sql`${sql.id(column)} = ${sql.id('d', column)}`,
    )
    await transaction.run(
      sql`update ${table} t set ${sql.join(set)}, batch = ${batch} from ${delivered} d
        where ${same} and ${differs(of, columns)}`,
    )
  }
  const inserted = await transaction.run(
    sql`insert into ${table} (${listed(columns)}, batch)
      select ${listed(columns, 'd')}, ${batch}::bigint from ${delivered} d
      where not exists (select from ${table} t where ${same})`,
  )
  return { inserted, changed, withdrawn: 0 }
}

/**
 * Holds where nobody but a department has ever delivered a row, and it says nothing that only another one may
 * say. A list with one owner is all its own.
 */
function isOwn(of: Deliverable, alias: string, department = ''): Sql {
  const { owners } = of
  if (owners.length === 1) return sql`true`
  if (!owners.includes(department)) throw new Error('a publisher that owns nothing of this')
  const own = sql`(select number from publishing.batch where department = ${department})`
  return allOf([
    sql`${sql.id(alias, 'batch')} in ${own}`,
    sql`not exists (select from ${historyOf(of)} h
      where ${sameKey(of, 'h', alias)} and h.batch not in ${own})`,
    ...factsOfOthers(of, department).map(({ column }) => sql`${sql.id(alias, column)} is null`),
  ])
}

/**
 * What stands in the delivery's periods, in the publisher's area, and is not in it: the file was the whole
 * of them.
 */
function others(of: Deliverable, { area, department }: Publisher): Sql {
  return allOf([
    ...(of.per ? [sql`t.period in (select distinct period from ${delivered})`] : []),
    isHere(of, 't', area),
    isOwn(of, 't', department),
    sql`not exists (select from ${delivered} d where ${sameKey(of, 't', 'd')})`,
  ])
}

/** The rows that a delivery would take away, being the whole of its periods. */
export function takenAway(of: Deliverable, by: Publisher): Sql {
  return sql`${tableOf(of)} t where ${others(of, by)}`
}

/** Takes them away, and keeps them among what was replaced. */
export async function takeAwayOthers(
  { transaction, of, publisher }: Incoming,
  batch: string,
): Promise<number> {
  const withdrawn = await moveToHistory(transaction, of, takenAway(of, publisher), batch)
  if (withdrawn > 0) await transaction.run(sql`delete from ${takenAway(of, publisher)}`)
  return withdrawn
}

/** Whether a batch touched rows that lie outside an area. */
export async function reachesBeyond(
  transaction: Transaction,
  of: Deliverable,
  batch: string,
  area: string,
): Promise<boolean> {
  const isBeyond = sql`not ${isHere(of, 't', area)}`
  const [row] = await transaction.rows<{ beyond: boolean }>(
    sql`select exists (select from ${tableOf(of)} t where t.batch = ${batch} and ${isBeyond})
      or exists (select from ${historyOf(of)} t
        where (t.batch = ${batch} or t.until_batch = ${batch}) and ${isBeyond}) as beyond`,
  )
  return row?.beyond === true
}
