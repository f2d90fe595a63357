import { createToken, Lexer, type TokenType } from 'chevrotain'
import type { Sentence } from '../../ground/refusal.ts'

/**
 * A name's characters: Latin letters, digits, and Chinese, so that facts may have names in both. Some
 * begin with digits, such as 4G信号覆盖.
 */
export const Identifier = createToken({
  name: 'Identifier',
  pattern: /\d*[A-Za-z_\u3400-\u9fff][\w\u3400-\u9fff]*/,
})

const blank = createToken({ name: 'Blank', pattern: /\s+/, group: Lexer.SKIPPED })
export const Numeral = createToken({ name: 'Numeral', pattern: /\d+(?:\.\d+)?/ })
export const Dot = createToken({ name: 'Dot', pattern: '.' })
export const Comma = createToken({ name: 'Comma', pattern: ',' })
export const LeftParenthesis = createToken({ name: 'LeftParenthesis', pattern: '(' })
export const RightParenthesis = createToken({ name: 'RightParenthesis', pattern: ')' })
export const LeftBracket = createToken({ name: 'LeftBracket', pattern: '[' })
export const RightBracket = createToken({ name: 'RightBracket', pattern: ']' })

export const Comparison = createToken({ name: 'Comparison', pattern: /<=|>=|!=|<|>|=/ })
export const Addition = createToken({ name: 'Addition', pattern: Lexer.NA })
export const Multiplication = createToken({ name: 'Multiplication', pattern: /[*/]/ })
const plus = createToken({ name: 'Plus', pattern: '+', categories: Addition })
export const Minus = createToken({ name: 'Minus', pattern: '-', categories: Addition })

function word(name: string, pattern: RegExp): TokenType {
  return createToken({ name, pattern, longer_alt: Identifier })
}

export const And = word('And', /and|且/)
export const Or = word('Or', /or|或/)
export const Not = word('Not', /not|非/)
export const In = word('In', /in|属于/)
export const Where = word('Where', /where|其中/)
export const Null = word('Null', /null|空/)
/** The year asked for; `year(` is the function. */
export const Year = word('Year', /year(?!\s*\()|y|本年/)

/** The words that stand between names; a name that was not expected may be one of them misspelt. */
export const connectives = ['and', 'or', 'not', 'in', 'where', '且', '或', '非', '属于', '其中']

/** All that a formula is written with, in the order in which the lexer tries them. */
export const vocabulary: TokenType[] = [
  blank,
  And,
  Or,
  Not,
  In,
  Where,
  Null,
  Year,
  Identifier,
  Numeral,
  Dot,
  Comma,
  LeftParenthesis,
  RightParenthesis,
  LeftBracket,
  RightBracket,
  Comparison,
  Addition,
  Multiplication,
  plus,
  Minus,
]

/** Cuts a formula into tokens. */
export const lexer = new Lexer(vocabulary, { positionTracking: 'onlyOffset' })

/** What may follow where a formula could also end. */
export const anythingMore: Sentence = {
  zh: '运算符或公式结尾',
  en: 'an operator or the end of the formula',
}

/** What a place of the grammar expects, in the words of a sentence. */
export const expectations: Readonly<Record<string, Sentence>> = {
  Operand: { zh: '数据项名、数字、函数、y 或“(”', en: 'a fact, a number, a function, y or "("' },
  Identifier: { zh: '名称', en: 'a name' },
  Numeral: { zh: '数字', en: 'a number' },
  Year: { zh: '“y”', en: '"y"' },
  RightParenthesis: { zh: '运算符或“)”', en: 'an operator or ")"' },
  LeftParenthesis: { zh: '“(”', en: '"("' },
  RightBracket: { zh: '“]”', en: '"]"' },
  EOF: anythingMore,
}
