import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestGateway, reader, type TestGateway } from './prepare/gateway.ts'

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
  await city.sql(`update statistics.village_income set wage_income = null
    where period = '2019' and right(village_code, 1) = '4'`)
})
afterAll(() => city.close())

const income = (condition: string) =>
  `exists (select from statistics.village_income i where i.village_code = v.code and i.period = '2019' and ${condition})`
const atYear = (filter: string) => `{ statistics: { income: { period: "2019", ${filter} } } }`

/** Each filter, and the condition in plain SQL that says the same of a village `v`. */
const same: readonly (readonly [string, string])[] = [
  ['{ name: { eq: "大坪村委会" } }', `v.name = '大坪村委会'`],
  ['{ name: { ne: "大坪村委会" } }', `v.name <> '大坪村委会'`],
  ['{ name: { contains: "大坪" } }', `v.name like '%大坪%'`],
  ['{ name: { startsWith: "大" } }', `v.name like '大%'`],
  ['{ kind: { in: [COMMUNITY] } }', `v.kind = 'COMMUNITY'`],
  ['{ code: { within: "520624" } }', `v.county_code = '520624'`],
  [
    '{ code: { within: "5206Z1" } }',
    `v.code in (select village_code from shared.village_standing where zone_code = '5206Z1' and period = '2020')`,
  ],
  [atYear('wageIncome: { gt: "4000" }'), income('wage_income > 4000')],
  [
    atYear('wageIncome: { gte: 4000, lt: "5000.50" }'),
    income('wage_income >= 4000 and wage_income < 5000.50'),
  ],
  [atYear('wageIncome: { lte: "4000" }'), income('wage_income <= 4000')],
  [atYear('wageIncome: { present: false }'), income('wage_income is null')],
  [atYear('wageIncome: { eq: null }'), income('wage_income is null')],
  [`{ not: ${atYear('wageIncome: { gt: "4000" }')} }`, `not ${income('wage_income > 4000')}`],
  [
    `{ or: [${atYear('wageIncome: { gt: "6000" }')}, { county: { code: { eq: "520602" } } }] }`,
    `(${income('wage_income > 6000')} or v.county_code = '520602')`,
  ],
  [
    `{ and: [{ kind: { eq: VILLAGE } }, { township: { name: { contains: "乡" } } }] }`,
    `v.kind = 'VILLAGE' and exists (select from shared.township t where t.code = v.township_code and t.name like '%乡%')`,
  ],
  ['{ or: [] }', 'false'],
  ['{}', 'true'],
  [
    '{ povertyOffice: { status: { period: "2018", poorVillageFlag: { eq: true }, villageExitYear: { in: [2018] } } } }',
    `exists (select from poverty_office.village_status s where s.village_code = v.code and s.period = '2018' and s.poor_village_flag and s.village_exit_year = 2018)`,
  ],
  [
    '{ povertyOffice: { status: { poorVillageFlag: { eq: true } } } }',
    `exists (select from poverty_office.village_status s where s.village_code = v.code and s.period = '2020' and s.poor_village_flag)`,
  ],
  [
    '{ statistics: { income: { period: "2016", reported: false } } }',
    `not exists (select from statistics.village_income i where i.village_code = v.code and i.period = '2016')`,
  ],
  [
    '{ ruralCredit: { outlet: { period: "2019-Q4", creditVillageStatus: { eq: CERTIFIED } } }, programme: { standing: { period: "2019", poorVillage: { eq: true } } } }',
    `exists (select from rural_credit.village_outlet o where o.village_code = v.code and o.period = '2019-Q4' and o.credit_village_status = 'CERTIFIED')
     and exists (select from shared.village_standing s where s.village_code = v.code and s.period = '2019' and s.poor_village)`,
  ],
  [
    '{ households: { some: {} } }',
    'exists (select from shared.household h where h.village_code = v.code)',
  ],
  [
    '{ households: { none: {} } }',
    'not exists (select from shared.household h where h.village_code = v.code)',
  ],
  [
    '{ cooperatives: { some: { agriculture: { agribusinessProfile: { period: "2019", mainIndustry: { eq: TEA } } } } } }',
    `exists (select from shared.cooperative c join agriculture.agribusiness_profile a on a.uscc = c.uscc
       where c.village_code = v.code and a.period = '2019' and a.main_industry = 'TEA')`,
  ],
]

describe('a filter lets through what plain SQL does', () => {
  test.each(same)('%s', async (filter, condition) => {
    const [{ codes }] = await city.sql(
      `select coalesce(json_agg(code order by code), '[]') as codes from shared.village v where ${condition}`,
    )
    const answer = await city.ask(
      reader('statistics'),
      `query { villages(first: 500, filter: ${filter}) { totalCount nodes { code } } }`,
    )
    expect(answer.errors).toEqual([])
    expect(answer.data.villages.totalCount).toBe(codes.length)
    expect(answer.data.villages.nodes.map((node: { code: string }) => node.code)).toEqual(
      codes.slice(0, 500),
    )
  })

  test('nearly every case tells villages apart', async () => {
    const counts = await Promise.all(
      same.map(async ([, condition]) => {
        const [row] = await city.sql(
          `select count(*)::int as n from shared.village v where ${condition}`,
        )
        return row.n
      }),
    )
    expect(counts.filter((n) => n > 0 && n < 2961).length).toBeGreaterThanOrEqual(same.length - 2)
  })
})

test('filters reach through loans to their borrowers, for whom may decide by them', async () => {
  const filter = `{ ruralCredit: { ledger: { product: { eq: JINGFU }, disbursedAmount: { gte: "40000" }, disbursedDate: { gte: "2017-01-01" } } } }`
  const [{ n }] = await city.sql(
    `select count(*)::int as n from rural_credit.loan_ledger where product = 'JINGFU' and disbursed_amount >= 40000 and disbursed_date >= '2017-01-01'`,
  )
  const answer = await city.ask(
    reader('ruralCredit'),
    `{ loans(filter: ${filter}) { totalCount } }`,
  )
  expect(n).toBeGreaterThan(0)
  expect(answer.data.loans.totalCount).toBe(n)
})

test('an operator that wants a value says so when it gets null', async () => {
  const answer = await city.ask(
    reader('statistics'),
    `{ villages(filter: ${atYear('wageIncome: { gt: null }')}) { totalCount } }`,
  )
  expect(answer.status).toBe(400)
  expect(answer.errors[0].message).toMatch(/wageIncome.*present: false/s)
})
