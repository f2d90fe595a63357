import 'reflect-metadata'
import { Extensions, Field, InputType, ObjectType, registerEnumType } from 'type-graphql'
import type { FieldType } from './declareField.ts'
import { described } from './describe.ts'

/** Said of a plain field that may be blank. */
export const nullable = { nullable: true } as const

/** An object type of the schema, by its name and what it is in both languages. */
export function Shape(name: string, zh: string, en: string): ClassDecorator {
  return ObjectType(name, { description: described({ zh, en }) })
}

/** An input type of the schema, by its name and what it is in both languages. */
export function Input(name: string, zh: string, en: string): ClassDecorator {
  return InputType(name, { description: described({ zh, en }) })
}

/**
 * A plain field of an object or an input: its row's own property, which whoever reaches the row may read.
 * `type` in brackets is a list. Facts are declared by `@Open` and its like, computed fields by `declareField`.
 */
export function Plain(
  type: FieldType | [FieldType],
  zh: string,
  en: string,
  options: { readonly nullable?: boolean } = {},
): PropertyDecorator {
  return (prototype, name) => {
    Field(() => type as never, { ...options, description: described({ zh, en }) })(prototype, name)
    Extensions({ sharing: { frame: true }, declared: {} })(prototype, name as string)
  }
}

type Words = readonly [zh: string, en: string]

/** An enumeration of the schema whose members are their own names; answers it as a field's type. */
export function declareEnum<Name extends string>(
  name: string,
  [zh, en]: Words,
  members: Readonly<Record<Name, Words>>,
): { readonly [N in Name]: N } {
  const names = Object.keys(members) as Name[]
  const values = Object.fromEntries(names.map((member) => [member, member]))
  registerEnumType(values, {
    name,
    description: described({ zh, en }),
    valuesConfig: Object.fromEntries(
      names.map((member) => [
        member,
        { description: described({ zh: members[member][0], en: members[member][1] }) },
      ]),
    ),
  })
  return values as { readonly [N in Name]: N }
}
