import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import { knownIndicatorsOf } from '../../src/indicators/figures/catalogued.ts'
import { openFigures } from '../../src/indicators/figures/figures.ts'
import { openWorld, type Reports, type Things, type World } from './world.ts'

/** A file of `cases/`: what was reported in small worlds, and the figures that follow by hand. */
interface CaseFile {
  readonly indicator: string
  readonly name: string
  readonly cases: readonly Case[]
}

interface Case {
  readonly case: string
  readonly villages: readonly string[]
  readonly things?: Things
  readonly reported: Reports
  readonly expected: readonly (Readonly<Record<string, unknown>> & {
    readonly area: string
    readonly year: string
  })[]
}

const folder = new URL('cases/', import.meta.url)
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file): CaseFile => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))

const known = knownIndicatorsOf(await gatherCatalogue())
const codes = new Set(known.all.map(({ definition }) => definition.code))

let world: World
beforeAll(async () => {
  world = await openWorld('indicator_cases')
})
afterAll(() => world.close())

test('every indicator has a file of three cases at least', () => {
  const counted = Object.fromEntries(files.map(({ indicator, cases }) => [indicator, cases.length]))
  for (const code of codes) expect.soft(counted[code], code).toBeGreaterThan(2)
  expect(files.filter(({ indicator }) => !codes.has(indicator))).toEqual([])
})

describe.each(files)('$indicator $name', ({ indicator, cases }) => {
  test.each(cases)('$case', async ({ villages, things, reported, expected }) => {
    await world.make(villages, reported, things)
    const { load } = openFigures(world.catalogue, known).over(world.database.reader)
    const found = await Promise.all(
      expected.map(async ({ area, year, ...figure }) => {
        const value = await load(indicator, area, year)
        const asked = Object.keys(figure) as (keyof typeof value)[]
        return { area, year, ...Object.fromEntries(asked.map((name) => [name, value[name]])) }
      }),
    )
    expect(found).toEqual(expected)
  })
})
