import { sql } from 'kysely'
import { Refusal } from '../../ground/refusal.ts'
import type { Transaction } from '../../store/transaction.ts'
import type { Deliverable } from '../deliverable.ts'
import { closeBatch, openBatch, waitInLine } from './batches.ts'
import { heedClosedYears } from './closedYears.ts'
import { forgetHouseholdNumbers } from './householdNumbers.ts'
import type { Publisher } from './incoming.ts'
import { nothingFound, type Report } from './report.ts'
import { reachesBeyond } from './storing.ts'
import { takeBack } from './takingBack.ts'

function noSuchBatch(of: Deliverable, batch: string): Refusal {
  return new Refusal('NOT_FOUND', {
    zh: `“${of.zh}”没有第 ${batch} 批，或该批已被撤回，或超出您的辖区。`,
    en: `${of.name} has no batch ${batch}, or it has been withdrawn, or it reaches beyond your area.`,
  })
}

function deliveredByAnother(of: Deliverable, batch: string, from: string | null): Refusal {
  return new Refusal('FORBIDDEN', {
    zh: `“${of.zh}”第 ${batch} 批由${from ?? '别处'}报送，您的部门不能撤回；如有误，请与其联系，或报送更正。`,
    en: `Batch ${batch} of ${of.name} was delivered by ${from ?? 'another'}, and is not for your department to take back; ask them, or deliver what is right.`,
  })
}

/** What a withdrawal says of the batch that it takes back. */
interface Taken {
  readonly sha256: string
  readonly rows: number
  readonly periods: readonly string[]
}

/** Takes a batch back, as a batch of its own. */
export async function withdraw(
  transaction: Transaction,
  of: Deliverable,
  { subject, department, area }: Publisher,
  { batch, reason }: { readonly batch: string; readonly reason: string },
): Promise<Report> {
  await waitInLine(transaction, of)
  const [found] = await transaction.rows<Taken & { from: string | null }>(
    sql`select sha256, rows, periods, department as from from publishing.batch b
      where number = ${batch} and of = ${of.name} and kind <> 'WITHDRAWAL'
      and not exists (select from publishing.batch w where w.withdraws = b.number)`,
  )
  if (!found || (area && (await reachesBeyond(transaction, of, batch, area))))
    throw noSuchBatch(of, batch)
  const { from, ...taken } = found
  // Of a list that several departments keep, each takes back what it has delivered itself.
  if (of.owners.length > 1 && from !== department) throw deliveredByAnother(of, batch, from)
  await heedClosedYears(transaction, of, taken.periods, reason)
  const number = await openBatch(transaction, of, {
    ...taken,
    kind: 'WITHDRAWAL',
    publisher: subject,
    reason,
    withdraws: batch,
    ...(department ? { department } : {}),
  })
  const counts = await takeBack(transaction, of, batch, number)
  await forgetHouseholdNumbers(transaction, of, batch, number)
  const { sha256, rows } = taken
  return closeBatch(transaction, of, number, {
    outcome: 'PUBLISHED',
    of: of.name,
    sha256,
    rows,
    ...counts,
    ...nothingFound,
  })
}
