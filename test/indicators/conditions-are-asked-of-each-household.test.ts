import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Asking,
  county,
  credit,
  type FormulaWorld,
  far,
  farCounty,
  inVillage,
  ledger,
  one,
  openFormulaWorld,
  parts,
  register,
  registered,
  three,
  town,
  two,
  village,
} from './formulaWorld.ts'

let world: FormulaWorld
beforeAll(async () => {
  world = await openFormulaWorld('formula_conditions')
})
afterAll(() => world.close())

describe('a condition is asked of each household', () => {
  const names = [...'abcdefgh']
  const incomes = [3534, 3535, 3536, null, 3335, 0, 9999, 1]
  const dates = ['2018-12-31', '2019-01-01', '2017-12-31', '2018-01-01', null, '2018-06-30']
  const grades = ['GOOD', 'FAIR', 'UNRATED', null, 'EXCELLENT', 'GOOD', null, 'UNRATED']
  const city: Asking = { level: 'City', area: '5206' }

  beforeAll(() =>
    world.make(
      [one, far],
      {
        [register]: [
          ...registered(
            names,
            '2018',
            incomes.map((netIncomePerCapita) => ({ netIncomePerCapita })),
          ),
          ...registered(
            names.slice(0, 4),
            '2017',
            [3334, 3335, 3336, null].map((netIncomePerCapita) => ({ netIncomePerCapita })),
          ),
          { of: 'a', period: '2021', memberCount: 1, netIncomePerCapita: 1 },
        ],
        [credit]: names.map((of, at) => ({
          of,
          period: '2018',
          ratingDate: [...dates, '2018-07-01', null][at],
          creditGrade: grades[at],
        })),
        'water.SafeWater': [true, false, null].map((safeWater, at) => ({
          of: names[at]!,
          period: '2018',
          safeWater,
        })),
        [village]: [
          { of: one, period: '2018', poorVillageFlag: true },
          { of: far, period: '2018', poorVillageFlag: false },
        ],
        'politicalLegal.TownshipStability': [
          { of: town, period: '2018-Q2', majorIncidentFlag: true },
          ...parts('520603101', 2018, 'Q', 'majorIncidentFlag', Array(4).fill(false)),
        ],
        'pboc.CountyCredit': [
          { of: county, period: '2018-12', allLoanBalance: 1000 },
          { of: farCounty, period: '2018-12', allLoanBalance: 2000 },
        ],
      },
      { households: { ...inVillage(names), g: far, h: far } },
    ),
  )

  test.each<[condition: string, whom: string, asking?: Asking]>([
    // Blanks.
    ['netIncomePerCapita = null', 'd'],
    ['null != netIncomePerCapita', 'a b c e f g h'],
    ['netIncomePerCapita in (0, 1, 9999)', 'f g h'],
    [`${credit}.creditGrade in (GOOD, FAIR)`, 'a b f'],
    [`not ${credit}.creditGrade in (GOOD, FAIR)`, 'c e h'],
    [`${credit}.creditGrade != UNRATED`, 'a b e f'],
    ['if(netIncomePerCapita > 3535, memberCount > 0, memberCount > 100)', 'c e f g h'],
    ['if(netIncomePerCapita = null, memberCount, 0) > 0', 'd'],
    ['if(netIncomePerCapita > 3000, netIncomePerCapita, netIncomePerCapita[y-1]) > 3535', 'c g'],
    ['min(netIncomePerCapita, 3000) = 3000', 'a b c e g'],
    ['max(netIncomePerCapita, 3000) = 3000', 'f h'],
    ['max(netIncomePerCapita, netIncomePerCapita[y-1]) > 0', 'a b c'],
    ['clamp(netIncomePerCapita, 10, 3535) = 3535', 'b c g'],
    ['clamp(netIncomePerCapita, 10, 3535) = 10', 'f h'],
    ['clamp(netIncomePerCapita, netIncomePerCapita[y-1], 9999) > 0', 'a b c'],
    // Another view of the same household: a tells yes, b no, c a blank, the others nothing.
    ['water.SafeWater.safeWater', 'a'],
    ['not water.SafeWater.safeWater', 'b'],
    ['water.SafeWater.safeWater = null', 'c d e f g h'],
    ['water.SafeWater.safeWater or netIncomePerCapita > 9000', 'a g'],
    ['not (water.SafeWater.safeWater and netIncomePerCapita > 9000)', 'a b c e f h'],
    ['has(water.SafeWater)', 'a b c'],
    [`not has(water.SafeWater) and has(${register})[y-1]`, 'd'],
    // The areas around it.
    [`${village}.poorVillageFlag`, 'a b c d e f'],
    [`not ${village}.poorVillageFlag and netIncomePerCapita > 1`, 'g'],
    ['pboc.CountyCredit.allLoanBalance > 1500', 'g h'],
    ['maxOverYear(politicalLegal.TownshipStability.majorIncidentFlag)', 'a b c d e f'],
    ['not maxOverYear(politicalLegal.TownshipStability.majorIncidentFlag)', 'g h'],
    // Other years.
    ['netIncomePerCapita > netIncomePerCapita[y-1]', 'a b c'],
    ['netIncomePerCapita[2017] >= 3335', 'b c'],
    ['(netIncomePerCapita >= param.povertyLine)[y-1]', 'b c'],
    // A line of each year: 3335, 3535 and, of 2020, 4000.
    ['netIncomePerCapita >= param.povertyLine[y-1]', 'a b c e g'],
    ['netIncomePerCapita >= param.povertyLine', 'b c g'],
    ['netIncomePerCapita >= param.povertyLine[2020]', 'g'],
    ['meets(netIncomePerCapita, param.povertyLine)', 'b c g'],
    // Dates; e and h have none.
    [`by(${credit}.ratingDate)`, 'a c d f g'],
    [`not by(${credit}.ratingDate)`, 'b e h'],
    [`during(${credit}.ratingDate)`, 'a d f g'],
    [`not during(${credit}.ratingDate)`, 'b c e h'],
    [`by(${credit}.ratingDate)`, 'c d f', { through: 6 }],
    [`during(${credit}.ratingDate)`, 'd f', { through: 6 }],
    [`year(${credit}.ratingDate) = y`, 'a d f g'],
    [`year(${credit}.ratingDate) in (2017, 2019)`, 'b c'],
    [`year(${credit}.ratingDate) = y - 1`, 'c'],
    // The same in Chinese.
    ['家庭年人均纯收入 = 空', 'd'],
    ['非 农信社.农户信用档案.信用等级 属于 (较好, 一般)', 'c e h'],
    ['如果(家庭年人均纯收入 > 3535, 家庭人口 > 0, 家庭人口 > 100)', 'c e f g h'],
    ['最大(家庭年人均纯收入, 3000) = 3000 或 限于(家庭年人均纯收入, 10, 3535) = 3535', 'b c f g h'],
    ['最小(家庭年人均纯收入, 3000) = 3000 且 达到(家庭年人均纯收入, 参数.povertyLine)', 'b c g'],
    ['截至(农信社.农户信用档案.评定日期)', 'a c d f g'],
    ['期内(农信社.农户信用档案.评定日期)', 'a d f g'],
    ['年份(农信社.农户信用档案.评定日期) = 本年', 'a d f g'],
  ])('%s: %s', async (condition, meant, asking) => {
    expect(await world.whom(names, condition, { ...city, ...asking })).toBe(meant)
  })

  test.each<[formula: string, value: string]>([
    [`sum(${register}.memberCount)`, '11111111'],
    [`sum(${register}.memberCount[y-1])`, '1111'],
    [`sum(${register}.memberCount)[y-1]`, '1111'],
    [`increment(sum(${register}.memberCount))`, '11110000'],
    [`count(${register})`, '8'],
    [`count(${register})[y-1]`, '4'],
    [`count(${register} where netIncomePerCapita > 3000)`, '5'],
    [`count(${register}.netIncomePerCapita > 3000 where ${village}.poorVillageFlag)`, '4'],
    ['count(Household)', '8'],
    // Households are counted, and not the rows of the view that is named first.
    ['count(Household where water.SafeWater.safeWater = null)', '6'],
    [
      `count(Household where water.SafeWater.safeWater or ${register}.netIncomePerCapita > 9000)`,
      '2',
    ],
    // 23940 over seven, 13940 over five: who has none is left out.
    [`avg(${register}.netIncomePerCapita)`, '3420'],
    [`avg(${register}.netIncomePerCapita where ${village}.poorVillageFlag)`, '2788'],
    [`min(${register}.netIncomePerCapita)`, '0'],
    [`min(${register}.netIncomePerCapita where netIncomePerCapita > 0)`, '1'],
    [`max(${register}.netIncomePerCapita where netIncomePerCapita < 3535)`, '3534'],
    [`max(${register}.netIncomePerCapita where netIncomePerCapita > 9999)`, 'NOT_APPLICABLE'],
    [`countDistinct(${credit}.creditGrade)`, '4'],
    [`countDistinct(${credit}.creditGrade where ${register}.netIncomePerCapita < 10)`, '2'],
    [`countDistinct(${credit}.ratingDate where during(ratingDate))`, '4'],
  ])('%s of the city is %s', async (formula, value) => {
    expect(await world.told(formula, city)).toBe(value)
  })

  test('against a line that is not known for the year there is no figure, and no zero', async () => {
    const below = `sum(${register}.memberCount where netIncomePerCapita < param.povertyLine)`
    expect(await world.ask(below, { ...city, year: 2021 })).toMatchObject({ value: null })
  })
})

describe('any and all of the members: yes, no, or not known', () => {
  const insured = 'health.HealthCoverage.insuredFlag'
  const say: Record<string, boolean | null> = { T: true, F: false, U: null }
  // Members one by one: yes, no, a blank, and (-) no word at all from a view that owes one of everybody.
  const families = ['TT', 'TF', 'TU', 'FF', 'FU', 'UU', 'T-', 'F-', '--', 'empty']
  const membersOf = (family: string) => (family === 'empty' ? [] : [...family])

  test.each([
    [`any(${insured})`, 'TT TF TU T-'],
    [`not any(${insured})`, 'FF empty'],
    [`all(${insured})`, 'TT empty'],
    [`not all(${insured})`, 'TF FF FU F-'],
    // Of nobody: not any, and all.
    ['any(education.CompulsoryEducation.enrolledFlag where schoolAgeFlag)', 'UU'],
    [
      'all(education.CompulsoryEducation.enrolledFlag where schoolAgeFlag)',
      'TT TU FF UU T- F- -- empty',
    ],
  ])('%s: %s', async (condition, meant) => {
    const persons = families.flatMap((family) => membersOf(family).map((_, at) => `${family}${at}`))
    await world.make(
      [one],
      {
        [register]: registered(families, '2018'),
        'health.HealthCoverage': persons.flatMap((of) => {
          const letter = of.at(Number(of.at(-1))) ?? ''
          return letter === '-' ? [] : [{ of, period: '2018', insuredFlag: say[letter] }]
        }),
        // Told of pupils alone: TF's first is at no school, of FU's first it is not known.
        'education.CompulsoryEducation': [
          { of: 'TF0', period: '2018-T2', schoolAgeFlag: true, enrolledFlag: false },
          { of: 'FU0', period: '2018-T2', schoolAgeFlag: true, enrolledFlag: null },
          { of: 'UU0', period: '2018-T2', schoolAgeFlag: true, enrolledFlag: true },
          { of: 'TT0', period: '2018-T2', schoolAgeFlag: false, enrolledFlag: null },
        ],
      },
      {
        households: inVillage(families),
        persons: Object.fromEntries(persons.map((person) => [person, person.slice(0, -1)])),
      },
    )
    expect(await world.whom(families, condition)).toBe(meant)
  })

  // One member each: whether it is meant, and what it says.
  const meantAndSaid = ['TT', 'TF', 'TU', 'FT', 'FF', 'FU', 'UT', 'UF', 'UU']
  test.each([
    [`any(${insured} where chronicDiseaseFlag)`, 'TT'],
    [`not any(${insured} where chronicDiseaseFlag)`, 'TF FT FF FU UF'],
    [`all(${insured} where chronicDiseaseFlag)`, 'TT FT FF FU UT'],
    [`not all(${insured} where chronicDiseaseFlag)`, 'TF'],
  ])('%s: %s', async (condition, meant) => {
    await world.make(
      [one],
      {
        [register]: registered(meantAndSaid, '2018'),
        'health.HealthCoverage': meantAndSaid.map((of) => ({
          of,
          period: '2018',
          chronicDiseaseFlag: say[of[0]!],
          insuredFlag: say[of[1]!],
        })),
      },
      {
        households: inVillage(meantAndSaid),
        persons: Object.fromEntries(meantAndSaid.map((name) => [name, name])),
      },
    )
    expect(await world.whom(meantAndSaid, condition)).toBe(meant)
  })
})

test.each([
  // Just below, at and just above the bound.
  ['villageExitIncidence', 0, ['1', '1', '0']],
  ['countyExitIncidence', 0, ['1', '0', '0']],
  ['newFundsFloor', 77, ['0', '1', '1']],
  ['approvalFloor', 87, ['0', '0', '1']],
])('meets(…, param.%s) holds its own bound', async (name, more, verdicts) => {
  const [poor, rural] = [`${village}.remainingPoorPersons`, 'VillagePopulation.ruralPopulation']
  const villages = [one, two, three]
  await world.make(villages, {
    [village]: villages.map((of, at) => ({
      of,
      period: '2018',
      remainingPoorPersons: 299 + at,
    })),
    'publicSecurity.VillagePopulation': villages.map((of) => ({
      of,
      period: '2018-12',
      ruralPopulation: 10_000,
    })),
  })
  const formula = `meets(100 * ${poor} / publicSecurity.${rural} + ${more}, param.${name})`
  const found = villages.map((area) => world.told(formula, { area }))
  expect(await Promise.all(found)).toEqual(verdicts)
})

test.each<[day: string, months: number, rate: string]>([
  ['2015-10-24', 12, '4.35'],
  ['2015-10-23', 12, '4.60'],
  ['2018-01-01', 13, '4.75'],
  ['2018-01-01', 60, '4.75'],
  ['2018-01-01', 61, '4.90'],
])('the rate of %s for %i months is %s', async (disbursedDate, termMonths, rate) => {
  const row = { of: 'loan', borrowerRef: 'h', disbursedAmount: 1, disbursedDate, termMonths }
  await world.make([one], { [ledger]: [row] }, { loans: { loan: one } })
  const ofRate = `param.benchmarkRate(disbursedDate, termMonths) = ${rate}`
  expect(await world.told(`count(${ledger} where ${ofRate})`)).toBe('1')
})
