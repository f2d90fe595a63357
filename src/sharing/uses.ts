import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import type { Entry } from '../catalogue/catalogue.ts'
import type { Sharing } from '../ground/sharing.ts'
import { hold } from './limits.ts'
import { type AccessRule, frameRule, ruleFor, ruleForFigure } from './rules.ts'

/** What the schema says of a field: the fact it shows, or that it is only frame; and what decides it. */
export interface FieldClass {
  readonly entry?: Entry
  readonly frame?: true
  /** The fact by whose class the field is reached, though it shows no fact itself: a view's row. */
  readonly witness?: Entry
  /** A computed figure, whose class is its own and not that of what it is made of. */
  readonly figure?: Sharing
  /** Checks the field's arguments, and names the facts by which they select, order or count. */
  readonly decides?: (args: Record<string, unknown>) => Iterable<Entry>
  /** How many rows the field may answer for each row above it; one where it says nothing. */
  readonly rows?: (args: Record<string, unknown>) => number
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    sharing?: FieldClass
  }
}

interface Condition {
  readonly variable: string
  readonly wanted: boolean
}

/** One field that the operation asks of one object type, in its place in the answer. */
export interface Use {
  readonly type: string
  readonly field: GraphQLField<unknown, unknown>
  /** The type's and the field's names, as in `Village.name`. */
  readonly name: string
  readonly sharing: FieldClass
  /** What decides whether it may be read; absent where the schema gives it no class. */
  readonly rule?: AccessRule
  readonly node: FieldNode
  readonly path: readonly string[]
  readonly conditions: readonly Condition[]
  readonly below: readonly Use[]
  /** How many fields it comes to, with each type of an interface spelled out, as when it is compiled. */
  readonly fields: number
}

function conditionsOn(node: { directives?: FieldNode['directives'] }): Condition[] | undefined {
  const conditions: Condition[] = []
  for (const { name, arguments: args } of node.directives ?? []) {
    const value = args?.find((argument) => argument.name.value === 'if')?.value
    const wanted = name.value === 'include'
    if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return undefined
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, wanted })
  }
  return conditions
}

function objectTypesOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type]
  return isAbstractType(type) ? schema.getPossibleTypes(type) : []
}

/** Lists what a document asks of each object type, with fragments and interfaces spelled out. */
class UseReader {
  readonly #schema: GraphQLSchema
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>
  #fields = 0
  #aliases = 0
  #rootFields = 0
  /** Every use, in no order. */
  readonly noted: Use[] = []

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION
          ? [[definition.name.value, definition] as const]
          : [],
      ),
    )
  }

  read(
    set: SelectionSetNode,
    types: readonly GraphQLObjectType[],
    path: readonly string[],
    outer: readonly Condition[] = [],
  ): Use[] {
    return set.selections.flatMap((selection) => {
      const own = conditionsOn(selection)
      if (!own) return []
      const conditions = [...outer, ...own]
      if (selection.kind === Kind.FIELD) return this.#readField(selection, types, path, conditions)
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : this.#fragments.get(selection.name.value)
      if (!fragment) return []
      const name = fragment.typeCondition?.name.value
      const named = name === undefined ? undefined : this.#schema.getType(name)
      const meant = named ? objectTypesOf(this.#schema, named) : types
      const narrowed = types.filter((type) => meant.includes(type))
      return this.read(fragment.selectionSet, narrowed, path, conditions)
    })
  }

  #readField(
    node: FieldNode,
    types: readonly GraphQLObjectType[],
    outerPath: readonly string[],
    conditions: readonly Condition[],
  ): Use[] {
    const path = [...outerPath, (node.alias ?? node.name).value]
    this.#fields += 1
    this.#aliases += node.alias ? 1 : 0
    this.#rootFields += path.length === 1 ? 1 : 0
    hold('LIMIT_ALIASES', this.#aliases)
    hold('LIMIT_ROOT_FIELDS', this.#rootFields)
    hold('LIMIT_FIELDS', this.#fields)
    hold('LIMIT_DEPTH', path.length)
    if (node.name.value.startsWith('__')) return []
    // An interface's types mostly answer a field with one and the same type: its inside is read once.
    const insides = new Map<GraphQLNamedType, readonly Use[]>()
    const inside = (inner: GraphQLNamedType) => {
      const known = insides.get(inner)
      if (known || !node.selectionSet || !isCompositeType(inner)) return known ?? []
      const read = this.read(node.selectionSet, objectTypesOf(this.#schema, inner), path)
      insides.set(inner, read)
      return read
    }
    return types.flatMap((type) => {
      const field = type.getFields()[node.name.value]
      if (!field) return []
      const below = inside(getNamedType(field.type))
      const fields = fieldsIn(below) + 1
      const sharing = field.extensions.sharing ?? {}
      const rule = ruleOf(sharing)
      const name = `${type.name}.${field.name}`
      const use = { type: type.name, field, name, sharing, node, path, conditions, below, fields }
      this.noted.push(rule ? { ...use, rule } : use)
      return this.noted.slice(-1)
    })
  }
}

function fieldsIn(uses: readonly Use[]): number {
  const fields = uses.reduce((sum, use) => sum + use.fields, 0)
  hold('LIMIT_FIELDS', fields)
  return fields
}

function ruleOf({ entry, witness, figure, frame }: FieldClass): AccessRule | undefined {
  if (entry) return ruleFor(entry)
  if (witness) return ruleFor(witness)
  if (figure) return ruleForFigure(figure)
  return frame && frameRule
}

/** What one operation of a document asks: as a tree, the rules it comes down to, and what decides. */
export interface Uses {
  readonly tree: readonly Use[]
  readonly rules: readonly AccessRule[]
  readonly deciding: readonly Use[]
}

const known = new WeakMap<DocumentNode, Map<string, Uses>>()

/** Reads what an operation asks, once for as long as its document is kept. */
export function usesIn(schema: GraphQLSchema, document: DocumentNode, name: string): Uses {
  const byName = known.get(document) ?? new Map<string, Uses>()
  known.set(document, byName)
  const found = byName.get(name)
  if (found) return found
  const operation = getOperationAST(document, name || undefined)
  const root = operation && schema.getRootType(operation.operation)
  const reader = new UseReader(schema, document)
  const tree = root ? reader.read(operation.selectionSet, [root], []) : []
  fieldsIn(tree)
  const uses = {
    tree,
    rules: [...new Set(reader.noted.flatMap(({ rule }) => rule ?? []))],
    deciding: reader.noted.filter(({ sharing }) => sharing.decides || sharing.rows),
  }
  byName.set(name, uses)
  return uses
}
