import { isCalendarDate, today } from '../../ground/calendarDate.ts'
import { badInput } from '../../ground/refusal.ts'
import type { Wishes } from './incoming.ts'

const longestKey = 200

/** A publisher's key: short enough to keep, and of signs that can be read out over a telephone. */
function checkedKey(key: string): string {
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key
  throw badInput({
    zh: `幂等键(Idempotency-Key)应为 1 到 ${longestKey} 个可见的 ASCII 字符。`,
    en: `An idempotency key has from 1 to ${longestKey} visible ASCII characters.`,
  })
}

/** The day on which a file was drawn: a day of the calendar that has come. */
function checkedDrawnOn(day: string): string {
  if (isCalendarDate(day) && day <= today()) return day
  throw badInput({
    zh: '数据截止日期(drawnOn)应写成 2020-12-31 这样的日期，且不晚于今天。',
    en: 'The day on which the data was drawn ("drawnOn") is a date such as 2020-12-31, and not after today.',
  })
}

/** Words of a clerk's own, without what no database and no log takes. */
export function plainWords(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .trim()
}

/** A reason in a sentence. */
export function reasonGiven(reason: string): string {
  const text = plainWords(reason)
  if (text !== '' && text.length <= 500) return text
  throw badInput({
    zh: '请用一句话写明理由(不超过 500 字)。',
    en: 'Say why in a sentence of at most 500 characters.',
  })
}

/** What a publisher asked for beside the data, by whatever door it came, before it is checked. */
export type Wished = { readonly [Wish in keyof Wishes]: Wishes[Wish] | null | undefined }

/** Checks what a publisher asks for; leaves out what is not asked. */
export function checkedWishes(wished: Wished): Wishes {
  const { dryRun, older, whole, idempotencyKey, drawnOn, correction, fileName } = wished
  return {
    dryRun: dryRun === true,
    older: older === true,
    whole: whole === true,
    ...(idempotencyKey == null ? {} : { idempotencyKey: checkedKey(idempotencyKey) }),
    ...(drawnOn == null ? {} : { drawnOn: checkedDrawnOn(drawnOn) }),
    ...(correction == null ? {} : { correction: reasonGiven(correction) }),
    ...(fileName ? { fileName } : {}),
  }
}
