import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as elapsed } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Held } from '../src/gateway/http/held.ts'
import { staticText } from '../src/gateway/http/staticText.ts'
import { finance, openTestGateway, steward, type TestGateway } from './prepare/gateway.ts'
import { openDeliveries } from './prepare/openDeliveries.ts'

/** One that sends slow clients away after a second, one that has little memory for them, and one of patience. */
let strict: TestGateway
let frugal: TestGateway
let patient: TestGateway

beforeAll(async () => {
  strict = await openTestGateway(undefined, { settings: { CLIENT_SECONDS: '1' } })
  frugal = await openTestGateway(undefined, {
    settings: { CLIENT_SECONDS: '600', CLIENT_MEGABYTES: '8' },
  })
  patient = await openTestGateway(undefined, { settings: { CLIENT_SECONDS: '4' } })
})
afterAll(async () => {
  await Promise.all([strict, frugal, patient].map((gateway) => gateway.close()))
})

const statistics = steward('statistics')

/** A client by hand: what it has been told so far, and whether it has been cut off. */
interface Client {
  readonly socket: Socket
  readonly said: () => string
  readonly isOpen: () => boolean
  readonly closed: Promise<void>
}

const clients: Client[] = []
afterEach(() => {
  for (const { socket } of clients.splice(0)) socket.destroy()
})

async function client(
  { url }: TestGateway,
  { reads = true }: { reads?: boolean } = {},
): Promise<Client> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let said = ''
  if (reads) socket.on('data', (piece) => (said += piece))
  // Who is cut off in the middle of a word hears of it as an error, and then of the end as everybody does.
  socket.on('error', () => undefined)
  let isOpen = true
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      isOpen = false
      resolve()
    })
  })
  await once(socket, 'connect')
  const made = { socket, said: () => said, isOpen: () => isOpen, closed }
  clients.push(made)
  return made
}

/** Goes on writing the same until it is cut off. */
async function keepWriting({ socket }: Client, piece: string, everyMs: number): Promise<void> {
  while (socket.writable) {
    socket.write(piece)
    await elapsed(everyMs)
  }
}

/** The head of a request, open at its end. */
async function head(
  { issuer }: TestGateway,
  more: Readonly<Record<string, string | number>>,
  { who = finance, place = 'POST /graphql', token = '' } = {},
): Promise<string> {
  const lines = Object.entries({
    host: 'localhost',
    authorization: `Bearer ${token || (await issuer.sign(who))}`,
    'content-type': 'application/json',
    ...more,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${place} HTTP/1.1\r\n${lines.join('')}\r\n`
}

async function answers({ ask }: TestGateway): Promise<number> {
  return (await ask(finance, '{ villages(first: 1) { nodes { name } } }')).status
}

const many = <T>(count: number, make: () => Promise<T>) =>
  Promise.all(Array.from({ length: count }, make))

describe('what comes too slowly', () => {
  test('200 heads and 200 bodies, a byte at a time, are cut off, and others are served meanwhile', async () => {
    const body = await head(strict, { 'content-length': 100_000 })
    const slow = await many(400, () => client(strict))
    slow.forEach((one, n) => {
      one.socket.write(n % 2 ? `${body}{"query":"` : 'POST /graphql HTTP/1.1\r\na: ')
      void keepWriting(one, ' ', 100)
    })
    expect(await answers(strict)).toBe(200)
    await Promise.all(slow.map(({ closed }) => closed))
    expect(await answers(strict)).toBe(200)
  })

  test('whoever sends no head in time is told so', async () => {
    const one = await client(strict)
    one.socket.write('GET /graphiql HTTP/1.1\r\n')
    void keepWriting(one, 'a', 100)
    await one.closed
    expect(one.said()).toMatch(/^HTTP\/1\.1 408 .*BAD_USER_INPUT/s)
  })

  test('a hundred bodies that stall are cut off, and what was kept of them is let go', async () => {
    const begun = await head(strict, { 'content-length': 900_000 })
    const stalled = await many(100, () => client(strict))
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, strict.gateway.held())
    }, 5)
    for (const { socket } of stalled) socket.write(begun + ' '.repeat(800_000))
    await Promise.all(stalled.map(({ closed }) => closed))
    clearInterval(watch)
    expect(most).toBeGreaterThan(2 ** 20)
    await expect.poll(() => strict.gateway.held(), { timeout: 20_000 }).toBe(0)
  })

  test('bodies that stall take no more memory than there is for them, whatever their number', async () => {
    const begun = await head(frugal, { 'content-length': 1_000_000 })
    const stalled: Client[] = []
    for (let sent = 0; sent < 20; sent += 1) {
      const one = await client(frugal)
      stalled.push(one)
      const before = frugal.gateway.held()
      one.socket.write(begun + ' '.repeat(900_000))
      // All of it has been read once what is kept has come to its most, or has grown by it.
      await expect
        .poll(() => Math.min(frugal.gateway.held() - before, 900_000), { timeout: 20_000 })
        .toSatisfy((grown) => grown === 900_000 || !stalled[0]?.isOpen())
      expect(frugal.gateway.held()).toBeLessThanOrEqual(8 * 2 ** 20)
    }
    const open = () => stalled.filter(({ isOpen }) => isOpen()).length
    await expect.poll(open, { timeout: 20_000 }).toBeLessThan(10)
    expect(stalled.at(-1)?.isOpen()).toBe(true)
    expect(await answers(frugal)).toBe(200)
  })

  const publish = { who: statistics, place: 'POST /publish/statistics.VillageIncome' }

  test.each([
    ['says nothing more', 0],
    ['says a letter at a time', 100],
  ])('a delivery that %s is cut off, and nothing of it stays on disk', async (_name, everyMs) => {
    const one = await client(strict)
    one.socket.write(await head(strict, { 'content-length': 1_000_000 }, publish))
    one.socket.write('villageCode,period,wageIncome\n')
    if (everyMs) void keepWriting(one, '5', everyMs)
    const kept = () => openDeliveries(process.pid)
    await expect.poll(kept, { timeout: 20_000 }).toBe(2)
    await one.closed
    await expect.poll(kept, { timeout: 20_000 }).toBe(0)
  })

  test('a delivery that goes on is waited for, however long it takes in all', async () => {
    const [{ code }] = await patient.sql('select min(code) as code from shared.village')
    async function* pieces() {
      yield Buffer.from('villageCode,period,wageIncome\n')
      for (let year = 1950; year < 1962; year += 1) {
        yield Buffer.from(`${code},${year},7${' '.repeat(2_000)}\n`)
        await elapsed(500)
      }
    }
    const { status, report } = await patient.deliver(
      statistics,
      'statistics.VillageIncome',
      ReadableStream.from(pieces()) as never,
    )
    expect([status, report.inserted]).toEqual([200, 12])
  })
})

test('what comes after the answer is let pass for a while, and then cut off', async () => {
  const endless = { 'transfer-encoding': 'chunked' }
  const place = 'POST /publish/statistics.VillageIncome'
  const refused = [
    [401, endless, { token: 'none' }],
    [404, endless, { place: 'POST /nowhere' }],
    [405, endless, { place: 'PUT /graphql' }],
    [413, endless, {}],
    [413, { 'content-length': 1e9 }, {}],
    [415, { ...endless, 'content-type': 'text/plain' }, {}],
    [401, endless, { token: 'none', place }],
    [403, endless, { place }],
    [413, { 'content-length': 3 * 2 ** 30 }, { who: statistics, place }],
  ] as const
  const answered = refused.map(async ([status, more, how]) => {
    const one = await client(strict)
    one.socket.write(await head(strict, more, how))
    void keepWriting(one, `8000\r\n${' '.repeat(0x8000)}\r\n`, 10)
    await one.closed
    const said = one.said()
    expect([status, more, said.split('\r\n')[0]]).toEqual([
      status,
      more,
      expect.stringContaining(`HTTP/1.1 ${status} `),
    ])
    expect(said).toMatch(/"errors":\[.*"code"/)
  })
  await Promise.all(answered)
  await expect.poll(() => strict.gateway.held(), { timeout: 20_000 }).toBe(0)
})

describe('an answer that is not read', () => {
  /** Some eight megabytes, more than the system's two buffers of a connection hold. */
  const wide = (ids = 75) =>
    `{ townships(first: 175) { nodes { villages(first: 100) { nodes { ${Array.from({ length: ids }, (_, n) => `n${n}: id`).join(' ')} } } } } }`

  /** Nine megabytes, which everybody may ask for. */
  const page = 'GET /graphiql/graphiql.js HTTP/1.1\r\nhost: localhost\r\n\r\n'

  async function asking(gateway: TestGateway, ids?: number): Promise<string> {
    const body = JSON.stringify({ query: wide(ids) })
    return (await head(gateway, { 'content-length': body.length })) + body
  }

  async function askFor(gateway: TestGateway, reads: boolean, ids?: number): Promise<Client> {
    const one = await client(gateway, { reads })
    one.socket.write(await asking(gateway, ids))
    return one
  }

  test('is kept for a while, and then let go with its connection', async () => {
    const one = await askFor(strict, false)
    await expect.poll(() => strict.gateway.held(), { timeout: 20_000 }).toBeGreaterThan(2 ** 20)
    await expect.poll(() => strict.gateway.held(), { timeout: 20_000 }).toBe(0)
    one.socket.resume()
    await one.closed
    expect(await answers(strict)).toBe(200)
  })

  test('is let go too where it waits behind another one, and no end waits for it', async () => {
    const ending = await openTestGateway(undefined, { settings: { SHUTDOWN_SECONDS: '300' } })
    const one = await client(ending, { reads: false })
    one.socket.write((await asking(ending)).repeat(3))
    const kept = () => ending.gateway.held()
    await expect.poll(kept, { timeout: 20_000 }).toBeGreaterThan(18 * 2 ** 20)
    one.socket.destroy()
    await expect.poll(kept, { timeout: 20_000 }).toBe(0)
    await ending.close()
  })

  test('is not kept at all for whoever has gone before it was ready', () => {
    const held = new Held(1000)
    held.add({ socket: { destroyed: true } } as never, 100)
    expect(held.bytes).toBe(0)
  })

  test('of a page is the same bytes for everybody', async () => {
    const before = process.memoryUsage().arrayBuffers
    const unread = await many(40, () => client(frugal, { reads: false }))
    for (const { socket } of unread) {
      socket.write(page)
    }
    const [last] = unread.slice(-1)
    await once(last?.socket as Socket, 'readable')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 2 ** 20)
  })

  test('of a page is read once, however many ask before it has been', async () => {
    let reads = 0
    let asked = 0
    const answer = staticText("default-src 'none'", 'text/plain', async () => {
      reads += 1
      if (asked === 1) throw new Error('not there yet')
      await expect.poll(() => asked, { timeout: 20_000 }).toBe(21)
      return 'a page'
    })
    const server = createServer((request, response) => {
      asked += 1
      answer(request, response).catch(() => response.writeHead(500).end())
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect((await fetch(url)).status).toBe(500)
    const pages = await many(20, async () => (await fetch(url)).text())
    expect([new Set(pages), reads]).toEqual([new Set(['a page']), 2])
    server.close()
  })

  test('takes no more memory than there is, and whoever reads gets theirs whole', async () => {
    const unread: Client[] = []
    for (let asked = 0; asked < 3; asked += 1) {
      const before = frugal.gateway.held()
      // Each of another length, so that what is kept is another amount, whoever was cut off for it.
      unread.push(await askFor(frugal, false, 75 + asked))
      await expect.poll(() => frugal.gateway.held(), { timeout: 20_000 }).not.toBe(before)
      expect(frugal.gateway.held()).toBeLessThanOrEqual(8 * 2 ** 20)
    }
    const { status, data } = await frugal.ask(finance, wide())
    expect([status, data.townships.nodes.length]).toEqual([200, 175])
    expect(frugal.gateway.held()).toBeLessThanOrEqual(8 * 2 ** 20)
    for (const { socket } of unread) socket.resume()
    await unread[0]?.closed
  })

  test('is sent on to whoever reads it slowly, but does read', async () => {
    const one = await askFor(patient, true)
    one.socket.on('data', () => {
      one.socket.pause()
      setTimeout(() => one.socket.resume(), 20)
    })
    await expect
      .poll(() => one.said().slice(-80), { timeout: 50_000 })
      .toMatch(/"synthetic":true\}\}$/)
    expect(one.isOpen()).toBe(true)
  })
})

test('whoever waits for the gateway itself is not sent away', async () => {
  const held = strict.sql(
    'begin; lock table shared.township in access exclusive mode; select pg_sleep(3); commit',
  )
  const isHeld = `select from pg_locks where mode = 'AccessExclusiveLock' and granted
    and relation = 'shared.township'::regclass`
  await expect.poll(() => strict.sql(isHeld), { timeout: 20_000 }).toHaveLength(1)
  const query = '{ townships(first: 1) { nodes { name } } }'
  const { status, errors } = await strict.ask(finance, query)
  expect([status, errors]).toEqual([200, []])
  await held
})
