import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  finance,
  office,
  openTestGateway,
  reader,
  type TestGateway,
  type Who,
} from './prepare/gateway.ts'

const civilAffairs = reader('civilAffairs')
const [county, town, village] = ['520624', '520624116', '520624116211'] as const
const official: Who = { role: 'official', area: town }

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
})
afterAll(() => city.close())

const compute = (who: Who, formula: string, asked = '') =>
  city.ask(
    who,
    `query ($formula: String!) { table: compute(formula: $formula, level: VILLAGE, within: "${village}",
      periods: ["2020"]) { nodes { values { value status ${asked} } } } }`,
    { variables: { formula } },
  )
const codesOf = ({ errors }: { errors: { extensions: { code: string } }[] }) =>
  errors.map(({ extensions }) => extensions.code)

describe('by a count', () => {
  test('nobody is singled out with facts of the own department', async () => {
    const [one] = await city.sql(
      `select monthly_amount as amount from civil_affairs.minimum_living join shared.household using (household_id)
        where village_code = $1 and period like '2020%' order by 1 limit 1`,
      [village],
    )
    const answer = await compute(
      civilAffairs,
      `count(ruralCredit.HouseholdCredit where creditGrade = FAIR
        and civilAffairs.MinimumLiving.monthlyAmount = ${one.amount})`,
    )
    expect([codesOf(answer), answer.statements.filter((sql) => sql.includes('indicator'))]).toEqual(
      [['FORBIDDEN'], []],
    )
    expect(answer.errors[0].extensions.fact).toBe('civilAffairs.MinimumLiving.monthlyAmount')
  })

  test('nor by that there is nobody else', async () => {
    const answer = await compute(finance, 'count(ruralCredit.HouseholdCredit)')
    expect(answer.errors).toEqual([])
    expect(answer.data.table.nodes[0].values[0]).toMatchObject({
      status: 'SUPPRESSED',
      value: null,
    })
  })

  test.each([
    ['a department', finance],
    ["the programme's office", office],
  ])('and %s is not told by its explanation what the count itself leaves out', async (_, who) => {
    const { data, errors } = await compute(
      who,
      'count(ruralCredit.HouseholdCredit where creditGrade = GOOD)',
      'numerator behind: contributors explain { inputs { value status } beside }',
    )
    expect(errors).toEqual([])
    const [{ value, explain }] = data.table.nodes[0].values
    expect(Number(value) % 5).toBe(0)
    expect(explain.inputs).toEqual([{ value: null, status: 'FORBIDDEN' }])
  })

  test('nor by what is joined to it, of which the number is known', async () => {
    const [{ income }] = await city.sql(
      `select disposable_income_per_capita as income from statistics.village_income
        where village_code = $1 and period = '2020'`,
      [village],
    )
    const here = `statistics.VillageIncome.disposableIncomePerCapita = ${income}`
    for (const condition of [
      `creditGrade = FAIR or ${here}`,
      `creditGrade = FAIR and ${here}`,
      'creditGrade = FAIR or creditGrade = GOOD',
      'creditGrade in (FAIR, GOOD)',
      'creditGrade = FAIR and creditFileBuilt',
      'creditGrade != FAIR',
      'creditGrade = null',
      'not (creditGrade = FAIR)',
    ]) {
      for (const who of [finance, office, official]) {
        const answer = await compute(who, `count(ruralCredit.HouseholdCredit where ${condition})`)
        expect([condition, codesOf(answer)]).toEqual([condition, ['FORBIDDEN']])
        expect(answer.statements.filter((sql) => sql.includes('indicator'))).toEqual([])
      }
    }
    const owner = await compute(
      reader('ruralCredit'),
      'count(ruralCredit.HouseholdCredit where creditGrade = FAIR or creditGrade = GOOD)',
    )
    expect(owner.errors).toEqual([])
  })

  test('of what a check finds, others get it rounded, and of the whole city alone', async () => {
    const ask = async (who: Who, within: string) => {
      const { data } = await city.ask(
        who,
        `{ findings(code: "Y09", period: "2020", within: "${within}") { totalCount } }`,
      )
      return data.findings.totalCount
    }
    const exact = await ask(reader('ruralCredit'), '5206')
    expect(exact).toBeGreaterThanOrEqual(10)
    expect(await ask(reader('education'), '5206')).toBe(Math.round(exact / 5) * 5)
    for (const within of [county, town, village]) {
      expect(await ask(reader('education'), within)).toBeNull()
    }
    expect(await ask(reader('ruralCredit'), county)).not.toBeNull()
  })
})

test('two numbers are not told by the digits of their quotient', async () => {
  const education = reader('education')
  const { data, errors } = await city.ask(
    education,
    `{ assessment(year: 2020) { villages(first: 50, within: "${town}") { nodes {
        items { code value points effectiveWeight steps }
        contributions { lost nextGain nextValue item { steps } } } } }
      area(code: "${town}") { D05: indicator(code: "D05", period: "2020") { value numerator explain { steps } }
        C08: indicator(code: "C08", period: "2020") { value denominator explain { steps } } } }`,
  )
  expect(errors).toEqual([])
  const { nodes } = data.assessment.villages
  expect(nodes.length).toBeGreaterThan(5)
  const told = JSON.stringify(data)
  // What is no whole number is said to be rounded, where its share is computed from more of it.
  expect(told).toMatch(/\(≈\d+\.\d\d - /)
  expect(told.match(/\d\.\d{5,}/g)).toBeNull()
  expect(data.area.D05).toMatchObject({ numerator: null, value: expect.any(String) })
  expect(data.area.C08).toMatchObject({ denominator: null, value: expect.any(String) })
})

test('what a quarter moved is told without what it is made of, to who may not read that', async () => {
  const movementsFor = async (who: Who) => {
    const { data, errors } = await city.ask(
      who,
      `{ dispatch(period: "2020-Q3", within: "${county}") { movements { code
          now { value numerator denominator } before { numerator denominator } } } }`,
    )
    expect(errors).toEqual([])
    return new Map<string, { now: Told; before: Told }>(
      data.dispatch.movements.map((one: { code: string }) => [one.code, one]),
    )
  }
  interface Told {
    readonly value?: string
    readonly numerator: string | null
    readonly denominator: string | null
  }
  const [seen, known] = [await movementsFor(reader('education')), await movementsFor(office)]
  for (const code of ['B05', 'B06', 'B07', 'D03', 'D05']) {
    expect([code, seen.get(code)?.now]).toEqual([
      code,
      { value: known.get(code)?.now.value, numerator: null, denominator: null },
    ])
    expect(seen.get(code)?.before).toEqual({ numerator: null, denominator: null })
    expect(known.get(code)?.now.numerator).not.toBeNull()
  }
})

test('a place beside others does not tell their values digit by digit', async () => {
  const ask = (who: Who, asked: string) =>
    city.ask(who, `{ whatIf(year: 2020, ${asked}) { changed { rankThen } } }`)
  const weights = 'groups: [{ code: "C", weight: "100", items: [{ code: "B06", weight: "100" }] }]'
  expect(codesOf(await ask(reader('education'), weights))).toEqual(['FORBIDDEN'])
  expect((await ask(office, weights)).errors).toEqual([])
  const value = (text: string) =>
    `overrides: [{ village: "${village}", item: "B06", value: "${text}" }]`
  expect(codesOf(await ask(reader('education'), value('97.1608')))).toEqual(['BAD_USER_INPUT'])
  expect((await ask(reader('education'), value('97.16'))).errors).toEqual([])
})

describe('what few persons receive', () => {
  test('is not told by a year less the one before, of a county either', async () => {
    const statusesFor = async (who: Who) => {
      const { data } = await city.ask(
        who,
        `{ table: indicatorValues(codes: ["S07"], level: COUNTY, within: "${county}", periods: ["2019", "2020"]) {
          nodes { values { status value } } } }`,
      )
      return data.table.nodes.map(({ values: [figure] }: { values: object[] }) => figure)
    }
    const shut = { status: 'FORBIDDEN', value: null }
    expect(await statusesFor(reader('education'))).toEqual([shut, shut])
    const told = { status: 'OK', value: expect.any(String) }
    expect(await statusesFor(office)).toEqual([told, told])
  })

  test('is not shown to who may not see it, nor told by the sum or by those beside', async () => {
    const own = await openTestGateway()
    // One household of the village is subsidised, and many of another one beside it.
    const [{ code: beside }] = await own.sql(
      `select code from shared.village where township_code = $1 and code <> $2 order by code limit 1`,
      [town, village],
    )
    await own.sql('truncate housing.dangerous_house')
    await own.sql(
      `insert into housing.dangerous_house (household_id, period, subsidy_amount, batch)
        select household_id, '2020', 1000, 0 from shared.household where village_code = $1 order by 1 limit 1`,
      [village],
    )
    await own.sql(
      `update shared.household set village_code = $1 where household_id in (
        select household_id from shared.household where village_code = $2 order by 1 desc limit 30)`,
      [beside, village],
    )
    await own.sql(
      `insert into housing.dangerous_house (household_id, period, subsidy_amount, batch)
        select household_id, '2020', 1000, 0 from shared.household where village_code = $1 order by 1 limit 12`,
      [beside],
    )
    const ask = async (who: Who, code: string) => {
      const { data, errors } = await own.ask(
        who,
        `{ village(code: "${code}") { indicator(code: "S03", period: "2020") { value status }
          support(period: "2020") { total isComplete items { code value status } } }
          table: indicatorValues(codes: ["S03"], level: VILLAGE, within: "${code}", periods: ["2020"])
            { nodes { values { value status } } } }`,
      )
      expect(errors).toEqual([])
      const { indicator, support } = data.village
      const [item] = support.items.filter((one: { code: string }) => one.code === 'S03')
      const [row] = data.table.nodes
      return {
        all: [indicator, { value: item.value, status: item.status }, row.values[0]],
        support,
      }
    }
    const shut = { value: null, status: 'SUPPRESSED' }
    const seen = await ask(finance, village)
    expect(seen.all).toEqual([shut, shut, shut])
    const rest = seen.support.items
      .filter(({ code }: { code: string }) => code !== 'S13')
      .reduce((sum: number, { value }: { value: string | null }) => sum + Number(value ?? 0), 0)
    expect(Number(seen.support.total)).toBeCloseTo(rest, 2)
    expect(seen.support.isComplete).toBe(false)
    expect((await ask(finance, beside)).all).toEqual([shut, shut, shut])
    for (const who of [reader('housing'), office]) {
      expect((await ask(who, village)).all[0]).toEqual({ value: '1000.00', status: 'OK' })
    }
    await own.close()
  })
})

describe('who is bound to an area', () => {
  test.each([
    ['target', '{ target(code: "T08", period: "2019") { actual { value } } }'],
    ['targets', '{ targets(period: "2019") { actual { value } } }'],
    [
      'whatIf of a village elsewhere',
      '{ whatIf(year: 2020, overrides: [{ village: "520627101201", item: "B04", value: "NONE" }]) { rewardsThen } }',
    ],
  ])('is not told of the city by %s', async (_, query) => {
    const { errors, data } = await city.ask(official, query)
    expect(['FORBIDDEN', 'NOT_FOUND']).toContain(errors[0]?.extensions.code)
    expect(Object.values(data ?? {}).filter((one) => one !== null)).toEqual([])
  })

  test('has one refusal for all rows that lead to the same area above', async () => {
    const { errors } = await city.ask(
      { role: 'official', area: county },
      `{ township(code: "${town}") { villages(first: 9) { nodes { parent { parent { parent {
        indicator(code: "C01", period: "2020") { value } } } } } } } }`,
    )
    expect(codesOf({ errors })).toEqual(['FORBIDDEN'])
  })

  test('sees the departments by the own villages, and what those are paid', async () => {
    const ask = `{ comprehensive(year: 2020, of: DRAFT) { departments { department answers } }
      assessment(year: 2020, of: DRAFT) { villages(first: 3000) { totalCount } rewards { total villages { band township county posts } townships { amount } } } }`
    const [seen, all] = [await city.ask(official, ask), await city.ask(office, ask)]
    const most = (answer: typeof seen) =>
      Math.max(
        ...answer.data.comprehensive.departments.map((one: { answers: number }) => one.answers),
      )
    expect(most(seen)).toBeLessThan(most(all))
    expect(most(seen)).toBeLessThanOrEqual(29 * seen.data.assessment.villages.totalCount)
    const { rewards } = seen.data.assessment
    const paid = [...rewards.villages, ...rewards.townships].reduce(
      (sum: number, one: Record<string, number>) =>
        sum + Object.values(one).reduce((part, amount) => part + amount, 0),
      0,
    )
    expect(rewards.total).toBe(paid)
  })

  test('is told what other readings would cost in the own area, and not in the city', async () => {
    const ask = `{ assessment(year: 2020, of: DRAFT) { rewards { total } readings { chosen options { key cost } } } }`
    const costs = async (who: Who) => {
      const { data } = await city.ask(who, ask)
      const { rewards, readings } = data.assessment
      return {
        total: rewards.total,
        costs: readings.flatMap((one: { options: { cost: number }[] }) =>
          one.options.map(({ cost }) => cost),
        ),
      }
    }
    const [own, all] = [await costs(official), await costs(office)]
    expect(all.total).toBeGreaterThan(own.total)
    expect(own.costs).toContain(own.total)
    expect(Math.max(...own.costs)).toBeLessThan(Math.max(...all.costs))
  })

  test('an official of a zone sees its villages whichever list they are ranked in', async () => {
    const [{ number }] = await city.sql(
      `select count(*)::int as number from shared.village_standing
        where period = '2020' and zone_code = '5206Z1' and programme_village`,
    )
    const found = async (readings: string) => {
      const { data } = await city.ask(
        { role: 'official', area: '5206Z1' },
        `{ assessment(year: 2020, of: DRAFT ${readings}) { villages { totalCount } } }`,
      )
      return data.assessment.villages.totalCount
    }
    expect(number).toBeGreaterThan(0)
    expect(await found('')).toBe(number)
    expect(await found('readings: [{ reading: "zones", option: "IN_COUNTY" }]')).toBe(number)
  })
})

describe('what costs too much is refused', () => {
  test.each([
    [
      'a table of all villages over many years, one row of it asked for',
      '{ indicatorValues(codes: ["C01", "C02", "C03", "A03", "A01"], level: VILLAGE, first: 1, periods: ["2014", "2015", "2016", "2017", "2018", "2019", "2020"]) { totalCount } }',
      'LIMIT_ROWS',
    ],
    [
      'a hundred periods in a series',
      `{ village(code: "${village}") { series(code: "C01", periods: [${'"2020", '.repeat(100)}]) { value } } }`,
      'LIMIT_LIST',
    ],
    [
      'more explanations than a person reads',
      `{ indicatorValues(codes: ["C01"], level: VILLAGE, within: "${county}", periods: ["2020"]) { nodes { values { explain { formula } } } } }`,
      'LIMIT_EXPLANATIONS',
    ],
    [
      'what if of a hundred villages',
      `{ whatIf(year: 2020, overrides: [${`{ village: "${village}", item: "A03", value: "1" }, `.repeat(100)}]) { rewardsThen } }`,
      'LIMIT_LIST',
    ],
  ])('%s', async (_, query, code) => {
    expect((await city.ask(finance, query)).errors[0]?.extensions.code).toBe(code)
  })
})
