import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { today } from '../ground/calendarDate.ts'
import { badInput, notFound, Refusal } from '../ground/refusal.ts'
import { FinalRecord, NoticeRecord, ObjectionRecord } from '../store/assessmentTables.ts'
import type { Database } from '../store/database.ts'
import type { Reader } from '../store/reader.ts'
import { inUtc } from '../store/sqlPieces.ts'
import { hashOf, type Snapshot, textOf } from './frozenYear.ts'
import type { Choices } from './readings.ts'

/** The notice of a year: from when on objections are taken, until when, and whether it has ended. */
export interface Notice {
  readonly year: number
  readonly openedAt: string
  readonly openedBy: string
  readonly until: string
  readonly closedAt: string | null
  readonly closedFor: string | null
  /** Whether objections are taken now. */
  readonly isOpen: boolean
}

/** What somebody has against a village's result. */
export interface Objection {
  readonly number: number
  readonly year: number
  readonly villageCode: string
  readonly item: string | null
  readonly text: string
  readonly raisedBy: string
  readonly department: string | null
  readonly raisedAt: string
  readonly answer: string | null
  readonly answeredAt: string | null
}

/** That a year's result is frozen: when, by whom, under which readings, and its hash. */
export interface Final {
  readonly year: number
  readonly scheme: string
  readonly finalisedAt: string
  readonly finalisedBy: string
  readonly choices: Choices
  readonly sha256: string
}

/** Who does something to the record of a year. */
export interface Actor {
  readonly subject: string
  readonly department?: string
}

/** Reads the record of a year. */
export const reading = {
  notice: async (reader: Reader, year: number): Promise<Notice | null> => {
    const [row] = await reader.rows<Omit<Notice, 'isOpen'>>(
      'notice of an assessment',
      sql`select year, ${inUtc(sql`opened_at`)} as "openedAt", opened_by as "openedBy",
        to_char(until, 'YYYY-MM-DD') as until, ${inUtc(sql`closed_at`)} as "closedAt",
        closed_for as "closedFor"
        from assessment.notice where year = ${year}`,
    )
    return row ? { ...row, isOpen: !hasEnded(row) } : null
  },
  objections: (reader: Reader, year: number): Promise<Objection[]> =>
    reader.rows<Objection>(
      'objections to an assessment',
      sql`select number::integer, year, village_code as "villageCode", item, text,
        raised_by as "raisedBy", department, ${inUtc(sql`raised_at`)} as "raisedAt", answer,
        ${inUtc(sql`answered_at`)} as "answeredAt"
        from assessment.objection where year = ${year} order by number`,
    ),
  final: async (reader: Reader, year: number): Promise<Final | null> => {
    const [row] = await reader.rows<Final>(
      'the final result of an assessment',
      sql`select year, scheme, ${inUtc(sql`finalised_at`)} as "finalisedAt",
        finalised_by as "finalisedBy", choices, sha256
        from assessment.final where year = ${year}`,
    )
    return row ?? null
  },
  /** What was frozen, as text; found to have its hash. */
  text: async (reader: Reader, { year, sha256 }: Final): Promise<string> => {
    const [row] = await reader.rows<{ snapshot: string }>(
      'the frozen result of an assessment',
      sql`select snapshot from assessment.final where year = ${year}`,
    )
    const text = row?.snapshot ?? ''
    if (hashOf(text) !== sha256)
      throw new Error(`the frozen result of ${year} does not have its hash`)
    return text
  },
  snapshot: async (reader: Reader, final: Final): Promise<Snapshot> => {
    const known = snapshots.get(final.sha256)
    if (known) return known
    const snapshot = JSON.parse(await reading.text(reader, final)) as Snapshot
    snapshots.set(final.sha256, snapshot)
    return snapshot
  },
}

/** Frozen results never change: what was read and found to have its hash once need not be read again. */
const snapshots = new LRUCache<string, Snapshot>({ max: 2 })

/** Changes the record of a year, each change whole or not at all. */
export interface Recording {
  readonly openNotice: (year: number, until: string, actor: Actor) => Promise<void>
  readonly closeNotice: (year: number, reason: string, actor: Actor) => Promise<void>
  readonly object: (
    objection: Pick<Objection, 'year' | 'villageCode' | 'item' | 'text'>,
    actor: Actor,
  ) => Promise<void>
  readonly answer: (number: number, answer: string, actor: Actor) => Promise<number>
  readonly finalise: (snapshot: Snapshot, actor: Actor) => Promise<void>
}

/** The record of the assessments in a database. */
export function recordingIn({
  transaction: inTransaction,
}: Pick<Database, 'transaction'>): Recording {
  const inOneWork = <T>(work: (records: EntityManager) => Promise<T>): Promise<T> =>
    inTransaction(async (transaction) => {
      const records = transaction.records()
      const done = await work(records)
      await records.flush()
      return done
    })
  return {
    openNotice: (year, until, { subject }) =>
      inOneWork(async (records) => {
        await mustNotBeFinal(records, year)
        if (await records.findOne(NoticeRecord, year)) throw alreadyNoticed(year)
        records.create(NoticeRecord, { year, openedAt: new Date(), openedBy: subject, until })
        await records.flush().catch((error: unknown) => {
          // Somebody gave notice at the same moment.
          throw error instanceof UniqueConstraintViolationException ? alreadyNoticed(year) : error
        })
      }),
    closeNotice: (year, reason, { subject }) =>
      inOneWork(async (records) => {
        await mustNotBeFinal(records, year)
        const notice = await records.findOne(NoticeRecord, { year, closedAt: null }, forChange)
        if (!notice) throw noNotice(year)
        records.assign(notice, { closedAt: new Date(), closedBy: subject, closedFor: reason })
      }),
    object: (objection, { subject, department }) =>
      inOneWork(async (records) => {
        const { year } = objection
        await mustNotBeFinal(records, year)
        const notice = await records.findOne(NoticeRecord, year, { lockMode: PESSIMISTIC_READ })
        if (!notice || hasEnded(notice)) throw noNotice(year)
        const raised = { raisedBy: subject, department: department ?? null, raisedAt: new Date() }
        records.create(ObjectionRecord, { ...objection, ...raised })
      }),
    answer: (number, answer, { subject }) =>
      inOneWork(async (records) => {
        const objection = await records.findOne(ObjectionRecord, number, forChange)
        if (!objection) throw notFound('异议', 'objection', String(number))
        if (objection.answer !== null) throw alreadyAnswered(number)
        await mustNotBeFinal(records, objection.year)
        records.assign(objection, { answer, answeredBy: subject, answeredAt: new Date() })
        return objection.year
      }),
    finalise: (snapshot, { subject }) =>
      inTransaction(async (transaction) => {
        // Nobody opens a notice, objects or finalises beside this.
        await transaction.run(
          sql`lock table assessment.final, assessment.notice, assessment.objection in share row exclusive mode`,
        )
        await finalise(transaction.records(), snapshot, subject)
      }),
  }
}

const { PESSIMISTIC_READ, PESSIMISTIC_WRITE } = LockMode
const forChange = { lockMode: PESSIMISTIC_WRITE } as const

/** Whether a notice was ended, or its last day here is over. */
function hasEnded({ closedAt, until }: Pick<Notice | NoticeRecord, 'closedAt' | 'until'>): boolean {
  return closedAt !== null || until < today()
}

async function finalise(records: EntityManager, frozen: Snapshot, by: string): Promise<void> {
  const { year, scheme, choices } = frozen
  await mustNotBeFinal(records, year)
  const notice = await records.findOne(NoticeRecord, year)
  if (!notice) throw noNotice(year)
  if (!hasEnded(notice)) throw stillNoticed(year)
  const unanswered = await records.count(ObjectionRecord, { year, answer: null })
  if (unanswered > 0) throw stillUnanswered(unanswered)
  const snapshot = textOf(frozen)
  const sha256 = hashOf(snapshot)
  const made = {
    finalisedAt: new Date(),
    finalisedBy: by,
    choices: { ...choices },
    snapshot,
    sha256,
  }
  records.create(FinalRecord, { year, scheme: scheme.version, ...made })
  await records.flush()
}

/** Refuses to touch a year whose result is final. */
async function mustNotBeFinal(records: EntityManager, year: number): Promise<void> {
  if ((await records.count(FinalRecord, { year })) === 0) return
  throw new Refusal('CONFLICT', {
    zh: `${year} 年考评已定稿，不能再改；此后的更正只影响草稿。`,
    en: `The assessment of ${year} is final and stays as it is; later corrections move the draft alone.`,
  })
}

function alreadyAnswered(number: number): Refusal {
  return new Refusal('CONFLICT', {
    zh: `第 ${number} 号异议已经答复，答复不能改写。`,
    en: `Objection ${number} has its answer, which stays as it is.`,
  })
}

function noNotice(year: number): Refusal {
  return new Refusal('CONFLICT', {
    zh: `${year} 年考评没有正在进行的公示；请先公示(openNotice)。`,
    en: `No notice of the assessment of ${year} is open; give notice first (openNotice).`,
  })
}

function alreadyNoticed(year: number): Refusal {
  return new Refusal('CONFLICT', {
    zh: `${year} 年考评已经公示。`,
    en: `Notice of the assessment of ${year} has been given already.`,
  })
}

function stillNoticed(year: number): Refusal {
  return new Refusal('CONFLICT', {
    zh: `${year} 年考评尚在公示期内；期满或结束公示(closeNotice)后方可定稿。`,
    en: `The notice of the assessment of ${year} is still running; finalise when it has ended, or end it (closeNotice).`,
  })
}

function stillUnanswered(number: number): Refusal {
  return new Refusal(
    'CONFLICT',
    {
      zh: `还有 ${number} 件异议没有答复；请先答复(answerObjection)。`,
      en: `${number} objections are not answered yet; answer them first (answerObjection).`,
    },
    { unanswered: number },
  )
}

/** The last day of a notice: a date, not before today. */
export function noticeUntil(until: string, today: string): string {
  if (until >= today) return until
  throw badInput({
    zh: `公示截止日 ${until} 已过；请写今天(${today})或以后的日期。`,
    en: `The notice would end on ${until}, which is past; name today (${today}) or a later day.`,
  })
}
