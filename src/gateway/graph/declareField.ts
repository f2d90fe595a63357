import 'reflect-metadata'
import type { GraphQLScalarType } from 'graphql'
import { Arg, Directive, Extensions, Field, Mutation, Query, Resolver } from 'type-graphql'
import type { Class } from '../../ground/factType.ts'
import type { FieldClass } from '../../sharing/fieldClass.ts'
import type { Context } from './context.ts'
import { described, type Words } from './describe.ts'
import { factDirective } from './directive.ts'

/** Whatever type-graphql takes as the type of a field. */
export type FieldType = Class | GraphQLScalarType | object

/** The type of a field or an argument; in brackets, a list of it. */
export type Typed = FieldType | readonly [FieldType]

/** A class that is made while types are declared. */
export type MutableClass = new () => object

/** A class made for a GraphQL type that no declaration of ours stands for. */
export function newClass(name: string): MutableClass {
  return { [name]: class {} }[name] as MutableClass
}

/** One argument of a declared field. */
export interface Argument {
  readonly type: Typed
  readonly nullable: boolean
  readonly description: string
}

/** The arguments of a declared field, by their names. */
export type Arguments = Readonly<Record<string, Argument>>

/** An argument that must be given. */
export function required(type: Typed, zh: string, en: string): Argument {
  return { type, nullable: false, description: described({ zh, en }) }
}

/** An argument that may be left out. */
export function optional(type: Typed, zh: string, en: string): Argument {
  return { type, nullable: true, description: described({ zh, en }) }
}

/** A field's body; absent where a field is the row's own property. */
export type Body<Source, Args> = (source: Source, args: Args, context: Context) => unknown

/** The class of a field that shows no fact: whoever reaches its row may read it. */
export const frame: FieldClass = { frame: true }

/** A field, whole: its type, what it is, its class, its arguments and its body. */
export type FieldDeclaration = (Words | { readonly description: string }) & {
  readonly type: Typed
  /** Whether it may be blank. */
  readonly nullable?: boolean
  readonly sharing: FieldClass
  readonly args?: Arguments
  readonly resolve?: Body<never, never> | undefined
}

type Declare = (
  type: () => never,
  options: { readonly nullable: boolean; readonly description: string },
) => MethodDecorator

function declare(decorate: Declare, cls: Class, name: string, field: FieldDeclaration): void {
  const { type, nullable = false, sharing, args = {}, resolve } = field
  const prototype = cls.prototype as Record<string, unknown>
  const description = 'description' in field ? field.description : described(field)
  // type-graphql takes arguments of methods alone.
  const value = () => undefined
  const isMethod = cls === roots || Object.keys(args).length > 0
  if (cls === roots && name in prototype) throw new Error(`${name} is declared twice`)
  if (isMethod) prototype[name] = value
  const decorator = decorate(() => type as never, { nullable, description })
  decorator(prototype, name, (isMethod ? { value } : undefined) as never)
  for (const [at, [argument, { type: argType, ...options }]] of Object.entries(args).entries()) {
    Arg(argument, () => argType as never, options)(prototype, name, at)
  }
  Extensions({ sharing, declared: { resolve } })(prototype, name)
  if (sharing.entry) Directive(factDirective(sharing.entry))(prototype, name)
}

/** Declares a field of a type. */
export function declareField(cls: Class, name: string, field: FieldDeclaration): void {
  declare(Field as Declare, cls, name, field)
}

/** The class on which type-graphql finds all queries and mutations. */
export const roots = newClass('Roots')
Resolver()(roots)

/** Declares a query. */
export function declareQuery(name: string, field: FieldDeclaration): void {
  declare(Query as Declare, roots, name, field)
}

/** Declares a mutation, with who may run it. */
export function declareMutation(
  name: string,
  { may, ...field }: Omit<FieldDeclaration, 'sharing'> & Words & Required<Pick<FieldClass, 'may'>>,
): void {
  declare(Mutation as Declare, roots, name, { ...field, sharing: { may } })
}
