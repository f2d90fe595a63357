import { Workbook, type Worksheet } from 'exceljs'
import { describe, expect, it } from 'vitest'
import { delivered, newPath, type Reading, reading } from './deliveredFile.ts'
import { workbookFiles, zipArchive } from './zipArchive.ts'

async function workbook(
  fill: (sheet: Worksheet, book: Workbook) => void,
  date1904 = false,
): Promise<Reading> {
  const book = new Workbook()
  book.properties.date1904 = date1904
  fill(book.addWorksheet('数据'), book)
  const path = newPath()
  await book.xlsx.writeFile(path)
  return reading(path)
}

/** The text that one cell of a workbook is read as. */
async function cell(
  value: unknown,
  numFmt?: string,
  date1904 = false,
): Promise<string | undefined> {
  const { lines, fault } = await workbook((sheet) => {
    const target = sheet.getCell('A1')
    target.value = value as string
    if (numFmt) target.numFmt = numFmt
  }, date1904)
  expect(fault).toBeUndefined()
  return lines[0]?.cells[0]
}

/** A workbook whose sheet is this XML. */
function fromXml(rows: string, strings?: string): Promise<Reading> {
  const sheet = `<worksheet><sheetData>${rows}</sheetData></worksheet>`
  return delivered(zipArchive(workbookFiles(sheet, strings))).then(reading)
}

describe('a cell of a workbook', () => {
  const day = new Date('2019-12-31T00:00:00Z')

  it.each([
    ['a text', ' 茶园　', undefined, '茶园'],
    ['a text of digits', '520602198001011234', undefined, '520602198001011234'],
    ['a whole number', 1200, undefined, '1200'],
    ['a number to two places', 12.5, '#,##0.00"元"', '12.5'],
    ['a number with the noise of arithmetic', 0.1 + 0.2, undefined, '0.3'],
    ['a large amount', 123456789012.34, undefined, '123456789012.34'],
    ['a negative number', -0.05, '0.00;[Red]-0.00', '-0.05'],
    ['a percentage', 0.125, '0.0%', '12.5%'],
    ['a percentage with noise', 0.07, '0%', '7%'],
    ['yes', true, undefined, 'true'],
    ['no', false, undefined, 'false'],
    ['a date', day, undefined, '2019-12-31'],
    ['a date in Chinese', day, 'yyyy"年"m"月"d"日"', '2019-12-31'],
    ['a date of a locale', day, '[$-804]yyyy/m/d;@', '2019-12-31'],
    ['a month', new Date('2019-12-01T00:00:00Z'), 'yyyy"年"m"月"', '2019-12'],
    ['a day shown as its month', day, 'mmm-yy', '2019-12-31'],
    ['a year', new Date('2019-01-01T00:00:00Z'), 'yyyy"年"', '2019'],
    ['a year without quotes', new Date('2019-01-01T00:00:00Z'), 'yyyy年', '2019'],
    ['a day shown as its year', day, 'yyyy', '2019-12-31'],
    ['a year typed where years are shown', 2019, 'yyyy"年"', '2019'],
    ['a code shown with its zeros', 12, '00000', '00012'],
    ['a code longer than its zeros', 123456, '00000', '123456'],
    ['an amount beyond what a double holds', 1234567890123.45, undefined, '1234567890123.45'],
    ['a moment', new Date('2019-12-31T08:30:15Z'), 'yyyy-mm-dd hh:mm', '2019-12-31T08:30:15'],
    ['a number beside a word with y, m and d', 3, '0"days of my"', '3'],
    ['a link', { text: '县政府', hyperlink: 'http://127.0.0.1/' }, undefined, '县政府'],
    ['text in several fonts', rich('铜', '仁', '市'), undefined, '铜仁市'],
    ['an error', { error: '#REF!' }, undefined, '#REF!'],
    ['a formula', { formula: 'SUM(B1:B2)', result: 5 }, undefined, '=SUM(B1:B2)'],
    ['a formula of text', { formula: 'A2&"村"', result: '茶园村' }, undefined, '=A2&"村"'],
  ])('%s is read as it is meant', async (_, value, numFmt, text) => {
    expect(await cell(value, numFmt)).toBe(text)
  })

  function rich(...texts: readonly string[]) {
    return { richText: texts.map((text, i) => ({ text, font: { bold: i === 1 } })) }
  }

  it('comes in scientific form where Excel has lost the last digits of a number', async () => {
    expect(await cell(Number('520602198001011234'))).toMatch(/^5\.2060219800101\d*e\+17$/)
    expect(await cell(1e15)).toBe('1e+15')
    expect(await cell(999_999_999_999_999)).toBe('999999999999999')
  })

  it('is dated by the workbook: by 1904 where it comes from an old Mac', async () => {
    expect(await cell(day, undefined, true)).toBe('2019-12-31')
    expect(await cell(0, 'yyyy-mm-dd', true)).toBe('1904-01-01')
    expect(await cell(1, 'yyyy-mm-dd')).toBe('1900-01-01')
    expect(await cell(59, 'yyyy-mm-dd')).toBe('1900-02-28')
    expect(await cell(60, 'yyyy-mm-dd')).toBe('1900-02-29')
    expect(await cell(61, 'yyyy-mm-dd')).toBe('1900-03-01')
    expect(await cell(43830, 'yyyy-mm-dd')).toBe('2019-12-31')
  })
})

describe('a sheet', () => {
  it('keeps its row numbers, fills missing cells, and skips blank rows and cells', async () => {
    const { lines, form, encoding } = await workbook((sheet) => {
      sheet.getRow(2).values = ['名称', '人口', '备注']
      sheet.getRow(4).values = ['甲', undefined, '好']
      sheet.getRow(5).values = [undefined, 7]
      sheet.getRow(6).values = ['乙', 1, 2, 3]
      sheet.getRow(7).values = ['', ' ']
      sheet.getCell('Z4').style = { font: { bold: true } }
    })
    expect([form, encoding]).toEqual(['xlsx', undefined])
    expect(lines).toEqual([
      { line: 2, cells: ['名称', '人口', '备注'] },
      { line: 4, cells: ['甲', '', '好'] },
      { line: 5, cells: ['', '7', ''] },
      { line: 6, cells: ['乙', '1', '2', '3'] },
    ])
  })

  it('is the first that can be seen', async () => {
    const { lines } = await workbook((hidden, book) => {
      hidden.state = 'hidden'
      hidden.addRow(['代码表'])
      book.addWorksheet('上报').addRow(['名称'])
      book.addWorksheet('说明').addRow(['填表说明'])
    })
    expect(lines).toEqual([{ line: 1, cells: ['名称'] }])
  })

  it('has the value of merged cells in the first of them', async () => {
    const { lines } = await workbook((sheet) => {
      sheet.addRow(['a', 'b', 'c'])
      sheet.addRow(['合', '', '1'])
      sheet.mergeCells('A2:B2')
    })
    expect(lines[1]?.cells).toEqual(['合', '', '1'])
  })

  it('is read whole, however many rows it has', async () => {
    const { lines } = await workbook((sheet) => {
      for (let row = 1; row <= 20_000; row += 1) sheet.addRow([row, `第${row}行`])
    })
    expect(lines).toHaveLength(20_000)
    expect(lines.every(({ line, cells }) => cells.join() === `${line},第${line}行`)).toBe(true)
  })

  it('may come from programs that write XML in other ways than Excel', async () => {
    const { lines } = await fromXml(`
      <x:row xmlns:x="urn:x"><x:c t="inlineStr"><x:is><x:t>甲</x:t><x:rPh><x:t>jiǎ</x:t></x:rPh></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row>
      <row><c t="str"><v><![CDATA[a<b]]></v></c><c t="d"><v>2019-12-31T00:00:00</v></c></row>
      <row r="9"><c r="B9" t="b"><v>1</v></c></row>`)
    expect(lines).toEqual([
      { line: 1, cells: ['甲', '1'] },
      { line: 2, cells: ['a<b', '2019-12-31'] },
      { line: 9, cells: ['', 'true'] },
    ])
  })

  it.each(['TRUE', 'true', '1', 'FALSE', 'false', '0'])('says yes or no by %s', async (written) => {
    const { lines } = await fromXml(`<row><c t="b"><v>${written}</v></c></row>`)
    const isYes = written === '1' || written.toLowerCase() === 'true'
    expect(lines[0]?.cells).toEqual([String(isYes)])
  })

  it('is damaged where it says neither yes nor no', async () => {
    const { fault } = await fromXml('<row><c t="b"><v>2</v></c></row>')
    expect(fault?.zh).toContain('损坏')
  })

  it('has texts without their pronunciation and escapes', async () => {
    const strings = `<sst>
      <si><r><t>铜</t></r><r><t xml:space="preserve">仁 </t></r><rPh sb="0" eb="1"><t>tóng</t></rPh></si>
      <si><t>一_x000D_二 &amp; &#19977;</t></si></sst>`
    const { lines } = await fromXml(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>',
      strings,
    )
    expect(lines[0]?.cells).toEqual(['铜仁', '一\r二 & 三'])
  })

  it('shows a formula even where Excel keeps its text in another cell', async () => {
    const shared = '<c r="A1"><f t="shared" si="0"/><v>5</v></c>'
    const { lines } = await fromXml(`<row r="1">${shared}</row>`)
    expect(lines[0]?.cells[0]).toMatch(/^=/)
  })
})
