import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'

/** Settings that are wrong: the sentence names the variable, what it holds and what it may hold. */
export class SettingsRefused extends Error {}

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value <= 65535)

const postgresUrl = z.string().refine((value) => {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, pathname } = new URL(value)
  return /^postgres(ql)?:$/.test(protocol) && hostname !== '' && pathname.length > 1
})

const rightValues = {
  PORT: 'a port number from 0 to 65535, such as 4000',
  HOST: 'an address to listen on, such as 127.0.0.1',
  DATABASE_URL: 'a PostgreSQL address, such as postgresql://user:password@host:5432/database',
  DATABASE_POOL: 'a number of connections from 1 to 200, such as 10',
  STATEMENT_SECONDS: 'a number of seconds from 1 to 300, such as 15',
  CLIENT_SECONDS: 'a number of seconds from 1 to 600, such as 30',
  CLIENT_MEGABYTES: 'a number of megabytes from 1 to 65536, such as 256',
  SHUTDOWN_SECONDS: 'a number of seconds from 1 to 300, such as 10',
  QUEUE_LENGTH: 'a number of operations from 1 to 100000, such as 1000',
  QUEUE_SECONDS: 'a number of seconds from 1 to 300, such as 30',
  FEWEST_SHOWN: 'a number of households or persons from 3 to 1000, such as 10',
  DATA_DIR: 'a directory, such as .data',
  NODE_ENV: 'development, test or production',
  SYNTHETIC_CITY: 'on (fill an empty database with the synthetic city) or off',
  SYNTHETIC_VILLAGES: 'a number of whole villages from 1 to 250, such as 40',
  PERSON_KEY_SECRET: 'a secret of at least 32 characters',
  CURSOR_SECRET:
    'a secret of at least 32 characters; several, set apart by commas, while it is being changed: the first seals, all open',
  JWKS_FILE: "a file with the public keys (JWKS) of the programme's token issuer",
  TOKEN_ISSUER: 'the "iss" that tokens carry, such as https://id.example.gov.cn',
  TOKEN_AUDIENCE: 'the "aud" that tokens carry, such as tongren-data-gateway',
  TOKEN_HOURS: 'a number of hours from 1 to 8760, such as 24',
  DEMONSTRATION_ISSUER:
    'over-synthetic-data or, never in production, over-real-data: then whoever reaches this machine reads everything',
  LOG_LEVEL: 'trace, debug, info, warn, error, fatal or silent',
} as const

/** Proposed: behind how many households or persons a figure is shown to those who may not read the facts. */
export const usualFewestShown = 10

/** The secret behind person keys and cursors in the demonstration; production must bring its own. */
const demonstrationSecret = 'synthetic-city-only-not-for-real-persons'

const secrets = z
  .string()
  .transform((text) => text.split(',').map((secret) => secret.trim()))
  .refine((all) => all.every((secret) => secret.length >= 32))

const environment = z.object({
  PORT: port.default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  STATEMENT_SECONDS: z.coerce.number().int().min(1).max(300).default(15),
  CLIENT_SECONDS: z.coerce.number().int().min(1).max(600).default(30),
  CLIENT_MEGABYTES: z.coerce.number().int().min(1).max(65_536).default(256),
  SHUTDOWN_SECONDS: z.coerce.number().int().min(1).max(300).default(10),
  QUEUE_LENGTH: z.coerce.number().int().min(1).max(100_000).default(1000),
  QUEUE_SECONDS: z.coerce.number().int().min(1).max(300).default(30),
  FEWEST_SHOWN: z.coerce.number().int().min(3).max(1000).default(usualFewestShown),
  DATA_DIR: z.string().min(1).default('.data'),
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  SYNTHETIC_CITY: z.enum(['on', 'off']).optional(),
  SYNTHETIC_VILLAGES: z.coerce.number().int().min(1).max(250).default(40),
  PERSON_KEY_SECRET: z.string().min(32).default(demonstrationSecret),
  CURSOR_SECRET: secrets.default([demonstrationSecret]),
  JWKS_FILE: z.string().min(1).optional(),
  TOKEN_ISSUER: z.string().min(1).default('tongren-demo-issuer'),
  TOKEN_AUDIENCE: z.string().min(1).default('tongren-data-gateway'),
  TOKEN_HOURS: z.coerce.number().int().min(1).max(8760).default(24),
  DEMONSTRATION_ISSUER: z
    .enum(['over-synthetic-data', 'over-real-data'])
    .default('over-synthetic-data'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

/** What the environment asks for, checked. */
export interface Settings {
  readonly port: number
  readonly host: string
  /** A PostgreSQL server; absent: the embedded database under `dataDir`. */
  readonly databaseUrl?: string
  readonly poolSize: number
  /** How long one statement of a reading operation may run. */
  readonly statementSeconds: number
  /** How long a client may keep the gateway waiting: for what it sends, and for what it is to read. */
  readonly clientSeconds: number
  /** How much memory may go to what clients are sending, and to answers they have not read; all clients together. */
  readonly clientMegabytes: number
  /** How long what runs may still take once the gateway is told to end. */
  readonly shutdownSeconds: number
  /** How many operations may wait for their turn at the database. */
  readonly queueLength: number
  /** How long one of them may wait before it is refused. */
  readonly queueSeconds: number
  /** From how many households or persons on a figure is shown to those who may not read what it is made of. */
  readonly fewestShown: number
  readonly dataDir: string
  readonly production: boolean
  readonly syntheticCity: boolean
  readonly syntheticVillages: number
  readonly personKeySecret: string
  /** The secrets that seal cursors: the first makes new ones, all of them open those that are out. */
  readonly cursorSecrets: readonly [string, ...string[]]
  /** The public keys of a real issuer; absent: the demonstration's own issuer, never in production. */
  readonly jwksFile?: string
  readonly tokenIssuer: string
  readonly tokenAudience: string
  /** The longest life of a token. */
  readonly tokenHours: number
  /** Whether the demonstration's issuer is wanted even where data is real. */
  readonly demonstrationOverRealData: boolean
  readonly logLevel: string
}

function wrong(name: string, given: string | undefined, why = ''): SettingsRefused {
  const right = rightValues[name as keyof typeof rightValues] ?? 'something else'
  const shown = name.includes('SECRET') || name === 'DATABASE_URL' ? '(hidden)' : `"${given ?? ''}"`
  return new SettingsRefused(
    `环境变量 ${name} 不对。 ${name} is ${shown}, which does not hold; it should be ${right}.${why}`,
  )
}

/** Everybody knows the demonstration's secrets: an issuer of the programme's own needs others. */
function mustBringSecrets(read: z.infer<typeof environment>): void {
  const known = {
    PERSON_KEY_SECRET: read.PERSON_KEY_SECRET === demonstrationSecret,
    CURSOR_SECRET: read.CURSOR_SECRET.includes(demonstrationSecret),
  }
  for (const [name, isKnown] of Object.entries(known)) {
    if (isKnown)
      throw wrong(name, undefined, ' With JWKS_FILE, the secret of the demonstration does not do.')
  }
}

/** Reads the environment; refuses with a sentence that names the variable. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0])
    throw wrong(name, env[name])
  }
  const read = parsed.data
  const production = read.NODE_ENV === 'production'
  if (production && !read.JWKS_FILE) throw wrong('JWKS_FILE', undefined)
  if (production && read.SYNTHETIC_CITY === 'on') throw wrong('SYNTHETIC_CITY', 'on')
  const overRealData = read.DEMONSTRATION_ISSUER === 'over-real-data'
  if (overRealData && (production || read.JWKS_FILE)) {
    throw wrong('DEMONSTRATION_ISSUER', read.DEMONSTRATION_ISSUER)
  }
  // Whoever brings an issuer of tokens means it, whatever NODE_ENV says or does not.
  if (production || read.JWKS_FILE) mustBringSecrets(read)
  return {
    port: read.PORT,
    host: read.HOST,
    poolSize: read.DATABASE_POOL,
    statementSeconds: read.STATEMENT_SECONDS,
    clientSeconds: read.CLIENT_SECONDS,
    clientMegabytes: read.CLIENT_MEGABYTES,
    shutdownSeconds: read.SHUTDOWN_SECONDS,
    queueLength: read.QUEUE_LENGTH,
    queueSeconds: read.QUEUE_SECONDS,
    fewestShown: read.FEWEST_SHOWN,
    dataDir: isAbsolute(read.DATA_DIR) ? read.DATA_DIR : resolve(read.DATA_DIR),
    production,
    syntheticCity: (read.SYNTHETIC_CITY ?? (production || read.JWKS_FILE ? 'off' : 'on')) === 'on',
    syntheticVillages: read.SYNTHETIC_VILLAGES,
    personKeySecret: read.PERSON_KEY_SECRET,
    cursorSecrets: read.CURSOR_SECRET as [string, ...string[]],
    tokenIssuer: read.TOKEN_ISSUER,
    tokenAudience: read.TOKEN_AUDIENCE,
    tokenHours: read.TOKEN_HOURS,
    demonstrationOverRealData: read.DEMONSTRATION_ISSUER === 'over-real-data',
    logLevel: read.LOG_LEVEL,
    ...(read.DATABASE_URL ? { databaseUrl: read.DATABASE_URL } : {}),
    ...(read.JWKS_FILE ? { jwksFile: read.JWKS_FILE } : {}),
  }
}
