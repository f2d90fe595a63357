import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Rise } from '../../src/indicators/definitions/definition.ts'
import { openFigures } from '../../src/indicators/figures/figures.ts'
import { readIndicator } from '../../src/indicators/meaning/indicator.ts'
import { ownIndicator } from '../../src/indicators/meaning/ownFormula.ts'
import {
  county,
  type FormulaWorld,
  far,
  farCounty,
  ledger,
  one,
  openFormulaWorld,
  outlet,
  parts,
  register,
  registered,
  two,
} from './formulaWorld.ts'

let world: FormulaWorld
beforeAll(async () => {
  world = await openFormulaWorld('formula_questions')
})
afterAll(() => world.close())

describe('many questions in one call are answered as one by one', () => {
  const zone = '5206Z1'
  const areas = ['5206', county, one, two, zone, farCounty]
  const times = [
    { year: 2017, through: 12 },
    { year: 2018, through: 6 },
    { year: 2018, through: 12 },
  ]
  const questions = times.flatMap((time) => areas.map((area) => ({ area, ...time })))

  beforeAll(() =>
    world.make(
      [one, two, far],
      {
        'programme.VillageStanding': [
          { of: far, period: '2017', zone },
          { of: far, period: '2018', zone },
          { of: two, period: '2018', zone },
        ],
        [register]: ['2017', '2018'].flatMap((period) =>
          registered(['a', 'b', 'g', 'c'], period, [{ linkedEntityUscc: '93520602MA0000001A' }]),
        ),
        [ledger]: [
          { of: 'L1', borrowerRef: 'a', disbursedDate: '2018-03-01', disbursedAmount: 100 },
          { of: 'L2', borrowerRef: 'a', disbursedDate: '2018-09-01', disbursedAmount: 20 },
          { of: 'L3', borrowerRef: 'g', disbursedDate: '2017-05-01', disbursedAmount: 3 },
          { of: 'L4', borrowerRef: 'b', disbursedDate: '2017-02-01', disbursedAmount: 4 },
        ],
        [outlet]: [one, two, far].flatMap((of, at) => [
          ...parts(of, 2017, 'Q', 'nightSchoolSessions', Array(4).fill(at + 1)),
          ...parts(of, 2018, 'Q', 'nightSchoolSessions', Array(4).fill(at + 2)),
        ]),
        'health.HealthCoverage': ['2017', '2018'].flatMap((period) => [
          { of: 'p1', period, insuredFlag: period === '2018' },
          { of: 'p2', period, insuredFlag: true },
          { of: 'p3', period, insuredFlag: true },
        ]),
        'marketRegulation.AbnormalList': [
          {
            of: '93520602MA0000001A',
            listNo: '1',
            listKind: 'SERIOUS',
            listedDate: '2018-05-01',
          },
        ],
      },
      {
        households: { a: one, b: two, g: far, c: one },
        persons: { p1: 'a', p2: 'b', p3: 'g' },
        loans: { L1: one, L2: two, L3: far, L4: one },
        cooperatives: { '93520602MA0000001A': one },
      },
    ),
  )

  // By year and half-year: the city, one of its counties, two villages of it, a zone, the other county,
  // of whose cooperatives nobody has said anything.
  test.each<[formula: string, rise: Rise, unit: string, expected: string[]]>([
    [
      `countDistinct(${ledger}.borrowerRef where by(disbursedDate))`,
      'counted',
      'borrower',
      ['2 1 1 0 1 1', '3 2 2 0 1 1', '3 2 2 1 2 1'],
    ],
    [
      `sum(${ledger}.disbursedAmount where during(disbursedDate))`,
      'counted',
      'CNY',
      ['7 4 4 0 3 3', '100 100 100 0 0 0', '120 120 100 20 20 0'],
    ],
    [
      `sum(${outlet}.nightSchoolSessions)`,
      'counted',
      'session',
      ['24 12 4 8 12 12', '18 10 4 6 14 8', '36 20 8 12 28 16'],
    ],
    [
      `${outlet}.nightSchoolSessions - ${outlet}.nightSchoolSessions[2017]`,
      'pooled',
      'session',
      ['0 0 0 0 0 0', '-6 -2 0 -2 -6 -4', '12 8 4 4 8 4'],
    ],
    [
      `avg(${register}.memberCount)`,
      'counted',
      'person',
      ['278 337 501 10 100 100', '278 337 501 10 55 100', '278 337 501 10 55 100'],
    ],
    [
      `count(${register} where all(health.HealthCoverage.insuredFlag)
        and sum(${ledger}.disbursedAmount where by(disbursedDate)) > 2)`,
      'counted',
      'household',
      ['2 1 0 1 1 1', '3 2 1 1 2 1', '3 2 1 1 2 1'],
    ],
    [
      `count(${register}
        where via(linkedEntityUscc, not any(marketRegulation.AbnormalList where by(listedDate))))`,
      'counted',
      'household',
      ['1 1 1 0 - -', '0 0 0 0 0 -', '0 0 0 0 0 -'],
    ],
  ])('%s', async (formula, rise, unit, expected) => {
    const { definition } = ownIndicator(world.catalogue, world.known, {
      formula,
      level: 'Village',
      decimals: 0,
    })
    const indicator = readIndicator(
      world.catalogue,
      { ...definition, rise, unit },
      world.known.vocabulary,
    )
    const answers = (asked: typeof questions) =>
      openFigures(world.catalogue, world.known)
        .over(world.database.reader)
        .compute(indicator, asked)
    const together = await answers(questions)
    expect(await answers([...questions, ...questions.toReversed()])).toEqual([
      ...together,
      ...together.toReversed(),
    ])
    const alone = await Promise.all(questions.map((question) => answers([question])))
    expect(together).toEqual(alone.flat())
    const rows = times.map((_, at) => together.slice(at * areas.length, (at + 1) * areas.length))
    expect(rows.map((row) => row.map(({ value }) => value ?? '-').join(' '))).toEqual(expected)
  })

  test('also where there are many areas, so that what lies in them is found in another way', async () => {
    const towns = Array.from({ length: 45 }, (_, at) => `5206021${at + 10}`)
    const homes = towns.map((place, at) => [`h${at}`, `${place}201`] as const)
    await world.make(
      homes.map(([, home]) => home),
      { [register]: homes.map(([of], at) => ({ of, period: '2018', memberCount: at + 1 })) },
      { households: Object.fromEntries(homes) },
    )
    const formula = `sum(${register}.memberCount)`
    const indicator = ownIndicator(world.catalogue, world.known, {
      formula,
      level: 'Township',
      decimals: 0,
    })
    const { compute } = openFigures(world.catalogue, world.known).over(world.database.reader)
    const values = await compute(
      indicator,
      towns.map((area) => ({ area, year: 2018, through: 12 })),
    )
    expect(values.map(({ value }) => value)).toEqual(towns.map((_, at) => `${at + 1}`))
  })
})
