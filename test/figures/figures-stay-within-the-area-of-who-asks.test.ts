import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Asked,
  type CityOfFigures,
  county,
  figureStatements,
  incidence,
  openCityOfFigures,
  rowsOf,
  town,
  village,
} from '../prepare/cityOfFigures.ts'
import { finance, type Who } from '../prepare/gateway.ts'

let city: CityOfFigures
beforeAll(async () => {
  city = await openCityOfFigures()
})
afterAll(() => city.close())

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
      (asked: Asked) => city.figures(who, ['C01'], asked),
      (asked: Asked) => city.compute(who, 'count(povertyOffice.VillageStatus)', asked),
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
      city.figures({ role: 'auditor' }, ['C01']),
      city.compute({ role: 'auditor' }, incidence),
    ]) {
      const { errors, statements } = await ask
      expect([errors[0].extensions.code, statements]).toEqual(['FORBIDDEN', []])
    }
  })
})
