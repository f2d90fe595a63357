import { sql } from 'kysely'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import { areaClasses } from '../../entities/areaClasses.ts'
import { VillageStanding } from '../../entities/villageStanding.ts'
import { afterAll, levelOf } from '../../ground/areaCode.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Sql, Time, Times } from '../meaning/times.ts'
import { tableOf } from './rows.ts'

/** An area and a time for which an indicator is asked. */
export interface Question extends Time {
  readonly area: string
}

/** What a question asks for, as text: two of one name are one question. */
export function nameOf({ area, year, through }: Question): string {
  return `${area} ${year} ${through}`
}

/** Some questions, each once: one that stands twice would count its units twice. */
export function eachOnce(questions: readonly Question[]): Question[] {
  return [...new Map(questions.map((question) => [nameOf(question), question])).values()]
}

/** How the units of an area are found: by a column that names it, its prefix, or the zones' register. */
const byPrefix = Symbol('by prefix')
const byRegister = Symbol('by register')
type Way = string | typeof byPrefix | typeof byRegister

/**
 * Which units of an entity lie in which of the areas asked for: rows of the question's number from 1,
 * the unit's key, and its time. Where the entity's table names the area that column is compared, for
 * the planner knows its values; else the range of the prefix, and for a zone the register of the year.
 */
export function unitsIn(
  catalogue: Catalogue,
  entity: Entity,
  questions: readonly Question[],
  times: Times,
): Sql {
  const numbered = questions.map((question, index) => ({ ...question, number: index + 1 }))
  const standing = catalogue.shelfOf(VillageStanding)
  const units = sql`${sql.id('shared', entity.table)} u`
  const place = sql.ref(`u.${entity.place.column}`)
  const join = (way: Way) => {
    if (way === byPrefix) {
      return sql`join ${units} on ${place} >= a.area and ${place} < a.area || ${afterAll}`
    }
    if (way !== byRegister) return sql`join ${units} on ${sql.ref(`u.${String(way)}`)} = a.area`
    return sql`join ${tableOf(standing)} s on s.zone_code = a.area and s.period = ${times.yearly('a', 0)}
      join ${units} on ${place} = ${sql.ref(`s.${standing.keyColumn}`)}`
  }
  const byWay = Map.groupBy(numbered, ({ area }) => wayTo(entity, area))
  const arms = [...byWay].map(([way, found]) => {
    const key = sql.ref(`u.${entity.key.column}`)
    const rows = byWay.size === 1 ? inTheirOrder(found, times) : rowsOf(found, times)
    return sql`select a.question::integer, ${key} as key${times.columns('a')} from ${rows} ${join(way)}`
  })
  return sql.join(arms, sql` union all `)
}

/** Questions as rows that the database numbers itself. */
function inTheirOrder(questions: readonly Question[], times: Times): Sql {
  const { lists, names } = columnsOf(questions, times)
  return sql`unnest(${lists}) with ordinality as a(${sql.raw([...names, 'question'].join(', '))})`
}

/** Some of the questions as rows, with their numbers. */
function rowsOf(questions: readonly (Question & { number: number })[], times: Times): Sql {
  const { lists, names } = columnsOf(questions, times)
  const numbers = questions.map(({ number }) => number)
  return sql`unnest(${lists}, ${numbers}::integer[]) as a(${sql.raw([...names, 'question'].join(', '))})`
}

function columnsOf(questions: readonly Question[], times: Times): { lists: Sql; names: string[] } {
  const areas = sql`${questions.map(({ area }) => area)}::text[]`
  if (times.isOne) return { lists: areas, names: ['area'] }
  const years = questions.map(({ year }) => year)
  const months = questions.map(({ through }) => through)
  const lists = sql`${areas}, ${years}::integer[], ${months}::integer[]`
  return { lists, names: ['area', 'year', 'through'] }
}

function wayTo(entity: Entity, area: string): Way {
  const level = levelOf(area)
  const cls = level && areaClasses[level]
  if (entity.cls === cls) return entity.key.column
  if (level === 'zone') return byRegister
  const link = entity.facts.find(({ type }) => cls && type.reference?.to() === cls)
  return link?.column ?? byPrefix
}
