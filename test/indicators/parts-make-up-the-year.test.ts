import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFigures } from '../../src/indicators/figures/figures.ts'
import { ownIndicator } from '../../src/indicators/meaning/ownFormula.ts'
import {
  type Asking,
  type FormulaWorld,
  inVillage,
  one,
  openFormulaWorld,
  outlet,
  parts,
  register,
  registered,
  three,
  town,
  two,
  visits,
} from './formulaWorld.ts'

let world: FormulaWorld
beforeAll(async () => {
  world = await openFormulaWorld('formula_parts')
})
afterAll(() => world.close())

describe('the parts of a year', () => {
  const names = ['full', 'gap', 'blank', 'late', 'silent']
  const quarters = [[1, 2, 3, 4], [5, undefined, 5, 5], [5, 5, null, 5], [9, 9, 9], []]
  const sessions = `${outlet}.nightSchoolSessions`
  const customers = `${outlet}.activeCustomers`
  const risk = 'bankingRegulator.LoanRisk'
  const incident = 'politicalLegal.TownshipStability.majorIncidentFlag'

  beforeAll(() =>
    world.make(
      [one, two, three, '520602102201', '520602103201'],
      {
        [register]: registered(names, '2018'),
        'orgDept.PairingAssistance': [
          ...names.flatMap((of, at) => parts(of, 2018, 'Q', 'visitCount', quarters[at] ?? [])),
          ...parts('full', 2017, 'Q', 'visitCount', [7, 7, 7, 7]),
          ...parts('late', 2017, 'Q', 'visitCount', [1, 1, 1, 1]),
        ],
        [outlet]: [
          ...parts(one, 2017, 'Q', 'nightSchoolSessions', [2, 2, 2, 2]),
          ...[10, 20, 30, 40].map((activeCustomers, at) => ({
            of: one,
            period: `2018-Q${at + 1}`,
            nightSchoolSessions: 3,
            activeCustomers,
          })),
          // The second misses a quarter of this year, the third the last of the year before.
          ...parts(two, 2017, 'Q', 'nightSchoolSessions', [1, 1, 1, 1]),
          ...parts(two, 2018, 'Q', 'activeCustomers', [7, undefined, 9, 11]).map((row) => ({
            ...row,
            nightSchoolSessions: row.period === '2018-Q4' ? null : 1,
          })),
          ...parts(three, 2017, 'Q', 'nightSchoolSessions', [1, 1, 1]),
          ...parts(three, 2018, 'Q', 'activeCustomers', [8, 8, 9]).map((row) => ({
            ...row,
            nightSchoolSessions: 1,
          })),
        ],
        'bankingRegulator.LoanRisk': [
          ['A', '01', 'NORMAL', 1, 100],
          ['C', '01', 'LOSS', 10, 7],
          ['A', '02', 'LOSS', 100, 90],
          ['B', '02', 'NORMAL', 1000, 50],
          ['A', '05', 'NORMAL', 10_000, 80],
          ['B', '05', 'LOSS', 100_000, 40],
        ].map(([of, month, riskClass, repaidPrincipal, outstandingBalance]) => ({
          of: `${of}`,
          period: `2018-${month}`,
          riskClass,
          repaidPrincipal,
          outstandingBalance,
        })),
        'politicalLegal.TownshipStability': [
          ...parts(town, 2018, 'Q', 'majorIncidentFlag', [undefined, true]),
          ...parts('520602102', 2018, 'Q', 'majorIncidentFlag', [false, false, false, false]),
          ...parts('520602103', 2018, 'Q', 'majorIncidentFlag', [false, undefined, false, false]),
        ],
      },
      { households: inVillage(names), loans: inVillage(['A', 'B', 'C']) },
    ),
  )

  test.each<[condition: string, whom: string, through?: number]>([
    // A flow adds up by itself; where a part is missing it is not known.
    [`${visits} = 10`, 'full'],
    [`${visits} = null`, 'gap blank late silent'],
    [`sumOverYear(${visits}) = 10`, 'full'],
    [`minOverYear(${visits}) = 1`, 'full'],
    [`minOverYear(${visits}) = null`, 'gap blank late silent'],
    [`maxOverYear(${visits}) = 4`, 'full'],
    [`maxOverYear(${visits}) = null`, 'gap blank late silent'],
    // A mean and a record are of what there is.
    [`avgOverYear(${visits}) = 2.5`, 'full'],
    [`avgOverYear(${visits}) = 5`, 'gap blank'],
    [`avgOverYear(${visits}) = null`, 'silent'],
    [`highest(${visits}, 2017) = 7`, 'full'],
    [`highest(${visits}, 2017) = 5`, 'gap blank'],
    [`highest(${visits}, 2018) = 4`, 'full'],
    [`cumulative(${visits}, 2017) = 38`, 'full'],
    [`cumulative(${visits}, 2017) = null`, 'gap blank late silent'],
    [`cumulative(${visits}, 2017)[y-1] = 4`, 'late'],
    // So far in the year.
    [`${visits} = 1`, 'full', 3],
    [`${visits} = null`, 'silent', 3],
    [`${visits} = 3`, 'full', 6],
    [`${visits} = 10`, 'blank', 6],
    [`${visits} = 18`, 'late', 6],
    [`${visits} = null`, 'gap silent', 6],
    [`${visits} = 27`, 'late', 9],
    [`${visits} = null`, 'gap blank silent', 9],
    [`${visits}[y-1] = 14`, 'full', 6],
    [`${visits}[2017] = 28`, 'full', 6],
    [`cumulative(${visits}, 2017) = 31`, 'full', 6],
  ])('of a household: %s: %s, through %s', async (condition, meant, through = 12) => {
    expect(await world.whom(names, condition, { through })).toBe(meant)
  })

  test.each<[formula: string, value: string, asking?: Asking]>([
    [sessions, '12'],
    [sessions, '3', { through: 3 }],
    [sessions, '6', { through: 6 }],
    [sessions, '9', { through: 9 }],
    [`increment(${sessions})`, '2', { through: 6 }],
    [`${sessions} - ${sessions}[2017]`, '-2', { through: 6 }],
    [`cumulative(${sessions}, 2017)`, '20'],
    [`cumulative(${sessions}, 2017)`, '14', { through: 6 }],
    [`highest(${sessions}, 2016)`, '3'],
    [customers, '40'],
    [customers, '20', { through: 6 }],
    [`minOverYear(${customers})`, '10'],
    [`maxOverYear(${customers})`, '20', { through: 6 }],
    [`avgOverYear(${customers})`, '25'],
    [`avgOverYear(${customers})`, '15', { through: 6 }],
    [customers, '11', { area: two }],
    [customers, '7', { area: two, through: 6 }],
    [`minOverYear(${customers})`, 'NOT_REPORTED', { area: two }],
    [`avgOverYear(${customers})`, '9', { area: two }],
    [`highest(${customers}, 2018)`, '11', { area: two }],
    // Of loans: a flow is added up month by month, each asked for itself; a balance is the last month's.
    [`sum(${risk}.repaidPrincipal)`, '111111'],
    [`sum(${risk}.repaidPrincipal)`, '1111', { through: 3 }],
    [`sum(${risk}.repaidPrincipal where riskClass = LOSS)`, '100110'],
    [`sum(${risk}.outstandingBalance)`, '120'],
    [`sum(${risk}.outstandingBalance)`, '140', { through: 3 }],
    [`sum(${risk}.outstandingBalance where riskClass = LOSS)`, '40'],
    [`sum(${risk}.outstandingBalance where riskClass = LOSS)`, '90', { through: 3 }],
    [`sum(${risk}.outstandingBalance)[y-1]`, 'NOT_REPORTED'],
    // One yes settles that there was any, one no that it was not always so; else all parts are owed.
    [`maxOverYear(${incident})`, '1', { level: 'Township', area: town }],
    [`minOverYear(${incident})`, 'NOT_REPORTED', { level: 'Township', area: town }],
    [`maxOverYear(${incident})`, '0', { level: 'Township', area: '520602102' }],
    [`maxOverYear(${incident})`, 'NOT_REPORTED', { level: 'Township', area: '520602103' }],
    [`minOverYear(${incident})`, '0', { level: 'Township', area: '520602103' }],
  ])('of an area: %s is %s, %o', async (formula, value, asking) => {
    expect(await world.told(formula, asking)).toBe(value)
  })

  test('that are not over are not owed; once the year has ended they are, also of an answer given before', async () => {
    let today = '2018-11-15'
    const figures = openFigures(world.catalogue, world.known, { now: () => new Date(today) })
    const least = { formula: `minOverYear(${customers})`, level: 'Village', decimals: 0 } as const
    const indicator = ownIndicator(world.catalogue, world.known, least)
    const statuses = async () => {
      const { compute } = figures.over(world.database.reader)
      const questions = [one, two, three].map((area) => ({ area, year: 2018, through: 12 }))
      return (await compute(indicator, questions)).map(({ status }) => status)
    }
    // The second misses a part before its last; the third has said nothing of the last quarter yet.
    expect(await statuses()).toEqual(['OK', 'NOT_REPORTED', 'OK'])
    today = '2019-01-15'
    expect(await statuses()).toEqual(['OK', 'NOT_REPORTED', 'NOT_REPORTED'])
  })

  test('add up over the years only where none is missing, also of a year that is running', async () => {
    const formula = `cumulative(${sessions}, 2017)`
    const indicator = ownIndicator(world.catalogue, world.known, {
      formula,
      level: 'Village',
      decimals: 0,
    })
    const told = async (today: string) => {
      const figures = openFigures(world.catalogue, world.known, { now: () => new Date(today) })
      const { compute } = figures.over(world.database.reader)
      const questions = [one, two, three].map((area) => ({ area, year: 2018, through: 12 }))
      return (await compute(indicator, questions)).map(({ status, value }) => value ?? status)
    }
    expect(await told('2018-11-15')).toEqual(['20', 'NOT_REPORTED', 'NOT_REPORTED'])
    expect(await told('2019-11-15')).toEqual(['20', 'NOT_REPORTED', 'NOT_REPORTED'])
  })

  test('a figure that is asked for with other decimals is not the one that was kept', async () => {
    const figures = openFigures(world.catalogue, world.known)
    const third = (decimals: number) =>
      ownIndicator(world.catalogue, world.known, {
        formula: `${customers} / 3`,
        level: 'Village',
        decimals,
      })
    const values = []
    for (const decimals of [2, 0, 4]) {
      const { compute } = figures.over(world.database.reader)
      const [value] = await compute(third(decimals), [{ area: one, year: 2018, through: 12 }])
      values.push(value?.value)
    }
    expect(values).toEqual(['13.33', '13', '13.3333'])
  })
})
