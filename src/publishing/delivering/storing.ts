import type { Fact } from '../../ground/fact.ts'
import type { Bulk } from '../../store/bulk.ts'
import { type Deliverable, factsOfOthers } from '../deliverable.ts'
import type { Publisher } from './publisher.ts'

/** How many rows a batch brought, changed and took away. */
export interface Counts {
  readonly inserted: number
  readonly changed: number
  readonly withdrawn: number
}

/** Names of tables and columns come from declarations, never from outside. */
export function quoted(...names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join('.')
}

/** Columns in a list, of one table of several where it is said which. */
export function listed(columns: readonly string[], alias?: string): string {
  return columns.map((column) => (alias ? `${alias}.${quoted(column)}` : quoted(column))).join(', ')
}

/** Holds where two tables have the same in some columns. */
export function equal(columns: readonly string[], one: string, other: string): string {
  return columns
    .map((column) => `${one}.${quoted(column)} = ${other}.${quoted(column)}`)
    .join(' and ')
}

/** Holds where two rows of a view or entity have the same key. */
export function sameKey({ keyColumns }: Deliverable, one: string, other: string): string {
  return equal(keyColumns, one, other)
}

/** The table of a view or entity as it stands. */
export function tableOf({ schema, table }: Deliverable): string {
  return quoted(schema, table)
}

/** The table of what its batches have replaced. */
export function historyOf({ schema, table }: Pick<Deliverable, 'schema' | 'table'>): string {
  return quoted(schema, `${table}_history`)
}

/** Holds where a column's area code lies in an area, whose own code was checked when the token was read. */
export function isWithin(column: string, area: string): string {
  if (!/^[0-9]+(Z[0-9])?$/.test(area)) throw new Error('an area that is no code')
  if (!area.includes('Z')) return `starts_with(${column}, '${area}')`
  return `(${column} = '${area}' or ${column} in (select s.village_code from shared.village_standing s
    where s.zone_code = '${area}' and s.period = (select max(period) from shared.village_standing)))`
}

/** Holds where a row's entity lies in an area; everywhere, where none is said. */
function isHere(of: Deliverable, alias: string, area: string | undefined): string {
  if (area === undefined) return 'true'
  const here = of.entities.map(
    ({ table, key, place }) => `exists (select from ${quoted('shared', table)} e
      where e.${quoted(key.column)} = ${alias}.${quoted(of.keyColumn)}
      and ${isWithin(`e.${quoted(place.column)}`, area)})`,
  )
  return `(${here.join(' or ')})`
}

/** Where the rows of the delivery wait while they are looked at: gone at the transaction's end. */
export const delivered = 'delivered'

/** All columns of its table that an owner fills. */
export function columnsOf({ keyColumns, facts }: Deliverable): string[] {
  return [...keyColumns, ...facts.map(({ column }) => column)]
}

function typeOf({ type }: Fact): string {
  return type.column
}

/** Copies the checked rows of an open file into a table of their own. */
export async function bringIn(
  bulk: Bulk,
  of: Deliverable,
  columns: readonly string[],
  file: number,
): Promise<void> {
  const types = new Map(of.facts.map((fact) => [fact.column, typeOf(fact)]))
  const declared = columns.map((column) => {
    const type = of.keyColumns.includes(column) ? 'text collate "C"' : types.get(column)
    return `${quoted(column)} ${type}`
  })
  await bulk.run(
    `create temp table ${delivered} (line integer, ${declared.join(', ')}) on commit drop`,
  )
  await bulk.copyFile(`${delivered} (line, ${listed(columns)})`, file)
  await bulk.run(`analyze ${delivered}`)
}

/** The columns of a delivery that are no part of its key. */
function factColumns({ keyColumns }: Deliverable, columns: readonly string[]): string[] {
  return columns.filter((column) => !keyColumns.includes(column))
}

/** Holds where a row that stands says other than the delivery; what was not delivered does not count. */
function differs(of: Deliverable, columns: readonly string[]): string {
  const facts = factColumns(of, columns)
  if (facts.length === 0) return 'false'
  return `(${listed(facts, 't')}) is distinct from (${listed(facts, 'd')})`
}

/** Rows that stand (`t`) and that the delivery (`d`) would change. */
export function differing(of: Deliverable, columns: readonly string[]): string {
  return `${tableOf(of)} t join ${delivered} d on ${equal(of.keyColumns, 't', 'd')}
    and ${differs(of, columns)}`
}

/** Moves rows that stand, and for which a condition holds, among those that a batch has replaced. */
export function moveToHistory(
  bulk: Bulk,
  of: Deliverable,
  from: string,
  values: readonly unknown[],
): Promise<number> {
  const columns = [...columnsOf(of), 'batch']
  return bulk.count(
    `insert into ${historyOf(of)} (${listed(columns)}, until_batch)
      select ${listed(columns, 't')}, $1 from ${from}`,
    values,
  )
}

/** Whether the delivery speaks of rows that stand already. */
export async function meetsRows(bulk: Bulk, of: Deliverable): Promise<boolean> {
  const [row] = await bulk.rows<{ meets: boolean }>(
    `select exists (select from ${delivered} d join ${tableOf(of)} t on ${equal(of.keyColumns, 't', 'd')}) as meets`,
  )
  return row?.meets === true
}

/** Puts the delivered rows in their places where none of them stands yet. */
export function storeNew(
  bulk: Bulk,
  of: Deliverable,
  columns: readonly string[],
  batch: string,
): Promise<number> {
  return bulk.count(
    `insert into ${tableOf(of)} (${listed(columns)}, batch)
      select ${listed(columns, 'd')}, $1 from ${delivered} d`,
    [batch],
  )
}

/** Puts in the delivered rows that are new, and those that differ; what they replace is kept. */
export async function storeOver(
  bulk: Bulk,
  of: Deliverable,
  columns: readonly string[],
  batch: string,
): Promise<Counts> {
  const table = tableOf(of)
  const same = equal(of.keyColumns, 't', 'd')
  const changed = await moveToHistory(bulk, of, differing(of, columns), [batch])
  if (changed > 0) {
    const set = factColumns(of, columns).map((column) => `${quoted(column)} = d.${quoted(column)}`)
    await bulk.rows(
      `update ${table} t set ${set.join(', ')}, batch = $1 from ${delivered} d
        where ${same} and ${differs(of, columns)}`,
      [batch],
    )
  }
  const inserted = await bulk.count(
    `insert into ${table} (${listed(columns)}, batch)
      select ${listed(columns, 'd')}, $1 from ${delivered} d
      where not exists (select from ${table} t where ${same})`,
    [batch],
  )
  return { inserted, changed, withdrawn: 0 }
}

/** Who takes rows away: in which area, and for which department. */
type Taking = Pick<Publisher, 'area' | 'department'>

/**
 * Holds where nobody but a department has ever delivered a row, and it says nothing that only another one may
 * say. A list with one owner is all its own.
 */
function isOwn(of: Deliverable, alias: string, department = ''): string {
  const { owners } = of
  if (owners.length === 1) return 'true'
  if (!owners.includes(department)) throw new Error('a publisher that owns nothing of this')
  const own = `(select number from publishing.batch where department = '${department}')`
  return [
    `${alias}.batch in ${own}`,
    `not exists (select from ${historyOf(of)} h where ${sameKey(of, 'h', alias)} and h.batch not in ${own})`,
    ...factsOfOthers(of, department).map(({ column }) => `${alias}.${quoted(column)} is null`),
  ].join(' and ')
}

/**
 * What stands in the delivery's periods, in the publisher's area, and is not in it: the file was the whole
 * of them.
 */
function others(of: Deliverable, { area, department }: Taking): string {
  const ofItsPeriods = of.per ? `t.period in (select distinct period from ${delivered}) and` : ''
  return `${ofItsPeriods} ${isHere(of, 't', area)} and ${isOwn(of, 't', department)} and not exists (
    select from ${delivered} d where ${equal(of.keyColumns, 't', 'd')})`
}

/** The rows that a delivery would take away, being the whole of its periods. */
export function takenAway(of: Deliverable, by: Taking): string {
  return `${tableOf(of)} t where ${others(of, by)}`
}

/** Takes them away, and keeps them among what was replaced. */
export async function takeAwayOthers(
  bulk: Bulk,
  of: Deliverable,
  by: Taking,
  batch: string,
): Promise<number> {
  const withdrawn = await moveToHistory(bulk, of, takenAway(of, by), [batch])
  if (withdrawn > 0) await bulk.run(`delete from ${tableOf(of)} t where ${others(of, by)}`)
  return withdrawn
}

/** Whether a batch touched rows that lie outside an area. */
export async function reachesBeyond(
  bulk: Bulk,
  of: Deliverable,
  batch: string,
  area: string,
): Promise<boolean> {
  const [row] = await bulk.rows<{ beyond: boolean }>(
    `select exists (select from ${tableOf(of)} t where t.batch = $1 and not ${isHere(of, 't', area)})
      or exists (select from ${historyOf(of)} t
        where (t.batch = $1 or t.until_batch = $1) and not ${isHere(of, 't', area)}) as beyond`,
    [batch],
  )
  return row?.beyond === true
}

/**
 * Takes back what a batch did, where nothing later stands. Each row becomes what the last batch that has
 * not been taken back left there: a row, or none.
 */
export async function takeBack(
  bulk: Bulk,
  of: Deliverable,
  withdrawn: string,
  batch: string,
): Promise<Counts> {
  const [table, history, keys] = [tableOf(of), historyOf(of), of.keyColumns]
  const columns = columnsOf(of)
  await bulk.rows(
    `create temp table taken_back on commit drop as
      select number, withdraws from publishing.batch
      where of = (select of from publishing.batch where number = ${Number(batch)})
      and kind = 'WITHDRAWAL'`,
  )
  const gone = '(select withdraws from taken_back)'
  const restorings = '(select number from taken_back)'
  // Rows that it left standing, and rows that stand or lack since only because it, or what undid it, did so.
  await bulk.run(
    `create temp table undone on commit drop as
      select ${listed(keys, 't')} from ${table} t where t.batch = ${Number(withdrawn)}
      union
      select ${listed(keys, 'h')} from ${history} h
      left join ${table} t on ${equal(keys, 't', 'h')}
      where (h.batch = ${Number(withdrawn)} or h.until_batch = ${Number(withdrawn)})
      and case when t.batch is not null then t.batch in ${restorings}
        else (select max(l.until_batch) from ${history} l where ${equal(keys, 'l', 'h')})
          in (select withdraws from taken_back union select number from taken_back) end`,
  )
  await bulk.run(
    `create temp table restored on commit drop as
      select distinct on (${listed(keys, 'h')}) ${listed(columns, 'h')}
      from ${history} h join undone u on ${equal(keys, 'u', 'h')}
      where h.batch not in ${gone} and h.batch not in ${restorings} and h.until_batch in ${gone}
      order by ${listed(keys, 'h')}, h.batch desc`,
  )
  const facts = of.facts.map(({ column }) => column)
  await bulk.run(
    `delete from undone u using ${table} t, restored r
      where ${equal(keys, 't', 'u')} and ${equal(keys, 'r', 'u')}
      and (${listed(facts, 't')}) is not distinct from (${listed(facts, 'r')})`,
  )
  const moved = await moveToHistory(
    bulk,
    of,
    `${table} t join undone u on ${equal(keys, 'u', 't')}`,
    [batch],
  )
  await bulk.run(`delete from ${table} t using undone u where ${equal(keys, 'u', 't')}`)
  const restored = await bulk.count(
    `insert into ${table} (${listed(columns)}, batch)
      select ${listed(columns, 'r')}, $1 from restored r join undone u on ${equal(keys, 'u', 'r')}`,
    [batch],
  )
  const [row] = await bulk.rows<{ both: string }>(
    `select count(*) as both from restored r join undone u on ${equal(keys, 'u', 'r')}
      join ${history} h on ${equal(keys, 'h', 'r')} and h.until_batch = $1`,
    [batch],
  )
  const changed = Number(row?.both ?? 0)
  return { inserted: restored - changed, changed, withdrawn: moved - changed }
}
