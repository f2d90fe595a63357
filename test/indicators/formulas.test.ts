import { beforeAll, describe, expect, test } from 'vitest'
import { type Catalogue, gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import { Refusal } from '../../src/ground/refusal.ts'
import type { Level, Rise } from '../../src/indicators/definitions/definition.ts'
import { parameters } from '../../src/indicators/definitions/parameters.ts'
import { entityAt } from '../../src/indicators/meaning/indicator.ts'
import { checkRise } from '../../src/indicators/meaning/level.ts'
import { readFormula } from '../../src/indicators/meaning/meaning.ts'
import type { Term } from '../../src/indicators/meaning/term.ts'
import { unitText } from '../../src/indicators/meaning/unit.ts'

let catalogue: Catalogue
beforeAll(async () => {
  catalogue = await gatherCatalogue()
})

const poor = 'povertyOffice.VillageStatus.remainingPoorPersons'
const rural = 'publicSecurity.VillagePopulation.ruralPopulation'
const income = 'statistics.VillageIncome.disposableIncomePerCapita'
const outlet = 'ruralCredit.VillageOutlet'

const read = (formula: string, level: Level = 'Village') =>
  readFormula(catalogue, formula, entityAt(catalogue, level), {
    parameters: new Map(parameters.map((parameter) => [parameter.name, parameter])),
    formulas: new Map([
      ['ROUND', 'ABOUT + 1'],
      ['ABOUT', '2 * ROUND'],
    ]),
  })

function unitOf(formula: string, level?: Level): string {
  const { type } = read(formula, level)
  return type.kind === 'number' ? `${unitText(type.unit)} ${type.adds}` : type.kind
}

describe('a formula has a unit, and adds up in its way', () => {
  test.each<[formula: string, unit: string, level?: Level]>([
    [poor, 'person stock'],
    [`100 * ${poor} / ${rural}`, '1 ratio'],
    [`${poor} / 2`, 'person stock'],
    [`-(${poor}) * 3`, 'person stock'],
    [`100 * (${income} / ${income}[y-1] - 1)`, '1 ratio'],
    [`growth(${poor})`, '1 ratio'],
    [`increment(${poor})`, 'person stock'],
    [`${poor}[y-1] - povertyOffice.VillageStatus.exitedPersons`, 'person stock'],
    ['povertyOffice.VillageStatus.exitedPersons * 2', 'person flow'],
    [`agriculture.VillageCollective.totalIncome / ${rural}`, 'CNY/person ratio'],
    [`sum(agriculture.VillageCollective.totalIncome)`, 'CNY flow'],
    [`avg(${income})`, 'CNY/year ratio'],
    ['count(povertyOffice.VillageStatus)', 'village stock'],
    ['count(devReform.TownshipWellOff.poorTownshipFlag)', 'township stock', 'City'],
    ['count(povertyOffice.HouseholdRegister where povertyStatus = POOR)', 'household stock'],
    [
      'sum(povertyOffice.HouseholdRegister.netIncomePerCapita * povertyOffice.HouseholdRegister.memberCount)',
      'CNY·person/year stock',
    ],
    ['povertyOffice.VillageStatus.villageExitYear <= y', 'yesNo'],
    [`not ${outlet}.outletInstalled or ${outlet}.activeCustomers >= 3 and y > 2016`, 'yesNo'],
    [`count(${outlet} where CERTIFIED = creditVillageStatus)`, 'village stock'],
    [' 1\n+ 2 ', '1 written'],
  ])('%s: %s', (formula, unit, level) => {
    expect(unitOf(formula, level)).toBe(unit)
  })

  test.each([
    ['1 - 2 - 3', '((1 - 2) - 3)'],
    ['1 - 2 * 3 + 4', '((1 - (2 * 3)) + 4)'],
    ['8 / 4 / 2', '((8 / 4) / 2)'],
    ['- 1 * 2', '((-1) * 2)'],
    ['1 < 2 and 3 < 4 or not 5 = 6', '(((1 < 2) and (3 < 4)) or (not (5 = 6)))'],
    ['(1 - 2) * 3', '((1 - 2) * 3)'],
    ['(y)[y-1]', '(y-1)'],
    ['y[y-1][y-2]', '(y-3)'],
    ['y[y]', '(y-0)'],
  ])('%s binds as %s', (formula, bound) => {
    const say = (term: Term): string => {
      if (term.kind === 'number') return term.text
      if (term.kind === 'year') return `(y-${term.back})`
      if (term.kind === 'negative') return `(-${say(term.of)})`
      if (term.kind === 'not') return `(not ${say(term.of)})`
      if (term.kind !== 'binary') return term.kind
      return `(${say(term.left)} ${term.operator} ${say(term.right)})`
    }
    expect(say(read(formula))).toBe(bound)
  })
})

interface Wrong {
  readonly formula: string
  /** The character at which the refusal points, as line:column. */
  readonly at: string
  readonly says: string
  readonly nearest?: string
}

const wrong: Wrong[] = [
  // Names
  {
    formula: '100 * povertyOffice.VillageStatus.remainingPoorPerson',
    at: '1:35',
    says: '"povertyOffice.VillageStatus" has no "remainingPoorPerson"',
    nearest: poor,
  },
  {
    formula: 'povertyOffice.VilageStatus.remainingPoorPersons',
    at: '1:15',
    says: '"povertyOffice" has no "VilageStatus"',
    nearest: poor,
  },
  {
    formula: 'povertyOfice.VillageStatus.remainingPoorPersons',
    at: '1:1',
    says: 'no fact is called "povertyOfice.VillageStatus.remainingPoorPersons"',
    nearest: poor,
  },
  { formula: 'ruralPopulation', at: '1:1', says: 'no fact is called', nearest: rural },
  { formula: `${poor}.x`, at: '1:50', says: 'has no "x"' },
  { formula: 'povertyOffice.VillageStatus', at: '1:1', says: 'write the whole name' },
  {
    formula: 'Household.householdNo',
    at: '1:1',
    says: 'speaks of the household, but this is computed',
  },
  {
    formula: '扶贫办.贫困村状况.未脱贫人口',
    at: '1:11',
    says: '"扶贫办.贫困村状况" has no "未脱贫人口"',
    nearest: '扶贫办.贫困村状况.未脱贫人数',
  },
  { formula: '扶贫办.贫困村.未脱贫人数', at: '1:5', says: '"扶贫办" has no "贫困村"' },
  {
    formula: `count(${outlet} where stationEstablised)`,
    at: '1:39',
    says: 'no fact is called "stationEstablised"',
    nearest: 'stationEstablished',
  },
  {
    formula: `count(${outlet} where creditVillageStatus = CERTIFIDE)`,
    at: '1:61',
    says: 'CreditVillageStatus has no member "CERTIFIDE"',
    nearest: 'CERTIFIED',
  },
  {
    formula: `count(${outlet} where stationEstablished = CERTIFIED)`,
    at: '1:60',
    says: 'no fact is called "CERTIFIED"',
  },
  { formula: `summ(${poor})`, at: '1:1', says: 'no function is called "summ"', nearest: 'sum' },
  {
    formula: 'toString(1)',
    at: '1:1',
    says: 'there are sum, avg, count, countDistinct, min, max, any, all, if, clamp',
  },
  { formula: '__proto__(1)', at: '1:1', says: 'no function is called "__proto__"' },
  // Writing
  { formula: '', at: '1:1', says: 'the formula ends here; a fact' },
  { formula: '1 +', at: '1:4', says: 'the formula ends here; a fact' },
  { formula: '1 +\n  * 2', at: '2:3', says: '"*" is not expected here, but a fact' },
  { formula: '1 +\r\n  2 $ 3', at: '2:5', says: 'a formula is not written with "$"' },
  { formula: '(1 + 2', at: '1:7', says: 'the formula ends here; an operator or ")"' },
  { formula: '1 + 2)', at: '1:6', says: '")" is not expected here, but an operator or the end' },
  { formula: '1 2', at: '1:3', says: '"2" is not expected here, but an operator' },
  { formula: 'y < 2 < 3', at: '1:7', says: 'comparisons do not chain' },
  { formula: 'sum()', at: '1:5', says: '")" is not expected here, but a fact' },
  { formula: `sum(${poor} were y)`, at: '1:54', says: '"were"', nearest: 'where' },
  { formula: 'y（1）', at: '1:2', says: 'not written with "（"', nearest: '(' },
  { formula: '扶贫 + 🚀', at: '1:6', says: 'not written with "🚀"' },
  { formula: `${poor}[y+1]`, at: '1:51', says: '"+" is not expected here, but "]"' },
  { formula: `${poor}[201]`, at: '1:50', says: 'a year is written in brackets as [2015]' },
  { formula: 'y[y-z]', at: '1:5', says: '"z" is not expected here, but a number' },
  { formula: 'povertyOffice.3', at: '1:15', says: '"3" is not expected here, but a name' },
  { formula: 'y[y-0]', at: '1:5', says: 'from 1 to 20' },
  { formula: 'y[y-21]', at: '1:1', says: 'looks back 21 years in all' },
  { formula: 'y[y-100]', at: '1:5', says: 'from 1 to 20' },
  { formula: 'y[y-1.5]', at: '1:5', says: 'from 1 to 20' },
  { formula: 'y[y-15][y-15]', at: '1:1', says: 'looks back 30 years in all' },
  // Types and units
  {
    formula: `${poor} + agriculture.VillageCollective.operatingIncome`,
    at: '1:50',
    says: 'is a number in person, "agriculture.VillageCollective.operatingIncome" is a number in CNY',
  },
  {
    formula: `${poor} > agriculture.VillageCollective.operatingIncome`,
    at: '1:50',
    says: '">" joins unlike things',
  },
  {
    formula: `${income} - agriculture.VillageCollective.totalIncome`,
    at: '1:52',
    says: 'CNY/year',
  },
  { formula: `y + ${poor}`, at: '1:3', says: 'a number in calendar year' },
  { formula: `not ${poor}`, at: '1:5', says: 'should be a yes or no, but is a number in person' },
  { formula: `2 * ${outlet}.outletInstalled`, at: '1:5', says: 'should be a number, but is a yes' },
  {
    formula: `${outlet}.outletInstalled = ${outlet}.creditVillageStatus`,
    at: '1:43',
    says: 'is a yes or no, "ruralCredit.VillageOutlet.creditVillageStatus" is CreditVillageStatus',
  },
  {
    formula: `count(${outlet} where creditVillageStatus < CERTIFIED)`,
    at: '1:59',
    says: 'compares numbers only',
  },
  { formula: `sum(${poor} where ${rural})`, at: '1:60', says: 'should be a yes or no' },
  { formula: `sum(${income})`, at: '1:5', says: 'is a ratio and never adds up' },
  { formula: `sum(${poor} / ${rural})`, at: '1:5', says: 'is a ratio and never adds up' },
  { formula: `sum(povertyOffice.VillageStatus.villageExitYear)`, at: '1:5', says: 'is a ratio' },
  { formula: `count(${poor})`, at: '1:7', says: 'should be a yes or no' },
  { formula: 'count(y > 2016)', at: '1:7', says: 'reads no fact' },
  { formula: `sum(sum(${poor}))`, at: '1:5', says: 'may not stand inside another aggregate' },
  { formula: `sum(${poor}, ${rural})`, at: '1:55', says: 'sum takes one expression' },
  { formula: `growth(${poor} where y > 1)`, at: '1:63', says: 'growth takes no "where"' },
  {
    formula: 'povertyOffice.HouseholdRegister.registerNo',
    at: '1:1',
    says: 'speaks of the household, but this is computed for each village',
  },
  {
    formula: '1 + any(marketRegulation.AbnormalList)',
    at: '1:5',
    says: 'should be a number, but is a yes or no',
  },
  {
    formula: 'count(povertyOffice.HouseholdRegister where via(memberCount, y > 2))',
    at: '1:49',
    says: 'via takes a link first, such as linkedEntityUscc; "memberCount" is none',
  },
  {
    formula: `count(povertyOffice.HouseholdRegister where ${outlet}.activeCustomers > memberCount)`,
    at: '1:87',
    says: '">" joins unlike things',
  },
  {
    formula: 'count(povertyOffice.HouseholdRegister where any(civilAffairs.VillageSelfGovernance))',
    at: '1:45',
    says: 'no link leads from there to the household',
  },
  {
    formula: 'param.povertyLin',
    at: '1:7',
    says: 'no parameter is called',
    nearest: 'povertyLine',
  },
  { formula: 'param.benchmarkRate', at: '1:1', says: 'write param.benchmarkRate(date, months)' },
  { formula: `meets(${poor}, 3)`, at: '1:57', says: 'takes a parameter with an operator' },
  { formula: `cumulative(${poor}, 2014)`, at: '1:12', says: 'only a flow' },
  {
    formula: 'cumulative(povertyOffice.VillageStatus.exitedPersons, 14)',
    at: '1:55',
    says: 'first year',
  },
  { formula: `sumOverYear(${poor})`, at: '1:13', says: 'is no flow' },
  { formula: `clamp(${poor}, 0)`, at: '1:1', says: 'clamp takes 3 expressions; there are 2' },
  {
    formula: `${outlet}.creditVillageStatus in (CERTIFIED, CERTIFIDE)`,
    at: '1:62',
    says: 'no member',
  },
  { formula: `if(${poor}, 1, 2)`, at: '1:4', says: 'should be a yes or no' },
  { formula: 'ROUND', at: '1:5', says: 'the formulas go round in a circle: ROUND → ABOUT → ROUND' },
  // Extremes
  { formula: '1+'.repeat(1100), at: '1:2001', says: 'over the limit of 2000' },
  { formula: `${'('.repeat(900)}1${')'.repeat(900)}`, at: '1:41', says: 'more than 40 deep' },
  { formula: `${'-'.repeat(1990)}1`, at: '1:401', says: 'more than 400 terms' },
  { formula: `1${'+1'.repeat(900)}`, at: '1:1', says: 'more than 400 terms' },
  { formula: `${'growth('.repeat(12)}y${')'.repeat(12)}`, at: '1:78', says: 'more than 400 terms' },
  { formula: `1 + ${'9'.repeat(19)}`, at: '1:5', says: 'at most 18 digits' },
]

describe('a wrong formula is refused at the character', () => {
  test.each(wrong)('$formula', ({ formula, at, says, nearest }) => {
    let refusal: unknown
    try {
      read(formula)
    } catch (error) {
      refusal = error
    }
    if (!(refusal instanceof Refusal)) throw refusal ?? new Error('it was not refused')
    const { code, at: place, nearest: found } = refusal.extensions
    const { line, column } = place as { line: number; column: number }
    expect(refusal.sentence.en).toContain(says)
    expect(`${line}:${column}`).toBe(at)
    expect(code).toBe('BAD_USER_INPUT')
    if (nearest) expect(found).toBe(nearest)
    const [row, character] = [line, column]
    expect(refusal.sentence.zh).toMatch(
      new RegExp(`^公式(“ABOUT”)?第 ${row} 行第 ${character} 个字符：`),
    )
    const where = `^Formula( "ABOUT")?, line ${row}, character ${character}: `
    expect(refusal.sentence.en).toMatch(new RegExp(where))
    if (nearest) expect(refusal.sentence.zh).toContain(`是否指“${nearest}”？`)
  })
})

describe('a formula stands at one level and rises as it can', () => {
  const refusalOf = (formula: string, rise: Rise, level: Level) => {
    try {
      checkRise(formula, read(formula, level), entityAt(catalogue, level), rise)
    } catch (error) {
      return (error as Refusal).sentence.en
    }
    return 'accepted'
  }

  test.each<[string, Rise, string, Level?]>([
    [`${poor} / ${rural}`, 'pooled', 'accepted'],
    [`100 * ${poor} - 3 * ${rural}[y-1]`, 'pooled', 'accepted'],
    [`growth(${poor})`, 'pooled', 'accepted'],
    [`${income} / ${income}[y-1]`, 'meanOfVillages', 'accepted'],
    [`${outlet}.activeCustomers`, 'none', 'accepted'],
    [`100 * sum(${poor}) / sum(${rural})`, 'counted', 'accepted'],
    ['1 + y', 'none', 'character 1: the formula reads no fact.'],
    [income, 'pooled', 'character 1: this cannot be computed from sums'],
    [`${poor} * ${rural}`, 'pooled', 'character 1: this cannot be computed from sums'],
    [`${poor} > 3`, 'pooled', 'character 1: this cannot be computed from sums'],
    [`sum(${poor})`, 'pooled', 'rise as "counted"'],
    [poor, 'counted', 'rise as "counted"'],
    [`sum(${poor}) / ${rural}`, 'counted', 'character 57: a single fact does not stand beside sum'],
    [
      'devReform.TownshipWellOff.wellOffRealisation',
      'meanOfVillages',
      'facts of the Township have no mean of villages',
      'Township',
    ],
    ['devReform.TownshipWellOff.specialFundInvested', 'pooled', 'cannot be computed from sums'],
    [`min(${poor}, 3)`, 'pooled', 'character 1: this cannot be computed from sums'],
    [`if(${outlet}.outletInstalled, 1, 0)`, 'meanOfVillages', 'accepted'],
    ['sum(povertyOffice.HouseholdRegister.memberCount)', 'counted', 'accepted'],
    [`sum(povertyOffice.HouseholdRegister.memberCount) / ${rural}`, 'pooled', 'accepted'],
  ])('%s as %s: %s', (formula, rise, says, level = 'Village') => {
    expect(refusalOf(formula, rise, level)).toContain(says)
  })
})
