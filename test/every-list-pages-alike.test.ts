import { type GraphQLObjectType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gatherCatalogue } from '../src/catalogue/catalogue.ts'
import { schemaOf } from '../src/gateway/schema.ts'
import { openTestGateway, reader, type TestGateway, type Who } from './prepare/gateway.ts'

const office: Who = { role: 'office' }
const police = reader('publicSecurity')
const page = 'pageInfo { hasNextPage hasPreviousPage endCursor }'
const table =
  'level: TOWNSHIP, within: "520602", periods: ["2019", "2020"], orderBy: { descending: true }'

/** A list that is not one of rows of an entity: who asks for it, how, and what tells its rows apart. */
interface Listed {
  readonly who: Who
  readonly query: (args: string) => string
  readonly path: readonly string[]
  readonly row: string
  readonly size: number
}

const lists: Readonly<Record<string, Listed>> = {
  batches: {
    who: office,
    query: (args) => `batches(${args})`,
    path: ['batches'],
    row: 'number',
    size: 7,
  },
  catalogue: {
    who: police,
    query: (args) => `catalogue(search: "收入", ${args})`,
    path: ['catalogue'],
    row: 'fact',
    size: 5,
  },
  compute: {
    who: police,
    query: (args) =>
      `compute(formula: "sum(povertyOffice.VillageStatus.remainingPoorPersons)", ${table}, ${args})`,
    path: ['compute'],
    row: 'areaCode period values { value }',
    size: 6,
  },
  findings: {
    who: reader('disabledFederation'),
    query: (args) => `findings(code: "Y02", period: "2020") { page(${args})`,
    path: ['findings', 'page'],
    row: 'id',
    size: 2,
  },
  indicatorValues: {
    who: police,
    query: (args) => `indicatorValues(codes: ["T01"], ${table}, ${args})`,
    path: ['indicatorValues'],
    row: 'areaCode period values { value }',
    size: 6,
  },
  'villages by area': {
    who: office,
    query: (args) => `assessment(year: 2020, of: DRAFT) { villages(orderBy: AREA, ${args})`,
    path: ['assessment', 'villages'],
    row: 'areaCode',
    size: 700,
  },
  'villages by rank': {
    who: office,
    query: (args) => `assessment(year: 2020, of: DRAFT) { villages(orderBy: RANK, ${args})`,
    path: ['assessment', 'villages'],
    row: 'areaCode rankInCity',
    size: 700,
  },
}

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
  // So that there is more than one page of findings.
  await city.sql(
    `update poverty_office.household_register set main_cause = 'DISABILITY' where period = '2020'`,
  )
})
afterAll(() => city.close())

async function ask({ who, query, path, row }: Listed, args: string) {
  const field = query(args)
  const isCounted = `{ nodes { ${row} } edges { cursor } totalCount ${page} }`
  const close = path.length > 1 ? '}' : ''
  const answer = await city.ask(who, `{ ${field} ${isCounted} ${close} }`)
  return { ...answer, list: path.reduce((data, name) => data?.[name], answer.data) }
}

describe.each(Object.entries(lists))('%s', (_name, listed) => {
  test('come page by page, each once and in one order, as many as are counted', async () => {
    const { list: whole, errors } = await ask(
      listed,
      listed.size > 500 ? 'first: 3000' : 'first: 400',
    )
    expect(errors).toEqual([])
    expect(whole.nodes.length).toBeGreaterThan(listed.size)
    expect(whole.totalCount).toBe(whole.nodes.length)
    const rows: object[] = []
    let after = 'null'
    for (;;) {
      const { list } = await ask(listed, `first: ${listed.size}, after: ${after}`)
      expect(list.pageInfo.hasPreviousPage).toBe(after !== 'null')
      expect(list.edges.at(-1).cursor).toBeTypeOf('string')
      rows.push(...list.nodes)
      if (!list.pageInfo.hasNextPage) break
      after = JSON.stringify(list.pageInfo.endCursor)
    }
    expect(rows).toEqual(whole.nodes)
  })

  test('take no cursor of another list or another caller', async () => {
    const { list } = await ask(listed, `first: ${listed.size}`)
    const cursor = JSON.stringify(list.pageInfo.endCursor)
    const others = Object.values(lists).filter((other) => other !== listed)
    const elsewhere = await Promise.all([
      ...others.map((other) => ask(other, `first: 2, after: ${cursor}`)),
      ask({ ...listed, who: reader('finance') }, `first: 2, after: ${cursor}`),
    ])
    for (const { status, errors, statements } of elsewhere) {
      expect([status, errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
      expect(errors[0].message).toContain('endCursor')
      expect(statements).toEqual([])
    }
  })
})

test('the villages of a draft give no place in those of another year', async () => {
  const villages = lists['villages by rank'] as Listed
  const { list } = await ask(villages, 'first: 5')
  const query = (args: string) =>
    `assessment(year: 2019, of: DRAFT) { villages(orderBy: RANK, ${args})`
  const { errors } = await ask({ ...villages, query }, `after: "${list.pageInfo.endCursor}"`)
  expect(errors[0].message).toContain('endCursor')
})

test('every connection has the same fields', async () => {
  const schema = await schemaOf(await gatherCatalogue())
  const connections = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && type.name.endsWith('Connection'),
  )
  expect(connections.length).toBeGreaterThan(Object.keys(lists).length)
  for (const connection of connections) {
    const fields = connection.getFields()
    expect(Object.keys(fields), connection.name).toEqual(
      expect.arrayContaining(['nodes', 'edges', 'pageInfo']),
    )
    // What changed is counted by reading it alone.
    if (connection.name !== 'ChangeConnection') expect(fields).toHaveProperty('totalCount')
  }
  const paged = Object.values(schema.getTypeMap()).filter(
    (type) =>
      isObjectType(type) &&
      !/Connection$|^PageInfo$/.test(type.name) &&
      'hasNextPage' in type.getFields(),
  )
  expect(paged).toEqual([])
})
