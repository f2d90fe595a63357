import {
  coerceInputValue,
  GraphQLError as Fault,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql'
import { badInput, Refusal } from '../../ground/refusal.ts'
import { hold } from '../../sharing/limits.ts'
import type { Arguments, Operation, SelectedField } from '../../sharing/operation.ts'

type Values = Readonly<Record<string, unknown>>

const mostErrors = 5
const enough = Symbol('no more faults are told')
const deepest = 40

/** Refuses values that are deeper or more than any input of the schema needs, before anything walks them all. */
function holdSize(given: Values): void {
  let level: object[] = [given]
  let values = 0
  for (let depth = 1; level.length > 0; depth += 1) {
    hold('LIMIT_VARIABLE_DEPTH', depth)
    const next: object[] = []
    for (const container of level) {
      const inside = Array.isArray(container) ? container : Object.values(container)
      values += inside.length
      hold('LIMIT_VARIABLES', values)
      for (const value of inside) if (typeof value === 'object' && value !== null) next.push(value)
    }
    level = next
  }
}

/**
 * The values of an operation's variables, coerced once by graphql-js; refused in our own words, which
 * name the place and its type and repeat nothing of what was given.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Values,
): Values | GraphQLError[] {
  if (variableDefinitions.length === 0) return {}
  holdSize(given)
  const { coerced } = getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 })
  if (coerced) return coerced
  return variableDefinitions
    .flatMap((definition) => faultsOf(schema, definition, given))
    .slice(0, mostErrors)
}

function faultsOf(
  schema: GraphQLSchema,
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
  given: Values,
): GraphQLError[] {
  const name = variable.name.value
  const type = typeFromAST(schema, typeNode as never) as GraphQLInputType | undefined
  if (!type || !isInputType(type)) return []
  if (!Object.hasOwn(given, name)) {
    return isNonNullType(type) && !defaultValue ? [missing(name, type)] : []
  }
  const faults: GraphQLError[] = []
  try {
    coerceInputValue(given[name], type, (path, _value, error) => {
      const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
      faults.push(doesNotFit(`$${name}${place.join('')}`, type, error))
      if (faults.length >= mostErrors) throw enough
    })
  } catch (error) {
    if (error !== enough) throw error
  }
  return faults
}

function missing(name: string, type: GraphQLInputType): Refusal {
  return badInput({
    zh: `没有给出变量 $${name}，其类型 ${type} 要求必须有值。`,
    en: `The variable $${name} is required (${type}) and was not sent.`,
  })
}

function doesNotFit(place: string, type: GraphQLInputType, error: GraphQLError): GraphQLError {
  const { originalError } = error
  if (originalError instanceof Refusal) return error
  const shown = place.slice(0, 120)
  const strange = /^Field "(\w+)" is not defined by type "(\w+)"/.exec(error.message)
  if (strange) {
    const [, field = '', of = ''] = strange
    return badInput({
      zh: `变量 ${shown} 中没有字段 ${field.slice(0, 60)}；见类型 ${of}。`,
      en: `The variable ${shown} has a field "${field.slice(0, 60)}" that ${of} does not know.`,
    })
  }
  const wanting = /^Field "(\w+)" of required type "([^"]+)" was not provided/.exec(error.message)
  if (wanting) {
    const [, field = '', of = ''] = wanting
    return badInput({
      zh: `变量 ${shown} 缺少字段 ${field}(${of})。`,
      en: `The variable ${shown} lacks its field "${field}" (${of}).`,
    })
  }
  return badInput({
    zh: `变量 ${shown} 的值与其类型不符(变量的类型为 ${type})。`,
    en: `The variable ${shown} does not fit its type (the variable is of ${type}).`,
  })
}

/** Whether the arguments of a field read variables, and so have to be coerced for each request. */
function readsVariables({ nodes: [node] }: SelectedField): boolean {
  let reads = false
  for (const { value } of node.arguments ?? []) {
    visit(value as ValueNode, {
      Variable: () => {
        reads = true
      },
    })
  }
  return reads
}

/** Texts end up in statements, and the database takes every character but one. */
function mustHoldNoNul(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    hold('LIMIT_TEXT', value.length)
    if (value.includes('\0')) throw hasNul()
  } else if (typeof value === 'object' && value !== null && depth < deepest) {
    for (const inner of Object.values(value)) mustHoldNoNul(inner, depth + 1)
  }
}

function hasNul(): Refusal {
  return badInput({
    zh: '文本中含有空字符(U+0000)，请去掉。',
    en: 'A text holds the character U+0000; leave it out.',
  })
}

function argumentsOf(selected: SelectedField, variables: Values): Arguments[number] {
  try {
    const args = getArgumentValues(selected.field, selected.nodes[0], variables)
    mustHoldNoNul(args)
    // An argument that may be left out and is null is as good as left out.
    for (const [name, value] of Object.entries(args)) if (value === null) delete args[name]
    return args
  } catch (error) {
    if (error instanceof Refusal) throw error
    if (error instanceof Fault) return doesNotHold(error)
    throw error
  }
}

/** What graphql-js finds wrong with an argument, once its variables are known. */
function doesNotHold({ message, nodes }: GraphQLError): GraphQLError {
  return new Fault(message, { nodes: nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } })
}

const none = Object.freeze({})

/** How the arguments of an operation's fields are had: those that read no variable once and for all. */
export function argumentReader({ fields }: Operation): (variables: Values) => Arguments {
  const varying = fields.filter((field) => field.field.args.length > 0 && readsVariables(field))
  const fixed = fields.map((field) =>
    field.field.args.length === 0 || varying.includes(field) ? none : argumentsOf(field, none),
  )
  if (varying.length === 0) return () => fixed
  return (variables) => {
    const args = [...fixed]
    for (const field of varying) args[field.index] = argumentsOf(field, variables)
    return args
  }
}
