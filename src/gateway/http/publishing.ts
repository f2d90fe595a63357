import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import { once } from '../../ground/once.ts'
import { badInput, Refusal } from '../../ground/refusal.ts'
import { deliverables } from '../../publishing/deliverable.ts'
import type { Wishes } from '../../publishing/delivering/incoming.ts'
import {
  deliverableNamed,
  departmentsNamed,
  mustBeSteward,
} from '../../publishing/delivering/mayDeliver.ts'
import type { Publishing } from '../../publishing/delivering/openPublishing.ts'
import { faultsAsCsv, type Report } from '../../publishing/delivering/report.ts'
import { mustFit, withSpooled } from '../../publishing/delivering/spool.ts'
import { checkedWishes, plainWords } from '../../publishing/delivering/wishes.ts'
import { templateOf } from '../../publishing/templates/template.ts'
import type { Authenticate } from '../../sharing/bearerTokens.ts'
import type { Handler } from './answer.ts'
import { announced, type Bodies } from './bodies.ts'
import { answerRefusal, authorizationIn, leaving } from './graphqlOverHttp.ts'

const known = new Set(['dryRun', 'older', 'whole', 'drawnOn', 'correction'])

/** The one value of a parameter: of two, nobody knows which is meant. */
function single(asked: URLSearchParams, name: string): string | null {
  const [value = null, another] = asked.getAll(name)
  if (another === undefined) return value
  throw badInput({ zh: `${name} 只能写一次。`, en: `"${name}" is said once.` })
}

function flag(asked: URLSearchParams, name: string): boolean {
  const value = single(asked, name)
  if (value === null || value === 'false') return false
  if (value === 'true' || value === '') return true
  throw badInput({ zh: `${name} 只能是 true 或 false。`, en: `"${name}" is true or false.` })
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function fileNameIn(request: IncomingMessage): string | undefined {
  const given = header(request, 'x-file-name')
  if (!given) return undefined
  try {
    return plainWords(decodeURIComponent(given)).slice(0, 200)
  } catch {
    return undefined
  }
}

function wishesIn(request: IncomingMessage, asked: URLSearchParams): Wishes {
  const stranger = [...asked.keys()].find((name) => !known.has(name))
  if (stranger) {
    throw badInput({
      zh: `没有参数“${stranger.slice(0, 40)}”；可用的有 ${[...known].join('、')}。`,
      en: `There is no parameter "${stranger.slice(0, 40)}"; there are ${[...known].join(', ')}.`,
    })
  }
  return checkedWishes({
    dryRun: flag(asked, 'dryRun'),
    older: flag(asked, 'older'),
    whole: flag(asked, 'whole'),
    idempotencyKey: header(request, 'idempotency-key'),
    drawnOn: single(asked, 'drawnOn'),
    correction: single(asked, 'correction'),
    fileName: fileNameIn(request),
  })
}

function answerReport(request: IncomingMessage, response: ServerResponse, report: Report): void {
  const asCsv = /\btext\/csv\b/.test(header(request, 'accept') ?? '')
  const body = asCsv ? faultsAsCsv(report) : JSON.stringify(report)
  response.writeHead(report.outcome === 'REFUSED' ? 422 : 200, {
    'content-type': `${asCsv ? 'text/csv' : 'application/json'}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

/** Answers a refusal as one. Who is still sending then is let finish, or would not hear it. */
function refusing(answer: Handler): Handler {
  return async (request, response, requestId) => {
    try {
      await answer(request, response, requestId)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      answerRefusal(response, error)
    }
  }
}

function lastPart(url: string): string {
  const path = new URL(url, 'http://localhost').pathname
  const part = path.slice(path.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** `POST /publish/{department.View}`, the templates, and the list of what may be delivered. */
export function publishingPlaces(
  catalogue: Catalogue,
  publishing: Publishing,
  authenticate: Authenticate,
  bodies: Bodies,
): Readonly<Record<string, Handler>> {
  const all = deliverables(catalogue)
  const views = Buffer.from(
    JSON.stringify(
      [...all.values()].map((of) => ({
        name: of.name,
        zh: of.zh,
        en: of.en,
        department: of.owners[0],
        departmentZh: departmentsNamed(catalogue, of.owners).zh,
        per: of.per,
        updated: of.updated,
      })),
    ),
  )
  const templates = new Map(
    [...all.values()].map((of) => [of, once(() => templateOf(catalogue, of))]),
  )
  return {
    'POST /publish/*': refusing(async (request, response) => {
      const signal = leaving(response)
      const caller = await authenticate(authorizationIn(request))
      const url = request.url ?? '/'
      const of = deliverableNamed(catalogue, lastPart(url))
      mustBeSteward(catalogue, of, caller)
      const wishes = wishesIn(request, new URL(url, 'http://localhost').searchParams)
      mustFit(announced(request))
      const report = await withSpooled(bodies.steadily(request), (delivery) =>
        publishing.publish({ of, publisher: caller, delivery, wishes, signal }),
      )
      answerReport(request, response, report)
    }),
    'GET /templates/*': refusing(async (request, response) => {
      const of = deliverableNamed(catalogue, lastPart(request.url ?? '/').replace(/\.xlsx$/, ''))
      const body = await (templates.get(of) as () => Promise<Buffer>)()
      response.writeHead(200, {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-length': body.length,
        'content-disposition': `attachment; filename="${of.name}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${of.zh}.xlsx`)}`,
      })
      response.end(body)
    }),
    'GET /publish/views': async (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
      response.end(views)
    },
  }
}
