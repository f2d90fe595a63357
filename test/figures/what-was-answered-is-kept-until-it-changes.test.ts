import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type CityOfFigures,
  figureStatements,
  incidence,
  openCityOfFigures,
  told,
  village,
} from '../prepare/cityOfFigures.ts'
import { finance } from '../prepare/gateway.ts'

let city: CityOfFigures
beforeAll(async () => {
  city = await openCityOfFigures()
})
afterAll(() => city.close())

describe('what has been answered is kept', () => {
  test('until something is published that it was read from', async () => {
    const own = await openCityOfFigures()
    const ask = async () =>
      figureStatements(await own.figures(finance, ['A01', 'C01']))
        .map((sql) => sql.match(/indicator (\w+)/)?.[1])
        .sort()
    expect(await ask()).toEqual(['A01', 'C01'])
    expect(await ask()).toEqual([])
    await own.published('publicSecurity.VillagePopulation')
    expect(await ask()).toEqual(['C01'])
    await own.published('water.SafeWater')
    expect(await ask()).toEqual([])
    await own.sql(
      `update poverty_office.village_status set remaining_poor_persons = 7 where village_code = $1 and period = '2020'`,
      [village],
    )
    await own.published('povertyOffice.VillageStatus')
    const [{ rural }] = await own.sql(
      `select rural_population as rural from public_security.village_population
        where village_code = $1 and period = '2020-12'`,
      [village],
    )
    const anew = told(await own.figures(finance, ['C01'], { within: village }))
    expect(anew).toEqual([[village, Number((700 / rural).toFixed(2))]])
    await own.close()
  })

  test('for an own formula too, but not for another number of decimals', async () => {
    const ask = (decimals: number) =>
      city.compute(finance, incidence, { within: village, periods: ['2016'], decimals })
    const [first, again, fewer] = [await ask(3), await ask(3), await ask(0)]
    expect([first, again].map((answer) => figureStatements(answer).length)).toEqual([1, 0])
    const [[, exact] = []] = told(first)
    expect(Number.isInteger(exact)).toBe(false)
    expect(told(fewer)).toEqual([[village, Math.round(Number(exact))]])
  })

  test('as long as there is room, of which what was asked of one village first and of all later takes its part', async () => {
    const status = 'povertyOffice.VillageStatus'
    const asking = (at: number, within: string | null) =>
      city.compute(finance, `${status}.registeredPersons + ${at}`, { within, first: 1 })
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
