import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import type { Definition } from '../../src/indicators/definitions/definition.ts'
import { knownIndicatorsOf } from '../../src/indicators/figures/catalogued.ts'
import { openFigures } from '../../src/indicators/figures/figures.ts'
import { factsOf, readIndicator } from '../../src/indicators/meaning/indicator.ts'
import {
  knowIndicators,
  versionIn,
  versionsOf,
} from '../../src/indicators/meaning/knownIndicators.ts'
import { openWorld, type World } from './world.ts'

const villages = ['520602101201', '520602101202', '520602102201', '520603100201']
const years = ['2018', '2019', '2020']
const areas = ['5206', '520602', '520603', '520602101', '5206Z1', ...villages]

const known = knownIndicatorsOf(await gatherCatalogue())
const definitions = known.all.map(({ definition }) => definition)

let world: World
let statements: string[]
beforeAll(async () => {
  world = await openWorld('indicator_loading')
  world.database.listen((sql) => {
    if (sql.startsWith('/* indicator')) statements.push(sql)
  })
  await world.make(villages, {
    'povertyOffice.VillageStatus': [
      { of: villages[0]!, period: '2019', remainingPoorPersons: 10, poorVillageFlag: true },
    ],
    'publicSecurity.VillagePopulation': [
      { of: villages[0]!, period: '2019-12', ruralPopulation: 1000 },
    ],
  })
})
beforeEach(() => {
  statements = []
})
afterAll(() => world.close())

const loader = () => openFigures(world.catalogue, known).over(world.database.reader)

describe('statements', () => {
  test.each(definitions)('$code takes one for all areas and years', async ({ code }) => {
    const { load } = loader()
    const values = await Promise.all(
      areas.flatMap((area) => years.map((year) => load(code, area, year))),
    )
    expect(values).toHaveLength(areas.length * years.length)
    expect(values.map(({ area, period }) => `${area} ${period}`)).toEqual(
      areas.flatMap((area) => years.map((year) => `${area} ${year}`)),
    )
    expect(statements).toHaveLength(1)
    expect(statements[0]).toMatch(new RegExp(`^/\\* indicator ${code} \\*/`))
  })

  test('are one an indicator', async () => {
    const { load } = loader()
    await Promise.all(
      ['C01', 'A03', 'T13'].flatMap((code) => areas.map((area) => load(code, area, '2019'))),
    )
    expect(statements).toHaveLength(3)
  })

  test('are not sent for what has been answered, or can have no answer', async () => {
    const { load } = loader()
    await load('C01', '5206', '2019')
    await load('C01', '5206', '2019')
    await load('T10', '520602101201', '2019')
    expect(statements).toHaveLength(1)
  })

  test('carry binds alone: no area, year or number of a formula stands in them', async () => {
    const { load } = loader()
    await load('C01', '520602', '2019')
    await load('T13', '5206Z1', '2019')
    expect(statements).toHaveLength(2)
    for (const sql of statements) expect(sql).not.toMatch(/5206|20\d\d|\b100\b/)
  })

  test('read the views of the formula alone', async () => {
    await loader().load('C01', '5206', '2019')
    const read = [...statements[0]!.matchAll(/"(\w+)"\."(\w+)" "?\w+"? ?(?:on|where)?/g)].map(
      ([, schema, table]) => `${schema}.${table}`,
    )
    const tables = read.filter((name) => name.includes('_') && !name.startsWith('v'))
    expect(new Set(tables)).toEqual(
      new Set(['poverty_office.village_status', 'public_security.village_population']),
    )
  })
})

describe('a question that has no answer', () => {
  test.each([
    ['C1', '520602', '2019', 'No indicator has the code "C1". Did you mean C01?'],
    ['t13', '520602', '2019', 'Did you mean T13?'],
    ['绿色', '520602', '2019', 'There are A01, A02, A03, A04'],
    ['__proto__', '520602', '2019', 'There are A01, A02'],
    ['C01', '520602', '2019-Q4', 'C01 is yearly; ask for 2019.'],
    ['C01', '520602', '2019-11', 'C01 is yearly; ask for 2019.'],
    ['C01', '520602', 'yesterday', 'C01 is yearly; ask for 2014.'],
    ['C01', '520602', '2013', 'C01 is defined from 2014 on; ask for 2014 or later.'],
    ['C01', '52060', '2019', '"52060" is not an area code'],
    ['C01', "'; drop table", '2019', 'is not an area code'],
  ])('%s in %s for %s: %s', async (code, area, period, says) => {
    await expect(loader().load(code, area, period)).rejects.toMatchObject({
      sentence: { en: expect.stringContaining(says) },
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(statements).toEqual([])
  })

  test('does not spoil the others', async () => {
    const { load } = loader()
    const [bad, good] = await Promise.allSettled([
      load('C01', 'nowhere', '2019'),
      load('C01', villages[0]!, '2019'),
    ])
    expect(bad.status).toBe('rejected')
    expect(good).toMatchObject({ value: { value: '1.00', status: 'OK' } })
  })
})

test('a padded area code is the area itself', async () => {
  const value = await loader().load('C01', '520602101000', '2019')
  expect(value).toMatchObject({ area: '520602101', value: '1.00', status: 'OK' })
})

describe('definitions', () => {
  test.each(definitions)('$code from $from holds against the catalogue', (definition) => {
    const { entity } = readIndicator(world.catalogue, definition, known.vocabulary)
    expect(entity.name).toBe(definition.level)
    for (const said of [definition.zh, definition.source.where, definition.reading.zh]) {
      expect(said).not.toBe('')
    }
  })

  test('name the facts that they read, each once', () => {
    const read = (code: string) =>
      factsOf(known.asked(code, '2019').indicator).map(({ name }) => name)
    expect(read('A03')).toEqual(['statistics.VillageIncome.disposableIncomePerCapita'])
    expect(read('T13')).toEqual([
      'ruralCredit.VillageOutlet.stationEstablished',
      'programme.VillageStanding.programmeVillage',
    ])
    expect(read('C01')).toEqual([
      'povertyOffice.VillageStatus.remainingPoorPersons',
      'publicSecurity.VillagePopulation.ruralPopulation',
    ])
  })

  const c01 = () => known.asked('C01', '2019').indicator.definition
  test('stand beside each other by year: an old year computes as it did', () => {
    const newer: Definition = { ...c01(), from: 2018, formula: 'new' }
    const found = versionsOf([c01(), newer]).get('C01') ?? []
    expect(versionIn(found, 2017)).toBe(c01())
    expect(versionIn(found, 2018)).toBe(newer)
    expect(versionIn(found, 2030)).toBe(newer)
    expect(() => versionsOf([c01(), { ...newer, from: 2014 }])).toThrow('defined twice from 2014')
  })

  test.each<[string, Partial<Definition>, string]>([
    ['another unit', { unit: 'person' }, 'C01 is declared in person, but its formula yields 1'],
    [
      'another level',
      { level: 'County' },
      'speaks of the village, but this is computed for each county',
    ],
    ['a second denominator', { denominator: 'count(povertyOffice.VillageStatus)' }, 'besides'],
    ['a yes or no', { formula: 'povertyOffice.VillageStatus.poorVillageFlag' }, 'do not add up'],
    [
      'a denominator of another level',
      {
        formula: 'sum(povertyOffice.VillageStatus.registeredPersons)',
        rise: 'counted',
        unit: 'person',
        denominator: 'count(devReform.TownshipWellOff)',
      },
      'no link leads from there to the village',
    ],
  ])('are refused with %s', (_, change, says) => {
    expect(() => readIndicator(world.catalogue, { ...c01(), ...change })).toThrow(says)
  })
})

describe('a rule that names another', () => {
  const c01 = definitions.find(({ code }) => code === 'C01')!
  const naming = { ...c01, code: 'X01', formula: '2 * C01', scoring: undefined } as Definition
  const later = { ...c01, from: 2019, formula: `${c01.formula} / 2` }

  test('has the one of its own time', async () => {
    const catalogue = await gatherCatalogue()
    const all = [c01, later, naming, { ...naming, from: 2019 }]
    const { inYear } = knowIndicators(catalogue, all, [])
    const readIn = (year: number) => JSON.stringify(inYear('X01', year)?.value)
    expect(readIn(2018)).not.toBe(readIn(2020))
    expect(readIn(2018)).toBe(
      JSON.stringify(knowIndicators(catalogue, [c01, naming], []).inYear('X01', 2018)?.value),
    )
  })

  test('is defined anew with it', async () => {
    const catalogue = await gatherCatalogue()
    expect(() => knowIndicators(catalogue, [c01, later, naming], [])).toThrow(
      'X01 names C01, which is defined anew from 2019',
    )
  })
})
