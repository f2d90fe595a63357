import { execFileSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { finance, openTestGateway, steward, type TestGateway } from './prepare/gateway.ts'
import { type PostgresServer, startPostgres } from './prepare/postgres.ts'
import { layWire, type Wire } from './prepare/wire.ts'

const villages = '{ villages(first: 3) { nodes { code name } } }'
const away = ['SERVICE_UNAVAILABLE', 'TIMEOUT']

/** A server of this file's own, whose tables are there, and empty. */
let server: PostgresServer
let databaseUrl: string
let beside: pg.Client

beforeAll(async () => {
  server = await startPostgres()
  databaseUrl = server.url('gateway')
  const maker = new pg.Client({ connectionString: server.url('template1') })
  await maker.connect()
  await maker.query('create database gateway')
  await maker.end()
  beside = await connected()
})
afterAll(async () => {
  await beside.end()
  await server.stop()
})

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Delivers a row of a village that is not there, which takes the database to find out. */
async function deliver({ deliver: send }: TestGateway, key: string) {
  const file = 'villageCode,period,wageIncome\n520602002001,2019,100\n'
  const headers = { 'idempotency-key': key }
  return send(steward('statistics'), 'statistics.VillageIncome', file, { headers })
}

/** A gateway that reaches the server over a wire, for the time of a group of tests. */
function gatewayWith(settings: Record<string, string>) {
  const it = {} as { city: TestGateway; wire: Wire }
  beforeAll(async () => {
    it.wire = await layWire(databaseUrl)
    it.city = await openTestGateway(undefined, { databaseUrl, through: it.wire.url, settings })
  })
  beforeEach(async () => {
    it.wire.restore()
    await untilServed(it.city)
  })
  afterAll(async () => {
    await it.city.close()
    await it.wire.close()
  })
  return it
}

/** Asks until an answer is whole; each answer that is not says why, and when to come again. */
async function untilServed({ ask }: TestGateway): Promise<void> {
  for (;;) if (isServed(await ask(finance, villages))) return
}

function isServed({ status, headers, errors }: Awaited<ReturnType<TestGateway['ask']>>): boolean {
  if (status === 200 && errors.length === 0) return true
  expect(away).toContain(errors[0].extensions.code)
  expect([503, 504]).toContain(status)
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  return false
}

/** Asks many things at once; all are answered. */
async function askMany({ ask }: TestGateway, count: number): Promise<boolean[]> {
  const asked = Array.from({ length: count }, () => ask(finance, villages))
  return (await Promise.all(asked)).map(isServed)
}

async function readiness({ url }: TestGateway): Promise<number> {
  return (await fetch(`${url}/health/ready`)).status
}

async function untilReadinessIs(status: number, city: TestGateway): Promise<void> {
  while ((await readiness(city)) !== status) await pause(100)
}

const all = (count: number) => Array.from({ length: count }, () => true)

describe('a statement that is not answered in time', () => {
  const it = gatewayWith({ STATEMENT_SECONDS: '1' })

  test('ends for everybody who waits, writes included, while the database is silent', async () => {
    const { city, wire } = it
    await askMany(city, 10)
    wire.swallow()
    const asked = askMany(city, 14)
    const delivered = deliver(city, 'while-it-is-silent')
    await untilReadinessIs(503, city)
    expect(await asked).toEqual(all(14).map(() => false))
    const { status, report } = await delivered
    expect([503, 504]).toContain(status)
    expect(away).toContain(report.errors[0].extensions.code)
    wire.restore()
    await untilServed(city)
    expect(await askMany(city, 14)).toEqual(all(14))
    await untilReadinessIs(200, city)
  })

  test('ends where one backend hangs, and the others go on serving', async () => {
    const { city } = it
    const lock = await connected()
    await lock.query('begin')
    await lock.query('lock table shared.village in access exclusive mode')
    const asked = city.ask(finance, villages)
    const pid = await waitingPid()
    execFileSync('kill', ['-STOP', String(pid)])
    const others = await Promise.all(
      Array.from({ length: 20 }, () => city.ask(finance, '{ counties { nodes { name } } }')),
    )
    expect(others.map(({ errors }) => errors)).toEqual(others.map(() => []))
    const { errors } = await asked
    expect(errors[0].extensions.code).toBe('TIMEOUT')
    execFileSync('kill', ['-CONT', String(pid)])
    await lock.query('commit')
    await lock.end()
  })
})

/** The process of the server that waits for a lock. */
async function waitingPid(): Promise<number> {
  for (;;) {
    const { rows } = await beside.query('select pid from pg_locks where not granted')
    if (rows[0]) return rows[0].pid
  }
}

// A deadline is of no help to these: it lies beyond the end of the test.
describe('a database that is back serves at once what is asked then', () => {
  const it = gatewayWith({ STATEMENT_SECONDS: '300', QUEUE_SECONDS: '300' })

  test('though answers were lost, and their operations hold every connection', async () => {
    const { city, wire } = it
    await askMany(city, 10)
    wire.swallow()
    const lost = askMany(city, 14)
    await untilReadinessIs(503, city)
    wire.restore()
    await untilServed(city)
    expect((await lost).filter((served) => !served).length).toBeGreaterThan(0)
    expect(await askMany(city, 14)).toEqual(all(14))
  })

  test('though another server has taken over, and the connections to the first say nothing', async () => {
    const { city, wire } = it
    await askMany(city, 10)
    wire.sever()
    await askMany(city, 14)
    await untilServed(city)
    expect(await askMany(city, 14)).toEqual(all(14))
  })

  test('though a delivery was on its way', async () => {
    const { city, wire } = it
    const lock = await connected()
    await lock.query('begin')
    await lock.query('lock table publishing.batch in access exclusive mode')
    const delivered = deliver(city, 'on-its-way')
    const pid = await waitingPid()
    wire.sever()
    await beside.query('select pg_terminate_backend($1)', [pid])
    const { status, report } = await delivered
    expect(status).toBe(503)
    expect(report.errors[0].extensions.code).toBe('SERVICE_UNAVAILABLE')
    await lock.query('commit')
    await lock.end()
    expect((await deliver(city, 'on-its-way')).status).toBe(422)
  })

  test('though it was restarted under way', async () => {
    const { city } = it
    const asked = askMany(city, 14)
    await server.restart()
    await asked
    await untilServed(city)
    expect(await askMany(city, 14)).toEqual(all(14))
    await untilReadinessIs(200, city)
    beside = await connected()
  })
})
