import type { EntitySchema } from '@mikro-orm/core'
import { column, optional, tablesIn } from './ownTables.ts'

const table = tablesIn('assessment')

/** The notice of a year's draft: from when on objections are taken, and until when. */
const Notice = table('Notice', 'notice', {
  year: column('smallint', 'year', { primary: true, autoincrement: false }),
  openedAt: column('timestamptz', 'opened_at'),
  openedBy: column('text', 'opened_by'),
  /** The last day on which objections are taken. */
  until: column('date', 'until'),
  closedAt: optional('timestamptz', 'closed_at'),
  closedBy: optional('text', 'closed_by'),
  closedFor: optional('text', 'closed_for'),
})

/** What somebody has against a village's result, and what the office has answered. */
const Objection = table(
  'Objection',
  'objection',
  {
    number: column('bigint', 'number', { primary: true, autoincrement: true }),
    year: column('smallint', 'year'),
    villageCode: column('text', 'village_code', { collation: 'C' }),
    /** The item that it is about, where it is about one. */
    item: optional('text', 'item'),
    text: column('text', 'text'),
    raisedBy: column('text', 'raised_by'),
    department: optional('text', 'department'),
    raisedAt: column('timestamptz', 'raised_at'),
    answer: optional('text', 'answer'),
    answeredBy: optional('text', 'answered_by'),
    answeredAt: optional('timestamptz', 'answered_at'),
  },
  { indexes: [{ properties: ['year'] }] },
)

/** The frozen result of a year: all that its ranks and rewards follow from, and the hash of that. */
const Final = table('Final', 'final', {
  year: column('smallint', 'year', { primary: true, autoincrement: false }),
  scheme: column('text', 'scheme'),
  finalisedAt: column('timestamptz', 'finalised_at'),
  finalisedBy: column('text', 'finalised_by'),
  /** The readings that were chosen, by key. */
  choices: column('jsonb', 'choices'),
  /** The result as text, byte for byte what was hashed. */
  snapshot: column('text', 'snapshot'),
  sha256: column('text', 'sha256'),
})

/** What the assessment keeps of its own. */
export const assessmentTables: readonly EntitySchema[] = [Notice, Objection, Final]
