import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
} from 'graphql'
import { cityCode } from '../../entities/city.ts'
import { ruleOf, type Scope } from '../../sharing/fieldClass.ts'
import { mayNotDo } from '../../sharing/refusals.ts'
import type { AccessRule } from '../../sharing/rules.ts'
import { applyMiddleware, deny, shield } from '../../sharing/shield.ts'
import { mustLieInScope, withinScope } from './areaScope.ts'
import type { Context } from './context.ts'

type Resolve = GraphQLFieldResolver<unknown, Context>

/** Keeps a body to the area that its field says it tells of. */
const scoped: Record<Scope, (body: Resolve) => Resolve> = {
  row: (body) => (row, args, context, info) => {
    mustLieInScope(context, (row as { key: string }).key)
    return body(row, args, context, info)
  },
  city: (body) => (root, args, context, info) => {
    mustLieInScope(context, cityCode)
    return body(root, args, context, info)
  },
  within: (body) => (root, args, context, info) => {
    const within = withinScope(context.caller, args.within)
    return body(root, within === undefined ? args : { ...args, within }, context, info)
  },
  cut: (body) => body,
}

/** Keeps each figure to its area; one that does not say which is a mistake of its declaration. */
function scopeFigures(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const { figure, scope } = field.extensions.sharing ?? {}
      if (figure && !scope) {
        throw new Error(`${type.name}.${field.name} shows a figure and does not say of which area`)
      }
      if (scope && field.resolve) field.resolve = scoped[scope](field.resolve as Resolve) as never
    }
  }
}

/** The rules of a root type's fields, as they declare them; a field that says nothing falls back to "deny". */
function rulesOn(schema: GraphQLSchema, name: 'Query' | 'Mutation'): Record<string, AccessRule> {
  const fields = Object.values(schema.getRootType(name.toLowerCase() as never)?.getFields() ?? {})
  return Object.fromEntries(
    fields.map((field) => {
      const { sharing = {} } = field.extensions
      const rule = name === 'Mutation' ? sharing.may : ruleOf(sharing)
      return [field.name, rule ?? deny]
    }),
  )
}

/**
 * Walls a schema once, when it is built, from what its fields declare. graphql-shield stands before every
 * root field and mutation, and denies what says nothing; below the roots the access plan asks the same
 * rules once an operation, since a rule asked on every leaf costs more than all the rest of an answer.
 */
export function walled(schema: GraphQLSchema): GraphQLSchema {
  scopeFigures(schema)
  const rules = { Query: rulesOn(schema, 'Query'), Mutation: rulesOn(schema, 'Mutation') }
  const wall = shield(rules, {
    fallbackRule: deny,
    // What a body refuses is told as it says it; what shield refuses is told here.
    allowExternalErrors: true,
    fallbackError: (_error, _parent, _args, _context, info) =>
      mayNotDo(info.fieldName, [info.fieldName]),
  })
  const { Query, Mutation } = wall.generate(schema) as Record<string, object>
  return applyMiddleware(schema, { Query, Mutation } as never)
}
