import { open } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readDelivered } from '../../src/publishing/reading/readFile.ts'
import { cellsOf, delivered, reading } from './deliveredFile.ts'

const table = '村,人口\r\n茶园村,1200\r\n𠀀村,7\r\n'
const cellsOfTable = [
  ['村', '人口'],
  ['茶园村', '1200'],
  ['𠀀村', '7'],
]

/** The table in the bytes of GB 18030: 村 B4E5, 人 C8CB, 口 BFDA, 茶 B2E8, 园 D4B0, 𠀀 95328236. */
const inGb18030 = Buffer.from(
  `B4E5 2C C8CBBFDA 0D0A  B2E8D4B0B4E5 2C 31323030 0D0A  95328236B4E5 2C 37 0D0A`.replace(/ /g, ''),
  'hex',
)

function utf16le(text: string): Buffer {
  return Buffer.from(text, 'utf16le')
}

describe('a file may be in any encoding that Excel, WPS and old systems write', () => {
  it.each([
    ['UTF-8', 'utf-8', Buffer.from(table)],
    ['UTF-8 with a mark', 'utf-8', Buffer.from(`\ufeff${table}`)],
    ['GB 18030', 'gb18030', inGb18030],
    ['UTF-16 LE with a mark', 'utf-16le', utf16le(`\ufeff${table}`)],
    ['UTF-16 LE', 'utf-16le', utf16le(table)],
    ['UTF-16 BE with a mark', 'utf-16be', utf16le(`\ufeff${table}`).swap16()],
    ['UTF-16 BE', 'utf-16be', utf16le(table).swap16()],
  ])('%s', async (_, encoding, bytes) => {
    const read = await reading(await delivered(bytes))
    expect(read.lines.map(({ cells }) => cells)).toEqual(cellsOfTable)
    expect(read.encoding).toBe(encoding)
    expect(read.form).toBe('csv')
  })

  it('UTF-16 that is all ASCII is not taken for UTF-8 with NULs in it', async () => {
    expect(await cellsOf(utf16le('a,b\n1,2\n'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  const long = Array.from({ length: 40_000 }, (_, i) => `${i},思南县文家店镇`)
  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('a long file in %s loses no character where its chunks meet', async (_, encoded) => {
    const cells = await cellsOf(encoded(['n,村', ...long].join('\n')))
    expect(cells).toHaveLength(40_001)
    expect(cells.slice(1).map((row) => row.join(','))).toEqual(long)
  })

  it('a long file in GB 18030 loses no character where its chunks meet', async () => {
    const line = Buffer.from('2CB2E8D4B0B4E50A', 'hex')
    const bytes = Buffer.concat([
      Buffer.from('a,b\n'),
      ...Array.from({ length: 30_000 }, () => line),
    ])
    const cells = await cellsOf(bytes)
    expect(cells).toHaveLength(30_001)
    expect(new Set(cells.slice(1).map((row) => row.join('|')))).toEqual(new Set(['|茶园村']))
  })
})

describe('comma-separated text', () => {
  it('may mix line ends and leave lines blank, and every line keeps its true number', async () => {
    const { lines } = await reading(await delivered('\n名称,备注\r\n甲,1\r乙,2\n\n,\n 　\n丙,3'))
    expect(lines).toEqual([
      { line: 2, cells: ['名称', '备注'] },
      { line: 3, cells: ['甲', '1'] },
      { line: 4, cells: ['乙', '2'] },
      { line: 8, cells: ['丙', '3'] },
    ])
  })

  it('may hold commas, quotes and line ends in quoted cells, and lines are still counted right', async () => {
    const text = 'a,b\r\n"一\r\n二","三\n四"\r\n"甲,乙","他说""好"""\r\n"\r",x\r\ny,z'
    const { lines } = await reading(await delivered(text))
    expect(lines).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['一\r\n二', '三\n四'] },
      { line: 5, cells: ['甲,乙', '他说"好"'] },
      { line: 6, cells: ['', 'x'] },
      { line: 8, cells: ['y', 'z'] },
    ])
  })

  it('is trimmed of blanks, the full-width ones too, and of nothing else', async () => {
    expect(await cellsOf('a,b,c\n　茶 园　,\t1 ,\'0012\n" 甲 ",\u00a0,=1+1')).toEqual([
      ['a', 'b', 'c'],
      ['茶 园', '1', "'0012"],
      ['甲', '', '=1+1'],
    ])
  })

  it('passes lines of too many and too few cells on as they are', async () => {
    expect(await cellsOf('a,b\n1\n1,2,3\n')).toEqual([['a', 'b'], ['1'], ['1', '2', '3']])
  })

  it.each([
    ['semicolons', '名称;金额(万元,含税);备注\n甲;1,5;好\n'],
    ['tabs', '名称\t金额(万元,含税)\t备注\n甲\t1,5\t好\n'],
  ])('may be divided by %s, as its heading line is', async (_, text) => {
    expect(await cellsOf(text)).toEqual([
      ['名称', '金额(万元,含税)', '备注'],
      ['甲', '1,5', '好'],
    ])
  })

  it.each([
    ['commas', 'sep=,\r\n名称,备注\r\n甲,"1;5"\r\n'],
    ['semicolons', 'sep=;\n名称;备注\n甲;1;5\n'],
    ['semicolons, in quotes', '\ufeff"SEP=;"\r\n"名称";"备注"\r\n"甲";"1;5"\r\n'],
    ['tabs', 'sep=\t\n名称,与\t备注\n甲\t"1;5"\n'],
  ])('may say in a first line that it is divided by %s', async (_, text) => {
    const { lines } = await reading(await delivered(text))
    expect(lines.map(({ line }) => line)).toEqual([2, 3])
    expect(lines[1]?.cells[0]).toBe('甲')
    expect(lines.at(-1)?.cells.slice(1).join(';')).toBe('1;5')
  })

  it('is divided by commas where a heading has a semicolon in it', async () => {
    expect(await cellsOf('名称,"金额;税后;元",单位;\n甲,1,2\n')).toEqual([
      ['名称', '金额;税后;元', '单位;'],
      ['甲', '1', '2'],
    ])
  })

  it('comes in bunches of about a thousand lines', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `${i}`).join('\n')
    const file = await open(await delivered(`n\n${rows}`))
    const { bunches } = await readDelivered(file.fd)
    const sizes: number[] = []
    for await (const bunch of bunches) sizes.push(bunch.length)
    await file.close()
    expect(sizes.reduce((sum, size) => sum + size)).toBe(50_001)
    expect(Math.max(...sizes)).toBeLessThan(2_000)
    expect(sizes.length).toBeLessThan(100)
  })
})

describe('NDJSON', () => {
  it('has its headings from the first object, whatever the order of later ones', async () => {
    const text =
      '\n{"名称":" 甲　","人口":1200,"贫困":false}\r\n\n{"贫困":true,"人口":7,"名称":"乙"}\n{"人口":null,"名称":"","贫困":null}'
    expect(await reading(await delivered(text))).toEqual({
      form: 'ndjson',
      encoding: 'utf-8',
      lines: [
        { line: 2, cells: ['名称', '人口', '贫困'] },
        { line: 2, cells: ['甲', '1200', 'false'] },
        { line: 4, cells: ['乙', '7', 'true'] },
        { line: 5, cells: ['', '', ''] },
      ],
    })
  })

  it('keeps numbers as they were sent, and long whole ones in scientific form', async () => {
    const numbers =
      '{"a":12.50,"b":0.07,"c":-1234567890123456.78,"d":0.0000001,"e":1.5E+3,"f":9007199254740993}'
    const [, cells] = await cellsOf(numbers)
    const plain = ['12.5', '0.07', '-1234567890123456.78', '0.0000001', '1500']
    expect(cells).toEqual([...plain, '9.007199254740993e+15'])
  })

  it('takes the names of JavaScript for names like any other', async () => {
    const text = '{"__proto__":"甲","constructor":1}\n{"constructor":2,"__proto__":"乙"}'
    expect(await cellsOf(text)).toEqual([
      ['__proto__', 'constructor'],
      ['甲', '1'],
      ['乙', '2'],
    ])
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('the form of a file', () => {
  it('is found by what it holds, behind marks and blank lines, in any encoding', async () => {
    expect((await reading(await delivered(' \r\n{"a":1}'))).form).toBe('ndjson')
    expect((await reading(await delivered(utf16le('\ufeff\n{"a":1}')))).form).toBe('ndjson')
    expect((await reading(await delivered('a\n{a}'))).form).toBe('csv')
    expect((await reading(await delivered('PKID,名称\n1,甲'))).form).toBe('csv')
  })
})
