import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  openTestGateway,
  reader,
  type TestGateway,
  type Who,
} from './prepare/gateway.ts'

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
})
afterAll(() => city.close())

const finance = reader('finance')
const office: Who = { role: 'office' }
const [village, town, county] = ['520624116211', '520624116', '520624'] as const
const incidence = `100 * povertyOffice.VillageStatus.remainingPoorPersons
  / publicSecurity.VillagePopulation.ruralPopulation`
const items = ['A', 'B', 'C', 'D'].flatMap((group, at) =>
  Array.from({ length: [8, 7, 8, 6][at] ?? 0 }, (_, number) => `${group}0${number + 1}`),
)

/** What of a table is asked for, as it stands between the brackets. */
interface Asked {
  readonly level?: string
  readonly within?: string | null
  readonly periods?: readonly string[]
  readonly [argument: string]: unknown
}

const table = `{ totalCount pageInfo { hasNextPage endCursor }
  nodes { areaCode period area { code } values { code value label status unit owing { view departments units } } } }`

const compute = (who: Who, formula: string, asked: Asked = {}, from = city): Promise<Answer> =>
  from.ask(
    who,
    `query ($formula: String!, $level: AreaLevel!, $periods: [Period!]!, $within: AreaCode, $programmeIn: Period,
       $named: [NamedFormulaInput!], $decimals: Int, $orderBy: TableOrderInput, $first: Int, $after: String) {
       table: compute(formula: $formula, level: $level, periods: $periods, within: $within, programmeIn: $programmeIn,
         named: $named, decimals: $decimals, orderBy: $orderBy, first: $first, after: $after) ${table} }`,
    { variables: { formula, level: 'VILLAGE', within: town, periods: ['2018'], ...asked } },
  )

const figures = (who: Who, codes: readonly string[], asked: Asked = {}, from = city) =>
  from.ask(
    who,
    `query ($codes: [String!]!, $level: AreaLevel!, $periods: [Period!]!, $within: AreaCode, $programmeIn: Period,
       $orderBy: TableOrderInput, $first: Int, $after: String) {
       table: indicatorValues(codes: $codes, level: $level, periods: $periods, within: $within, programmeIn: $programmeIn,
         orderBy: $orderBy, first: $first, after: $after) ${table} }`,
    { variables: { codes, level: 'VILLAGE', within: town, periods: ['2020'], ...asked } },
  )

interface Row {
  readonly areaCode: string
  readonly period: string
  readonly values: readonly {
    readonly code: string
    readonly value: string
    readonly status: string
  }[]
}

const rowsOf = ({ data, errors }: Answer): readonly Row[] => {
  expect(errors).toEqual([])
  return data.table.nodes
}

/** Each row's area with its first figure, a blank where it has none. */
const told = (answer: Answer) =>
  rowsOf(answer).map(({ areaCode, values }) => [areaCode, asNumber(values[0]?.value)])

const asNumber = (value: string | null | undefined) =>
  value === null || value === undefined ? null : Number(value)

/** Pairs of a village and a number, as plain SQL has them. */
const bySql = async (statement: string, values: unknown[] = [`${town}%`]) =>
  (await city.sql(statement, values)).map(({ code, value }) => [code, asNumber(value)])

const figureStatements = ({ statements }: Answer) =>
  statements.filter((sql) => sql.startsWith('/* indicator'))

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
        const rows = rowsOf(await compute(reader('ruralCredit'), formula, of))
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
    const rows = rowsOf(await figures(finance, items, { programmeIn: '2020' }))
    expect(rows.map(({ areaCode }) => areaCode)).toEqual(listed.map(({ code }) => code))
    expect(rows.length).toBeLessThan(rowsOf(await figures(finance, ['C01'])).length)
    for (const { values } of rows) {
      expect(values.map(({ code }) => code)).toEqual(items)
      expect(
        values.every(({ status }) => /^(OK|NOT_REPORTED|NOT_APPLICABLE|INVALID)$/.test(status)),
      ).toBe(true)
    }
  })

  test('says the same of a village alone, in its township, and among all of the city', async () => {
    const one = '{ code value status numerator denominator silent owing { view units } }'
    const table = async (from: TestGateway, within: string | null) => {
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
    const [among, alone] = [await openTestGateway(), await openTestGateway()]
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
    const expected = await bySql(
      `select * from (${statement}) x where code like $1 and value is not null order by code`,
    )
    expect(expected.length).toBeGreaterThan(0)
    const found = told(await figures(finance, [code]))
    expect(found.filter(([, value]) => value !== null)).toEqual(expected)
  })

  test('over several periods is what each figure is by itself, in a series too', async () => {
    const years = ['2016', '2018', '2020']
    const rows = rowsOf(await figures(finance, ['C01', 'A03'], { periods: years, within: village }))
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
    const silent = await openTestGateway()
    const asked = { within: county }
    const before = rowsOf(await figures(finance, items, asked, silent))
    const is = (rows: readonly Row[]) =>
      rows.find(({ areaCode }) => areaCode === village)?.values.find(({ code }) => code === 'C04')
    expect(is(before)).toMatchObject({ status: 'OK', owing: [] })
    await silent.sql(
      `delete from water.safe_water where period = '2020'
        and household_id in (select household_id from shared.household where village_code = $1)`,
      [village],
    )
    await published(silent, 'water.SafeWater')
    const after = rowsOf(await figures(finance, items, asked, silent))
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

/** A batch in the ledger, as a publication of these periods leaves it. */
const published = (gateway: TestGateway, of: string) =>
  gateway.sql(
    `insert into publishing.batch
      (of, kind, publisher, published_at, periods, sha256, rows, inserted, changed, withdrawn, report)
      values ($1, 'PUBLICATION', 'test', now(), '{2020}', '', 0, 0, 0, 0, '{}')`,
    [of],
  )

describe('what has been answered is kept', () => {
  test('until something is published that it was read from', async () => {
    const own = await openTestGateway()
    const ask = async () =>
      figureStatements(await figures(finance, ['A01', 'C01'], {}, own))
        .map((sql) => sql.match(/indicator (\w+)/)?.[1])
        .sort()
    expect(await ask()).toEqual(['A01', 'C01'])
    expect(await ask()).toEqual([])
    await published(own, 'publicSecurity.VillagePopulation')
    expect(await ask()).toEqual(['C01'])
    await published(own, 'water.SafeWater')
    expect(await ask()).toEqual([])
    await own.sql(
      `update poverty_office.village_status set remaining_poor_persons = 7 where village_code = $1 and period = '2020'`,
      [village],
    )
    await published(own, 'povertyOffice.VillageStatus')
    const [{ rural }] = await own.sql(
      `select rural_population as rural from public_security.village_population
        where village_code = $1 and period = '2020-12'`,
      [village],
    )
    const anew = told(await figures(finance, ['C01'], { within: village }, own))
    expect(anew).toEqual([[village, Number((700 / rural).toFixed(2))]])
    await own.close()
  })

  test('for an own formula too, but not for another number of decimals', async () => {
    const ask = (decimals: number) =>
      compute(finance, incidence, { within: village, periods: ['2016'], decimals })
    const [first, again, fewer] = [await ask(3), await ask(3), await ask(0)]
    expect([first, again].map((answer) => figureStatements(answer).length)).toEqual([1, 0])
    const [[, exact] = []] = told(first)
    expect(Number.isInteger(exact)).toBe(false)
    expect(told(fewer)).toEqual([[village, Math.round(Number(exact))]])
  })

  test('as long as there is room, of which what was asked of one village first and of all later takes its part', async () => {
    const status = 'povertyOffice.VillageStatus'
    const asking = (at: number, within: string | null) =>
      compute(finance, `${status}.registeredPersons + ${at}`, { within, first: 1 })
    expect(figureStatements(await asking(0, village)).length).toBe(1)
    // More than is kept: 45 times all villages of the city.
    for (let at = 0; at < 45; at++) {
      await asking(at, village)
      const { data } = await asking(at, null)
      expect(data.table.totalCount).toBeGreaterThan(2_900)
    }
    expect(figureStatements(await asking(44, village)).length).toBe(0)
    expect(figureStatements(await asking(0, village)).length).toBe(1)
  })
})

describe('a figure is explained down to its inputs', () => {
  interface Input {
    readonly text: string
    readonly zh: string | null
    readonly value: string | null
    readonly unit: string
    readonly status: string
    readonly facts: readonly string[]
    readonly departments: readonly string[]
    readonly lastPeriod: string | null
    readonly lastPublished: string | null
    readonly source: string | null
  }

  interface Explained {
    readonly formula: string
    readonly version: number
    readonly steps: readonly string[]
    readonly beside: string | null
    readonly sql: string | null
    readonly inputs: readonly Input[]
  }

  /** A figure with its explanation, and its inputs by a piece of their text. */
  const explain = async (
    who: Who,
    code: string,
    period: string,
    from = city,
    area: string = village,
  ) => {
    const { data, errors } = await from.ask(
      who,
      `{ area(code: "${area}") { indicator(code: "${code}", period: "${period}") { value explain {
        formula version steps beside sql
        inputs { text zh value unit status facts departments lastPeriod lastPublished source } } } } }`,
    )
    expect(errors).toEqual([])
    const { value, explain: explained } = data.area.indicator
    const { inputs, ...rest }: Explained = explained
    const of = (text: string) => inputs.find((input) => input.text.includes(text))
    return { value: value as string | null, ...rest, inputs, of }
  }

  test('with their values, units, departments and periods', async () => {
    const [facts] = await city.sql(
      `select remaining_poor_persons as poor, rural_population as rural
        from poverty_office.village_status s join public_security.village_population p
          on p.village_code = s.village_code and p.period = '2018-12'
        where s.village_code = $1 and s.period = '2018'`,
      [village],
    )
    const { inputs, formula, version, value } = await explain(finance, 'C01', '2018')
    expect(formula).toBe(incidence.replace(/\s+/g, ' '))
    expect(version).toBe(2014)
    const shared = { unit: 'person', status: 'OK', lastPublished: expect.any(String), source: null }
    expect(inputs).toEqual([
      {
        ...shared,
        text: 'povertyOffice.VillageStatus.remainingPoorPersons',
        zh: '未脱贫人数',
        value: String(facts.poor),
        facts: ['povertyOffice.VillageStatus.remainingPoorPersons'],
        departments: ['povertyOffice'],
        lastPeriod: '2018',
      },
      {
        ...shared,
        text: 'publicSecurity.VillagePopulation.ruralPopulation',
        zh: '乡村(农业)人口',
        value: String(facts.rural),
        facts: ['publicSecurity.VillagePopulation.ruralPopulation'],
        departments: ['publicSecurity'],
        lastPeriod: '2018-12',
      },
    ])
    expect(value).toBe(((100 * facts.poor) / facts.rural).toFixed(2))
  })

  test('with the step by which it earns its points: all up to 3 %, none from 15 % on', async () => {
    const [between] = await city.sql(
      `select s.village_code as code, 100.0 * remaining_poor_persons / rural_population as value
        from poverty_office.village_status s join public_security.village_population p
          on p.village_code = s.village_code and p.period = '2018-12'
        where s.period = '2018' and remaining_poor_persons between rural_population * 0.05 and rural_population * 0.12
        order by 1 limit 1`,
    )
    const { steps } = await explain(finance, 'C01', '2018', city, between.code)
    const share = Number(steps[0]?.match(/: ([\d.]+)$/)?.[1])
    expect([steps.length, share]).toEqual([1, expect.closeTo((between.value - 15) / (3 - 15), 3)])
  })

  const parts = ['disputesRegistered', 'criminalCases', 'registeredPopulation']
  test.each<[string, Who, string[]]>([
    ['a department that owns none of it', finance, ['FORBIDDEN', 'FORBIDDEN', 'OK']],
    ['the owner of one part', reader('politicalLegal'), ['OK', 'FORBIDDEN', 'OK']],
    ['the owner of the other', reader('publicSecurity'), ['FORBIDDEN', 'OK', 'OK']],
    ["the programme's office", office, ['OK', 'OK', 'OK']],
    ['an official', { role: 'official', area: county }, ['FORBIDDEN', 'FORBIDDEN', 'OK']],
  ])('to %s, as far as they are its to see', async (_, who, statuses) => {
    const [sums] = await city.sql(
      `select sum(disputes_registered) as disputes, sum(criminal_cases) as cases
        from political_legal.village_governance join public_security.public_order
          using (village_code, period) where village_code = $1 and period like '2020-Q%'`,
      [village],
    )
    const { of, value } = await explain(who, 'A04', '2020')
    const found = parts.map(of)
    expect(found.map((input) => input?.status)).toEqual(statuses)
    expect(found.slice(0, 2).map((input) => input?.value)).toEqual(
      [sums.disputes, sums.cases].map((sum, at) => (statuses[at] === 'OK' ? sum : null)),
    )
    // The figure itself is shared with all of them.
    expect(Number(value)).toBeGreaterThanOrEqual(0)
    expect(of('param.massIncidentWeight')).toMatchObject({ value: '5', status: 'OK' })
    expect(of('param.massIncidentWeight')?.source).toMatch(/^proposed: /)
  })

  test('gathered of households: the office sees how many, whoever may not read them does not', async () => {
    const [{ rated }] = await city.sql(
      `select count(*) as rated from rural_credit.household_credit join shared.household using (household_id)
        where village_code = $1 and period = '2020' and credit_grade <> 'UNRATED'`,
      [village],
    )
    const seenBy = async (who: Who) =>
      (await explain(who, 'B01', '2020')).of('count(ruralCredit.HouseholdCredit')
    expect(await seenBy(office)).toMatchObject({ value: rated, status: 'OK', unit: 'household' })
    expect(await seenBy(reader('ruralCredit'))).toMatchObject({ value: rated, status: 'OK' })
    expect(await seenBy(finance)).toMatchObject({ value: null, status: 'FORBIDDEN' })
  })

  test.each<[string, Who, boolean]>([
    ["the programme's office", office, true],
    ['its office in a county', { role: 'office', area: county }, false],
    ['an official', { role: 'official', area: county }, false],
    ['a steward', { role: 'steward', department: 'povertyOffice' }, false],
    ['a reader', reader('povertyOffice'), false],
  ])('with its SQL to %s: %s', async (_, who, isShown) => {
    const { sql } = await explain(who, 'C01', '2018')
    expect(sql === null).toBe(!isShown)
    if (isShown) expect(sql).toContain('"poverty_office"."village_status"')
  })

  test('silent, and not forbidden or zero, where nobody has said it', async () => {
    const { of, value } = await explain(finance, 'C01', '2014', await withoutPopulation())
    expect(value).toBeNull()
    expect(of('ruralPopulation')).toMatchObject({ value: null, status: 'NOT_REPORTED' })
  })

  test('of an area above: of the villages that make the figure, and of no others', async () => {
    const { inputs, value } = await explain(finance, 'C01', '2014', await withoutPopulation(), town)
    const [poor, rural] = inputs.map((input) => Number(input.value))
    expect(((100 * Number(poor)) / Number(rural)).toFixed(2)).toBe(value)
  })

  test('beside another count of the same: persons on any of three lists', async () => {
    const [{ persons }] = await city.sql(
      `select count(*) as persons from shared.person where village_code = $1 and person_key in (
        select person_key from youth_league.youth_leader where period = '2020' and recognised_level is not null
        union select person_key from womens_federation.women_startup where period = '2020' and starter_industry is not null
        union select person_key from human_resources.returnee_startup where period = '2020' and starter_group is not null)`,
      [village],
    )
    expect((await explain(finance, 'A02', '2020')).beside).toBeNull()
    expect(Number((await explain(office, 'A02', '2020')).beside)).toBe(Number(persons))
  })

  let lacking: TestGateway | undefined
  /** A gateway on whose data the police have said nothing of one village in 2014. */
  async function withoutPopulation(): Promise<TestGateway> {
    if (lacking) return lacking
    lacking = await openTestGateway()
    await lacking.sql(
      `delete from public_security.village_population where village_code = $1 and period like '2014%'`,
      [village],
    )
    return lacking
  }
  afterAll(() => lacking?.close())
})

describe("an analyst's own formula", () => {
  const chinese = '100 * 扶贫办.贫困村状况.未脱贫人数 / 公安局.村户籍人口统计.乡村人口'
  const descending = { orderBy: { descending: true } }
  const bySqlDescending = () =>
    bySql(
      `select s.village_code as code, round(100.0 * remaining_poor_persons / nullif(rural_population, 0), 2) as value
        from poverty_office.village_status s join public_security.village_population p
          on p.village_code = s.village_code and p.period = '2018-12'
        where s.period = '2018' and s.village_code like $1
        order by 100.0 * remaining_poor_persons / nullif(rural_population, 0) desc nulls last, 1`,
    )

  test.each([
    ['English', incidence],
    ['Chinese', chinese],
  ])('in %s is what plain SQL says, the greatest first', async (_, formula) => {
    const expected = await bySqlDescending()
    const answer = await compute(finance, formula, descending)
    expect(told(answer)).toEqual(expected)
    expect(answer.data.table).toMatchObject({
      totalCount: expected.length,
      pageInfo: { hasNextPage: false },
    })
    expect(rowsOf(answer).every(({ period }) => period === '2018')).toBe(true)
  })

  test('is the same however often an area and a period are asked for', async () => {
    const formula = 'sum(povertyOffice.VillageStatus.remainingPoorPersons)'
    const of = async (periods: string) => {
      const { data, errors } = await city.ask(
        finance,
        `{ compute(formula: "${formula}", level: COUNTY, within: "520602", periods: [${periods}]) { nodes { values { value } } } }`,
      )
      expect(errors).toEqual([])
      return data.compute.nodes.map(
        ({ values }: { values: { value: string }[] }) => values[0]?.value,
      )
    }
    const [thrice, once] = [await of('"2018", "2018", "2018"'), await of('"2018"')]
    const [{ sum }] = await city.sql(
      `select sum(remaining_poor_persons)::int as sum from poverty_office.village_status
        where period = '2018' and village_code like '520602%'`,
    )
    expect([new Set(thrice), once].map((values) => [...values].map(Number))).toEqual([[sum], [sum]])
  })

  test('comes page by page without loss or repetition', async () => {
    const pages: unknown[][] = []
    let after: string | null = null
    let hasNextPage = true
    while (hasNextPage && pages.length < 20) {
      const answer: Answer = await compute(finance, chinese, { ...descending, first: 4, after })
      pages.push(told(answer))
      ;({ endCursor: after, hasNextPage } = answer.data.table.pageInfo)
    }
    expect(pages.slice(0, -1).every((page) => page.length === 4)).toBe(true)
    expect(pages.flat()).toEqual(await bySqlDescending())
    const elsewhere = await compute(finance, chinese, { within: '520627101', first: 4, after })
    expect(elsewhere.errors.map(({ message }) => message)).toEqual([
      expect.stringContaining('"after" is no cursor of this list'),
    ])
  })

  const status = 'povertyOffice.VillageStatus'
  const poor = `${status}.remainingPoorPersons`
  const thisAndLast = (value: string) =>
    `select b.village_code as code, ${value} as value
      from poverty_office.village_status a join poverty_office.village_status b using (village_code)
      where a.period = '2017' and b.period = '2018' and village_code like $1 order by 1`
  const named = [
    { name: '贫困', formula: poor },
    { name: 'share', formula: `100 * 贫困 / ${status}.registeredPersons` },
  ]
  test.each<[formula: string, value: string, more?: Asked]>([
    [`${poor}[y-1] - ${poor}`, 'a.remaining_poor_persons - b.remaining_poor_persons'],
    [
      `100 * growth(${poor})`,
      'round(100.0 * b.remaining_poor_persons / nullif(a.remaining_poor_persons, 0) - 100, 2)',
    ],
    [
      `if(${poor} > ${poor}[y-1] / 2, ${poor}, 0)`,
      'case when b.remaining_poor_persons > a.remaining_poor_persons / 2.0 then b.remaining_poor_persons else 0 end',
    ],
    [`clamp(${poor}, 50, 100)`, 'greatest(50, least(100, b.remaining_poor_persons))'],
    [
      `如果(${status}.poorVillageFlag, 最大(${poor}, 40), -1)`,
      'case when b.poor_village_flag then greatest(b.remaining_poor_persons, 40) else -1 end',
    ],
    ['贫困[y-1] + 1', 'a.remaining_poor_persons + 1', { named }],
    [
      'share - share[y-1]',
      'round(100.0 * b.remaining_poor_persons / nullif(b.registered_persons, 0)' +
        ' - 100.0 * a.remaining_poor_persons / nullif(a.registered_persons, 0), 2)',
      { named },
    ],
  ])('%s', async (formula, value, more) => {
    const expected = await bySql(thisAndLast(value))
    expect(new Set(expected.map(([, one]) => one)).size).toBeGreaterThan(2)
    expect(told(await compute(finance, formula, more))).toEqual(expected)
  })

  test.each([
    ['asc', false],
    ['desc', true],
  ])('in order (%s) has its blanks at the end', async (direction, descending) => {
    const ratio = 'exited_persons * 1.0 / nullif(remaining_poor_persons, 0)'
    const expected = await bySql(
      `select village_code as code, round(${ratio}, 2) as value from poverty_office.village_status
        where period = '2019' and village_code like $1 order by ${ratio} ${direction} nulls last, 1`,
      ['520624002%'],
    )
    expect(expected.filter(([, value]) => value === null)).toHaveLength(2)
    const asked = { within: '520624002', periods: ['2019'], orderBy: { descending } }
    expect(told(await compute(finance, `${status}.exitedPersons / ${poor}`, asked))).toEqual(
      expected,
    )
  })

  test('that divides by nothing does not apply, and is no error', async () => {
    const rows = rowsOf(await compute(finance, `${poor} / (${poor} - ${poor})`))
    expect(
      rows.flatMap(({ values }) => values.map(({ status, value }) => [status, value])),
    ).toEqual(rows.map(() => ['NOT_APPLICABLE', null]))
    expect(rows.length).toBeGreaterThan(3)
  })

  test('over a quarter, where its facts are told by the quarter', async () => {
    const transactions = 'ruralCredit.VillageOutlet.transactionCount'
    const found = told(await compute(finance, transactions, { periods: ['2019-Q3'] }))
    const expected = await bySql(
      `select village_code as code, sum(transaction_count) as value from rural_credit.village_outlet
        where period between '2019-Q1' and '2019-Q3' and village_code like $1
        group by 1 having count(transaction_count) = 3 order by 1`,
    )
    expect(found.filter(([, value]) => value !== null)).toEqual(expected)
    expect(expected.length).toBeGreaterThan(3)
  })

  test('over households is counted for those who may read them', async () => {
    const gathered = `count(povertyOffice.HouseholdRegister where memberCount >= 5
      and any(povertyOffice.PersonRegister.labourCapacity in (NORMAL, SKILLED)))`
    const [{ number }] = await city.sql(
      `select count(*) as number from poverty_office.household_register r
        join shared.household h using (household_id)
        where r.period = '2018' and h.village_code = $1 and r.member_count >= 5 and exists (
          select from poverty_office.person_register p join shared.person using (person_key)
          where household_id = r.household_id and p.period = '2018' and labour_capacity in ('NORMAL', 'SKILLED'))`,
      [village],
    )
    expect(Number(number)).toBeGreaterThan(0)
    const answer = await compute(reader('povertyOffice'), gathered, { within: village })
    expect(told(answer)).toEqual([[village, Number(number)]])
  })
})

describe('a fact that is not shared decides nothing in a formula', () => {
  const open = 'povertyOffice.VillageStatus'
  test.each<[string, string, string, Asked?]>([
    ['by itself', `${open}.returnedPersons`, 'povertyOffice'],
    ['times nothing', `${open}.exitedPersons + 0 * ${open}.returnedPersons`, 'povertyOffice'],
    ['in a year before', `${open}.exitedPersons - ${open}.returnedPersons[y-1]`, 'povertyOffice'],
    ['added up', 'sum(povertyOffice.HouseholdRegister.memberCount)', 'povertyOffice'],
    [
      'counted',
      'count(povertyOffice.HouseholdRegister where povertyStatus = POOR and mainCause = ILLNESS)',
      'povertyOffice',
    ],
    [
      'standing only in where',
      `count(${open} where poorVillageFlag and returnedPersons > 0)`,
      'povertyOffice',
    ],
    // That a household is listed tells as much as what the list says of it.
    ['counted by its rows', 'count(civilAffairs.MinimumLiving)', 'civilAffairs'],
    ['looked for by its rows', 'if(any(civilAffairs.MinimumLiving), 1, 0)', 'civilAffairs'],
    ['asked for by has', 'count(Household where has(civilAffairs.MinimumLiving))', 'civilAffairs'],
    [
      'by the link that leads to members',
      'count(Household where any(youthLeague.YouthLeader.drivenHouseholds > 0))',
      'povertyOffice',
    ],
    ['by where a person lives', 'count(Person)', 'publicSecurity'],
    ['in any', 'any(povertyOffice.HouseholdRegister.memberCount > 9)', 'povertyOffice'],
    [
      'in any within a condition',
      'if(any(povertyOffice.HouseholdRegister.memberCount > 9), 1, 0)',
      'povertyOffice',
    ],
    [
      'as the link of via',
      'via(orgDept.VillageLeadership.secretaryRef, youthLeague.YouthLeader.drivenHouseholds)',
      'orgDept',
    ],
    [
      'behind via',
      'via(civilAffairs.VillageSelfGovernance.committeeUscc.Enterprise, taxation.TaxCredit.taxArrears)',
      'taxation',
    ],
    [
      'behind via within where',
      'count(orgDept.PairingAssistance where via(helpingUnitUscc.Enterprise, taxation.TaxCredit.taxArrears > 0))',
      'taxation',
    ],
    [
      'in a named formula',
      '2 * mine',
      'povertyOffice',
      { named: [{ name: 'mine', formula: `${open}.returnedPersons` }] },
    ],
    ['in a built-in one', 'C07 + 1', 'povertyOffice'],
    ['withheld by law', 'politicalLegal.VillageGovernance.correctionPersons', 'politicalLegal'],
  ])('%s', async (_, formula, owner, more) => {
    const refused = await compute(finance, formula, more)
    const [error] = refused.errors
    expect([refused.status, error.extensions.code, refused.statements]).toEqual([
      403,
      'FORBIDDEN',
      [],
    ])
    expect(error.extensions).toMatchObject({
      decidedBy: true,
      owners: expect.arrayContaining([owner]),
    })
    expect(refused.data?.table ?? null).toBeNull()
    expect((await compute(reader(owner), formula, more)).errors).toEqual([])
  })

  test('but a formula over what is open is answered', async () => {
    expect(
      rowsOf(await compute(finance, `count(${open} where poorVillageFlag)`)).length,
    ).toBeGreaterThan(3)
  })
})

describe('a wrong question is refused by a sentence, before anything is read', () => {
  const poor = 'povertyOffice.VillageStatus.remainingPoorPersons'
  const named = [
    { name: 'one', formula: 'two + 1' },
    { name: 'two', formula: 'one - 1' },
  ]
  const costly = Array(21).fill(`sum(${poor})`).join(' + ')

  test.each<[string, string, Asked, RegExp]>([
    ['malformed', '1 +', {}, /第 1 行第 4 个字符.*the formula ends here/],
    [
      'a name that nothing has',
      `${poor}s`,
      {},
      /has no "remainingPoorPersonss"\. Did you mean "povertyOffice\.VillageStatus\.remainingPoorPersons"/,
    ],
    [
      'a Chinese name that nothing has',
      '扶贫办.贫困村状况.未脱贫人口',
      {},
      /是否指“扶贫办\.贫困村状况\.未脱贫人数”？/,
    ],
    [
      'half a title in Chinese',
      '公安局.村人口.乡村人口',
      {},
      /“公安局”中没有“村人口”。是否指“公安局\.村户籍人口统计”？/,
    ],
    ['formulas in a circle', 'one', { named }, /go round in a circle: one → two → one/],
    [
      'a name that is taken',
      poor,
      { named: [{ name: 'C01', formula: '1' }] },
      /"C01" already names/,
    ],
    ['too costly', costly, {}, /The formula costs 63, over the limit of 60/],
    ['too long', `${poor} + ${'1 + '.repeat(600)}1`, {}, /over the limit of 2000/],
    [
      'yuan plus persons',
      `${poor} + agriculture.VillageCollective.totalIncome`,
      {},
      /is a number in person, .* is a number in CNY/,
    ],
    [
      'a fact of another level',
      poor,
      { level: 'COUNTY' },
      /speaks of the village, but this is computed for each county/,
    ],
    ['no number', 'agriculture.VillageCropping', {}, /write the whole name/],
    ['a quarter of yearly facts', poor, { periods: ['2019-Q3'] }, /is yearly; ask for 2019\./],
    ['years and quarters of yearly facts', poor, { periods: ['2019', '2019-Q3'] }, /is yearly/],
    ['no period', poor, { periods: [] }, /at least one code and one period/],
    ['no row', poor, { first: 0 }, /"first" lies from 1 to 3000/],
    ['too many rows', poor, { first: 4000 }, /"first" lies from 1 to 3000/],
    ['too many decimals', poor, { decimals: 11 }, /from 0 to 10/],
    ['a foreign cursor', poor, { after: 'bm93aGVyZQ' }, /"after" is no cursor of this list/],
    [
      'townships of a zone',
      'sum(povertyOffice.VillageStatus.exitedPersons)',
      { level: 'TOWNSHIP', within: '5206Z1' },
      /has no township in it; ask for VILLAGE or ZONE/,
    ],
  ])('of compute: %s', async (_, formula, asked, says) => {
    refusedBefore(await compute(finance, formula, asked), says)
  })

  test.each<[string, readonly string[], Asked, RegExp]>([
    ['an unknown code', ['C1'], {}, /No indicator has the code "C1"\. Did you mean C01\?/],
    [
      'a quarter of a yearly item',
      ['C01'],
      { periods: ['2019-Q3'] },
      /C01.*C01 is yearly; ask for 2019\./,
    ],
    ['one yearly item among others', ['D04', 'C01'], { periods: ['2019-Q3'] }, /C01 is yearly/],
    ['a year and a quarter', ['C01'], { periods: ['2019', '2019-Q3'] }, /C01 is yearly/],
    ['a year before there were any', ['C01'], { periods: ['1990'] }, /C01 is defined from 2014 on/],
    ['no code', [], {}, /at least one code and one period/],
    ['no row', ['C01'], { first: 0 }, /"first" lies from 1 to 3000/],
    ['too many rows', ['C01'], { first: 4000 }, /"first" lies from 1 to 3000/],
    ['a foreign cursor', ['C01'], { after: 'bm93aGVyZQ' }, /"after" is no cursor of this list/],
    [
      'an order by what was not asked for',
      ['C01'],
      { orderBy: { code: 'C02' } },
      /orderBy names C02, which is not among the codes/,
    ],
    [
      'townships of a zone',
      ['T10'],
      { level: 'TOWNSHIP', within: '5206Z1' },
      /has no township in it/,
    ],
  ])('of a table: %s', async (_, codes, asked, says) => {
    refusedBefore(await figures(finance, codes, asked), says)
  })

  function refusedBefore({ status, errors, statements }: Answer, says: RegExp): void {
    expect(errors[0]?.message).toMatch(says)
    expect([status, errors.length, errors[0].extensions.code]).toEqual([400, 1, 'BAD_USER_INPUT'])
    expect(statements).toEqual([])
  }

  test('but a quarter may be asked where all is told by the quarter', async () => {
    const rows = rowsOf(await figures(finance, ['D04'], { periods: ['2019-Q3', '2019'] }))
    const [expected] = await city.sql(
      `select round(100.0 * sum(transaction_count) / max(household_count), 2) as value
        from rural_credit.village_outlet o join public_security.village_population p
          on p.village_code = o.village_code and p.period = '2020-09'
        where o.village_code = $1 and o.period between '2020-Q1' and '2020-Q3'`,
      [village],
    )
    expect(new Set(rows.map(({ period }) => period))).toEqual(new Set(['2019-Q3', '2019']))
    const third = await figures(finance, ['D04'], { periods: ['2020-Q3'], within: village })
    expect(told(third)).toEqual([[village, Number(expected.value)]])
  })
})

describe('what may be written in a formula', () => {
  const offered = async (text: string, cursor = text.length) => {
    const { data, errors } = await city.ask(
      finance,
      'query ($text: String!, $cursor: Int!) { completeFormula(text: $text, cursor: $cursor) { text zh en from to } }',
      { variables: { text, cursor } },
    )
    expect(errors).toEqual([])
    return data.completeFormula as {
      text: string
      zh: string
      en: string
      from: number
      to: number
    }[]
  }
  const texts = async (text: string, cursor?: number) =>
    (await offered(text, cursor)).map((one) => one.text)

  test('after a view: its facts, in the language begun in', async () => {
    expect(await texts('扶贫办.贫困村状况.')).toEqual(
      expect.arrayContaining(['未脱贫人数', '贫困村出列年度', '认定致富带头人数']),
    )
    expect(await texts('povertyOffice.VillageStatus.')).toEqual([
      'poorVillageFlag',
      'deepPovertyFlag',
      'registeredHouseholds',
      'registeredPersons',
      'remainingPoorPersons',
      'plannedExitPersons',
      'exitedPersons',
      'returnedPersons',
      'villageExitYear',
      'wealthLeadersCertified',
    ])
  })

  test('after a comparison: the members of the code list', async () => {
    const grades = ['EXCELLENT', 'GOOD', 'FAIR', 'UNRATED']
    const counted = 'count(ruralCredit.HouseholdCredit where '
    expect(await texts(`${counted}creditGrade = `)).toEqual(grades)
    expect(await texts(`${counted}creditGrade in (GOOD, `)).toEqual(grades)
    expect(await texts(`${counted}`)).toEqual(
      expect.arrayContaining(['creditLine', 'sum', 'water']),
    )
  })

  test('at the start: functions, departments, parameters and the year', async () => {
    expect(await texts('')).toEqual(
      expect.arrayContaining(['sum', 'via', 'meets', 'povertyOffice', 'water', 'param', 'y']),
    )
    expect(await texts('param.')).toEqual(
      expect.arrayContaining(['povertyLine', 'jingfuCap', 'benchmarkRate']),
    )
  })

  test('of a word begun: what fits, and which characters it replaces', async () => {
    const text = '1 + povertyOffice.VillageStatus.remain + 1'
    expect(await offered(text, text.indexOf(' + 1', 5))).toEqual([
      {
        text: 'remainingPoorPersons',
        zh: '未脱贫人数',
        en: 'Persons still poor',
        from: text.indexOf('remain'),
        to: text.indexOf('remain') + 6,
      },
    ])
  })

  test('whatever is offered is a formula once it is chosen', async () => {
    for (const fact of await texts('扶贫办.贫困村状况.')) {
      const answer = await compute(reader('povertyOffice'), `扶贫办.贫困村状况.${fact} != 空`)
      expect.soft(answer.errors, fact).toEqual([])
    }
  })
})

describe('a period', () => {
  test('is told as it was asked for, and its cursor goes on', async () => {
    const asked = { periods: ['2019-Q2', '2019-H1', '2019-Q4'], level: 'COUNTY', within: null }
    const formula = 'sum(ruralCredit.VillageOutlet.transactionCount)'
    const first = await compute(finance, formula, { ...asked, first: 1 })
    const [row] = rowsOf(first)
    expect(asked.periods).toContain(row?.period)
    const next = await compute(finance, formula, {
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
      const { errors } = await compute(reader('ruralCredit'), formula, {
        level: 'CITY',
        within: null,
      })
      expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
      expect(errors[0]?.message).toContain('may not gather what lies in each')
    }
  })
})

describe('what may be counted by those who may not read it', () => {
  const grades = ['EXCELLENT', 'GOOD', 'FAIR', 'UNRATED']
  const counting = (grade: string) =>
    `count(ruralCredit.HouseholdCredit where creditGrade = ${grade})`

  /** How many households of each village have a grade, and how many have another. */
  const counted = (grade: string, from = city) =>
    from.sql(
      `select village_code as code, count(*) filter (where credit_grade = $1)::int as number,
          count(*) filter (where credit_grade <> $1)::int as others
        from rural_credit.household_credit join shared.household using (household_id)
        where period = '2020' group by 1 order by 1`,
      [grade],
    )
  const isFew = (number: number) => number > 0 && number < 10
  const shownIn = async (who: Who, grade: string, within: string | null, from = city) => {
    const asked = { within, periods: ['2020'], first: 3000 }
    const rows = rowsOf(await compute(who, counting(grade), asked, from))
    return new Map(rows.map(({ areaCode, values: [figure] }) => [areaCode, figure]))
  }

  test('is rounded to five, and left out where fewer than ten have it or have it not', async () => {
    const own = await openTestGateway()
    await own.sql(
      `update rural_credit.household_credit set credit_grade = 'FAIR' where period = '2020'
        and credit_grade = 'EXCELLENT' and household_id not in (
          select household_id from rural_credit.household_credit join shared.household using (household_id)
          where village_code = $1 and period = '2020' and credit_grade = 'EXCELLENT' order by 1 limit 9)`,
      [village],
    )
    const seen = { few: 0, rounded: 0 }
    for (const grade of grades) {
      const shown = await shownIn(finance, grade, null, own)
      const all = await counted(grade, own)
      for (const { code, number, others } of all) {
        const siblings = all.filter((one) => one.code.slice(0, 9) === code.slice(0, 9))
        const figure = shown.get(code)
        if (isFew(number) || isFew(others)) {
          expect(figure, code).toMatchObject({ status: 'SUPPRESSED', value: null })
          seen.few += 1
        } else if (siblings.length === 1) {
          expect(Number(figure?.value), code).toBe(Math.round(number / 5) * 5)
          seen.rounded += 1
        }
      }
    }
    expect(seen.few).toBeGreaterThan(0)
    // Nor are they more where their period is asked for many times over.
    const often = { within: village, periods: Array(10).fill('2020') }
    const repeated = rowsOf(await compute(finance, counting('EXCELLENT'), often, own))
    expect(repeated.map(({ values: [figure] }) => figure?.status)).toEqual(
      Array(10).fill('SUPPRESSED'),
    )
    expect(seen.rounded).toBeGreaterThan(0)
    await own.close()
  })

  test('whatever part of a township was asked for', async () => {
    // One village of the township has few: the next smallest must not give it away.
    const own = await openTestGateway()
    const [{ code: lonely }] = await own.sql(
      `select code from shared.village where township_code = $1 and code <> $2 order by code limit 1`,
      [town, village],
    )
    await own.sql(
      `update shared.household set village_code = $1 where household_id in (
        select household_id from rural_credit.household_credit join shared.household using (household_id)
        where village_code = $2 and period = '2020' and credit_grade = 'GOOD' order by 1 limit 4)`,
      [lonely, village],
    )
    await own.sql(
      `update shared.household set village_code = $1 where household_id in (
        select household_id from rural_credit.household_credit join shared.household using (household_id)
        where village_code = $2 and period = '2020' and credit_grade <> 'GOOD' order by 1 limit 20)`,
      [lonely, village],
    )
    const statuses = async (within: string) => {
      const { data } = await own.ask(
        finance,
        `query ($formula: String!) { table: compute(formula: $formula, level: VILLAGE, within: "${within}",
          periods: ["2020"]) { nodes { areaCode values { status } } } }`,
        { variables: { formula: counting('GOOD') } },
      )
      return new Map<string, string>(
        data.table.nodes.map((row: Row) => [row.areaCode, row.values[0]?.status]),
      )
    }
    const together = await statuses(town)
    expect([together.get(lonely), together.get(village)]).toEqual(['SUPPRESSED', 'SUPPRESSED'])
    expect((await statuses(village)).get(village)).toBe('SUPPRESSED')
    await own.close()
  })

  test('is told as it is to its owner, and added up for nobody else', async () => {
    const shown = await shownIn(reader('ruralCredit'), 'GOOD', town)
    for (const { code, number } of await counted('GOOD')) {
      if (code.startsWith(town)) expect(Number(shown.get(code)?.value)).toBe(number)
    }
    const { status, errors, statements } = await compute(
      finance,
      'sum(ruralCredit.HouseholdCredit.creditLine where creditGrade = GOOD)',
    )
    expect([status, errors[0].extensions.code, statements]).toEqual([403, 'FORBIDDEN', []])
  })
})

describe('who is bound to an area', () => {
  test.each<[string, Who]>([
    ['an official', { role: 'official', area: county }],
    ['an office', { role: 'office', area: county }],
    ['a reader', { ...finance, area: county }],
  ])('%s gets the rows in it, and of nowhere else', async (_, who) => {
    const townships = await city.sql(
      `select code from shared.township where county_code = $1 order by 1`,
      [county],
    )
    const everywhere = { level: 'TOWNSHIP', within: null }
    const ask = [
      (asked: Asked) => figures(who, ['C01'], asked),
      (asked: Asked) => compute(who, 'count(povertyOffice.VillageStatus)', asked),
    ]
    for (const answer of ask) {
      const rows = rowsOf(await answer(everywhere))
      expect(rows.map(({ areaCode }) => areaCode)).toEqual(townships.map(({ code }) => code))
      const inside = rowsOf(await answer({ level: 'VILLAGE', within: town }))
      expect(inside.map(({ areaCode }) => areaCode)).toContain(village)
      expect(rowsOf(await answer({ level: 'CITY', within: null }))).toEqual([])
      for (const within of ['520627', '520627101', '5206', '5206Z1']) {
        const outside = await answer({ level: 'VILLAGE', within })
        expect(outside.errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND'])
        expect([outside.data.table, figureStatements(outside)]).toEqual([null, []])
      }
    }
  })

  test.each([
    ['indicator(code: "C01", period: "2020") { value explain { formula } }', 'indicator'],
    ['indicators(group: "C", period: "2020") { value }', 'indicators'],
    ['series(code: "C01", periods: ["2019", "2020"]) { value }', 'series'],
    ['support(period: "2020") { total }', 'support'],
  ])(
    '%s: of the own area and below, not of those above by the way of parents',
    async (field, at) => {
      const query = `{ village(code: "${village}") { ${field} parent { ${field}
      parent { code ${field} parent { code ${field} } } } } }`
      const told = async (area: string) => {
        const { data, errors } = await city.ask({ role: 'official', area }, query)
        expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(
          new Set(['FORBIDDEN']),
        )
        const steps = [data.village, data.village.parent, data.village.parent.parent]
        const all = [...steps, data.village.parent.parent.parent]
        return all.map((one) => one[at] !== null)
      }
      expect(await told(town)).toEqual([true, true, false, false])
      expect(await told(county)).toEqual([true, true, true, false])
    },
  )

  test('the auditor reads no table', async () => {
    for (const ask of [
      figures({ role: 'auditor' }, ['C01']),
      compute({ role: 'auditor' }, incidence),
    ]) {
      const { errors, statements } = await ask
      expect([errors[0].extensions.code, statements]).toEqual(['FORBIDDEN', []])
    }
  })
})
