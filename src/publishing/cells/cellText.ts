import type { Form } from '../../ground/factType.ts'
import { scientificNotation } from './cellCodes.ts'
import { type CellReader, halfWidth, inAnyColumn, type TextReader, Wrong } from './cellReader.ts'

const longest = 2_000

const control = new Wrong(
  '含有换行、制表符或看不见的控制字符；请改写成一行，并删去这些字符。',
  'The text holds a line break, a tab or an invisible character; write one line without them.',
)
const damaged = new Wrong(
  '含有乱码，有的字已经丢失；请核对原文，并以 UTF-8 编码重新导出。',
  'The text holds characters that were damaged or lost; check the original and export it as UTF-8.',
)
const privateUse = new Wrong(
  '含有自造字或乱码（专用区字符），别处显示不出；请改用标准汉字，并以 UTF-8 编码重新导出。',
  'The text holds characters for private use, which nobody else can show; write standard ones, and export it as UTF-8.',
)
const tooLong = new Wrong(
  `超过 ${longest} 个字；请缩短后重新报送。`,
  `The text is longer than ${longest} characters; shorten it and deliver again.`,
)
const likeFormula = new Wrong(
  '以 =、+、- 或 @ 开头，电子表格会把它当作公式；请删去开头的这个符号。',
  'The text begins with =, +, - or @, and a spreadsheet would take it for a formula; leave out ' +
    'that sign.',
)

// Invisible are also the marks that turn the direction of writing, and blanks without width.
const unseen = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u
// What programs leave of characters that they could not read or write; new Han characters are no such thing.
const lost = /[\p{Cn}--[\u{20000}-\u{3fffd}]]|\ufffd|锟斤拷|^[?\uff1f]{2,}$/v
const formulaSign = /^[=@+\-\uff1d\uff20\uff0b\uff0d]/
const signedNumber = /^[+-](?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?%?$/i

/** Reads text that may stand in a spreadsheet again without being taken for a formula. */
export const readText: TextReader = (text) => {
  if (text.length > longest) return tooLong
  if (formulaSign.test(text) && !signedNumber.test(halfWidth(text))) return likeFormula
  if (lost.test(text) || !text.isWellFormed()) return damaged
  if (/\p{Co}/u.test(text)) return privateUse
  // A text may be a number that its owner gives out, without a rule that is known here.
  return scientificNotation(text) ?? text
}

const readTrimmed = inAnyColumn(readText)

/** Reads free text; unlike elsewhere, a tab or a line break around it is refused and not cut. */
export const readFreeText: CellReader = (cell) => (unseen.test(cell) ? control : readTrimmed(cell))

/** Reads a number that its owner gives out by a rule, such as that of a school or a certificate. */
export function formReader({ pattern, example }: Form): CellReader {
  const unlike = new Wrong(
    `不符合规定的编号格式；请按 ${example} 的样式书写。`,
    `This is not of the form that its owner gives out; write it like ${example}.`,
  )
  return inAnyColumn((text) => {
    if (pattern.test(text)) return text
    const folded = halfWidth(text).replace(/\s/g, '')
    const fits = [folded, folded.toUpperCase()].find((candidate) => pattern.test(candidate))
    return fits ?? scientificNotation(text) ?? unlike
  })
}
