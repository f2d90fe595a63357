import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestGateway, reader, type TestGateway } from './prepare/gateway.ts'

const finance = reader('finance')
const townships = '{ townships(first: 1) { nodes { name } } }'
const counties = '{ counties { nodes { name } } }'

let city: TestGateway
let blocker: pg.Client
let village: string

beforeAll(async () => {
  city = await openTestGateway(undefined, { settings: { DATABASE_POOL: '4' } })
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

test('what is cancelled hits nobody else, whenever it is', async () => {
  const others = reader('agriculture')
  const wide = `{ counties { nodes { name villages(first: 100) { nodes { name
    statistics { income(period: "2019") { wageIncome } } } } } } }`
  for (let round = 0; round < 40; round += 1) {
    const { asked, leave } = askedByOneWhoLeaves(wide)
    const untouched = Promise.all(Array.from({ length: 3 }, () => city.ask(others, counties)))
    for (let turn = 0; turn < round; turn += 1) await new Promise(setImmediate)
    leave()
    for (const { errors } of await untouched) expect(errors).toEqual([])
    await asked
  }
})
