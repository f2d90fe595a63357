import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createDeflateRaw } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/publishing/fault.ts'
import { delivered, newPath, reading } from './deliveredFile.ts'
import { type ArchivedFile, archived, workbookFiles, zipArchive } from './zipArchive.ts'

const megabyte = 2 ** 20

/** What stopped the reading of a file, in sentences of both languages that hold these words. */
async function faultOf(path: string, ...words: readonly string[]): Promise<Fault> {
  const { fault } = await reading(path)
  if (!fault) throw new Error('The file was read to its end')
  expect(fault.zh).toMatch(/\p{Script=Han}.*。$/u)
  expect(fault.en).toMatch(/^[A-Z].*\.$/)
  for (const word of words) expect(`${fault.zh} ${fault.en}`).toContain(word)
  return fault
}

async function refusedOf(
  content: string | Uint8Array,
  ...words: readonly string[]
): Promise<Fault> {
  return faultOf(await delivered(content), ...words)
}

/** By how many megabytes the memory grew while something was done. */
async function growthDuring(work: () => Promise<unknown>): Promise<number> {
  const memory = () => process.memoryUsage().rss / megabyte
  const before = memory()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, memory())
  }, 10)
  await work()
  clearInterval(watch)
  return Math.max(most, memory()) - before
}

async function* repeated(first: string, piece: string, pieces: number): AsyncGenerator<string> {
  yield first
  for (let i = 0; i < pieces; i += 1) yield piece
}

/** Writes a file of a hundred megabytes. */
async function huge(first: string, piece: string): Promise<string> {
  const path = newPath()
  const pieces = Math.ceil((100 * megabyte) / Buffer.byteLength(piece))
  await pipeline(repeated(first, piece, pieces), createWriteStream(path))
  return path
}

describe('quotes that do not match', () => {
  it.each([
    ['never closes', 'a,b\n1,2\n"一\n二",3\n4,"五\n6,7\n', 5, '只开不闭'],
    ['never closes at the end of a file', 'a,b\n1,"', 2, '只开不闭'],
    ['never closes until another opens', 'a,b\n1,"2\n3,4\n5,"6",7\n', 2, '闭合引号之后'],
    ['is followed by text', 'a,b\n"1"2,3\n', 2, '闭合引号之后'],
    ['stands in the middle of a cell', 'a,b\r\n1,2\r\n3,5"管\r\n', 3, '中间出现引号'],
    ['stands behind a blank', 'a;b;c\n1; "2";3\n', 2, '中间出现引号'],
  ])('a quote that %s is told with its line', async (_, text, line, word) => {
    expect((await refusedOf(text, word)).line).toBe(line)
  })

  it('a quote that never closes is told with its line wherever the chunks of a file meet', async () => {
    expect((await refusedOf(`n\r\n${'1\r\n'.repeat(40_000)}"x`, '只开不闭')).line).toBe(40_002)
  })

  it('a quote that never closes is told with its line in a long file, and what comes before is read', async () => {
    const path = await huge('a,b\n1,2\r\n"3\r\n4",5\n6,"', 'x,y\n'.repeat(10_000))
    const { lines, fault } = await reading(path)
    expect(fault).toMatchObject({ line: 5, zh: expect.stringContaining('只开不闭') })
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3])
  })
})

describe('a hundred megabytes in one line', () => {
  it.each([
    ['text', 'a,b\n1,', '茶'.repeat(10_000)],
    ['commas', 'a,b\n1,', ','.repeat(10_000)],
    ['quoted text', 'a,b\n1,"', '""'.repeat(10_000)],
    ['JSON', '{"a":1}\n{"a":"', 'x'.repeat(10_000)],
  ])(
    'of %s are refused without being held in memory',
    async (_, first, piece) => {
      const path = await huge(first, piece)
      let fault: Fault | undefined
      const growth = await growthDuring(async () => {
        fault = await faultOf(path)
      })
      expect(fault?.line).toBe(2)
      expect(growth).toBeLessThan(150)
    },
    20_000,
  )
})

describe('what is no text', () => {
  it.each([
    ['bytes of no encoding', Buffer.from('a,b\n1,\xff\xfe\x81\x20\n', 'latin1'), 'CSV UTF-8'],
    ['a picture', Buffer.from('89504E470D0A1A0A0000000D49484452', 'hex'), 'CSV UTF-8'],
    ['a NUL', 'a,b\n茶\0,1\n', 'NUL'],
    ['nothing', '', '空'],
    ['a mark and nothing', '\ufeff', '空'],
    ['blank lines', '\n\n , \n'.repeat(2_000), '没有内容'],
    ['an old workbook', Buffer.from('D0CF11E0A1B11AE10000000000000000', 'hex'), '.xls'],
    ['a web page', '\ufeff<html><table><tr><td>名称</td></tr></table></html>', '网页'],
  ])('%s is refused', async (_, content, word) => {
    await refusedOf(content, word)
  })
})

describe('NDJSON that is not quite', () => {
  it.each([
    ['broken JSON', '{"a":1}\n{"a":\n', 2, 'JSON'],
    ['a list', '{"a":1}\n\n[1]', 3, 'JSON'],
    ['a comma behind', '{"a":1},\n{"a":2}', 1, 'JSON'],
    ['a new key', '{"a":1}\n{"b":2}', 2, '“b”'],
    ['the key __proto__', '{"a":1}\n{"__proto__":{"b":2}}', 2, '“__proto__”'],
    ['the key constructor', '{"a":1}\n{"constructor":2}', 2, '“constructor”'],
    ['an object within', '{"a":{"b":1}}', 1, '“a”'],
    ['a list within', '{"a":[]}', 1, '“a”'],
    ['a NUL within', '{"a":"\\u0000"}', 1, 'NUL'],
  ])('%s is told with its line', async (_, text, line, word) => {
    expect((await refusedOf(text, word)).line).toBe(line)
  })

  it('a JSON array is told to become lines', async () => {
    await refusedOf('[\n {"a":1}\n]', 'NDJSON')
  })

  it('names of any kind change nothing in the program', async () => {
    await reading(await delivered('{"__proto__":"x","constructor":"y","toString":"z"}'))
    expect({}.toString()).toBe('[object Object]')
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('a workbook that is not what it seems', () => {
  const sheetName = 'xl/worksheets/sheet1.xml'
  const row = (cells: string) => `<worksheet><sheetData>${cells}</sheetData></worksheet>`

  /** A file that is small in the archive and large outside. */
  async function bomb(first: string, piece: string, pieces: number): Promise<ArchivedFile> {
    const deflated: Buffer[] = []
    await pipeline(
      repeated(first, piece, pieces),
      createDeflateRaw(),
      async function gather(source: AsyncIterable<Buffer>) {
        for await (const bytes of source) deflated.push(bytes)
      },
    )
    const size = Buffer.byteLength(first) + Buffer.byteLength(piece) * pieces
    return { deflated: Buffer.concat(deflated), size, checksum: 0 }
  }

  const blankMegabyte = ' '.repeat(megabyte)
  const stringsMegabyte = '<si><t>a</t></si>'.repeat(megabyte / 17)
  let gigabyte: ArchivedFile

  beforeAll(async () => {
    gigabyte = await bomb('<a>', blankMegabyte, 1024)
  })

  it.each([
    ['a gigabyte of nothing', sheetName, async () => gigabyte, '压缩炸弹'],
    [
      'a gigabyte that claims to be a kilobyte',
      sheetName,
      async () => ({ ...gigabyte, size: 1000 }),
      '损坏',
    ],
    [
      'ninety megabytes of texts in a few kilobytes',
      'xl/sharedStrings.xml',
      () => bomb('<sst>', stringsMegabyte, 90),
      '压缩炸弹',
    ],
    [
      'tags without end, one within the other',
      sheetName,
      async () => archived('<a>'.repeat(3_000_000)),
      '不会写出',
    ],
  ])('%s is refused without being held in memory', async (_, name, content, word) => {
    const path = await delivered(zipArchive({ ...workbookFiles(''), [name]: await content() }))
    const growth = await growthDuring(() => faultOf(path, word))
    expect(growth).toBeLessThan(150)
  })

  it('a document type is refused, so that no entity is ever expanded', async () => {
    const xml = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${row('<row><c t="str"><v>&x;</v></c></row>')}`
    await refusedOf(zipArchive(workbookFiles(xml)), '不会写出')
  })

  it('a remark without end is refused', async () => {
    const remark = `<!-- ${randomBytes(2 * megabyte).toString('hex')} -->`
    await refusedOf(zipArchive(workbookFiles(remark + row(''))), '不会写出')
  })

  it.each([
    ['that refers to a text it has not', row('<row><c t="s"><v>7</v></c></row>')],
    ['with two cells in one place', row('<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')],
    ['whose XML breaks off', '<worksheet><sheetData><row>'],
    ['with an entity of its own', row('<row><c t="str"><v>&x;</v></c></row>')],
  ])('a workbook %s is refused', async (_, sheet) => {
    await refusedOf(zipArchive(workbookFiles(sheet)), '损坏')
  })

  it('a workbook that was changed on its way is refused', async () => {
    const files = workbookFiles(row('<row><c><v>1200</v></c></row>'))
    const changed = archived(row('<row><c><v>9999</v></c></row>'))
    const sheet = { ...files[sheetName]!, deflated: changed.deflated }
    await refusedOf(zipArchive({ ...files, [sheetName]: sheet }), '损坏')
  })

  it('a workbook that breaks off is refused', async () => {
    const whole = zipArchive(workbookFiles(row('')))
    await refusedOf(whole.subarray(0, whole.length - 40), '损坏')
  })

  it('a workbook with a hundred megabytes beside its table is refused', async () => {
    const filler = archived(
      `<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(350_000)}</sheetData></worksheet>`,
    )
    const names = Array.from({ length: 12 }, (_, at) => `s${at}`)
    const files = workbookFiles('<worksheet/>')
    const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    await refusedOf(
      zipArchive({
        ...files,
        'xl/workbook.xml': archived(
          `<workbook xmlns:r="${relationships}"><sheets>${names.map((name) => `<sheet name="${name}" r:id="${name}"/>`).join('')}</sheets></workbook>`,
        ),
        'xl/_rels/workbook.xml.rels': archived(
          `<Relationships>${names.map((name) => `<Relationship Id="${name}" Type="${relationships}/worksheet" Target="worksheets/${name}.xml"/>`).join('')}</Relationships>`,
        ),
        ...Object.fromEntries(names.map((name) => [`xl/worksheets/${name}.xml`, filler])),
      }),
      '庞大',
      'hide',
    )
  })

  it('a zip archive of something else is refused', async () => {
    await refusedOf(zipArchive({ '名单.csv': archived('a,b\n1,2\n') }), '不是 .xlsx')
  })

  it('an archive of thousands of files is refused', async () => {
    const file = archived('')
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`${i}.xml`, file]))
    await refusedOf(zipArchive({ ...workbookFiles(row('')), ...many }), '压缩炸弹')
  })

  it('a cell far outside the table is told with its row', async () => {
    const cells = '<row r="7"><c r="XFD7"><v>1</v></c></row>'
    expect((await refusedOf(zipArchive(workbookFiles(row(cells))), '列')).line).toBe(7)
  })
})
