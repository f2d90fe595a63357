import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestGateway, reader, type TestGateway } from './prepare/gateway.ts'

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
})
afterAll(() => city.close())

const wide = (
  first: number,
) => `{ county(code: "520623") { name townships(first: ${first}) { nodes { name
  villages(first: ${first}) { nodes { name
    povertyOffice { a: status(period: "2018") { remainingPoorPersons } b: status(period: "2019") { exitedPersons } }
    statistics { income { disposableIncomePerCapita } }
    ruralCredit { q1: outlet(period: "2019-Q1") { stationEstablished } q2: outlet(period: "2019-Q2") { nightSchoolSessions } latest: outlet { period } }
    agriculture { cropping(period: "2019") { totalSownArea } }
  } } } } } }`

test('a county, its townships, their villages and four views: seven statements, whatever the rows and periods', async () => {
  const small = await city.ask(reader('finance'), wide(2))
  const large = await city.ask(reader('finance'), wide(100))
  const [villages] = await city.sql(
    `select count(*)::int from shared.village where county_code = '520623'`,
  )
  const answered = large.data.county.townships.nodes.flatMap(
    (township: { villages: { nodes: unknown[] } }) => township.villages.nodes,
  )
  expect(answered).toHaveLength(villages.count)
  expect(large.errors).toEqual([])
  expect(small.statements).toHaveLength(7)
  expect(large.statements).toHaveLength(7)
})

test('the periods asked for are the periods answered', async () => {
  const { data } = await city.ask(reader('finance'), wide(3))
  const [one] = data.county.townships.nodes[0].villages.nodes
  const code = (
    await city.sql(
      `select code from shared.village where county_code = '520623' order by code limit 1`,
    )
  )[0].code
  const [row] = await city.sql(
    `select a.remaining_poor_persons as a, b.exited_persons as b, q.night_school_sessions as q2,
       (select max(period) from rural_credit.village_outlet where village_code = $1) as latest
     from poverty_office.village_status a, poverty_office.village_status b, rural_credit.village_outlet q
     where a.village_code = $1 and a.period = '2018' and b.village_code = $1 and b.period = '2019'
       and q.village_code = $1 and q.period = '2019-Q2'`,
    [code],
  )
  expect({
    a: one.povertyOffice.a.remainingPoorPersons,
    b: one.povertyOffice.b.exitedPersons,
    q2: one.ruralCredit.q2.nightSchoolSessions,
    latest: one.ruralCredit.latest.period,
  }).toEqual(row)
})

test('a list is counted only when its count is asked for, and once for all parents', async () => {
  const without = await city.ask(
    reader('finance'),
    '{ counties { nodes { villages(first: 1) { nodes { code } } } } }',
  )
  expect(without.statements.filter((statement) => statement.includes('count('))).toEqual([])
  const withIt = await city.ask(
    reader('finance'),
    '{ counties { nodes { villages(first: 1) { totalCount } } } }',
  )
  expect(withIt.statements.filter((statement) => statement.includes('count('))).toHaveLength(1)
})

test('every statement says where it comes from', async () => {
  const { statements } = await city.ask(reader('finance'), wide(2))
  for (const statement of statements) expect(statement).toMatch(/^\/\* [\w. ]+ \*\/ select /)
})

test('households and their loans: three statements, for the ledger that makes the list is read along', async () => {
  const query = `{ villages(filter: { households: { some: {} } }, first: 4) { nodes { households(first: 20) { nodes { householdId
    loans { nodes { contractNo ruralCredit { ledger { product outstandingBalance } } } } } } } } }`
  const answer = await city.ask(reader('ruralCredit'), query)
  expect(answer.errors).toEqual([])
  expect(answer.statements).toHaveLength(3)
})
