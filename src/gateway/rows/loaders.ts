import DataLoader from 'dataloader'
import { sql } from 'kysely'
import type { BackLink, Catalogue, Shelf } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Deliverable } from '../../publishing/deliverable.ts'
import type { AccessPlan } from '../../sharing/accessPlan.ts'
import type { Deciding } from '../../sharing/fieldClass.ts'
import type { Reader } from '../../store/reader.ts'
import { tableOf } from '../../store/sqlPieces.ts'
import { areaEntity, areaSearch, everyArea, pathOf } from './areaRows.ts'
import { BackLists } from './backLists.ts'
import { type Change, type ChangePosition, readChanges } from './changeReader.ts'
import { cursorsOf } from './cursors.ts'
import type { Page } from './page.ts'
import { entityColumns, named, type Row } from './row.ts'
import { pageFrom, type Selecting, selectFor } from './selecting.ts'
import { areaSearchList, type ListArguments, pageLength, visibleTo } from './selection.ts'
import { type ViewArguments, ViewLoader } from './viewLoader.ts'

/**
 * The only door to rows for one operation of one caller. Each loader sends one statement for all that a
 * depth of the query asks of it, with the permitted columns alone.
 */
export class Loaders {
  readonly #selecting: Selecting
  readonly #entities = new Map<Entity, DataLoader<string, Row | null>>()
  readonly #views: ViewLoader
  readonly #backLists: BackLists
  #areaNames: DataLoader<string, string | null> | undefined

  constructor(catalogue: Catalogue, reader: Reader, plan: AccessPlan, asking: Deciding) {
    this.#selecting = { catalogue, reader, plan, asking }
    this.#views = new ViewLoader(reader, plan)
    this.#backLists = new BackLists(this.#selecting)
  }

  get #reader(): Reader {
    return this.#selecting.reader
  }

  get #area(): string | undefined {
    return this.#selecting.asking.caller.area
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
  view(shelf: Shelf, key: string, args: ViewArguments): Promise<Row | null> | Promise<Row[]> | Row {
    const along = args.asOf ? undefined : this.#backLists.along(shelf, key)
    return along ?? this.#views.load(shelf, key, args)
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
    const cursors = cursorsOf(this.#selecting.asking, areaSearchList, { search, ...args })
    const [after] = cursors.open(args.after) ?? []
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
    const cursors = cursorsOf(this.#selecting.asking, entity.plural, args)
    const after = cursors.open(args.after)
    const selection = selectFor(this.#selecting, entity, args, after)
    const rows = await this.#reader.rows<Row>(
      `${entity.plural}`,
      sql`select ${sql.raw(entityColumns(entity, this.#selecting.plan))}${selection.placed}
        from ${tableOf(entity)} t ${selection.joins}
        where ${selection.where} ${selection.order} limit ${selection.first + 1}`,
    )
    const count = async () => {
      const { where } = selectFor(this.#selecting, entity, { ...args, after: null, orderBy: null })
      const [counted] = await this.#reader.rows<{ rows: string }>(
        `count of ${entity.plural}`,
        sql`select count(*) as rows from ${tableOf(entity)} t where ${where}`,
      )
      return Number(counted?.rows ?? 0)
    }
    return pageFrom(entity, rows, args, { cursors, above: [], count })
  }

  /** A page of the rows that a link leads back to. */
  back(back: BackLink, parent: string, args: ListArguments): Promise<Page<Row>> {
    return this.#backLists.load(back, parent, args)
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

  async #readEntities(entity: Entity, keys: readonly string[]): Promise<(Row | null)[]> {
    const columns = entityColumns(entity, this.#selecting.plan)
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
}
