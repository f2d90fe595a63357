import { Township } from '../../entities/township.ts'
import { Village } from '../../entities/village.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Scalar, Source } from './algebra.ts'
import { thingsAs } from './relationForms.ts'
import { columnOf } from './scalarForms.ts'

/** Where things stand: their tables, keys and places. */
export interface ThingRows {
  readonly source: Source
  readonly key: Scalar
  readonly place: Scalar
  readonly column: (name: string) => Scalar
}

/** The columns by which several kinds of things are read as one. */
export const joint = { key: 'key', place: 'place', village: 'village_code' }

/** One kind of things from its table, or several as one. */
export function thingRows(things: readonly Entity[], alias: string): ThingRows {
  const [only, another] = things
  if (!only) throw new Error('an aggregate is over some kind of thing')
  const column = (name: string) => columnOf(alias, name)
  const [key, place] = another ? [joint.key, joint.place] : [only.key.column, only.place.column]
  return {
    source: thingsAs(things, alias),
    key: column(key),
    place: column(place),
    column,
  }
}

/** The column by which a thing names an area or another thing of some kind. */
export function linkTo(entity: Entity, cls: unknown): string | undefined {
  return entity.facts.find(({ type }) => type.reference?.to() === cls)?.column
}

/** The column of things that names such areas as a level has; of several kinds as one, only their village. */
export function columnNaming(things: readonly Entity[], level: Entity): string | undefined {
  const [only, another] = things
  return only && !another ? linkTo(only, level.cls) : undefined
}

/** The column of things that names their village. */
export function villageColumn(things: readonly Entity[]): string | undefined {
  const [only, another] = things
  return another ? joint.village : only && (linkTo(only, Village) ?? placeIn(only))
}

/** The column of a thing's place, where that is a village or may be one. */
function placeIn(thing: Entity): string | undefined {
  return thing.place.type.reference?.to() === Township ? undefined : thing.place.column
}
