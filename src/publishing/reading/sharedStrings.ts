import { Unreadable } from '../fault.ts'
import { readXml } from './xml.ts'

const longestString = 1_000_000

/** The texts of a workbook, by the numbers that cells call them by: runs joined, readings left out. */
export async function readSharedStrings(xml: AsyncIterable<Buffer>): Promise<readonly string[]> {
  const strings: string[] = []
  let [text, isPhonetic, isText] = ['', false, false]
  await readXml(xml, {
    opened(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') isPhonetic = true
      else if (name === 't') isText = !isPhonetic
    },
    text(more) {
      if (isText) text += more
      if (text.length > longestString) throw tooLong()
    },
    closed(name) {
      if (name === 'si') strings.push(plainText(text))
      else if (name === 'rPh') isPhonetic = false
      else if (name === 't') isText = false
    },
  })
  return strings
}

/** A workbook's text without its escapes: `_x000D_` stands for a character that XML may not hold. */
export function plainText(escaped: string): string {
  if (!escaped.includes('_x')) return escaped
  return escaped.replace(/_x([0-9a-f]{4})_/gi, (written, code) => {
    const character = String.fromCharCode(Number.parseInt(code, 16))
    return character === '\0' || !character.isWellFormed() ? written : character
  })
}

function tooLong(): Unreadable {
  return new Unreadable({
    zh: `工作簿里有一个单元格超过 ${longestString} 个字符；请检查后重新提交。`,
    en: `A cell of the workbook has more than ${longestString} characters; look at it and deliver the file again.`,
  })
}
