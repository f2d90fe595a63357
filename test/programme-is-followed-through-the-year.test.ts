import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finance, office, openTestGateway, type TestGateway, type Who } from './prepare/gateway.ts'

const [county, town, village] = ['520624', '520624116', '520624116211'] as const

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway()
})
afterAll(() => city.close())

const answered = async (who: Who, query: string) => {
  const { data, errors } = await city.ask(who, query)
  expect(errors).toEqual([])
  return data
}

/** What a query that is refused is told. */
const refused = async (who: Who, query: string) => {
  const { errors } = await city.ask(who, query)
  return errors.map(({ extensions, message }) => [extensions.code, message])
}

describe('a quarter is reviewed', () => {
  const dispatch = (within: string, period = '2020-Q3') => `{
    dispatch(period: "${period}", within: "${within}") { period told untold
      movements { code now { value status } before { value status } change }
      standings { areaCode provisional behind { code value share } departmentsOwing } } }`

  test('on the items that a quarter can tell: what moved since the same quarter of the year before', async () => {
    const { told, untold, movements } = (await answered(finance, dispatch(county))).dispatch
    expect([...told, ...untold].sort()).toEqual(
      ['A', 'B', 'C', 'D'].flatMap((group, at) =>
        Array.from({ length: [8, 7, 8, 6][at] ?? 0 }, (_, item) => `${group}0${item + 1}`),
      ),
    )
    // An income is known once a year; the night schools are asked for by the year.
    expect(untold).toEqual(expect.arrayContaining(['A03', 'D06']))
    const shares = await city.sql(
      `select period, round(100.0 * sum(e_banking_customers) / sum(active_customers), 2) as value
        from rural_credit.village_outlet where village_code like $1 and period in ('2019-Q3', '2020-Q3')
        group by period order by period`,
      [`${county}%`],
    )
    const [before, now] = shares.map(({ value }) => Number(value))
    const moved = movements.find(({ code }: { code: string }) => code === 'D05')
    expect([Number(moved.before.value), Number(moved.now.value)]).toEqual([before, now])
    expect(Number(moved.change)).toBeCloseTo((now ?? 0) - (before ?? 0), 2)
  })

  test('measured by what is due by then, not by the whole year', async () => {
    // Where no outlet stands the item brings nothing.
    const villages = await city.sql(
      `select o.village_code as code, q.outlet_installed as installed, 100.0 * o.t / p.households as value
        from (select village_code, sum(transaction_count) as t from rural_credit.village_outlet
          where period in ('2020-Q1', '2020-Q2', '2020-Q3') group by village_code
          having count(transaction_count) = 3) o
        join rural_credit.village_outlet q on q.village_code = o.village_code and q.period = '2020-Q3'
        join (select village_code, household_count as households from public_security.village_population
          where period = '2020-09') p on p.village_code = o.village_code
        join shared.village_standing s on s.village_code = o.village_code and s.period = '2020' and s.programme_village
        order by 1`,
    )
    const shares = new Map(
      villages.map(({ code, installed, value }) => [
        code,
        installed ? Math.max(0, Math.min(1, (Number(value) * (12 / 9) - 50) / (400 - 50))) : 0,
      ]),
    )
    const [behindByHalf] = [...shares].find(([, share]) => share > 0.1 && share < 0.55) ?? ['']
    const within = behindByHalf.slice(0, 9)
    const { standings } = (await answered(finance, dispatch(within))).dispatch
    expect(standings.map(({ areaCode }: { areaCode: string }) => areaCode)).toContain(behindByHalf)
    for (const { areaCode, behind } of standings) {
      const share = shares.get(areaCode) ?? 1
      const told = behind.find(({ code }: { code: string }) => code === 'D04')
      if (told) expect(Number(told.share), areaCode).toBeCloseTo(share, 2)
      if (areaCode === behindByHalf) expect(told).toBeDefined()
    }
    // An area above has the plain mean of its villages.
    const above = (await answered(finance, dispatch(within.slice(0, 6)))).dispatch.standings
    const rates = standings.map(({ provisional }: { provisional: string }) => Number(provisional))
    const mean = rates.reduce((sum: number, rate: number) => sum + rate, 0) / rates.length
    const told = above.find(({ areaCode }: { areaCode: string }) => areaCode === within)
    expect(Number(told.provisional)).toBeCloseTo(mean, 1)
  })

  test('best first, each with who owes an answer', async () => {
    const { standings } = (await answered(finance, dispatch('5206'))).dispatch
    const counties = await city.sql('select code from shared.county')
    expect(standings.map(({ areaCode }: { areaCode: string }) => areaCode).sort()).toEqual(
      counties.map(({ code }) => code).sort(),
    )
    const rates = standings.map(({ provisional }: { provisional: string }) => Number(provisional))
    expect(rates).toEqual(rates.toSorted((one: number, other: number) => other - one))
  })

  test.each([
    ['a year', dispatch(county, '2020'), 'BAD_USER_INPUT', /quarter or a half-year/],
    ['a quarter to come', dispatch(county, '2099-Q1'), 'BAD_USER_INPUT', /not over yet/],
    ['a village', dispatch(village), 'BAD_USER_INPUT', /county, township or zone/],
    ['before the programme', dispatch(county, '2009-Q1'), 'BAD_USER_INPUT', /scheme/],
  ])('%s is refused', async (_, query, code, says) => {
    const [[found, message]] = (await refused(finance, query)) as [[string, string]]
    expect(found).toBe(code)
    expect(message).toMatch(says)
  })

  test('by an official of a county for its own county', async () => {
    const official: Who = { role: 'official', area: county }
    const own = await answered(
      official,
      '{ dispatch(period: "2020-H1") { standings { areaCode } } }',
    )
    for (const { areaCode } of own.dispatch.standings) expect(areaCode.slice(0, 6)).toBe(county)
    expect((await refused(official, dispatch('520627')))[0]?.[0]).toBe('NOT_FOUND')
  })
})

describe('a target', () => {
  const target = (code: string, period: string) =>
    `{ target(code: "${code}", period: "${period}") { target unit eachYear progress onTrack isMet forecast
      actual { value status } byCounty { areaCode figure { value } } } }`

  test('of each year is met or not by that year alone', async () => {
    const found = (await answered(finance, target('T02', '2020'))).target
    const [{ number }] = await city.sql(
      `select count(distinct g.borrower_ref) as number from rural_credit.loan_ledger g
        join poverty_office.household_register r on r.household_id = g.borrower_ref and r.period = '2020'
        where g.disbursed_date between '2020-01-01' and '2020-12-31' and r.register_no is not null`,
    )
    expect([found.target, found.unit, found.eachYear]).toEqual(['50000', 'household', true])
    expect(Number(found.actual.value)).toBe(Number(number))
    expect(Number(found.progress)).toBeCloseTo(Number(number) / 500, 2)
    expect([found.isMet, found.onTrack]).toEqual([false, false])
  })

  test('of five years is held against the time that has passed, and goes on as in the last year', async () => {
    const paidOut = async (until: string) => {
      const [{ sum }] = await city.sql(
        `select sum(disbursed_amount) as sum from rural_credit.loan_ledger
          where borrower_kind = 'COOPERATIVE' and disbursed_date between '2016-01-01' and $1`,
        [`${until}-12-31`],
      )
      return Number(sum)
    }
    const [before, now] = [await paidOut('2018'), await paidOut('2019')]
    const found = (await answered(finance, target('T05', '2019'))).target
    expect(Number(found.actual.value)).toBeCloseTo(now, 1)
    expect(Number(found.forecast)).toBeCloseTo(now + (now - before), 1)
    expect(found.onTrack).toBe(now >= 1_500_000_000 * 0.8)
    const counties: { figure: { value: string } }[] = found.byCounty
    const parts = counties.reduce((sum, { figure }) => sum + Number(figure.value), 0)
    expect(counties).toHaveLength(10)
    expect(parts).toBeCloseTo(now, 1)
  })

  test('all 18 are there, each with its source', async () => {
    const { targets } = await answered(
      finance,
      '{ targets(period: "2020") { code source target } }',
    )
    expect(targets.map(({ code }: { code: string }) => code)).toEqual(
      Array.from({ length: 18 }, (_, at) => `T${String(at + 1).padStart(2, '0')}`),
    )
    for (const { source } of targets) expect(source).toMatch(/^seed fact T\d\d/)
  })

  test.each([
    ['a code that is none', target('T99', '2020'), /T99/],
    ['a quarter', target('T10', '2020-Q1'), /ask for 2020/],
    ['a year before', target('T01', '1999'), /1999|2014/],
  ])('%s is refused', async (_, query, says) => {
    const [[code, message]] = (await refused(finance, query)) as [[string, string]]
    expect(code).toBe('BAD_USER_INPUT')
    expect(message).toMatch(says)
  })
})

describe('support that a village has received', () => {
  test('from all departments: each by its own, and their sum without what was lent', async () => {
    const { support: found } = (
      await answered(
        office,
        `{ village(code: "${village}") { support(period: "2020") { period total isComplete
        items { code value status } } } }`,
      )
    ).village
    const [paid] = await city.sql(
      `select sum(s.subsidy_amount) as amount from finance.interest_subsidy s join shared.loan l using (contract_no)
        where l.area_code = $1 and s.period like '2020-Q%' and s.payment_status = 'PAID'`,
      [village],
    )
    interface Item {
      code: string
      value: string | null
      status: string
    }
    const items: Item[] = found.items
    expect(items.map(({ code }) => code)).toEqual(
      Array.from({ length: 13 }, (_, at) => `S${String(at + 1).padStart(2, '0')}`),
    )
    expect(Number(items.find(({ code }) => code === 'S12')?.value)).toBeCloseTo(paid.amount, 2)
    const given = items.filter(({ code }) => code !== 'S13')
    const sum = given.reduce((all, { value }) => all + Number(value ?? 0), 0)
    expect(Number(found.total)).toBeCloseTo(sum, 1)
    expect(sum).toBeGreaterThan(0)
    expect(found.isComplete).toBe(given.every(({ status }) => status === 'OK'))
  })

  test('a department that is silent is named, and the sum is said to lack it', async () => {
    const silent = await openTestGateway()
    await silent.sql('truncate finance.interest_subsidy')
    const { data } = await silent.ask(
      office,
      `{ village(code: "${village}") { support(period: "2020") { isComplete total
        items { code value status owing { departments } } } } }`,
    )
    const { items, isComplete } = data.village.support
    expect(isComplete).toBe(false)
    const found = items.find(({ code }: { code: string }) => code === 'S12')
    expect(found).toMatchObject({ value: null, status: 'NOT_REPORTED' })
    expect(found.owing[0].departments).toEqual(['finance'])
    await silent.close()
  })
})

describe('the comprehensive assessment takes over', () => {
  const asked = `{ comprehensive(year: 2020, of: DRAFT) { kind csv
    departments { department items rate answers owed }
    units { areaCode score place villages complete } } }`

  test('each department by the items that it feeds, each county by the mean of its villages', async () => {
    const { comprehensive } = await answered(office, asked)
    const { assessment } = await answered(
      office,
      `{ assessment(year: 2020, of: DRAFT) { units { areaCode score place villages complete }
        villages(first: 3000) { nodes { items { code points effectiveWeight status departmentsOwing } } } } }`,
    )
    expect(comprehensive.units).toEqual(assessment.units)
    interface Item {
      code: string
      points: string | null
      effectiveWeight: string
      status: string
      departmentsOwing: string[]
    }
    const items: Item[] = assessment.villages.nodes.flatMap((one: { items: Item[] }) => one.items)
    const statistics = comprehensive.departments.find(
      ({ department }: { department: string }) => department === 'statistics',
    )
    expect(statistics.items).toContain('A03')
    const fed = items.filter(
      ({ code, status }) => statistics.items.includes(code) && status !== 'NOT_APPLICABLE',
    )
    const scored = fed.filter(({ points }) => points !== null)
    const sum = (of: (item: Item) => string | null) =>
      scored.reduce((all, item) => all + Number(of(item)), 0)
    const rate = (100 * sum(({ points }) => points)) / sum((item) => item.effectiveWeight)
    expect(Number(statistics.rate)).toBeCloseTo(rate, 1)
    expect(statistics.answers).toBe(fed.length)
    expect(statistics.owed).toBe(
      fed.filter(({ departmentsOwing }) => departmentsOwing.includes('statistics')).length,
    )
  })

  test('both as a table that a spreadsheet opens', async () => {
    const { csv, departments, units } = (await answered(office, asked)).comprehensive
    const rows: Record<string, string>[] = parse(csv, {
      bom: true,
      columns: true,
      relax_column_count: true,
    })
    const told = rows.map((row) => [row.代码, row.得分或得分率])
    expect(told).toEqual([
      ...departments.map((one: { department: string; rate: string }) => [one.department, one.rate]),
      ...units.map((one: { areaCode: string; score: string | null }) => [
        one.areaCode,
        one.score ?? '',
      ]),
    ])
    expect(rows.find((row) => row.代码 === 'statistics')?.名称).toMatch(/统计/)
    expect(rows.find((row) => row.代码 === county)?.名称).toMatch(/思南/)
  })
})

describe('an official sees the own rank beside what is wanted, and not the others', () => {
  const official: Who = { role: 'official', area: town }
  const asked = `{ assessment(year: 2020, of: DRAFT) { units { areaCode } townships { areaCode }
    villages(first: 3000) { nodes { areaCode score isComplete rankInTownship rankInCity
      thresholds { reward score isReached } } }
    rewards { villages { areaCode band township county } townships { areaCode } commended criticised } } }`

  test('villages, rewards and townships of the own area alone', async () => {
    const { assessment } = await answered(official, asked)
    const { villages, rewards, units, townships } = assessment
    const codes = [
      ...villages.nodes.map(({ areaCode }: { areaCode: string }) => areaCode),
      ...rewards.villages.map(({ areaCode }: { areaCode: string }) => areaCode),
      ...rewards.townships.map(({ areaCode }: { areaCode: string }) => areaCode),
      ...townships.map(({ areaCode }: { areaCode: string }) => areaCode),
      ...rewards.commended,
      ...rewards.criticised,
    ]
    expect(codes).toContain(village)
    for (const code of codes) expect(code.slice(0, 9)).toBe(town)
    expect(units).toEqual([])
  })

  test('with what each reward takes', async () => {
    const [seen, all] = [await answered(official, asked), await answered(office, asked)]
    interface Village {
      areaCode: string
      score: string
      isComplete: boolean
      rankInTownship: number | null
      thresholds: { reward: string; score: string; isReached: boolean }[]
    }
    const everyone: Village[] = all.assessment.villages.nodes
    const bands = new Map<string, number>(
      all.assessment.rewards.villages.map((one: { areaCode: string; band: number }) => [
        one.areaCode,
        one.band,
      ]),
    )
    const own: Village[] = seen.assessment.villages.nodes
    expect(own.length).toBeGreaterThan(5)
    for (const one of own) {
      const told = new Map(one.thresholds.map(({ reward, ...rest }) => [reward, rest]))
      expect([...told.keys()]).toEqual(expect.arrayContaining(['W01', 'W02', 'W03', 'W04', 'W05']))
      expect(told.get('W01')?.isReached).toBe(one.isComplete && Number(one.score) >= 95)
      expect(told.get('W03')?.isReached).toBe((bands.get(one.areaCode) ?? 0) > 0)
      const place = one.rankInTownship ?? 99
      expect(told.get('W04')?.isReached).toBe(place <= 3 && Number(one.score) >= 95)
    }
    const winners = everyone.filter(
      ({ areaCode, rankInTownship, score }) =>
        areaCode.startsWith(town) && (rankInTownship ?? 99) <= 3 && Number(score) >= 95,
    )
    const least = Math.min(...winners.map(({ score }) => Number(score)))
    expect(own[0]?.thresholds.find(({ reward }) => reward === 'W04')?.score).toBe(
      (winners.length >= 3 ? least : 95).toFixed(2),
    )
  })
})
