import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type CityOfFigures,
  county,
  incidence,
  openCityOfFigures,
  town,
  village,
} from '../prepare/cityOfFigures.ts'
import { finance, office, reader, type Who } from '../prepare/gateway.ts'

let city: CityOfFigures
beforeAll(async () => {
  city = await openCityOfFigures()
})
afterAll(() => city.close())

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

  let lacking: CityOfFigures | undefined
  /** A gateway on whose data the police have said nothing of one village in 2014. */
  async function withoutPopulation(): Promise<CityOfFigures> {
    if (lacking) return lacking
    lacking = await openCityOfFigures()
    await lacking.sql(
      `delete from public_security.village_population where village_code = $1 and period like '2014%'`,
      [village],
    )
    return lacking
  }
  afterAll(() => lacking?.close())
})
