import { badInput, type Refusal, type Sentence } from '../../ground/refusal.ts'
import type { Span } from './syntax.ts'

const mostShown = 80

/** What is wrong in a formula, and what would be right. */
export interface Fault extends Sentence {
  /** The name that was probably meant. */
  readonly nearest?: string | undefined
}

/** A refusal that points at the character of a formula, named or not: its place, and the nearest name. */
export function formulaFault(formula: string, at: Span, fault: Fault, name = ''): Refusal {
  const before = formula.slice(0, at.from).split(/\r\n|\r|\n/)
  const line = before.length
  const column = [...(before.at(-1) ?? '')].length + 1
  const { nearest } = fault
  const meant = nearest
    ? { zh: `是否指“${nearest}”？`, en: ` Did you mean "${nearest}"?` }
    : { zh: '', en: '' }
  return badInput(
    {
      zh: `公式${name && `“${name}”`}第 ${line} 行第 ${column} 个字符：${fault.zh}${meant.zh}`,
      en: `Formula${name && ` "${name}"`}, line ${line}, character ${column}: ${fault.en}${meant.en}`,
    },
    { at: { offset: at.from, line, column, length: at.to - at.from }, ...(nearest && { nearest }) },
  )
}

/** A piece of a formula as it may be shown in a sentence: short, and on one line. */
export function excerpt(formula: string, at: Span): string {
  const piece = formula.slice(at.from, at.to).replace(/[\s\p{C}]+/gu, ' ')
  const letters = [...piece]
  return letters.length > mostShown ? `${letters.slice(0, mostShown).join('')}…` : piece
}
