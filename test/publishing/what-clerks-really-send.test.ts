import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openTestGateway, reader, steward, type TestGateway } from '../prepare/gateway.ts'
import { zipArchive } from './zipArchive.ts'

const view = 'financeOffice.VillageFinanceService'
const financeOffice = steward('financeOffice')
let gateway: TestGateway
let village: string

beforeAll(async () => {
  gateway = await openTestGateway()
  const [row] = await gateway.sql(
    `select code from shared.village where code like '520627%' order by 1 limit 1`,
  )
  village = row.code
})
afterAll(() => gateway.close())
afterEach(() =>
  gateway.sql(`delete from finance_office.village_finance_service where period > '2025'`),
)

const headings = '村(社区)代码,所属期,精准脱贫服务站建成,建站日期,助农取款机具(台)'

function fileOf(...rows: string[]): string {
  return `${[headings, ...rows].join('\n')}\n`
}

function deliver(file: string | Uint8Array | ReadableStream) {
  return gateway.deliver(financeOffice, view, file)
}

/** GBK bytes of the headings and of 是; no library of ours writes GBK, so they are spelled out. */
const gbk: Readonly<Record<string, string>> = {
  村: 'b4e5',
  社: 'c9e7',
  区: 'c7f8',
  代: 'b4fa',
  码: 'c2eb',
  所: 'cbf9',
  属: 'caf4',
  期: 'c6da',
  精: 'beab',
  准: 'd7bc',
  脱: 'cdd1',
  贫: 'c6b6',
  服: 'b7fe',
  务: 'cef1',
  站: 'd5be',
  建: 'bda8',
  成: 'b3c9',
  日: 'c8d5',
  助: 'd6fa',
  农: 'c5a9',
  取: 'c8a1',
  款: 'bfee',
  机: 'bbfa',
  具: 'bedf',
  台: 'cca8',
  是: 'cac7',
}

function inGbk(text: string): Buffer {
  return Buffer.concat(
    [...text].map((sign) => Buffer.from(gbk[sign] ?? Buffer.from(sign).toString('hex'), 'hex')),
  )
}

describe('a file in another encoding or shape is read as it was meant', () => {
  const row = () => `${village},2026-Q1,是,2026/1/5,3`
  test.each([
    ['GBK', () => inGbk(fileOf(row())), 'gb18030'],
    [
      'UTF-16 with its mark',
      () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(fileOf(row()), 'utf16le')]),
      'utf-16le',
    ],
    ['UTF-8 with its mark', () => Buffer.from(`\ufeff${fileOf(row())}`), 'utf-8'],
    ['mixed line ends', () => Buffer.from(`${headings}\r\n${row()}\r`), 'utf-8'],
    ['semicolons', () => Buffer.from(fileOf(row()).replaceAll(',', ';')), 'utf-8'],
    [
      'quotes round every cell',
      () => Buffer.from(fileOf(row()).replace(/[^,\n]+/g, '"$&"')),
      'utf-8',
    ],
    ['a line that names the separator', () => Buffer.from(`sep=,\r\n${fileOf(row())}`), 'utf-8'],
  ])('%s', async (_name, file, encoding) => {
    const { report } = await deliver(file())
    expect(report).toMatchObject({ outcome: 'PUBLISHED', inserted: 1, encoding })
    const { data } = await gateway.ask(
      reader('finance'),
      `{ village(code: "${village}") { financeOffice { financeService(period: "2026-Q1") {
        stationEstablished stationOpenedDate posTerminals } } } }`,
    )
    expect(data.village.financeOffice.financeService).toEqual({
      stationEstablished: true,
      stationOpenedDate: '2026-01-05',
      posTerminals: 3,
    })
  })
})

test("Excel's short rows are read: it leaves out blank cells at the end of a line itself", async () => {
  const { report } = await deliver(
    fileOf(`${village},2026-Q1,是`, `"${village}",2026-Q2,否`, `${village},2026-Q3,是,,7`),
  )
  expect(report).toMatchObject({ outcome: 'PUBLISHED', inserted: 3 })
  const rows = await gateway.sql(
    `select station_opened_date as opened, pos_terminals as terminals
      from finance_office.village_finance_service where period > '2025' order by period`,
  )
  expect(rows).toEqual([
    { opened: null, terminals: null },
    { opened: null, terminals: null },
    { opened: null, terminals: 7 },
  ])
})

describe('a file that is wrong is refused in words that a clerk can act on', () => {
  test.each<[string, () => string, object]>([
    [
      'a quote that never closes',
      () => fileOf(`${village},2026-Q1,"是,,`),
      { zh: expect.stringContaining('引号') },
    ],
    [
      'a village in scientific notation',
      () => fileOf('5.20627E+11,2026-Q1,是,,'),
      { line: 2, column: '村(社区)代码', zh: expect.stringContaining('科学计数') },
    ],
    [
      'a formula',
      () => fileOf(`${village},2026-Q1,是,,=SUM(A1:A3)`),
      { line: 2, column: '助农取款机具(台)', zh: expect.stringContaining('公式') },
    ],
    [
      'a column too many',
      () => fileOf(`${village},2026-Q1,是,,3,4`),
      { line: 2, zh: expect.stringContaining('逗号') },
    ],
    [
      'a heading misspelt',
      () => fileOf(`${village},2026-Q1,是,,3`).replace('建站日期', '建占日期'),
      { line: 1, column: '建占日期', zh: expect.stringContaining('建站日期') },
    ],
    [
      'a heading misspelt below blank lines',
      () => `\n\n${fileOf(`${village},2026-Q1,是,,3`).replace('建站日期', '建占日期')}`,
      { line: 3, column: '建占日期' },
    ],
    [
      'no period',
      () => `村(社区)代码,助农取款机具(台)\n${village},3\n`,
      { line: 1, zh: expect.stringContaining('所属期') },
    ],
    [
      'a period of another kind',
      () => fileOf(`${village},2026,是,,3`),
      { line: 2, column: '所属期', zh: expect.stringContaining('季度') },
    ],
    [
      'a period that has not begun',
      () => fileOf(`${village},2099-Q1,是,,3`),
      { line: 2, column: '所属期' },
    ],
    [
      'a day that does not exist',
      () => fileOf(`${village},2026-Q1,是,2023-02-30,3`),
      { line: 2, column: '建站日期' },
    ],
    [
      'more than fits',
      () => fileOf(`${village},2026-Q1,是,,99999999999`),
      { line: 2, column: '助农取款机具(台)' },
    ],
    [
      'less than nothing',
      () => fileOf(`${village},2026-Q1,是,,-3`),
      { line: 2, column: '助农取款机具(台)' },
    ],
    ['NaN', () => fileOf(`${village},2026-Q1,是,,NaN`), { line: 2, column: '助农取款机具(台)' }],
    [
      'a key of the prototype for a heading',
      () => fileOf(`${village},2026-Q1,是,,3`).replace('建站日期', '__proto__'),
      { line: 1, column: '__proto__' },
    ],
    [
      'facts against each other',
      () => fileOf(`${village},2026-Q1,否,2026-01-05,3`),
      { line: 2, zh: expect.stringContaining('建站日期') },
    ],
    ['nothing but headings', () => fileOf(), { zh: expect.stringContaining('没有数据行') }],
  ])('%s', async (_name, file, fault) => {
    const { status, report } = await deliver(file())
    expect(status).toBe(422)
    expect(report.faults[0]).toMatchObject(fault)
    const [{ rows }] = await gateway.sql(
      `select count(*)::int as rows from finance_office.village_finance_service where period > '2025'`,
    )
    expect(rows).toBe(0)
  })

  test('a file of another department is told from one of its own', async () => {
    const file = `村(社区)代码,所属期,人均可支配收入(元/年),其中:工资性收入(元/年)\n${village},2019,1,1\n`
    const { report } = await deliver(file)
    expect(report.faults[0].zh).toContain('statistics.VillageIncome')
  })

  test('one bad row in ten thousand keeps the others out', async () => {
    const villages = await gateway.sql('select code from shared.village order by code')
    const rows = villages.flatMap(({ code }) =>
      ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'].map((period) => `${code},${period},是,,3`),
    )
    rows[7777] = rows[7777]?.replace('是', '也许') ?? ''
    const { report } = await deliver(fileOf(...rows))
    expect(report).toMatchObject({ outcome: 'REFUSED', faultCount: 1 })
    expect(report.faults[0]).toMatchObject({ line: 7779, value: '也许' })
  })

  test('faults beyond the first thousand are counted and not listed; as CSV they can be kept', async () => {
    const rows = Array.from({ length: 1500 }, () => `${village},2026-Q1,也许,,`)
    const { report } = await deliver(fileOf(...rows))
    expect(report.faultCount).toBe(1500)
    expect(report.faults).toHaveLength(1000)
    const asCsv = await gateway.deliver(financeOffice, view, fileOf(...rows.slice(0, 2)), {
      headers: { accept: 'text/csv' },
    })
    expect(asCsv.report).toMatch(/^行,列,内容,问题,problem\r\n2,精准脱贫服务站建成,也许,/)
  })
})

describe('a workbook', () => {
  async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('表')
    sheet.addRow(headings.split(','))
    fill(sheet)
    return Buffer.from(await book.xlsx.writeBuffer())
  }

  test('filled from the template is published; its example is left out', async () => {
    const template = await fetch(`${gateway.url}/templates/${view}.xlsx`)
    expect(template.status).toBe(200)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(await template.arrayBuffer())
    const sheet = book.worksheets[0]
    if (!sheet) throw new Error('the template has no sheet')
    const at = new Map<string, number>()
    sheet.getRow(1).eachCell((cell, column) => at.set(String(cell.value), column))
    const row = sheet.getRow(3)
    row.getCell(at.get('村(社区)代码') ?? 0).value = village
    row.getCell(at.get('所属期') ?? 0).value = '2026年第一季度'
    row.getCell(at.get('精准脱贫服务站建成') ?? 0).value = '是'
    row.getCell(at.get('建站日期') ?? 0).value = new Date(Date.UTC(2026, 0, 5))
    row.getCell(at.get('助农取款机具(台)') ?? 0).value = 4
    const { report } = await deliver(Buffer.from(await book.xlsx.writeBuffer()))
    expect(report).toMatchObject({ outcome: 'PUBLISHED', inserted: 1, examples: 1, form: 'xlsx' })
    const rows = await gateway.sql(
      `select period, to_char(station_opened_date, 'YYYY-MM-DD') as opened, pos_terminals
        from finance_office.village_finance_service where period > '2025'`,
    )
    expect(rows).toEqual([{ period: '2026-Q1', opened: '2026-01-05', pos_terminals: 4 }])
  })

  test('with a formula, or a village turned into a number, is refused cell by cell', async () => {
    const file = await workbook((sheet) => {
      sheet.addRow([village, '2026-Q1', '是', '', { formula: 'SUM(1,2)', result: 3 }])
      sheet.addRow([5.2e20, '2026-Q2', '是', '', 3])
    })
    const { report } = await deliver(file)
    expect(report.faults).toEqual([
      expect.objectContaining({ line: 2, column: '助农取款机具(台)' }),
      expect.objectContaining({ line: 3, column: '村(社区)代码' }),
    ])
  })

  test.each([
    ['a day shown as its year', new Date(Date.UTC(2019, 0, 1))],
    ['the number of a year', 2019],
  ])('may have for its period %s', async (_name, period) => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('表')
    sheet.addRow(['村(社区)代码', '所属期', '调查户数(户)'])
    sheet.addRow([village, period, 7]).getCell(2).numFmt = 'yyyy"年"'
    const file = Buffer.from(await book.xlsx.writeBuffer())
    const { report } = await gateway.deliver(
      steward('statistics'),
      'statistics.VillageIncome',
      file,
      { wishes: 'dryRun=true&older=true' },
    )
    expect(report.faults).toEqual([])
    expect(report.outcome).toBe('CHECKED')
  })

  test('that is a bomb is refused', async () => {
    const size = 1 << 30
    const deflated = deflateRawSync(Buffer.alloc(1 << 24), { level: 9 })
    const bomb = zipArchive({
      'xl/workbook.xml': { deflated, size, checksum: 0 },
      'xl/worksheets/sheet1.xml': { deflated, size, checksum: 0 },
    })
    const { status } = await deliver(bomb)
    expect(status).toBe(422)
  })
})

test('a hundred megabytes in one line are refused, and the gateway goes on answering', async () => {
  const piece = Buffer.alloc(1 << 20, 'x')
  let left = 100
  const endless = new ReadableStream({
    pull(controller) {
      left -= 1
      if (left < 0) controller.close()
      else controller.enqueue(piece)
    },
  })
  const delivery = deliver(endless)
  const { status } = await gateway.ask(reader('finance'), '{ me { role } }')
  expect(status).toBe(200)
  const { status: refused, report } = await delivery
  expect(refused).toBe(422)
  expect(report.faultCount).toBeGreaterThan(0)
})

test('what looks like SQL is text, and stays text', async () => {
  const text = "' OR 1=1--; drop table shared.village"
  const { report } = await gateway.deliver(
    steward('orgDept'),
    'orgDept.VillageLeadership',
    `村(社区)代码,所属期,村党支部名称\n${village},2026,"${text}"\n`,
  )
  expect(report).toMatchObject({ outcome: 'PUBLISHED', inserted: 1 })
  const [row] = await gateway.sql(
    `select party_branch_name as name from org_dept.village_leadership where period = '2026'`,
  )
  expect(row.name).toBe(text)
})

test('words of a key that are no key, or a wish that is none, are told', async () => {
  const file = fileOf(`${village},2026-Q1,是,,3`)
  const key = await gateway.deliver(financeOffice, view, file, {
    headers: { 'idempotency-key': 'with blanks in it' },
  })
  expect(key.status).toBe(400)
  const wish = await gateway.deliver(financeOffice, view, file, { wishes: 'dryrun=true' })
  expect(wish.report.errors[0].message).toContain('dryRun')
  const day = await gateway.deliver(financeOffice, view, file, { wishes: 'drawnOn=31.12.2020' })
  expect(day.status).toBe(400)
  // Of two that contradict each other neither is taken.
  const twice = await gateway.deliver(financeOffice, view, file, {
    wishes: 'dryRun=false&dryRun=true',
  })
  expect([twice.status, twice.report.errors[0].message]).toEqual([
    400,
    expect.stringContaining('dryRun'),
  ])
})
