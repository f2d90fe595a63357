import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { listed, tableOf } from '../../store/sqlPieces.ts'
import { asCopyText, type Transaction } from '../../store/transaction.ts'
import type { Deliverable } from '../deliverable.ts'
import { closeBatch, openBatch } from './batches.ts'
import { learnHouseholdNumbers } from './householdNumbers.ts'
import { nothingFound } from './report.ts'
import { columnsOf } from './storing.ts'

/** Rows made by a program of ours, which need no reading and no checking. */
export interface Filling {
  readonly of: Deliverable
  /** The properties of a row, in the order of the table's columns. */
  readonly properties: readonly string[]
  readonly rows: Iterable<object>
  readonly publisher: string
}

/** Stores made rows in an empty table as a batch like any other. */
export async function fillIn(
  transaction: Transaction,
  { of, properties, rows, publisher }: Filling,
  onRows: (count: number) => void,
): Promise<void> {
  const hash = createHash('sha256')
  let count = 0
  const counted = (some: number) => {
    count += some
    onRows(some)
  }
  const hashed = function* () {
    for (const piece of asCopyText(properties, rows, counted)) {
      hash.update(piece)
      yield piece
    }
  }
  const kind = 'PUBLICATION'
  const number = await openBatch(transaction, of, {
    ...{ kind, publisher, sha256: '', rows: 0, periods: [] },
    ...(of.owners[0] ? { department: of.owners[0] } : {}),
  })
  await transaction.run(sql`select set_config('gateway.batch', ${number}, true)`)
  const columns = columnsOf(of)
  await transaction.copy(sql`${tableOf(of)} (${listed(columns)})`, hashed())
  await learnHouseholdNumbers({ transaction, of, columns }, number, { rows: tableOf(of) })
  const sha256 = hash.digest('hex')
  const periods = of.per
    ? sql`(select coalesce(array_agg(distinct period order by period), '{}') from ${tableOf(of)})`
    : sql`'{}'`
  await transaction.run(
    sql`update publishing.batch set sha256 = ${sha256}, rows = ${count}, periods = ${periods}
      where number = ${number}`,
  )
  await closeBatch(transaction, of, number, {
    outcome: 'PUBLISHED',
    of: of.name,
    sha256,
    rows: count,
    inserted: count,
    changed: 0,
    withdrawn: 0,
    ...nothingFound,
  })
}
