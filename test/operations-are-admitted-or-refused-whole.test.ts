import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Admission, type Permit, type Waiting } from '../src/store/admission.ts'
import { openTestGateway, reader, type TestGateway, type Who } from './prepare/gateway.ts'

const [finance, health, water] = [reader('finance'), reader('health'), reader('water')]
const villages = '{ villages(first: 3) { nodes { code name } } }'
const counties = '{ counties { nodes { name } } }'
const townships = '{ townships(first: 3) { nodes { name } } }'
const enterprises = '{ enterprises(first: 1) { totalCount } }'
const several =
  '{ one: villages(first: 1) { totalCount } counties { nodes { name } } two: townships { totalCount } }'

/** A gateway of four connections, and a lock on a table that a test holds; both for a group of tests. */
function gatewayWith(settings: Record<string, string>) {
  const it = {} as { city: TestGateway; blocker: pg.Client }
  beforeAll(async () => {
    it.city = await openTestGateway(undefined, { settings: { DATABASE_POOL: '4', ...settings } })
    const { config } = it.city.database.orm
    it.blocker = new pg.Client({ connectionString: config.get('clientUrl') as string })
    await it.blocker.connect()
  })
  afterAll(async () => {
    await it.blocker.end()
    await it.city.close()
  })
  const untilWaiting = async (expected: number) => {
    for (;;) {
      const [{ count }] = await it.city.sql(
        `select count(*)::int as count from pg_locks l join pg_database d on d.oid = l.database
          where not l.granted and d.datname = current_database()`,
      )
      if (count === expected) return
    }
  }
  /** Has callers fill every place with operations that wait for a lock; answers how to let them go on. */
  const fill = async (...whose: Who[]) => {
    await it.blocker.query('begin')
    await it.blocker.query('lock table shared.village in access exclusive mode')
    const asked = whose.map((who) => it.city.ask(who, villages))
    await untilWaiting(whose.length)
    return async () => {
      await it.blocker.query('commit')
      for (const { errors } of await Promise.all(asked)) expect(errors).toEqual([])
    }
  }
  /** Asks, and goes on when as many operations are as far as their first statement: they are in, or wait. */
  const taken = async <T>(word: string, times: number, ask: () => T) => {
    let come = 0
    const unlisten = it.city.database.listen((statement) => {
      if (statement.includes(word)) come += 1
    })
    const answer = ask()
    while (come < times) await new Promise(setImmediate)
    unlisten()
    return { answer }
  }
  return { it, untilWaiting, fill, taken }
}

function isRefusedWhole({
  status,
  headers,
  data,
  errors,
}: Awaited<ReturnType<TestGateway['ask']>>) {
  expect(data).toBeUndefined()
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['SERVICE_UNAVAILABLE'])
  expect(errors[0].message).toMatch(/[\u4e00-\u9fff].*busy/)
  expect(status).toBe(503)
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
}

describe('while operations hold the database', () => {
  const { it, untilWaiting, fill, taken } = gatewayWith({})

  test('a caller who has all but one place leaves that to others', async () => {
    const release = await fill(finance, finance, finance)
    const later = Array.from({ length: 20 }, () => it.city.ask(finance, villages))
    expect((await it.city.ask(health, counties)).errors).toEqual([])
    await release()
    for (const { errors } of await Promise.all(later)) expect(errors).toEqual([])
  })

  test('who has least at work comes next, however much others have asked before', async () => {
    const release = await fill(finance, finance, finance)
    const blocker = new pg.Client({
      connectionString: it.city.database.orm.config.get('clientUrl') as string,
    })
    await blocker.connect()
    await blocker.query('begin')
    await blocker.query('lock table shared.enterprise in access exclusive mode')
    // From now on one place is left, and serves one after another.
    const held = it.city.ask(water, enterprises)
    await untilWaiting(4)
    const answered: string[] = []
    const ask = async (who: Who, query: string) => {
      await it.city.ask(who, query)
      answered.push(who.department ?? '')
    }
    const flood = await taken('county', 60, () =>
      [finance, water].flatMap((who) => Array.from({ length: 30 }, () => ask(who, counties))),
    )
    const last = await taken('township', 1, () => ask(health, townships))
    await blocker.query('commit')
    await last.answer
    // One of water's, which is as little at work and came first; some may overtake on their way back.
    expect(answered.length).toBeLessThan(8)
    await release()
    await blocker.end()
    await Promise.all([held, ...flood.answer])
  })

  test('what needs no table is answered', async () => {
    const release = await fill(finance, finance, finance, water)
    const schema = '{ __schema { queryType { name } } __typename me { role } }'
    expect((await it.city.ask(finance, schema)).errors).toEqual([])
    expect((await it.city.ask(finance, '{ nothing }')).status).toBe(400)
    await release()
  })

  test('the gateway is ready, and asks so over one connection, however often it is asked', async () => {
    const sessions = async () => {
      const [{ count }] = await it.city.sql(
        `select count(*)::int as count from pg_stat_activity where datname = current_database()`,
      )
      return count
    }
    const release = await fill(finance, finance, finance, water)
    const ready = () => fetch(`${it.city.url}/health/ready`).then(({ status }) => status)
    expect(await ready()).toBe(200)
    const before = await sessions()
    const asked = await Promise.all(Array.from({ length: 300 }, ready))
    expect(new Set(asked)).toEqual(new Set([200]))
    expect(await sessions()).toBe(before)
    await release()
  })
})

describe('where too many wait', () => {
  const { it, fill, taken } = gatewayWith({ QUEUE_LENGTH: '6' })

  test('an operation is refused whole, and before anything of it is run', async () => {
    const release = await fill(finance, finance, finance, water)
    const waiting = Array.from({ length: 6 }, () => it.city.ask(finance, several))
    const first = await Promise.race([...waiting, it.city.ask(finance, several)])
    isRefusedWhole(first)
    await release()
    expect((await Promise.all(waiting)).filter(({ errors }) => errors.length === 0)).not.toEqual([])
  })

  test('they are the latest of who has most waiting, and not who comes with little', async () => {
    const release = await fill(finance, finance, finance, water)
    const flood = Array.from({ length: 30 }, () => it.city.ask(finance, several))
    await Promise.race(flood)
    const { answer } = await taken('enterprise', 1, () => it.city.ask(health, enterprises))
    await release()
    expect((await answer).errors).toEqual([])
    const refused = (await Promise.all(flood)).filter(({ errors }) => errors.length > 0)
    expect(refused.length).toBeGreaterThan(0)
    for (const one of refused) isRefusedWhole(one)
  })
})

test('whoever leaves the queue makes room in it for the next', async () => {
  const door = new Admission({ permits: 1, queueLength: 2, queueSeconds: 30 })
  const asker = { share: 'finance', subject: 'a system' }
  const inside = door.enter(asker) as Permit
  const wait = () => door.enter(asker) as Waiting
  const [first, second, third] = [wait(), wait(), wait()]
  await expect(third.permit).rejects.toThrow('busy')
  first.withdraw()
  await expect(first.permit).rejects.toThrow('left')
  const fourth = wait()
  inside.leave()
  const next = await second.permit
  second.withdraw()
  next.leave()
  expect(await fourth.permit).toBeDefined()
  expect(door.isWanted).toBe(false)
})

describe('where the turn does not come in time', () => {
  const { it, fill } = gatewayWith({ QUEUE_SECONDS: '1' })

  test('an operation is refused whole, a mutation too', async () => {
    const release = await fill(finance, finance, finance, water)
    isRefusedWhole(await it.city.ask(finance, several))
    const closing = 'mutation { closeYear(year: 2014, reason: "x") }'
    isRefusedWhole(await it.city.ask({ role: 'office' }, closing))
    await release()
    expect(await it.city.sql('select from publishing.closed_year')).toEqual([])
  })
})
