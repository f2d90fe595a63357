import { sql } from 'kysely'
import { today } from '../../ground/calendarDate.ts'
import { Refusal } from '../../ground/refusal.ts'
import type { Transaction } from '../../store/transaction.ts'
import type { Publisher } from './incoming.ts'

/** How many lines of one report say that nobody here is known by a number. */
export const mostUnknownTold = 100

/**
 * How often a day one account is told whether somebody is known here: by each line that says that nobody is,
 * and by whatever else is said of a delivery that stores nothing. It mends a clerk's file, and tries out no
 * list of names. Proposed.
 */
const mostToldADay = 1_000

/** Notes how often an account is told whether somebody is known; refuses where it was told too often today. */
export async function tell(
  transaction: Transaction,
  { subject }: Publisher,
  times: number,
): Promise<void> {
  const [row] = await transaction.rows<{ told: number }>(
    sql`select told from publishing.inquiry where account = ${subject} and day = ${today()}`,
  )
  if ((row?.told ?? 0) < mostToldADay) return note(transaction, subject, times)
  throw new Refusal(
    'RATE_LIMITED',
    {
      zh: `今天已有 ${mostToldADay} 次告知此账号某个编号是否在册；为免以试报打听个人，请明天再试，或请名册的管理部门核对。`,
      en: `This account has been told ${mostToldADay} times today whether a number is on the lists; so that nobody is looked up by trying, go on tomorrow, or ask the department that keeps the list.`,
    },
    { limit: mostToldADay, retryAfterSeconds: secondsLeftOfToday() },
  )
}

async function note(transaction: Transaction, subject: string, times: number): Promise<void> {
  await transaction.run(
    sql`insert into publishing.inquiry (account, day, told) values (${subject}, ${today()}, ${times})
      on conflict (account, day) do update set told = publishing.inquiry.told + excluded.told`,
  )
}

function secondsLeftOfToday(): number {
  const midnight = Date.parse(`${today()}T24:00:00+08:00`)
  return Math.max(1, Math.ceil((midnight - Date.now()) / 1000))
}
