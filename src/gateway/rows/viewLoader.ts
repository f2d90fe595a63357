import DataLoader from 'dataloader'
import { sql } from 'kysely'
import { type Shelf, viewName } from '../../catalogue/catalogue.ts'
import type { AccessPlan } from '../../sharing/accessPlan.ts'
import { limits } from '../../sharing/limits.ts'
import type { Reader } from '../../store/reader.ts'
import { tableOf } from '../../store/sqlPieces.ts'
import { knownAt } from './filter.ts'
import { columnsOf, type Row } from './row.ts'

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

/** What views say of entities, for one operation: one statement for all that a depth of the query asks of a view. */
export class ViewLoader {
  readonly #reader: Reader
  readonly #plan: AccessPlan
  readonly #views = new Map<Shelf, Map<string | null, RowLoader<Row | null>>>()
  readonly #viewLists = new Map<Shelf, Map<string | null, RowLoader<Row[]>>>()

  constructor(reader: Reader, plan: AccessPlan) {
    this.#reader = reader
    this.#plan = plan
  }

  /** What a view says of an entity in a period, or latest; null where nothing was reported. */
  load(
    shelf: Shelf,
    key: string,
    { period = null, asOf = null }: ViewArguments,
  ): Promise<Row | null> | Promise<Row[]> {
    const cell = { key, period }
    if (shelf.each) {
      const read = (cells: readonly RowKey[]) => this.#readViewLists(shelf, cells, asOf)
      return cellLoader(this.#viewLists, shelf, asOf, read).load(cell)
    }
    const read = (cells: readonly RowKey[]) => this.#readView(shelf, cells, asOf)
    return cellLoader(this.#views, shelf, asOf, read).load(cell)
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
}
