import type { Catalogue, Entry } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import { constantCase } from '../../ground/naming.ts'
import { viewField } from '../../ground/view.ts'

const orderings = new WeakMap<Entity, ReadonlyMap<string, Entry>>()

/** The facts by which rows of an entity may be ordered, by their name in its enumeration. */
export function orderingsOf(catalogue: Catalogue, entity: Entity): ReadonlyMap<string, Entry> {
  const known = orderings.get(entity)
  if (known) return known
  const made = new Map<string, Entry>()
  for (const fact of entity.facts) {
    if (!fact.type.reference) made.set(constantCase(fact.name), catalogue.entryOf(entity, fact))
  }
  for (const shelf of catalogue.shelvesOn(entity)) {
    // An entity with several rows at once has no one value to be ordered by.
    if (shelf.each) continue
    const prefix = [shelf.namespace, viewField(shelf.name, entity.name)].map(constantCase).join('_')
    for (const fact of shelf.facts) {
      if (fact.type.reference) continue
      made.set(`${prefix}_${constantCase(fact.name)}`, catalogue.entryOf(shelf, fact))
    }
  }
  orderings.set(entity, made)
  return made
}
