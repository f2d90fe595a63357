import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finance, openTestGateway, type TestGateway } from './prepare/gateway.ts'

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
})
afterAll(() => city.close())

const nested = (levels: number) =>
  `{ area(code: "520602") ${'{ parent '.repeat(levels)} { name } ${'}'.repeat(levels)} }`
const winding = `{ county(code: "520602") { ${'townships(first: 1) { nodes { county { '.repeat(7)} name ${'} } } '.repeat(7)} } }`
const doubling = Array.from(
  { length: 25 },
  (_, i) => `fragment F${i} on Me { ...F${i + 1} ...F${i + 1} }`,
)
/** Fields that double 14 times on their way to a leaf which nobody wants. */
const branching = (levels: number) =>
  `{ county(code: "520602") { ...F0 } } ${Array.from(
    { length: levels },
    (_, i) =>
      `fragment F${i} on County { a${i}: city { b: counties { c: nodes { ...F${i + 1} } } } d${i}: city { e: counties { f: nodes { ...F${i + 1} } } } }`,
  ).join(' ')} fragment F${levels} on County { name @skip(if: true) }`

/** What is asked, the limit that refuses it, and what was measured where it can be told. */
const beyond: readonly (readonly [string, string, string])[] = [
  ['a nesting of 23', winding, 'LIMIT_DEPTH'],
  [
    'depth hidden in fragments',
    `{ county(code: "520602") { ...A } }
     fragment A on County { townships(first: 1) { nodes { county { townships(first: 1) { nodes { county { townships(first: 1) { nodes { county { ...B } } } } } } } } } }
     fragment B on County { townships(first: 1) { nodes { county { townships(first: 1) { nodes { county { townships(first: 1) { nodes { county { townships(first: 1) { nodes { name } } } } } } } } } } } }`,
    'LIMIT_DEPTH',
  ],
  ['fields that double in fragments, to a leaf that is skipped', branching(5), 'LIMIT_ALIASES'],
  ['one field a hundred times and once more', `{ me { ${'role '.repeat(101)} } }`, 'LIMIT_REPEATS'],
  [
    'a text of 201 characters to be searched for',
    `{ catalogue(search: "${'粮'.repeat(201)}") { totalCount } }`,
    'LIMIT_TEXT',
  ],
  [
    'a formula of 5,001 characters',
    `{ completeFormula(text: "${' '.repeat(5001)}", cursor: 0) { text } }`,
    'LIMIT_TEXT',
  ],
  [
    'twenty series of forty periods each',
    `{ village(code: "520602002001") { ${Array.from(
      { length: 20 },
      (_, i) => `s${i}: series(code: "C01", periods: [${'"2018" '.repeat(40)}]) { value }`,
    ).join(' ')} } }`,
    'LIMIT_COST',
  ],
  [
    'every item of every village, and why',
    '{ assessment(year: 2020) { villages(first: 3000) { nodes { areaCode items { code } contributions { lost } } } } }',
    'LIMIT_ROWS',
  ],
  [
    'two million values',
    `{ villages(first: 500) { nodes { households(first: 150) { nodes { ${Array.from({ length: 28 }, (_, n) => `k${n}: householdId`).join(' ')} } } } } }`,
    'LIMIT_VALUES',
  ],
  ['a query of 50,001 characters', `{ me { role } } ${'#'.repeat(50_001)}`, 'LIMIT_QUERY'],
  [
    'a thousand codes and one more',
    `query ($c: [String!] = [${'"C01" '.repeat(1001)}]) { indicators(codes: $c) { code } }`,
    'LIMIT_LIST',
  ],
  [
    'the schema three times over',
    '{ a: __schema { ...S } b: __schema { ...S } c: __schema { ...S } } fragment S on __Schema { types { name } }',
    'LIMIT_COST',
  ],
  [
    'a hundred and one figures that explain themselves',
    '{ villages(first: 101) { nodes { indicator(code: "C01", period: "2018") { explain { formula } } } } }',
    'LIMIT_EXPLANATIONS',
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
    const answer = await city.ask(finance, query)
    expect([answer.status, answer.errors[0]?.extensions.code, answer.statements]).toEqual([
      400,
      code,
      [],
    ])
    const { limit, measured } = answer.errors[0].extensions
    expect(measured).toBeGreaterThan(limit)
  })

  test.each([
    [
      'an object of 10,001 fields',
      { f: Object.fromEntries(Array.from({ length: 10_001 }, (_, n) => [`k${n}`, 1])) },
    ],
    ['a list of 10,001 values', { f: { name: { in: Array(10_001).fill('x') } } }],
  ])('a variable with %s', async (_name, variables) => {
    const query = 'query ($f: VillageFilter) { villages(filter: $f) { totalCount } }'
    const { status, errors, statements } = await city.ask(finance, query, { variables })
    expect([status, errors[0].extensions.code, statements]).toEqual([400, 'LIMIT_VARIABLES', []])
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

  test('a page of fewer rows than none lets nothing else through', async () => {
    const query = (first: number) =>
      `{ assessment(year: 2020) { n: villages(first: ${first}) { totalCount } ${Array.from({ length: 40 }, (_, n) => `b${n}: villages(first: 3000) { totalCount }`).join(' ')} } }`
    for (const first of [-2147483648, -1, 0]) {
      const { status, errors, statements } = await city.ask(finance, query(first))
      expect([status, errors[0].extensions.code, statements]).toEqual([400, 'BAD_USER_INPUT', []])
    }
    expect((await city.ask(finance, query(1))).errors[0].extensions.code).toBe('LIMIT_ROWS')
  })

  test('what lies within the limits is answered, and its cost shown', async () => {
    const answer = await city.ask(
      finance,
      '{ counties(first: 10) { nodes { villages(first: 100) { nodes { code } } } } }',
    )
    expect(answer.errors).toEqual([])
    expect(answer.extensions.cost).toEqual({ price: 1010, limit: 200_000, rows: 1010 })
  })

  test('what is asked twice in one place is asked once, and costs no more', async () => {
    const fragments = `{ me { ...F0 } } ${doubling.join(' ')} fragment F25 on Me { role }`
    const answer = await city.ask(finance, fragments)
    expect([answer.status, answer.errors, answer.data]).toEqual([
      200,
      [],
      { me: { role: 'READER' } },
    ])
  })

  test('interfaces within interfaces are read once for all their types', async () => {
    const answer = await city.ask(finance, nested(18))
    expect([answer.status, answer.errors]).toEqual([200, []])
    expect(answer.data.area.parent).toEqual({ parent: null })
  })
})
