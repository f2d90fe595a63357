import {
  type Catalogue,
  type Entry,
  keyColumnsOf,
  type Shelf,
  viewName,
} from '../catalogue/catalogue.ts'
import { Household } from '../entities/household.ts'
import { Person } from '../entities/person.ts'
import type { Entity } from '../ground/entity.ts'
import type { Fact } from '../ground/fact.ts'
import type { PeriodKind } from '../ground/period.ts'
import type { RowRule } from '../ground/rowRule.ts'
import type { FinerKey } from '../ground/view.ts'

/** What may be delivered: a department's view, or the list of a shared entity that it keeps. */
export interface Deliverable {
  /** Its name in the catalogue: `statistics.VillageIncome`, or `Cooperative`. */
  readonly name: string
  readonly zh: string
  readonly en: string
  /** The departments whose stewards may deliver it. */
  readonly owners: readonly string[]
  readonly schema: string
  readonly table: string
  /** The entities that its rows speak of, or make. */
  readonly entities: readonly Entity[]
  /** Whether a row makes an entity, and does not only speak of one. */
  readonly makesEntities: boolean
  /** The column of the entity's key, and all columns that tell rows apart. */
  readonly keyColumn: string
  readonly keyColumns: readonly string[]
  readonly per?: PeriodKind
  readonly each?: FinerKey
  readonly facts: readonly Fact[]
  readonly rules: readonly RowRule[]
  /** How often its owner promises it, in the dossier's words. */
  readonly updated?: string
  /** The fact by whose class one may know that it is delivered at all. */
  readonly witness: Entry
}

/** A view as something that may be delivered. */
export function deliverableView(catalogue: Catalogue, shelf: Shelf): Deliverable {
  const { zh, en, owners, schema, table, keyColumn, per, each, facts, rules, updated } = shelf
  return {
    name: viewName(shelf),
    ...{ zh, en, owners, schema, table, keyColumn, facts, rules, updated },
    entities: shelf.shelved,
    makesEntities: false,
    keyColumns: keyColumnsOf(shelf),
    witness: catalogue.witnessOf(shelf),
    ...(per ? { per } : {}),
    ...(each ? { each } : {}),
  }
}

/** A shared entity's list as something that may be delivered. */
export function deliverableEntity(catalogue: Catalogue, entity: Entity): Deliverable {
  const { name, zh, en, owners, table, key } = entity
  return {
    ...{ name, zh, en, owners, table },
    schema: 'shared',
    entities: [entity],
    makesEntities: true,
    keyColumn: key.column,
    keyColumns: [key.column],
    facts: entity.facts.filter((fact) => fact !== key),
    rules: [],
    witness: catalogue.entryOf(entity, key),
  }
}

const found = new WeakMap<Catalogue, ReadonlyMap<string, Deliverable>>()

/** Everything that may be delivered, by its name in the catalogue. */
export function deliverables(catalogue: Catalogue): ReadonlyMap<string, Deliverable> {
  const known = found.get(catalogue)
  if (known) return known
  const all = [
    ...catalogue.entities.map((entity) => deliverableEntity(catalogue, entity)),
    ...catalogue.shelves.map((shelf) => deliverableView(catalogue, shelf)),
  ]
  const byName = new Map(all.map((one) => [one.name, one]))
  found.set(catalogue, byName)
  return byName
}

/** The column that keeps a number of which its key is the hash: whoever may list the key has said it too. */
export function numberBehindKey(of: Deliverable): string | undefined {
  return of.makesEntities && isOfPersons(of) ? 'id_number' : undefined
}

/** Facts of a shared list that are not a department's to say, but another's of its owners. */
export function factsOfOthers(of: Deliverable, department: string | undefined): Fact[] {
  return of.facts.filter(
    ({ column, owners }) =>
      owners && !(department && owners.includes(department)) && column !== numberBehindKey(of),
  )
}

/** Whether its rows are keyed by a household, which departments know by other numbers than ours. */
export function isOfHouseholds({ entities }: Deliverable): boolean {
  return entities.some(({ cls }) => cls === Household)
}

/** Whether its rows are keyed by a person, whom departments know by the identity number. */
export function isOfPersons({ entities }: Deliverable): boolean {
  return entities.some(({ cls }) => cls === Person)
}
