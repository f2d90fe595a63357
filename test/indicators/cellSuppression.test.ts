import { describe, expect, test } from 'vitest'
import {
  type Cell,
  type Withholding,
  withheldAreas,
} from '../../src/indicators/figures/cellSuppression.ts'
import { randomFrom } from '../judging/randomOperations.ts'
import { Span, type Sum } from '../judging/span.ts'

const fewest = 10
const figures = [0, 1]

type Areas = Pick<Cell, 'village' | 'township' | 'county' | 'city' | 'zone'>
const levels: (keyof Areas)[] = ['village', 'township', 'county', 'zone', 'city']

/** A small city at random: counties, townships, villages, and two zones that cut across them. */
function randomCity(seed: number): Cell[] {
  const random = randomFrom(seed)
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  const some = (least: number, most: number) => Array.from({ length: least + upTo(most - least) })
  // Mostly few, now and then many or nobody.
  const behind = () => [0, upTo(9), upTo(9), upTo(15), upTo(60)][upTo(4)] ?? 0
  return some(1, 3).flatMap((_, county) =>
    some(1, 5).flatMap((_, township) => {
      const zone = [null, null, 'Z1', 'Z2'][upTo(3)] ?? null
      return some(1, 8).map((_, village) => ({
        village: `v${county}.${township}.${village}`,
        township: `t${county}.${township}`,
        county: `c${county}`,
        city: 'city',
        zone: upTo(4) === 0 ? null : zone,
        behind: [behind(), behind()],
      }))
    }),
  )
}

/** The figure of an area as the sum of its villages', each by an unknown of its own. */
function sumOf(cells: readonly Cell[], figure: number): Sum {
  const some = cells.filter(({ behind }) => (behind[figure] ?? 0) > 0)
  return new Map(some.map(({ village }) => [`${figure} ${village}`, 1]))
}

interface Asked {
  readonly area: Area
  readonly figure: number
}

interface Area {
  readonly name: string
  readonly level: keyof Areas
  readonly cells: readonly Cell[]
}

function areasOf(cells: readonly Cell[]): Area[] {
  return levels.flatMap((level) =>
    [...Map.groupBy(cells, (cell) => cell[level])].flatMap(([name, inIt]) =>
      name === null ? [] : [{ name, level, cells: inIt }],
    ),
  )
}

const isAbove = ({ level }: Area) => level === 'county' || level === 'zone' || level === 'city'

function isFew(cells: readonly Cell[], figure: number): boolean {
  const behind = cells.reduce((sum, one) => sum + (one.behind[figure] ?? 0), 0)
  return behind > 0 && behind < fewest
}

/** What is shown and withheld of a city, by figure, and all that can be had from what is shown. */
function searched(cells: readonly Cell[], how: Withholding, withheld = withheldAreas(cells, how)) {
  const span = new Span()
  const asked = areasOf(cells).flatMap((area) => figures.map((figure) => ({ area, figure })))
  const isTold = ({ area, figure }: Asked) =>
    !withheld[figure]?.has(area.name) || (how.isToldAbove && isAbove(area))
  const shown = asked.filter(isTold)
  for (const { area, figure } of shown) span.learn(sumOf(area.cells, figure))
  const hidden = asked.filter((one) => !isTold(one) && sumOf(one.area.cells, one.figure).size > 0)
  const found = hidden.filter(({ area, figure }) => span.knows(sumOf(area.cells, figure)))
  return { withheld, span, shown, hidden, found }
}

const cities = Array.from({ length: 300 }, (_, seed) => randomCity(seed + 1))
const nameOf = ({ area, figure }: Asked) => `${figure} of ${area.name}`

describe('what is withheld of a city', () => {
  const how = { fewest, isToldAbove: false, isShownBelow: true }

  test('is all that has few behind it, and nothing that is shown tells it', () => {
    let number = 0
    for (const cells of cities) {
      const { shown, hidden, found } = searched(cells, how)
      expect(shown.filter(({ area, figure }) => isFew(area.cells, figure)).map(nameOf)).toEqual([])
      expect(found.map(nameOf)).toEqual([])
      number += hidden.length
    }
    expect(number).toBeGreaterThan(1_000)
  })

  test('nor the few that are left of a township, a county or a zone', () => {
    let number = 0
    for (const cells of cities) {
      const { withheld, span } = searched(cells, how)
      for (const figure of figures) {
        const left = cells.filter(({ village }) => withheld[figure]?.has(village))
        const parts = [
          ...areasOf(left).map((area) => area.cells),
          ...Map.groupBy(left, ({ township, zone }) => `${township} ${zone}`).values(),
          ...Map.groupBy(left, ({ county, zone }) => `${county} ${zone}`).values(),
        ]
        const few = parts.filter((part) => isFew(part, figure))
        expect(few.filter((part) => span.knows(sumOf(part, figure)))).toEqual([])
        number += few.length
      }
    }
    expect(number).toBeGreaterThan(1_000)
  })

  test('where each that has few were withheld by itself, others would tell much of it', () => {
    const told = cities.flatMap((cells) => {
      const few = figures.map((figure) => {
        const all = areasOf(cells).filter((area) => isFew(area.cells, figure))
        return new Set(all.map(({ name }) => name))
      })
      return searched(cells, how, few).found
    })
    expect(told.length).toBeGreaterThan(1_000)
  })

  test('most is shown where most have many', () => {
    const many = cities.map((cells) =>
      cells.map((cell, at) => ({ ...cell, behind: at % 10 === 0 ? [3, 0] : [40, 25] })),
    )
    const all = many.map((cells) => searched(cells, how))
    const number = (of: 'shown' | 'hidden') => all.reduce((sum, one) => sum + one[of].length, 0)
    expect(number('shown')).toBeGreaterThan(2 * number('hidden'))
  })
})

describe('where counties and zones are told whatever they have', () => {
  const how = { fewest, isToldAbove: true, isShownBelow: true }

  test('no more is known than what the figure of a whole county or zone tells', () => {
    for (const cells of cities) {
      const blocks = Map.groupBy(cells, ({ county, zone }) => `${county} ${zone}`)
      const isOwn = ({ area: { cells: inIt }, figure }: Asked) =>
        inIt.some(({ county, zone }) => {
          const block = blocks.get(`${county} ${zone}`) ?? []
          return isFew(block, figure) || sumOf(block, figure).size < 2
        })
      expect(
        searched(cells, how)
          .found.filter((one) => !isOwn(one))
          .map(nameOf),
      ).toEqual([])
    }
  })
})

describe('where villages and townships are not shown at all', () => {
  test('none of them is told by the counties, the zones and the city, but where it is all of one', () => {
    let number = 0
    for (const cells of cities) {
      const { hidden, found } = searched(cells, { fewest, isToldAbove: false, isShownBelow: false })
      const isFewOrOne = ({ area, figure }: Asked) =>
        isFew(area.cells, figure) || sumOf(area.cells, figure).size === 1
      expect(found.filter(isFewOrOne).map(nameOf)).toEqual([])
      number += hidden.length
    }
    expect(number).toBeGreaterThan(1_000)
  })
})
