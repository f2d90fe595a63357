import { MapperKind, mapSchema } from '@graphql-tools/utils'
import {
  type DocumentNode,
  defaultFieldResolver,
  execute,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { openAssessments } from '../../src/assessment/assessments.ts'
import type { Catalogue, Entry } from '../../src/catalogue/catalogue.ts'
import type { Context } from '../../src/gateway/graph/context.ts'
import { Loaders } from '../../src/gateway/rows/loaders.ts'
import { Refusal } from '../../src/ground/refusal.ts'
import { knownIndicatorsOf } from '../../src/indicators/figures/catalogued.ts'
import { openFigures } from '../../src/indicators/figures/figures.ts'
import { ledgerOver } from '../../src/publishing/delivering/ledger.ts'
import type { Caller } from '../../src/sharing/caller.ts'
import type { Seals } from '../../src/sharing/seals.ts'
import type { Database } from '../../src/store/database.ts'

/*
 * What the gateway ought to answer: graphql-js executes the document as it was sent, and a judge of its
 * own is asked at each field as it is reached. It shares with the gateway what fields declare and what
 * their bodies do, and neither its reading of the document nor its access plan.
 */

/** What may be read, said a second time and independently: by class, owner and role. */
export function mayRead({ role, department }: Caller, { fact, owners }: Entry): boolean {
  if (fact.sharing === 'open') return role !== 'authority' && role !== 'auditor'
  return department !== undefined && owners.includes(department)
}

type Said = 'shut' | 'open'

/** What a field's declaration comes to for a caller. */
export function verdictOn(caller: Caller, extensions: Readonly<Record<string, unknown>>): Said {
  const { entry, witness, figure, frame } = (extensions.sharing ?? {}) as {
    entry?: Entry
    witness?: Entry
    figure?: string
    frame?: true
  }
  const fact = entry ?? witness
  if (fact) return mayRead(caller, fact) ? 'open' : 'shut'
  if (figure) return caller.role !== 'authority' && caller.role !== 'auditor' ? 'open' : 'shut'
  return frame ? 'open' : 'shut'
}

/** Why a blank is one: it never leaves the reference. */
class Blank extends Error {}

/** What the reference came to. */
export interface Expected {
  /** Set where a field that decides by what may not be read was reached: the whole is refused. */
  readonly refused?: unknown
  readonly data?: unknown
  readonly errors: readonly GraphQLError[]
  /** The fields that the judge shut, each with a path at which it was reached. */
  readonly blanks: ReadonlyMap<string, readonly string[]>
}

interface Judged {
  readonly caller: Caller
  readonly blanks: Map<string, string[]>
  refused?: unknown
}

const judged = new WeakMap<object, Judged>()

function keysOf(path: { key: string | number; prev: unknown } | undefined): string[] {
  const keys: string[] = []
  for (let at = path; at; at = at.prev as typeof path) {
    if (typeof at.key === 'string') keys.unshift(at.key)
  }
  return keys
}

/** The schema with the judge before every field of it. */
export function judgedSchema(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config, fieldName, typeName) => {
      const { resolve = defaultFieldResolver } = config
      const extensions = config.extensions ?? {}
      config.resolve = (source, args, context, info) => {
        const judging = judged.get(context)
        if (!judging) throw new Error('nobody is asking')
        const { caller, blanks } = judging
        const sharing = extensions.sharing as { decides?: Decides } | undefined
        try {
          for (const entry of sharing?.decides?.(args, context) ?? []) {
            if (!mayRead(caller, entry)) judging.refused ??= new Error(`decides by ${entry.name}`)
          }
        } catch (error) {
          judging.refused ??= error
        }
        // Rejected and not thrown: graphql-js leaves what lies beside a field that throws unheard.
        if (judging.refused) return Promise.reject(new Blank())
        if (verdictOn(caller, extensions as never) === 'shut') {
          const name = `${typeName}.${fieldName}`
          if (!blanks.has(name)) blanks.set(name, keysOf(info.path))
          return Promise.reject(new Blank())
        }
        // A null that is sent is as good as an argument that is not.
        const sent = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null))
        return resolve(source, sent, context, info)
      }
      return config
    },
  })
}

type Decides = (args: Record<string, unknown>, asking: unknown) => Iterable<Entry>

/** What the reference answers from: one for all operations, as the gateway keeps one. */
export interface World {
  readonly schema: GraphQLSchema
  readonly catalogue: Catalogue
  readonly database: Database
  readonly seals: Seals
  readonly contextFor: (caller: Caller) => Context
}

export function worldOf(
  schema: GraphQLSchema,
  catalogue: Catalogue,
  database: Database,
  seals: Seals,
): World {
  const figures = openFigures(catalogue, knownIndicatorsOf(catalogue))
  const assessments = openAssessments(catalogue, knownIndicatorsOf(catalogue))
  const { reader } = database
  const readable = (caller: Caller) => {
    const byType = new Map<string, Set<string>>()
    return (name: string): ReadonlySet<string> => {
      const known = byType.get(name)
      if (known) return known
      const type = schema.getType(name)
      const fields = isObjectType(type) ? Object.values(type.getFields()) : []
      const open = fields.filter(
        ({ extensions }) => verdictOn(caller, extensions as never) === 'open',
      )
      const made = new Set(open.map((field) => field.name))
      byType.set(name, made)
      return made
    }
  }
  const contextFor = (caller: Caller): Context => {
    const asking = { caller, catalogue, seals }
    const plan = {
      permitted: readable(caller),
      mayDecide: () => true,
      runs: new Uint8Array(),
      refusals: [],
      cost: { rows: 0, price: 0 },
    }
    return {
      ...asking,
      blanksInExtensions: false,
      loaders: new Loaders(catalogue, reader, plan as never, asking),
      figures: figures.over(reader),
      reader,
      anew: async () => undefined,
      database,
      assessments,
      ledger: ledgerOver(catalogue, reader),
      publishing: {} as never,
    } as Context
  }
  return { schema: judgedSchema(schema), catalogue, database, seals, contextFor }
}

/** What ought to be answered to an operation. */
export async function expected(
  { schema, contextFor }: World,
  document: DocumentNode,
  caller: Caller,
  variables: Record<string, unknown>,
  operationName: string | undefined,
): Promise<Expected> {
  const context = contextFor(caller)
  const judging: Judged = { caller, blanks: new Map() }
  judged.set(context, judging)
  const { data, errors = [] } = await execute({
    schema,
    document,
    contextValue: context,
    rootValue: undefined,
    variableValues: variables,
    ...(operationName === undefined ? {} : { operationName }),
  })
  return {
    ...(judging.refused ? { refused: judging.refused } : {}),
    data,
    errors: errors.filter(({ originalError }) => !(originalError instanceof Blank)),
    blanks: judging.blanks,
  }
}

/**
 * Whether an operation decides by what its caller may not read, or is given arguments that do not hold,
 * anywhere in the document: also where nothing is reached because a list is empty.
 */
export function decidesWrongly(
  { schema, contextFor }: World,
  document: DocumentNode,
  caller: Caller,
  given: Record<string, unknown>,
  operationName: string | undefined,
): boolean {
  const operation = getOperationAST(document, operationName)
  if (!operation) return true
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given)
  if (!coerced) return true
  const context = contextFor(caller)
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  )
  const stands = (node: FieldNode | SelectionSetNode['selections'][number]) =>
    getDirectiveValues(GraphQLSkipDirective, node, coerced)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, coerced)?.if !== false
  const isWrong = (type: GraphQLObjectType, node: FieldNode): boolean => {
    const field = type.getFields()[node.name.value]
    if (!field) return false
    const { decides } = (field.extensions.sharing ?? {}) as { decides?: Decides }
    try {
      const args = getArgumentValues(field, node, coerced)
      const entries = [...(decides?.(args, context) ?? [])]
      if (entries.some((entry) => !mayRead(caller, entry))) return true
    } catch (error) {
      if (error instanceof Refusal) return true
    }
    const inner = getNamedType(field.type)
    return node.selectionSet ? anyWrong(node.selectionSet, inner.name) : false
  }
  const anyWrong = (set: SelectionSetNode, name: string): boolean => {
    const type = schema.getType(name)
    return set.selections.some((selection) => {
      if (!stands(selection)) return false
      if (selection.kind === Kind.FIELD) {
        const types = isObjectType(type) ? [type] : schema.getPossibleTypes(type as never)
        return types.some((one) => isWrong(one, selection))
      }
      const fragment: FragmentDefinitionNode | typeof selection | undefined =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      if (!fragment) return false
      return anyWrong(fragment.selectionSet, fragment.typeCondition?.name.value ?? name)
    })
  }
  const root = schema.getRootType(operation.operation)
  return root ? anyWrong(operation.selectionSet, root.name) : true
}
