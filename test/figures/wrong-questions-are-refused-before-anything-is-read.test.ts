import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Asked,
  type CityOfFigures,
  openCityOfFigures,
  rowsOf,
  told,
  village,
} from '../prepare/cityOfFigures.ts'
import { type Answer, finance } from '../prepare/gateway.ts'

let city: CityOfFigures
beforeAll(async () => {
  city = await openCityOfFigures()
})
afterAll(() => city.close())

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
    ['no row', poor, { first: 0 }, /between 1 and 3000/],
    ['too many rows', poor, { first: 4000 }, /limit of 3000 rows in a page/],
    ['too many decimals', poor, { decimals: 11 }, /from 0 to 10/],
    ['a foreign cursor', poor, { after: 'bm93aGVyZQ' }, /"after" is no cursor of this list/],
    [
      'townships of a zone',
      'sum(povertyOffice.VillageStatus.exitedPersons)',
      { level: 'TOWNSHIP', within: '5206Z1' },
      /has no township in it; ask for VILLAGE or ZONE/,
    ],
  ])('of compute: %s', async (_, formula, asked, says) => {
    refusedBefore(await city.compute(finance, formula, asked), says)
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
    ['no row', ['C01'], { first: 0 }, /between 1 and 3000/],
    ['too many rows', ['C01'], { first: 4000 }, /limit of 3000 rows in a page/],
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
    refusedBefore(await city.figures(finance, codes, asked), says)
  })

  function refusedBefore({ status, errors, statements }: Answer, says: RegExp): void {
    expect(errors[0]?.message).toMatch(says)
    const code = /rows in a page/.test(errors[0].message) ? 'LIMIT_PAGE_SIZE' : 'BAD_USER_INPUT'
    expect([status, errors.length, errors[0].extensions.code]).toEqual([400, 1, code])
    expect(statements).toEqual([])
  }

  test('but a quarter may be asked where all is told by the quarter', async () => {
    const rows = rowsOf(await city.figures(finance, ['D04'], { periods: ['2019-Q3', '2019'] }))
    const [expected] = await city.sql(
      `select round(100.0 * sum(transaction_count) / max(household_count), 2) as value
        from rural_credit.village_outlet o join public_security.village_population p
          on p.village_code = o.village_code and p.period = '2020-09'
        where o.village_code = $1 and o.period between '2020-Q1' and '2020-Q3'`,
      [village],
    )
    expect(new Set(rows.map(({ period }) => period))).toEqual(new Set(['2019-Q3', '2019']))
    const third = await city.figures(finance, ['D04'], { periods: ['2020-Q3'], within: village })
    expect(told(third)).toEqual([[village, Number(expected.value)]])
  })
})
