import type { Enumeration } from '../../ground/enumeration.ts'
import { nearestName } from '../../ground/nearestName.ts'
import {
  type Among,
  type Binary,
  type Expression,
  type Name,
  nameIn,
  type Span,
} from '../language/syntax.ts'
import { plainName } from './names.ts'
import type { Meaning, Scope } from './scope.ts'
import type { Term } from './term.ts'
import { listOf, type TermType, yesNo } from './termType.ts'

/** A comparison; a bare name beside a code list's fact is one of its members, `null` asks for a blank. */
export function compared(meaning: Meaning, comparison: Binary, scope: Scope): Term {
  const { left, right, operator, operatorAt, at } = comparison
  if (left.kind === 'null' || right.kind === 'null') {
    refuseOrdering(meaning, comparison)
    const of = meaning.of(left.kind === 'null' ? right : left, scope)
    return { kind: 'present', of, wanted: operator === '!=', type: yesNo, at }
  }
  const [one, other] = sidesOf(meaning, comparison, scope)
  if (one.type.kind === 'number' && other.type.kind === 'number') {
    meaning.joined(one, other, operatorAt)
  } else {
    if (!isAlike(one.type, other.type)) throw meaning.unlike(one, other, operatorAt)
    if (one.type.kind !== 'date') refuseOrdering(meaning, comparison)
  }
  return { kind: 'binary', operator, left: one, right: other, type: yesNo, at }
}

/** Whether something is one of a list: `riskClass in (SUBSTANDARD, DOUBTFUL, LOSS)`. */
export function chosenAmong(meaning: Meaning, among: Among, scope: Scope): Term {
  const of = meaning.of(among.of, scope)
  const list = among.list.map((one) => {
    if (isBare(one) && listOf(of.type)) return member(meaning, one, of)
    const term = meaning.of(one, scope)
    const numbers = term.type.kind === 'number' && of.type.kind === 'number'
    if (numbers) meaning.joined(of, term, among.operatorAt)
    else if (!isAlike(of.type, term.type)) throw meaning.unlike(of, term, among.operatorAt)
    return term
  })
  return { kind: 'among', of, list, type: yesNo, at: among.at }
}

function sidesOf(meaning: Meaning, { left, right }: Binary, scope: Scope): [Term, Term] {
  if (mayBeMember(meaning, right, scope)) {
    const fact = meaning.of(left, scope)
    return [fact, member(meaning, right, fact, scope)]
  }
  if (mayBeMember(meaning, left, scope)) {
    const fact = meaning.of(right, scope)
    return [member(meaning, left, fact, scope), fact]
  }
  return [meaning.of(left, scope), meaning.of(right, scope)]
}

function isAlike(one: TermType, other: TermType): boolean {
  return one.kind === other.kind && listOf(one) === listOf(other)
}

function isBare(expression: Expression): expression is Name {
  return expression.kind === 'name' && expression.words.length === 1
}

function mayBeMember(meaning: Meaning, expression: Expression, scope: Scope): expression is Name {
  return isBare(expression) && !meaning.isFact(expression.words, scope)
}

function member(meaning: Meaning, { words, at }: Name, beside: Term, scope?: Scope): Term {
  const enumeration = listOf(beside.type)
  if (!enumeration) throw meaning.unknown(words, scope ?? { things: [], back: 0, depth: 0 })
  const name = nameIn(words)
  const found = memberOf(enumeration, name)
  if (found) return { kind: 'member', name: found, type: beside.type, at }
  const names = enumeration.members.map((one) => one.name)
  throw meaning.fault(at, {
    zh: `“${enumeration.zh}”没有“${name}”一项；现有 ${enumeration.members.map(({ zh }) => plainName(zh)).join('、')}。`,
    en: `${enumeration.name} has no member "${name}"; it has ${names.join(', ')}.`,
    nearest: nearestName(name, names),
  })
}

function memberOf({ members }: Enumeration, name: string): string | undefined {
  const found = members.find((one) => one.name === name || plainName(one.zh) === name)
  return found?.name
}

function refuseOrdering(
  meaning: Meaning,
  { operator, operatorAt }: { operator: string; operatorAt: Span },
): void {
  if (operator === '=' || operator === '!=') return
  throw meaning.fault(operatorAt, {
    zh: `“${operator}”只用于比较数；这里请用 = 或 !=。`,
    en: `"${operator}" compares numbers only; use = or != here.`,
  })
}
