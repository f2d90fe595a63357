import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { type Logger, pino } from 'pino'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { Masked, Refusal } from '../ground/refusal.ts'
import type { Settings } from '../ground/settings.ts'
import { sweepLeftovers } from '../publishing/delivering/leftovers.ts'
import { openPublishing } from '../publishing/delivering/openPublishing.ts'
import { authenticator, type Trust } from '../sharing/bearerTokens.ts'
import { sealsBy } from '../sharing/seals.ts'
import type { Database } from '../store/database.ts'
import type { Reader } from '../store/reader.ts'
import type { Handler } from './http/answer.ts'
import { apolloServer } from './http/apollo.ts'
import { Bodies, HasLeft, letPass } from './http/bodies.ts'
import { Door, isEnding } from './http/closing.ts'
import { answerRefusal, graphqlOverHttp, mark } from './http/graphqlOverHttp.ts'
import { Held } from './http/held.ts'
import { publishingPlaces } from './http/publishing.ts'
import { patientServer } from './http/sockets.ts'
import { docsPages } from './pages/docsPages.ts'
import { publishPages } from './pages/publishPage.ts'
import { schemaOf } from './schema.ts'

const anHour = 60 * 60_000

/** A gateway that answers. */
export interface Gateway {
  readonly url: string
  /** How many bytes it keeps for clients that are still sending, or have not read their answer. */
  readonly held: () => number
  /** Takes nothing new, finishes what runs within the setting's seconds, and closes. */
  readonly close: () => Promise<void>
}

function text(status: number, body: string, type = 'text/plain'): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8` })
    response.end(body)
  }
}

const noSuchPlace: Handler = (_request, response) =>
  answerRefusal(
    response,
    new Refusal(
      'NOT_FOUND',
      {
        zh: '此处没有内容；查询请 POST 到 /graphql，试用请打开 /graphiql。',
        en: 'Nothing is here; POST queries to /graphql, or open /graphiql.',
      },
      {},
      { status: 404 },
    ),
  )

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/'
}

/** The place that answers for all that lies under the first part of a path. */
function under(path: string): string {
  return `/${path.split('/')[1] ?? ''}/*`
}

const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT']

/** There is something here, and not for this method. */
function otherMethods(allowed: readonly string[]): Handler {
  const allow = allowed.join(', ')
  const refusal = new Refusal(
    'BAD_USER_INPUT',
    {
      zh: `此处只接受 ${allow}。`,
      en: `Only ${allow} is taken here.`,
    },
    {},
    { status: 405 },
  )
  return (_request, response) => {
    response.setHeader('allow', allow)
    answerRefusal(response, refusal)
  }
}

/** Who answers a request: the place itself, or what is above it, or nobody. */
function answererOf(places: Readonly<Record<string, Handler>>, request: IncomingMessage): Handler {
  const path = pathOf(request)
  const found = places[`${request.method} ${path}`] ?? places[`${request.method} ${under(path)}`]
  if (found) return found
  const allowed = verbs.filter(
    (verb) => places[`${verb} ${path}`] ?? places[`${verb} ${under(path)}`],
  )
  return allowed.length > 0 ? otherMethods(allowed) : noSuchPlace
}

const turningAwayMs = 1_000

/** Answers whoever comes while the door is closing: the process lives, and takes nothing new. */
const turnedAway: Handler = async (request, response, requestId) => {
  // Its connection ends with the answer, which would be lost if some of the request were still to come.
  await letPass(request, turningAwayMs)
  response.shouldKeepAlive = false
  if (pathOf(request) === '/health/live') await text(200, 'alive\n')(request, response, requestId)
  else answerRefusal(response, isEnding)
}

/** Ready while the database is there, however busy; the process lives on while it is not. */
function readiness({ isThere }: Database): Handler {
  const ready = text(200, 'ready\n')
  const away = text(503, 'the database does not answer\n')
  return async (...asked) => ((await isThere()) ? ready : away)(...asked)
}

/** Whether what is here was invented; then every answer says so. */
async function holdsSyntheticCity(reader: Reader): Promise<boolean> {
  const held = await reader.rows('what is synthetic', sql`select from shared.holding limit 1`)
  return held.length > 0
}

function listening(server: Server, { port, host }: Settings): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const { port: actual } = server.address() as AddressInfo
      const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host
      resolve(`http://${shown.includes(':') ? `[${shown}]` : shown}:${actual}`)
    })
  })
}

/** Starts the gateway over an open database. `pages` are served beside the endpoint, by their paths. */
export async function startGateway(
  catalogue: Catalogue,
  database: Database,
  settings: Settings,
  trust: Trust,
  pages: Readonly<Record<string, Handler>> = {},
  logger: Logger = pino({ level: settings.logLevel }),
): Promise<Gateway> {
  const schema = await schemaOf(catalogue)
  const synthetic = await holdsSyntheticCity(database.reader)
  await sweepLeftovers()
  const sweeping = setInterval(sweepLeftovers, anHour).unref()
  const publishing = openPublishing(database, settings.personKeySecret)
  const apollo = apolloServer({
    schema,
    catalogue,
    database,
    publishing,
    synthetic,
    logger,
    fewestShown: settings.fewestShown,
  })
  await apollo.start()
  const authenticate = authenticator(catalogue, trust, settings.tokenHours)
  const held = new Held(settings.clientMegabytes * 2 ** 20)
  const bodies = new Bodies(settings.clientSeconds, held)
  const asking = { catalogue, seals: sealsBy(settings.cursorSecrets) }
  const graphql = graphqlOverHttp(apollo, authenticate, asking, bodies, held)
  const demonstration = 'GET /graphiql/token' in pages
  const places: Readonly<Record<string, Handler>> = {
    'POST /graphql': graphql,
    ...publishingPlaces(catalogue, publishing, authenticate, bodies),
    ...publishPages({ demonstration, synthetic }),
    ...docsPages(demonstration),
    'GET /health/live': text(200, 'alive\n'),
    'GET /health/ready': readiness(database),
    ...pages,
  }
  const serve = async (request: IncomingMessage, response: ServerResponse, answer: Handler) => {
    const requestId = randomUUID()
    if (answer !== graphql) mark(response, requestId)
    try {
      await answer(request, response, requestId)
    } catch (error) {
      if (error instanceof HasLeft) return
      logger.error({ err: error, requestId }, 'a request failed')
      if (response.headersSent) {
        response.destroy()
        return
      }
      mark(response, requestId)
      answerRefusal(response, new Masked(requestId))
    }
    // What is still on its way in after the answer is let pass, for a while.
    if (!request.complete) bodies.await(request)
  }
  const server = patientServer(
    settings.clientSeconds,
    (socket) => door.isWaitedAt(socket),
    (request, response) => {
      if (door.isClosing) void serve(request, response, turnedAway)
      else
        void door.letIn(request, response, () =>
          serve(request, response, answererOf(places, request)),
        )
    },
  )
  const door = new Door(server)
  const url = await listening(server, settings)
  return {
    url,
    held: () => held.bytes,
    close: async () => {
      await door.close(settings.shutdownSeconds)
      bodies.close()
      await apollo.stop()
      clearInterval(sweeping)
      await publishing.close()
    },
  }
}
