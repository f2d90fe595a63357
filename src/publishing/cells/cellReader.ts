import type { Sentence } from '../../ground/refusal.ts'

/** What is wrong with a cell; it never repeats what stands in it, which may be nobody's to see. */
export class Wrong implements Sentence {
  readonly zh: string
  readonly en: string

  constructor(zh: string, en: string) {
    this.zh = zh
    this.en = en
  }
}

/** Reads a cell that is not '': its canonical text, undefined if only blanks, or what is wrong. */
export type CellReader = (cell: string) => string | undefined | Wrong

/** Reads what is left of a cell once `inAnyColumn` has seen to blanks, formulas and errors. */
export type TextReader = (text: string) => string | Wrong

const formula = new Wrong(
  '单元格里是公式，不是值；请复制后用“选择性粘贴－数值”粘贴为值，再重新报送。',
  'The cell holds a formula, not a value; copy it, paste it as values and deliver again.',
)
/** What stands in a cell in place of a value that could not be computed, whatever its column. */
export const excelError = new Wrong(
  '单元格里是 Excel 的错误值（如 #REF!、#N/A）；请改正公式，或没有数据时留空。',
  "The cell holds Excel's error (such as #REF! or #N/A); correct the formula, or leave it blank.",
)
const tooNarrow = new Wrong(
  '单元格里只有 # 号，是 Excel 的列太窄、内容未显示就另存了；请拉宽该列后重新导出。',
  'The cell holds only # signs: Excel saved a column too narrow to show; widen it and export again.',
)
const placeholder = new Wrong(
  '单元格里只有一条横线或斜线；没有数据时请留空。',
  'The cell holds only a dash or a slash; leave it blank where there is nothing to say.',
)

// Excel adds new ones; LibreOffice has numbers for its own.
const excelErrors = /^(?:#N\/A|#GETTING_DATA|#[A-Z]+(?:\/0)?[!?]|(?:Err|错误)[:：]\d{3})$/i

function wrongInAnyColumn(text: string): Wrong | undefined {
  if (text[0] === '=' || text[0] === '\uff1d') return formula
  if (/^#{2,}$/.test(text)) return tooNarrow
  if (excelErrors.test(text)) return excelError
  return /^(?:[-–—]+|\/)$/.test(text) ? placeholder : undefined
}

/** The characters with which a cell may begin that is wrong in any column. */
const suspects = new Set([...'=\uff1d#-–—/Ee错'].map((character) => character.charCodeAt(0)))

/** Cuts the blanks around a cell and refuses what no column may hold: formulas, errors, dashes. */
export function inAnyColumn(read: TextReader): CellReader {
  return (cell) => {
    const text = cell.trim()
    if (text === '') return undefined
    const wrong = suspects.has(text.charCodeAt(0)) ? wrongInAnyColumn(text) : undefined
    return wrong ?? read(text)
  }
}

const mostRemembered = 50_000
const longestRemembered = 32

/** Reads a text that occurs in many rows only once: dates, periods, areas, labels. */
export function remembered(read: TextReader): TextReader {
  const known = new Map<string, string | Wrong>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const now = read(text)
    if (known.size >= mostRemembered) known.clear()
    if (text.length <= longestRemembered) known.set(text, now)
    return now
  }
}

/** A text with the full-width letters, digits and signs of a Chinese keyboard made half-width. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
}
