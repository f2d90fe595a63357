import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { globalId } from '../src/gateway/rows/identity.ts'
import { sealsBy } from '../src/sharing/seals.ts'
import { openTestGateway, reader, type TestGateway, type Who } from './prepare/gateway.ts'

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

test('a cursor shows nothing of what it carries', async () => {
  const { data } = await city.ask(
    reader('statistics'),
    `{ villages(within: "520602", first: 1, orderBy: [{ by: STATISTICS_INCOME_DISPOSABLE_INCOME_PER_CAPITA, period: "2018" }]) {
      edges { cursor node { code statistics { income(period: "2018") { disposableIncomePerCapita } } } } } }`,
  )
  const [{ cursor, node }] = data.villages.edges
  const carried = Buffer.from(cursor, 'base64url').toString('latin1')
  expect(carried).not.toContain(node.code)
  expect(carried).not.toContain(node.statistics.income.disposableIncomePerCapita.split('.')[0])
})

const byIncome = 'orderBy: [{ by: STATISTICS_INCOME_DISPOSABLE_INCOME_PER_CAPITA, period: "2019" }]'

describe('a page goes on where the one before it stopped', () => {
  test.each([
    [
      'although its last row has been corrected',
      `update statistics.village_income set disposable_income_per_capita = 1 where village_code = $1 and period = '2019'`,
    ],
    [
      'although its last row says nothing any more',
      `delete from statistics.village_income where village_code = $1 and period = '2019'`,
    ],
  ])('%s', async (_name, statement) => {
    const own = await openTestGateway()
    const rows = await own.sql(
      `select code from shared.village v where code like '520603%' order by ${income} asc nulls last, code`,
    )
    const query = `query ($after: String) { villages(within: "520603", first: 5, after: $after, ${byIncome}) {
      nodes { code } pageInfo { hasNextPage endCursor } } }`
    const walked: string[] = []
    let after: string | null = null
    for (;;) {
      const { data, errors } = await own.ask(reader('statistics'), query, { variables: { after } })
      expect(errors).toEqual([])
      const { nodes, pageInfo } = data.villages
      for (const { code } of nodes) if (!walked.includes(code)) walked.push(code)
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
      await own.sql(statement, [nodes.at(-1).code])
    }
    expect(walked.sort()).toEqual(rows.map(({ code }) => code).sort())
    expect(walked.length).toBeGreaterThan(20)
    await own.close()
  })
})

describe('a cursor', () => {
  const official: Who = { role: 'official', area: '520602' }
  const asked = (after: string, list = `villages(first: 1, ${byIncome}`) =>
    `{ ${list}, after: "${after}") { nodes { code } } }`
  const refusal = async (who: Who, query: string) => {
    const { status, data, errors, statements } = await city.ask(who, query)
    return [status, data, errors[0]?.message, statements]
  }

  test('that is made up tells nothing, be the row hidden, missing or in sight', async () => {
    const [hidden, missing, seen] = await Promise.all(
      ['520627101201', '520627101999', '520602002001'].map((code) =>
        refusal(official, asked(globalId('Village', code))),
      ),
    )
    expect(hidden).toEqual([400, undefined, expect.stringMatching(/no cursor of this list/), []])
    expect([missing, seen]).toEqual([hidden, hidden])
  })

  test('holds for its own list, order, filter and caller alone', async () => {
    const given = async (who: Who, list: string) => {
      const { data } = await city.ask(who, `{ it: ${list}) { pageInfo { endCursor } } }`)
      return data.it.pageInfo.endCursor as string
    }
    const list = `villages(first: 1, ${byIncome}`
    const cursor = await given(official, list)
    expect((await city.ask(official, asked(cursor))).errors).toEqual([])
    expect(
      (await city.ask(official, asked(cursor, list.replace('first: 1', 'first: 7')))).errors,
    ).toEqual([])
    const others = [
      [reader('finance'), asked(cursor)],
      [{ ...official, area: '520603' }, asked(cursor)],
      [official, asked(cursor, 'villages(first: 1')],
      [official, asked(cursor, `villages(first: 1, within: "520602002", ${byIncome}`)],
      [
        official,
        asked(cursor, `villages(first: 1, filter: { name: { contains: "村" } }, ${byIncome}`),
      ],
      [official, asked(cursor, `villages(first: 1, ${byIncome.replace('2019', '2018')}`)],
      [official, asked(cursor, 'townships(first: 1')],
      [official, `{ county(code: "520602") { it: ${asked(cursor).slice(2, -2)} } }`],
      [official, asked(`${cursor.slice(0, -2)}AA`)],
    ] as const
    for (const [who, query] of others) {
      expect([query, ...(await refusal(who, query))]).toEqual([
        query,
        400,
        undefined,
        expect.stringMatching(/no cursor of this list/),
        [],
      ])
    }
  })

  test('of one parent does not lead on in the list of another', async () => {
    const list = (county: string, after = '') =>
      `{ county(code: "${county}") { villages(first: 2, ${byIncome}${after}) { nodes { code } pageInfo { endCursor } } } }`
    const who = reader('statistics')
    const { data } = await city.ask(who, list('520602'))
    const after = `, after: "${data.county.villages.pageInfo.endCursor}"`
    const [own, foreign] = [
      await city.ask(who, list('520602', after)),
      await city.ask(who, list('520627', after)),
    ]
    expect([own.errors, own.data.county.villages.nodes.length]).toEqual([[], 2])
    expect([foreign.data.county.villages, foreign.errors[0].extensions.code]).toEqual([
      null,
      'BAD_USER_INPUT',
    ])
    const both = await city.ask(
      who,
      `{ counties { nodes { code villages(first: 1, ${byIncome}${after}) { nodes { code } } } } }`,
    )
    const led = both.data.counties.nodes.filter(({ villages }: { villages: unknown }) => villages)
    expect([led.map(({ code }: { code: string }) => code), both.errors.length]).toEqual([
      ['520602'],
      1,
    ])
  })

  test('outlives the change of the secret that sealed it, until that secret is dropped', () => {
    const [old, young] = [
      'an old secret of thirty-two characters',
      'a young secret of thirty-two or more',
    ]
    const sealed = sealsBy([old as string]).seal('["520602002001"]', 'villages')
    expect(sealsBy([young as string, old as string]).open(sealed, 'villages')).toBe(
      '["520602002001"]',
    )
    expect(sealsBy([young as string]).open(sealed, 'villages')).toBeUndefined()
    expect(sealsBy([old as string]).open(sealed, 'townships')).toBeUndefined()
    expect(sealsBy([old as string]).seal('["520602002001"]', 'villages')).toBe(sealed)
  })
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
