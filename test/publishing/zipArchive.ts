import { crc32, deflateRawSync } from 'node:zlib'

/** A file within an archive; what its headers claim may be untrue. */
export interface ArchivedFile {
  readonly deflated: Uint8Array
  readonly size: number
  readonly checksum: number
}

/** A file as honest archives hold it. */
export function archived(content: string | Uint8Array): ArchivedFile {
  const bytes = Buffer.from(content)
  return { deflated: deflateRawSync(bytes), size: bytes.length, checksum: crc32(bytes) }
}

/** A zip archive (PKWARE APPNOTE 6.3): each file behind its header, and the directory of all. */
export function zipArchive(files: Readonly<Record<string, ArchivedFile>>): Buffer {
  const contents: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, file] of Object.entries(files)) {
    const shared = sharedFields(name, file)
    const local = Buffer.concat([signature(0x04034b50), shared, Buffer.from(name), file.deflated])
    const central = Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), shared])
    directory.push(central, Buffer.alloc(10), unsigned(offset), Buffer.from(name))
    contents.push(local)
    offset += local.length
  }
  return Buffer.concat([...contents, ...directory, endRecord(directory, offset, contents.length)])
}

/** Version, flags, method, time, checksum, both sizes, and the lengths of name and extra field. */
function sharedFields(name: string, { deflated, size, checksum }: ArchivedFile): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt32LE(checksum, 10)
  fields.writeUInt32LE(deflated.length, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(Buffer.byteLength(name), 22)
  return fields
}

function endRecord(directory: readonly Buffer[], offset: number, count: number): Buffer {
  const counts = Buffer.alloc(8)
  counts.writeUInt16LE(count, 4)
  counts.writeUInt16LE(count, 6)
  const length = Buffer.concat(directory).length
  return Buffer.concat([
    signature(0x06054b50),
    counts,
    unsigned(length),
    unsigned(offset),
    Buffer.alloc(2),
  ])
}

function signature(value: number): Buffer {
  return unsigned(value)
}

function unsigned(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function relation(id: string, kind: string, target: string): string {
  return `<Relationship Id="${id}" Type="${relationships}/${kind}" Target="${target}"/>`
}

/** The files of a workbook of one sheet, around the XML of that sheet and of its shared strings. */
export function workbookFiles(sheet: string, strings = '<sst/>'): Record<string, ArchivedFile> {
  return {
    '_rels/.rels': archived(
      `<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    'xl/workbook.xml': archived(
      `<workbook xmlns:r="${relationships}"><sheets><sheet name="1" sheetId="1" r:id="s"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': archived(
      `<Relationships>${relation('s', 'worksheet', 'worksheets/sheet1.xml')}${relation('t', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': archived(sheet),
    'xl/sharedStrings.xml': archived(strings),
  }
}
