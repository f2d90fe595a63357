import { today } from '../ground/calendarDate.ts'
import { Refusal } from '../ground/refusal.ts'
import type { Bulk } from '../store/bulk.ts'
import type { Publisher } from './publisher.ts'

/** How many lines of one report say that nobody here is known by a number. */
export const mostUnknownTold = 100

/**
 * How often a day one account is told whether somebody is known here: by a line that says nobody is, and by
 * a dry run that finds all known. It mends a clerk's file, and tries out no list of names. Proposed.
 */
const mostToldADay = 1_000

/** Refuses to tell an account whether somebody is known, once it was told too often today. */
export async function mayBeTold(bulk: Bulk, { subject }: Publisher): Promise<void> {
  const [row] = await bulk.rows<{ told: number }>(
    'select told from publishing.inquiry where account = $1 and day = $2',
    [subject, today()],
  )
  if ((row?.told ?? 0) < mostToldADay) return
  throw new Refusal(
    'RATE_LIMITED',
    {
      zh: `今天已有 ${mostToldADay} 次告知此账号某个编号是否在册；为免以试报打听个人，请明天再试，或请名册的管理部门核对。`,
      en: `This account has been told ${mostToldADay} times today whether a number is on the lists; so that nobody is looked up by trying, go on tomorrow, or ask the department that keeps the list.`,
    },
    { limit: mostToldADay, retryAfterSeconds: secondsLeftOfToday() },
  )
}

/** Notes how often an account was told. */
export async function noteTold(bulk: Bulk, { subject }: Publisher, told: number): Promise<void> {
  await bulk.rows(
    `insert into publishing.inquiry (account, day, told) values ($1, $2, $3)
      on conflict (account, day) do update set told = publishing.inquiry.told + excluded.told`,
    [subject, today(), told],
  )
}

function secondsLeftOfToday(): number {
  const midnight = Date.parse(`${today()}T24:00:00+08:00`)
  return Math.max(1, Math.ceil((midnight - Date.now()) / 1000))
}
