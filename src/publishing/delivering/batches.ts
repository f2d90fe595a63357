import type { Bulk } from '../../store/bulk.ts'
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
export async function waitInLine(bulk: Bulk, { name }: Pick<Deliverable, 'name'>): Promise<void> {
  await bulk.rows('select pg_advisory_xact_lock(hashtextextended($1, 5206))', [name])
}

/** A moment as the graph writes it, whatever the session's time zone. */
export function inUtc(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** Numbers a batch; its time, its counts and its report are noted when it is closed. */
export async function openBatch(
  bulk: Bulk,
  { name }: Pick<Deliverable, 'name'>,
  batch: NewBatch,
): Promise<string> {
  const [row] = await bulk.rows<{ number: string }>(
    `insert into publishing.batch (of, kind, publisher, department, published_at, drawn_on, periods,
        file_name, sha256, idempotency_key, rows, inserted, changed, withdrawn, reason, withdraws, report)
      values ($1, $2, $3, $4, now(), $5, $6, $7, $8, $9, $10, 0, 0, 0, $11, $12, '{}')
      returning number`,
    [
      name,
      batch.kind,
      batch.publisher,
      batch.department ?? null,
      batch.drawnOn ?? null,
      batch.periods,
      batch.fileName ?? null,
      batch.sha256,
      batch.idempotencyKey ?? null,
      batch.rows,
      batch.reason ?? null,
      batch.withdraws ?? null,
    ],
  )
  if (!row) throw new Error('a batch was given no number')
  return String(row.number)
}

/**
 * Notes what a batch did, when, and the answer that its publisher is given. The time is taken at the very
 * end, and is later than that of any batch before it: what was asked as of a moment stays the answer.
 */
export async function closeBatch(
  bulk: Bulk,
  { name }: Pick<Deliverable, 'name'>,
  number: string,
  report: Report,
): Promise<Report> {
  const [row] = await bulk.rows<{ publishedAt: string }>(
    `update publishing.batch set inserted = $3, changed = $4, withdrawn = $5,
        published_at = greatest(date_trunc('milliseconds', clock_timestamp()),
          (select max(published_at) + interval '1 millisecond' from publishing.batch
            where of = $1 and number < $2))
      where number = $2 returning ${inUtc('published_at')} as "publishedAt"`,
    [name, number, report.inserted, report.changed, report.withdrawn],
  )
  const publishedAt = row?.publishedAt ?? ''
  const told: Report = { ...report, outcome: 'PUBLISHED', batch: number, publishedAt }
  await bulk.rows('update publishing.batch set report = $2 where number = $1', [
    number,
    JSON.stringify(told),
  ])
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
  bulk: Bulk,
  publisher: string,
  key: string,
): Promise<Remembered | undefined> {
  await bulk.rows('select pg_advisory_xact_lock(hashtextextended($1, 5207))', [
    `${publisher} ${key}`,
  ])
  const [found] = await bulk.rows<Remembered>(
    'select of, sha256, report from publishing.batch where publisher = $1 and idempotency_key = $2',
    [publisher, key],
  )
  return found
}
