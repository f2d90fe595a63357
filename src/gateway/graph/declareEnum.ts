import { registerEnumType } from 'type-graphql'
import type { Enumeration } from '../../ground/enumeration.ts'
import { described, type Words } from './describe.ts'

/** `sensitive-personal` and `meanOfVillages` become `SENSITIVE_PERSONAL` and `MEAN_OF_VILLAGES`. */
export function constant(word: string): string {
  return word
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .replaceAll('-', '_')
    .toUpperCase()
}

/** Labels of words, by the words as constants. */
export function byConstants(labels: Readonly<Record<string, Words>>): Record<string, Words> {
  return Object.fromEntries(Object.entries(labels).map(([word, label]) => [constant(word), label]))
}

function register(
  name: string,
  description: string,
  members: readonly (readonly [name: string, said: string])[],
): object {
  const values = Object.fromEntries(members.map(([member]) => [member, member]))
  const valuesConfig = Object.fromEntries(
    members.map(([member, said]) => [member, { description: said }]),
  )
  registerEnumType(values, { name, description, valuesConfig })
  return values
}

/** An enumeration of the schema, whose members are written as constants; answers it as a field's type. */
export function declareEnum<Name extends string>(
  name: string,
  words: Words,
  members: Readonly<Record<Name, Words>>,
): { readonly [N in Name]: N } {
  const said = Object.entries<Words>(members).map(
    ([member, label]) => [member, described(label)] as const,
  )
  return register(name, described(words), said) as { readonly [N in Name]: N }
}

/** An enumeration whose members bear the names of facts, as they are written elsewhere in the schema. */
export function enumNamed(
  name: string,
  words: Words,
  members: readonly (readonly [name: string, said: string])[],
): object {
  return register(name, described(words), members)
}

const listed = new WeakMap<Enumeration, object>()

/** A code list of the catalogue as the schema's enumeration, registered once. */
export function enumOf(enumeration: Enumeration): object {
  const { name, zh, en, source, members } = enumeration
  const said = members.map((member) => {
    const code = member.code ? `${member.code} ` : ''
    return [member.name, `${code}${described(member)}`] as const
  })
  const description = `${zh}。${en}. 来源 Source: ${source}.`
  const type = listed.get(enumeration) ?? register(name, description, said)
  listed.set(enumeration, type)
  return type
}
