import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type CityOfFigures,
  openCityOfFigures,
  type Row,
  rowsOf,
  town,
  village,
} from '../prepare/cityOfFigures.ts'
import { finance, reader, type Who } from '../prepare/gateway.ts'

let city: CityOfFigures
beforeAll(async () => {
  city = await openCityOfFigures()
})
afterAll(() => city.close())

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
    const rows = rowsOf(await from.compute(who, counting(grade), asked))
    return new Map(rows.map(({ areaCode, values: [figure] }) => [areaCode, figure]))
  }

  test('is rounded to five, and left out where fewer than ten have it or have it not', async () => {
    const own = await openCityOfFigures()
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
    const repeated = rowsOf(await own.compute(finance, counting('EXCELLENT'), often))
    expect(repeated.map(({ values: [figure] }) => figure?.status)).toEqual(
      Array(10).fill('SUPPRESSED'),
    )
    expect(seen.rounded).toBeGreaterThan(0)
    await own.close()
  })

  test('whatever part of a township was asked for', async () => {
    // One village of the township has few: the next smallest must not give it away.
    const own = await openCityOfFigures()
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
    const { status, errors, statements } = await city.compute(
      finance,
      'sum(ruralCredit.HouseholdCredit.creditLine where creditGrade = GOOD)',
    )
    expect([status, errors[0].extensions.code, statements]).toEqual([403, 'FORBIDDEN', []])
  })
})
