import { sql } from 'kysely'
import type { Bulk } from '../../store/bulk.ts'
import type { Deliverable } from '../deliverable.ts'
import { FaultList } from '../fault.ts'
import { closeBatch, openBatch, waitInLine } from './batches.ts'
import type { Checked } from './check.ts'
import { heedClosedYears, heedNewerData, periodsIn } from './closedYears.ts'
import { learnHouseholdNumbers, lookForTakenNumbers } from './householdNumbers.ts'
import type { Publisher, Wishes } from './publisher.ts'
import {
  countUnresolved,
  findHouseholds,
  lookForDoubles,
  lookForHouseholds,
  lookForKeys,
  lookForPlaces,
  nameNewHouseholds,
  namesPeople,
  type Unresolved,
} from './references.ts'
import type { Report } from './report.ts'
import type { Spooled } from './spool.ts'
import { bringIn, type Counts, meetsRows, storeNew, storeOver, takeAwayOthers } from './storing.ts'

/** Ends the transaction with nothing stored, and carries the report out of it. */
export class NothingStored extends Error {
  readonly report: Report

  constructor(report: Report) {
    super('nothing is stored')
    this.report = report
  }
}

/** PostgreSQL's word for a key that stands already. */
const uniqueViolation = '23505'

/** What a delivery did that stored nothing. */
export const nothing: Counts = { inserted: 0, changed: 0, withdrawn: 0 }

/** One delivery on its way in. */
export class Delivering {
  readonly #bulk: Bulk
  readonly #of: Deliverable
  readonly #publisher: Publisher
  readonly #wishes: Wishes
  readonly #checked: Checked
  readonly #delivery: Spooled
  /** The columns that are stored; a household named anew has one more than its file. */
  #columns: readonly string[]
  #told = 0
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

  /** How often whatever is said of it tells whether somebody is known here, if nothing is stored. */
  get told(): number {
    return this.#told
  }

  async run(secret: string): Promise<Report> {
    const bulk = this.#bulk
    const of = this.#of
    await waitInLine(bulk, of)
    await bringIn(bulk, of, this.#checked.columns, this.#delivery.rows)
    const unresolved = await this.#lookAt(secret)
    const columns = this.#columns
    const periods = await periodsIn(bulk, of)
    const { correction, drawnOn, dryRun, idempotencyKey, fileName } = this.#wishes
    const { department } = this.#publisher
    const corrects = await heedClosedYears(bulk, of, periods, correction)
    await heedNewerData(bulk, of, columns, this.#wishes, this.#publisher)
    // From here on others would see what is not yet whole.
    const number = await openBatch(bulk, of, {
      kind: corrects ? 'CORRECTION' : 'PUBLICATION',
      publisher: this.#publisher.subject,
      sha256: this.#delivery.sha256,
      rows: this.#checked.rows,
      periods,
      ...(department ? { department } : {}),
      ...(fileName ? { fileName } : {}),
      ...(idempotencyKey && !dryRun ? { idempotencyKey } : {}),
      ...(drawnOn ? { drawnOn } : {}),
      ...(correction ? { reason: correction } : {}),
    })
    const counts = await this.#store(number)
    const report = this.#report(counts, new FaultList(), unresolved)
    if (dryRun) throw new NothingStored({ ...report, outcome: 'CHECKED' })
    return closeBatch(bulk, of, number, report)
  }

  /** Looks at what has come; all of it lies in a table of its own yet, so that others may read in between. */
  async #lookAt(secret: string): Promise<Unresolved[]> {
    const faults = new FaultList()
    const { area, department } = this.#publisher
    const bulk = this.#bulk
    const of = this.#of
    this.#columns = await nameNewHouseholds(bulk, of, this.#columns, department, secret, faults)
    const columns = this.#columns
    // That all are known tells as much as that one is not.
    if (namesPeople(of, columns)) this.#told = 1
    await findHouseholds(bulk, of, columns)
    await bulk.pause()
    const named = await lookForHouseholds(bulk, of, columns, area, faults)
    await bulk.pause()
    const unknown = await lookForKeys(bulk, of, area, faults)
    await bulk.pause()
    const taken = await lookForTakenNumbers(bulk, of, columns, faults)
    await bulk.pause()
    this.#told = Math.max(this.#told, named + unknown + taken)
    await lookForPlaces(bulk, of, columns, area, faults)
    this.#meetsRows = await meetsRows(bulk, of)
    await bulk.pause()
    if (this.#meetsRows) await lookForDoubles(bulk, of, faults)
    await bulk.pause()
    if (faults.count > 0) throw new NothingStored(this.#report(nothing, faults, []))
    return countUnresolved(bulk, of, columns, area)
  }

  async #store(batch: string): Promise<Counts> {
    const counts = this.#meetsRows
      ? await storeOver(this.#bulk, this.#of, this.#columns, batch)
      : { ...nothing, inserted: await this.#storeNew(batch) }
    await learnHouseholdNumbers(this.#bulk, this.#of, this.#columns, batch)
    if (!this.#wishes.whole) return counts
    const withdrawn = await takeAwayOthers(this.#bulk, this.#of, this.#publisher, batch)
    return { ...counts, withdrawn }
  }

  /** Where no row stands yet, the table's own key tells whether the file has one twice. */
  async #storeNew(batch: string): Promise<number> {
    const bulk = this.#bulk
    await bulk.run(sql`savepoint before_rows`)
    try {
      return await storeNew(bulk, this.#of, this.#columns, batch)
    } catch (error) {
      if ((error as { code?: string }).code !== uniqueViolation) throw error
      await bulk.run(sql`rollback to savepoint before_rows`)
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

/** What is told of a delivery, before it is known whether it is stored. */
export function reportOf(
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
