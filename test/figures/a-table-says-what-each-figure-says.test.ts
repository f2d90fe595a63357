import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type CityOfFigures,
  county,
  items,
  openCityOfFigures,
  type Row,
  rowsOf,
  told,
  town,
  village,
} from '../prepare/cityOfFigures.ts'
import { finance, office, reader } from '../prepare/gateway.ts'

let city: CityOfFigures
beforeAll(async () => {
  city = await openCityOfFigures()
})
afterAll(() => city.close())

describe('each area and period counts once', () => {
  const poor = 'sum(povertyOffice.VillageStatus.remainingPoorPersons)'
  const lent = 'sum(ruralCredit.LoanLedger.disbursedAmount where during(disbursedDate))'
  const poorIn = `select sum(remaining_poor_persons) from poverty_office.village_status
    where village_code like $1 and period = $2`
  const lentBefore = `select sum(disbursed_amount) from rural_credit.loan_ledger join shared.loan using (contract_no)
    where area_code like $1 and disbursed_date between '2019-01-01' and $2::date`
  test.each([
    ['twice', poor, poorIn, ['2018', '2018'], ['2018', '2018']],
    [
      'under two names, and within another one',
      lent,
      lentBefore,
      ['2019', '2019-H1', '2019-Q2'],
      ['2019-12-31', '2019-06-30', '2019-06-30'],
    ],
  ])(
    'a period %s, also when it is asked for alone afterwards',
    async (_, formula, statement, periods, until) => {
      const numbers = async (asked: readonly string[]) => {
        const of = { level: 'COUNTY', within: county, periods: asked }
        const rows = rowsOf(await city.compute(reader('ruralCredit'), formula, of))
        return rows.map(({ values: [figure] }) => Number(figure?.value))
      }
      const sums = await Promise.all(
        until.map(async (day) => Number((await city.sql(statement, [`${county}%`, day]))[0].sum)),
      )
      expect(Math.min(...sums)).toBeGreaterThan(0)
      expect(await numbers(periods)).toEqual(sums)
      expect((await Promise.all(periods.map((one) => numbers([one])))).flat()).toEqual(sums)
    },
  )
})

describe('a table of figures', () => {
  test('of a village and a group has all its items', async () => {
    const { data, errors } = await city.ask(
      finance,
      `{ village(code: "${village}") { indicators(group: "A", period: "2020") { code status value } } }`,
    )
    expect(errors).toEqual([])
    const found: { code: string; status: string; value: string | null }[] = data.village.indicators
    expect(found.map(({ code }) => code)).toEqual(items.slice(0, 8))
    for (const { status, value } of found) expect(value !== null).toBe(status === 'OK')
    expect(found.filter(({ status }) => status === 'OK').length).toBeGreaterThan(5)
  })

  test("of a township has the programme's villages, each with its 29 items", async () => {
    const listed = await city.sql(
      `select village_code as code from shared.village_standing
        where period = '2020' and programme_village and village_code like $1 order by 1`,
      [`${town}%`],
    )
    const rows = rowsOf(await city.figures(finance, items, { programmeIn: '2020' }))
    expect(rows.map(({ areaCode }) => areaCode)).toEqual(listed.map(({ code }) => code))
    expect(rows.length).toBeLessThan(rowsOf(await city.figures(finance, ['C01'])).length)
    for (const { values } of rows) {
      expect(values.map(({ code }) => code)).toEqual(items)
      expect(
        values.every(({ status }) => /^(OK|NOT_REPORTED|NOT_APPLICABLE|INVALID)$/.test(status)),
      ).toBe(true)
    }
  })

  test('says the same of a village alone, in its township, and among all of the city', async () => {
    const one = '{ code value status numerator denominator silent owing { view units } }'
    const table = async (from: CityOfFigures, within: string | null) => {
      const { data, errors } = await from.ask(
        office,
        `query ($codes: [String!]!, $within: AreaCode) {
          table: indicatorValues(codes: $codes, level: VILLAGE, within: $within, periods: ["2020"], first: 3000)
            { nodes { areaCode values ${one} } } }`,
        { variables: { codes: items, within } },
      )
      expect(errors).toEqual([])
      return new Map<string, unknown>(
        data.table.nodes.map((row: { areaCode: string; values: unknown }) => [
          row.areaCode,
          row.values,
        ]),
      )
    }
    // Three gateways: what one of them has answered the others do not know.
    const [among, alone] = [await openCityOfFigures(), await openCityOfFigures()]
    const everywhere = await table(among, null)
    expect(everywhere.size).toBeGreaterThan(2_500)
    for (const [code, values] of await table(city, town)) {
      expect(values, code).toEqual(everywhere.get(code))
    }
    const { data } = await alone.ask(
      office,
      `{ village(code: "${village}") { indicators(codes: ${JSON.stringify(items)}, period: "2020") ${one} } }`,
    )
    expect(data.village.indicators).toEqual(everywhere.get(village))
    await Promise.all([among.close(), alone.close()])
  })

  test.each([
    [
      'A01',
      `select village_code as code, round(100 * cash_crop_area / total_sown_area, 2) as value
        from agriculture.village_cropping where period = '2020' and total_sown_area > 0`,
    ],
    [
      'C02',
      `select village_code as code, round(100.0 * exited_persons / planned_exit_persons, 2) as value
        from poverty_office.village_status where period = '2020' and planned_exit_persons > 0`,
    ],
    [
      'D05',
      `select village_code as code, round(100.0 * e_banking_customers / active_customers, 2) as value
        from rural_credit.village_outlet where period = '2020-Q4' and active_customers > 0`,
    ],
    [
      'B01',
      `select h.village_code as code, round(100.0 * count(*) filter (where credit_grade <> 'UNRATED')
          / max(household_count), 2) as value
        from rural_credit.household_credit c join shared.household h using (household_id)
        join public_security.village_population p on p.village_code = h.village_code and p.period = '2020-12'
        where c.period = '2020' group by 1`,
    ],
  ])('%s is what plain SQL says of each village', async (code, statement) => {
    const expected = await city.bySql(
      `select * from (${statement}) x where code like $1 and value is not null order by code`,
    )
    expect(expected.length).toBeGreaterThan(0)
    const found = told(await city.figures(finance, [code]))
    expect(found.filter(([, value]) => value !== null)).toEqual(expected)
  })

  test('over several periods is what each figure is by itself, in a series too', async () => {
    const years = ['2016', '2018', '2020']
    const rows = rowsOf(
      await city.figures(finance, ['C01', 'A03'], { periods: years, within: village }),
    )
    const alone = years.map(
      (year) => `y${year}: indicator(code: "C01", period: "${year}") { value }`,
    )
    const { data } = await city.ask(
      finance,
      `{ village(code: "${village}") { ${alone} series(code: "C01", periods: ${JSON.stringify(years)}) { period value } } }`,
    )
    const values = years.map((year) => data.village[`y${year}`].value)
    expect(new Set(values).size).toBe(3)
    expect(data.village.series).toEqual(years.map((period, at) => ({ period, value: values[at] })))
    expect(rows.map(({ period, values: [c01] }) => [period, c01?.value])).toEqual(
      years.map((year, at) => [year, values[at]]),
    )
  })

  test('of one department that is silent: the item is blank and names whom it waits for', async () => {
    const silent = await openCityOfFigures()
    const asked = { within: county }
    const before = rowsOf(await silent.figures(finance, items, asked))
    const is = (rows: readonly Row[]) =>
      rows.find(({ areaCode }) => areaCode === village)?.values.find(({ code }) => code === 'C04')
    expect(is(before)).toMatchObject({ status: 'OK', owing: [] })
    await silent.sql(
      `delete from water.safe_water where period = '2020'
        and household_id in (select household_id from shared.household where village_code = $1)`,
      [village],
    )
    await silent.published('water.SafeWater')
    const after = rowsOf(await silent.figures(finance, items, asked))
    expect(is(after)).toMatchObject({
      value: null,
      status: 'NOT_REPORTED',
      owing: [{ view: 'water.SafeWater', departments: ['water'], units: 1 }],
    })
    const others = (rows: readonly Row[]) =>
      rows.map(({ areaCode, values }) => ({
        areaCode,
        values: values.filter(({ code }) => areaCode !== village || code !== 'C04'),
      }))
    expect(others(after)).toEqual(others(before))
    await silent.close()
  })
})

describe('a period', () => {
  test('is told as it was asked for, and its cursor goes on', async () => {
    const asked = { periods: ['2019-Q2', '2019-H1', '2019-Q4'], level: 'COUNTY', within: null }
    const formula = 'sum(ruralCredit.VillageOutlet.transactionCount)'
    const first = await city.compute(finance, formula, { ...asked, first: 1 })
    const [row] = rowsOf(first)
    expect(asked.periods).toContain(row?.period)
    const next = await city.compute(finance, formula, {
      ...asked,
      first: 100,
      after: first.data.table.pageInfo.endCursor,
    })
    expect(new Set(rowsOf(next).map(({ period }) => period))).toEqual(new Set(asked.periods))
    const { data } = await city.ask(
      finance,
      `{ county(code: "${county}") { series(code: "D05", periods: ["2019-Q2", "2019-H1"]) { period value } } }`,
    )
    expect(data.county.series.map(({ period }: { period: string }) => period)).toEqual([
      '2019-Q2',
      '2019-H1',
    ])
  })

  test('that has not begun has no figure, and no zero', async () => {
    for (const query of [
      `{ village(code: "${village}") { indicator(code: "T01", period: "2099") { value } } }`,
      `{ village(code: "${village}") { support(period: "2099") { total } } }`,
      '{ target(code: "T01", period: "2099") { actual { value } } }',
      '{ findings(code: "Y04", period: "2099") { totalCount } }',
    ]) {
      const { errors } = await city.ask(finance, query)
      expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
      expect(errors[0]?.message).toContain('2099 has not begun')
    }
  })

  test('and an aggregate within an aggregate of areas is refused, not answered wrongly', async () => {
    for (const formula of [
      'count(Village where count(ruralCredit.HouseholdCredit) = 0)',
      'count(Township where sum(publicSecurity.VillagePopulation.householdCount) > 3)',
    ]) {
      const { errors } = await city.compute(reader('ruralCredit'), formula, {
        level: 'CITY',
        within: null,
      })
      expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
      expect(errors[0]?.message).toContain('may not gather what lies in each')
    }
  })
})
