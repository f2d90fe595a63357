import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { office, openTestGateway, reader, type TestGateway, type Who } from './prepare/gateway.ts'

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
})
afterAll(() => city.close())

interface Found {
  id: string
  areaCode: string
  evidence: { text: string; value: string | null; status: string }[]
}

/** The keys behind global ids such as `Household:H1`. */
const keyOf = ({ id }: Found) =>
  Buffer.from(id, 'base64url').toString().split(':').slice(1).join(':')

async function allOf(who: Who, code: string, first = 400): Promise<Found[]> {
  const found: Found[] = []
  let after: string | null = null
  do {
    const { data, errors } = await city.ask(
      who,
      `query ($after: String) { findings(code: "${code}", period: "2020") {
        page(first: ${first}, after: $after) { nodes { id areaCode evidence { text value status } }
          pageInfo { hasNextPage endCursor } } } }`,
      { variables: { after } },
    )
    expect(errors).toEqual([])
    const { page } = data.findings
    found.push(...page.nodes)
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after)
  return found
}

const plain: Readonly<Record<string, string>> = {
  Y01: `select r.household_id as key from poverty_office.household_register r
    left join civil_affairs.minimum_living m on m.household_id = r.household_id and m.period = '2020-12'
    where r.period = '2020' and r.poverty_type is not null and (m.household_id is null or m.dibao_flag is not null)
    and (r.poverty_type = 'DIBAO') <> coalesce(m.dibao_flag, false)`,
  Y02: `select r.household_id as key from poverty_office.household_register r
    where r.period = '2020' and r.main_cause = 'DISABILITY' and not exists (
      select from shared.person p join disabled_federation.disability_certificate c using (person_key)
      where p.household_id = r.household_id and c.issued_date <= '2020-12-31')`,
  Y05: `select r.person_key as key from public_security.residence r
    join human_resources.pension_insurance p on p.person_key = r.person_key and p.period = '2020'
    where r.residence_status = 'DECEASED' and p.benefit_monthly > 0`,
  Y06: `select r.household_id as key from poverty_office.household_register r
    join housing.dangerous_house d on d.household_id = r.household_id and d.period = '2020'
    join eco_migration.relocated_household m on m.household_id = r.household_id
    where r.period = '2020' and d.subsidy_amount > 0 and m.moved_in_date <= '2020-12-31'`,
  Y07: `select r.household_id as key from poverty_office.household_register r
    where r.period = '2020' and (select sum(outstanding_balance) from rural_credit.loan_ledger l
      where l.borrower_ref = r.household_id and l.product = 'JINGFU') > 50000`,
  Y10: `select a.project_code as key from dev_reform.project_approval a
    join transport.road_project r on r.project_code = a.project_code and r.period = '2020-Q4'
    where r.invested_amount > a.total_investment
      or (a.project_status = 'COMPLETED' and r.invested_amount = 0)`,
  Y11: `select l.contract_no as key from rural_credit.loan_ledger l
    join industry_it.sme_class s on s.uscc = l.borrower_ref and s.period = '2020'
    where l.product = 'SME' and l.disbursed_date <= '2020-12-31' and s.size_class not in ('SMALL', 'MICRO')`,
}

const owners: Readonly<Record<string, string>> = {
  Y01: 'civilAffairs',
  Y02: 'disabledFederation',
  Y05: 'humanResources',
  Y06: 'housing',
  Y07: 'ruralCredit',
  Y10: 'transport',
  Y11: 'industryIt',
}

describe('a check finds what plain SQL finds', () => {
  test.each(Object.keys(plain))('%s', async (code) => {
    const rows = await city.sql(plain[code] ?? '')
    const found = await allOf(reader(owners[code] ?? ''), code, 50)
    expect(found.map(keyOf).sort()).toEqual(rows.map(({ key }) => key).sort())
    const { data } = await city.ask(
      reader(owners[code] ?? ''),
      `{ findings(code: "${code}", period: "2020") { totalCount } }`,
    )
    expect(data.findings.totalCount).toBe(rows.length)
  })
})

test.each(['Y03', 'Y04', 'Y08', 'Y09'])(
  '%s finds something in the synthetic city',
  async (code) => {
    const { data } = await city.ask(reader('statistics'), `{ checks { code departments } }`)
    const { departments } = data.checks.find((check: { code: string }) => check.code === code)
    const found = await allOf(reader(departments[0]), code)
    expect(found.length).toBeGreaterThan(0)
  },
)

describe('what is found is shown to whom it concerns', () => {
  test('each department sees its own evidence, and blanks for the others’', async () => {
    const [poverty] = await allOf(reader('povertyOffice'), 'Y01')
    expect(poverty?.evidence.map(({ status }) => status)).toEqual(['OK', 'FORBIDDEN'])
    const [civil] = await allOf(reader('civilAffairs'), 'Y01')
    expect(civil?.evidence.map(({ status, value }) => [status, value === null])).toEqual([
      ['FORBIDDEN', true],
      ['OK', false],
    ])
  })

  test.each<[string, Who]>([
    ['a department whose facts it does not read', reader('water')],
    ['the programme’s office', office],
  ])('%s sees how many, and not which', async (_, who) => {
    const { data, errors } = await city.ask(
      who,
      '{ findings(code: "Y09", period: "2020") { totalCount page { nodes { id } } } }',
    )
    expect(data.findings.totalCount).toBeGreaterThanOrEqual(10)
    expect(data.findings.page).toBeNull()
    expect(errors[0].extensions.code).toBe('FORBIDDEN')
  })

  test('fewer than ten are not even counted to others', async () => {
    const few = await allOf(reader('industryIt'), 'Y11')
    expect(few.length).toBeLessThan(10)
    const { data } = await city.ask(
      reader('water'),
      '{ findings(code: "Y11", period: "2020") { totalCount } }',
    )
    expect(data.findings.totalCount).toBe(few.length === 0 ? 0 : null)
  })
})

describe('where a department is silent', () => {
  let silent: TestGateway
  beforeAll(async () => {
    silent = await openTestGateway()
  })
  afterAll(() => silent.close())

  const count = async (code: string, department: string, within = '5206') => {
    const { data } = await silent.ask(
      reader(department),
      `{ findings(code: "${code}", period: "2020", within: "${within}") { totalCount } }`,
    )
    return data.findings.totalCount
  }

  test('its silence is no finding, and what the others prove is found all the same', async () => {
    const [found] = await allOf(reader('civilAffairs'), 'Y01')
    const county = found?.areaCode.slice(0, 6)
    expect(await count('Y01', 'civilAffairs', county)).toBeGreaterThan(0)
    const pensioners = await count('Y05', 'humanResources')
    expect(pensioners).toBeGreaterThan(0)
    await silent.sql(`delete from civil_affairs.minimum_living where household_id in
      (select household_id from shared.household where village_code like '${county}%')`)
    expect(await count('Y01', 'civilAffairs', county)).toBe(0)
    await silent.sql('delete from civil_affairs.minimum_living')
    expect(await count('Y05', 'humanResources')).toBe(pensioners)
    await silent.sql('delete from human_resources.pension_insurance')
    expect(await count('Y05', 'humanResources')).toBe(0)
  })

  test('who earns more than is declared is found by the incomes that are known', async () => {
    const wages = `select r.household_id from poverty_office.household_register r
      join shared.person p on p.household_id = r.household_id
      join human_resources.training_employment t on t.person_key = p.person_key and t.period = '2020-Q4'
      join poverty_office.person_register w on w.person_key = p.person_key and w.period = '2020'
      where r.period = '2020' group by r.household_id, r.net_income_per_capita, r.member_count
      having r.net_income_per_capita * r.member_count
        < 0.8 * sum(t.monthly_wage * w.migrant_work_months)`
    const earning = await silent.sql(wages)
    expect(earning.length).toBeGreaterThan(0)
    for (const table of [
      'civil_affairs.minimum_living',
      'forestry.eco_forest',
      'forestry.eco_ranger',
      'disabled_federation.disability_certificate',
    ]) {
      await silent.sql(`delete from ${table}`)
    }
    expect(await count('Y04', 'humanResources')).toBe(earning.length)
  })
})

test('how many a check finds is counted once an operation, and has its price each time', async () => {
  const counts = (times: number) => Array.from({ length: times }, (_, at) => `t${at}: totalCount`)
  const query = (times: number) =>
    `{ findings(code: "Y02", period: "2020") { ${counts(times)} page(first: 1) { ${counts(times)} } } }`
  const asker = reader('disabledFederation')
  const once = await city.ask(asker, query(1))
  const often = await city.ask(asker, query(9))
  expect(often.errors).toEqual([])
  const counting = often.statements.filter((statement) => statement.includes('count of Y02'))
  expect(counting).toHaveLength(1)
  expect(often.extensions.cost.price).toBeGreaterThan(once.extensions.cost.price + 8_000)
})

test.each([
  ['code: "Y99", period: "2020"', 'No check has the code "Y99"'],
  ['code: "Y01", period: "2020-Q1"', 'Checks are of a year'],
])('%s is refused', async (args, says) => {
  const answer = await city.ask(office, `{ findings(${args}) { totalCount } }`)
  expect([answer.status, answer.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT'])
  expect(answer.errors[0].message).toContain(says)
})
