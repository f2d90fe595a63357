import { sql } from 'kysely'
import type { Transaction } from '../../store/transaction.ts'
import { FaultList } from '../fault.ts'
import { closeBatch, openBatch, waitInLine } from './batches.ts'
import type { Checked } from './check.ts'
import { heedClosedYears, heedNewerData, periodsIn } from './closedYears.ts'
import { learnHouseholdNumbers, lookForTakenNumbers } from './householdNumbers.ts'
import type { Incoming, Sent } from './incoming.ts'
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
  readonly #sent: Sent
  readonly #checked: Checked
  /** What is looked at and stored; a household named anew has one column more than its file. */
  #incoming: Incoming
  #told = 0
  /** Whether it speaks of rows that stand already. */
  #meetsRows = false

  constructor(transaction: Transaction, sent: Sent, checked: Checked) {
    const { of, publisher } = sent
    this.#sent = sent
    this.#checked = checked
    this.#incoming = {
      transaction,
      of,
      columns: checked.columns,
      publisher,
      faults: new FaultList(),
    }
  }

  /** How often whatever is said of it tells whether somebody is known here, if nothing is stored. */
  get told(): number {
    return this.#told
  }

  async run(secret: string): Promise<Report> {
    const { transaction, of, columns } = this.#incoming
    const { publisher, delivery, wishes = {} } = this.#sent
    await waitInLine(transaction, of)
    await bringIn(transaction, of, columns, delivery.rows)
    const unresolved = await this.#lookAt(secret)
    const periods = await periodsIn(transaction, of)
    const { correction, drawnOn, dryRun, idempotencyKey, fileName } = wishes
    const { department } = publisher
    const corrects = await heedClosedYears(transaction, of, periods, correction)
    await heedNewerData(this.#incoming, wishes)
    // From here on others would see what is not yet whole.
    const number = await openBatch(transaction, of, {
      kind: corrects ? 'CORRECTION' : 'PUBLICATION',
      publisher: publisher.subject,
      sha256: delivery.sha256,
      rows: this.#checked.rows,
      periods,
      ...(department ? { department } : {}),
      ...(fileName ? { fileName } : {}),
      ...(idempotencyKey && !dryRun ? { idempotencyKey } : {}),
      ...(drawnOn ? { drawnOn } : {}),
      ...(correction ? { reason: correction } : {}),
    })
    const counts = await this.#store(number)
    const report = this.#report(counts, unresolved)
    if (dryRun) throw new NothingStored({ ...report, outcome: 'CHECKED' })
    return closeBatch(transaction, of, number, report)
  }

  /** Looks at what has come; all of it lies in a table of its own yet, so that others may read in between. */
  async #lookAt(secret: string): Promise<Unresolved[]> {
    const columns = await nameNewHouseholds(this.#incoming, secret)
    this.#incoming = { ...this.#incoming, columns }
    const incoming = this.#incoming
    const { transaction, of, faults } = incoming
    // That all are known tells as much as that one is not.
    if (namesPeople(incoming)) this.#told = 1
    await findHouseholds(incoming)
    await transaction.pause()
    const named = await lookForHouseholds(incoming)
    await transaction.pause()
    const unknown = await lookForKeys(incoming)
    await transaction.pause()
    const taken = await lookForTakenNumbers(incoming)
    await transaction.pause()
    this.#told = Math.max(this.#told, named + unknown + taken)
    await lookForPlaces(incoming)
    this.#meetsRows = await meetsRows(transaction, of)
    await transaction.pause()
    if (this.#meetsRows) await lookForDoubles(incoming)
    await transaction.pause()
    if (faults.count > 0) throw new NothingStored(this.#report(nothing, []))
    return countUnresolved(incoming)
  }

  async #store(batch: string): Promise<Counts> {
    const incoming = this.#incoming
    const counts = this.#meetsRows
      ? await storeOver(incoming, batch)
      : { ...nothing, inserted: await this.#storeNew(batch) }
    await learnHouseholdNumbers(incoming, batch)
    if (!this.#sent.wishes?.whole) return counts
    return { ...counts, withdrawn: await takeAwayOthers(incoming, batch) }
  }

  /** Where no row stands yet, the table's own key tells whether the file has one twice. */
  async #storeNew(batch: string): Promise<number> {
    const { transaction } = this.#incoming
    await transaction.run(sql`savepoint before_rows`)
    try {
      return await storeNew(this.#incoming, batch)
    } catch (error) {
      if ((error as { code?: string }).code !== uniqueViolation) throw error
      await transaction.run(sql`rollback to savepoint before_rows`)
      await lookForDoubles(this.#incoming)
      throw new NothingStored(this.#report(nothing, []))
    }
  }

  #report(counts: Counts, unresolved: readonly Unresolved[]): Report {
    const { kept, count } = this.#incoming.faults
    const found = { ...counts, faults: kept, faultCount: count, unresolved }
    return reportOf(this.#sent, this.#checked, found)
  }
}

/** What is told of a delivery, before it is known whether it is stored. */
export function reportOf(
  { of, delivery: { sha256 }, wishes: { fileName } = {} }: Sent,
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
