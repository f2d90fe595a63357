import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { badInput, notFound, Refusal } from '../ground/refusal.ts'
import { inUtc } from '../publishing/delivering/batches.ts'
import type { Bulk } from '../store/bulk.ts'
import type { Database } from '../store/database.ts'
import type { Reader } from '../store/reader.ts'
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

const instant = (column: string) => sql.raw(inUtc(column))

/** Reads the record of a year. */
export const reading = {
  notice: async (reader: Reader, year: number): Promise<Notice | null> => {
    const [row] = await reader.rows<Notice>(
      'notice of an assessment',
      sql`select year, ${instant('opened_at')} as "openedAt", opened_by as "openedBy",
        to_char(until, 'YYYY-MM-DD') as until, ${instant('closed_at')} as "closedAt",
        closed_for as "closedFor",
        closed_at is null and until >= (now() at time zone 'Asia/Shanghai')::date as "isOpen"
        from assessment.notice where year = ${year}`,
    )
    return row ?? null
  },
  objections: (reader: Reader, year: number): Promise<Objection[]> =>
    reader.rows<Objection>(
      'objections to an assessment',
      sql`select number::integer, year, village_code as "villageCode", item, text,
        raised_by as "raisedBy", department, ${instant('raised_at')} as "raisedAt", answer,
        ${instant('answered_at')} as "answeredAt"
        from assessment.objection where year = ${year} order by number`,
    ),
  final: async (reader: Reader, year: number): Promise<Final | null> => {
    const [row] = await reader.rows<Final>(
      'the final result of an assessment',
      sql`select year, scheme, ${instant('finalised_at')} as "finalisedAt",
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
export function recordingIn({ bulk: inTransaction }: Pick<Database, 'bulk'>): Recording {
  return {
    openNotice: (year, until, { subject }) =>
      inTransaction(async (bulk) => {
        await mustBeOpen(bulk, year)
        const added = await bulk.count(
          `insert into assessment.notice (year, opened_at, opened_by, until)
            values ($1, now(), $2, $3) on conflict (year) do nothing`,
          [year, subject, until],
        )
        if (added === 0) throw alreadyNoticed(year)
      }),
    closeNotice: (year, reason, { subject }) =>
      inTransaction(async (bulk) => {
        await mustBeOpen(bulk, year)
        const closed = await bulk.count(
          `update assessment.notice set closed_at = now(), closed_by = $2, closed_for = $3
            where year = $1 and closed_at is null`,
          [year, subject, reason],
        )
        if (closed === 0) throw noNotice(year)
      }),
    object: ({ year, villageCode, item, text }, { subject, department }) =>
      inTransaction(async (bulk) => {
        await mustBeOpen(bulk, year)
        const [notice] = await bulk.rows(
          `select from assessment.notice where year = $1 and closed_at is null
            and until >= (now() at time zone 'Asia/Shanghai')::date for share`,
          [year],
        )
        if (!notice) throw noNotice(year)
        await bulk.rows(
          `insert into assessment.objection
            (year, village_code, item, text, raised_by, department, raised_at)
            values ($1, $2, $3, $4, $5, $6, now())`,
          [year, villageCode, item, text, subject, department ?? null],
        )
      }),
    answer: async (number, answer, { subject }) => {
      let year = 0
      await inTransaction(async (bulk) => {
        const [row] = await bulk.rows<{ year: number }>(
          `update assessment.objection set answer = $2, answered_by = $3, answered_at = now()
            where number = $1 and answer is null returning year`,
          [number, answer, subject],
        )
        if (!row) throw await notOpen(bulk, number)
        await mustBeOpen(bulk, row.year)
        year = row.year
      })
      return year
    },
    finalise: (snapshot, { subject }) => inTransaction((bulk) => finalise(bulk, snapshot, subject)),
  }
}

/** Why an objection cannot be answered: there is none, or it has its answer. */
async function notOpen(bulk: Bulk, number: number): Promise<Refusal> {
  const [known] = await bulk.rows('select from assessment.objection where number = $1', [number])
  if (!known) return notFound('异议', 'objection', String(number))
  return new Refusal('CONFLICT', {
    zh: `第 ${number} 号异议已经答复，答复不能改写。`,
    en: `Objection ${number} has its answer, which stays as it is.`,
  })
}

async function finalise(bulk: Bulk, snapshot: Snapshot, subject: string): Promise<void> {
  const { year, scheme, choices } = snapshot
  // Nobody opens a notice, objects or finalises beside this.
  await bulk.run(
    'lock table assessment.final, assessment.notice, assessment.objection in share row exclusive mode',
  )
  await mustBeOpen(bulk, year)
  const [notice] = await bulk.rows<{ ended: boolean }>(
    `select closed_at is not null or until < (now() at time zone 'Asia/Shanghai')::date as ended
      from assessment.notice where year = $1`,
    [year],
  )
  if (!notice) throw noNotice(year)
  if (!notice.ended) throw stillNoticed(year)
  const [open] = await bulk.rows<{ number: number }>(
    'select count(*)::integer as number from assessment.objection where year = $1 and answer is null',
    [year],
  )
  if (open && open.number > 0) throw unanswered(open.number)
  const text = textOf(snapshot)
  await bulk.rows(
    `insert into assessment.final
      (year, scheme, finalised_at, finalised_by, choices, snapshot, sha256)
      values ($1, $2, now(), $3, $4, $5, $6)`,
    [year, scheme.version, subject, JSON.stringify(choices), text, hashOf(text)],
  )
}

/** Refuses to touch a year whose result is final. */
async function mustBeOpen(bulk: Bulk, year: number): Promise<void> {
  const [final] = await bulk.rows('select from assessment.final where year = $1', [year])
  if (!final) return
  throw new Refusal('CONFLICT', {
    zh: `${year} 年考评已定稿，不能再改；此后的更正只影响草稿。`,
    en: `The assessment of ${year} is final and stays as it is; later corrections move the draft alone.`,
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

function unanswered(number: number): Refusal {
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
