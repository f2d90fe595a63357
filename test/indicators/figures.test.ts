import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Definition } from '../../src/indicators/definitions/definition.ts'
import { knownIndicatorsOf } from '../../src/indicators/figures/catalogued.ts'
import { openFigures } from '../../src/indicators/figures/figures.ts'
import { readIndicator } from '../../src/indicators/meaning/indicator.ts'
import { openWorld, type World } from './world.ts'

const [one, two, three] = ['520602101201', '520602101202', '520602101203'] as const
const status = 'povertyOffice.VillageStatus'
const outlet = 'ruralCredit.VillageOutlet'

let world: World
beforeAll(async () => {
  world = await openWorld('indicator_figures')
  await world.make([one, two, three], {
    [status]: [
      { of: one, period: '2017', registeredPersons: 100, exitedPersons: 4 },
      { of: one, period: '2018', registeredPersons: 90, exitedPersons: 10, deepPovertyFlag: true },
      { of: two, period: '2017', registeredPersons: 40, exitedPersons: 6 },
      { of: two, period: '2018', registeredPersons: 50, exitedPersons: 0, deepPovertyFlag: false },
      { of: three, period: '2018', registeredPersons: 70, exitedPersons: null },
    ],
    'statistics.VillageIncome': [
      { of: one, period: '2018', wageIncome: '3000.10' },
      { of: two, period: '2018', wageIncome: '4000.00' },
      { of: three, period: '2018', wageIncome: '6000.05' },
    ],
    [outlet]: [
      // Reported throughout.
      { of: one, period: '2018-Q1', nightSchoolSessions: 2, activeCustomers: 10 },
      { of: one, period: '2018-Q2', nightSchoolSessions: 0, activeCustomers: 20 },
      { of: one, period: '2018-Q3', nightSchoolSessions: 1, activeCustomers: 30 },
      { of: one, period: '2018-Q4', nightSchoolSessions: 4, creditVillageStatus: 'CERTIFIED' },
      // Half the year so far.
      { of: two, period: '2018-Q1', nightSchoolSessions: 3, activeCustomers: 7 },
      { of: two, period: '2018-Q2', nightSchoolSessions: 5, creditVillageStatus: 'APPLYING' },
      // A quarter missing.
      { of: three, period: '2018-Q1', nightSchoolSessions: 8, activeCustomers: 9 },
      { of: three, period: '2018-Q3', nightSchoolSessions: 8, creditVillageStatus: null },
    ],
  })
})
afterAll(() => world.close())

interface Expected {
  readonly formula: string
  readonly rise?: Definition['rise']
  readonly unit: string
  readonly area?: string
  /** The last month that is asked for. */
  readonly through?: number
  /** Status, value, and how many took part, were silent, lie in the area. */
  readonly is: readonly [status: string, value: string | null, ...counts: number[]]
  readonly parts?: readonly [numerator: string | null, denominator: string | null]
}

const town = '520602101'

test.each<Expected>([
  // Of single facts, pooled.
  { formula: `${status}.registeredPersons`, unit: 'person', is: ['OK', '210.00', 3, 0, 3] },
  { formula: `${status}.exitedPersons`, unit: 'person', is: ['OK', '10.00', 2, 1, 3] },
  {
    formula: `100 * ${status}.exitedPersons / (2 * ${status}.registeredPersons)`,
    unit: 'pct',
    is: ['OK', '3.57', 2, 1, 3],
    parts: ['10', '280'],
  },
  {
    formula: `${status}.exitedPersons / ${status}.registeredPersons / 0.01`,
    unit: 'pct',
    is: ['OK', '7.14', 2, 1, 3],
    parts: ['10', '140'],
  },
  {
    formula: `100 * growth(${status}.registeredPersons)`,
    unit: 'pct',
    is: ['OK', '0.00', 2, 1, 3],
    parts: ['0', '140'],
  },
  {
    formula: `100 * growth(${status}.registeredPersons)`,
    unit: 'pct',
    area: one,
    is: ['OK', '-10.00', 1, 0, 1],
    parts: ['-10', '100'],
  },
  {
    formula: `increment(${status}.registeredPersons)`,
    unit: 'person',
    area: two,
    is: ['OK', '10.00', 1, 0, 1],
    parts: [null, null],
  },
  {
    formula: `-${status}.registeredPersons[y-1] + 2 * ${status}.exitedPersons`,
    unit: 'person',
    area: one,
    is: ['OK', '-80.00', 1, 0, 1],
  },
  {
    formula: `${status}.exitedPersons / ${status}.exitedPersons`,
    unit: 'x',
    area: two,
    is: ['NOT_APPLICABLE', null, 1, 0, 1],
    parts: ['0', '0'],
  },
  // Of no higher level.
  {
    formula: 'statistics.VillageIncome.wageIncome',
    unit: 'CNY/year',
    rise: 'none',
    area: one,
    is: ['OK', '3000.10', 1, 0, 1],
  },
  {
    formula: 'statistics.VillageIncome.wageIncome',
    unit: 'CNY/year',
    rise: 'none',
    is: ['NOT_APPLICABLE', null, 0, 0, 0],
  },
  {
    formula: 'statistics.VillageIncome.wageIncome',
    unit: 'CNY/year',
    rise: 'meanOfVillages',
    is: ['OK', '4333.38', 3, 0, 3],
    parts: ['13000.15', '3'],
  },
  // Of aggregates: the same, and other views of the same village in `where`.
  {
    formula: `sum(${status}.registeredPersons where deepPovertyFlag)`,
    unit: 'person',
    rise: 'counted',
    is: ['OK', '90.00', 1, 0, 3],
  },
  {
    formula: `count(${status} where registeredPersons >= 70)`,
    unit: 'village',
    rise: 'counted',
    is: ['OK', '2.00', 3, 0, 3],
  },
  { formula: `count(${status})`, unit: 'village', rise: 'counted', is: ['OK', '3.00', 3, 0, 3] },
  {
    formula: `count(${status} where not exitedPersons > 0)`,
    unit: 'village',
    rise: 'counted',
    is: ['OK', '1.00', 2, 1, 3],
  },
  {
    formula: `count(${status} where registeredPersons > 60 and statistics.VillageIncome.wageIncome < 5000)`,
    unit: 'village',
    rise: 'counted',
    is: ['OK', '1.00', 3, 0, 3],
  },
  {
    formula: `count(${status} where registeredPersons > 60 or statistics.VillageIncome.wageIncome < 5000)`,
    unit: 'village',
    rise: 'counted',
    is: ['OK', '3.00', 3, 0, 3],
  },
  {
    formula: `count(${status} where registeredPersons > ${status}.registeredPersons[y-1])`,
    unit: 'village',
    rise: 'counted',
    is: ['OK', '1.00', 2, 1, 3],
  },
  {
    formula: `count(${status} where y = 2018 and y[y-1] != 2018)`,
    unit: 'village',
    rise: 'counted',
    is: ['OK', '3.00', 3, 0, 3],
  },
  {
    formula: `count(${status})[y-1]`,
    unit: 'village',
    rise: 'counted',
    is: ['OK', '2.00', 2, 1, 3],
  },
  {
    formula: `growth(sum(${status}.registeredPersons)) * 100`,
    unit: 'pct',
    rise: 'counted',
    is: ['OK', '0.00', 2, 1, 3],
    parts: ['0', '140'],
  },
  {
    formula: 'avg(statistics.VillageIncome.wageIncome)',
    unit: 'CNY/year',
    rise: 'counted',
    is: ['OK', '4333.38', 3, 0, 3],
  },
  {
    formula: `avg(statistics.VillageIncome.wageIncome where ${status}.registeredPersons > 60)`,
    unit: 'CNY/year',
    rise: 'counted',
    is: ['OK', '4500.08', 2, 0, 3],
  },
  {
    formula: `avg(statistics.VillageIncome.wageIncome where ${status}.registeredPersons > 600)`,
    unit: 'CNY/year',
    rise: 'counted',
    is: ['NOT_APPLICABLE', null, 0, 0, 3],
  },
  {
    formula: `sum(${status}.registeredPersons where registeredPersons > 600)`,
    unit: 'person',
    rise: 'counted',
    is: ['OK', '0.00', 0, 0, 3],
  },
  // Only villages that have reported all of it take part in any of it.
  {
    formula: `100 * sum(${status}.exitedPersons) / sum(${status}.registeredPersons)`,
    unit: 'pct',
    rise: 'counted',
    is: ['OK', '7.14', 2, 1, 3],
    parts: ['10', '140'],
  },
  // Of a year's quarters: the last, or the sum of all four. A year that is over owes them all.
  {
    formula: `sum(${outlet}.nightSchoolSessions)`,
    unit: 'session',
    rise: 'counted',
    is: ['OK', '7.00', 1, 2, 3],
  },
  {
    formula: `sum(${outlet}.nightSchoolSessions)`,
    unit: 'session',
    rise: 'counted',
    through: 6,
    is: ['OK', '10.00', 2, 1, 3],
  },
  {
    // The second village has a blank in its second quarter, which is its last.
    formula: `${outlet}.activeCustomers`,
    unit: 'customer',
    through: 6,
    is: ['OK', '29.00', 2, 1, 3],
  },
  {
    formula: `maxOverYear(${outlet}.activeCustomers)`,
    unit: 'customer',
    through: 6,
    is: ['OK', '20.00', 1, 2, 3],
  },
  { formula: `${outlet}.nightSchoolSessions`, unit: 'session', area: one, is: ['OK', '7.00', 1] },
  {
    formula: `${outlet}.nightSchoolSessions`,
    unit: 'session',
    area: three,
    is: ['NOT_REPORTED', null, 0, 1, 1],
    parts: [null, null],
  },
  {
    formula: `${outlet}.activeCustomers`,
    unit: 'customer',
    area: one,
    is: ['NOT_REPORTED', null, 0, 1, 1],
  },
  {
    formula: `count(${outlet} where creditVillageStatus = CERTIFIED)`,
    unit: 'village',
    rise: 'counted',
    is: ['OK', '1.00', 2, 1, 3],
  },
  {
    formula: `count(${outlet}.creditVillageStatus != CERTIFIED)`,
    unit: 'village',
    rise: 'counted',
    is: ['OK', '1.00', 2, 1, 3],
  },
  // Of nobody.
  {
    formula: `count(${status})`,
    unit: 'village',
    rise: 'counted',
    area: '520603',
    is: ['NOT_REPORTED', null, 0, 0, 0],
  },
  {
    formula: `count(agriculture.VillageCropping where teaArea > 0)`,
    unit: 'village',
    rise: 'counted',
    is: ['NOT_REPORTED', null, 0, 3, 3],
  },
])(
  '$formula, $rise, in $area: $is',
  async ({ formula, rise = 'pooled', unit, area, through = 12, is, parts }) => {
    const { catalogue, database } = world
    const indicator = readIndicator(catalogue, { ...proposed, formula, rise, unit })
    const { compute } = openFigures(catalogue, knownIndicatorsOf(catalogue)).over(database.reader)
    const [value] = await compute(indicator, [{ area: area ?? town, year: 2018, through }])
    if (!value) throw new Error('a question was not answered')
    const found = [value.status, value.value, value.contributors, value.silent, value.units]
    expect(found.slice(0, is.length)).toEqual(is)
    if (parts) expect([value.numerator, value.denominator]).toEqual(parts)
  },
)

const proposed: Definition = {
  code: 'P00',
  zh: '拟议指标',
  en: 'Proposed indicator',
  from: 2014,
  source: { origin: 'proposed', where: 'this test' },
  reading: { zh: '', en: '' },
  formula: '',
  unit: '',
  decimals: 2,
  level: 'Village',
  rise: 'pooled',
  sharing: 'open',
}
