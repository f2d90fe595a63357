import { Workbook, type Worksheet } from 'exceljs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openTestGateway, steward, type TestGateway } from '../prepare/gateway.ts'
import { workbookFiles, zipArchive } from './zipArchive.ts'

const view = 'statistics.VillageIncome'
const statistics = steward('statistics')
let gateway: TestGateway
let one: string
let other: string

beforeAll(async () => {
  gateway = await openTestGateway()
  const rows = await gateway.sql(`select code from shared.village order by 1 limit 2`)
  ;[one, other] = rows.map(({ code }) => code)
  await forget()
})
afterAll(() => gateway.close())
afterEach(forget)

/** The year of which the files speak, and of which nothing else is told. */
function forget() {
  return gateway.sql(`delete from statistics.village_income where period = '2016'`)
}

function stored() {
  return gateway.sql(
    `select village_code as village, wage_income as wages, transfer_income as transfers,
      sample_micro_data as remark
      from statistics.village_income where period = '2016' order by 1`,
  )
}

function deliver(file: string | Uint8Array) {
  return gateway.deliver(statistics, view, file)
}

/** Delivers what must be refused with exactly these faults, and look that nothing of it is stored. */
async function refusedWith(
  file: string | Uint8Array,
  ...faults: readonly (readonly [
    line: number | undefined,
    column: string | undefined,
    word: string,
  ])[]
): Promise<void> {
  const { status, report } = await deliver(file)
  expect(status).toBe(422)
  expect(report.faults).toEqual(
    faults.map(([line, column, word]) =>
      expect.objectContaining({
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
        zh: expect.stringContaining(word),
        en: expect.stringMatching(/^[A-Z].*\.$/),
      }),
    ),
  )
  expect(await stored()).toEqual([])
}

const headings = ['村(社区)代码', '所属期', '工资性收入(元/年)', '转移净收入(元/年)']
const wages = headings[2] ?? ''
const transfers = headings[3] ?? ''

function csv(heading: string, ...rows: readonly string[]): string {
  return `${[heading, ...rows].join('\n')}\n`
}

function ndjson(...rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join('')
}

async function workbook(fill: (sheet: Worksheet, book: Workbook) => void): Promise<Buffer> {
  const book = new Workbook()
  const sheet = book.addWorksheet('收入')
  sheet.addRow(headings)
  fill(sheet, book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** A workbook whose first row are the headings, and whose others are this XML. */
function workbookOf(rows: string, named = headings): Buffer {
  const cells = named.map((heading) => `<c t="inlineStr"><is><t>${heading}</t></is></c>`)
  return zipArchive(
    workbookFiles(
      `<worksheet><sheetData><row r="1">${cells.join('')}</row>${rows}</sheetData></worksheet>`,
    ),
  )
}

describe('what stands under no heading', () => {
  test('in CSV is told line by line, with the column as spreadsheets call it', async () => {
    const file = csv(`${headings.slice(0, 3)},`, `${one},2016,5,`, `${other},2016,5001,1001`)
    await refusedWith(file, [3, 'D', '没有表头'])
  })

  test('in CSV may come of a thousands comma without quotes, and is no amount of 7', async () => {
    await refusedWith(csv(`${headings},`, `${one},2016,7,600,1200`), [2, 'E', '加上引号'])
  })

  test('beyond the last heading is told in the same way', async () => {
    await refusedWith(csv(`${headings}`, `${one},2016,7,600,,3`), [2, 'F', '没有表头'])
  })

  test('before the first, as of an index that a program wrote along, as well', async () => {
    await refusedWith(csv(`,${headings}`, `0,${one},2016,7,600`), [2, 'A', '没有表头'])
  })

  test('in a workbook, under a heading merged with its neighbour', async () => {
    const file = await workbook((sheet) => {
      sheet.getCell('D1').value = null
      sheet.mergeCells('C1:D1')
      sheet.addRow([one, '2016', 5001, 1001])
    })
    await refusedWith(file, [2, 'D', '合并的表头'])
  })

  test('in a workbook, far from the table', async () => {
    const file = await workbook((sheet) => {
      sheet.addRow([one, '2016', 5001, 1001])
      sheet.getCell('J2').value = '见附件'
    })
    await refusedWith(file, [2, 'J', '没有表头'])
  })

  test('in NDJSON, behind a name that is blank', async () => {
    const file = ndjson(`{"villageCode":"${one}","period":"2016","wageIncome":1,"":5}`)
    await refusedWith(file, [1, 'D', '没有名称'])
  })

  test('may be blank: nothing is lost then', async () => {
    const { report } = await deliver(csv(`${headings},,`, `${one},2016,7,600,, `))
    expect(report).toMatchObject({ outcome: 'PUBLISHED', inserted: 1 })
  })
})

describe('merged cells', () => {
  test('of facts are told where the second village would become blank', async () => {
    const file = await workbook((sheet) => {
      sheet.addRow([one, '2016', 9500, 5000])
      sheet.addRow([other, '2016', null, 5100])
      sheet.mergeCells('C2:C3')
    })
    await refusedWith(file, [3, wages, 'C2:C3'])
  })

  test('of facts beside each other are told in their row', async () => {
    const file = await workbook((sheet) => {
      sheet.addRow([one, '2016', 9500])
      sheet.mergeCells('C2:D2')
    })
    await refusedWith(file, [2, transfers, 'C2:D2'])
  })

  test('of keys are told as what they are, and not as blanks', async () => {
    const file = await workbook((sheet) => {
      sheet.addRow([one, '2016', 9500, 5000])
      sheet.addRow([null, '2017', 9500, 5000])
      sheet.mergeCells('A2:A3')
    })
    await refusedWith(file, [3, headings[0], 'A2:A3'])
  })

  test('that nothing is lost by are let through: blank ones, and rows made higher', async () => {
    const file = await workbook((sheet) => {
      sheet.addRow([one, '2016', null, 5000])
      sheet.mergeCells('A2:A3')
      sheet.mergeCells('D2:D3')
      sheet.addRow([])
      sheet.addRow([other, '2016', null, 5100])
      sheet.mergeCells('C2:C4')
      sheet.mergeCells('F1:H9')
    })
    const { report } = await deliver(file)
    expect(report).toMatchObject({ outcome: 'PUBLISHED', inserted: 2 })
    expect(await stored()).toMatchObject([
      { village: one, wages: null, transfers: '5000.00' },
      { village: other, wages: null, transfers: '5100.00' },
    ])
  })
})

describe('other sheets of a workbook', () => {
  test('that hold a table are told by name and row', async () => {
    const file = await workbook((sheet, book) => {
      sheet.addRow([one, '2016', 9601, 5001])
      const second = book.addWorksheet('第二页')
      second.addRow([])
      second.addRow([other, '2016', 8888, 4444])
    })
    const { status, report } = await deliver(file)
    expect(status).toBe(422)
    expect(report.faults).toMatchObject([
      {
        zh: expect.stringMatching(/“第二页”从第 2 行.*“收入”/),
        en: expect.stringMatching(/"第二页".*row 2.*"收入"/),
      },
    ])
    expect(await stored()).toEqual([])
  })

  test('that hold one behind a title like that of our explanations are told too', async () => {
    const book = new Workbook()
    const first = book.addWorksheet('甲')
    first.addRow(['村民收入：填报说明'])
    first.addRow(headings)
    first.addRow([one, '2016', 9601, 5001])
    const second = book.addWorksheet('乙')
    second.addRow(headings)
    second.addRow([other, '2016', 8888, 4444])
    expect((await deliver(Buffer.from(await book.xlsx.writeBuffer()))).status).toBe(422)
    expect(await stored()).toEqual([])
  })

  test('do no harm where they are blank, are notes of one column, or are hidden', async () => {
    const file = await workbook((sheet, book) => {
      sheet.addRow([one, '2016', 9601, 5001])
      book.addWorksheet('Sheet2')
      book.addWorksheet('说明').addRow(['填表人：张三'])
      book.addWorksheet('去年', { state: 'hidden' }).addRow([other, '2015', 8888, 4444])
    })
    expect((await deliver(file)).report).toMatchObject({ outcome: 'PUBLISHED', inserted: 1 })
  })

  test('may come before the table, where they hold none', async () => {
    const book = new Workbook()
    book.addWorksheet('Sheet1')
    book.addWorksheet('封面').addRow(['铜仁市统计局'])
    const sheet = book.addWorksheet('收入')
    sheet.addRow(headings)
    sheet.addRow([one, '2016', 9601, 5001])
    const { report } = await deliver(Buffer.from(await book.xlsx.writeBuffer()))
    expect(report).toMatchObject({ outcome: 'PUBLISHED', inserted: 1 })
  })
})

describe("a spreadsheet's error value", () => {
  const remark = '调查户原始资料'
  const named = [...headings.slice(0, 2), remark]
  const row = (cell: string) =>
    `<row r="2"><c t="inlineStr"><is><t>${one}</t></is></c><c><v>2016</v></c>${cell}</row>`

  test.each(['#FIELD!', '#BLOCKED!', '#GETTING_DATA', 'Err:522', '#新错误!'])(
    '%s in a cell that says so is no text',
    async (error) => {
      await refusedWith(workbookOf(row(`<c t="e"><v>${error}</v></c>`), named), [
        2,
        remark,
        '错误值',
      ])
    },
  )

  test.each(['#FIELD!', '#CONNECT!', '#N/A', '#NAME?', '#DIV/0!', 'Err:522'])(
    '%s in CSV is no text',
    async (error) => {
      await refusedWith(csv(`${named}`, `${one},2016,${error}`), [2, remark, '错误值'])
    },
  )

  test('is not every text behind a #', async () => {
    await deliver(csv(`${named}`, `${one},2016,#3楼!`))
    expect(await stored()).toMatchObject([{ remark: '#3楼!' }])
  })
})

describe('a character that is lost', () => {
  const remark = '调查户原始资料'
  const file = (text: string) => csv('villageCode,period,sampleMicroData', `${one},2016,${text}`)
  const asFieldName = 'sampleMicroData'

  test.each([1, 2])('UTF-8 cut %i bytes into a character is told with its cell', async (left) => {
    const whole = Buffer.from(file('张家村支部委员'))
    const cut = Buffer.concat([whole.subarray(0, whole.length - 4 + left), Buffer.from('\n')])
    await refusedWith(cut, [2, asFieldName, '乱码'])
    await refusedWith(cut.subarray(0, -1), [2, asFieldName, '乱码'])
  })

  test('UTF-8 cut within its very first character is told as well', async () => {
    const whole = Buffer.from(file('张'))
    await refusedWith(whole.subarray(0, whole.length - 2), [2, asFieldName, '乱码'])
  })

  test('a byte lost in the middle of a long file is told with its line', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${one},${1000 + i},张家村支部委员会`)
    const bytes = Buffer.from(csv('villageCode,period,sampleMicroData', ...rows))
    const at = bytes.indexOf('1999,张') + 6
    const damaged = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])
    const { report } = await deliver(damaged)
    const fault = { line: 1001, column: asFieldName, zh: expect.stringContaining('乱码') }
    expect(report.faults).toContainEqual(expect.objectContaining(fault))
  })

  test.each([
    ['LE', (bytes: Buffer) => bytes],
    ['BE', (bytes: Buffer) => bytes.swap16()],
  ])('an odd byte at the end of UTF-16 %s is told', async (_name, ordered) => {
    const whole = ordered(Buffer.from(`\ufeff${file('张家村').trimEnd()}`, 'utf16le'))
    const odd = Buffer.concat([whole, Buffer.from([0x5f])])
    await refusedWith(odd, [2, asFieldName, '乱码'])
  })

  test('half a pair in UTF-16 is told', async () => {
    const text = Buffer.from(`\ufeff${file('张\ud842村')}`, 'utf16le')
    await refusedWith(text, [2, asFieldName, '乱码'])
  })

  test('GBK that breaks off within a character is told', async () => {
    // 调查户原始资料, many times, and half of 户 behind it.
    const gbk = 'B5F7B2E9BBA7D4ADCABCD7CAC1CF'.repeat(3)
    const bytes = Buffer.concat([
      Buffer.from(`villageCode,period,sampleMicroData\n${one},2016,`),
      Buffer.from(`${gbk}BB`, 'hex'),
    ])
    await refusedWith(bytes, [2, asFieldName, '乱码'])
  })

  test.each([
    ['調查戶張三收入', 'BDD5AC64A4E1B169A454A6ACA44A'],
    ['調查', 'BDD5AC64'],
    ['三', 'A454'],
  ])('%s in Big5 is not taken for GBK', async (_text, big5) => {
    const bytes = Buffer.concat([
      Buffer.from(`villageCode,period,sampleMicroData\n${one},2016,`),
      Buffer.from(`${big5}0A`, 'hex'),
    ])
    await refusedWith(bytes, [undefined, undefined, 'Big5'])
  })

  test('what may be UTF-8 or GBK is in doubt: the one is 一品省位, the other no Chinese', async () => {
    const said = (mark: string) =>
      Buffer.concat([
        Buffer.from(`${mark}villageCode,period,sampleMicroData\n${one},2016,`),
        Buffer.from('D2BBC6B7CAA1CEBB0A', 'hex'),
      ])
    await refusedWith(said(''), [undefined, undefined, 'GBK'])
    // With the mark of UTF-8 there is none.
    expect((await deliver(said('\ufeff'))).report).toMatchObject({ outcome: 'PUBLISHED' })
  })

  test('a rare name in GBK is taken for what it is', async () => {
    // 王喆 and, as a heading, 调查户原始资料: rare is one of nine.
    const bytes = Buffer.concat([
      Buffer.from('villageCode,period,'),
      Buffer.from('B5F7B2E9BBA7D4ADCABCD7CAC1CF', 'hex'),
      Buffer.from(`\n${one},2016,`),
      Buffer.from('CDF586B40A', 'hex'),
    ])
    expect((await deliver(bytes)).report).toMatchObject({ outcome: 'PUBLISHED' })
    expect(await stored()).toMatchObject([{ remark: '王喆' }])
  })

  test.each([
    ['for private use', '张\ue863村', '自造字'],
    ['for private use beyond the first plane', '张\u{f0000}村', '自造字'],
    ['that was lost before', '张\ufffd村', '乱码'],
    ['that is none', '张\uffff村', '乱码'],
    ['that nobody assigned', '张\u0a00村', '乱码'],
    ['read wrongly twice', '锟斤拷锟斤拷', '乱码'],
    ['turned into a question mark', '????', '乱码'],
  ])('a character %s is told in any form', async (_name, text, word) => {
    await refusedWith(file(text), [2, asFieldName, word])
    await refusedWith(Buffer.from(`\ufeff${file(text)}`, 'utf16le'), [2, asFieldName, word])
    const json = `{"villageCode":"${one}","period":"2016","sampleMicroData":"${text}"}`
    await refusedWith(ndjson(json), [1, asFieldName, word])
    if (text.includes('\uffff')) return // XML cannot hold it.
    const cells = `<c t="inlineStr"><is><t>${one}</t></is></c><c><v>2016</v></c><c t="inlineStr"><is><t>${text}</t></is></c>`
    const named = [...headings.slice(0, 2), remark]
    await refusedWith(workbookOf(`<row r="2">${cells}</row>`, named), [2, remark, word])
  })

  test('a rare character that is there is taken: 𠮷, 㛃, 龑 and a question', async () => {
    await deliver(file('𠮷㛃龑?'))
    expect(await stored()).toMatchObject([{ remark: '𠮷㛃龑?' }])
  })
})

describe('NDJSON', () => {
  const row = (village: string, rest: string) =>
    `{"villageCode":"${village}","period":"2016",${rest}}`

  test('that leaves a key out in one line does not blank what stood there', async () => {
    await deliver(ndjson(row(one, '"transferIncome":1'), row(other, '"transferIncome":2')))
    const before = await stored()
    const { status, report } = await deliver(
      ndjson(row(one, '"wageIncome":3,"transferIncome":4'), row(other, '"wageIncome":5')),
    )
    expect(status).toBe(422)
    expect(report.faults).toMatchObject([
      { line: 2, column: 'transferIncome', zh: expect.stringContaining('null') },
    ])
    expect(await stored()).toEqual(before)
  })

  test('that has a key in one line only is refused at that line', async () => {
    await refusedWith(
      ndjson(row(one, '"wageIncome":3'), row(other, '"wageIncome":3,"transferIncome":4')),
      [2, 'transferIncome', '第一个对象'],
    )
  })

  test('blanks by null, as it says', async () => {
    await deliver(ndjson(row(one, '"transferIncome":1')))
    const { report } = await deliver(ndjson(row(one, '"transferIncome":null')))
    expect(report).toMatchObject({ outcome: 'PUBLISHED', changed: 1 })
    expect(await stored()).toMatchObject([{ transfers: null }])
  })

  test.each([
    ['twice', '"wageIncome":3,"wageIncome":4'],
    ['twice, once with escapes', '"wageIncome":3,"wage\\u0049ncome":4'],
    ['twice with the same value', '"wageIncome":3,"wageIncome":3'],
  ])('that has a key %s is refused at its line and key', async (_name, doubled) => {
    await refusedWith(ndjson(row(one, '"wageIncome":1'), row(other, doubled)), [
      2,
      'wageIncome',
      '不止一次',
    ])
    await refusedWith(ndjson(row(one, doubled)), [1, 'wageIncome', '不止一次'])
  })

  test('that hides an object behind the same key is refused', async () => {
    await refusedWith(ndjson(row(one, '"wageIncome":{"a":"}"},"wageIncome":4')), [
      1,
      'wageIncome',
      '对象',
    ])
  })
})

describe('a number of many digits', () => {
  test.each([
    ['90071992547409.93', '90071992547409.93'],
    ['-90071992547409.93', '-90071992547409.93'],
    ['9007199254740993', '9007199254740993.00'],
    ['-9007199254740993', '-9007199254740993.00'],
    ['9.00719925474099312E+15', '9007199254740993.12'],
    ['900719925474099312e-2', '9007199254740993.12'],
    ['9999999999999999.99', '9999999999999999.99'],
    ['0.30000000000000004', '0.30'],
    ['4300000000.1000004', '4300000000.10'],
  ])('%s is stored to its last digit, in any form', async (sent, kept) => {
    const files = [
      ndjson(`{"villageCode":"${one}","period":"2016","transferIncome":${sent}}`),
      ndjson(`{"villageCode":"${one}","period":"2016","transferIncome":"${sent}"}`),
      csv('villageCode,period,transferIncome', `${one},2016,${sent}`),
      workbookOf(
        `<row r="2"><c t="inlineStr"><is><t>${one}</t></is></c><c><v>2016</v></c><c/><c><v>${sent}</v></c></row>`,
      ),
    ]
    for (const file of files) {
      expect((await deliver(file)).report.faults).toEqual([])
      expect(await stored()).toMatchObject([{ transfers: kept }])
      await forget()
    }
  })

  test.each(['90071992547409.938', '12345678901234567', '1e17', '-1e309', '0.005'])(
    '%s is refused where no digit of it may be left out',
    async (sent) => {
      await refusedWith(
        ndjson(`{"villageCode":"${one}","period":"2016","transferIncome":${sent}}`),
        [1, 'transferIncome', '请'],
      )
    },
  )

  test('in a text is refused where its last digits are doubtful', async () => {
    for (const sent of ['520602198001011200', '-520602198001011200', '5.206e+17']) {
      await refusedWith(
        ndjson(`{"villageCode":"${one}","period":"2016","sampleMicroData":${sent}}`),
        [1, 'sampleMicroData', '科学计数'],
      )
    }
  })

  test('that Excel shortened to show it is refused, and not stored without its end', async () => {
    for (const sent of ['1.23457E+11', '1E+06', '-1.2E+08']) {
      await refusedWith(csv(`${headings}`, `${one},2016,${sent},`), [2, wages, '科学计数'])
    }
  })

  test('in a mutation, which reads it as a double, is to be sent as a text', async () => {
    const mutation = `mutation ($rows: [JSONObject!]!) { publish(view: "${view}", rows: $rows) { outcome } }`
    const rows = (transferIncome: unknown) => ({
      variables: { rows: [{ villageCode: one, period: '2016', transferIncome }] },
    })
    const { errors } = await gateway.ask(statistics, mutation, rows(90071992547409.94))
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
    expect(errors[0].message).toMatch(/第 1 行“transferIncome”.*send it as a text/)
    expect(await stored()).toEqual([])
    for (const sent of ['90071992547409.93', 0.1 + 0.2, 1e12]) {
      const { data } = await gateway.ask(statistics, mutation, rows(sent))
      expect(data.publish.outcome).toBe('PUBLISHED')
    }
  })
})

test('a CSV that breaks off within its last line is told', async () => {
  const whole = csv(`${headings}`, `${one},2016,5,6`, `${other},2016,5,6`)
  await refusedWith(whole.slice(0, -3), [3, transfers, '中断'])
  await refusedWith(whole.replaceAll(/[^,\n]+/g, '"$&"').slice(0, -5), [3, transfers, '中断'])
})
