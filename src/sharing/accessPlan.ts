import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import type { Catalogue, Entry } from '../catalogue/catalogue.ts'
import type { Refusal } from '../ground/refusal.ts'
import type { Sharing } from '../ground/sharing.ts'
import { hold } from './limits.ts'
import { hasNoClass, mayNotDecideBy, mayNotRead, mayNotReadFigure } from './refusals.ts'
import { type AccessRule, type Asking, frameRule, ruleFor, ruleForFigure } from './rules.ts'

/** What the schema says of a field: the fact it shows, or that it is only frame; and what decides it. */
export interface FieldClass {
  readonly entry?: Entry
  readonly frame?: true
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
interface Use {
  readonly type: string
  readonly field: GraphQLField<unknown, unknown>
  readonly node: FieldNode
  readonly path: readonly string[]
  readonly conditions: readonly Condition[]
  readonly below: readonly Use[]
  /** How many fields it comes to, with each type of an interface spelled out, as when it is compiled. */
  readonly fields: number
}

type Variables = Record<string, unknown>

/** What one operation may read, settled before the first row is fetched. */
export interface AccessPlan {
  /** The facts and links of a type that are both asked for and permitted. */
  readonly permitted: (type: string) => ReadonlySet<string>
  /** One reason for each refused field, whatever the number of rows. */
  readonly refusals: readonly Refusal[]
  /** How many rows the operation may answer at most, by the lengths of its pages. */
  readonly rows: number
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
      return [{ type: type.name, field, node, path, conditions, below, fields }]
    })
  }
}

function fieldsIn(uses: readonly Use[]): number {
  const fields = uses.reduce((sum, use) => sum + use.fields, 0)
  hold('LIMIT_FIELDS', fields)
  return fields
}

const nothing: ReadonlySet<string> = new Set()
const shieldOptions = { debug: false }

/** Settles, once an operation, what it may read and decide by; throws where it may not decide. */
class Planning implements AccessPlan {
  readonly refusals: Refusal[] = []
  rows = 0
  readonly #permitted = new Map<string, Set<string>>()
  readonly #refused = new Set<string>()
  readonly #settled = new Set<readonly Use[]>()
  readonly #verdicts = new Map<AccessRule, boolean>()
  readonly #catalogue: Catalogue
  readonly #asking: Asking
  readonly #variables: Variables

  constructor(catalogue: Catalogue, asking: Asking, variables: Variables) {
    this.#catalogue = catalogue
    this.#asking = asking
    this.#variables = variables
  }

  permitted(type: string): ReadonlySet<string> {
    return this.#permitted.get(type) ?? nothing
  }

  async settle(uses: readonly Use[], above = 1): Promise<void> {
    // What several types of one interface share is settled once: a row is of one of them only.
    if (this.#settled.has(uses)) return
    this.#settled.add(uses)
    for (const use of uses) {
      const applies = use.conditions.every(
        ({ variable, wanted }) => this.#variables[variable] === wanted,
      )
      if (!applies) continue
      const rows = await this.#weigh(use, above)
      if (await this.#reads(use)) await this.settle(use.below, rows)
    }
  }

  /** Asks whether the arguments may decide as they do, and how many rows they may bring. */
  async #weigh({ field, node, path }: Use, above: number): Promise<number> {
    const { decides, rows } = field.extensions.sharing ?? {}
    if (!decides && !rows) return above
    const args = getArgumentValues(field, node, this.#variables)
    for (const entry of decides?.(args) ?? []) {
      if (!(await this.#verdict(ruleFor(entry)))) {
        throw mayNotDecideBy(this.#catalogue, entry, path)
      }
    }
    if (!rows) return above
    const brought = above * rows(args)
    this.rows += brought
    hold('LIMIT_ROWS', this.rows)
    return brought
  }

  async #reads({ type, field, path }: Use): Promise<boolean> {
    const full = `${type}.${field.name}`
    if (this.#refused.has(full)) return false
    const { entry, figure, frame } = field.extensions.sharing ?? {}
    const rule = entry ? ruleFor(entry) : figure ? ruleForFigure(figure) : frame && frameRule
    if (rule && (await this.#verdict(rule))) {
      const known = this.#permitted.get(type)
      if (known) known.add(field.name)
      else this.#permitted.set(type, new Set([field.name]))
      return true
    }
    this.#refused.add(full)
    this.refusals.push(
      entry
        ? mayNotRead(this.#catalogue, entry, path)
        : figure
          ? mayNotReadFigure(full, path)
          : hasNoClass(full, path),
    )
    return false
  }

  async #verdict(rule: AccessRule): Promise<boolean> {
    const known = this.#verdicts.get(rule)
    if (known !== undefined) return known
    const verdict =
      (await rule.resolve(undefined, {}, this.#asking, undefined, shieldOptions)) === true
    this.#verdicts.set(rule, verdict)
    return verdict
  }
}

const usesOf = new WeakMap<DocumentNode, Map<string, readonly Use[]>>()

function usesIn(schema: GraphQLSchema, document: DocumentNode, name: string): readonly Use[] {
  const byName = usesOf.get(document) ?? new Map<string, readonly Use[]>()
  usesOf.set(document, byName)
  const known = byName.get(name)
  if (known) return known
  const operation = getOperationAST(document, name || undefined)
  const root = operation && schema.getRootType(operation.operation)
  const uses = root ? new UseReader(schema, document).read(operation.selectionSet, [root], []) : []
  fieldsIn(uses)
  byName.set(name, uses)
  return uses
}

/** Makes the access plan of one operation; refuses the whole of it where it decides by what is not its to read. */
export async function planAccess(
  schema: GraphQLSchema,
  catalogue: Catalogue,
  operation: { document: DocumentNode; name: string; variables: Variables },
  asking: Asking,
): Promise<AccessPlan> {
  const planning = new Planning(catalogue, asking, operation.variables)
  await planning.settle(usesIn(schema, operation.document, operation.name))
  return planning
}
