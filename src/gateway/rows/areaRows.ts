import { sql } from 'kysely'
import { areaClasses } from '../../entities/areaClasses.ts'
import { parentCode, parseAreaCode } from '../../ground/areaCode.ts'
import { type Entity, entityOf } from '../../ground/entity.ts'
import { allOf, liesInArea } from '../../store/sqlPieces.ts'
import type { Condition } from './filter.ts'

/** The entity that stands for the areas of this code's level; undefined for a code of none. */
export function areaEntity(code: string): Entity | undefined {
  const level = parseAreaCode(code)?.level
  return level && entityOf(areaClasses[level])
}

/** The area that an area belongs to; undefined for the city, above which the gateway knows nothing. */
export function parentArea(code: string): string | undefined {
  const parent = parentCode(code)
  return parent && areaEntity(parent) ? parent : undefined
}

/** An area and those above it, from the city down. */
export function pathOf(code: string): string[] {
  const parent = parentArea(code)
  return parent ? [...pathOf(parent), code] : [code]
}

/** Every area of every level, as rows of `code` and `name`. */
export const everyArea: Condition = sql`(${sql.join(
  Object.values(areaClasses).map(
    (cls) => sql`select code, name from ${sql.id('shared', entityOf(cls).table)}`,
  ),
  sql` union all `,
)})`

/** Holds where an area's name is looked for, lies where it should and may be seen. */
export function areaSearch(
  search: string,
  within: string | null | undefined,
  scope: string | undefined,
  after: string | undefined,
): Condition {
  const code = sql.ref('a.code')
  const ancestors = scope ? pathOf(scope) : []
  return allOf([
    sql`position(${search.trim()} in a.name) > 0`,
    ...(within ? [liesInArea(code, within)] : []),
    ...(scope ? [sql`(${liesInArea(code, scope)} or ${code} = any(${ancestors}))`] : []),
    ...(after ? [sql`${code} > ${after}`] : []),
  ])
}
