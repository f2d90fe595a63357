import type { Entity } from '../../ground/entity.ts'
import type { Enumeration } from '../../ground/enumeration.ts'
import type { FactType, OverTime } from '../../ground/factType.ts'
import type { Sentence } from '../../ground/refusal.ts'
import { plain, times, type Unit, unitOf, unitText } from './unit.ts'

/** A number with its unit, and how it adds up. */
export interface NumberType {
  readonly kind: 'number'
  readonly unit: Unit
  /** A number written in the formula takes the unit of what it stands beside. */
  readonly adds: OverTime | 'written'
}

/** What a term yields: a number, yes or no, a member of a code list, a date, a text, a link. */
export type TermType =
  | NumberType
  | { readonly kind: 'yesNo' | 'date' | 'text' | 'nothing' }
  | { readonly kind: 'member'; readonly enumeration: Enumeration }
  | { readonly kind: 'link'; readonly to: readonly Entity[]; readonly name: string }

export const yesNo: TermType = { kind: 'yesNo' }
export const written: NumberType = { kind: 'number', unit: plain, adds: 'written' }
export const calendarYear: NumberType = {
  kind: 'number',
  unit: unitOf('calendar year'),
  adds: 'ratio',
}

/** What a fact yields in a formula. */
export function termTypeOf(type: FactType, linked: readonly Entity[]): TermType {
  if (type.enumeration) return { kind: 'member', enumeration: type.enumeration }
  if (type.reference && linked.length > 0) {
    const name = linked.length === 1 ? linked[0]?.name : type.reference.to().name
    return { kind: 'link', to: linked, name: name ?? '' }
  }
  if (type.word === 'Boolean') return yesNo
  if (type.word === 'Year') return calendarYear
  if (type.word === 'Date') return { kind: 'date' }
  if (type.unit === undefined) return { kind: 'text' }
  return { kind: 'number', unit: unitOf(type.unit), adds: type.overTime ?? 'ratio' }
}

/** A count of things: households, villages, borrowers of whatever kind. */
export function countType(thing: string): NumberType {
  return { kind: 'number', unit: unitOf(thing.toLowerCase()), adds: 'stock' }
}

/** The code list of which a term is a member. */
export function listOf(type: TermType): Enumeration | undefined {
  return type.kind === 'member' ? type.enumeration : undefined
}

/** The type of a product or quotient; it adds up only where one side is a plain factor. */
export function scaledType(operator: '*' | '/', left: NumberType, right: NumberType): NumberType {
  const unit = times(left.unit, right.unit, operator === '*' ? 1 : -1)
  if (operator === '*' && isPaidOver(left, right)) return { kind: 'number', unit, adds: 'flow' }
  return { kind: 'number', unit, adds: scaledAdds(operator, left.adds, right.adds) }
}

const spans = ['month', 'year']

/** So much a month, for so many months, is an amount. */
function isPaidOver({ unit }: NumberType, time: NumberType): boolean {
  const [span, another] = [...time.unit]
  if (!span || another) return false
  return spans.includes(span[0]) && span[1] === 1 && unit.get(span[0]) === -1
}

function scaledAdds(
  operator: '*' | '/',
  left: NumberType['adds'],
  right: NumberType['adds'],
): NumberType['adds'] {
  if (right === 'written') return left
  if (operator === '/') return 'ratio'
  if (left === 'written' || left === 'ratio') return right
  return right === 'ratio' ? left : 'ratio'
}

/** How a sum or a difference adds up; a balance that a flow has changed is a balance. */
export function joinedAdds(left: NumberType['adds'], right: NumberType['adds']): OverTime {
  if (left === 'ratio' || right === 'ratio') return 'ratio'
  return left === 'flow' && right === 'flow' ? 'flow' : 'stock'
}

/** What a type is called in a sentence. */
export function typeWord(type: TermType): Sentence {
  switch (type.kind) {
    case 'yesNo':
      return { zh: '是否判断', en: 'a yes or no' }
    case 'date':
      return { zh: '日期', en: 'a date' }
    case 'text':
      return { zh: '文字', en: 'a text' }
    case 'nothing':
      return { zh: '空', en: 'null' }
    case 'member':
      return { zh: type.enumeration.zh, en: type.enumeration.name }
    case 'link':
      return {
        zh: `所指的${type.to.map(({ zh }) => zh).join('、')}`,
        en: `a link to a ${type.to.map(({ en }) => en).join(' or ')}`,
      }
    case 'number': {
      const unit = unitText(type.unit)
      return { zh: `数，单位 ${unit}`, en: `a number in ${unit}` }
    }
  }
}
