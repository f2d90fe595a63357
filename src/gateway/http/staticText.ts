import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from '../../ground/once.ts'

/** Serves one text, read when first asked for, under a content policy; a browser that has it is told so. */
export function staticText(
  policy: string,
  type: string,
  read: () => Promise<string>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  // All answers share the bytes, however many clients read them slowly.
  const known = once(async () => {
    const body = Buffer.from(await read())
    return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` }
  })
  return async (request, response) => {
    const { body, etag } = await known()
    const held = request.headers['if-none-match'] === etag
    response.writeHead(held ? 304 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
      etag,
    })
    response.end(held ? undefined : body)
  }
}
