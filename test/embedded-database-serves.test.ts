import { once } from 'node:events'
import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gatherCatalogue } from '../src/catalogue/catalogue.ts'
import { readSettings } from '../src/ground/settings.ts'
import { openDatabase } from '../src/store/database.ts'
import { claimDataDirectory } from '../src/store/dataDirectory.ts'
import { openDeliveries } from './prepare/openDeliveries.ts'
import { type GatewayProcess, startProcess } from './prepare/process.ts'

let folder: string
let env: Record<string, string>
let started: GatewayProcess
let url: string
let token: string

async function startOnce(): Promise<void> {
  started = startProcess('src/main.ts', env)
  const [, found = ''] = await started.prints(/The gateway is ready: (\S+)\/graphql/)
  url = found
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-embedded-'))
  env = {
    DATA_DIR: join(folder, 'data'),
    TMPDIR: join(folder, 'tmp'),
    PORT: '0',
    SYNTHETIC_VILLAGES: '2',
    SHUTDOWN_SECONDS: '2',
    LOG_LEVEL: 'silent',
  }
  await mkdir(env.TMPDIR ?? '')
  await startOnce()
  const asked = startProcess('src/commands/token.ts', env, ['--department', 'ruralCredit'])
  await asked.ends()
  token = asked.output().trim()
})
afterAll(async () => {
  await started.stop()
  await rm(folder, { recursive: true, force: true })
})

async function ask(query: string, variables: object = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer of its own query
  return (await response.json()) as any
}

test('the first start fills the whole list of areas and says where to click', async () => {
  expect(started.output()).toMatch(/http:\/\/127\.0\.0\.1:\d+\/graphiql/)
  expect(started.output()).toMatch(/synthetic/)
  const { data } = await ask(
    '{ counties { totalCount } townships { totalCount } villages { totalCount } assessedUnits { name } }',
  )
  expect(data).toMatchObject({
    counties: { totalCount: 10 },
    townships: { totalCount: 175 },
    villages: { totalCount: 2961 },
  })
  expect(data.assessedUnits).toHaveLength(12)
})

test('1,000 interleaved bound queries each get their own answer', async () => {
  const { data } = await ask('{ villages(first: 500) { nodes { code name } } }')
  const villages: { code: string; name: string }[] = data.villages.nodes
  const one =
    'query ($code: AreaCode!) { village(code: $code) { code name township { villages(first: 500) { nodes { code } } } } }'
  const asked = Array.from({ length: 1000 }, (_, index) => villages[(index * 7) % villages.length])
  const answers = await Promise.all(asked.map((village) => ask(one, { code: village?.code })))
  answers.forEach((answer, index) => {
    expect(answer.errors).toBeUndefined()
    expect(answer.data.village.name).toBe(asked[index]?.name)
    const township = asked[index]?.code.slice(0, 9)
    const codes: { code: string }[] = answer.data.village.township.villages.nodes
    expect(codes.every(({ code }) => code.startsWith(township ?? '?'))).toBe(true)
  })
})

test('a department publishes into it while others ask, and none of them sees a half', async () => {
  const lent = await fetch(`${url}/graphiql/token?steward=statistics`)
  const authorization = `Bearer ${await lent.text()}`
  const { data } = await ask('{ villages(first: 500) { nodes { code } } }')
  const villages: { code: string }[] = data.villages.nodes
  const [first, last] = [villages[0]?.code, villages.at(-1)?.code]
  const rows = villages.map(({ code }) => `${code},2021,12000`)
  const delivery = fetch(`${url}/publish/statistics.VillageIncome`, {
    method: 'POST',
    headers: { authorization },
    body: `villageCode,period,disposableIncomePerCapita\n${rows.join('\n')}\n`,
  })
  const income = `statistics { income(period: "2021") { disposableIncomePerCapita } }`
  // The one is read by the first statement of the view, the other by a later one.
  const both = `{ first: village(code: "${first}") { ${income} }
    last: village(code: "${last}") { township { villages(within: "${last}") { nodes { ${income} } } } } }`
  let finished = false
  const done = delivery.then(async (response) => {
    finished = true
    return response.json()
  })
  while (!finished) {
    const { first: one, last: other } = (await ask(both)).data
    expect(one.statistics.income).toEqual(other.township.villages.nodes[0].statistics.income)
  }
  expect(await done).toMatchObject({ outcome: 'PUBLISHED', inserted: 500 })
  const after = (await ask(both)).data
  const [node] = after.last.township.villages.nodes
  expect(node.statistics.income.disposableIncomePerCapita).toBe('12000.00')
})

test('others read while a delivery is looked at, and see nothing of it', async () => {
  const settings = readSettings({ DATA_DIR: join(folder, 'shared'), STATEMENT_SECONDS: '60' })
  await claimDataDirectory(settings.dataDir)
  const database = await openDatabase(await gatherCatalogue(), settings)
  const file = await open(join(folder, 'rows'), 'w+')
  await file.write(Array.from({ length: 100_000 }, (_, n) => `${n}\n`).join(''))
  const read = async (text: string) => {
    const { reader, state } = database.snapshot()
    const rows = await reader
      .rows<{ years: number }>('a reader', sql.raw(text))
      .catch(({ message }) => message)
    await state.end()
    return rows
  }
  const years = 'select count(*)::int as years from publishing.closed_year'
  await database.transaction(async (transaction) => {
    await transaction.run(sql`create temp table came (n integer) on commit drop`)
    let whileItCame: unknown
    const asked = read(years).then((rows) => {
      whileItCame = rows
    })
    await transaction.copyFile(sql`came (n)`, file.fd)
    expect(whileItCame).toEqual([{ years: 0 }])
    await asked
    // What one of them gets wrong, or tries to write, is no matter to the delivery.
    let answers: unknown
    const all = [
      read('select 1 / 0'),
      read(`insert into publishing.closed_year values (2015, now(), 'x', 'x')`),
      read(years),
    ]
    void Promise.all(all).then((rows) => {
      answers = rows
    })
    while (!answers) {
      await transaction.pause()
      await new Promise(setImmediate)
    }
    const [wrong, written, right] = answers as unknown[]
    expect(wrong).toMatch(/division by zero/)
    expect(written).toMatch(/read-only/)
    expect(right).toEqual([{ years: 0 }])
    expect(await transaction.rows(sql`select count(*)::int as n from came`)).toEqual([
      { n: 100_000 },
    ])
    await transaction.run(sql`insert into publishing.closed_year values (2014, now(), 'x', 'x')`)
  })
  expect(await read(years)).toEqual([{ years: 1 }])
  await file.close()
  await database.close()
})

test('a statement that does not end is ended, and what was written before is there again', async () => {
  const settings = readSettings({ DATA_DIR: join(folder, 'own'), STATEMENT_SECONDS: '1' })
  await claimDataDirectory(settings.dataDir)
  const database = await openDatabase(await gatherCatalogue(), settings)
  await database.transaction(({ run }) =>
    run(sql`insert into publishing.closed_year values (2014, now(), 'x', 'x')`),
  )
  const endless = database.snapshot()
  const asked = endless.reader.rows(
    'an endless one',
    sql`select count(*) from generate_series(1, 1e12)`,
  )
  await expect(asked).rejects.toMatchObject({ extensions: { code: 'TIMEOUT' } })
  await endless.state.end()
  for (;;) {
    const next = database.snapshot()
    const years = await next.reader
      .rows<{ year: number }>('closed years', sql`select year from publishing.closed_year`)
      .catch((error) => {
        expect(error.extensions.code).toBe('SERVICE_UNAVAILABLE')
        return undefined
      })
    await next.state.end()
    if (!years) continue
    expect(years).toEqual([{ year: 2014 }])
    break
  }
  await database.close()
})

test('a second gateway on the same directory is refused', async () => {
  const second = startProcess('src/main.ts', env)
  expect(await second.ends()).toBe(1)
  expect(second.output()).toMatch(/DATA_DIR.*process id \d+/)
})

test('told to end under load it answers nothing worse than 503, and leaves nothing of a delivery that stalls', async () => {
  const lent = await fetch(`${url}/graphiql/token?steward=statistics`)
  const statuses = new Set<number>()
  let hasEnded = false
  const load = Array.from({ length: 20 }, async () => {
    while (!hasEnded) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"query":"{ villages(first: 5) { nodes { name } } }"}',
      }).catch(() => undefined)
      // A connection that closes just as it is used answers nothing.
      if (response) statuses.add(response.status)
      await response?.arrayBuffer().catch(() => undefined)
    }
  })
  const stalled = request(`${url}/publish/statistics.VillageIncome`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await lent.text()}` },
  })
  stalled.write('villageCode,period,disposableIncomePerCapita\n')
  const cutOff = expect(once(stalled, 'response')).rejects.toThrow(/socket hang up|ECONNRESET/)
  await expect.poll(() => openDeliveries(started.pid), { timeout: 30_000 }).toBeGreaterThan(0)
  expect(await started.stop('SIGTERM')).toBe(0)
  hasEnded = true
  await cutOff
  await Promise.all(load)
  expect(statuses).toEqual(new Set([200, 503]))
  const left = (await readdir(env.TMPDIR ?? '')).filter((name) =>
    name.startsWith('gateway-delivery-'),
  )
  expect(left).toEqual([])
  await startOnce()
})

test('what was filled in is there after a stop, and after a kill', async () => {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    await started.stop(signal)
    await startOnce()
    expect(started.output()).not.toMatch(/Filling/)
    const { data } = await ask('{ villages { totalCount } loans { totalCount } }')
    expect(data.villages.totalCount).toBe(2961)
    expect(data.loans.totalCount).toBeGreaterThan(0)
  }
})
