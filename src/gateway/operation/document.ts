import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  validate,
  visit,
} from 'graphql'
import { badInput, Refusal } from '../../ground/refusal.ts'
import { hold } from '../../sharing/limits.ts'
import type { Fragments } from './normalise.ts'

/** A document that holds: its operations by name, its fragments, and the variables that conditions read. */
export interface ValidDocument {
  readonly operations: ReadonlyMap<string, OperationDefinitionNode>
  readonly fragments: Fragments
  readonly conditions: readonly string[]
}

const mostErrors = 10
const longestMessage = 500

/** Equal keys are compared two by two where a document is validated. */
function holdRepeats({ selections }: SelectionSetNode): void {
  const counts = new Map<string, number>()
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue
    const key = (selection.alias ?? selection.name).value
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    hold('LIMIT_REPEATS', count)
  }
}

function conditionsIn(document: DocumentNode): string[] {
  const names = new Set<string>()
  visit(document, {
    SelectionSet: holdRepeats,
    Directive: ({ name, arguments: args }) => {
      if (name.value !== 'skip' && name.value !== 'include') return
      for (const { value } of args ?? []) {
        if (value.kind === Kind.VARIABLE) names.add(value.name.value)
      }
    },
  })
  return [...names].sort()
}

/** What the library finds wrong with a document; what our own scalars say keeps their words. */
function asRefused(error: GraphQLError): GraphQLError {
  const { message, nodes, originalError } = error
  if (originalError instanceof Refusal) return error
  const extensions = { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } }
  return new GraphQLError(message.slice(0, longestMessage), { nodes: nodes ?? null, extensions })
}

function read(schema: GraphQLSchema, document: DocumentNode): ValidDocument | GraphQLError[] {
  try {
    const conditions = conditionsIn(document)
    const errors = validate(schema, document, undefined, { maxErrors: mostErrors })
    if (errors.length > 0) return errors.slice(0, mostErrors).map(asRefused)
    const { definitions } = document
    const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
    return {
      operations: new Map(
        (operations as OperationDefinitionNode[]).map((one) => [one.name?.value ?? '', one]),
      ),
      fragments: new Map(
        (fragments as never[]).map((one: { name: { value: string } }) => [
          one.name.value,
          one as never,
        ]),
      ),
      conditions,
    }
  } catch (error) {
    if (error instanceof Refusal) return [error]
    throw error
  }
}

/** About how many bytes a document takes: a token of two characters, and be it a comment, is an object of its own. */
export function roomOf({ loc }: DocumentNode): number {
  return 1_000 + 60 * (loc?.source.body.length ?? 0)
}

const known = new WeakMap<DocumentNode, ValidDocument | GraphQLError[]>()

/** Validates a document, once for as long as it is kept; answers what is wrong with one that does not hold. */
export function validated(
  schema: GraphQLSchema,
  document: DocumentNode,
): ValidDocument | GraphQLError[] {
  const found = known.get(document) ?? read(schema, document)
  known.set(document, found)
  return found
}

/** The operation that a request means; refused where its name is none of the document's. */
export function operationNamed(
  { operations }: ValidDocument,
  name: string | undefined,
): OperationDefinitionNode {
  const [only, other] = operations.values()
  const found = name === undefined ? (other ? undefined : only) : operations.get(name)
  if (found && (name !== '' || found.name === undefined)) return mustBeServed(found)
  const shown = (name ?? '').slice(0, 40)
  throw badInput({
    zh: `文档中没有名为“${shown}”的操作；请在 operationName 中写明其一。`,
    en: `The document has no operation "${shown}"; name one of its own in operationName.`,
  })
}

function mustBeServed(operation: OperationDefinitionNode): OperationDefinitionNode {
  if (operation.operation !== 'subscription') return operation
  throw badInput({
    zh: '本接口不提供 subscription；请用查询 changes 读取变动。',
    en: 'Subscriptions are not served; read what has changed with the query "changes".',
  })
}
