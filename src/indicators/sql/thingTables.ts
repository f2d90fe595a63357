import { sql } from 'kysely'
import { Township } from '../../entities/township.ts'
import { Village } from '../../entities/village.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Sql } from '../meaning/times.ts'

/** Where things stand: their tables, keys and places. */
export interface From {
  readonly from: Sql
  readonly key: Sql
  readonly place: Sql
  /** The column that names the village, where things have one beside their place. */
  readonly column: (name: string) => Sql
}

/** One kind of things from its table, or several as one. */
export function thingsFrom(things: readonly Entity[], alias: string): From {
  const [only, another] = things
  if (!only) throw new Error('an aggregate gathers some kind of thing')
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  if (!another) {
    const from = sql`${sql.id('shared', only.table)} ${sql.ref(alias)}`
    return { from, key: column(only.key.column), place: column(only.place.column), column }
  }
  const arms = things.map((thing) => {
    const village = linkTo(thing, Village) ?? thing.place.column
    return sql`select ${sql.ref(thing.key.column)} as key, ${sql.ref(thing.place.column)} as place,
      ${sql.ref(village)} as village_code from ${sql.id('shared', thing.table)}`
  })
  const from = sql`(${sql.join(arms, sql` union all `)}) ${sql.ref(alias)}`
  return { from, key: column('key'), place: column('place'), column }
}

/** The column by which a thing names an area or another thing of some kind. */
export function linkTo(entity: Entity, cls: unknown): string | undefined {
  return entity.facts.find(({ type }) => type.reference?.to() === cls)?.column
}
/** The column of a thing's place, where that is a village or may be one. */
export function placeIn(thing: Entity): string | undefined {
  return thing.place.type.reference?.to() === Township ? undefined : thing.place.column
}
