import { sql } from 'kysely'
import { historyOf, listed, tableOf } from '../../store/sqlPieces.ts'
import type { Transaction } from '../../store/transaction.ts'
import type { Deliverable } from '../deliverable.ts'
import { type Counts, columnsOf, moveToHistory, sameKey } from './storing.ts'

const gone = sql`(select withdraws from taken_back)`
const restorings = sql`(select number from taken_back)`

/**
 * Takes back what a batch did, where nothing later stands. Each row becomes what the last batch that has
 * not been taken back left there: a row, or none.
 */
export async function takeBack(
  transaction: Transaction,
  of: Deliverable,
  withdrawn: string,
  batch: string,
): Promise<Counts> {
  await findUndone(transaction, of, withdrawn, batch)
  await findRestored(transaction, of)
  const table = tableOf(of)
  const columns = columnsOf(of)
  const undone = sql`${table} t join undone u on ${sameKey(of, 'u', 't')}`
  const moved = await moveToHistory(transaction, of, undone, batch)
  await transaction.run(sql`delete from ${table} t using undone u where ${sameKey(of, 'u', 't')}`)
  const restored = await transaction.run(
    sql`insert into ${table} (${listed(columns)}, batch)
      select ${listed(columns, 'r')}, ${batch}::bigint
      from restored r join undone u on ${sameKey(of, 'u', 'r')}`,
  )
  const [row] = await transaction.rows<{ both: string }>(
    sql`select count(*) as both from restored r join undone u on ${sameKey(of, 'u', 'r')}
      join ${historyOf(of)} h on ${sameKey(of, 'h', 'r')} and h.until_batch = ${batch}`,
  )
  const changed = Number(row?.both ?? 0)
  return { inserted: restored - changed, changed, withdrawn: moved - changed }
}

/** Rows that it left standing, and rows that stand or lack since only because it, or what undid it, did so. */
async function findUndone(
  transaction: Transaction,
  of: Deliverable,
  withdrawn: string,
  batch: string,
): Promise<void> {
  const [table, history, keys] = [tableOf(of), historyOf(of), of.keyColumns]
  await transaction.run(
    sql`create temp table taken_back on commit drop as
      select number, withdraws from publishing.batch
      where of = (select of from publishing.batch where number = ${batch}) and kind = 'WITHDRAWAL'`,
  )
  await transaction.run(
    sql`create temp table undone on commit drop as
      select ${listed(keys, 't')} from ${table} t where t.batch = ${withdrawn}
      union
      select ${listed(keys, 'h')} from ${history} h
      left join ${table} t on ${sameKey(of, 't', 'h')}
      where (h.batch = ${withdrawn} or h.until_batch = ${withdrawn})
      and case when t.batch is not null then t.batch in ${restorings}
        else (select max(l.until_batch) from ${history} l where ${sameKey(of, 'l', 'h')})
          in (select withdraws from taken_back union select number from taken_back) end`,
  )
}

/** What each of those rows was before; where it is that already, there is nothing to be undone. */
async function findRestored(transaction: Transaction, of: Deliverable): Promise<void> {
  const [keys, facts] = [of.keyColumns, of.facts.map(({ column }) => column)]
  await transaction.run(
    sql`create temp table restored on commit drop as
      select distinct on (${listed(keys, 'h')}) ${listed(columnsOf(of), 'h')}
      from ${historyOf(of)} h join undone u on ${sameKey(of, 'u', 'h')}
      where h.batch not in ${gone} and h.batch not in ${restorings} and h.until_batch in ${gone}
      order by ${listed(keys, 'h')}, h.batch desc`,
  )
  await transaction.run(
    sql`delete from undone u using ${tableOf(of)} t, restored r
      where ${sameKey(of, 't', 'u')} and ${sameKey(of, 'r', 'u')}
      and (${listed(facts, 't')}) is not distinct from (${listed(facts, 'r')})`,
  )
}
