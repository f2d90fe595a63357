import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Asked,
  type CityOfFigures,
  incidence,
  openCityOfFigures,
  rowsOf,
  told,
  village,
} from '../prepare/cityOfFigures.ts'
import { type Answer, finance, reader } from '../prepare/gateway.ts'

let city: CityOfFigures
beforeAll(async () => {
  city = await openCityOfFigures()
})
afterAll(() => city.close())

describe("an analyst's own formula", () => {
  const chinese = '100 * 扶贫办.贫困村状况.未脱贫人数 / 公安局.村户籍人口统计.乡村人口'
  const descending = { orderBy: { descending: true } }
  const bySqlDescending = () =>
    city.bySql(
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
    const answer = await city.compute(finance, formula, descending)
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
      const answer: Answer = await city.compute(finance, chinese, {
        ...descending,
        first: 4,
        after,
      })
      pages.push(told(answer))
      ;({ endCursor: after, hasNextPage } = answer.data.table.pageInfo)
    }
    expect(pages.slice(0, -1).every((page) => page.length === 4)).toBe(true)
    expect(pages.flat()).toEqual(await bySqlDescending())
    const elsewhere = await city.compute(finance, chinese, { within: '520627101', first: 4, after })
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
    const expected = await city.bySql(thisAndLast(value))
    expect(new Set(expected.map(([, one]) => one)).size).toBeGreaterThan(2)
    expect(told(await city.compute(finance, formula, more))).toEqual(expected)
  })

  test.each([
    ['asc', false],
    ['desc', true],
  ])('in order (%s) has its blanks at the end', async (direction, descending) => {
    const ratio = 'exited_persons * 1.0 / nullif(remaining_poor_persons, 0)'
    const expected = await city.bySql(
      `select village_code as code, round(${ratio}, 2) as value from poverty_office.village_status
        where period = '2019' and village_code like $1 order by ${ratio} ${direction} nulls last, 1`,
      ['520624002%'],
    )
    expect(expected.filter(([, value]) => value === null)).toHaveLength(2)
    const asked = { within: '520624002', periods: ['2019'], orderBy: { descending } }
    expect(told(await city.compute(finance, `${status}.exitedPersons / ${poor}`, asked))).toEqual(
      expected,
    )
  })

  test('that divides by nothing does not apply, and is no error', async () => {
    const rows = rowsOf(await city.compute(finance, `${poor} / (${poor} - ${poor})`))
    expect(
      rows.flatMap(({ values }) => values.map(({ status, value }) => [status, value])),
    ).toEqual(rows.map(() => ['NOT_APPLICABLE', null]))
    expect(rows.length).toBeGreaterThan(3)
  })

  test('over a quarter, where its facts are told by the quarter', async () => {
    const transactions = 'ruralCredit.VillageOutlet.transactionCount'
    const found = told(await city.compute(finance, transactions, { periods: ['2019-Q3'] }))
    const expected = await city.bySql(
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
    const answer = await city.compute(reader('povertyOffice'), gathered, { within: village })
    expect(told(answer)).toEqual([[village, Number(number)]])
  })
})
