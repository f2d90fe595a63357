import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestGateway, reader, steward, type TestGateway } from '../prepare/gateway.ts'

const view = 'povertyOffice.VillageStatus'
const office = steward('povertyOffice')
let gateway: TestGateway
let villages: string[]
/** The last batch before this test's own. */
let since: number

beforeAll(async () => {
  gateway = await openTestGateway()
  const rows = await gateway.sql(
    `select village_code as code from poverty_office.village_status
      where period = '2020' and village_code like '520624%' order by 1 limit 4`,
  )
  villages = rows.map(({ code }) => code)
  const [{ last }] = await gateway.sql('select max(number)::int as last from publishing.batch')
  since = last
})
afterAll(() => gateway.close())

function statuses(rows: readonly (readonly [string | undefined, string, number])[]): string {
  const lines = rows.map((row) => row.join(','))
  return `villageCode,period,returnedPersons\n${lines.join('\n')}\n`
}

const query = `query ($since: Int!, $first: Int, $after: String) {
  changes(view: "${view}", since: $since, first: $first, after: $after) {
    upTo pageInfo { hasNextPage endCursor }
    nodes { kind batch key period
      subject { ... on Village { code } }
      row { ... on PovertyOfficeVillageStatus { period remainingPoorPersons returnedPersons } } }
  }
}`

describe('changes since a batch', () => {
  test('come once each, as the rows now stand, in the order of batches; what went says so', async () => {
    const [one, two, three, four] = villages
    await gateway.deliver(
      office,
      view,
      statuses([
        [one, '2020', 7],
        [two, '2021', 1],
        [three, '2021', 2],
      ]),
    )
    const second = await gateway.deliver(office, view, statuses([[one, '2020', 9]]))
    const wrong = await gateway.deliver(office, view, statuses([[four, '2021', 3]]))
    await gateway.ask(
      office,
      `mutation { withdraw(view: "${view}", batch: ${wrong.report.batch}, reason: "误报") { outcome } }`,
    )
    const whole = statuses([[two, '2021', 1]])
    await gateway.deliver(office, view, whole, { wishes: 'whole=true' })
    const { data, errors } = await gateway.ask(office, query, { variables: { since } })
    expect(errors).toEqual([])
    // The third village came and went, and so did the fourth's: a copy as of `since` has neither.
    expect(data.changes.nodes).toEqual([
      {
        kind: 'INSERTED',
        batch: since + 1,
        key: two,
        period: '2021',
        subject: { code: two },
        row: { period: '2021', remainingPoorPersons: null, returnedPersons: 1 },
      },
      {
        kind: 'CHANGED',
        batch: Number(second.report.batch),
        key: one,
        period: '2020',
        subject: { code: one },
        row: expect.objectContaining({ period: '2020', returnedPersons: 9 }),
      },
    ])
    const later = await gateway.ask(office, query, { variables: { since: since + 1 } })
    expect(later.data.changes.nodes).toContainEqual({
      kind: 'WITHDRAWN',
      batch: data.changes.upTo,
      key: three,
      period: '2021',
      subject: { code: three },
      row: null,
    })
  })

  test('page without loss', async () => {
    const all = await gateway.ask(office, query, { variables: { since: 0, first: 500 } })
    const first = await gateway.ask(office, query, { variables: { since: 0, first: 200 } })
    const { endCursor: after } = first.data.changes.pageInfo
    const second = await gateway.ask(office, query, { variables: { since: 0, first: 300, after } })
    expect([...first.data.changes.nodes, ...second.data.changes.nodes]).toEqual(
      all.data.changes.nodes,
    )
  })

  test("hold what the caller may read, and no other department's conditional facts", async () => {
    const { data, errors } = await gateway.ask(reader('finance'), query, { variables: { since } })
    expect(data.changes.nodes[0].row.returnedPersons).toBeNull()
    expect(errors.map(({ extensions }) => extensions.fact)).toEqual([
      'povertyOffice.VillageStatus.returnedPersons',
    ])
    const ofHouseholds = await gateway.ask(
      reader('finance'),
      '{ changes(view: "povertyOffice.HouseholdRegister", since: 0) { nodes { kind } } }',
    )
    expect(ofHouseholds.status).toBe(403)
    expect(ofHouseholds.statements).toEqual([])
  })

  test('lie in the area of a caller who is bound to one', async () => {
    const ofYanhe = { ...office, area: '520627' }
    const { data } = await gateway.ask(ofYanhe, query, { variables: { since } })
    expect(data.changes.nodes).toEqual([])
  })
})

describe('freshness', () => {
  test('says when each view was last published, its latest period, and whether it is late', async () => {
    await gateway.sql(
      `update publishing.batch set published_at = now() - interval '100 days'
        where of = 'finance.PovertyFund'`,
    )
    const { data } = await gateway.ask(
      reader('finance'),
      '{ freshness(department: "finance") { view updated lastPeriod isLate publishedAt dueAt } }',
    )
    const of = (name: string) => data.freshness.find((one: { view: string }) => one.view === name)
    expect(of('finance.PovertyFund')).toMatchObject({ isLate: true, lastPeriod: '2020-Q4' })
    expect(of('finance.RiskCompensationFund')).toMatchObject({ isLate: false })
    const { publishedAt, dueAt } = of('finance.RiskCompensationFund')
    expect(Date.parse(dueAt) - Date.parse(publishedAt)).toBe(92 * 86_400_000)
  })
})

describe('a mutation', () => {
  const mutation = `mutation ($rows: [JSONObject!]!) {
    publish(view: "${view}", rows: $rows) { outcome inserted changed faults { line column zh } } }`

  test('publishes a few rows, in names or headings', async () => {
    const rows = [{ 村委代码: villages[0], period: '2022', returnedPersons: 3 }]
    const refused = await gateway.ask(office, mutation, { variables: { rows } })
    expect(refused.data.publish.outcome).toBe('REFUSED')
    expect(refused.data.publish.faults[0].zh).toContain('村(社区)代码')
    const mended = [{ '村(社区)代码': villages[0], period: '2022', returnedPersons: 3 }]
    const { data } = await gateway.ask(office, mutation, { variables: { rows: mended } })
    expect(data.publish).toMatchObject({ outcome: 'PUBLISHED', inserted: 1, faults: [] })
  })

  test('comes one at a time, so that none takes effect beside one that is refused', async () => {
    const one = (alias: string, year: number) =>
      `${alias}: publish(view: "${view}", rows: [{ villageCode: "${villages[0]}", period: "${year}" }]) { outcome }`
    const { status, data } = await gateway.ask(
      office,
      `mutation { ${one('a', 2022)} ${one('b', 2023)} }`,
    )
    expect(status).toBe(400)
    expect(data).toBeUndefined()
    const hidden = await gateway.ask(
      office,
      `mutation { ...Both } fragment Both on Mutation { ${one('a', 2022)} ${one('b', 2023)} }`,
    )
    expect(hidden.status).toBe(400)
  })
})
