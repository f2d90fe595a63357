import DataLoader from 'dataloader'
import { sql } from 'kysely'
import type { BackLink, Shelf } from '../../catalogue/catalogue.ts'
import { allOf, tableOf } from '../../store/sqlPieces.ts'
import { backList, cursorsOf, isNone } from './cursors.ts'
import { periodCondition } from './filter.ts'
import type { Page } from './page.ts'
import { entityColumns, type Row } from './row.ts'
import { pageFrom, type Selecting, selectFor } from './selecting.ts'
import { isPlain, type ListArguments, pageLength } from './selection.ts'

const nothingPermitted: ReadonlySet<string> = new Set()

/** The lists that links lead back to, for one operation: one statement for all the parents of a depth. */
export class BackLists {
  readonly #selecting: Selecting
  /** The rows of views without periods that came along with the list that they make. */
  readonly #readAlong = new Map<Shelf, Map<string, Row>>()
  readonly #lists = new Map<string, DataLoader<string, Page<Row>>>()
  readonly #counts = new Map<string, DataLoader<string, number>>()

  constructor(selecting: Selecting) {
    this.#selecting = selecting
  }

  /** A view's row that came along with a list, if any did. */
  along(shelf: Shelf, key: string): Row | undefined {
    return this.#readAlong.get(shelf)?.get(key)
  }

  /** A page of the rows that a link leads back to; one statement for all the parents of a depth. */
  load(back: BackLink, parent: string, args: ListArguments): Promise<Page<Row>> {
    const form = isPlain(args) ? (args.first ?? '') : JSON.stringify(args)
    const name = `${backList(back)} ${form}`
    let loader = this.#lists.get(name)
    if (!loader) {
      loader = new DataLoader((parents) => this.#readBack(back, parents, args, name))
      this.#lists.set(name, loader)
    }
    return loader.load(parent)
  }

  async #readBack(
    back: BackLink,
    all: readonly string[],
    args: ListArguments,
    name: string,
  ): Promise<(Page<Row> | Error)[]> {
    const { entity } = back.entry
    const along = this.#along(back)
    const columns = `${entityColumns(entity, this.#selecting.plan)}${along.columns}`
    const { reader, asking } = this.#selecting
    const cursors = cursorsOf(asking, backList(back), args)
    // A cursor belongs to the list of one parent.
    const [whose, ...after] = cursors.open(args.after) ?? []
    const parents = whose === undefined ? all : all.filter((parent) => parent === whose)
    const statement = () => {
      const selection = selectFor(
        this.#selecting,
        entity,
        args,
        whose === undefined ? undefined : after,
      )
      const { from, where } = madeBy(back)
      return sql`select p.parent, l.* from unnest(${parents}::text[]) p(parent) cross join lateral (
        select ${sql.raw(columns)}${selection.placed} from ${from} ${selection.joins}
        where ${where} and ${selection.where} ${selection.order} limit ${selection.first + 1}
      ) l`
    }
    const origin = `${back.name} by ${back.entry.name}`
    const rows = await (asking.caller.area === undefined && isPlain(args)
      ? reader.kept<Row & { parent: string }>(
          origin,
          columns,
          [parents, pageLength(args.first) + 1],
          statement,
        )
      : reader.rows<Row & { parent: string }>(origin, statement()))
    for (const row of rows) along.keep(row)
    const byParent = Map.groupBy(rows, ({ parent }) => parent)
    const count = (parent: string) => this.#countLoader(back, args, name).load(parent)
    const foreign = whose === undefined ? undefined : isNone()
    return all.map((parent) => {
      if (foreign && parent !== whose) return foreign
      const found = byParent.get(parent) ?? []
      return pageFrom(entity, found, args, { cursors, above: [parent], count: () => count(parent) })
    })
  }

  /** A list by way of a view without periods reads that view's row along, and spares it a statement. */
  #along({ entry: { shelf } }: BackLink) {
    const { plan } = this.#selecting
    const permitted = shelf ? plan.permitted(shelf.typeName) : nothingPermitted
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
    const { from, where } = madeBy(back)
    const loader = new DataLoader(async (parents: readonly string[]) => {
      const whole = { ...args, after: null, orderBy: null }
      const selection = selectFor(this.#selecting, back.entry.entity, whole)
      const counted = await this.#selecting.reader.rows<{ parent: string; rows: string }>(
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
}

/** Where the rows of a back link stand: on the entity itself, or by way of the view that makes it. */
function madeBy({ entry: { entity, shelf, fact } }: BackLink) {
  const table = sql`${tableOf(entity)} t`
  if (!shelf) return { from: table, where: sql`${sql.ref(`t.${fact.column}`)} = p.parent` }
  const key = sql`${sql.ref(`t.${entity.key.column}`)} = ${sql.ref(`b.${shelf.keyColumn}`)}`
  const at = shelf.per ? [periodCondition(shelf, 'b', undefined)] : []
  return {
    from: sql`${tableOf(shelf)} b join ${table} on ${key}`,
    where: allOf([sql`${sql.ref(`b.${fact.column}`)} = p.parent`, ...at]),
  }
}
