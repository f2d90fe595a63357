import type { Fact } from '../ground/fact.ts'
import type { Bulk } from '../store/bulk.ts'
import type { Deliverable } from './deliverable.ts'

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

function listed(columns: readonly string[], alias?: string): string {
  return columns.map((column) => (alias ? `${alias}.${quoted(column)}` : quoted(column))).join(', ')
}

function equal(columns: readonly string[], one: string, other: string): string {
  return columns
    .map((column) => `${one}.${quoted(column)} = ${other}.${quoted(column)}`)
    .join(' and ')
}

/** The table of a view or entity as it stands. */
export function tableOf({ schema, table }: Deliverable): string {
  return quoted(schema, table)
}

/** The table of what its batches have replaced. */
export function historyOf({ schema, table }: Deliverable): string {
  return quoted(schema, `${table}_history`)
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

/** Copies the checked rows of a file into a table of their own. */
export async function bringIn(
  bulk: Bulk,
  of: Deliverable,
  columns: readonly string[],
  path: string,
): Promise<void> {
  const types = new Map(of.facts.map((fact) => [fact.column, typeOf(fact)]))
  const declared = columns.map((column) => {
    const type = of.keyColumns.includes(column) ? 'text collate "C"' : types.get(column)
    return `${quoted(column)} ${type}`
  })
  await bulk.run(
    `create temp table ${delivered} (line integer, ${declared.join(', ')}) on commit drop`,
  )
  await bulk.copyFile(`${delivered} (line, ${listed(columns)})`, path)
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

/** Takes away what stands in the delivery's periods and is not in it: the file was the whole of them. */
export async function takeAwayOthers(bulk: Bulk, of: Deliverable, batch: string): Promise<number> {
  const ofItsPeriods = of.per ? `t.period in (select distinct period from ${delivered}) and` : ''
  const others = `${ofItsPeriods} not exists (
    select from ${delivered} d where ${equal(of.keyColumns, 't', 'd')})`
  const withdrawn = await moveToHistory(bulk, of, `${tableOf(of)} t where ${others}`, [batch])
  if (withdrawn > 0) await bulk.run(`delete from ${tableOf(of)} t where ${others}`)
  return withdrawn
}

/**
 * Takes back what a batch did, where nothing later has touched it: rows that it brought go, rows that it
 * replaced or took away stand again as they were.
 */
export async function takeBack(
  bulk: Bulk,
  of: Deliverable,
  withdrawn: string,
  batch: string,
): Promise<Counts> {
  const [table, history] = [tableOf(of), historyOf(of)]
  const keys = of.keyColumns
  await bulk.rows(
    `create temp table undone on commit drop as
      select ${listed(keys, 't')} from ${table} t where t.batch = ${Number(withdrawn)}`,
  )
  const moved = await moveToHistory(bulk, of, `${table} t where t.batch = $2`, [batch, withdrawn])
  await bulk.rows(`delete from ${table} t where t.batch = $1`, [withdrawn])
  const columns = columnsOf(of)
  // Before it stood what the batch replaced; nothing, where the row was new.
  const restored = await bulk.count(
    `insert into ${table} (${listed(columns)}, batch)
      select ${listed(columns, 'h')}, $1 from ${history} h where h.until_batch = $2
      and not exists (select from ${table} t where ${equal(keys, 't', 'h')})
      and not exists (
        select from ${history} l where ${equal(keys, 'l', 'h')} and l.until_batch > h.until_batch
        and l.until_batch <> $1)`,
    [batch, withdrawn],
  )
  const [row] = await bulk.rows<{ back: string }>(
    `select count(*) as back from undone u join ${table} t on ${equal(keys, 't', 'u')}`,
  )
  const changed = Number(row?.back ?? 0)
  return { inserted: restored - changed, changed, withdrawn: moved - changed }
}
