import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Admission, type Place, type Waiting } from '../src/store/admission.ts'
import { openTestGateway, reader, type TestGateway, type Who } from './prepare/gateway.ts'

const [finance, health, water] = [reader('finance'), reader('health'), reader('water')]
const villages = '{ villages(first: 3) { nodes { code name } } }'
const counties = '{ counties { nodes { name } } }'
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
  /** Asks, and goes on when the operation is as far as its first statement: it is in, or waits. */
  const taken = async (who: Who, query: string, word: string) => {
    let hasCome = false
    const unlisten = it.city.database.listen((statement) => {
      hasCome ||= statement.includes(word)
    })
    const answer = it.city.ask(who, query)
    while (!hasCome) await new Promise(setImmediate)
    unlisten()
    return { answer }
  }
  return { it, fill, taken }
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
  const { it, fill, taken } = gatewayWith({})

  test('a caller who has all but one place leaves that to others', async () => {
    const release = await fill(finance, finance, finance)
    const later = Array.from({ length: 20 }, () => it.city.ask(finance, villages))
    expect((await it.city.ask(health, counties)).errors).toEqual([])
    await release()
    for (const { errors } of await Promise.all(later)) expect(errors).toEqual([])
  })

  test('who has least at work comes next, however much others have asked before', async () => {
    const release = await fill(finance, finance, finance, water)
    const answered: string[] = []
    const asked = [finance, water].flatMap((who) =>
      Array.from({ length: 30 }, async () => {
        await it.city.ask(who, villages)
        answered.push(who.department ?? '')
      }),
    )
    const { answer } = await taken(health, enterprises, 'enterprise')
    asked.push(answer.then(() => void answered.push('health')))
    await release()
    await Promise.all(asked)
    // Those that were let in beside it may be answered first, and no others.
    expect(answered.indexOf('health')).toBeLessThan(8)
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
    const { answer } = await taken(health, enterprises, 'enterprise')
    await release()
    expect((await answer).errors).toEqual([])
    const refused = (await Promise.all(flood)).filter(({ errors }) => errors.length > 0)
    expect(refused.length).toBeGreaterThan(0)
    for (const one of refused) isRefusedWhole(one)
  })
})

test('whoever leaves the queue makes room in it for the next', async () => {
  const door = new Admission({ places: 1, queueLength: 2, queueSeconds: 30 })
  const asker = { share: 'finance', subject: 'a system' }
  const inside = door.enter(asker) as Place
  const wait = () => door.enter(asker) as Waiting
  const [first, second, third] = [wait(), wait(), wait()]
  await expect(third.place).rejects.toThrow('busy')
  first.withdraw()
  await expect(first.place).rejects.toThrow('left')
  const fourth = wait()
  inside.leave()
  const next = await second.place
  second.withdraw()
  next.leave()
  expect(await fourth.place).toBeDefined()
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
