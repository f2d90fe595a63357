import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finance, openTestGateway, steward, type TestGateway } from './prepare/gateway.ts'

let city: TestGateway
let blocker: pg.Client
let here: string
let there: string

const file = (one: number, other: number) =>
  `villageCode,period,wageIncome\n${here},2019,${one}\n${there},2019,${other}\n`
/** One village's fact by the first statement of its view, the other's by a later one, past the township. */
const both = () => `{
  one: village(code: "${here}") { statistics { income(period: "2019") { wageIncome } } }
  other: village(code: "${here}") { township { villages(within: "${there}") { nodes {
    statistics { income(period: "2019") { wageIncome } } } } } }
}`

beforeAll(async () => {
  city = await openTestGateway()
  const [{ codes }] = await city.sql(
    `select array_agg(code order by code) as codes from shared.village group by township_code
      having count(*) > 1 order by 1 limit 1`,
  )
  ;[here, there] = codes
  const [{ name }] = await city.sql('select current_database() as name')
  blocker = new pg.Client({
    connectionString: city.database.orm.config.get('clientUrl') as string,
    application_name: `blocker of ${name}`,
  })
  await blocker.connect()
  expect(
    (await city.deliver(steward('statistics'), 'statistics.VillageIncome', file(100, 200))).report
      .outcome,
  ).toBe('PUBLISHED')
})
afterAll(async () => {
  await blocker.end()
  await city.close()
})

function valuesIn({ data, errors }: { data: ReturnType<typeof JSON.parse>; errors: unknown[] }) {
  expect(errors).toEqual([])
  const [node] = data.other.township.villages.nodes
  return [data.one, node].map(({ statistics }) => Number(statistics.income.wageIncome))
}

/** Until a statement of the gateway waits for the lock that is held. */
async function untilOneWaits(): Promise<void> {
  for (;;) {
    const waiting = await city.sql(
      `select from pg_locks l join pg_database d on d.oid = l.database
        where not l.granted and d.datname = current_database()`,
    )
    if (waiting.length > 0) return
  }
}

test('what is published in the midst of an operation is not in its answer, and in the next one', async () => {
  await blocker.query('begin')
  await blocker.query('lock table shared.township in access exclusive mode')
  const asked = city.ask(finance, both())
  await untilOneWaits()
  const { report } = await city.deliver(
    steward('statistics'),
    'statistics.VillageIncome',
    file(200, 100),
  )
  expect(report).toMatchObject({ outcome: 'PUBLISHED', changed: 2 })
  await blocker.query('commit')
  expect(valuesIn(await asked)).toEqual([100, 200])
  expect(valuesIn(await city.ask(finance, both()))).toEqual([200, 100])
})

test('more operations than there are connections wait for one, and each gets its answer', async () => {
  const wide = `{ counties { nodes { name villages(first: 20) { nodes { name
    povertyOffice { status(period: "2018") { remainingPoorPersons } }
    statistics { income(period: "2019") { wageIncome } } agriculture { cropping(period: "2019") { teaArea } } } } } } }`
  let finished = false
  const asked = Promise.all(Array.from({ length: 40 }, () => city.ask(finance, wide))).finally(
    () => {
      finished = true
    },
  )
  let most = 0
  while (!finished) {
    const [{ reading }] = await city.sql(
      `select count(*)::int as reading from pg_stat_activity
        where datname = current_database() and query like '/* %'`,
    )
    most = Math.max(most, reading)
  }
  const [first, ...others] = await asked
  expect(first?.errors).toEqual([])
  expect(first?.data.counties.nodes).toHaveLength(10)
  for (const { data } of others) expect(data).toEqual(first?.data)
  expect(most).toBeGreaterThan(0)
  expect(most).toBeLessThanOrEqual(10)
})

test('a transaction that nobody reads any more is not kept open', async () => {
  await city.ask(finance, both())
  for (;;) {
    const [{ open }] = await city.sql(
      `select count(*)::int as open from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%'`,
    )
    if (open === 0) return
  }
})

test('a connection that is lost ends its operation, and neither the process nor the next one', async () => {
  await blocker.query('begin')
  await blocker.query('lock table shared.township in access exclusive mode')
  const asked = city.ask(finance, both())
  await untilOneWaits()
  await city.sql(
    `select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
      where not l.granted and d.datname = current_database()`,
  )
  const { errors } = await asked
  expect(errors.map(({ extensions }) => extensions.code)).toContain('SERVICE_UNAVAILABLE')
  await blocker.query('commit')
  expect((await city.ask(finance, both())).errors).toEqual([])
})

test('a table that changes under a kept statement is told as such once, and read the next time', async () => {
  const plain = '{ villages(first: 3) { nodes { code name } } }'
  expect((await city.ask(finance, plain)).errors).toEqual([])
  await blocker.query('alter table shared.village alter column name type varchar')
  const told: string[] = []
  for (;;) {
    const { data, errors } = await city.ask(finance, plain)
    if (errors.length === 0) {
      expect(data.villages.nodes).toHaveLength(3)
      break
    }
    told.push(errors[0].extensions.code)
  }
  expect(new Set(told)).toEqual(new Set(['SERVICE_UNAVAILABLE']))
  await blocker.query('alter table shared.village alter column name type text')
  for (;;) if ((await city.ask(finance, plain)).errors.length === 0) break
})

test('a statement that fails takes its operation along, and nothing else', async () => {
  const broken = '{ villages(filter: { name: { contains: "a" } }, first: 1) { nodes { name } } }'
  await blocker.query('alter table shared.village rename to village_away')
  const failed = await city.ask(finance, broken)
  await blocker.query('alter table shared.village_away rename to village')
  expect([failed.data.villages, failed.errors.length]).toEqual([null, 1])
  expect(failed.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR')
  expect((await city.ask(finance, broken)).errors).toEqual([])
})

test('what an operation has left running when it failed keeps no connection', async () => {
  const support = `{ village(code: "${here}") { support(period: "2020") { total } } }`
  await blocker.query('alter table housing.dangerous_house rename to house_away')
  for (let n = 0; n < 15; n += 1) {
    const { data, errors } = await city.ask(finance, support)
    expect([data.village.support, errors.length]).toEqual([null, 1])
  }
  await blocker.query('alter table housing.house_away rename to dangerous_house')
  expect((await city.ask(finance, support)).errors).toEqual([])
})
