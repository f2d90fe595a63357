import { randomUUID, type webcrypto } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importJWK } from 'jose'
import pg from 'pg'
import { inject } from 'vitest'
import { type Catalogue, gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts'
import { graphiqlPages } from '../../src/gateway/pages/graphiql.ts'
import { readSettings } from '../../src/ground/settings.ts'
import type { Caller } from '../../src/sharing/caller.ts'
import { type DemoIssuer, openDemoIssuer } from '../../src/sharing/demoIssuer.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { templateName } from './template.ts'

/** Who asks, without the account that a token adds. */
export type Who = Omit<Caller, 'subject'>

/** A reader of a department, for the whole city. */
export function reader(department: string): Who {
  return { role: 'reader', department }
}

/** A department that owns little of what it asks for. */
export const finance = reader('finance')

/** The leading group's office of the whole city. */
export const office: Who = { role: 'office' }

/** What the gateway answered: its status, its data, its errors, and the statements that it sent. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer of its own query
  readonly data: any
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer of its own query
  readonly errors: any[]
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer of its own query
  readonly extensions: any
  readonly statements: readonly string[]
}

interface Asked {
  readonly variables?: object
  readonly headers?: Record<string, string>
  /** Lets the client leave before it is answered. */
  readonly signal?: AbortSignal
}

/** What a delivery was answered: its status, and the report or the refusal. */
export interface Delivered {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the report of its own delivery
  readonly report: any
}

interface Delivering {
  /** `dryRun=true&drawnOn=2020-12-31`, as it stands behind the question mark. */
  readonly wishes?: string
  readonly headers?: Record<string, string>
}

/** The steward of a department, for the whole city. */
export function steward(department: string): Who {
  return { role: 'steward', department }
}

/** A gateway of a test's own, over a database of its own, asked over HTTP. */
export interface TestGateway {
  readonly url: string
  readonly catalogue: Catalogue
  readonly database: Database
  readonly gateway: Gateway
  readonly issuer: DemoIssuer
  readonly ask: (who: Who, query: string, asked?: Asked) => Promise<Answer>
  /** Delivers a file to a view or entity over HTTP. */
  readonly deliver: (
    who: Who,
    view: string,
    file: string | Uint8Array | ReadableStream,
    how?: Delivering,
  ) => Promise<Delivered>
  /** The demonstration's signing key, for tokens that its issuer would not sign. */
  readonly signingKey: () => Promise<webcrypto.CryptoKey>
  /** Runs a statement of the test's own, past the gateway. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the rows of its own statement
  readonly sql: (text: string, values?: unknown[]) => Promise<any[]>
  readonly close: () => Promise<void>
}

/** Creates a database of a test's own, a copy of the template or an empty one; answers its address. */
export async function ownDatabase(template: string = templateName): Promise<string> {
  const base = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: `${base}/template1` })
  await client.connect()
  await client.query(`create database ${name} template ${template}`)
  await client.end()
  return `${base}/${name}`
}

/** What a test's gateway has otherwise than the others. */
interface Otherwise {
  /** The database, where it is none of the run's server. */
  readonly databaseUrl?: string
  /** Where the gateway reaches that database, if not there. */
  readonly through?: string
  readonly settings?: Readonly<Record<string, string>>
}

/** Starts a gateway over a copy of the small synthetic city, or over the template named. */
export async function openTestGateway(
  template?: string,
  otherwise: Otherwise = {},
): Promise<TestGateway> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gateway-test-'))
  const databaseUrl = otherwise.databaseUrl ?? (await ownDatabase(template))
  const settings = readSettings({
    DATABASE_URL: otherwise.through ?? databaseUrl,
    DATA_DIR: dataDir,
    PORT: '0',
    NODE_ENV: 'test',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    ...otherwise.settings,
  })
  const catalogue = await gatherCatalogue()
  const database = await openDatabase(catalogue, settings)
  const issuer = await openDemoIssuer(settings)
  const { tokenIssuer, tokenAudience } = settings
  const trust = { keys: issuer.keys, issuer: tokenIssuer, audience: tokenAudience }
  const slugs = catalogue.departments.map(({ slug }) => slug)
  const pages = graphiqlPages(issuer, slugs, true)
  const gateway = await startGateway(catalogue, database, settings, trust, pages)
  const own = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  return {
    url: gateway.url,
    catalogue,
    database,
    gateway,
    issuer,
    ask: async (who, query, { variables, headers, signal } = {}) => {
      const statements: string[] = []
      const unlisten = database.listen((statement) => statements.push(statement))
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await issuer.sign(who)}`,
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
        ...(signal ? { signal } : {}),
      })
      const body = (await response.json()) as { data?: object; errors?: object[] }
      unlisten()
      return {
        status: response.status,
        headers: response.headers,
        data: body.data,
        errors: body.errors ?? [],
        extensions: (body as { extensions?: object }).extensions,
        statements,
      }
    },
    deliver: async (who, view, file, { wishes = '', headers } = {}) => {
      const response = await fetch(`${gateway.url}/publish/${view}?${wishes}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await issuer.sign(who)}`, ...headers },
        body: file as never,
        ...({ duplex: 'half' } as object),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json')
      return { status: response.status, report: isJson ? JSON.parse(text) : text }
    },
    signingKey: async () => {
      const key = JSON.parse(await readFile(join(dataDir, 'issuer.json'), 'utf8'))
      return (await importJWK(key, 'EdDSA')) as webcrypto.CryptoKey
    },
    sql: async (text, values) => (await own.query(text, values)).rows,
    close: async () => {
      await own.end()
      await gateway.close()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
