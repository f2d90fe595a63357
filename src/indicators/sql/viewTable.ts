import { sql } from 'kysely'
import type { Shelf } from '../../catalogue/catalogue.ts'
import type { Sql } from '../meaning/times.ts'

/** The table of a view. */
export function tableOf(shelf: Shelf): Sql {
  return sql.id(shelf.schema, shelf.table)
}
