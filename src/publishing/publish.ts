import { Refusal } from '../ground/refusal.ts'
import type { Bulk } from '../store/bulk.ts'
import type { Database } from '../store/database.ts'
import { closeBatch, openBatch, recall, waitInLine } from './batches.ts'
import type { Checked } from './check.ts'
import { openChecker } from './checker.ts'
import { learnHouseholdNumbers } from './crosswalk.ts'
import type { Deliverable } from './deliverable.ts'
import { FaultList } from './fault.ts'
import {
  countUnresolved,
  findHouseholds,
  lookForDoubles,
  lookForHouseholds,
  lookForKeys,
  lookForPlaces,
  nameNewHouseholds,
  type Unresolved,
} from './looking.ts'
import type { Report } from './report.ts'
import type { Spooled } from './spool.ts'
import {
  bringIn,
  type Counts,
  meetsRows,
  storeNew,
  storeOver,
  takeAwayOthers,
  takeBack,
} from './storing.ts'
import { heedClosedYears, heedNewerData, periodsIn } from './timing.ts'

/** Who publishes: the token's subject, its department and the area it is bound to. */
export interface Publisher {
  readonly subject: string
  readonly department?: string
  readonly area?: string
}

/** What a publisher may say of a delivery beside its data. */
export interface Wishes {
  /** Checks and reports, and stores nothing. */
  readonly dryRun?: boolean
  /** The same key a second time is the same delivery, and gets the same answer. */
  readonly idempotencyKey?: string
  readonly fileName?: string
  /** The day on which the department drew the data. */
  readonly drawnOn?: string
  /** Puts older data over newer. */
  readonly older?: boolean
  /** The file is the whole of the periods it speaks of: what stands there and is not in it is withdrawn. */
  readonly whole?: boolean
  /** Why a closed year has to be corrected. */
  readonly correction?: string
}

/** The one way in: read, check, store, version, report; wholly or not at all. */
export interface Publishing {
  readonly publish: (
    of: Deliverable,
    publisher: Publisher,
    delivery: Spooled,
    wishes?: Wishes,
  ) => Promise<Report>
  /** Takes a batch back, as a batch of its own. */
  readonly withdraw: (
    of: Deliverable,
    publisher: Publisher,
    batch: string,
    reason: string,
  ) => Promise<Report>
  /** From now on the year takes corrections only. */
  readonly closeYear: (year: number, publisher: Publisher, reason: string) => Promise<void>
  readonly reopenYear: (year: number) => Promise<void>
  readonly close: () => Promise<void>
}

/** Ends the transaction with nothing stored, and carries the report out of it. */
class NothingStored extends Error {
  readonly report: Report

  constructor(report: Report) {
    super('nothing is stored')
    this.report = report
  }
}

function sameKeyOtherContent(key: string): Refusal {
  return new Refusal('IDEMPOTENCY_MISMATCH', {
    zh: `幂等键“${key}”已用于另一份内容；同一份文件请用原键，不同的文件请换一个键。`,
    en: `The idempotency key "${key}" was used for other content; keep a key to its file, and use another for another.`,
  })
}

/** PostgreSQL's word for a key that stands already. */
const uniqueViolation = '23505'

const nothing: Counts = { inserted: 0, changed: 0, withdrawn: 0 }

/** One delivery on its way in. */
class Delivering {
  readonly #bulk: Bulk
  readonly #of: Deliverable
  readonly #publisher: Publisher
  readonly #wishes: Wishes
  readonly #checked: Checked
  readonly #delivery: Spooled
  /** The columns that are stored; a household named anew has one more than its file. */
  #columns: readonly string[]
  /** Whether it speaks of rows that stand already. */
  #meetsRows = false

  constructor(
    bulk: Bulk,
    of: Deliverable,
    publisher: Publisher,
    wishes: Wishes,
    checked: Checked,
    delivery: Spooled,
  ) {
    this.#columns = checked.columns
    this.#bulk = bulk
    this.#of = of
    this.#publisher = publisher
    this.#wishes = wishes
    this.#checked = checked
    this.#delivery = delivery
  }

  async run(secret: string): Promise<Report> {
    const bulk = this.#bulk
    const of = this.#of
    await waitInLine(bulk, of)
    await bringIn(bulk, of, this.#checked.columns, this.#delivery.rows)
    this.#columns = await nameNewHouseholds(bulk, of, this.#checked.columns, secret)
    const columns = this.#columns
    const unresolved = await this.#lookAt()
    const periods = await periodsIn(bulk, of)
    const { correction, drawnOn, older = false } = this.#wishes
    const corrects = await heedClosedYears(bulk, of, periods, correction)
    await heedNewerData(bulk, of, columns, drawnOn, older)
    const { number, publishedAt } = await openBatch(bulk, of, {
      kind: corrects ? 'CORRECTION' : 'PUBLICATION',
      publisher: this.#publisher.subject,
      sha256: this.#delivery.sha256,
      rows: this.#checked.rows,
      periods,
      ...(this.#publisher.department ? { department: this.#publisher.department } : {}),
      ...(this.#wishes.fileName ? { fileName: this.#wishes.fileName } : {}),
      ...(this.#wishes.idempotencyKey ? { idempotencyKey: this.#wishes.idempotencyKey } : {}),
      ...(drawnOn ? { drawnOn } : {}),
      ...(correction ? { reason: correction } : {}),
    })
    const counts = await this.#store(number)
    const report = this.#report(counts, new FaultList(), unresolved)
    if (this.#wishes.dryRun) throw new NothingStored({ ...report, outcome: 'CHECKED' })
    const done: Report = { ...report, outcome: 'PUBLISHED', batch: number, publishedAt }
    await closeBatch(bulk, number, counts, done)
    return done
  }

  async #lookAt(): Promise<Unresolved[]> {
    const faults = new FaultList()
    const { area } = this.#publisher
    const columns = this.#columns
    await findHouseholds(this.#bulk, this.#of, columns)
    await lookForHouseholds(this.#bulk, this.#of, columns, faults)
    await lookForKeys(this.#bulk, this.#of, area, faults)
    await lookForPlaces(this.#bulk, this.#of, columns, area, faults)
    this.#meetsRows = await meetsRows(this.#bulk, this.#of)
    if (this.#meetsRows) await lookForDoubles(this.#bulk, this.#of, faults)
    if (faults.count > 0) throw new NothingStored(this.#report(nothing, faults, []))
    return countUnresolved(this.#bulk, this.#of, columns)
  }

  async #store(batch: string): Promise<Counts> {
    const counts = this.#meetsRows
      ? await storeOver(this.#bulk, this.#of, this.#columns, batch)
      : { ...nothing, inserted: await this.#storeNew(batch) }
    await learnHouseholdNumbers(this.#bulk, this.#of, this.#columns)
    if (!this.#wishes.whole) return counts
    return { ...counts, withdrawn: await takeAwayOthers(this.#bulk, this.#of, batch) }
  }

  /** Where no row stands yet, the table's own key tells whether the file has one twice. */
  async #storeNew(batch: string): Promise<number> {
    const bulk = this.#bulk
    await bulk.run('savepoint before_rows')
    try {
      return await storeNew(bulk, this.#of, this.#columns, batch)
    } catch (error) {
      if ((error as { code?: string }).code !== uniqueViolation) throw error
      await bulk.run('rollback to savepoint before_rows')
      const faults = new FaultList()
      await lookForDoubles(bulk, this.#of, faults)
      throw new NothingStored(this.#report(nothing, faults, []))
    }
  }

  #report(counts: Counts, faults: FaultList, unresolved: readonly Unresolved[]): Report {
    return reportOf(this.#of, this.#delivery, this.#wishes, this.#checked, {
      ...counts,
      faults: faults.kept,
      faultCount: faults.count,
      unresolved,
    })
  }
}

function reportOf(
  of: Deliverable,
  { sha256 }: Spooled,
  { fileName }: Wishes,
  { form, encoding, rows, examples }: Checked,
  found: Counts & Pick<Report, 'faults' | 'faultCount' | 'unresolved'>,
): Report {
  return {
    outcome: 'REFUSED',
    of: of.name,
    sha256,
    rows,
    examples,
    ...found,
    ...(fileName ? { fileName } : {}),
    ...(form ? { form } : {}),
    ...(encoding ? { encoding } : {}),
  }
}

function noSuchBatch(of: Deliverable, batch: string): Refusal {
  return new Refusal('NOT_FOUND', {
    zh: `“${of.zh}”没有第 ${batch} 批，或该批已被撤回。`,
    en: `${of.name} has no batch ${batch}, or it has been withdrawn.`,
  })
}

/** Opens the way in over a database. */
export function openPublishing(database: Database, personKeySecret: string): Publishing {
  const checker = openChecker()

  const remembered = async (
    bulk: Bulk,
    of: Deliverable,
    { subject }: Publisher,
    sha256: string,
    { idempotencyKey, dryRun }: Wishes,
  ): Promise<Report | undefined> => {
    if (!idempotencyKey || dryRun) return undefined
    const found = await recall(bulk, subject, idempotencyKey)
    if (!found) return undefined
    if (found.of === of.name && found.sha256 === sha256) return found.report
    throw sameKeyOtherContent(idempotencyKey)
  }

  return {
    publish: async (of, publisher, delivery, wishes = {}) => {
      const { path, rows, sha256 } = delivery
      let before: Report | undefined
      await database.bulk(async (bulk) => {
        before = await remembered(bulk, of, publisher, sha256, wishes)
      })
      if (before) return before
      const checked = await checker.check({ of: of.name, path, rows, personKeySecret })
      if (checked.faultCount > 0) {
        const { faults, faultCount } = checked
        return reportOf(of, delivery, wishes, checked, {
          ...nothing,
          faults,
          faultCount,
          unresolved: [],
        })
      }
      let report: Report | undefined
      try {
        await database.bulk(async (bulk) => {
          report =
            (await remembered(bulk, of, publisher, sha256, wishes)) ??
            (await new Delivering(bulk, of, publisher, wishes, checked, delivery).run(
              personKeySecret,
            ))
        })
      } catch (error) {
        if (error instanceof NothingStored) return error.report
        throw error
      }
      if (!report) throw new Error('a delivery ended without a report')
      return report
    },
    withdraw: async (of, publisher, batch, reason) => {
      let report: Report | undefined
      await database.bulk(async (bulk) => {
        await waitInLine(bulk, of)
        const [found] = await bulk.rows<{ sha256: string; rows: number; periods: string[] }>(
          `select sha256, rows, periods from publishing.batch b where number = $1 and of = $2
            and not exists (select from publishing.batch w where w.withdraws = b.number)`,
          [batch, of.name],
        )
        if (!found) throw noSuchBatch(of, batch)
        await heedClosedYears(bulk, of, found.periods, reason)
        const { number, publishedAt } = await openBatch(bulk, of, {
          ...found,
          kind: 'WITHDRAWAL',
          publisher: publisher.subject,
          reason,
          withdraws: batch,
          ...(publisher.department ? { department: publisher.department } : {}),
        })
        const counts = await takeBack(bulk, of, batch, number)
        report = {
          outcome: 'PUBLISHED',
          of: of.name,
          batch: number,
          publishedAt,
          sha256: found.sha256,
          rows: found.rows,
          ...counts,
          faultCount: 0,
          faults: [],
          unresolved: [],
          examples: 0,
        }
        await closeBatch(bulk, number, counts, report)
      })
      if (!report) throw new Error('a withdrawal ended without a report')
      return report
    },
    closeYear: (year, { subject }, reason) =>
      database.bulk(async (bulk) => {
        // Whoever delivers to the year meanwhile holds its row, or comes after.
        await bulk.run('lock table publishing.closed_year in exclusive mode')
        await bulk.rows(
          `insert into publishing.closed_year (year, closed_at, closed_by, reason)
            values ($1, now(), $2, $3) on conflict (year) do nothing`,
          [year, subject, reason],
        )
      }),
    reopenYear: (year) =>
      database.bulk(async (bulk) => {
        await bulk.rows('delete from publishing.closed_year where year = $1', [year])
      }),
    close: checker.close,
  }
}
