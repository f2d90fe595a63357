import { City } from '../entities/city.ts'
import { Cooperative } from '../entities/cooperative.ts'
import { County } from '../entities/county.ts'
import { Enterprise } from '../entities/enterprise.ts'
import { Household } from '../entities/household.ts'
import { Loan } from '../entities/loan.ts'
import { Organisation } from '../entities/organisation.ts'
import { Person } from '../entities/person.ts'
import { Project } from '../entities/project.ts'
import { Township } from '../entities/township.ts'
import { Village } from '../entities/village.ts'
import { VillageStanding } from '../entities/villageStanding.ts'
import { Zone } from '../entities/zone.ts'
import { DeclarationRefused, refusedWord } from '../ground/declarationRefused.ts'
import { type Entity, entityOf, isEntity } from '../ground/entity.ts'
import type { Enumeration } from '../ground/enumeration.ts'
import type { Fact } from '../ground/fact.ts'
import { type Class, targetsOf } from '../ground/factType.ts'
import { capitalised, snakeCase } from '../ground/naming.ts'
import { sharingClasses } from '../ground/sharing.ts'
import { type View, viewField, viewOf } from '../ground/view.ts'
import { type Department, readDepartments } from './departmentFiles.ts'
import { refuseOtherBase, refuseUnsound } from './soundness.ts'

/** A view in its place: whose it is, what its table, type and key column are called. */
export interface Shelf extends View {
  /** The field under which the view hangs on its entities: a department's slug, or `programme`. */
  readonly namespace: string
  /** The departments that own its facts. */
  readonly owners: readonly string[]
  readonly schema: string
  readonly typeName: string
  readonly keyColumn: string
  readonly shelved: readonly Entity[]
}

/** One line of the catalogue: a fact of a view or of a shared entity, with its full name. */
export interface Entry {
  /** `forestry.EcoForest.forestCompensation`, or `Household.householdNo` for a shared entity's own. */
  readonly name: string
  readonly fact: Fact
  readonly owners: readonly string[]
  readonly entity: Entity
  readonly shelf?: Shelf
}

/** A list that leads back along a link: the village's households, made by the household's village. */
export interface BackLink {
  readonly name: string
  readonly zh: string
  readonly en: string
  /** The link that makes the list, and gives it its class. */
  readonly entry: Entry
}

/** The register of the poor: who is on it, and the fact that tells of an area how many are. */
export interface Register {
  readonly shelf: Shelf
  readonly count: Entry & { readonly shelf: Shelf }
}

/** Everything that the departments and the shared entities declare. */
export interface Catalogue {
  readonly departments: readonly Department[]
  readonly entities: readonly Entity[]
  readonly shelves: readonly Shelf[]
  readonly enumerations: readonly Enumeration[]
  /** Every fact by its full name. */
  readonly entries: ReadonlyMap<string, Entry>
  /** Absent where no department tells of the registered alone. */
  readonly register: Register | undefined
  readonly shelfOf: (cls: Class) => Shelf
  readonly shelvesOn: (entity: Entity) => readonly Shelf[]
  readonly backLinksOn: (entity: Entity) => readonly BackLink[]
  /** The most open fact of a view: whoever may not read even that may not learn that a row exists. */
  readonly witnessOf: (shelf: Shelf) => Entry
  /** The line of one fact of a view or of an entity. */
  readonly entryOf: (place: Shelf | Entity, fact: Fact) => Entry
}

const entityClasses: readonly Class[] = [
  City,
  County,
  Zone,
  Township,
  Village,
  Household,
  Person,
  Organisation,
  Cooperative,
  Enterprise,
  Loan,
  Project,
]

/** The register that the programme itself keeps; its own views hang under `programme`. */
const programme = { namespace: 'programme', owners: ['povertyOffice'], views: [VillageStanding] }

/** The column by which a view points at its entity: `village_code`, `household_id`, `uscc`. */
function keyColumnFor(entity: Entity): string {
  return entity.key.name === 'code' ? `${entity.table}_code` : entity.key.column
}

function shelve(cls: Class, namespace: string, owners: readonly string[], schema: string): Shelf {
  const view = viewOf(cls)
  const name = `${namespace}.${view.name}`
  const stranger = view.entities.find((entity): boolean => !isEntity(entity))
  if (stranger) {
    throw refusedWord(
      `${name} 所说的 ${stranger.name} 不是共享对象。`,
      `${name} speaks of ${stranger.name}, which is no shared entity.`,
      stranger.name,
      entityClasses.map((entity) => entity.name),
    )
  }
  const shelved = view.entities.map(entityOf)
  const [keyColumn, ...others] = new Set(shelved.map(keyColumnFor))
  if (!keyColumn || others.length > 0) {
    throw new DeclarationRefused(
      `${name} 所说的几种对象，键各不相同。`,
      `${name} speaks of entities whose keys differ.`,
    )
  }
  refuseOtherBase(name, view)
  const typeName = `${capitalised(namespace)}${view.name}`
  return { ...view, namespace, owners, schema, typeName, keyColumn, shelved }
}

/** The columns that tell a view's rows apart, in the order of its key. */
export function keyColumnsOf({ keyColumn, per, each }: Shelf): string[] {
  return [keyColumn, ...(per ? ['period'] : []), ...(each ? [each.column] : [])]
}

/** A view's full name: `povertyOffice.VillageStatus`. */
export function viewName({ namespace, name }: Pick<Shelf, 'namespace' | 'name'>): string {
  return `${namespace}.${name}`
}

function refuseDoubles(zh: string, en: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) {
    throw new DeclarationRefused(`有两个${zh}都叫“${twice}”。`, `Two ${en} are called "${twice}".`)
  }
}

/** Two lists of one name would be one type in the graph; a list that two facts share is one list. */
function enumerationsIn(entries: readonly Entry[]): Enumeration[] {
  const first = new Map<string, Entry & { readonly list: Enumeration }>()
  for (const entry of entries) {
    const list = entry.fact.type.enumeration
    if (!list) continue
    const known = first.get(list.name)
    if (!known) first.set(list.name, { ...entry, list })
    else if (known.list !== list) {
      throw new DeclarationRefused(
        `${known.name} 与 ${entry.name} 各有一个代码表叫“${list.name}”；请改名。`,
        `${known.name} and ${entry.name} each have an enumeration called "${list.name}"; rename one.`,
      )
    }
  }
  return [...first.values()]
    .map(({ list }) => list)
    .sort((one, other) => one.name.localeCompare(other.name))
}

/** How shut a fact is: 0 for open, 2 for withheld. */
function shut({ sharing }: Fact): number {
  return Object.keys(sharingClasses).indexOf(sharing)
}

function backLinksIn(entries: readonly Entry[], entity: Entity): BackLink[] {
  return entries.flatMap((entry) => {
    const { reference } = entry.fact.type
    if (!reference?.back || !targetsOf(reference).includes(entity.cls)) return []
    return [{ ...reference.back, entry }]
  })
}

function fieldNamesOn(entity: Entity, shelves: readonly Shelf[]): string[] {
  return shelves.map((shelf) => `${shelf.namespace}.${viewField(shelf.name, entity.name)}`)
}

/** The register of which views tell; refused where nobody tells how many are on it, or two do. */
function registerIn(shelves: readonly Shelf[], entries: readonly Entry[]): Register | undefined {
  const counts = entries.filter(({ fact }) => fact.counts)
  const [count, another] = counts
  if (count && another) {
    throw new DeclarationRefused(
      `${count.name} 与 ${another.name} 都统计名册。`,
      `${count.name} and ${another.name} both count a register.`,
    )
  }
  const shelf = shelves.find(({ cls }) => cls === count?.fact.counts?.())
  if (count?.shelf?.per === 'year' && shelf)
    return { shelf, count: { ...count, shelf: count.shelf } }
  if (count) {
    throw new DeclarationRefused(
      `${count.name} 没有按年统计一个名册。`,
      `${count.name} counts no register by the year.`,
    )
  }
  const uncounted = shelves.find(({ tellsOf }) => tellsOf === 'registered')
  if (uncounted) {
    throw new DeclarationRefused(
      `${viewName(uncounted)} 说的是在册者，而没有数据项统计其数。`,
      `${viewName(uncounted)} tells of the registered, and no fact counts them.`,
    )
  }
  return undefined
}

/** Gathers all declarations into one catalogue; two of one name are refused here, at start. */
export async function gatherCatalogue(
  folder = new URL('../departments/', import.meta.url),
): Promise<Catalogue> {
  const found = await readDepartments(folder)
  const departments = found.map(({ department }) => department)
  const entities = entityClasses.map(entityOf)
  const shelves = [
    ...programme.views.map((cls) => shelve(cls, programme.namespace, programme.owners, 'shared')),
    ...found.flatMap(({ department: { slug }, views }) =>
      views.map((cls) => shelve(cls, slug, [slug], snakeCase(slug))),
    ),
  ]
  const entries = [
    ...entities.flatMap((entity) =>
      entity.facts.map((fact): Entry => {
        const owners = fact.owners ?? entity.owners
        return { name: `${entity.name}.${fact.name}`, fact, owners, entity }
      }),
    ),
    ...shelves.flatMap((shelf) =>
      shelf.facts.map((fact): Entry => {
        const [entity] = shelf.shelved
        if (!entity) throw new Error(`${shelf.name} speaks of no entity`)
        const name = `${viewName(shelf)}.${fact.name}`
        return { name, fact, owners: fact.owners ?? shelf.owners, entity, shelf }
      }),
    ),
  ]
  for (const { name, fact } of entries) refuseUnsound(name, fact)
  const enumerations = enumerationsIn(entries)

  refuseDoubles('类型', 'types', [
    ...entities.map(({ name }) => name),
    ...shelves.map((s) => s.typeName),
  ])
  refuseDoubles(
    '数据项',
    'facts',
    entries.map(({ name }) => name),
  )
  const shelvesOn = (entity: Entity) => shelves.filter((shelf) => shelf.shelved.includes(entity))
  const backLinks = new Map(entities.map((entity) => [entity, backLinksIn(entries, entity)]))
  for (const entity of entities) {
    const lists = backLinks.get(entity) ?? []
    refuseDoubles(` ${entity.name} 字段`, `fields of ${entity.name}`, [
      ...entity.facts.map(({ name }) => name),
      ...lists.map(({ name }) => name),
      ...new Set(shelvesOn(entity).map(({ namespace }) => namespace)),
      ...fieldNamesOn(entity, shelvesOn(entity)),
    ])
  }

  const byFact = new Map(entries.map((entry) => [entry.fact, entry]))
  const entryOf = (place: Shelf | Entity, fact: Fact) => {
    const entry = byFact.get(fact)
    if (!entry) throw new Error(`${place.name}.${fact.name} is not in the catalogue`)
    return entry
  }
  const byClass = new Map(shelves.map((shelf) => [shelf.cls, shelf]))
  return {
    departments,
    entities,
    shelves,
    enumerations,
    entries: new Map(entries.map((entry) => [entry.name, entry])),
    register: registerIn(shelves, entries),
    shelfOf: (cls) => {
      const shelf = byClass.get(cls)
      if (!shelf) throw new Error(`${cls.name} stands in no department`)
      return shelf
    },
    shelvesOn,
    backLinksOn: (entity) => backLinks.get(entity) ?? [],
    witnessOf: (shelf) => {
      const [fact] = [...shelf.facts].sort((one, other) => shut(one) - shut(other))
      if (!fact) throw new Error(`${shelf.name} declares no fact`)
      return entryOf(shelf, fact)
    },
    entryOf,
  }
}
