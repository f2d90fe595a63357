import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finance, openTestGateway, type TestGateway } from './prepare/gateway.ts'

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
})
afterAll(() => city.close())

const figure = '{ value unit numerator denominator status }'

describe('a figure of any area is what plain SQL says', () => {
  const incidence = (prefix: string) => `select sum(s.remaining_poor_persons) as numerator,
      sum(p.rural_population) as denominator,
      round(100.0 * sum(s.remaining_poor_persons) / sum(p.rural_population), 2) as value
    from poverty_office.village_status s join public_security.village_population p
      on p.village_code = s.village_code and p.period = '2018-12'
    where s.period = '2018' and s.village_code like '${prefix}%'
      and s.remaining_poor_persons is not null and p.rural_population is not null`

  test.each(['5206', '520627', '520627101', '520624'])('C01 of %s', async (code) => {
    const [expected] = await city.sql(incidence(code))
    const { data, errors } = await city.ask(
      finance,
      `{ area(code: "${code}") { indicator(code: "C01", period: "2018") ${figure} } }`,
    )
    expect(errors).toEqual([])
    const { value, numerator, denominator, status, unit } = data.area.indicator
    expect([Number(value), Number(numerator), Number(denominator), status, unit]).toEqual([
      Number(expected.value),
      Number(expected.numerator),
      Number(expected.denominator),
      'OK',
      'pct',
    ])
  })

  test('the city is near the published 4.4 % of 2018, and Yanhe is the poorest county', async () => {
    const { data } = await city.ask(
      finance,
      `{ city { indicator(code: "C01", period: "2018") { value } counties { nodes { code indicator(code: "C01", period: "2018") { value } } } } }`,
    )
    expect(Number(data.city.indicator.value)).toBeCloseTo(4.4, 0)
    const counties: { code: string; indicator: { value: string } }[] = data.city.counties.nodes
    const [poorest] = counties.sort((a, b) => Number(b.indicator.value) - Number(a.indicator.value))
    expect(poorest?.code).toBe('520627')
  })

  test('A03 of a village is its growth over the year before', async () => {
    const [row] = await city.sql(`select b.village_code as code,
        round(100 * (b.disposable_income_per_capita / a.disposable_income_per_capita - 1), 2) as value
      from statistics.village_income a join statistics.village_income b using (village_code)
      where a.period = '2017' and b.period = '2018' and a.disposable_income_per_capita > 0
        and b.disposable_income_per_capita is not null limit 1`)
    const { data } = await city.ask(
      finance,
      `{ village(code: "${row.code}") { indicator(code: "A03", period: "2018") ${figure} } }`,
    )
    expect(data.village.indicator).toMatchObject({ value: row.value, status: 'OK', unit: 'pct' })
  })

  test('the targets are counted: townships, villages and stations by 2020', async () => {
    const { data } = await city.ask(
      finance,
      `{ city { t10: indicator(code: "T10", period: "2020") ${figure} t11: indicator(code: "T11", period: "2020") ${figure}
         y18: indicator(code: "T11", period: "2018") ${figure} t13: indicator(code: "T13", period: "2020") ${figure} } }`,
    )
    expect(data.city.t10).toMatchObject({ value: '125', denominator: '125', unit: 'township' })
    expect(data.city.t11).toMatchObject({ value: '1565', denominator: '1565', unit: 'village' })
    expect(Number(data.city.y18.value)).toBeLessThan(1565)
    expect(data.city.t13).toMatchObject({ denominator: '2717', unit: 'village', status: 'OK' })
  })
})

test('one statement an indicator, whatever the areas and years', async () => {
  const answer = await city.ask(
    finance,
    `{ villages(within: "520627", first: 500) { nodes { a: indicator(code: "C01", period: "2017") { value } b: indicator(code: "C01", period: "2018") { value } t: indicator(code: "T13", period: "2019") { value } } } }`,
  )
  expect(answer.errors).toEqual([])
  expect(answer.data.villages.nodes.length).toBeGreaterThan(400)
  const figures = answer.statements.filter((sql) => sql.startsWith('/* indicator'))
  expect(figures).toHaveLength(2)
})

test('a silent department leaves a blank and its reason, never a zero', async () => {
  const silent = await openTestGateway()
  await silent.sql(
    `delete from poverty_office.village_status where period = '2018' and village_code like '520602%'`,
  )
  const { data } = await silent.ask(
    finance,
    `{ county(code: "520602") { indicator(code: "C01", period: "2018") ${figure} t: indicator(code: "T11", period: "2018") ${figure} } }`,
  )
  expect(data.county.indicator).toMatchObject({ value: null, status: 'NOT_REPORTED' })
  expect(data.county.t).toMatchObject({ value: null, status: 'NOT_REPORTED' })
  await silent.close()
})

describe('a wrong question about a figure is answered by a sentence', () => {
  test.each([
    ['C1', '2018', /C01/],
    ['C01', '2018-Q1', /C01 is yearly; ask for 2018\./],
    ['C01', '1990', /2014/],
  ])('%s in %s', async (code, period, says) => {
    const answer = await city.ask(
      finance,
      `{ city { indicator(code: "${code}", period: "${period}") { value } } }`,
    )
    expect([answer.status, answer.errors[0].extensions.code, answer.statements]).toEqual([
      400,
      'BAD_USER_INPUT',
      [],
    ])
    expect(answer.errors[0].message).toMatch(says)
  })
})

test('figures are for members and offices; the auditor reads none', async () => {
  const query = '{ county(code: "520627") { indicator(code: "C01", period: "2018") { value } } }'
  const official = await city.ask({ role: 'official', area: '520627' }, query)
  expect(Number(official.data.county.indicator.value)).toBeGreaterThan(0)
  expect((await city.ask({ role: 'office' }, query)).errors).toEqual([])
  const auditor = await city.ask({ role: 'auditor' }, query)
  expect([auditor.data.county, auditor.errors.length, auditor.statements]).toEqual([null, 1, []])
})
