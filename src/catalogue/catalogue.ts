import { readdir } from 'node:fs/promises'
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
import { type Entity, entityOf } from '../ground/entity.ts'
import type { Enumeration } from '../ground/enumeration.ts'
import type { Fact } from '../ground/fact.ts'
import { type Class, targetsOf } from '../ground/factType.ts'
import { capitalised, snakeCase } from '../ground/naming.ts'
import type { Period } from '../ground/period.ts'
import { sharingClasses } from '../ground/sharing.ts'
import { isView, type View, viewField, viewOf } from '../ground/view.ts'

/** A member department, as its file declares it: under its name at the programme's start. */
export interface Department {
  /** The file's name, which is also its field's name on every entity. */
  readonly slug: string
  readonly zh: string
  /** What everybody calls it; formulas in Chinese do too. */
  readonly short: string
  readonly en: string
  /** What the reform of 2018-19, or a later one, renamed it to. */
  readonly renamed?: Renaming
}

/** A department's later name. */
export interface Renaming {
  /** The first month under that name. */
  readonly from: Period
  readonly zh: string
  readonly en: string
  readonly source: string
}

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
  const shelved = view.entities.map(entityOf)
  const [keyColumn, ...others] = new Set(shelved.map(keyColumnFor))
  if (!keyColumn || others.length > 0) {
    throw new Error(`${namespace}.${view.name} speaks of entities whose keys differ`)
  }
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

/** Reads the folder of departments: every file is one, its exported views are its own. */
async function readDepartments(folder: URL): Promise<{ department: Department; views: Class[] }[]> {
  const files = (await readdir(folder)).filter((file) => /^\w+\.(ts|js)$/.test(file)).sort()
  return Promise.all(
    files.map(async (file) => {
      const module: Record<string, unknown> = await import(new URL(file, folder).href)
      const slug = file.replace(/\.\w+$/, '')
      const declared = module.department as Omit<Department, 'slug'> | undefined
      if (!declared) throw new Error(`departments/${file} exports no "department"`)
      return {
        department: { slug, ...declared },
        views: Object.values(module)
          .filter(isView)
          .sort((one, other) => viewOf(one).place - viewOf(other).place),
      }
    }),
  )
}

function refuseDoubles(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new Error(`two ${what} are called "${twice}"`)
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
  if (another) throw new Error(`${count?.name} and ${another.name} both count a register`)
  const shelf = shelves.find(({ cls }) => cls === count?.fact.counts?.())
  if (count?.shelf?.per === 'year' && shelf)
    return { shelf, count: { ...count, shelf: count.shelf } }
  if (count) throw new Error(`${count.name} counts no register by the year`)
  const uncounted = shelves.find(({ tellsOf }) => tellsOf === 'registered')
  if (uncounted) {
    throw new Error(`${viewName(uncounted)} tells of the registered, and no fact counts them`)
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
  const enumerations = [
    ...new Set(entries.flatMap(({ fact }) => fact.type.enumeration ?? [])),
  ].sort((one, other) => one.name.localeCompare(other.name))

  refuseDoubles('types', [...entities.map(({ name }) => name), ...shelves.map((s) => s.typeName)])
  refuseDoubles(
    'enumerations',
    enumerations.map(({ name }) => name),
  )
  refuseDoubles(
    'facts',
    entries.map(({ name }) => name),
  )
  const shelvesOn = (entity: Entity) => shelves.filter((shelf) => shelf.shelved.includes(entity))
  const backLinks = new Map(entities.map((entity) => [entity, backLinksIn(entries, entity)]))
  for (const entity of entities) {
    const lists = backLinks.get(entity) ?? []
    refuseDoubles(`fields of ${entity.name}`, [
      ...entity.facts.map(({ name }) => name),
      ...lists.map(({ name }) => name),
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
