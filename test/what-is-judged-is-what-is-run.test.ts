import type { GraphQLError } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { schemaOf } from '../src/gateway/schema.ts'
import { Refusal } from '../src/ground/refusal.ts'
import { readSettings } from '../src/ground/settings.ts'
import type { Caller } from '../src/sharing/caller.ts'
import { sealsBy } from '../src/sharing/seals.ts'
import { isLost } from './judging/isLost.ts'
import {
  asSent,
  type RandomOperation,
  RandomOperations,
  randomFrom,
} from './judging/randomOperations.ts'
import {
  decidesWrongly,
  type Expected,
  expected,
  type World,
  worldOf,
} from './judging/reference.ts'
import { valuesOf } from './judging/valuesOf.ts'
import { openTestGateway, type TestGateway, type Who } from './prepare/gateway.ts'

/*
 * The gateway beside graphql-js: operations made up at random are sent over HTTP, and executed by
 * graphql-js from the document as it was sent, under a judge of its own. Both must come to the same, to
 * the byte. OPERATIONS and SEED choose how many and which: `OPERATIONS=100000 npm run differential`.
 */
const { OPERATIONS, SEED } = process.env
const operations = Number(OPERATIONS ?? 1_000)
// The run of every day says the same every day; who asks for a number of operations wants new ones.
const seed = Number(SEED ?? (OPERATIONS ? Date.now() % 1_000_000 : 20_261_127))

let city: TestGateway
let world: World
let random: RandomOperations
let callers: readonly Who[]
const tokens = new Map<Who, string>()

beforeAll(async () => {
  city = await openTestGateway()
  const schema = await schemaOf(city.catalogue)
  const seals = sealsBy(readSettings({}).cursorSecrets)
  world = worldOf(schema, city.catalogue, city.database, seals)
  const values = await valuesOf(city)
  random = new RandomOperations(schema, values, seed)
  const areas = values.AreaCode as string[]
  const next = randomFrom(seed)
  const pick = <T>(from: readonly T[]) => from[Math.floor(next() * from.length)] as T
  const bound = () => ({ area: pick(areas) })
  callers = [
    ...city.catalogue.departments.map(
      ({ slug }) => ({ role: 'reader', department: slug }) as const,
    ),
    ...Array.from({ length: 12 }, () => ({
      role: 'reader' as const,
      department: pick(city.catalogue.departments).slug,
      ...bound(),
    })),
    { role: 'steward', department: 'povertyOffice' },
    { role: 'steward', department: 'ruralCredit', ...bound() },
    { role: 'office' },
    { role: 'office', ...bound() },
    { role: 'official', ...bound() },
    { role: 'official', ...bound() },
    { role: 'authority' },
    { role: 'auditor' },
  ]
  for (const who of callers) tokens.set(who, await city.issuer.sign(who))
})
afterAll(() => city.close())

interface Answered {
  readonly status: number
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever the gateway answers is looked at
  readonly body: any
}

async function answerTo(who: Who, operation: RandomOperation): Promise<Answered> {
  const { query, operationName } = operation
  const response = await fetch(`${city.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${tokens.get(who)}`,
    },
    body: JSON.stringify({
      query,
      variables: asSent(operation.variables),
      ...(operationName === undefined ? {} : { operationName }),
    }),
  })
  const text = await response.text()
  return { status: response.status, text, body: JSON.parse(text) }
}

/** The caller whom the gateway reads off the token. */
function callerOf(who: Who): Caller {
  return {
    subject: `demo-${[who.role, who.department, who.area].filter(Boolean).join('-')}`,
    ...who,
  }
}

interface Told {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: { readonly code?: string; readonly field?: string; readonly fact?: string }
}

function isBlank({ extensions }: Told): boolean {
  return extensions?.code === 'FORBIDDEN' && (extensions.fact ?? extensions.field) !== undefined
}

/** What stands at a path of keys, in any of the rows that it leads through. */
function found(data: unknown, keys: readonly string[]): unknown[] {
  if (Array.isArray(data)) return data.flatMap((item) => found(item, keys))
  if (typeof data !== 'object' || data === null) return []
  const [key, ...rest] = keys
  if (key === undefined || !Object.hasOwn(data, key)) return []
  const value = (data as Record<string, unknown>)[key]
  if (rest.length > 0) return found(value, rest)
  return value === null ? [] : [value]
}

/** What was said of one thing, by how many causes, and where in the answer. */
interface Saying {
  readonly causes: Set<unknown>
  readonly paths: Set<string>
}

/** The errors that no judge put there; the gateway tells each cause once, at one of its paths. */
function plain(errors: readonly GraphQLError[]): Map<string, Saying> {
  const told = new Map<string, Saying>()
  for (const error of errors) {
    const { message, path, originalError } = error
    const said = originalError instanceof Refusal ? originalError.message : message
    const saying = told.get(said) ?? { causes: new Set(), paths: new Set() }
    saying.causes.add(originalError ?? error)
    saying.paths.add(JSON.stringify(path))
    told.set(said, saying)
  }
  return told
}

/** In which way the gateway's answer is not what was expected; undefined where it is. */
function difference(answer: Answered, ought: Expected, wrongly: () => boolean): string | undefined {
  const { status, body, text } = answer
  const errors: Told[] = body.errors ?? []
  // Too slow a statement is nobody's difference.
  if (status === 504) return undefined
  if (status >= 500) return `status ${status}`
  if (body.data === undefined) {
    const code = errors[0]?.extensions?.code ?? ''
    if (code.startsWith('LIMIT_')) return undefined
    if (ought.refused || wrongly()) return undefined
    return `refused for no reason: ${JSON.stringify(errors)}`
  }
  if (ought.refused) return `answered although ${ought.refused}`
  const data = JSON.stringify(ought.data)
  if (!text.includes(`"data":${data}`))
    return `data\n${JSON.stringify(body.data)}\nand not\n${data}`
  const told = errors.filter((error) => !isBlank(error))
  const wanted = plain(ought.errors)
  const missing = [...wanted].find(
    ([message, { causes }]) => told.filter((one) => one.message === message).length < causes.size,
  )
  if (missing) return `errors ${JSON.stringify(told)}, and not ${missing[0]}`
  for (const error of told) {
    const { message, path = [] } = error
    const known = wanted.get(message)
    const isOne = known?.paths.has(JSON.stringify(path))
    // graphql-js tells no more of what came to nothing already; that is for it to decide.
    if (!isOne && !isLost(body.data, path)) return `an error of ours: ${JSON.stringify(error)}`
  }
  const blanks = errors.filter(isBlank)
  for (const { path = [] } of blanks) {
    if (found(body.data, path as string[]).length > 0) return `a blank that is none at ${path}`
  }
  for (const [name, path] of ought.blanks) {
    const isTold = blanks.some(({ extensions, path: at = [] }) => {
      if (extensions?.field === name) return true
      if (extensions?.fact?.split('.').at(-1) === name.split('.').at(-1)) return true
      return path.every((key, i) => at[i] === key)
    })
    if (!isTold) return `a blank at ${path} (${name}) that no error tells of`
  }
  return undefined
}

test(
  `${operations} operations at random are answered as graphql-js would, from seed ${seed}`,
  async () => {
    const covered = new Set<string>()
    const counts = { data: 0, refused: 0, blanks: 0 }
    const next = randomFrom(seed + 1)
    let made = 0
    // Several at a time, as they come in life: what one is answered may not stand in another's answer.
    const ask = async () => {
      while (made < operations) {
        const n = made
        made += 1
        const operation = random.next()
        const who = callers[Math.floor(next() * callers.length)] as Who
        const answer = await answerTo(who, operation)
        const { document, operationName } = operation
        const variables = asSent(operation.variables) as Record<string, unknown>
        const asked = [world, document, callerOf(who), variables, operationName] as const
        const isLimited = answer.body.errors?.[0]?.extensions?.code?.startsWith('LIMIT_')
        const ought = isLimited ? { errors: [], blanks: new Map() } : await expected(...asked)
        const differs = difference(answer, ought, () => decidesWrongly(...asked))
        if (differs) {
          const asking = JSON.stringify({ n, who, operationName, variables }, undefined, 1)
          throw new Error(`${differs}\n\n${asking}\n\n${operation.query}`)
        }
        for (const one of operation.covered) covered.add(one)
        if (answer.body.data) counts.data += 1
        else counts.refused += 1
        if (ought.blanks.size > 0) counts.blanks += 1
      }
    }
    await Promise.all(Array.from({ length: 4 }, ask))
    console.log(
      `differential: seed ${seed}, ${operations} operations, ${counts.data} answered with data, ` +
        `${counts.blanks} with blanks, ${counts.refused} refused; ${covered.size} of ${random.size} fields and arguments asked for`,
    )
    expect(counts.data * 2).toBeGreaterThan(operations)
  },
  60 * 60_000,
)
