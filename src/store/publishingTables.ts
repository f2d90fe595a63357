import type { EntitySchema } from '@mikro-orm/core'
import { column, optional, tablesIn } from './recordColumns.ts'

const table = tablesIn('publishing')

/** One delivery of a department's data: numbered in the order in which it took effect. */
const Batch = table(
  'Batch',
  'batch',
  {
    number: column('bigint', 'number', { primary: true, autoincrement: true }),
    /** The view or shared entity that it speaks of, by its name in the catalogue. */
    of: column('text', 'of'),
    /** PUBLICATION, CORRECTION or WITHDRAWAL. */
    kind: column('text', 'kind'),
    publisher: column('text', 'publisher'),
    department: optional('text', 'department'),
    publishedAt: column('timestamptz', 'published_at'),
    /** The day on which the department drew the data, where it said so. */
    drawnOn: optional('date', 'drawn_on'),
    periods: column('text[]', 'periods'),
    fileName: optional('text', 'file_name'),
    sha256: column('text', 'sha256'),
    idempotencyKey: optional('text', 'idempotency_key'),
    rows: column('integer', 'rows'),
    inserted: column('integer', 'inserted'),
    changed: column('integer', 'changed'),
    withdrawn: column('integer', 'withdrawn'),
    reason: optional('text', 'reason'),
    /** The batch that a withdrawal takes back. */
    withdraws: optional('bigint', 'withdraws'),
    /** The answer that the publisher was given, to be given again. */
    report: column('jsonb', 'report'),
  },
  {
    indexes: [{ properties: ['of', 'publishedAt'] }],
    uniques: [{ properties: ['publisher', 'idempotencyKey'] }],
  },
)

/** A year whose data is closed: only a correction that says why may still change it. */
const ClosedYear = table('ClosedYear', 'closed_year', {
  year: column('smallint', 'year', { primary: true, autoincrement: false }),
  closedAt: column('timestamptz', 'closed_at'),
  closedBy: column('text', 'closed_by'),
  reason: column('text', 'reason'),
})

/** By which numbers departments know a household, and when: a number may pass from one to another. */
const HouseholdNumber = table(
  'HouseholdNumber',
  'household_number',
  {
    /** `id:` and the key of the head, `no:` and the police's number, `reg:` and the poverty register's. */
    number: column('text', 'number', { primary: true, collation: 'C' }),
    validFrom: column('date', 'valid_from', { primary: true }),
    validUntil: optional('date', 'valid_until'),
    householdId: column('text', 'household_id', { collation: 'C' }),
    /** The batch that told of it. */
    batch: column('bigint', 'batch'),
  },
  {
    indexes: [{ properties: ['householdId'] }],
  },
)

/** How often a day an account was told whether somebody is known here. */
const Inquiry = table('Inquiry', 'inquiry', {
  account: column('text', 'account', { primary: true }),
  day: column('date', 'day', { primary: true }),
  told: column('integer', 'told'),
})

/** What publishing keeps of its own. */
export const publishingTables: readonly EntitySchema[] = [
  Batch,
  ClosedYear,
  HouseholdNumber,
  Inquiry,
]
