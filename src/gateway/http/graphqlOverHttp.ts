import { isUtf8 } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ApolloServer, HeaderMap } from '@apollo/server'
import { type Masked, Refusal, type Sentence } from '../../ground/refusal.ts'
import type { Authenticate } from '../../sharing/bearerTokens.ts'
import { hold } from '../../sharing/limits.ts'
import type { Request } from '../graph/context.ts'
import { type Bodies, HasLeft } from './bodies.ts'
import type { Held } from './held.ts'
import { chosenForm, mustBeJson, usualForm } from './mediaTypes.ts'

const longAnswer = 1 << 16

function wrongBody(sentence: Sentence, status = 400): Refusal {
  return new Refusal('BAD_USER_INPUT', sentence, {}, { status })
}

const notJson: Sentence = {
  zh: '请求体不是一个 JSON 对象；请写 {"query": "{ me { role } }"}。',
  en: 'The body is not a JSON object; write {"query": "{ me { role } }"}.',
}

const tooIntricate: Sentence = {
  zh: '请求体嵌套过深或值过多。',
  en: 'The body is nested too deep, or holds too many values.',
}

const clientHasLeft = new HasLeft()

const deepest = 100
const mostValues = 50_000
const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const opening = new Set([0x5b, 0x7b])
const closing = new Set([0x5d, 0x7d])

/** Whether a body holds so much, or so deep, that parsing it would hold everybody up. */
function isIntricate(bytes: Buffer): boolean {
  let depth = 0
  let values = 0
  let isText = false
  for (let at = 0; at < bytes.length && depth <= deepest && values <= mostValues; at += 1) {
    const byte = bytes[at] as number
    if (isText && byte === backslash) at += 1
    else if (byte === quote) isText = !isText
    else if (isText) continue
    else if (byte === comma) values += 1
    else if (opening.has(byte)) depth += 1
    else if (closing.has(byte)) depth -= 1
  }
  return depth > deepest || values > mostValues
}

/** What a client may send: an operation of a document, with its variables. */
type Body = Readonly<Record<string, unknown>> & { readonly query: string }

function parsed(bytes: Buffer): Body {
  if (bytes.length > longAnswer && isIntricate(bytes)) throw wrongBody(tooIntricate)
  let body: unknown
  try {
    body = isUtf8(bytes) ? JSON.parse(bytes.toString()) : undefined
  } catch {
    throw wrongBody(notJson)
  }
  if (!isObject(body)) throw wrongBody(notJson)
  return checkedBody(body)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Every part of a body is what it should be before anything of it is run. */
function checkedBody(body: Record<string, unknown>): Body {
  const { query, operationName, variables, extensions } = body
  const hasHash = isObject(extensions) && 'persistedQuery' in extensions
  if (typeof query !== 'string' || query.trim() === '') {
    throw wrongBody(
      hasHash
        ? {
            zh: '本接口不提供按散列调用的查询(persistedQuery)；请在 query 中写明查询全文。',
            en: 'Queries are not kept by their hash (persistedQuery); send the whole of it in "query".',
          }
        : {
            zh: '请求体的 query 应为查询全文(非空字符串)。',
            en: 'The body\'s "query" is the text of a query, and not empty.',
          },
    )
  }
  hold('LIMIT_QUERY', query.length)
  if (operationName != null && (typeof operationName !== 'string' || operationName === '')) {
    throw wrongBody({
      zh: 'operationName 应为查询中某一操作的名称，或不写。',
      en: '"operationName" is the name of an operation of the query, or is left out.',
    })
  }
  for (const [name, value] of Object.entries({ variables, extensions })) {
    if (value == null || isObject(value)) continue
    throw wrongBody({
      zh: `${name} 应为 JSON 对象，而不是文本或列表，或不写。`,
      en: `"${name}" is a JSON object, and no text or list, or is left out.`,
    })
  }
  return { query, ...(operationName == null ? {} : { operationName }), variables: variables ?? {} }
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}

/** Two tokens may name two callers: neither is believed. */
function isSaidTwice({ rawHeaders }: IncomingMessage, name: string): boolean {
  let times = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const header = rawHeaders[at] as string
    if (header.length === name.length && header.toLowerCase() === name) times += 1
  }
  return times > 1
}

const twoTokens = new Refusal('UNAUTHENTICATED', {
  zh: '请求带有多个 Authorization 头；请只写一个。',
  en: 'The request has more than one Authorization header; send one.',
})

/** The token of a request, as it was sent; there is one at most. */
export function authorizationIn(request: IncomingMessage): string | undefined {
  if (isSaidTwice(request, 'authorization')) throw twoTokens
  return request.headers.authorization
}

/** What every answer bears: its number in the log, and that it is kept by nobody and is what it says it is. */
export function marksOf(requestId: string): Readonly<Record<string, string>> {
  return {
    'x-request-id': requestId,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}

/** Answers with a refusal as GraphQL clients expect it: one error, its code, its status. */
export function answerRefusal(
  response: ServerResponse,
  { message, extensions: all }: Refusal | Masked,
): void {
  const { http, ...extensions } = all as {
    http?: { status?: number; headers?: Map<string, string> }
  }
  const body = JSON.stringify({ errors: [{ message, extensions }] })
  response.writeHead(http?.status ?? 400, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...Object.fromEntries(http?.headers ?? []),
    ...(http?.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
  })
  response.end(body)
}

/** Tells that a client has left before it was answered. */
export function leaving(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) controller.abort(clientHasLeft)
  })
  return controller.signal
}

/** Sets what every answer bears, for whoever writes the rest of its head. */
export function mark(response: ServerResponse, requestId: string): void {
  for (const [name, value] of Object.entries(marksOf(requestId))) response.setHeader(name, value)
}

/** `POST /graphql`: says who is asking first, then lets Apollo Server run the operation. */
export function graphqlOverHttp(
  server: ApolloServer<Request>,
  authenticate: Authenticate,
  given: Pick<Request, 'catalogue' | 'seals'>,
  bodies: Bodies,
  held: Held,
) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> => {
    try {
      const { headers } = request
      const caller = await authenticate(authorizationIn(request))
      mustBeJson(headers)
      const form = chosenForm(headers.accept)
      const body = parsed(await bodies.whole(request))
      const purpose = one(headers['x-purpose'])
      const signal = leaving(response)
      const contextValue: Request = {
        ...given,
        caller,
        requestId,
        signal,
        blanksInExtensions: one(headers['x-blanks']) === 'extensions',
        ...(purpose ? { purpose } : {}),
      }
      // Of all headers Apollo Server reads these two; for its usual form it needs no telling.
      const read = new HeaderMap()
      read.set('content-type', 'application/json')
      if (form !== usualForm) read.set('accept', form)
      const answer = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers: read, search: '', body },
        context: async () => contextValue,
      })
      if (signal.aborted) return
      const text = answer.body.kind === 'complete' ? answer.body.string : ''
      // A short answer leaves with its head in one piece; a long one is encoded once, not twice.
      const sent = text.length < longAnswer ? text : Buffer.from(text)
      // Written along with the rest: headers that are set before cost a small answer a tenth of its time.
      response.writeHead(answer.status ?? 200, {
        ...marksOf(requestId),
        ...Object.fromEntries(answer.headers),
        'content-length': Buffer.byteLength(sent),
      })
      response.end(sent)
      const unread = response.writableLength
      if (unread > 0) {
        held.add(request, unread)
        // An answer whose turn has not come when the connection closes is not said to close: its request is.
        for (const end of [response, request]) end.once('close', () => held.release(request))
      }
    } catch (error) {
      if (error instanceof HasLeft) return
      if (!(error instanceof Refusal)) throw error
      mark(response, requestId)
      answerRefusal(response, error)
    }
  }
}
