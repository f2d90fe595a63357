import DataLoader from 'dataloader'
import { sql } from 'kysely'
import { type BackLink, type Catalogue, type Shelf, viewName } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Fact } from '../../ground/fact.ts'
import type { Deliverable } from '../../publishing/deliverable.ts'
import type { AccessPlan } from '../../sharing/accessPlan.ts'
import type { Deciding } from '../../sharing/fieldClass.ts'
import { limits } from '../../sharing/limits.ts'
import type { Reader } from '../../store/reader.ts'
import { allOf, tableOf } from '../../store/sqlPieces.ts'
import { areaEntity, areaSearch, everyArea, pathOf } from './areaRows.ts'
import { type Change, type ChangePosition, readChanges } from './changeReader.ts'
import { backList, type Cursors, cursorsOf, isNone, type Position } from './cursors.ts'
import { Defect } from './defect.ts'
import { knownAt, periodCondition } from './filter.ts'
import type { Page } from './page.ts'
import {
  areaSearchList,
  isPlain,
  type ListArguments,
  pageLength,
  placedAs,
  readSelection,
  type Selection,
  visibleTo,
} from './selection.ts'

/** A row as it left the database: the facts that may leave it, under their names. */
export type Row = Record<string, unknown> & { readonly __typename: string; readonly key: string }

/** One cell of a view: an entity's key, and a period unless the latest is meant. */
interface RowKey {
  readonly key: string
  readonly period: string | null
}

/** Of which period a view is asked, and what was known of it when; the latest and now, where null. */
export interface ViewArguments {
  readonly period?: string | null
  readonly asOf?: string | null
}

/** The permitted facts' columns under their names, which come from declarations, never from outside. */
function columnsOf(facts: readonly Fact[], permitted: ReadonlySet<string>, alias: string): string {
  return facts
    .filter(({ name }) => permitted.has(name))
    .map(({ column, name }) => `, ${alias}."${column}" as "${name}"`)
    .join('')
}

const nothingPermitted: ReadonlySet<string> = new Set()

type RowLoader<T> = DataLoader<RowKey, T, string>

const rowOptions = {
  cacheKeyFn: ({ key, period }: RowKey) => (period === null ? key : `${key} ${period}`),
  maxBatchSize: 20_000,
}

/** The loader of a view's cells as of a time, or of now: made when first asked for. */
function cellLoader<T>(
  made: Map<Shelf, Map<string | null, RowLoader<T>>>,
  shelf: Shelf,
  asOf: string | null,
  read: (cells: readonly RowKey[]) => Promise<T[]>,
): RowLoader<T> {
  let byTime = made.get(shelf)
  if (!byTime) {
    byTime = new Map()
    made.set(shelf, byTime)
  }
  let loader = byTime.get(asOf)
  if (!loader) {
    loader = new DataLoader(read, rowOptions)
    byTime.set(asOf, loader)
  }
  return loader
}

/**
 * The only door to rows for one operation of one caller. Each loader sends one statement for all that a
 * depth of the query asks of it, with the permitted columns alone.
 */
export class Loaders {
  readonly #catalogue: Catalogue
  readonly #reader: Reader
  readonly #plan: AccessPlan
  readonly #asking: Deciding
  readonly #entities = new Map<Entity, DataLoader<string, Row | null>>()
  readonly #views = new Map<Shelf, Map<string | null, RowLoader<Row | null>>>()
  readonly #viewLists = new Map<Shelf, Map<string | null, RowLoader<Row[]>>>()
  /** The rows of views without periods that came along with the list that they make. */
  readonly #readAlong = new Map<Shelf, Map<string, Row>>()
  readonly #lists = new Map<string, DataLoader<string, Page<Row>>>()
  readonly #counts = new Map<string, DataLoader<string, number>>()
  #areaNames: DataLoader<string, string | null> | undefined

  constructor(catalogue: Catalogue, reader: Reader, plan: AccessPlan, asking: Deciding) {
    this.#catalogue = catalogue
    this.#reader = reader
    this.#plan = plan
    this.#asking = asking
  }

  get #area(): string | undefined {
    return this.#asking.caller.area
  }

  /** The entity with this key, or null where there is none that the caller may see. */
  entity(entity: Entity, key: string): Promise<Row | null> {
    let loader = this.#entities.get(entity)
    if (!loader) {
      loader = new DataLoader((keys) => this.#readEntities(entity, keys), { maxBatchSize: 20_000 })
      this.#entities.set(entity, loader)
    }
    return loader.load(key)
  }

  /** What a view says of an entity in a period, or latest; null where nothing was reported. */
  view(
    shelf: Shelf,
    key: string,
    { period = null, asOf = null }: ViewArguments,
  ): Promise<Row | null> | Promise<Row[]> | Row {
    const cell = { key, period }
    if (shelf.each) {
      const read = (cells: readonly RowKey[]) => this.#readViewLists(shelf, cells, asOf)
      return cellLoader(this.#viewLists, shelf, asOf, read).load(cell)
    }
    const along = asOf === null ? this.#readAlong.get(shelf)?.get(key) : undefined
    if (along) return along
    const read = (cells: readonly RowKey[]) => this.#readView(shelf, cells, asOf)
    return cellLoader(this.#views, shelf, asOf, read).load(cell)
  }

  /** The area of any level with this code, or null where there is none that the caller may see. */
  area(code: string): Promise<Row | null> {
    const entity = areaEntity(code)
    return entity ? this.entity(entity, code) : Promise.resolve(null)
  }

  /** The name of an area with the names of those above it. */
  async fullName(code: string): Promise<string> {
    this.#areaNames ??= new DataLoader((codes) => this.#readAreaNames(codes))
    const names = await this.#areaNames.loadMany(pathOf(code))
    return names.filter((name) => typeof name === 'string').join(' ')
  }

  async #readAreaNames(codes: readonly string[]): Promise<(string | null)[]> {
    const rows = await this.#reader.rows<{ code: string; name: string }>(
      'names of areas',
      sql`select a.code, a.name from ${everyArea} a where a.code = any(${codes})`,
    )
    const byCode = new Map(rows.map(({ code, name }) => [code, name]))
    return codes.map((code) => byCode.get(code) ?? null)
  }

  /** A page of the areas, of whatever level, whose names hold the words looked for. */
  async searchAreas(search: string, args: ListArguments): Promise<Page<Row>> {
    const first = pageLength(args.first)
    const cursors = cursorsOf(this.#asking, areaSearchList, { search, ...args })
    const [after] = args.after ? cursors.open(args.after) : []
    const found = await this.#reader.rows<{ code: string }>(
      'areas by name',
      sql`select a.code from ${everyArea} a
        where ${areaSearch(search, args.within, this.#area, after as string | undefined)}
        order by a.code limit ${first + 1}`,
    )
    const areas = await Promise.all(found.slice(0, first).map(({ code }) => this.area(code)))
    const count = async () => {
      const [counted] = await this.#reader.rows<{ rows: string }>(
        'count of areas by name',
        sql`select count(*) as rows from ${everyArea} a
          where ${areaSearch(search, args.within, this.#area, undefined)}`,
      )
      return Number(counted?.rows ?? 0)
    }
    const nodes = areas.filter((area) => area !== null)
    const cursorOf = ({ key }: Row) => cursors.seal([key])
    return { nodes, hasMore: found.length > first, isFirst: !args.after, count, cursorOf }
  }

  /** A page of all rows of an entity that the arguments select. */
  async list(entity: Entity, args: ListArguments): Promise<Page<Row>> {
    const cursors = cursorsOf(this.#asking, entity.plural, args)
    const after = args.after ? cursors.open(args.after) : undefined
    const selection = this.#select(entity, args, after)
    const rows = await this.#reader.rows<Row>(
      `${entity.plural}`,
      sql`select ${sql.raw(this.#entityColumns(entity))}${selection.placed}
        from ${tableOf(entity)} t ${selection.joins}
        where ${selection.where} ${selection.order} limit ${selection.first + 1}`,
    )
    const count = async () => {
      const { where } = this.#select(entity, { ...args, after: null, orderBy: null })
      const [counted] = await this.#reader.rows<{ rows: string }>(
        `count of ${entity.plural}`,
        sql`select count(*) as rows from ${tableOf(entity)} t where ${where}`,
      )
      return Number(counted?.rows ?? 0)
    }
    return this.#page(entity, rows, args, { cursors, above: [] }, count)
  }

  /** A page of the rows that a link leads back to; one statement for all the parents of a depth. */
  back(back: BackLink, parent: string, args: ListArguments): Promise<Page<Row>> {
    const form = isPlain(args) ? (args.first ?? '') : JSON.stringify(args)
    const name = `${backList(back)} ${form}`
    let loader = this.#lists.get(name)
    if (!loader) {
      loader = new DataLoader((parents) => this.#readBack(back, parents, args, name))
      this.#lists.set(name, loader)
    }
    return loader.load(parent)
  }

  /** What has changed in a view or entity since a batch, as far as the caller may see it. */
  changes(
    of: Deliverable,
    since: number,
    first: number,
    after: ChangePosition | undefined,
  ): Promise<Change[]> {
    return readChanges(this.#reader, of, since, first, after, this.#area)
  }

  #select(entity: Entity, args: ListArguments, after?: Position): Selection {
    const selection = readSelection(this.#catalogue, entity, args, { area: this.#area, after })
    const undecided = selection.decidedBy.find((entry) => !this.#plan.mayDecide(entry))
    if (undecided) throw new Defect(`a list decides by ${undecided.name}, which the plan knows not`)
    return selection
  }

  #entityColumns(entity: Entity): string {
    const facts = columnsOf(entity.facts, this.#plan.permitted(entity.name), 't')
    return `t."${entity.key.column}" as key${facts}`
  }

  async #readEntities(entity: Entity, keys: readonly string[]): Promise<(Row | null)[]> {
    const columns = this.#entityColumns(entity)
    const statement = () => sql`select ${sql.raw(columns)} from ${tableOf(entity)} t
      where ${sql.raw(`t."${entity.key.column}"`)} = any(${keys})
      and ${visibleTo(this.#area)(entity, 't')}`
    const origin = `${entity.name} by key`
    const rows = await (this.#area === undefined
      ? this.#reader.kept<Row>(origin, columns, [keys], statement)
      : this.#reader.rows<Row>(origin, statement()))
    const byKey = new Map(rows.map((row) => [row.key, named(entity, row)]))
    return keys.map((key) => byKey.get(key) ?? null)
  }

  async #readView(
    shelf: Shelf,
    cells: readonly RowKey[],
    asOf: string | null,
  ): Promise<(Row | null)[]> {
    const only = cells[0]?.period ?? null
    const keys = cells.map(({ key }) => key)
    const isOne = cells.every(({ period }) => period === only)
    if (asOf === null && (!shelf.per || (isOne && only !== null))) {
      const rows = await this.#readPeriod(shelf, keys, only)
      const byKey = new Map(rows.map((row) => [row.key, row]))
      return keys.map((key) => byKey.get(key) ?? null)
    }
    const rows = await this.#readPeriods(shelf, cells, asOf)
    const byCell = new Map(rows.map((row) => [`${row.key} ${row.asked}`, row]))
    return cells.map(({ key, period }) => byCell.get(`${key} ${period}`) ?? null)
  }

  /** A view's rows as they stand, or as they were known at a time. */
  #rowsOf(shelf: Shelf, asOf: string | null) {
    if (asOf === null) return tableOf(shelf)
    const permitted = this.#plan.permitted(shelf.typeName)
    return knownAt(
      shelf,
      asOf,
      shelf.facts.filter(({ name }) => permitted.has(name)),
    )
  }

  #viewColumns(shelf: Shelf): string {
    const facts = columnsOf(shelf.facts, this.#plan.permitted(shelf.typeName), 'v')
    const each = shelf.each ? `, v."${shelf.each.column}" as "${shelf.each.name}"` : ''
    return `v."${shelf.keyColumn}" as key${shelf.per ? ', v.period' : ''}${each}${facts}`
  }

  /** The rows of one period, or of a view that has none. */
  #readPeriod(shelf: Shelf, keys: readonly string[], period: string | null): Promise<Row[]> {
    const columns = this.#viewColumns(shelf)
    const key = sql.raw(`v."${shelf.keyColumn}"`)
    const at = shelf.per ? sql` and v.period = ${period}` : sql``
    return this.#reader.kept(
      viewName(shelf),
      columns,
      shelf.per ? [keys, period] : [keys],
      () =>
        sql`select ${sql.raw(columns)} from ${tableOf(shelf)} v where ${key} = any(${keys})${at}`,
    )
  }

  /** The rows of several periods at once; where none is said, the latest of each key. */
  #readPeriods(
    shelf: Shelf,
    cells: readonly RowKey[],
    asOf: string | null,
  ): Promise<(Row & { asked: string | null })[]> {
    const columns = this.#viewColumns(shelf)
    const keys = cells.map(({ key }) => key)
    const periods = cells.map(({ period }) => period)
    const latest = shelf.per
      ? sql` and (a.asked is null or v.period = a.asked) order by v.period desc limit 1`
      : sql``
    const statement = () => sql`select a.asked, w.*
      from unnest(${keys}::text[], ${periods}::text[]) a(key, asked)
      cross join lateral (
        select ${sql.raw(columns)} from ${this.#rowsOf(shelf, asOf)} v
        where ${sql.raw(`v."${shelf.keyColumn}"`)} = a.key${latest}
      ) w`
    const origin = viewName(shelf)
    return asOf === null
      ? this.#reader.kept(origin, `several ${columns}`, [keys, periods], statement)
      : this.#reader.rows(`${origin} as of a time`, statement())
  }

  /** All rows that a view with a finer key has of each entity in a period, or in its latest. */
  async #readViewLists(
    shelf: Shelf,
    cells: readonly RowKey[],
    asOf: string | null,
  ): Promise<Row[][]> {
    const { each, per, keyColumn } = shelf
    if (!each) throw new Error(`${shelf.name} is no list`)
    const table = this.#rowsOf(shelf, asOf)
    const key = sql.raw(`v."${keyColumn}"`)
    const latest = sql`(select max(l.period) from ${table} l where ${sql.raw(`l."${keyColumn}"`)} = a.key)`
    const rows = await this.#reader.rows<Row & { asked: string | null }>(
      viewName(shelf),
      sql`select a.asked, w.* from unnest(${cells.map((cell) => cell.key)}::text[],
          ${cells.map(({ period }) => period)}::text[]) a(key, asked)
        cross join lateral (
          select ${sql.raw(this.#viewColumns(shelf))} from ${table} v
          where ${key} = a.key${per ? sql` and v.period = coalesce(a.asked, ${latest})` : sql``}
          order by ${sql.raw(`v."${each.column}"`)} limit ${limits.LIMIT_PAGE_SIZE.most}
        ) w`,
    )
    const byCell = Map.groupBy(rows, (row) => `${row.key} ${row.asked}`)
    return cells.map(({ key, period }) => byCell.get(`${key} ${period}`) ?? [])
  }

  async #readBack(
    back: BackLink,
    all: readonly string[],
    args: ListArguments,
    name: string,
  ): Promise<(Page<Row> | Error)[]> {
    const { entity } = back.entry
    const along = this.#along(back)
    const columns = `${this.#entityColumns(entity)}${along.columns}`
    const cursors = cursorsOf(this.#asking, backList(back), args)
    // A cursor belongs to the list of one parent.
    const [whose, ...after] = args.after ? cursors.open(args.after) : []
    const parents = whose === undefined ? all : all.filter((parent) => parent === whose)
    const statement = () => {
      const selection = this.#select(entity, args, whose === undefined ? undefined : after)
      const { from, where } = this.#madeBy(back)
      return sql`select p.parent, l.* from unnest(${parents}::text[]) p(parent) cross join lateral (
        select ${sql.raw(columns)}${selection.placed} from ${from} ${selection.joins}
        where ${where} and ${selection.where} ${selection.order} limit ${selection.first + 1}
      ) l`
    }
    const origin = `${back.name} by ${back.entry.name}`
    const rows = await (this.#area === undefined && isPlain(args)
      ? this.#reader.kept<Row & { parent: string }>(
          origin,
          columns,
          [parents, pageLength(args.first) + 1],
          statement,
        )
      : this.#reader.rows<Row & { parent: string }>(origin, statement()))
    for (const row of rows) along.keep(row)
    const byParent = Map.groupBy(rows, ({ parent }) => parent)
    const count = (parent: string) => this.#countLoader(back, args, name).load(parent)
    const foreign = whose === undefined ? undefined : isNone()
    return all.map((parent) => {
      if (foreign && parent !== whose) return foreign
      const found = byParent.get(parent) ?? []
      return this.#page(entity, found, args, { cursors, above: [parent] }, () => count(parent))
    })
  }

  /** A list by way of a view without periods reads that view's row along, and spares it a statement. */
  #along({ entry: { shelf } }: BackLink) {
    const permitted = shelf ? this.#plan.permitted(shelf.typeName) : nothingPermitted
    const facts = shelf?.facts.filter(({ name }) => permitted.has(name)) ?? []
    if (!shelf || shelf.per || shelf.each || facts.length === 0)
      return { columns: '', keep: () => undefined }
    const known = this.#readAlong.get(shelf) ?? new Map<string, Row>()
    this.#readAlong.set(shelf, known)
    return {
      columns: facts.map(({ column, name }) => `, b."${column}" as "~${name}"`).join(''),
      keep: (row: Row) => {
        const read: Record<string, unknown> = { key: row.key }
        for (const { name } of facts) read[name] = row[`~${name}`]
        known.set(row.key, read as Row)
      },
    }
  }

  #countLoader(back: BackLink, args: ListArguments, name: string): DataLoader<string, number> {
    const known = this.#counts.get(name)
    if (known) return known
    const { from, where } = this.#madeBy(back)
    const loader = new DataLoader(async (parents: readonly string[]) => {
      const selection = this.#select(back.entry.entity, { ...args, after: null, orderBy: null })
      const counted = await this.#reader.rows<{ parent: string; rows: string }>(
        `count of ${back.name} by ${back.entry.name}`,
        sql`select p.parent, count(*) as rows from unnest(${parents}::text[]) p(parent)
          cross join lateral (select from ${from} where ${where} and ${selection.where}) l
          group by p.parent`,
      )
      const byParent = new Map(counted.map(({ parent, rows }) => [parent, Number(rows)]))
      return parents.map((parent) => byParent.get(parent) ?? 0)
    })
    this.#counts.set(name, loader)
    return loader
  }

  /** Where the rows of a back link stand: on the entity itself, or by way of the view that makes it. */
  #madeBy({ entry: { entity, shelf, fact } }: BackLink) {
    const table = sql`${tableOf(entity)} t`
    if (!shelf) return { from: table, where: sql`${sql.ref(`t.${fact.column}`)} = p.parent` }
    const key = sql`${sql.ref(`t.${entity.key.column}`)} = ${sql.ref(`b.${shelf.keyColumn}`)}`
    const at = shelf.per ? [periodCondition(shelf, 'b', undefined)] : []
    return {
      from: sql`${tableOf(shelf)} b join ${table} on ${key}`,
      where: allOf([sql`${sql.ref(`b.${fact.column}`)} = p.parent`, ...at]),
    }
  }

  #page(
    entity: Entity,
    rows: Row[],
    args: ListArguments,
    marks: Marks,
    count: () => Promise<number>,
  ): Page<Row> {
    const length = pageLength(args.first)
    const nodes = rows.slice(0, length)
    for (const row of nodes) named(entity, row)
    return new RowPage(nodes, rows.length > length, args, marks, count)
  }
}

/** How the rows of a page are marked: by the list's cursors, below the key of whose list it is. */
interface Marks {
  readonly cursors: Cursors
  readonly above: readonly string[]
}

/** A page of rows that carry the values by which they are ordered. */
class RowPage implements Page<Row> {
  readonly nodes: readonly Row[]
  readonly hasMore: boolean
  readonly isFirst: boolean
  readonly #orderings: number
  readonly #marks: Marks
  readonly #count: () => Promise<number>

  constructor(
    nodes: readonly Row[],
    hasMore: boolean,
    { after, orderBy }: ListArguments,
    marks: Marks,
    count: () => Promise<number>,
  ) {
    this.nodes = nodes
    this.hasMore = hasMore
    this.isFirst = !after
    this.#orderings = orderBy?.length ?? 0
    this.#marks = marks
    this.#count = count
  }

  count(): Promise<number> {
    return this.#count()
  }

  cursorOf(row: Row): string {
    const values = Array.from({ length: this.#orderings }, (_, n) => row[placedAs(n)])
    const { cursors, above } = this.#marks
    return cursors.seal([...above, row.key, ...(values as (string | null)[])])
  }
}

function named(entity: Entity, row: Row): Row {
  ;(row as Record<string, unknown>).__typename = entity.name
  return row
}
