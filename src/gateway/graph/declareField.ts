import 'reflect-metadata'
import type { GraphQLScalarType } from 'graphql'
import { Arg, Directive, Extensions, Field } from 'type-graphql'
import type { Class } from '../../ground/factType.ts'
import type { FieldClass } from '../../sharing/fieldClass.ts'
import type { Row } from '../rows/loaders.ts'
import type { Context } from './context.ts'
import { factDirective } from './directive.ts'

/** Whatever type-graphql takes as the type of a field. */
export type FieldType = Class | GraphQLScalarType | object

/** A class that is made while types are declared. */
export type MutableClass = new () => object

/** A class made for a GraphQL type that no declaration of ours stands for. */
export function newClass(name: string): MutableClass {
  return { [name]: class {} }[name] as MutableClass
}

/** One argument of a declared field. */
export interface Argument {
  readonly name: string
  readonly type: FieldType
  readonly required?: boolean
  readonly list?: boolean
  readonly description: string
  readonly defaultValue?: unknown
}

/** A field's body; absent where a field is the row's own property. */
export type Body<Source = Row, Args = Record<string, never>> = (
  source: Source,
  args: Args,
  context: Context,
) => unknown

interface FieldOptions {
  readonly type: FieldType
  readonly list?: boolean
  readonly required?: boolean
  readonly description: string
  readonly sharing: FieldClass
  readonly args?: readonly Argument[]
  readonly resolve?: Body<never, never> | undefined
}

/** Declares one field whole: its type, its class, its arguments and its body. */
export function declareField(cls: Class, name: string, options: FieldOptions): void {
  const { type, list, required, description, sharing, args = [], resolve } = options
  const prototype = cls.prototype as Record<string, unknown>
  const typed = () => (list ? [type] : type) as never
  const fieldOptions = { nullable: !required, description }
  if (args.length === 0) Field(typed, fieldOptions)(prototype, name)
  else {
    const method = () => undefined
    prototype[name] = method
    Field(typed, fieldOptions)(prototype, name, { value: method })
    args.forEach((argument, index) => {
      const { name: argName, type: argType, list: many, required: must, ...rest } = argument
      const argOptions = { nullable: !must, ...rest } as object
      Arg(argName, () => (many ? [argType] : argType) as never, argOptions)(prototype, name, index)
    })
  }
  Extensions({ sharing, declared: { resolve } })(prototype, name)
  if (sharing.entry) Directive(factDirective(sharing.entry))(prototype, name)
}
