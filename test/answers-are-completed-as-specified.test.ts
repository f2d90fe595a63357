import { buildSchema, type GraphQLSchema, execute as graphqlExecute, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { validated } from '../src/gateway/operation/document.ts'
import { execute } from '../src/gateway/operation/execute.ts'
import { programsOf } from '../src/gateway/operation/programs.ts'
import { coerceVariables } from '../src/gateway/operation/variables.ts'
import { isLost } from './judging/isLost.ts'
import { asSent, RandomOperations } from './judging/randomOperations.ts'

/*
 * Values that are late, missing, wrong or errors, in every form that a type can ask for: the gateway's own
 * answers hardly ever hold them, so a schema is made of nothing else, and graphql-js says what is due.
 */
const schema = buildSchema(`
  interface Named { name: String }
  union Any = Item | Other
  type Other implements Named { name: String other: Int }
  type Item implements Named {
    name: String
    bad: String
    badNever: String!
    late: String
    lateBad: String
    lateBadNever: String!
    none: String
    noneNever: String!
    error: String
    texts: [String]
    textsNever: [String!]
    mixed: [Item]
    mixedNever: [Item!]
    mixedNeverEver: [Item!]!
    numbers(of: [Int!], most: Int = 3): [Int]
    self: Item
    selfNever: Item!
    lateSelf: Item
    any: [Any]
    named: Named
    notList: [String]
  }
  type Query { item: Item items: [Item!]! none: Item noneNever: Item! named: [Named] any: Any }
`)

const item = { __typename: 'Item', name: 'item' }
const other = { __typename: 'Other', name: 'other', other: 7 }
const fails = (what: string) => () => {
  throw new Error(what)
}
const late = async <T>(value: T) => value
/** Fails later; graphql-js never hears of it where it gives up on the list before it comes so far. */
const lateFailure = (what: string) => {
  const failing = Promise.reject(new Error(what))
  failing.catch(() => undefined)
  return failing
}
const mixed = () => [
  item,
  late(item),
  null,
  late(null),
  lateFailure('a late item'),
  new Error('an item'),
]
// No item fails at once where none may be null: graphql-js would leave those beside it unheard.
const mixedLate = () => [item, late(item), late(null), lateFailure('a late item')]

const bodies: Record<string, Record<string, unknown>> = {
  Item: {
    bad: fails('bad'),
    badNever: fails('bad and never null'),
    late: () => late('late'),
    lateBad: () => lateFailure('late and bad'),
    lateBadNever: () => lateFailure('late, bad and never null'),
    none: () => undefined,
    noneNever: () => null,
    error: () => new Error('an error for a value'),
    texts: () => ['a', null, late('b'), lateFailure('a text')],
    textsNever: () => ['a', null],
    mixed,
    mixedNever: mixedLate,
    mixedNeverEver: mixedLate,
    numbers: (_item: unknown, { of, most }: { of?: number[]; most?: number }) =>
      (of ?? [1, 2]).slice(0, most),
    self: () => item,
    selfNever: () => item,
    lateSelf: () => late(item),
    any: () => [item, late(other), null],
    named: () => late(other),
    notList: () => 'no list',
  },
  Query: {
    item: () => item,
    items: () => [item, late(item)],
    none: () => null,
    noneNever: () => late(null),
    named: () => new Set([item, other]),
    any: () => late(other),
  },
}

function withBodies(of: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(of.getTypeMap())) {
    if ('resolveType' in type) type.resolveType = ({ __typename }) => __typename
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const body = bodies[type.name]?.[field.name]
      if (body) field.resolve = body as never
    }
  }
  return of
}

const told = (errors: readonly { message: string; path?: readonly unknown[] | undefined }[] = []) =>
  errors.map(({ message, path }) => `${JSON.stringify(path)} ${message}`).sort()

test('1,000 operations over failing bodies come to what graphql-js makes of them', async () => {
  const failing = withBodies(schema)
  const random = new RandomOperations(failing, { of: [1, 5, 9], most: [0, 2] }, 7)
  const programFor = programsOf(failing)
  let withErrors = 0
  for (let n = 0; n < 1_000; n += 1) {
    const { document, query, operationName, variables } = random.next()
    const given = asSent(variables) as Record<string, unknown>
    const valid = validated(failing, document)
    if (Array.isArray(valid)) throw new Error(query)
    const named = valid.operations.get(operationName ?? '') ?? [...valid.operations.values()][0]
    if (!named) throw new Error(query)
    const wanted = await graphqlExecute({
      schema: failing,
      document,
      variableValues: given,
      ...(operationName === undefined ? {} : { operationName }),
    })
    if (wanted.data === undefined) continue
    const coerced = coerceVariables(failing, named, given)
    if (Array.isArray(coerced)) throw new Error(query)
    const program = programFor(document, valid, named, coerced)
    const runs = new Uint8Array(program.operation.fields.length).fill(1)
    const args = program.argumentsFor(coerced)
    const { data, errors } = await execute(program, { runs } as never, args, {} as never)
    expect([query, JSON.stringify(data)]).toEqual([query, JSON.stringify(wanted.data)])
    const ours = told(errors)
    const due = told(wanted.errors)
    const reworded = due.filter((one) => !/Cannot return null|Expected Iterable/.test(one))
    expect([query, reworded.filter((one) => !ours.includes(one))]).toEqual([query, []])
    expect(errors.length).toBeGreaterThanOrEqual(due.length)
    const extra = errors.filter(
      (error) => !due.some((one) => one.startsWith(`${JSON.stringify(error.path)} `)),
    )
    expect([query, extra.filter(({ path = [] }) => !isLost(data, path ?? []))]).toEqual([query, []])
    withErrors += due.length > 0 ? 1 : 0
  }
  expect(withErrors).toBeGreaterThan(500)
})
