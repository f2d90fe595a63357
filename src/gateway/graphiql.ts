import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '../ground/refusal.ts'
import type { DemoIssuer } from '../sharing/demoIssuer.ts'
import { demoCallers } from './demoCallers.ts'
import { graphiqlHtml } from './graphiqlPage.ts'
import { answerRefusal } from './transport.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Nothing is fetched from elsewhere, and the browser sees to it; Monaco writes styles as it goes. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Serves one text, read when first asked for; a browser that has it is told so. */
function file(type: string, read: () => Promise<string>): Answer {
  let known: Promise<{ body: string; etag: string }> | undefined
  const load = async () => {
    const body = await read()
    return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` }
  }
  return async (request, response) => {
    known ??= load()
    const { body, etag } = await known
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

/** GraphiQL whole, as its package carries it: nine megabytes, loaded when somebody opens the page. */
type Part = 'js' | 'css' | 'editorWorkerService' | 'graphqlWorker' | 'jsonWorker'

function packaged(part: Part): () => Promise<string> {
  return async () => (await import('@graphql-yoga/render-graphiql/graphiql'))[part]
}

function ours(name: string): () => Promise<string> {
  return () => readFile(new URL(`./graphiql/${name}`, import.meta.url), 'utf8')
}

const noSuchCaller = new Refusal(
  'NOT_FOUND',
  {
    zh: `没有这个演示调用方；有 ${demoCallers.map(({ name }) => name).join('、')}。`,
    en: `There is no such demo caller; there are ${demoCallers.map(({ name }) => name).join(', ')}.`,
  },
  {},
  { status: 404 },
)

function lendToken(issuer: DemoIssuer): Answer {
  return async (request, response) => {
    const asked = new URL(request.url ?? '/', 'http://localhost').searchParams.get('caller')
    const caller = demoCallers.find(({ name }) => name === asked)
    if (!caller) {
      answerRefusal(response, noSuchCaller)
      return
    }
    const token = await issuer.sign(caller.claims)
    response.writeHead(200, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.end(token)
  }
}

/** GraphiQL and all it needs, from this process alone, with a switch between demo callers. */
export function graphiqlPages(
  issuer: DemoIssuer,
  synthetic: boolean,
): Readonly<Record<string, Answer>> {
  const script = 'text/javascript'
  return {
    'GET /': async (_request, response) => {
      response.writeHead(302, { location: '/graphiql' })
      response.end()
    },
    'GET /graphiql': file('text/html', async () => graphiqlHtml(synthetic)),
    'GET /graphiql/page.css': file('text/css', ours('page.css')),
    'GET /graphiql/page.js': file(script, ours('page.js')),
    'GET /graphiql/graphiql.css': file('text/css', packaged('css')),
    'GET /graphiql/graphiql.js': file(script, packaged('js')),
    'GET /graphiql/editorWorker.js': file(script, packaged('editorWorkerService')),
    'GET /graphiql/graphqlWorker.js': file(script, packaged('graphqlWorker')),
    'GET /graphiql/jsonWorker.js': file(script, packaged('jsonWorker')),
    'GET /graphiql/token': lendToken(issuer),
  }
}
