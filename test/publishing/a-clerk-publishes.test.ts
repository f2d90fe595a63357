import { once } from 'node:events'
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumArgs, chromiumPath } from '../prepare/chromium.ts'
import { openTestGateway, reader, steward, type TestGateway } from '../prepare/gateway.ts'
import { patience } from '../prepare/patience.ts'
import { startProcess } from '../prepare/process.ts'

const view = 'statistics.VillageIncome'
const headings = '村(社区)代码,所属期,人均可支配收入(元/年),工资性收入(元/年)'
const patient = { timeout: patience }

/** A line to the gateway on which answers to deliveries can be lost, after they took effect. */
interface Line {
  readonly url: string
  readonly lose: (answers: number) => void
  readonly close: () => void
}

async function openLine(to: string): Promise<Line> {
  let toLose = 0
  const server = createServer((request, response) => {
    const { method, headers } = request
    const onward = ask(`${to}${request.url}`, { method, headers }, (answer) => {
      if (method === 'POST' && toLose > 0) {
        toLose -= 1
        answer.resume().on('end', () => request.socket.destroy())
        return
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    request.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lose: (answers) => {
      toLose = answers
    },
    close: () => server.close().closeAllConnections(),
  }
}

let gateway: TestGateway
let line: Line
let folder: string
let village: string

beforeAll(async () => {
  gateway = await openTestGateway()
  line = await openLine(gateway.url)
  folder = await mkdtemp(join(tmpdir(), 'clerk-'))
  const [row] = await gateway.sql(
    `select village_code from statistics.village_income where period = '2019'
      and village_code like '520624%' order by village_code limit 1`,
  )
  village = row.village_code
})

afterAll(async () => {
  line.close()
  await gateway.close()
  await rm(folder, { recursive: true })
})

/** Writes a file of the clerk's: one row of the village for a year. */
async function filed(name: string, period: string, income: string, wages = ''): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `${headings}\r\n${village},${period},${income},${wages}\r\n`)
  return path
}

async function incomeIn(period: string): Promise<string | null> {
  const { data } = await gateway.ask(
    reader('finance'),
    `query ($code: AreaCode!, $period: Period!) { village(code: $code) {
      statistics { income(period: $period) { disposableIncomePerCapita } } } }`,
    { variables: { code: village, period } },
  )
  return data.village.statistics.income?.disposableIncomePerCapita ?? null
}

async function batchesOf(fileName: string): Promise<number> {
  return (await gateway.sql('select from publishing.batch where file_name = $1', [fileName])).length
}

describe('on the page, in Chromium', () => {
  let browser: Browser
  let page: Page
  const requested: string[] = []
  const complaints: string[] = []

  const report = () => page.locator('#report')
  const outcome = () => page.locator('#report h2').textContent()
  const press = () => page.locator('#send').click()
  const choose = (path: string) => page.locator('#file').setInputFiles(path)

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
    page = await browser.newPage({ viewport: { width: 1100, height: 1000 } })
    page.setDefaultTimeout(patience)
    page.on('request', (request) => requested.push(request.url()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      const isRefusal = message.text().startsWith('Failed to load resource')
      if (message.type() === 'error' && !isRefusal) complaints.push(message.text())
    })
    await page.goto(`${line.url}/publish`)
    await page.locator('#view option').first().waitFor({ state: 'attached' })
  })

  afterAll(() => browser.close())

  test('a clerk finds the view of their department, and its template', async () => {
    expect(await page.title()).toBe('报送数据 · 铜仁数据网关')
    expect(await page.locator('header').textContent()).toContain('模拟数据 Synthetic data')
    await page.locator('#department').selectOption('statistics')
    const first = () => page.locator('#view optgroup').first().getAttribute('label')
    expect(await first()).toBe('本单位 Own · 铜仁市统计局(国家统计局铜仁调查队)')
    await page.locator('#search').fill('人均可支配收入')
    await page.locator('#view').selectOption(view)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载“村农民人均可支配收入”的模板' }).click()
    const template = await readFile(await (await download).path())
    expect(template.subarray(0, 2).toString()).toBe('PK')
  })

  test('what is missing is said before anything is sent', async () => {
    await press()
    expect(await outcome()).toContain('请先选择文件。')
    expect(await page.evaluate('document.activeElement.id')).toBe('file')
  })

  test('a cell at fault is told with its line, column and content, also as a table', async () => {
    await choose(await filed('2019年收入.csv', '2019', '12345.6', '=9000+1'))
    await press()
    await expect.poll(outcome, patient).toContain('未入库：有 1 处问题。')
    const cells = await report().locator('tbody td').allTextContents()
    expect(cells.slice(0, 3)).toEqual(['2', '工资性收入(元/年)', '=9000+1'])
    expect(cells[3]).toContain('公式')
    await page.screenshot({ path: '.cache/publish.png', fullPage: true })
    const download = page.waitForEvent('download')
    await report().getByRole('button', { name: '下载问题清单' }).click()
    const table = await download
    expect(table.suggestedFilename()).toBe('2019年收入-问题.csv')
    const [head, row] = (await readFile(await table.path(), 'utf8')).split('\r\n')
    expect(head).toBe('\ufeff行,列,内容,问题,problem')
    expect(row).toMatch(/^2,工资性收入\(元\/年\),'=9000\+1,/)
  })

  test('once mended it passes the dry run, which stores nothing, and then is published', async () => {
    const before = await incomeIn('2019')
    await choose(await filed('2019年收入.csv', '2019', '12345.6', '9001'))
    await press()
    await expect.poll(outcome, patient).toContain('试报通过，尚未入库。')
    expect(await outcome()).toContain('新增 0 行，更正 1 行，撤回 0 行，未变 0 行')
    expect(await incomeIn('2019')).toBe(before)
    await report().getByRole('button', { name: '正式报送' }).click()
    await expect.poll(outcome, patient).toMatch(/已发布：第 \d+ 批，新增 0 行，更正 1 行/)
    expect(await incomeIn('2019')).toBe('12345.60')
  })

  test('pressing again after a lost connection is the same delivery', async () => {
    await choose(await filed('断线.csv', '2020', '13000'))
    line.lose(Number.POSITIVE_INFINITY)
    await press()
    await expect.poll(outcome, patient).toContain('连接中断，没有收到答复。')
    expect(await incomeIn('2020')).toBe('13000.00')
    line.lose(0)
    await press()
    await expect.poll(outcome, patient).toContain('已发布：第')
    expect(await batchesOf('断线.csv')).toBe(1)
  })

  test('a file that changed after it was chosen is asked for again', async () => {
    await choose(await filed('改动.csv', '2019', '1'))
    const later = Date.now() / 1000 + 60
    await utimes(await filed('改动.csv', '2019', '22222'), later, later)
    await press()
    await expect.poll(outcome, patient).toContain('在选定之后被改动或移走了')
    expect(await incomeIn('2019')).toBe('12345.60')
  })

  test("whoever chooses another department's view is told whose it is", async () => {
    await page.locator('#department').selectOption('forestry')
    await choose(await filed('别人的.csv', '2019', '1'))
    await press()
    await expect.poll(outcome, patient).toContain('只能由铜仁市统计局')
    expect(await incomeIn('2019')).toBe('12345.60')
  })

  test('takes nothing from elsewhere, and nothing broke', async () => {
    expect(requested.filter((url) => !url.startsWith(`${line.url}/`))).toEqual([])
    expect(complaints).toEqual([])
    await expect(page.evaluate("fetch('http://127.0.0.1:9/')")).rejects.toThrow()
    expect(complaints.join()).toContain('Content Security Policy')
  })
})

describe('from the command line', () => {
  async function publish(file: string, ...more: string[]) {
    const token = await gateway.issuer.sign(steward('statistics'))
    const args = [file, '--view', view, '--url', line.url, ...more]
    const run = startProcess('src/commands/publish.ts', { GATEWAY_TOKEN: token }, args)
    const code = await run.ends()
    expect(run.output()).not.toContain(token)
    return { code, said: run.output() }
  }

  test('a file is published, and its counts are said', async () => {
    const { code, said } = await publish(await filed('命令.csv', '2018', '9876.5'))
    expect(said).toMatch(/已发布：第 \d+ 批，新增 0 行，更正 1 行，撤回 0 行，未变 0 行。/)
    expect(code).toBe(0)
    expect(await incomeIn('2018')).toBe('9876.50')
  })

  test('a dry run stores nothing', async () => {
    const { code, said } = await publish(await filed('命令.csv', '2018', '1'), '--dry-run')
    expect(said).toContain('试报通过，未入库')
    expect(code).toBe(0)
    expect(await incomeIn('2018')).toBe('9876.50')
  })

  test('faults are said line by line and written as a table, and refuse the file', async () => {
    const file = await filed('命令.csv', '2018', '九千')
    const table = join(folder, 'faults.csv')
    const { code, said } = await publish(file, '--report', table)
    expect(said).toContain(`${file}:2: 人均可支配收入(元/年): `)
    expect(code).toBe(1)
    expect(await readFile(table, 'utf8')).toContain('\r\n2,人均可支配收入(元/年),九千,')
  })

  test('a connection that breaks before the answer is tried once more, as the same delivery', async () => {
    line.lose(1)
    const { code, said } = await publish(await filed('命令断线.csv', '2021', '15000'))
    expect(said).toContain('连接中断，再送一次')
    expect(said).toContain('已发布：第')
    expect(code).toBe(0)
    expect(await batchesOf('命令断线.csv')).toBe(1)
  })

  test('a large file that is refused at once is told so', async () => {
    const large = join(folder, 'large.csv')
    await writeFile(large, '0'.repeat(40_000_000))
    const { code, said } = await publish(large, '--url', gateway.url, '--view', 'finance.Nothing')
    expect(said).toContain('没有名为“finance.Nothing”的视图')
    expect(code).toBe(2)
  })

  test.each([
    [['--url', 'http://127.0.0.1:9'], /网关没有开启/],
    [['--url', 'gateway'], /--url/],
    [['--colour', 'red'], /unknown option/],
  ])('with %j nothing is delivered, and why is said', async (wrong, why) => {
    const { code, said } = await publish(await filed('命令.csv', '2018', '1'), ...wrong)
    expect(said).toMatch(why)
    expect(code).toBe(2)
  })
})
