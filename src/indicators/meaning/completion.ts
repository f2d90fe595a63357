import type { IToken } from 'chevrotain'
import type { Catalogue, Shelf } from '../../catalogue/catalogue.ts'
import { placeOf } from '../language/grammar.ts'
import type { Word } from '../language/syntax.ts'
import * as token from '../language/tokens.ts'
import { aggregates } from './aggregates.ts'
import { functions } from './functions.ts'
import { namesIn } from './meaning.ts'
import { type Names, type Offered, plainName } from './names.ts'
import type { Vocabulary } from './scope.ts'

/** What may be written at a place of a formula, and which characters it replaces. */
export interface Completion {
  readonly from: number
  readonly to: number
  readonly offered: readonly Offered[]
}

const mostOffered = 200

/** What may stand where the cursor is: names, functions, members of the code list beside it, operators. */
export function completeFormula(
  catalogue: Catalogue,
  vocabulary: Vocabulary,
  text: string,
  cursor: number,
): Completion {
  const before = text.slice(0, cursor)
  const { tokens } = token.lexer.tokenize(before)
  const last = tokens.at(-1)
  const isPartial = last?.tokenType === token.Identifier || isWordAt(last)
  const begun = isPartial && last && placeOf(last).to === cursor ? last : undefined
  const settled = begun ? tokens.slice(0, -1) : tokens
  const written = begun?.image ?? ''
  const names = namesIn(catalogue)
  const chinese = /[\u3400-\u9fff]/.test(written || before)
  const offered = offeredAfter(names, vocabulary, settled, chinese)
  const plain = written.toLowerCase()
  const fitting = offered.filter((one) => fits(one, plain))
  return { from: cursor - written.length, to: cursor, offered: fitting.slice(0, mostOffered) }
}

function isWordAt(last: IToken | undefined): boolean {
  return last !== undefined && /^[\w\u3400-\u9fff]+$/.test(last.image) && !/^\d/.test(last.image)
}

function fits({ text, zh }: Offered, plain: string): boolean {
  if (plain === '') return true
  return text.toLowerCase().includes(plain) || plainName(zh).includes(plain)
}

function offeredAfter(
  names: Names,
  vocabulary: Vocabulary,
  settled: readonly IToken[],
  chinese: boolean,
): Offered[] {
  const words = wordsBefore(settled)
  if (words[0] === 'param' || words[0] === '参数') {
    return [...vocabulary.parameters.values()].map(({ name, zh, en }) => ({ text: name, zh, en }))
  }
  if (words.length > 0) return names.following(words, chinese)
  const members = membersBeside(names, settled)
  if (members) return members
  if (endsOperand(settled.at(-1))) return operators(chinese)
  const implied = impliedView(names, settled)
  return [
    ...(implied ? names.factsWithin(implied, chinese) : []),
    ...names.following([], chinese),
    ...callable(chinese),
    { text: 'param', zh: '参数', en: 'A parameter by year' },
    { text: 'y', zh: '所问年度', en: 'The year asked for' },
  ]
}

/** Whether something is complete here, so that an operator may follow and no name. */
function endsOperand(last: IToken | undefined): boolean {
  const { Identifier, Numeral, RightParenthesis, RightBracket, Null, Year } = token
  const ends = [Identifier, Numeral, RightParenthesis, RightBracket, Null, Year]
  return last !== undefined && ends.includes(last.tokenType)
}

/** The words of the name that is being written, where it has come to a dot. */
function wordsBefore(settled: readonly IToken[]): string[] {
  const words: string[] = []
  let at = settled.length - 1
  while (settled[at]?.tokenType === token.Dot && settled[at - 1]) {
    words.unshift(settled[at - 1]?.image ?? '')
    at -= 2
  }
  return words
}

/** The members of the code list whose fact stands before an `=`, or before a list that has begun. */
function membersBeside(names: Names, settled: readonly IToken[]): Offered[] | undefined {
  const last = settled.at(-1)
  if (!last) return undefined
  const isCompared = last.tokenType === token.Comparison
  const listAt = settled.findLastIndex(({ tokenType }) => tokenType === token.In)
  const inList = listAt >= 0 && settled.slice(listAt + 1).every(isOfList)
  if (!isCompared && !inList) return undefined
  const end = isCompared ? settled.length - 1 : listAt
  const words = nameEndingAt(settled, end)
  const fact = names.fact(words, impliedView(names, settled))
  return fact?.entry.fact.type.enumeration?.members.map(({ name, zh, en }) => ({
    text: name,
    zh,
    en,
  }))
}

function isOfList({ tokenType }: IToken): boolean {
  return [token.LeftParenthesis, token.Comma, token.Identifier].includes(tokenType)
}

function nameEndingAt(settled: readonly IToken[], end: number): Word[] {
  const words: Word[] = []
  for (let at = end - 1; at >= 0; at -= 2) {
    const word = settled[at]
    if (!word || word.tokenType !== token.Identifier) break
    words.unshift({ text: word.image, at: placeOf(word) })
    if (settled[at - 1]?.tokenType !== token.Dot) break
  }
  return words
}

/** The view that was named first in the aggregate whose brackets are still open. */
function impliedView(names: Names, settled: readonly IToken[]): Shelf | undefined {
  let open = 0
  for (let at = settled.length - 1; at >= 0; at -= 1) {
    const one = settled[at]
    if (one?.tokenType === token.RightParenthesis) open -= 1
    if (one?.tokenType !== token.LeftParenthesis) continue
    open += 1
    const before = settled[at - 1]
    if (open > 0 && before && aggregates.has(before.image)) {
      return viewNamedAfter(names, settled.slice(at + 1))
    }
  }
  return undefined
}

function viewNamedAfter(names: Names, rest: readonly IToken[]): Shelf | undefined {
  for (let at = 0; at + 2 < rest.length; at += 1) {
    const [first, , second] = rest.slice(at, at + 3)
    if (first?.tokenType !== token.Identifier || !second) continue
    const words = [first, second].map((one) => ({ text: one.image, at: placeOf(one) }))
    const view = names.view(words)
    if (view) return view
  }
  return undefined
}

function callable(chinese: boolean): Offered[] {
  return [...new Set([...aggregates.keys(), ...functions.keys()])]
    .filter((name) => /[\u3400-\u9fff]/.test(name) === chinese)
    .map((name) => ({ text: name, zh: '函数', en: 'Function' }))
}

function operators(chinese: boolean): Offered[] {
  const words = chinese ? ['且', '或', '其中', '属于'] : ['and', 'or', 'where', 'in']
  return [...words, '+', '-', '*', '/', '=', '!=', '<', '<=', '>', '>='].map((text) => ({
    text,
    zh: '运算符',
    en: 'Operator',
  }))
}
