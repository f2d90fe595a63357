import { Unreadable } from '../fault.ts'
import type { Bunches, FileForm } from './delivered.ts'
import { beginningOf, type Encoding, openText } from './encoding.ts'
import { readCsv } from './readCsv.ts'
import { readNdjson } from './readNdjson.ts'
import { readXlsx } from './readXlsx.ts'

/** A delivered file opened for reading. */
export interface OpenedFile {
  readonly form: FileForm
  /** How its text is encoded; absent where it is a workbook. */
  readonly encoding?: Encoding
  readonly bunches: Bunches
}

const bytesLookedAt = 4096

/** Reads a delivered file, open under a descriptor, by what it holds. */
export async function readDelivered(file: number): Promise<OpenedFile> {
  const form = await formOf(file)
  if (form === 'xlsx') return { form, bunches: readXlsx(file) }
  const text = await openText(file)
  const bunches = form === 'ndjson' ? readNdjson(text) : readCsv(text)
  return { form, encoding: text.encoding, bunches }
}

/** Tells the form of a file by its first bytes, and refuses what looks like a table but is none. */
export async function formOf(file: number): Promise<FileForm> {
  const bytes = (await beginningOf(file, bytesLookedAt)).toString('latin1')
  if (bytes.startsWith('PK\x03\x04') || bytes.startsWith('PK\x05\x06')) return 'xlsx'
  if (bytes.startsWith('\xd0\xcf\x11\xe0')) throw new Unreadable(oldWorkbook)
  const text = inAnyEncoding(bytes)
  if (text === '') throw new Unreadable(nothing)
  if (text.startsWith('<')) throw new Unreadable(markup)
  if (/^\[\s*[{\]]/.test(text)) throw new Unreadable(jsonArray)
  return text.startsWith('{') ? 'ndjson' : 'csv'
}

/** The first signs of a text, whatever its encoding: ASCII differs only in marks and NULs. */
function inAnyEncoding(bytes: string): string {
  return bytes
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart()
}

const nothing = {
  zh: '文件是空的；请检查导出是否成功，再重新提交。',
  en: 'The file is empty; look whether it was exported and deliver it again.',
}

const oldWorkbook = {
  zh: '这是旧式的 .xls 文件，或是加了密码的工作簿；请去掉密码，另存为 .xlsx 或“CSV UTF-8”，再重新提交。',
  en: 'This is an old .xls file or a workbook with a password; remove the password, save it as .xlsx or "CSV UTF-8" and deliver it again.',
}

const markup = {
  zh: '这是网页或 XML，不是表格（有的系统把它命名为 .xls）；请用 Excel 或 WPS 打开，另存为 .xlsx 或“CSV UTF-8”，再重新提交。',
  en: 'This is a web page or XML and no table (some systems name it .xls); open it in Excel or WPS, save it as .xlsx or "CSV UTF-8" and deliver it again.',
}

const jsonArray = {
  zh: '这是一个 JSON 数组；请改为 NDJSON：每行写一个对象，不要方括号，行末不加逗号。',
  en: 'This is a JSON array; make it NDJSON: one object a line, without brackets around them or commas between them.',
}
