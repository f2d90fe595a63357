import type { Enumeration } from './enumeration.ts'

/** How a number adds up over a year: its last value, the sum of its parts, or not at all. */
export type OverTime = 'stock' | 'flow' | 'ratio'

/** A class of ours, as a decorator or a link names it. */
// biome-ignore lint/suspicious/noExplicitAny: an entity's constructor takes what its own class says
export type Class<T = object> = abstract new (...args: any[]) => T

/** Several entities behind one kind of reference: which one is meant is read off the key itself. */
export interface Union {
  readonly name: string
  readonly zh: string
  readonly en: string
  /** The members, each with the form of its keys. */
  readonly members: ReadonlyMap<Class, KeyForm>
}

/** What the keys of one kind of thing look like beside those of another. */
export interface KeyForm {
  readonly length?: number
  readonly lengthNot?: number
  readonly starts?: readonly string[]
  readonly startsNot?: readonly string[]
}

function hasForm(key: string, { length, lengthNot, starts, startsNot }: KeyForm): boolean {
  if (length !== undefined && key.length !== length) return false
  if (lengthNot !== undefined && key.length === lengthNot) return false
  if (starts && !starts.some((start) => key.startsWith(start))) return false
  return !startsNot?.some((start) => key.startsWith(start))
}

/** The way back along a link: `village.households` for the household's `village`. */
export interface WayBack {
  readonly name: string
  readonly zh: string
  readonly en: string
}

/** What a reference points to, and the name of the list that leads back. */
export interface Reference {
  readonly to: () => Class | Union
  readonly back?: WayBack
}

/** What kind of thing a fact is: its word in the catalogue, its unit, its column, how it adds up. */
export interface FactType {
  readonly word: string
  readonly column: string
  readonly unit?: string
  readonly overTime?: OverTime
  /** The unit in which officials write it in spreadsheets, where it is not the unit here. */
  readonly writtenIn?: string
  readonly enumeration?: Enumeration
  readonly reference?: Reference
  /** Between which values a number lies, both included; what is published must keep to it. */
  readonly range?: Range
  /** What a text must look like, where its owner numbers things by a rule. */
  readonly form?: Form
}

/** The least and the greatest value of a number, where it has one. */
export interface Range {
  readonly from?: number
  readonly to?: number
}

/** The form of a number that its owner gives out, with an example for whoever writes one wrongly. */
export interface Form {
  readonly pattern: RegExp
  readonly example: string
}

/** Free text. */
export const text: FactType = { word: 'String', column: 'text' }
/** A number or code that its owner gives out by a rule. */
export function numbered(pattern: RegExp, example: string): FactType {
  return { ...text, form: { pattern, example } }
}
/** A code of the industrial classification GB/T 4754-2017: a section's letter, or two to four digits. */
export const industryCode: FactType = { word: 'IndustryCode', column: 'text' }
/** Yes, no, or not known. */
export const yesNo: FactType = { word: 'Boolean', column: 'boolean' }
/** A calendar date. */
export const date: FactType = { word: 'Date', column: 'date' }
/** A calendar year as an integer. */
export const year: FactType = { word: 'Year', column: 'smallint' }
/** A statistical area code of any level. */
export const areaCode: FactType = { word: 'AreaCode', column: 'text' }
/** An 18-character unified social credit code, GB 32100. */
export const creditCode: FactType = { word: 'UnifiedSocialCreditCode', column: 'text' }
/** An 18-character citizen identity number, GB 11643. */
export const identityNumber: FactType = { word: 'CitizenIdentityNumber', column: 'text' }

/** Whole things counted: persons, households, sessions. */
export function count(unit: string, overTime: OverTime): FactType {
  return { word: 'Int', column: 'integer', unit, overTime, range: { from: 0 } }
}

/** Money in yuan, exact to the fen; `writtenIn` says where officials write 万元. */
export function money(
  overTime: OverTime,
  options: { unit?: 'CNY' | 'CNY/month' | 'CNY/year'; writtenIn?: '10kCNY' } = {},
): FactType {
  const { unit = 'CNY', writtenIn } = options
  return {
    word: 'Money',
    column: 'numeric(18,2)',
    unit,
    overTime,
    ...(writtenIn ? { writtenIn } : {}),
  }
}

/** An exact decimal with a unit: mu, 10k person. */
export function decimal(unit: string, overTime: OverTime): FactType {
  return { word: 'Decimal', column: 'numeric', unit, overTime, range: { from: 0 } }
}

/** A share or a rate; never added up. A share lies between 0 and 100 unless said otherwise. */
export function ratio(unit = 'pct', range: Range = { from: 0, to: 100 }): FactType {
  return { word: 'Ratio', column: 'numeric', unit, overTime: 'ratio', range }
}

/** One member of a code list, stored and answered by name. */
export function oneOf(enumeration: Enumeration): FactType {
  return { word: enumeration.name, column: 'text', enumeration }
}

/** A link to another shared entity, stored as its key and answered as the entity itself. */
export function link(to: () => Class | Union, back?: WayBack): FactType {
  return { word: 'Link', column: 'text', reference: back ? { to, back } : { to } }
}

/** Tells a group of entities from one entity. */
export function isUnion(target: Class | Union): target is Union {
  return typeof target !== 'function'
}

/** The entities that a reference may lead to. */
export function targetsOf(reference: Reference): readonly Class[] {
  const target = reference.to()
  return isUnion(target) ? [...target.members.keys()] : [target]
}

/** The entity that holds this key. */
export function targetFor(reference: Reference, key: string): Class {
  const target = reference.to()
  if (!isUnion(target)) return target
  for (const [member, form] of target.members) if (hasForm(key, form)) return member
  throw new Error(`no member of ${target.name} has the key's form`)
}

/** The form by which the keys of one member are told from the others; none where there are no others. */
export function keyFormOf(reference: Reference, member: Class): KeyForm | undefined {
  const target = reference.to()
  return isUnion(target) ? target.members.get(member) : undefined
}
