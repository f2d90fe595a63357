import { isUtf8 } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ApolloServer, HeaderMap } from '@apollo/server'
import { Refusal, type Sentence } from '../ground/refusal.ts'
import type { Authenticate } from '../sharing/tokens.ts'
import type { Request } from './context.ts'

const largestBody = 1 << 20
const longAnswer = 1 << 16

function wrongBody(sentence: Sentence, status = 400): Refusal {
  return new Refusal('BAD_USER_INPUT', sentence, {}, { status })
}

const notJson: Sentence = {
  zh: '请求体不是一个 JSON 对象；请写 {"query": "{ me { role } }"}。',
  en: 'The body is not a JSON object; write {"query": "{ me { role } }"}.',
}

const tooLarge: Sentence = {
  zh: '请求体超过 1 MB。',
  en: 'The body is larger than 1 MB.',
}

/** How long the body of an operation may take to arrive. */
const slowestBody = 30_000

/** Bodies on their way, and since when; looked through now and then, which costs less than a timer each. */
const arriving = new Map<IncomingMessage, number>()

setInterval(() => {
  const longAgo = Date.now() - slowestBody
  for (const [request, since] of arriving) if (since < longAgo) request.destroy()
}, 5_000).unref()

/** Collects the body by events: an asynchronous iteration costs a small request a tenth of its time. */
function bytesOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    arriving.set(request, Date.now())
    const pieces: Buffer[] = []
    let length = 0
    request.on('data', (piece: Buffer) => {
      length += piece.length
      if (length <= largestBody) pieces.push(piece)
    })
    request.on('end', () => {
      arriving.delete(request)
      if (length > largestBody) reject(wrongBody(tooLarge, 413))
      else resolve(Buffer.concat(pieces))
    })
    request.on('error', (error) => {
      arriving.delete(request)
      reject(error)
    })
  })
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const bytes = await bytesOf(request)
  let body: unknown
  try {
    body = isUtf8(bytes) ? JSON.parse(bytes.toString()) : undefined
  } catch {
    throw wrongBody(notJson)
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw wrongBody(notJson)
  return body as Record<string, unknown>
}

/** The headers by which Apollo Server chooses the form of its answer; it reads no other. */
function headersOf({ headers }: IncomingMessage): HeaderMap {
  const read = new HeaderMap()
  read.set('content-type', 'application/json')
  if (headers.accept && headers.accept !== '*/*') read.set('accept', headers.accept)
  return read
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}

/** Answers with a refusal as GraphQL clients expect it: one error, its code, its status. */
export function answerRefusal(response: ServerResponse, refusal: Refusal): void {
  const { http, ...extensions } = refusal.extensions as {
    http?: { status?: number; headers?: Map<string, string> }
  }
  const body = JSON.stringify({ errors: [{ message: refusal.message, extensions }] })
  response.writeHead(http?.status ?? 400, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...Object.fromEntries(http?.headers ?? []),
    ...(http?.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
  })
  response.end(body)
}

/** `POST /graphql`: says who is asking first, then lets Apollo Server run the operation. */
export function graphqlOverHttp(server: ApolloServer<Request>, authenticate: Authenticate) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const { headers } = request
      const caller = await authenticate(headers.authorization)
      if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
        throw wrongBody(notJson, 415)
      const body = await readBody(request)
      const purpose = one(headers['x-purpose'])
      const contextValue: Request = {
        caller,
        blanksInExtensions: one(headers['x-blanks']) === 'extensions',
        ...(purpose ? { purpose } : {}),
      }
      const answer = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers: headersOf(request), search: '', body },
        context: async () => contextValue,
      })
      const text = answer.body.kind === 'complete' ? answer.body.string : ''
      // A short answer leaves with its head in one piece; a long one is encoded once, not twice.
      const sent = text.length < longAnswer ? text : Buffer.from(text)
      response.writeHead(answer.status ?? 200, {
        ...Object.fromEntries(answer.headers),
        'content-length': Buffer.byteLength(sent),
      })
      response.end(sent)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      answerRefusal(response, error)
    }
  }
}
