import { readFile } from 'node:fs/promises'
import { Refusal } from '../../ground/refusal.ts'
import type { DemoIssuer } from '../../sharing/demoIssuer.ts'
import type { Handler } from '../http/answer.ts'
import { answerRefusal } from '../http/graphqlOverHttp.ts'
import { isAskedAtHome } from '../http/loopback.ts'
import { staticText } from '../http/staticText.ts'
import { type DemoCaller, demoCallers } from './demoCallers.ts'
import { graphiqlHtml } from './graphiqlPage.ts'

type DemoClaims = DemoCaller['claims']

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

function file(type: string, read: () => Promise<string>): Handler {
  return staticText(policy, type, read)
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

const onlyAtHome = new Refusal('FORBIDDEN', {
  zh: '演示令牌只在本机借出：请在运行网关的机器上打开 http://localhost，或用 npm run token 取得令牌。',
  en: 'Tokens of the demonstration are lent on this machine alone: open http://localhost where the gateway runs, or get one with "npm run token".',
})

/** Whom the demonstration lends a token: a caller of the list, or the steward of any department. */
function borrower(asked: URLSearchParams, departments: readonly string[]): DemoClaims | undefined {
  const department = asked.get('steward')
  if (department !== null) {
    return departments.includes(department) ? { role: 'steward', department } : undefined
  }
  return demoCallers.find(({ name }) => name === asked.get('caller'))?.claims
}

function lendToken(issuer: DemoIssuer, departments: readonly string[]): Handler {
  return async (request, response) => {
    if (!isAskedAtHome(request)) {
      answerRefusal(response, onlyAtHome)
      return
    }
    const asked = new URL(request.url ?? '/', 'http://localhost').searchParams
    const claims = borrower(asked, departments)
    if (!claims) {
      answerRefusal(response, noSuchCaller)
      return
    }
    const token = await issuer.sign(claims)
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
  departments: readonly string[],
  synthetic: boolean,
): Readonly<Record<string, Handler>> {
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
    'GET /graphiql/token': lendToken(issuer, departments),
  }
}
