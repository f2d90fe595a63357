import { EOF, type IRecognitionException, type IToken, tokenMatcher } from 'chevrotain'
import { nearestName } from '../../ground/nearestName.ts'
import type { Refusal } from '../../ground/refusal.ts'
import { excerpt, formulaFault } from './formulaFault.ts'
import { FormulaParser, placeOf } from './grammar.ts'
import type { Expression } from './syntax.ts'
import * as token from './tokens.ts'

/** How long a formula may be, and how deep its brackets may stand in each other. */
export const longestFormula = 2000
export const deepestFormula = 40

/** How many digits a number may have before and after its point. */
const mostDigits = 18

const parser = new FormulaParser()

/** Reads a formula's text; refuses what is no formula, pointing at the first wrong character. */
export function parseFormula(formula: string): Expression {
  if (formula.length > longestFormula) throw tooLong(formula)
  const { tokens, errors } = token.lexer.tokenize(formula)
  const [unreadable] = errors
  if (unreadable) throw strange(formula, unreadable.offset)
  refuseExtremes(formula, tokens)
  parser.input = tokens
  const expression = parser.disjunction()
  const [error] = parser.errors
  if (error) throw unexpected(formula, error)
  return expression
}

function tooLong(formula: string): Refusal {
  return formulaFault(
    formula,
    { from: longestFormula, to: formula.length },
    {
      zh: `公式有 ${formula.length} 个字符，超过上限 ${longestFormula}；请写短一些。`,
      en: `the formula has ${formula.length} characters, over the limit of ${longestFormula}; write it shorter.`,
    },
  )
}

function strange(formula: string, offset: number): Refusal {
  const character = String.fromCodePoint(formula.codePointAt(offset) ?? 0xfffd)
  const at = { from: offset, to: offset + character.length }
  const plain = character.normalize('NFKC')
  const readable = plain !== character && token.lexer.tokenize(plain).errors.length === 0
  return formulaFault(formula, at, {
    zh: `公式中不能有“${excerpt(formula, at)}”。`,
    en: `a formula is not written with "${excerpt(formula, at)}".`,
    nearest: readable ? plain : undefined,
  })
}

/** Numbers that no fact can have, and brackets so deep that reading them would exhaust the reader. */
function refuseExtremes(formula: string, tokens: readonly IToken[]): void {
  let depth = 0
  for (const given of tokens) {
    if (tokenMatcher(given, token.LeftParenthesis)) depth += 1
    if (tokenMatcher(given, token.RightParenthesis)) depth -= 1
    if (depth > deepestFormula) {
      throw formulaFault(formula, placeOf(given), {
        zh: `括号嵌套超过 ${deepestFormula} 层；请把公式拆开。`,
        en: `brackets stand more than ${deepestFormula} deep in each other; take the formula apart.`,
      })
    }
    if (!tokenMatcher(given, token.Numeral)) continue
    if (given.image.split('.').some((digits) => digits.length > mostDigits)) {
      throw formulaFault(formula, placeOf(given), {
        zh: `数字过长；小数点前后各不超过 ${mostDigits} 位。`,
        en: `the number is too long; write at most ${mostDigits} digits before and after the point.`,
      })
    }
  }
}

function unexpected(formula: string, { message, token: found }: IRecognitionException): Refusal {
  const right = token.expectations[message] ?? { zh: `“${message}”`, en: `"${message}"` }
  if (tokenMatcher(found, EOF)) {
    return formulaFault(
      formula,
      { from: formula.length, to: formula.length },
      {
        zh: `公式到此中断；应有${right.zh}。`,
        en: `the formula ends here; ${right.en} is expected.`,
      },
    )
  }
  const at = placeOf(found)
  if (tokenMatcher(found, token.Comparison) && right === token.anythingMore) {
    return formulaFault(formula, at, {
      zh: '比较不能连写；请用 and 连接两个比较。',
      en: 'comparisons do not chain; join two of them with "and".',
    })
  }
  const isName = tokenMatcher(found, token.Identifier)
  return formulaFault(formula, at, {
    zh: `这里不应是“${excerpt(formula, at)}”；应有${right.zh}。`,
    en: `"${excerpt(formula, at)}" is not expected here, but ${right.en}.`,
    nearest: isName ? nearestName(found.image, token.connectives) : undefined,
  })
}
