import 'reflect-metadata'
import { Extensions, Field, InputType, ObjectType } from 'type-graphql'
import { frame, type Typed } from './declareField.ts'
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
  type: Typed,
  zh: string,
  en: string,
  options: { readonly nullable?: boolean } = {},
): PropertyDecorator {
  return (prototype, name) => {
    Field(() => type as never, { ...options, description: described({ zh, en }) })(prototype, name)
    Extensions({ sharing: frame, declared: {} })(prototype, name as string)
  }
}
