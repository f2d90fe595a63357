import type {
  FieldNode,
  GraphQLError,
  GraphQLField,
  GraphQLObjectType,
  OperationTypeNode,
} from 'graphql'
import type { FieldClass } from './fieldClass.ts'
import type { AccessRule } from './rules.ts'

/** One field of an operation's answer, as objects of one type answer it. */
export interface SelectedField {
  /** Its number within the operation. */
  readonly index: number
  /** The name under which it is answered. */
  readonly key: string
  readonly type: GraphQLObjectType
  readonly field: GraphQLField<unknown, unknown>
  /** The type's and the field's names, as in `Village.name`. */
  readonly name: string
  /** Where the document asks for it: more than one place where equal keys were merged. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]]
  readonly path: readonly string[]
  readonly sharing: FieldClass
  /** The rule by which it is judged; absent where the schema gives it no class. */
  readonly rule?: AccessRule
  /** What is asked of the objects that it answers, by their type. */
  readonly below?: SelectionsByType
}

/** What is asked in one place, by the type of the object that is found there. */
export type SelectionsByType = ReadonlyMap<GraphQLObjectType, readonly SelectedField[]>

/**
 * One operation, normalised: conditions decided, fragments spelled out, equal keys merged. This tree is
 * what the limits measure, what the plan judges and what is run; there is no second reading.
 */
export interface Operation {
  readonly kind: OperationTypeNode
  readonly root: readonly SelectedField[]
  /** Every field, at its number. */
  readonly fields: readonly SelectedField[]
  /** The rules that all of it comes down to, those of mutations left out. */
  readonly rules: readonly AccessRule[]
  /** The fields whose arguments decide, count or cost. */
  readonly deciding: readonly SelectedField[]
}

/** The coerced arguments of each field of an operation, by its number; or why they are none. */
export type Arguments = readonly (Readonly<Record<string, unknown>> | GraphQLError)[]
