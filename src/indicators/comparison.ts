import { nearestName } from '../ground/nearestName.ts'
import type { Meaning, Scope } from './meaning.ts'
import { type Binary, type Expression, type Name, nameIn } from './syntax.ts'
import type { Term } from './term.ts'
import { listOf } from './termType.ts'

/** The two sides of a comparison; a bare name beside a code list's fact is one of its members. */
export function compared(meaning: Meaning, comparison: Binary, scope: Scope): [Term, Term] {
  const { left, right, operatorAt } = comparison
  if (mayBeMember(meaning, right, scope)) {
    const fact = meaning.of(left, scope)
    return [fact, member(meaning, right, fact, comparison, scope)]
  }
  if (mayBeMember(meaning, left, scope)) {
    const fact = meaning.of(right, scope)
    return [member(meaning, left, fact, comparison, scope), fact]
  }
  const [one, other] = [meaning.of(left, scope), meaning.of(right, scope)]
  if (one.type.kind === 'number' && other.type.kind === 'number') {
    meaning.joined(one, other, operatorAt)
    return [one, other]
  }
  const alike = one.type.kind === other.type.kind && listOf(one.type) === listOf(other.type)
  if (!alike) throw meaning.unlike(one, other, operatorAt)
  refuseOrdering(meaning, comparison)
  return [one, other]
}

function mayBeMember(meaning: Meaning, expression: Expression, scope: Scope): expression is Name {
  if (expression.kind !== 'name' || expression.words.length !== 1) return false
  return !meaning.isFact(expression.words, scope)
}

function member(
  meaning: Meaning,
  { words, at }: Name,
  beside: Term,
  comparison: Binary,
  scope: Scope,
): Term {
  const enumeration = listOf(beside.type)
  if (!enumeration) throw meaning.unknown(words, scope)
  const name = nameIn(words)
  const names = enumeration.members.map((one) => one.name)
  if (!names.includes(name)) {
    throw meaning.fault(at, {
      zh: `“${enumeration.zh}”没有“${name}”一项；现有 ${names.join('、')}。`,
      en: `${enumeration.name} has no member "${name}"; it has ${names.join(', ')}.`,
      nearest: nearestName(name, names),
    })
  }
  refuseOrdering(meaning, comparison)
  return { kind: 'member', name, type: beside.type, at }
}

function refuseOrdering(meaning: Meaning, { operator, operatorAt }: Binary): void {
  if (operator === '=' || operator === '!=') return
  throw meaning.fault(operatorAt, {
    zh: `“${operator}”只用于比较数；这里请用 = 或 !=。`,
    en: `"${operator}" compares numbers only; use = or != here.`,
  })
}
