import { sql } from 'kysely'
import { inUtc } from '../../store/sqlPieces.ts'
import type { Transaction } from '../../store/transaction.ts'
import type { Deliverable } from '../deliverable.ts'
import type { Report } from './report.ts'

/** What kind of batch it is: data, data for a closed year, or the taking back of a batch. */
export type BatchKind = 'PUBLICATION' | 'CORRECTION' | 'WITHDRAWAL'

/** What is noted of a batch before it is stored. */
export interface NewBatch {
  readonly kind: BatchKind
  readonly publisher: string
  readonly department?: string
  readonly sha256: string
  readonly rows: number
  readonly periods: readonly string[]
  readonly fileName?: string
  readonly idempotencyKey?: string
  readonly drawnOn?: string
  readonly reason?: string
  readonly withdraws?: string
}

/**
 * Lets one batch of a view or entity in at a time, so that their numbers and times follow one another
 * as their effects do.
 */
export async function waitInLine(
  transaction: Transaction,
  { name }: Pick<Deliverable, 'name'>,
): Promise<void> {
  await transaction.run(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 5206))`)
}

/** Numbers a batch; its time, its counts and its report are noted when it is closed. */
export async function openBatch(
  transaction: Transaction,
  { name }: Pick<Deliverable, 'name'>,
  batch: NewBatch,
): Promise<string> {
  const { department, drawnOn, fileName, idempotencyKey, reason, withdraws } = batch
  const [row] = await transaction.rows<{ number: string }>(
    sql`insert into publishing.batch (of, kind, publisher, department, published_at, drawn_on, periods,
        file_name, sha256, idempotency_key, rows, inserted, changed, withdrawn, reason, withdraws, report)
      values (${name}, ${batch.kind}, ${batch.publisher}, ${department ?? null}, now(), ${drawnOn ?? null},
        ${batch.periods}, ${fileName ?? null}, ${batch.sha256}, ${idempotencyKey ?? null}, ${batch.rows},
        0, 0, 0, ${reason ?? null}, ${withdraws ?? null}, '{}')
      returning number`,
  )
  if (!row) throw new Error('a batch was given no number')
  return String(row.number)
}

/**
 * Notes what a batch did, when, and the answer that its publisher is given. The time is taken at the very
 * end, and is later than that of any batch before it: what was asked as of a moment stays the answer.
 */
export async function closeBatch(
  transaction: Transaction,
  { name }: Pick<Deliverable, 'name'>,
  number: string,
  report: Report,
): Promise<Report> {
  const { inserted, changed, withdrawn } = report
  const [row] = await transaction.rows<{ publishedAt: string }>(
    sql`update publishing.batch set inserted = ${inserted}, changed = ${changed}, withdrawn = ${withdrawn},
        published_at = greatest(date_trunc('milliseconds', clock_timestamp()),
          (select max(published_at) + interval '1 millisecond' from publishing.batch
            where of = ${name} and number < ${number}))
      where number = ${number} returning ${inUtc(sql`published_at`)} as "publishedAt"`,
  )
  const publishedAt = row?.publishedAt ?? ''
  const told: Report = { ...report, outcome: 'PUBLISHED', batch: number, publishedAt }
  await transaction.run(
    sql`update publishing.batch set report = ${JSON.stringify(told)} where number = ${number}`,
  )
  return told
}

/** What was delivered before under a publisher's key. */
export interface Remembered {
  readonly of: string
  readonly sha256: string
  readonly report: Report
}

/** Looks up a publisher's key; whoever comes with the same one waits until the first is done. */
export async function recall(
  transaction: Transaction,
  publisher: string,
  key: string,
): Promise<Remembered | undefined> {
  const name = `${publisher} ${key}`
  await transaction.run(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 5207))`)
  const [found] = await transaction.rows<Remembered>(
    sql`select of, sha256, report from publishing.batch
      where publisher = ${publisher} and idempotency_key = ${key}`,
  )
  return found
}
