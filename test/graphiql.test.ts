import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { parse, validate } from 'graphql'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAskedAtHome } from '../src/gateway/http/loopback.ts'
import { demoCallers } from '../src/gateway/pages/demoCallers.ts'
import { type Example, examples } from '../src/gateway/pages/graphiqlExamples.ts'
import { schemaOf } from '../src/gateway/schema.ts'
import { chromiumArgs, chromiumPath } from './prepare/chromium.ts'
import { openTestGateway, type TestGateway, type Who } from './prepare/gateway.ts'
import { patience } from './prepare/patience.ts'

let gateway: TestGateway

beforeAll(async () => {
  gateway = await openTestGateway()
})

afterAll(() => gateway.close())

function claimsOf(name: string): Who {
  const caller = demoCallers.find((one) => one.name === name)
  if (!caller) throw new Error(`there is no demo caller "${name}"`)
  return caller.claims
}

function named(zh: string): Example {
  const example = examples.find((one) => one.zh === zh)
  if (!example) throw new Error(`there is no example "${zh}"`)
  return example
}

/** Whether an answer holds something besides its frame: a value that is not null. */
function holdsValues(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.some(holdsValues)
  if (typeof answer === 'object' && answer !== null) return Object.values(answer).some(holdsValues)
  return answer !== null
}

describe('the examples', () => {
  test.each(examples)('$zh $en holds before the schema, and answers', async (example) => {
    const { query, caller = 'finance' } = example
    const schema = await schemaOf(gateway.catalogue)
    expect(validate(schema, parse(query))).toEqual([])
    const { status, data, errors } = await gateway.ask(claimsOf(caller), query)
    expect(status).toBe(200)
    const isAboutBlanks = example === named('留空的数据')
    expect(errors.map(({ extensions }) => extensions.fact)).toEqual(
      isAboutBlanks
        ? [
            'statistics.PovertySpotCheck.wronglyExitedPersons',
            'ruralCredit.VillageOutlet.depositBalance',
          ]
        : [],
    )
    for (const field of Object.values(data)) expect(holdsValues(field)).toBe(true)
  })

  test('what they say of other callers is so', async () => {
    const blanks = await gateway.ask(claimsOf('statistics'), named('留空的数据').query)
    expect(blanks.errors.map(({ extensions }) => extensions.fact)).toEqual([
      'ruralCredit.VillageOutlet.depositBalance',
    ])
    const loans = await gateway.ask(claimsOf('finance'), named('农户的贷款').query)
    expect([loans.data ?? null, loans.errors[0].extensions.code]).toEqual([null, 'FORBIDDEN'])
  })
})

describe('the callers', () => {
  test.each(demoCallers)('$name is lent a token that holds', async ({ name, claims }) => {
    const lent = await fetch(`${gateway.url}/graphiql/token?caller=${name}`)
    expect(lent.headers.get('cache-control')).toBe('no-store')
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await lent.text()}`,
      },
      body: JSON.stringify({ query: '{ me { role area department { code } } }' }),
    })
    const { role, area = null, department } = claims
    expect(await response.json()).toMatchObject({
      data: {
        me: {
          role: role.toUpperCase(),
          area,
          department: department ? { code: department } : null,
        },
      },
    })
  })

  /** Asks for a token under a name that fetch would not send. */
  const lentUnder = async (headers: Record<string, string | string[]>) => {
    const asked = request(`${gateway.url}/graphiql/token?caller=finance`, { headers }).end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    return [answer.statusCode, await text(answer)] as const
  }

  test.each(['localhost', 'localhost:4000', '127.0.0.1', '127.8.8.8:80', '[::1]:4000'])(
    'are lent tokens under the name %s',
    async (host) => {
      const [status, token] = await lentUnder({ host })
      expect([status, token.split('.').length]).toEqual([200, 3])
    },
  )

  const strange: readonly Record<string, string>[] = [
    { host: 'data.example.gov.cn' },
    { host: '10.0.0.7:4000' },
    { host: 'localhost.example.com' },
    { host: 'localhost@example.com' },
    { host: '[::2]' },
    { host: 'data.example.gov.cn', 'x-forwarded-host': 'localhost' },
    { host: 'localhost', 'x-forwarded-for': '203.0.113.9' },
    { host: 'localhost', forwarded: 'for=203.0.113.9' },
    { host: 'localhost', 'x-forwarded-proto': 'https' },
    { host: 'localhost', 'cf-connecting-ip': '203.0.113.9' },
    { host: 'localhost', origin: 'http://data.example.gov.cn' },
    { host: 'localhost', 'sec-fetch-site': 'cross-site' },
    ...[
      'evil@localhost',
      'localhost#.example.com',
      'localhost/x',
      'localhost?x',
      'local%68ost',
    ].map((host) => ({ host })),
  ]
  test.each(strange)('are lent none under %j', async (headers) => {
    const [status, said] = await lentUnder(headers)
    expect(status).toBe(403)
    expect(JSON.parse(said)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
    expect(said).toMatch(/npm run token/)
  })

  test('are lent none by the old HTTP that proxies speak', async () => {
    const { hostname, port } = new URL(gateway.url)
    const socket = connect(Number(port), hostname)
    socket.write('GET /graphiql/token?caller=finance HTTP/1.0\r\nHost: 127.0.0.1:4000\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 403 [\s\S]*FORBIDDEN/)
  })

  test('are lent none from another machine, whatever name it writes', () => {
    const from = (remoteAddress: string) =>
      isAskedAtHome({
        headers: { host: 'localhost' },
        headersDistinct: { host: ['localhost'] },
        httpVersion: '1.1',
        socket: { remoteAddress },
      } as never)
    expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map(from)).toEqual([true, true, true])
    expect(['192.0.2.7', '::ffff:192.0.2.7', 'fe80::1'].map(from)).toEqual([false, false, false])
  })

  test('one that does not exist is refused by a sentence', async () => {
    const lent = await fetch(`${gateway.url}/graphiql/token?caller=nobody`)
    expect(lent.status).toBe(404)
    expect(await lent.text()).toContain('There is no such demo caller')
  })
})

describe('the page, in Chromium', () => {
  let browser: Browser
  let page: Page
  const patient = { timeout: patience }
  const requested: string[] = []
  const complaints: string[] = []

  const editor = () => page.locator('.graphiql-query-editor .monaco-editor')
  const response = () => page.locator('.graphiql-response .view-lines')
  const run = () => page.locator('.graphiql-execute-button').click()

  /** What the response pane shows; Monaco draws blanks as no-break spaces. */
  const shown = async () => ((await response().textContent()) ?? '').replaceAll('\u00a0', ' ')

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(patience)
    page.on('request', (request) => requested.push(request.url()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.goto(`${gateway.url}/graphiql`)
    await editor().waitFor()
  })

  afterAll(() => browser.close())

  test('opens with its name, says that the data is synthetic, and runs its first example', async () => {
    expect(await page.title()).toBe('铜仁数据网关')
    expect(await page.locator('header').textContent()).toContain('模拟数据 Synthetic data')
    await run()
    await expect.poll(shown, patient).toContain('"fullName": "铜仁市 沿河土家族自治县')
    await page.screenshot({ path: '.cache/graphiql.png' })
  })

  test('completes a field name, and asks as the caller that is chosen', async () => {
    const reread = page.waitForResponse((answer) => answer.url().endsWith('/graphql'))
    await page.locator('#caller').selectOption('agriculture')
    await reread
    await editor().click()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('{ me { department { code } } villages(first: 3) { nodes { fullN')
    const suggested = page.locator('.suggest-widget.visible .monaco-list-row.focused')
    await expect.poll(() => suggested.textContent(), patient).toContain('fullName')
    await suggested.click()
    const typed = () => editor().locator('.view-lines').textContent()
    await expect.poll(typed, patient).toContain('fullName')
    // GraphiQL reads the new query a moment after it is typed; until then it asks for the old operation.
    const tab = () => page.locator('.graphiql-tab').first().textContent()
    await expect.poll(tab, patient).not.toContain('VillagesOfYanhe')
    await run()
    await expect.poll(shown, patient).toContain('"code": "agriculture"')
    expect(await shown()).toContain('"fullName": "铜仁市')
  })

  test('fills in an example, with the caller that it is about', async () => {
    await page.getByRole('link', { name: '留空的数据' }).click()
    await editor().waitFor()
    expect(await page.locator('#caller').inputValue()).toBe('finance')
    expect(new URL(page.url()).search).toBe('')
    await run()
    await expect.poll(shown, patient).toContain('"code": "FORBIDDEN"')
  })

  test('keeps its tabs and its caller when loaded again', async () => {
    await page.locator('#caller').selectOption('yanhe')
    // GraphiQL writes its tabs down a moment after they change.
    const kept = () => page.evaluate("JSON.parse(localStorage['graphiql:tabState']).tabs.length")
    await expect.poll(kept, patient).toBe(2)
    await page.reload()
    await editor().waitFor()
    expect(await page.locator('#caller').inputValue()).toBe('yanhe')
    expect(await page.locator('.graphiql-tab').count()).toBe(2)
    expect(await editor().textContent()).toContain('WhatFinanceMayNotRead')
  })

  test('takes nothing from elsewhere, and nothing broke', async () => {
    const { origin } = new URL(gateway.url)
    expect(requested.length).toBeGreaterThan(8)
    expect(requested.filter((url) => !url.startsWith(`${origin}/`))).toEqual([])
    expect(complaints).toEqual([])
    const outside = page.evaluate("fetch('http://127.0.0.1:9/')")
    await expect(outside).rejects.toThrow()
    expect(complaints.join()).toContain('Content Security Policy')
  })
})
