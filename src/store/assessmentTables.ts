import { defineEntity, type InferEntity, p } from '@mikro-orm/core'

const schema = 'assessment'

/** The notice of a year's draft: from when on objections are taken, and until when. */
export const NoticeRecord = defineEntity({
  name: 'Notice',
  schema,
  tableName: 'notice',
  properties: {
    year: p.smallint().primary().autoincrement(false),
    openedAt: p.datetime().columnType('timestamptz').fieldName('opened_at'),
    openedBy: p.text().fieldName('opened_by'),
    /** The last day on which objections are taken. */
    until: p.date().fieldName('until'),
    closedAt: p.datetime().columnType('timestamptz').fieldName('closed_at').nullable(),
    closedBy: p.text().fieldName('closed_by').nullable(),
    closedFor: p.text().fieldName('closed_for').nullable(),
  },
})

/** What somebody has against a village's result, and what the office has answered. */
export const ObjectionRecord = defineEntity({
  name: 'Objection',
  schema,
  tableName: 'objection',
  indexes: [{ properties: ['year'] }],
  properties: {
    number: p.bigint('number').primary().autoincrement(),
    year: p.smallint(),
    villageCode: p.text().fieldName('village_code').collation('C'),
    /** The item that it is about, where it is about one. */
    item: p.text().nullable(),
    text: p.text(),
    raisedBy: p.text().fieldName('raised_by'),
    department: p.text().nullable(),
    raisedAt: p.datetime().columnType('timestamptz').fieldName('raised_at'),
    answer: p.text().nullable(),
    answeredBy: p.text().fieldName('answered_by').nullable(),
    answeredAt: p.datetime().columnType('timestamptz').fieldName('answered_at').nullable(),
  },
})

/** The frozen result of a year: all that its ranks and rewards follow from, and the hash of that. */
export const FinalRecord = defineEntity({
  name: 'Final',
  schema,
  tableName: 'final',
  properties: {
    year: p.smallint().primary().autoincrement(false),
    scheme: p.text(),
    finalisedAt: p.datetime().columnType('timestamptz').fieldName('finalised_at'),
    finalisedBy: p.text().fieldName('finalised_by'),
    /** The readings that were chosen, by key. */
    choices: p.json<Readonly<Record<string, string>>>().columnType('jsonb'),
    /** The result as text, byte for byte what was hashed. */
    snapshot: p.text(),
    sha256: p.text(),
  },
})

export type NoticeRecord = InferEntity<typeof NoticeRecord>
export type ObjectionRecord = InferEntity<typeof ObjectionRecord>
export type FinalRecord = InferEntity<typeof FinalRecord>

/** What the assessment keeps of its own. */
export const assessmentTables = [NoticeRecord, ObjectionRecord, FinalRecord]
