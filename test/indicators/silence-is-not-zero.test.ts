import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Level } from '../../src/indicators/definitions/definition.ts'
import { openFigures } from '../../src/indicators/figures/figures.ts'
import { ownIndicator } from '../../src/indicators/meaning/ownFormula.ts'
import {
  type Asking,
  county,
  dibao,
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
  world = await openFormulaWorld('formula_silence')
})
afterAll(() => world.close())

describe('a view that tells only of those concerned', () => {
  const names = ['yes', 'no', 'new', 'untold']
  const months = (amount: number, from = 0) => Array(12).fill(undefined).fill(amount, from)
  const moved = 'by(ecoMigration.RelocatedHousehold.movedInDate)'

  beforeAll(() =>
    world.make(
      [one, two, far],
      {
        [register]: [
          ...registered(names, '2018'),
          { of: 'near', period: '2018', memberCount: 1 },
          { of: 'far', period: '2018', memberCount: 1 },
        ],
        [dibao]: [
          ...parts('yes', 2018, 'M', 'monthlyAmount', months(50)),
          ...parts('new', 2018, 'M', 'monthlyAmount', months(100, 9)),
        ].map((row) => ({ ...row, dibaoFlag: true })),
        'ecoMigration.RelocatedHousehold': [{ of: 'yes', movedInDate: '2018-12-31' }],
        'youthLeague.YouthLeader': [{ of: 'p1', period: '2018', recognisedLevel: 'COUNTY' }],
        'womensFederation.WomenStartup': [
          { of: 'p1', period: '2018', starterIndustry: 'TEA' },
          { of: 'p2', period: '2018', starterIndustry: 'TEA' },
        ],
      },
      {
        households: { ...inVillage(names), near: two, far },
        persons: { p1: 'yes', p2: 'no', p3: 'no' },
      },
    ),
  )

  test.each([
    [`${dibao}.dibaoFlag`, 'yes new'],
    [`not ${dibao}.dibaoFlag`, 'no untold'],
    [`${dibao}.monthlyAmount < 60`, 'yes no untold'],
    [`maxOverYear(${dibao}.dibaoFlag)`, 'yes new'],
    [`not maxOverYear(${dibao}.dibaoFlag)`, 'no untold'],
    [`sumOverYear(${dibao}.monthlyAmount) = 600`, 'yes'],
    // It has been paid since October; of the months before there was nothing to tell.
    [`sumOverYear(${dibao}.monthlyAmount) = 300`, 'new'],
    [`sumOverYear(${dibao}.monthlyAmount) = 0`, 'no untold'],
  ])('of whom it says nothing, of that one there is nothing: %s: %s', async (condition, meant) => {
    expect(await world.whom(names, condition)).toBe(meant)
  })

  test.each<[formula: string, inCounty: string, near: string, elsewhere: string]>([
    [`count(${register} where ${moved})`, '1', '0', 'NOT_REPORTED'],
    ['count(ecoMigration.RelocatedHousehold)', '1', '0', 'NOT_REPORTED'],
    ['any(ecoMigration.RelocatedHousehold)', '1', '0', 'NOT_REPORTED'],
    [`count(${dibao} where dibaoFlag)`, '2', '0', 'NOT_REPORTED'],
    [`count(Household where ${dibao}.dibaoFlag)`, '2', '0', 'NOT_REPORTED'],
  ])('%s: %s, %s where the county has been told of, and %s', async (formula, ...values) => {
    const found = [one, two, far].map((area) => world.told(formula, { area }))
    expect(await Promise.all(found)).toEqual(values)
  })

  test('owes an answer where it says nothing of the whole county', async () => {
    expect(await world.ask(`count(${register} where ${moved})`, { area: far })).toMatchObject({
      owing: { 'ecoMigration.RelocatedHousehold': 1 },
    })
  })

  // What is counted is what is named; the views of the condition do not take any away.
  test.each([
    [`count(Household where not ${dibao}.dibaoFlag)`, '2'],
    [`count(Household where ${dibao}.monthlyAmount < 60)`, '3'],
    [
      `count(Person where youthLeague.YouthLeader.recognisedLevel != null
        or womensFederation.WomenStartup.starterIndustry != null)`,
      '2',
    ],
  ])('%s is %s', async (formula, value) => {
    expect(await world.told(formula)).toBe(value)
  })
})

describe('whoever has nothing to tell is no witness for those who are silent', () => {
  const repairs = 'sum(housing.DangerousHouse.subsidyAmount)'
  const helped = 'count(orgDept.PairingAssistance)'
  const exits = `100 * sum(${village}.exitedPersons) / sum(${village}.plannedExitPersons)`
  const ofRegistered = `sum(${ledger}.disbursedAmount
    where via(borrowerRef.Household, ${register}.registerNo != null))`
  const none = { registeredHouseholds: 0, plannedExitPersons: 0, exitedPersons: 0 }

  // One and far have nobody registered and no plan, two has, of three nobody has said anything.
  beforeAll(() =>
    world.make(
      [one, two, three, far],
      {
        [village]: [
          { of: one, period: '2018', ...none },
          { of: two, period: '2018', registeredHouseholds: 2, plannedExitPersons: 4 },
          { of: far, period: '2018', ...none },
        ],
        [ledger]: [
          { of: 'toOne', borrowerRef: 'inOne', disbursedAmount: 5 },
          { of: 'toTwo', borrowerRef: 'inTwo', disbursedAmount: 7 },
        ],
      },
      { households: { inOne: one, inTwo: two, inFar: far }, loans: { toOne: one, toTwo: two } },
    ),
  )

  const ofVillages = [one, two, three, town, county, farCounty, '5206']
  test.each<[formula: string, told: string]>([
    [repairs, '0 NOT_REPORTED NOT_REPORTED NOT_REPORTED NOT_REPORTED 0 NOT_REPORTED'],
    [helped, '0 NOT_REPORTED NOT_REPORTED NOT_REPORTED NOT_REPORTED 0 NOT_REPORTED'],
    // Nobody registered lives in one: what it was lent went to others. The ledger tells of the county.
    [ofRegistered, '0 NOT_REPORTED 0 0 0 NOT_REPORTED 0'],
    [
      exits,
      'NOT_APPLICABLE NOT_REPORTED NOT_REPORTED NOT_REPORTED NOT_REPORTED NOT_APPLICABLE NOT_REPORTED',
    ],
  ])(
    '%s: of three villages, their town and county, another county, the city: %s',
    async (formula, expected) => {
      const found = ofVillages.map((area) => world.told(formula, { area, rise: 'counted' }))
      expect((await Promise.all(found)).join(' ')).toBe(expected)
    },
  )

  test.each<[formula: string, level: Level, area: string, told: string]>([
    [repairs, 'Township', town, 'NOT_REPORTED'],
    [repairs, 'County', county, 'NOT_REPORTED'],
    [repairs, 'County', farCounty, '0'],
    [repairs, 'County', '5206', 'NOT_REPORTED'],
    [helped, 'City', '5206', 'NOT_REPORTED'],
    // The villages gathered for a county are no other than those of which it is made.
    [exits, 'Township', town, 'NOT_REPORTED'],
    [exits, 'County', farCounty, 'NOT_APPLICABLE'],
    [exits, 'County', '5206', 'NOT_REPORTED'],
  ])('%s, computed of each %s, of %s: %s', async (formula, level, area, expected) => {
    expect(await world.told(formula, { level, area, rise: 'counted' })).toBe(expected)
  })

  test('an answer is not kept past the day on which it is told that nobody is registered', async () => {
    const figures = openFigures(world.catalogue, world.known)
    const indicator = ownIndicator(world.catalogue, world.known, {
      formula: repairs,
      level: 'Village',
    })
    const status = async () => {
      const { compute } = figures.over(world.database.reader)
      const [figure] = await compute(indicator, [{ area: three, year: 2018, through: 12 }])
      return figure?.status
    }
    expect(await status()).toBe('NOT_REPORTED')
    await world.report({ [village]: [{ of: three, period: '2018', ...none }] })
    expect(await status()).toBe('OK')
  })
})

describe('an area over its villages, of which one is silent', () => {
  const rural = 'publicSecurity.VillagePopulation.ruralPopulation'
  const persons = `${village}.registeredPersons`
  const share = `100 * sum(${persons}) / sum(${rural})`

  beforeAll(() =>
    world.make([one, two, three], {
      [village]: [
        { of: one, period: '2017', registeredPersons: 8 },
        { of: two, period: '2017', registeredPersons: 8 },
        {
          of: one,
          period: '2018',
          registeredPersons: 10,
          poorVillageFlag: true,
          villageExitYear: 2018,
        },
        { of: two, period: '2018', registeredPersons: 30, poorVillageFlag: true },
        { of: three, period: '2018', registeredPersons: 50, poorVillageFlag: false },
      ],
      'publicSecurity.VillagePopulation': [
        { of: one, period: '2018-12', ruralPopulation: 100 },
        { of: three, period: '2018-12', ruralPopulation: 300 },
      ],
      'orgDept.VillageLeadership': [{ of: one, period: '2018', secretaryRef: 'p' }],
      'publicSecurity.Residence': [{ of: 'p', ruralFlag: true }],
    }),
  )

  const above: Asking[] = [
    { level: 'Township', area: town },
    { level: 'County', area: county },
  ]
  test.each<[formula: string, value: string]>([
    [`sum(${persons})`, '90'],
    [`sum(${rural})`, '400'],
    [`sum(${persons} where poorVillageFlag)`, '40'],
    [`min(${rural})`, '100'],
    [`max(${persons})`, '50'],
    [`avg(${rural})`, '200'],
    [`countDistinct(${persons})`, '3'],
    [`count(${village} where poorVillageFlag)`, '2'],
    [`count(${village}.villageExitYear <= y where poorVillageFlag)`, '1'],
    [`count(${village} where villageExitYear = null)`, '2'],
    ['count(Village)', '3'],
    // Who is silent takes part neither above nor below: 60 of 400, 50 / 8, 400 persons in two villages.
    [share, '15'],
    [`100 * growth(sum(${persons}))`, '150'],
    [`sum(${rural}) / count(${village})`, '200'],
    // A verdict has to hear all of them.
    [`all(${persons} > 5)`, '1'],
    [`all(${persons} > 10)`, '0'],
    [`any(${persons} > 45)`, '1'],
    [`any(${rural} > 45)`, 'NOT_REPORTED'],
    [`sum(${rural}) > 1`, 'NOT_REPORTED'],
    [`meets(${share}, param.villageExitIncidence)`, 'NOT_REPORTED'],
    ['sum(statistics.VillageIncome.sampleHouseholds)', 'NOT_REPORTED'],
  ])('%s is %s', async (formula, value) => {
    expect(await Promise.all(above.map((asking) => world.told(formula, asking)))).toEqual([
      value,
      value,
    ])
  })

  test('tells whose answer a verdict waits for', async () => {
    const { owing } = await world.ask(`${share} < 3`, above[0])
    expect(owing).toEqual({ 'publicSecurity.VillagePopulation': 1 })
  })

  test.each<[formula: string, asking: Asking, value: string]>([
    [`${village}.villageExitYear = null`, { area: one }, '0'],
    [`${village}.villageExitYear = null`, { area: two }, '1'],
    [`${village}.villageExitYear != null`, { area: one, year: 2019 }, 'NOT_REPORTED'],
    ['via(orgDept.VillageLeadership.secretaryRef, publicSecurity.Residence.ruralFlag)', {}, '1'],
    [
      'via(orgDept.VillageLeadership.secretaryRef, publicSecurity.Residence.ruralFlag)',
      { area: two },
      'NOT_REPORTED',
    ],
    [`${persons} / (${persons} - 10)`, {}, 'NOT_APPLICABLE'],
    [`${persons}[y-1]`, { area: three }, 'NOT_REPORTED'],
  ])('of one village: %s, %o: %s', async (formula, asking, value) => {
    expect(await world.told(formula, asking)).toBe(value)
  })
})
