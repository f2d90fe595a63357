import { beforeAll, describe, expect, test } from 'vitest'
import { type Catalogue, gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import { isCalendarDate } from '../../src/ground/calendarDate.ts'
import { decimalForm, moneyForm, parseDecimal } from '../../src/ground/decimal.ts'
import { entityOf, isEntity } from '../../src/ground/entity.ts'
import type { Fact } from '../../src/ground/fact.ts'
import { targetFor } from '../../src/ground/factType.ts'
import { periodKind } from '../../src/ground/period.ts'
import { isView, viewOf } from '../../src/ground/view.ts'
import { cityOf } from './rows.ts'

const city = cityOf(8)
let catalogue: Catalogue

beforeAll(async () => {
  catalogue = await gatherCatalogue()
})

test('every entity and every view of all departments has rows', () => {
  const filled = new Set(city.map(({ of }) => of))
  const wanted = [...catalogue.entities, ...catalogue.shelves].map(({ cls }) => cls)
  expect(wanted.filter((cls) => !filled.has(cls)).map(({ name }) => name)).toEqual([])
})

/** The keys of each entity's rows, for links to be followed. */
const keys = new Map(
  city
    .filter(({ of }) => isEntity(of))
    .map(({ of, rows }) => {
      const { key } = entityOf(of)
      return [of, new Set([...rows].map((row) => Reflect.get(row, key.name)))] as const
    }),
)

describe.each(city.map((sheet) => [sheet.of.name, sheet] as const))(
  '%s',
  (_, { of, rows, about }) => {
    const facts = isEntity(of) ? entityOf(of).facts : viewOf(of).facts

    test('fills in every fact at least once, each with a value of its type', () => {
      const seen = new Set<string>()
      for (const row of rows) {
        for (const fact of facts) {
          const value: unknown = Reflect.get(row, fact.name)
          if (value === undefined) continue
          if (!holds(fact, value)) expect.fail(`${of.name}.${fact.name} holds ${String(value)}`)
          seen.add(fact.name)
        }
      }
      expect([...seen].sort()).toEqual(facts.map(({ name }) => name).sort())
    })

    test('says about how many rows there are', () => {
      const count = [...rows].length
      expect(Math.abs(count - about)).toBeLessThanOrEqual(Math.max(20, about * 0.15))
    })

    test("has one row an entity, period and finer key, of the view's kind of period, and nothing undeclared", () => {
      const known = new Set(facts.map(({ name }) => name))
      const declared = isView(of) ? viewOf(of) : undefined
      const entities = declared?.entities.map(entityOf) ?? [entityOf(of)]
      const seen = new Set<string>()
      let count = 0
      for (const row of rows) {
        const [keyName = ''] = Object.keys(row)
        const period: unknown = Reflect.get(row, 'period')
        if (declared?.per) expect(periodKind(String(period))).toBe(declared.per)
        else expect(period).toBeUndefined()
        const key: unknown = Reflect.get(row, keyName)
        if (!entities.some(({ cls }) => keys.get(cls)?.has(key))) {
          expect.fail(`${of.name} speaks of ${String(key)}, which does not exist`)
        }
        const finer = declared?.each ? String(Reflect.get(row, declared.each.name)) : ''
        const undeclared = Object.keys(row).filter(
          (name) => ![keyName, 'period', declared?.each?.name].includes(name) && !known.has(name),
        )
        if (undeclared.length > 0) expect.fail(`${of.name} declares no ${undeclared}`)
        seen.add(`${String(key)} ${String(period)} ${finer}`)
        count++
      }
      expect(seen.size).toBe(count)
    })
  },
)

function holds({ type }: Fact, value: unknown): boolean {
  const { reference, enumeration, word, column } = type
  if (reference) {
    return typeof value === 'string' && !!keys.get(targetFor(reference, value))?.has(value)
  }
  if (enumeration) return enumeration.members.some(({ name }) => name === value)
  if (word === 'Boolean') return typeof value === 'boolean'
  if (word === 'Int' || word === 'Year') return Number.isInteger(value) && Number(value) >= 0
  if (word === 'Money') return typeof value === 'string' && parseDecimal(value, moneyForm) === value
  if (word === 'Date') return typeof value === 'string' && isCalendarDate(value)
  if (column.startsWith('numeric')) {
    return typeof value === 'string' && parseDecimal(value, decimalForm) !== undefined
  }
  return typeof value === 'string' && value.length > 0
}
