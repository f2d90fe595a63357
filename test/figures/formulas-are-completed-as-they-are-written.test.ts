import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CityOfFigures, openCityOfFigures } from '../prepare/cityOfFigures.ts'
import { finance, reader } from '../prepare/gateway.ts'

let city: CityOfFigures
beforeAll(async () => {
  city = await openCityOfFigures()
})
afterAll(() => city.close())

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
      const answer = await city.compute(reader('povertyOffice'), `扶贫办.贫困村状况.${fact} != 空`)
      expect.soft(answer.errors, fact).toEqual([])
    }
  })
})
