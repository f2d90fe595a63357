import { type GraphQLSchema, isAbstractType, isObjectType } from 'graphql'

/**
 * Gives every field that was declared whole its own body, and nothing where it is the row's own property:
 * plain functions over plain rows, none of them per leaf.
 */
export function mount(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    // A row says itself what it is, at once: nothing waits for a promise to learn it.
    if (isAbstractType(type)) type.resolveType = ({ __typename }) => __typename
    if (!isObjectType(type)) continue
    delete type.isTypeOf
    for (const field of Object.values(type.getFields())) {
      const { declared } = field.extensions
      if (!declared) continue
      if (declared.resolve) field.resolve = declared.resolve
      else delete field.resolve
    }
  }
}
