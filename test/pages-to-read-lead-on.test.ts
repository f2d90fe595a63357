import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docsHtml } from '../src/gateway/pages/docs/docsHtml.ts'
import { markdown } from '../src/gateway/pages/docs/markdown.ts'
import { chromiumArgs, chromiumPath } from './prepare/chromium.ts'
import { openTestGateway, type TestGateway } from './prepare/gateway.ts'
import { patience } from './prepare/patience.ts'

const root = new URL('../', import.meta.url)
const folder = 'src/gateway/pages/docs/'
const names = readdirSync(new URL(folder, root))
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.replace(/\.md$/, ''))

/** Each page by the address at which it is served, with the file in which it stands. */
const pages: readonly (readonly [address: string, path: string])[] = [
  ['/docs', 'README.md'],
  ...names.map((name) => [`/docs/${name}`, `${folder}${name}.md`] as const),
]
const addresses = pages.map(([address]) => address)

let gateway: TestGateway
const served = new Map<string, Response & { readonly html: string }>()
beforeAll(async () => {
  gateway = await openTestGateway()
  for (const address of addresses) {
    const response = await fetch(`${gateway.url}${address}`)
    served.set(address, Object.assign(response, { html: await response.text() }))
  }
})
afterAll(() => gateway.close())

const htmlOf = (address: string) => served.get(address)?.html ?? ''
const attributes = (html: string, name: string) =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value ?? '')
/** The links of a markdown text, outside of what it shows as code. */
const linksIn = (text: string) =>
  [...text.replace(/```.*?```|`[^`\n]*`/gs, '').matchAll(/\]\(([^)]+)\)/g)].map(
    ([, to]) => to ?? '',
  )

describe.each(pages)('%s', (address, path) => {
  test('is served as HTML that loads nothing from elsewhere and runs nothing', () => {
    const { status, headers, html } = served.get(address) as Response & { html: string }
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    expect(html).toMatch(/<h1 id="[^"]+">/)
    expect(html).not.toMatch(/<(script|style|img|iframe|object|form|base)\b| style=| on\w+=/i)
    const loaded = [...attributes(html, 'src'), ...attributes(html, 'href')]
    expect(
      loaded.filter((to) => !/^(\/(docs|publish|graphiql)\b|#|data:image\/svg)/.test(to)),
    ).toEqual([])
  })

  test('lists all the others, and says which it is itself', () => {
    const nav = /<nav.*<\/nav>/s.exec(htmlOf(address))?.[0] ?? ''
    expect(attributes(nav, 'href').sort()).toEqual([...addresses].sort())
    expect(nav).toContain(`<a href="${address}" aria-current="page">`)
    expect(attributes(nav, 'aria-current')).toHaveLength(1)
  })

  test('leads, where it is served, to what is there', async () => {
    const targets = new Set(attributes(htmlOf(address), 'href'))
    for (const target of targets) {
      if (target.startsWith('data:')) continue
      const [to = '', anchor] = target.split('#')
      const html = htmlOf(to || address)
      if (!html)
        expect([target, (await fetch(`${gateway.url}${to}`)).status]).toEqual([target, 200])
      if (anchor)
        expect([target, attributes(html, 'id')]).toEqual([
          target,
          expect.arrayContaining([decodeURI(anchor)]),
        ])
    }
  })

  test('leads, where it stands in the repository, to what is there', () => {
    const text = readFileSync(new URL(path, root), 'utf8')
    for (const link of linksIn(text)) {
      const { pathname, hash } = new URL(link, new URL(path, root))
      expect([link, link.includes(':'), existsSync(pathname)]).toEqual([link, false, true])
      const found = pages.find(([, file]) => new URL(file, root).pathname === pathname)
      if (hash)
        expect(attributes(htmlOf(found?.[0] ?? ''), 'id')).toContain(decodeURI(hash.slice(1)))
    }
  })
})

test('the README leads to every page', () => {
  const links = linksIn(readFileSync(new URL('README.md', root), 'utf8'))
  const led = new Set(links.filter((link) => link.startsWith(folder)))
  expect([...led].sort()).toEqual(names.map((name) => `${folder}${name}.md`).sort())
})

test('no page leads to GraphiQL where there is none', () => {
  const pages = new Map([['/docs', { title: 'A page', html: '<h1>A page</h1>' }]])
  expect(docsHtml('/docs', pages, true)).toContain('href="/graphiql"')
  expect(docsHtml('/docs', pages, false)).not.toContain('/graphiql')
})

test('a page that is not there is not found', async () => {
  expect((await fetch(`${gateway.url}/docs/whereToFindGold`)).status).toBe(404)
})

describe('a page in markdown', () => {
  test('has its HTML shown as it is written, and no picture', async () => {
    const render = await markdown()
    const { title, html } = render(
      '# A <b>\n\n<script>x()</script>\n\nan <img src=x> and ![a](/b.png)',
      'README.md',
    )
    expect(title).toBe('A &lt;b&gt;')
    expect(html).not.toMatch(/<(b|script|img)\b/)
    expect(html).toContain('&lt;script&gt;')
  })

  test.each([
    ['README.md', 'src/gateway/pages/docs/glossary.md#a', '/docs/glossary#a'],
    [`${folder}glossary.md`, 'running.md', '/docs/running'],
    [`${folder}glossary.md`, '../../../../README.md#settings', '/docs#settings'],
    [`${folder}glossary.md`, '#a', '/docs/glossary#a'],
  ])('of %s leads by %s to %s', async (path, link, address) => {
    expect((await markdown())(`[there](${link})`, path).html).toBe(
      `<p><a href="${address}">there</a></p>\n`,
    )
  })

  test.each(['https://example.org/', '//example.org/README.md', 'LICENSE', 'src/main.ts'])(
    'keeps only the words of a link to %s',
    async (link) => {
      expect((await markdown())(`see [there](${link}), then`, 'README.md').html).toBe(
        '<p>see there, then</p>\n',
      )
    },
  )

  test.each([
    ['What `x`, it is: told!', 'what-x-it-is-told'],
    ['运行 · Running it', '运行--running-it'],
    ["Who can't_say e-mail", 'who-cant_say-e-mail'],
  ])('has the anchors that code hosts give: %s', async (heading, anchor) => {
    expect((await markdown())(`## ${heading}`, 'README.md').html).toContain(`id="${anchor}"`)
  })
})

test(
  'a browser reads them all, and asks nobody else for anything',
  async () => {
    const browser = await chromium.launch({
      executablePath: await chromiumPath(),
      args: chromiumArgs,
    })
    const complaints: string[] = []
    const asked = new Set<string>()
    try {
      const page = await browser.newPage()
      page.on('console', (message) => complaints.push(message.text()))
      page.on('request', (request) => asked.add(new URL(request.url()).origin))
      await page.goto(`${gateway.url}/docs`)
      for (const address of addresses) {
        await page.click(`nav a[href="${address}"]`)
        await page.waitForURL(`**${address}`)
        expect(
          await page.evaluate('getComputedStyle(document.querySelector("main")).gridArea'),
        ).toContain('main')
      }
    } finally {
      await browser.close()
    }
    expect(complaints).toEqual([])
    expect([...asked].filter((origin) => origin !== 'null')).toEqual([gateway.url])
  },
  2 * patience,
)
