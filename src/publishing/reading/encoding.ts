import { bytesIn } from '../../store/namelessFile.ts'
import { Unreadable } from '../fault.ts'
import { mayBeBig5 } from './big5.ts'

/** The ways of writing Chinese text in bytes that Excel, WPS and the departments' systems use. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/** A delivered file as text, chunk by chunk; it may be read again from its beginning. */
export interface DeliveredText {
  readonly encoding: Encoding
  /** False where there is not one quotation mark in it: then nothing can hold a separator or a line end. */
  readonly mayQuote: boolean
  chunks(): AsyncIterable<string>
}

const bytesAChunk = 32 * 1024

/** How many bytes of a text in UTF-16 are NUL: half in plain ASCII, few where it is mostly Chinese. */
const nulsOfAscii = 1 / 4
const nulsOfChinese = 1 / 50

/** Of a text in GBK so many characters must be sound for each that is damaged, or it is in no such encoding. */
const leastSoundPerDamaged = 10

/** What stands in the place of a character that could not be made out. */
const replacement = '\ufffd'
const threeBytes = /[\u0800-\uffff]+/g

/**
 * Finds how a file is encoded. Where single characters are damaged or cut, U+FFFD stands in their place,
 * which no column takes; a text of which little else is left is refused as a whole.
 */
export async function openText(file: number): Promise<DeliveredText> {
  const { encoding, mayQuote = true } = await examined(file)
  return { encoding, mayQuote, chunks: () => checked(decoded(file, encoding)) }
}

async function examined(file: number): Promise<{ encoding: Encoding; mayQuote?: boolean }> {
  const sample = await beginningOf(file, bytesAChunk)
  const certain = byMark(sample) ?? byNuls(sample, nulsOfAscii)
  if (certain && certain !== 'utf-8') return { encoding: certain }
  const utf8 = await asUtf8(file)
  if (utf8) {
    const { mayQuote, isDoubtful } = utf8
    if (!certain && isDoubtful && (await looked(file, 'gb18030')).damaged === 0) {
      throw new Unreadable(ambiguous)
    }
    return { encoding: 'utf-8', mayQuote }
  }
  if (certain || isMostlySound(await looked(file, 'utf-8'))) return { encoding: 'utf-8' }
  const wide = byNuls(sample, nulsOfChinese)
  if (wide) return { encoding: wide }
  const { damaged, sound } = await looked(file, 'gb18030')
  if (damaged * leastSoundPerDamaged > sound) throw new Unreadable(undecodable)
  if (await mayBeBig5(file)) throw new Unreadable(doubtful)
  return { encoding: 'gb18030' }
}

/** What a file looks like in an encoding. */
interface Look {
  /** How many characters could not be made out, and how many that take three bytes in UTF-8 could. */
  readonly damaged: number
  readonly sound: number
  readonly endsDamaged: boolean
}

/**
 * Chinese in UTF-8 has characters of three bytes, and GBK read as UTF-8 nearly none. Where the only one is
 * cut off by the end of the file, the file was cut.
 */
function isMostlySound({ damaged, sound, endsDamaged }: Look): boolean {
  return damaged <= sound || (damaged === 1 && endsDamaged)
}

async function looked(file: number, encoding: Encoding): Promise<Look> {
  let [damaged, sound, endsDamaged] = [0, 0, false]
  for await (const chunk of decoded(file, encoding)) {
    if (chunk.trim() !== '') endsDamaged = chunk.trimEnd().endsWith(replacement)
    for (const [run] of chunk.matchAll(threeBytes)) sound += run.length
    const count = chunk.split(replacement).length - 1
    damaged += count
    sound -= count
  }
  return { damaged, sound, endsDamaged }
}

/** The first bytes of a file, fewer where it is shorter. */
export async function beginningOf(file: number, most: number): Promise<Buffer> {
  for await (const bytes of bytesIn(file, most)) return bytes
  return Buffer.alloc(0)
}

function byMark(sample: Buffer): Encoding | undefined {
  const mark = sample.toString('latin1', 0, 3)
  if (mark === '\xef\xbb\xbf') return 'utf-8'
  if (mark.startsWith('\xff\xfe')) return 'utf-16le'
  return mark.startsWith('\xfe\xff') ? 'utf-16be' : undefined
}

function byNuls(sample: Buffer, leastShare: number): Encoding | undefined {
  let [even, odd] = [0, 0]
  for (let at = sample.indexOf(0); at >= 0; at = sample.indexOf(0, at + 1)) {
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  const most = Math.max(even, odd)
  if (most === 0 || most < sample.length * leastShare) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** Whether there is a quotation mark anywhere, and whether the file might be Chinese in GBK just as well. */
interface AsUtf8 {
  readonly mayQuote: boolean
  readonly isDoubtful: boolean
}

/**
 * Whether a file is UTF-8 to its end. Some Chinese characters in GBK are such of two bytes in UTF-8 too; a
 * file in which there are only those is in doubt, for Chinese in UTF-8 takes three.
 */
async function asUtf8(file: number): Promise<AsUtf8 | undefined> {
  try {
    let [mayQuote, hasTwo, hasThree] = [false, false, false]
    for await (const chunk of decoded(file, 'utf-8', true)) {
      mayQuote ||= chunk.includes('"')
      hasTwo ||= /[\u0080-\u07ff]/.test(chunk)
      hasThree ||= /[\u0800-\uffff]/.test(chunk)
    }
    return { mayQuote, isDoubtful: hasTwo && !hasThree }
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

async function* decoded(file: number, encoding: Encoding, fatal = false): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal })
  for await (const bytes of bytesIn(file, bytesAChunk)) {
    yield decoder.decode(bytes, { stream: true })
  }
  yield decoder.decode()
}

const doubtful = {
  zh: '文件的文字编码像是 Big5（繁体），按 GBK 读会成乱码；请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”，再重新提交。',
  en: 'The characters of the file look like Big5, and read as GBK they would be garbled; save it as "CSV UTF-8" in Excel or WPS and deliver it again.',
}

const ambiguous = {
  zh: '文件的文字编码可以是 UTF-8，也可以是 GBK，读法不同，内容不同；请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”，再重新提交。',
  en: 'The characters of the file may be UTF-8 or GBK, and say something else in each; save it as "CSV UTF-8" in Excel or WPS and deliver it again.',
}

const undecodable = {
  zh: '文件的文字编码认不出来；请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”，再重新提交。',
  en: 'The characters of the file cannot be made out; save it as "CSV UTF-8" in Excel or WPS and deliver it again.',
}

async function* checked(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    if (chunk.includes('\0')) throw new Unreadable(holdsNul)
    if (chunk !== '') yield chunk
  }
}

const holdsNul = {
  zh: '文件里有空字符（NUL），不是完好的文本；请重新导出，另存为“CSV UTF-8（逗号分隔）”，再重新提交。',
  en: 'The file holds NUL characters and so is no sound text; export it again, save it as "CSV UTF-8" and deliver it again.',
}
