import { SaxesParser } from 'saxes'
import { Unreadable } from '../fault.ts'
import { damagedIfUnsound } from './workbookParts.ts'

const deepest = 50
const longestBetweenTags = 1_000_000

export type Attributes = Readonly<Record<string, string>>

/** What takes in the elements of an XML file in their order; names come without their prefixes. */
export interface XmlListener {
  opened(name: string, attributes: Attributes): void
  closed?(name: string): void
  text?(text: string): void
}

/**
 * Reads XML (UTF-8) as it comes and pauses after each chunk. A document type is refused, so that
 * there are no entities to expand; so are nesting and texts without end, which would fill the memory.
 */
export async function* xmlChunks(
  bytes: AsyncIterable<Buffer>,
  listener: XmlListener,
): AsyncGenerator<void> {
  let [depth, tags, tagsBefore, sinceTag] = [0, 0, 0, 0]
  const parser = new SaxesParser({ position: false, xmlns: false })
  parser.on('doctype', refused)
  parser.on('opentag', ({ name, attributes }) => {
    tags += 1
    depth += 1
    if (depth > deepest) refused()
    listener.opened(withoutPrefix(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    tags += 1
    depth -= 1
    listener.closed?.(withoutPrefix(name))
  })
  parser.on('text', (text) => listener.text?.(text))
  parser.on('cdata', (text) => listener.text?.(text))

  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of bytes) {
      parser.write(decoder.decode(chunk, { stream: true }))
      sinceTag = tags > tagsBefore ? 0 : sinceTag + chunk.length
      if (sinceTag > longestBetweenTags) refused()
      tagsBefore = tags
      yield
    }
    parser.write(decoder.decode()).close()
  } catch (error) {
    damagedIfUnsound(error)
  }
}

/** Reads XML to its end. */
export async function readXml(bytes: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  const chunks = xmlChunks(bytes, listener)
  while (!(await chunks.next()).done);
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function refused(): never {
  throw new Unreadable({
    zh: '工作簿里有 Excel 和 WPS 不会写出的内容，已拒收；请另存为“CSV UTF-8（逗号分隔）”，再重新提交。',
    en: 'The workbook holds what neither Excel nor WPS would write and is refused; save it as "CSV UTF-8" and deliver it again.',
  })
}
