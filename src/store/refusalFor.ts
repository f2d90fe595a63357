import { Refusal } from '../ground/refusal.ts'

const timedOut = new Set(['57014', '55P03'])
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

/** Turns what the database says into what a client may hear: never its words, always a way out. */
export function refusalFor(error: unknown): unknown {
  if (error instanceof Refusal) return error
  const code = (error as { code?: string }).code ?? ''
  if (timedOut.has(code)) {
    return new Refusal(
      'TIMEOUT',
      {
        zh: '数据库未能及时答复；请缩小查询范围或稍后再试。',
        en: 'The database did not answer in time; ask for less, or try again later.',
      },
      { retryAfterSeconds: 5 },
    )
  }
  const message = error instanceof Error ? error.message : ''
  // A table has changed under a statement that was prepared: asked again, it is prepared anew.
  const isAway =
    code === '0A000' ||
    /^(08|57P|53)/.test(code) ||
    unreachable.has(code) ||
    /connection|timeout/i.test(message)
  if (!isAway) return error
  return new Refusal(
    'SERVICE_UNAVAILABLE',
    {
      zh: '数据库暂时不可用；请稍后再试。',
      en: 'The database is away for the moment; try again shortly.',
    },
    { retryAfterSeconds: 5 },
  )
}
