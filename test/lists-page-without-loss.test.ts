import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestGateway, reader, type TestGateway } from './prepare/gateway.ts'

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
  // Ties and blanks are where a keyset loses rows or doubles them.
  await city.sql(`update statistics.village_income set disposable_income_per_capita =
    case when right(village_code, 1) in ('1', '5') then null when right(village_code, 1) = '3' then 9000 else disposable_income_per_capita end
    where period = '2019' and village_code like '520602%'`)
})
afterAll(() => city.close())

async function everyPage(orderBy: string, first: number): Promise<string[]> {
  const query = `query ($after: String) { villages(within: "520602", first: ${first}, after: $after, orderBy: ${orderBy}) {
    nodes { code } pageInfo { hasNextPage hasPreviousPage endCursor } } }`
  const codes: string[] = []
  let after: string | null = null
  for (;;) {
    const { data, errors } = await city.ask(reader('statistics'), query, { variables: { after } })
    expect(errors).toEqual([])
    expect(data.villages.pageInfo.hasPreviousPage).toBe(after !== null)
    codes.push(...data.villages.nodes.map((node: { code: string }) => node.code))
    if (!data.villages.pageInfo.hasNextPage) return codes
    after = data.villages.pageInfo.endCursor
  }
}

const income = `(select disposable_income_per_capita from statistics.village_income i where i.village_code = v.code and period = '2019')`

describe.each([
  ['by key', '[]', 'code'],
  [
    'by a fact',
    '[{ by: STATISTICS_INCOME_DISPOSABLE_INCOME_PER_CAPITA, period: "2019" }]',
    `${income} asc nulls last, code`,
  ],
  [
    'by a fact, largest first',
    '[{ by: STATISTICS_INCOME_DISPOSABLE_INCOME_PER_CAPITA, period: "2019", direction: DESC }]',
    `${income} desc nulls last, code`,
  ],
  [
    'by two facts',
    '[{ by: KIND }, { by: STATISTICS_INCOME_DISPOSABLE_INCOME_PER_CAPITA, period: "2019", direction: DESC }]',
    `kind, ${income} desc nulls last, code`,
  ],
] as const)('%s', (_name, orderBy, sqlOrder) => {
  test.each([7, 89, 500])('in pages of %i, every row comes once and in order', async (first) => {
    const rows = await city.sql(
      `select code from shared.village v where code like '520602%' order by ${sqlOrder}`,
    )
    expect(await everyPage(orderBy, first)).toEqual(rows.map(({ code }) => code))
  })
})

test('a cursor carries no values', async () => {
  const { data } = await city.ask(
    reader('statistics'),
    '{ villages(first: 1, orderBy: [{ by: STATISTICS_INCOME_DISPOSABLE_INCOME_PER_CAPITA, period: "2018" }]) { edges { cursor node { code } } } }',
  )
  const [{ cursor, node }] = data.villages.edges
  expect(Buffer.from(cursor, 'base64url').toString()).toBe(`Village:${node.code}`)
})

test('a page limit holds as a literal, as a variable and as a default', async () => {
  const asked = [
    ['{ villages(first: 99999) { nodes { code } } }', undefined],
    ['query ($n: Int) { villages(first: $n) { nodes { code } } }', { n: 99_999 }],
    ['query ($n: Int = 99999) { villages(first: $n) { nodes { code } } }', undefined],
    ['{ counties { nodes { villages(first: 501) { nodes { code } } } } }', undefined],
  ] as const
  for (const [query, variables] of asked) {
    const answer = await city.ask(reader('finance'), query, variables ? { variables } : {})
    expect([query, answer.status, answer.statements]).toEqual([query, 400, []])
    expect(answer.errors[0].extensions).toMatchObject({ code: 'LIMIT_PAGE_SIZE', limit: 500 })
  }
})
