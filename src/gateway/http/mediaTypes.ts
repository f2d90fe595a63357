import type { IncomingHttpHeaders } from 'node:http'
import { LRUCache } from 'lru-cache'
import { Refusal } from '../../ground/refusal.ts'

/** The form in which an operation is answered where nobody asks for another. */
export const usualForm = 'application/json'

const forms = [usualForm, 'application/graphql-response+json'] as const

/** A media type that a client accepts, and how much it likes it. */
interface Accepted {
  readonly type: string
  readonly quality: number
}

function readAccept(header: string): Accepted[] {
  return header.split(',').flatMap((part) => {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
    const given = parameters.find((parameter) => parameter.startsWith('q='))
    const quality = given === undefined ? 1 : Number(given.slice(2))
    // A charset other than the one in which JSON is written is not served.
    const charset = parameters.find((parameter) => parameter.startsWith('charset='))
    if (charset && !/^charset="?utf-8"?$/.test(charset)) return []
    return quality > 0 && quality <= 1 ? [{ type, quality }] : []
  })
}

function liking(accepted: readonly Accepted[], form: string): number {
  const named = accepted.find(({ type }) => type === form)
  if (named) return named.quality
  const any = accepted.filter(({ type }) => type === 'application/*' || type === '*/*')
  return Math.max(0, ...any.map(({ quality }) => quality))
}

const chosen = new LRUCache<string, string>({ max: 100 })

function choose(header: string): string {
  const accepted = readAccept(header)
  const [best] = [...forms].sort((one, other) => liking(accepted, other) - liking(accepted, one))
  if (best && liking(accepted, best) > 0) return best
  throw new Refusal(
    'BAD_USER_INPUT',
    {
      zh: `只以 ${forms.join(' 或 ')} 作答；请在 Accept 头中写明其一。`,
      en: `Answers come as ${forms.join(' or ')}; name one of them in the Accept header.`,
    },
    {},
    { status: 406 },
  )
}

/** The form in which a request wants its answer; refuses one that is not served, before anything is run. */
export function chosenForm(accept: string | undefined): string {
  if (accept === undefined || accept === '*/*') return usualForm
  const known = chosen.get(accept)
  if (known) return known
  const form = choose(accept)
  if (accept.length < 200) chosen.set(accept, form)
  return form
}

const json = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

/** Refuses a body that is not JSON in UTF-8, as it is. */
export function mustBeJson(headers: IncomingHttpHeaders): void {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers
  if (json.test(type) && encoding.toLowerCase() === 'identity') return
  throw new Refusal(
    'BAD_USER_INPUT',
    {
      zh: '请求体应为 UTF-8 的 JSON(Content-Type: application/json)，不压缩。',
      en: 'The body is JSON in UTF-8 (Content-Type: application/json), and not compressed.',
    },
    {},
    { status: 415 },
  )
}
