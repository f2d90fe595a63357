import { crc32 } from 'node:zlib'
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import { Unreadable } from '../fault.ts'

const mostParts = 200
const alwaysAllowed = 10_000_000
const mostTimesLarger = 200

/** The parts of a workbook, which is a zip archive of XML files. */
export interface WorkbookParts {
  /** A part's bytes, refused as soon as more of them come out than a sound part of its kind has. */
  bytes(name: string, most: number): AsyncIterable<Buffer>
}

/**
 * Takes an open file for a workbook; nothing is unpacked before it is asked for, nothing is written anywhere,
 * and the file stays open.
 */
export async function openParts(file: number): Promise<WorkbookParts> {
  const zip = await fromFdPromise(file, { autoClose: false }).catch(damagedIfUnsound)
  const entries = await entriesOf(zip).catch(damagedIfUnsound)
  return { bytes: (name, most) => bytesOf(zip, entries.get(name.toLowerCase()), most) }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > mostParts) throw new Unreadable(tooLarge)
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)
  return entries
}

async function* bytesOf(
  zip: ZipFile,
  entry: Entry | undefined,
  most: number,
): AsyncGenerator<Buffer> {
  if (!entry) throw new Unreadable(noWorkbook)
  if (entry.uncompressedSize > most) throw new Unreadable(tooLarge)
  let [size, checksum] = [0, 0]
  try {
    const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry)
    for await (const bytes of stream) {
      size += bytes.length
      if (size > Math.min(most, Math.max(alwaysAllowed, entry.compressedSize * mostTimesLarger))) {
        throw new Unreadable(tooLarge)
      }
      checksum = crc32(bytes, checksum)
      yield bytes
    }
  } catch (error) {
    damagedIfUnsound(error)
  }
  if (checksum !== entry.crc32) throw new Unreadable(damaged)
}

/** Passes on what stopped us already and what the disk did; whatever else fails is the file's fault. */
export function damagedIfUnsound(error: unknown): never {
  if (error instanceof Unreadable || (error instanceof Error && 'syscall' in error)) throw error
  throw new Unreadable(damaged)
}

const tooLarge = {
  zh: '工作簿解压后异常庞大，疑似压缩炸弹，已拒收；请另存为“CSV UTF-8（逗号分隔）”，再重新提交。',
  en: 'The workbook unpacks to far more than it should, as a compressed bomb does, and is refused; save it as "CSV UTF-8" and deliver it again.',
}

/** What to say of a workbook that contradicts itself. */
export const damaged = {
  zh: '工作簿已损坏或加了密码，无法读取；请用 Excel 或 WPS 打开，另存为 .xlsx 或“CSV UTF-8”，再重新提交。',
  en: 'The workbook is damaged or has a password and cannot be read; open it in Excel or WPS, save it as .xlsx or "CSV UTF-8" and deliver it again.',
}

/** What to say of a zip archive that is something else. */
export const noWorkbook = {
  zh: '这个压缩文件不是 .xlsx 工作簿；请提交 .xlsx、“CSV UTF-8”或 NDJSON 文件，不要打包。',
  en: 'This zip archive is no .xlsx workbook; deliver an .xlsx, "CSV UTF-8" or NDJSON file, and do not pack it.',
}
