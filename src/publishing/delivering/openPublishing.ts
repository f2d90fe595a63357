import { sql } from 'kysely'
import pLimit from 'p-limit'
import { Refusal } from '../../ground/refusal.ts'
import type { Database } from '../../store/database.ts'
import type { Transaction } from '../../store/transaction.ts'
import { type Deliverable, factsOfOthers } from '../deliverable.ts'
import { recall } from './batches.ts'
import type { Checked } from './check.ts'
import { openChecker } from './checker.ts'
import { Delivering, NothingStored, nothing, reportOf } from './delivering.ts'
import type { Publisher, Sent } from './incoming.ts'
import { tell } from './inquiries.ts'
import type { Report } from './report.ts'
import { withdraw } from './withdrawing.ts'

/** The one way in: read, check, store, version, report; wholly or not at all. */
export interface Publishing {
  readonly publish: (sent: Sent) => Promise<Report>
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

function sameKeyOtherContent(key: string): Refusal {
  return new Refusal('IDEMPOTENCY_MISMATCH', {
    zh: `幂等键“${key}”已用于另一份内容；同一份文件请用原键，不同的文件请换一个键。`,
    en: `The idempotency key "${key}" was used for other content; keep a key to its file, and use another for another.`,
  })
}

/** Some facts of a shared list belong to one of its owners alone: the police's number, to the police. */
function mustOwnFacts(
  of: Deliverable,
  { department }: Publisher,
  columns: readonly string[],
): void {
  const strange = factsOfOthers(of, department).filter(({ column }) => columns.includes(column))
  if (strange.length === 0) return
  throw new Refusal('FORBIDDEN', {
    zh: `“${strange.map(({ zh }) => zh).join('”“')}”由 ${strange[0]?.owners?.join('、')} 管理，您的部门不能报送这一列；请删去后重新报送。`,
    en: `${strange.map(({ name }) => name).join(', ')} belongs to ${strange[0]?.owners?.join(', ')}; your department may not deliver it. Leave the column out.`,
  })
}

/** How many deliveries are stored at once: the other connections are left to whoever asks. */
const storedAtOnce = 2

/** Opens the way in over a database. */
export function openPublishing(database: Database, personKeySecret: string): Publishing {
  const checker = openChecker()
  const limited = pLimit(storedAtOnce)

  const inTransaction = (work: (transaction: Transaction) => Promise<Report>): Promise<Report> =>
    limited(() => database.transaction(work))

  const remembered = async (transaction: Transaction, sent: Sent): Promise<Report | undefined> => {
    const { of, publisher, delivery, wishes: { idempotencyKey, dryRun } = {} } = sent
    if (!idempotencyKey || dryRun) return undefined
    const found = await recall(transaction, publisher.subject, idempotencyKey)
    if (!found) return undefined
    if (found.of === of.name && found.sha256 === delivery.sha256) return found.report
    throw sameKeyOtherContent(idempotencyKey)
  }

  const store = async (sent: Sent, checked: Checked): Promise<Report> => {
    let delivering: Delivering | undefined
    try {
      return await inTransaction(async (transaction) => {
        const before = await remembered(transaction, sent)
        if (before) return before
        delivering = new Delivering(transaction, sent, checked)
        return delivering.run(personKeySecret)
      })
    } catch (error) {
      // Whatever it ends by that stores nothing tells of the people it names.
      const told = delivering?.told ?? 0
      if (told > 0)
        await database.transaction((transaction) => tell(transaction, sent.publisher, told))
      if (error instanceof NothingStored) return error.report
      throw error
    }
  }

  return {
    publish: async (sent) => {
      const { of, publisher, delivery, signal } = sent
      const checked = await checker.check({ of: of.name, delivery, personKeySecret, signal })
      signal?.throwIfAborted()
      mustOwnFacts(of, publisher, checked.columns)
      if (checked.faultCount === 0) return store(sent, checked)
      const { faults, faultCount } = checked
      return reportOf(sent, checked, { ...nothing, faults, faultCount, unresolved: [] })
    },
    withdraw: (of, publisher, batch, reason) =>
      inTransaction((transaction) => withdraw(transaction, of, publisher, { batch, reason })),
    closeYear: (year, { subject }, reason) =>
      database.transaction(async (transaction) => {
        // Whoever delivers to the year meanwhile holds its row, or comes after.
        await transaction.run(sql`lock table publishing.closed_year in exclusive mode`)
        await transaction.run(
          sql`insert into publishing.closed_year (year, closed_at, closed_by, reason)
            values (${year}, now(), ${subject}, ${reason}) on conflict (year) do nothing`,
        )
      }),
    reopenYear: (year) =>
      database.transaction(async (transaction) => {
        await transaction.run(sql`delete from publishing.closed_year where year = ${year}`)
      }),
    close: checker.close,
  }
}
