import { sql } from 'kysely'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { City } from '../entities/city.ts'
import { County } from '../entities/county.ts'
import { Township } from '../entities/township.ts'
import { Village } from '../entities/village.ts'
import { VillageStanding } from '../entities/villageStanding.ts'
import { Zone } from '../entities/zone.ts'
import { type AreaLevel, parseAreaCode, prefixRange } from '../ground/areaCode.ts'
import type { Entity } from '../ground/entity.ts'
import type { Class } from '../ground/factType.ts'
import { tableOf } from './rows.ts'
import type { Sql, Time, Times } from './times.ts'

/** An area and a time for which an indicator is asked. */
export interface Question extends Time {
  readonly area: string
}

const classes: Record<AreaLevel, Class> = {
  zone: Zone,
  city: City,
  county: County,
  township: Township,
  village: Village,
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
      return sql`join ${units} on ${place} >= a.area and ${place} < a.area_end`
    }
    if (way !== byRegister) return sql`join ${units} on ${sql.ref(`u.${String(way)}`)} = a.area`
    return sql`join ${tableOf(standing)} s on s.zone_code = a.area and s.period = ${times.yearly('a', 0)}
      join ${units} on ${place} = ${sql.ref(`s.${standing.keyColumn}`)}`
  }
  const byWay = Map.groupBy(numbered, ({ area }) => wayTo(entity, area))
  const arms = [...byWay].map(([way, found]) => {
    const key = sql.ref(`u.${entity.key.column}`)
    return sql`select a.question, ${key} as key${times.columns('a')} from ${rowsOf(found, times)} ${join(way)}`
  })
  return sql.join(arms, sql` union all `)
}

function rowsOf(questions: readonly (Question & { number: number })[], times: Times): Sql {
  const areas = questions.map(({ area }) => area)
  const ends = areas.map((area) => prefixRange(area)[1])
  const numbers = questions.map(({ number }) => number)
  const basic = sql`${areas}::text[], ${ends}::text[], ${numbers}::integer[]`
  if (times.isOne) return sql`unnest(${basic}) as a(area, area_end, question)`
  const years = questions.map(({ year }) => year)
  const months = questions.map(({ through }) => through)
  return sql`unnest(${basic}, ${years}::integer[], ${months}::integer[])
    as a(area, area_end, question, year, through)`
}

function wayTo(entity: Entity, area: string): Way {
  const level = parseAreaCode(area)?.level
  const cls = level && classes[level]
  if (entity.cls === cls) return entity.key.column
  if (level === 'zone') return byRegister
  const link = entity.facts.find(({ type }) => cls && type.reference?.to() === cls)
  return link?.column ?? byPrefix
}
