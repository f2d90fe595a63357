import { type RawBuilder, sql } from 'kysely'
import { prefixRange } from '../ground/areaCode.ts'

/** A piece of a statement: every value in it is a bind, and every name comes from a declaration. */
export type Sql = RawBuilder<unknown>

/** What a table is called; where nothing else is said, it is one of those that departments share. */
export interface TableName {
  readonly schema?: string
  readonly table: string
}

const tables = new WeakMap<TableName, Sql>()

/** The table of a view or an entity as it stands. */
export function tableOf(named: TableName): Sql {
  const known = tables.get(named)
  if (known) return known
  const { schema = 'shared', table } = named
  const made = sql.raw(`"${schema}"."${table}"`)
  tables.set(named, made)
  return made
}

/** The table of what its batches have replaced. */
export function historyOf({ schema = 'shared', table }: TableName): Sql {
  return sql.id(schema, `${table}_history`)
}

/** Columns in a list, of one table of several where it is said which. */
export function listed(columns: readonly string[], alias?: string): Sql {
  return sql.join(columns.map((column) => (alias ? sql.id(alias, column) : sql.id(column))))
}

/** Holds where two tables have the same in some columns. */
export function equal(columns: readonly string[], one: string, other: string): Sql {
  const pairs = columns.map((column) => sql`${sql.id(one, column)} = ${sql.id(other, column)}`)
  return sql.join(pairs, sql` and `)
}

/** Joins conditions; none at all holds. */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`
}

/** Holds where a column's area code lies in an area; a zone is a list of villages, not a prefix. */
export function liesInArea(column: Sql, area: string): Sql {
  if (area.includes('Z')) {
    return sql`(${column} = ${area} or ${column} in (
      select s.village_code from shared.village_standing s
      where s.zone_code = ${area} and s.period = (select max(period) from shared.village_standing)))`
  }
  const [from, to] = prefixRange(area)
  return sql`(${column} >= ${from} and ${column} < ${to})`
}

/** A moment as the graph writes it, whatever the session's time zone. */
export function inUtc(moment: Sql): Sql {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
