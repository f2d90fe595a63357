import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { reader, steward } from './prepare/gateway.ts'
import { type OwnProcesses, openOwnProcesses } from './prepare/ownProcesses.ts'

let own: OwnProcesses
/** What a transaction sees of other sessions stays as it saw it first: another connection looks. */
let watcher: pg.Client

beforeAll(async () => {
  own = await openOwnProcesses()
  watcher = await own.connect()
})
afterEach(async () => {
  await own.client.query('rollback')
  await own.killAll()
})
afterAll(() => own.close())

interface Answered {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

interface Asked {
  readonly body?: string
  readonly agent?: Agent
  readonly token?: string
}

/** Asks over a connection of its own, or over those that an agent keeps. */
async function ask(url: string, { body, agent, token }: Asked = {}): Promise<Answered> {
  const asked = request(url, {
    agent: agent ?? new Agent(),
    ...(body === undefined ? {} : { method: 'POST' }),
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
  })
  asked.end(body)
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) }
}

const villages = JSON.stringify({ query: '{ villages(first: 5) { nodes { name } } }' })
const townships = JSON.stringify({ query: '{ townships(first: 5) { nodes { name } } }' })
const place = 'publish/statistics.VillageIncome'

/** Takes a table for itself, and waits until somebody else's statement waits for it. */
async function hold(table: string): Promise<() => Promise<void>> {
  await own.client.query('begin')
  await own.client.query(`lock table ${table} in access exclusive mode`)
  return async () => {
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect
      .poll(async () => (await watcher.query(waiting)).rowCount, { timeout: 30_000 })
      .toBeGreaterThan(0)
  }
}

/** Asks whether the gateway still takes work until it says that it does not. */
async function untilItEnds(url: string): Promise<Answered> {
  for (;;) {
    const answer = await ask(`${url}/health/ready`)
    if (answer.status !== 200) return answer
  }
}

describe('told to end', () => {
  test('under the load of twenty kept connections it finishes what runs, and answers 503 and nothing worse to what is new', async () => {
    const { process, url } = await own.start({ SHUTDOWN_SECONDS: '60' })
    const token = await own.issuer.sign(reader('finance'))
    const agent = new Agent({ keepAlive: true, maxSockets: 20 })
    const answers: Answered[] = []
    let hasEnded = false
    const load = Array.from({ length: 20 }, async () => {
      while (!hasEnded) {
        // A connection that closes just as it is used answers nothing; whoever used it asks again.
        const answer = await ask(`${url}/graphql`, { body: villages, agent, token }).catch(
          () => undefined,
        )
        if (answer) answers.push(answer)
      }
    })
    const somebodyWaits = await hold('shared.township')
    const slow = ask(`${url}/graphql`, { body: townships, token })
    await somebodyWaits()

    const ended = process.stop('SIGTERM')
    expect((await untilItEnds(url)).status).toBe(503)
    expect(await ask(`${url}/health/live`)).toMatchObject({ status: 200, body: 'alive\n' })
    const before = answers.length
    await expect.poll(() => answers.length, { timeout: 30_000 }).toBeGreaterThan(before + 100)
    await own.client.query('rollback')

    const { status, headers, body } = await slow
    expect([status, headers.connection]).toEqual([200, 'close'])
    expect(JSON.parse(body).data.townships.nodes).toHaveLength(5)
    expect(await ended).toBe(0)
    hasEnded = true
    await Promise.all(load)
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 503]))
    const turnedAway = answers.filter((answer) => answer.status === 503)
    for (const answer of turnedAway) {
      expect(answer.headers).toMatchObject({ connection: 'close', 'retry-after': '5' })
      expect(JSON.parse(answer.body).errors[0].extensions.code).toBe('SERVICE_UNAVAILABLE')
    }
  })

  test('it waits for a delivery that is being stored', async () => {
    const { process, url } = await own.start({ SHUTDOWN_SECONDS: '60' })
    const [{ code }] = (await own.client.query('select min(code) as code from shared.village')).rows
    const somebodyWaits = await hold('statistics.village_income')
    const delivery = ask(`${url}/${place}`, {
      body: `villageCode,period,wageIncome\n${code},1990,700\n`,
      token: await own.issuer.sign(steward('statistics')),
    })
    await somebodyWaits()
    const ended = process.stop('SIGTERM')
    await untilItEnds(url)
    await own.client.query('rollback')
    const { status, body } = await delivery
    expect([status, JSON.parse(body).outcome]).toEqual([200, 'PUBLISHED'])
    expect(await ended).toBe(0)
    const stored = `select from statistics.village_income where period = '1990'`
    expect((await own.client.query(stored)).rowCount).toBe(1)
  })

  test('it does not wait for ever: what is not stored by the deadline is not stored at all', async () => {
    const { process, url } = await own.start({ SHUTDOWN_SECONDS: '1' })
    const [{ code }] = (await own.client.query('select min(code) as code from shared.village')).rows
    const somebodyWaits = await hold('statistics.village_income')
    const delivery = ask(`${url}/${place}`, {
      body: `villageCode,period,wageIncome\n${code},1991,700\n`,
      token: await own.issuer.sign(steward('statistics')),
    })
    const cutOff = expect(delivery).rejects.toThrow(/socket hang up|ECONNRESET/)
    await somebodyWaits()
    // The table stays taken until the process is gone.
    expect(await process.stop('SIGTERM')).toBe(0)
    await cutOff
    await own.client.query('rollback')
    const left = 'select from pg_stat_activity where datname = current_database()'
    await expect.poll(async () => (await watcher.query(left)).rowCount, { timeout: 30_000 }).toBe(2)
    const stored = `select from statistics.village_income where period = '1991'`
    expect((await own.client.query(stored)).rowCount).toBe(0)
    // Nothing of the file is left where others might read it.
    expect((await readdir(own.temporary)).filter((name) => name.startsWith('gateway-'))).toEqual([])
  })

  test('twice, it ends at once', async () => {
    const { process, url } = await own.start({ SHUTDOWN_SECONDS: '300' })
    const somebodyWaits = await hold('shared.township')
    const token = await own.issuer.sign(reader('finance'))
    const slow = ask(`${url}/graphql`, { body: townships, token })
    const cutOff = expect(slow).rejects.toThrow(/socket hang up|ECONNRESET/)
    await somebodyWaits()
    const ended = process.stop('SIGTERM')
    await untilItEnds(url)
    void process.stop('SIGINT')
    expect(await ended).toBe(1)
    await cutOff
  })
})
