import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Arguments } from '../../sharing/operation.ts'
import { roomOf, type ValidDocument } from './document.ts'
import { type Program, programOf } from './execute.ts'
import { normalise } from './normalise.ts'
import { argumentReader } from './variables.ts'

type Values = Readonly<Record<string, unknown>>

/** An operation ready to be judged and run, and how its arguments are had. */
export interface Prepared extends Program {
  readonly argumentsFor: (variables: Values) => Arguments
}

/** How many operations a process keeps, and how many bytes they and their documents may take. */
const mostKept = 2_000
const mostRoom = 12_000_000
const roomOfField = 1_000

const numbers = new WeakMap<DocumentNode, number>()
let last = 0

function numberOf(document: DocumentNode): number {
  const known = numbers.get(document)
  if (known !== undefined) return known
  last += 1
  numbers.set(document, last)
  return last
}

/**
 * The operations that a schema has been asked, each under each vector of its conditions: normalised once
 * for as long as they are kept, and let go by how much room they take.
 */
export function programsOf(schema: GraphQLSchema) {
  const kept = new LRUCache<string, Prepared>({
    max: mostKept,
    maxSize: mostRoom,
  })
  return (
    document: DocumentNode,
    { fragments, conditions }: ValidDocument,
    operation: OperationDefinitionNode,
    variables: Values,
  ): Prepared => {
    const vector = conditions
      .map((name) => (variables[name] === true ? 1 : variables[name] === false ? 0 : 2))
      .join('')
    const name = `${numberOf(document)} ${operation.name?.value ?? ''} ${vector}`
    const known = kept.get(name)
    if (known) return known
    const normalised = normalise(schema, operation, fragments, variables)
    const made = {
      ...programOf(schema, normalised),
      argumentsFor: argumentReader(normalised),
    }
    const size = roomOf(document) + roomOfField * normalised.fields.length
    kept.set(name, made, { size })
    return made
  }
}
