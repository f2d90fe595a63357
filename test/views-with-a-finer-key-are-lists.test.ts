import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestGateway, steward, type TestGateway } from './prepare/gateway.ts'

const civilAffairs = steward('civilAffairs')
const view = 'civilAffairs.SocialRelief'
let gateway: TestGateway
let household: string

beforeAll(async () => {
  gateway = await openTestGateway()
  const [row] = await gateway.sql(
    `select h.household_id as id from shared.household h where not exists (
      select from civil_affairs.social_relief r where r.household_id = h.household_id) order by 1 limit 1`,
  )
  household = row.id
})
afterAll(() => gateway.close())

function reliefs(rows: readonly (readonly [no: string, amount: number, day: string])[]): string {
  const lines = rows.map(([no, amount, day]) => `${household},${no},${amount},${day}`)
  return `householdId,reliefNo,reliefAmount,reliefDate\n${lines.join('\n')}\n`
}

const query = `query ($id: ID!, $asOf: DateTime) { household(id: $id) {
  civilAffairs { socialRelief(asOf: $asOf) { reliefNo reliefAmount } } } }`

async function asked(asOf?: string) {
  const { data, errors, statements } = await gateway.ask(civilAffairs, query, {
    variables: { id: household, asOf },
  })
  expect(errors).toEqual([])
  return { list: data.household.civilAffairs.socialRelief, statements }
}

test('a household has as many reliefs as were given, in the order of their numbers', async () => {
  expect((await asked()).list).toEqual([])
  const first = await gateway.deliver(
    civilAffairs,
    view,
    reliefs([
      ['JZ-2', 800, '2020-05-01'],
      ['JZ-1', 500, '2020-03-01'],
    ]),
  )
  expect(first.report).toMatchObject({ outcome: 'PUBLISHED', inserted: 2 })
  const second = await gateway.deliver(civilAffairs, view, reliefs([['JZ-2', 900, '2020-05-01']]))
  expect(second.report).toMatchObject({ inserted: 0, changed: 1 })
  const { list, statements } = await asked()
  expect(list).toEqual([
    { reliefNo: 'JZ-1', reliefAmount: '500.00' },
    { reliefNo: 'JZ-2', reliefAmount: '900.00' },
  ])
  expect(statements.filter((text) => text.includes('social_relief'))).toHaveLength(1)
  expect((await asked(first.report.publishedAt)).list).toEqual([
    { reliefNo: 'JZ-1', reliefAmount: '500.00' },
    { reliefNo: 'JZ-2', reliefAmount: '800.00' },
  ])
})

test('one row of the list is enough for a filter', async () => {
  const { data, errors } = await gateway.ask(
    civilAffairs,
    `query ($least: Money!) { households(
      filter: { civilAffairs: { socialRelief: { reliefAmount: { gte: $least } } } }) {
      nodes { householdId } } }`,
    { variables: { least: '900' } },
  )
  expect(errors).toEqual([])
  expect(data.households.nodes).toContainEqual({ householdId: household })
})

test('of a list by periods the latest period is answered whole', async () => {
  const [{ township }] = await gateway.sql(
    `select township_code as township from eco_migration.resettlement_site
      where period = '2020' group by 1 having count(*) > 1 order by 1 limit 1`,
  )
  const { data } = await gateway.ask(
    steward('ecoMigration'),
    `{ township(code: "${township}") { ecoMigration {
      latest: resettlementSite { period siteNo } of2020: resettlementSite(period: "2020") { period siteNo } } } }`,
  )
  const { latest, of2020 } = data.township.ecoMigration
  expect(of2020.length).toBeGreaterThan(1)
  expect(latest).toEqual(of2020)
})
