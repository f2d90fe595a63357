import {
  type ConstDirectiveNode,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isIntrospectionType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql'
import { badInput } from '../../ground/refusal.ts'
import { type FieldClass, ruleOf } from '../../sharing/fieldClass.ts'
import { hold } from '../../sharing/limits.ts'
import type { Operation, SelectedField, SelectionsByType } from '../../sharing/operation.ts'
import { priceOfSchema } from '../graph/prices.ts'

/** What `@skip` and `@include` decide by: the values of the variables that stand in them. */
export type Conditions = Readonly<Record<string, unknown>>

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** How many selections may be looked at, those included that come to nothing. */
const mostLookedAt = 100_000

type Below = Map<string, SelectionsByType>

const frame: FieldClass = { frame: true }
/** The whole schema is some megabyte, made anew for whoever asks. */
const wholeSchema: FieldClass = { frame: true, price: () => priceOfSchema }
const noClass: FieldClass = {}

/** Whether `@skip` and `@include` let a selection stand. */
function stands(directives: readonly DirectiveNode[] | undefined, conditions: Conditions): boolean {
  if (!directives) return true
  return directives.every(({ name, arguments: args }: DirectiveNode | ConstDirectiveNode) => {
    if (name.value !== 'skip' && name.value !== 'include') return true
    const value = args?.find((argument) => argument.name.value === 'if')?.value
    const holds =
      value?.kind === Kind.VARIABLE ? truthOf(value.name.value, conditions) : isTrue(value)
    return holds === (name.value === 'include')
  })
}

function truthOf(name: string, conditions: Conditions): boolean {
  const value = conditions[name]
  if (typeof value === 'boolean') return value
  throw badInput({
    zh: `变量 $${name} 用作 @skip 或 @include 的条件，应为 true 或 false，不能为 null。`,
    en: `The variable $${name} decides a condition (@skip or @include): it is true or false, and not null.`,
  })
}

function isTrue(value: { kind: string; value?: unknown } | undefined): boolean {
  return value?.kind === Kind.BOOLEAN && value.value === true
}

/** Reads one operation into the tree that is judged and run. */
class Normalising {
  readonly fields: SelectedField[] = []
  readonly #schema: GraphQLSchema
  readonly #fragments: Fragments
  readonly #conditions: Conditions
  readonly #numbers = new Map<FieldNode, number>()
  #lookedAt = 0
  #aliases = 0

  constructor(schema: GraphQLSchema, fragments: Fragments, conditions: Conditions) {
    this.#schema = schema
    this.#fragments = fragments
    this.#conditions = conditions
  }

  /** What is asked of objects of these types in one place. */
  select(
    sets: readonly SelectionSetNode[],
    types: readonly GraphQLObjectType[],
    path: readonly string[],
  ): SelectionsByType {
    const aliased = new Set<FieldNode>()
    // A row is of one of the types only: what several of them ask alike below is read once.
    const below: Below = new Map()
    const selections = new Map<GraphQLObjectType, readonly SelectedField[]>()
    for (const type of types) {
      const asked = new Map<string, FieldNode[]>()
      const spread = new Set<string>()
      for (const set of sets) this.#collect(set, type, asked, spread)
      const selected: SelectedField[] = []
      for (const [key, nodes] of asked) {
        for (const node of nodes) if (node.alias) aliased.add(node)
        const field = this.#field(type, key, nodes as [FieldNode, ...FieldNode[]], path, below)
        if (field) selected.push(field)
      }
      selections.set(type, selected)
    }
    this.#aliases += aliased.size
    hold('LIMIT_ALIASES', this.#aliases)
    return selections
  }

  /** Gathers the fields asked of one type by their keys, as the specification's CollectFields does. */
  #collect(
    set: SelectionSetNode,
    type: GraphQLObjectType,
    asked: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void {
    for (const selection of set.selections) {
      this.#lookedAt += 1
      if (this.#lookedAt > mostLookedAt) hold('LIMIT_FIELDS', this.#lookedAt)
      if (!stands(selection.directives, this.#conditions)) continue
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value
        const known = asked.get(key)
        if (known) known.push(selection)
        else asked.set(key, [selection])
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (this.#concerns(selection.typeCondition?.name.value, type)) {
          this.#collect(selection.selectionSet, type, asked, spread)
        }
      } else {
        const name = selection.name.value
        const fragment = this.#fragments.get(name)
        if (!fragment || spread.has(name)) continue
        spread.add(name)
        if (this.#concerns(fragment.typeCondition.name.value, type)) {
          this.#collect(fragment.selectionSet, type, asked, spread)
        }
      }
    }
  }

  #concerns(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true
    const named = this.#schema.getType(condition)
    return isAbstractType(named) && this.#schema.isSubType(named, type)
  }

  #field(
    type: GraphQLObjectType,
    key: string,
    nodes: readonly [FieldNode, ...FieldNode[]],
    outerPath: readonly string[],
    below: Below,
  ): SelectedField | undefined {
    const field = this.#declared(type, nodes[0].name.value)
    if (!field) return undefined
    const path = [...outerPath, key]
    hold('LIMIT_DEPTH', path.length)
    const index = this.fields.length
    hold('LIMIT_FIELDS', index + 1)
    this.fields.push(undefined as never)
    const inner = this.#below(getNamedType(field.type), nodes, path, below)
    const sharing = this.#classOf(type, field)
    const rule = ruleOf(sharing)
    const name = `${type.name}.${field.name}`
    const selected: SelectedField = {
      ...{ index, key, type, field, name, nodes, path, sharing },
      ...(rule ? { rule } : {}),
      ...(inner ? { below: inner } : {}),
    }
    this.fields[index] = selected
    return selected
  }

  #classOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): FieldClass {
    if (field === SchemaMetaFieldDef) return wholeSchema
    if (isIntrospectionType(type) || field.name.startsWith('__')) return frame
    return field.extensions.sharing ?? noClass
  }

  #declared(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef
    if (type === this.#schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef
    }
    return type.getFields()[name]
  }

  #below(
    type: GraphQLNamedType,
    nodes: readonly FieldNode[],
    path: readonly string[],
    known: Below,
  ): SelectionsByType | undefined {
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    if (sets.length === 0) return undefined
    const name = `${type.name} ${nodes.map((node) => this.#numberOf(node)).join(' ')}`
    const found = known.get(name)
    if (found) return found
    const read = this.select(sets, this.#objectTypesOf(type), path)
    known.set(name, read)
    return read
  }

  #objectTypesOf(type: GraphQLNamedType): readonly GraphQLObjectType[] {
    if (isObjectType(type)) return [type]
    return isAbstractType(type) ? this.#schema.getPossibleTypes(type) : []
  }

  #numberOf(node: FieldNode): number {
    const known = this.#numbers.get(node) ?? this.#numbers.size
    this.#numbers.set(node, known)
    return known
  }
}

/** Normalises one operation under the values of its conditions; refuses what goes beyond the limits. */
export function normalise(
  schema: GraphQLSchema,
  { operation: kind, selectionSet }: OperationDefinitionNode,
  fragments: Fragments,
  conditions: Conditions,
): Operation {
  const type = schema.getRootType(kind)
  if (!type) throw new Error(`the schema has no ${kind}`)
  const normalising = new Normalising(schema, fragments, conditions)
  const root = normalising.select([selectionSet], [type], []).get(type) ?? []
  const { fields } = normalising
  hold(
    'LIMIT_ROOT_FIELDS',
    root.reduce((sum, { nodes }) => sum + nodes.length, 0),
  )
  return {
    kind,
    root,
    fields,
    rules: [...new Set(fields.flatMap(({ rule, sharing }) => (rule && !sharing.may ? rule : [])))],
    deciding: fields.filter(
      ({ sharing: { decides, rows, price, explains } }) => decides || rows || price || explains,
    ),
  }
}
