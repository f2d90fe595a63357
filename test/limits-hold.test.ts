import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestGateway, reader, type TestGateway } from './prepare/gateway.ts'

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
})
afterAll(() => city.close())

const finance = reader('finance')
const nested = (levels: number) =>
  `{ area(code: "520602") ${'{ parent '.repeat(levels)} { name } ${'}'.repeat(levels)} }`
const winding = `{ county(code: "520602") { ${'townships(first: 1) { nodes { county { '.repeat(7)} name ${'} } } '.repeat(7)} } }`
const doubling = Array.from(
  { length: 25 },
  (_, i) => `fragment F${i} on Me { ...F${i + 1} ...F${i + 1} }`,
)

/** What is asked, the limit that refuses it, and what was measured where it can be told. */
const beyond: readonly (readonly [string, string, string])[] = [
  ['a nesting of 23', winding, 'LIMIT_DEPTH'],
  ['interfaces within interfaces', nested(8), 'LIMIT_FIELDS'],
  [
    'depth hidden in fragments',
    `{ county(code: "520602") { ...A } }
     fragment A on County { townships(first: 1) { nodes { county { townships(first: 1) { nodes { county { townships(first: 1) { nodes { county { ...B } } } } } } } } } }
     fragment B on County { townships(first: 1) { nodes { county { townships(first: 1) { nodes { county { townships(first: 1) { nodes { county { townships(first: 1) { nodes { name } } } } } } } } } } } }`,
    'LIMIT_DEPTH',
  ],
  [
    'fragments that double 25 times',
    `{ me { ...F0 } } ${doubling.join(' ')} fragment F25 on Me { role }`,
    'LIMIT_FIELDS',
  ],
  [
    'pages within pages, each under its own limit',
    '{ villages(first: 500) { nodes { households(first: 500) { nodes { householdId } } } } }',
    'LIMIT_ROWS',
  ],
  [
    '101 aliases of __typename',
    `{ me { ${Array.from({ length: 101 }, (_, i) => `a${i}: __typename`).join(' ')} } }`,
    'LIMIT_ALIASES',
  ],
  ['21 fields at the root', `{ ${'me { role } '.repeat(21)} }`, 'LIMIT_ROOT_FIELDS'],
  [
    'a filter of 101 conditions',
    `{ villages(filter: { or: [${'{ name: { eq: "x" } } '.repeat(101)}] }) { totalCount } }`,
    'LIMIT_FILTER',
  ],
  [
    '1,001 values in a list',
    `{ villages(filter: { name: { in: [${'"x" '.repeat(1001)}] } }) { totalCount } }`,
    'LIMIT_LIST',
  ],
  [
    'an order by four facts',
    `{ villages(orderBy: [${'{ by: NAME } '.repeat(4)}]) { totalCount } }`,
    'LIMIT_ORDER',
  ],
]

describe('an operation beyond a limit is refused at once, before any statement', () => {
  test.each(beyond)('%s', async (_name, query, code) => {
    const began = performance.now()
    const answer = await city.ask(finance, query)
    expect([answer.status, answer.errors[0]?.extensions.code, answer.statements]).toEqual([
      400,
      code,
      [],
    ])
    const { limit, measured } = answer.errors[0].extensions
    expect(measured).toBeGreaterThan(limit)
    expect(performance.now() - began).toBeLessThan(3000)
  })

  test('variables count as what they are', async () => {
    const query = 'query ($f: VillageFilter) { villages(filter: $f) { totalCount } }'
    const variables = { f: { or: Array(101).fill({ name: { eq: 'x' } }) } }
    const answer = await city.ask(finance, query, { variables })
    expect([answer.status, answer.errors[0].extensions.code]).toEqual([400, 'LIMIT_FILTER'])
  })

  test('every answer says that the data is synthetic', async () => {
    expect((await city.ask(finance, '{ me { role } }')).extensions.synthetic).toBe(true)
  })

  test('what lies within the limits is answered, and its cost shown', async () => {
    const answer = await city.ask(
      finance,
      '{ counties(first: 10) { nodes { villages(first: 100) { nodes { code } } } } }',
    )
    expect(answer.errors).toEqual([])
    expect(answer.extensions.cost).toEqual({ rows: 1010, limit: 100_000 })
    expect((await city.ask(finance, nested(4))).errors).toEqual([])
  })
})
