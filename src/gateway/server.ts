import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { type Logger, pino } from 'pino'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { Refusal } from '../ground/refusal.ts'
import type { Settings } from '../ground/settings.ts'
import { openPublishing } from '../publishing/publish.ts'
import { authenticator, type Trust } from '../sharing/tokens.ts'
import type { Database } from '../store/database.ts'
import type { Reader } from '../store/reader.ts'
import { apolloServer } from './apollo.ts'
import { publishingPlaces } from './publishing.ts'
import { publishPages } from './publishPage.ts'
import { schemaOf } from './schema.ts'
import { answerRefusal, graphqlOverHttp } from './transport.ts'

/** A gateway that answers. */
export interface Gateway {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Answers one request; a place ending in `/*` answers for all that lies under it. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

function text(status: number, body: string, type = 'text/plain'): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8` })
    response.end(body)
  }
}

const noSuchPlace: Answer = (_request, response) =>
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
function under(request: IncomingMessage): string {
  return `${request.method} /${pathOf(request).split('/')[1] ?? ''}/*`
}

/** Ready once the database answers; the process lives on while it does not. */
function readiness(database: Database): Answer {
  return async (request, response) => {
    try {
      await database.reader.rows('ready', sql`select 1`)
      text(200, 'ready\n')(request, response)
    } catch {
      text(503, 'the database does not answer\n')(request, response)
    }
  }
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
  pages: Readonly<Record<string, Answer>> = {},
  logger: Logger = pino({ level: settings.logLevel }),
): Promise<Gateway> {
  const schema = await schemaOf(catalogue)
  const synthetic = await holdsSyntheticCity(database.reader)
  const publishing = openPublishing(database, settings.personKeySecret)
  const apollo = apolloServer({
    schema,
    catalogue,
    database,
    publishing,
    synthetic,
    logger,
  })
  await apollo.start()
  const authenticate = authenticator(catalogue, trust)
  const places: Readonly<Record<string, Answer>> = {
    'POST /graphql': graphqlOverHttp(apollo, authenticate),
    ...publishingPlaces(catalogue, publishing, authenticate),
    ...publishPages({ demonstration: 'GET /graphiql/token' in pages, synthetic }),
    'GET /health/live': text(200, 'alive\n'),
    'GET /health/ready': readiness(database),
    ...pages,
  }
  const server = createServer(async (request, response) => {
    const path = pathOf(request)
    const answer = places[`${request.method} ${path}`] ?? places[under(request)] ?? noSuchPlace
    try {
      await answer(request, response)
    } catch (error) {
      logger.error({ err: error }, 'a request failed')
      if (!response.headersSent) text(500, 'internal error\n')(request, response)
      else response.destroy()
    }
  })
  // Slow headers and slow bodies may not hold a socket for ever; a large delivery takes its time.
  server.headersTimeout = 10_000
  server.requestTimeout = 15 * 60_000
  const url = await listening(server, settings)
  return {
    url,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      await apollo.stop()
      await closed
      await publishing.close()
    },
  }
}
