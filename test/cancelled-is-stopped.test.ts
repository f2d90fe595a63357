import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finance, openTestGateway, type TestGateway } from './prepare/gateway.ts'
import { layWire } from './prepare/wire.ts'

const townships = '{ townships(first: 1) { nodes { name } } }'
const counties = '{ counties { nodes { name } } }'

let city: TestGateway
let blocker: pg.Client
let village: string

beforeAll(async () => {
  // The server's own deadline is of no help here: it lies beyond the end of the test.
  const settings = { DATABASE_POOL: '4', STATEMENT_SECONDS: '300' }
  city = await openTestGateway(undefined, { settings })
  ;[{ code: village }] = await city.sql('select code from shared.village order by code limit 1')
  blocker = new pg.Client({ connectionString: city.database.orm.config.get('clientUrl') as string })
  await blocker.connect()
})
afterAll(async () => {
  await blocker.end()
  await city.close()
})

/** How many statements wait for the lock that the blocker holds. */
async function waiting(): Promise<number> {
  const [{ count }] = await city.sql(
    `select count(distinct pid)::int as count from pg_locks l join pg_database d on d.oid = l.database
      where not l.granted and d.datname = current_database()`,
  )
  return count
}

async function untilWaiting(is: (count: number) => boolean): Promise<void> {
  while (!is(await waiting()));
}

/** Asks as a client that can leave. */
function askedByOneWhoLeaves(query: string) {
  const leaving = new AbortController()
  const asked = city.ask(finance, query, { signal: leaving.signal }).then(
    () => 'answered',
    () => 'left',
  )
  return { asked, leave: () => leaving.abort() }
}

async function whileLocked(table: string, work: () => Promise<void>): Promise<void> {
  await blocker.query('begin')
  await blocker.query(`lock table ${table} in access exclusive mode`)
  try {
    await work()
  } finally {
    await blocker.query('commit')
  }
}

test('the statement of a client that leaves is ended in the database, and its connection free', async () => {
  await whileLocked('shared.township', async () => {
    // More of them one after the other than there are connections.
    for (let n = 0; n < 8; n += 1) {
      const { asked, leave } = askedByOneWhoLeaves(townships)
      await untilWaiting((count) => count > 0)
      leave()
      expect(await asked).toBe('left')
      await untilWaiting((count) => count === 0)
    }
    expect((await city.ask(finance, counties)).errors).toEqual([])
  })
  expect((await city.ask(finance, townships)).errors).toEqual([])
})

test('figures that are read over several connections are ended on all of them', async () => {
  const support = `{ village(code: "${village}") { support(period: "2020") { total } } }`
  await whileLocked('housing.dangerous_house, shared.loan, shared.household', async () => {
    const { asked, leave } = askedByOneWhoLeaves(support)
    await untilWaiting((count) => count > 1)
    leave()
    expect(await asked).toBe('left')
    await untilWaiting((count) => count === 0)
  })
  expect((await city.ask(finance, support)).errors).toEqual([])
})

test('an operation whose client left while it waited for its turn is not run when that comes', async () => {
  let hasCome = false
  const unlisten = city.database.listen((statement) => {
    hasCome ||= statement.includes('household')
  })
  await whileLocked('shared.township, shared.household', async () => {
    const holding = Array.from({ length: 3 }, () => askedByOneWhoLeaves(townships))
    await untilWaiting((count) => count === 3)
    const { asked, leave } = askedByOneWhoLeaves('{ households(first: 1) { nodes { id } } }')
    while (!hasCome) await new Promise(setImmediate)
    leave()
    expect(await asked).toBe('left')
    for (const { leave: leaveToo } of holding) leaveToo()
    // Whose turn comes later is answered: the other's would have come, and it would wait for the lock.
    expect((await city.ask(finance, counties)).errors).toEqual([])
    await untilWaiting((count) => count === 0)
  })
  unlisten()
})

test('a cancelling that comes late hits nobody who comes after', async () => {
  const databaseUrl = city.database.orm.config.get('clientUrl') as string
  const wire = await layWire(databaseUrl)
  const settings = { DATABASE_POOL: '1', STATEMENT_SECONDS: '300' }
  const narrow = await openTestGateway(undefined, { databaseUrl, through: wire.url, settings })
  const leaving = new AbortController()
  let left: Promise<unknown> | undefined
  await whileLocked('shared.township', async () => {
    left = narrow.ask(finance, townships, { signal: leaving.signal }).catch(() => 'left')
    await untilWaiting((count) => count > 0)
    wire.keepBack()
    leaving.abort()
    expect(await left).toBe('left')
  })
  // What it was meant for has ended by itself.
  await untilWaiting((count) => count === 0)
  let hasCome = false
  const unlisten = narrow.database.listen(() => {
    hasCome = true
  })
  let next: ReturnType<TestGateway['ask']> | undefined
  await whileLocked('shared.county', async () => {
    next = narrow.ask(finance, counties)
    while (!hasCome) await new Promise(setImmediate)
    for (let n = 0; n < 20; n += 1) await waiting()
    await wire.letThrough()
  })
  expect((await next)?.errors).toEqual([])
  unlisten()
  await narrow.close()
  await wire.close()
})
