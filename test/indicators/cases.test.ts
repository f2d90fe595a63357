import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { indicatorLoader } from '../../src/indicators/indicatorLoader.ts'
import { indicatorDefinitions } from '../../src/indicators/knownIndicators.ts'
import { openWorld, type Reports, type World } from './world.ts'

/** A file of `cases/`: what was reported in small worlds, and the figures that follow by hand. */
interface CaseFile {
  readonly indicator: string
  readonly name: string
  readonly cases: readonly Case[]
}

interface Case {
  readonly case: string
  readonly villages: readonly string[]
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

let world: World
beforeAll(async () => {
  world = await openWorld('indicator_cases')
})
afterAll(() => world.close())

test('every indicator has a file of three cases at least', () => {
  const counted = Object.fromEntries(files.map(({ indicator, cases }) => [indicator, cases.length]))
  for (const { code } of indicatorDefinitions()) expect.soft(counted[code], code).toBeGreaterThan(2)
  const codes = new Set(indicatorDefinitions().map(({ code }) => code))
  expect(files.filter(({ indicator }) => !codes.has(indicator))).toEqual([])
})

describe.each(files)('$indicator $name', ({ indicator, cases }) => {
  test.each(cases)('$case', async ({ villages, reported, expected }) => {
    await world.make(villages, reported)
    const { load } = indicatorLoader(world.catalogue, world.database.reader)
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
