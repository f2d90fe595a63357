import { type RawBuilder, sql } from 'kysely'
import type { Deliverable } from '../../publishing/deliverable.ts'
import type { Reader } from '../../store/reader.ts'
import { equal, historyOf, tableOf } from '../../store/sqlPieces.ts'
import type { Position } from './cursors.ts'
import { visibleTo } from './selection.ts'

/** A row of a view or entity that came, changed or went since a batch: once, and as it stands now. */
export interface Change {
  readonly kind: 'INSERTED' | 'CHANGED' | 'WITHDRAWN'
  /** The batch that touched it last. */
  readonly batch: number
  readonly key: string
  readonly period: string | null
  readonly each: string | null
  readonly of: Deliverable
}

/** Where a change stands in the list, and up to which batch the list was complete when it began. */
export function positionOfChange({ batch, key, period, each }: Change, upTo: number): Position {
  return [upTo, batch, key, period ?? '', each ?? '']
}

/** Where a list of changes goes on, and up to which batch it was complete when it began. */
export interface ChangePosition {
  readonly upTo: number
  readonly batch: number
  readonly keys: readonly [key: string, period: string, each: string]
}

/** Reads the place that a cursor of a list of changes carried. */
export function changePosition([upTo, batch, key, period, each]: Position): ChangePosition {
  return {
    upTo: Number(upTo),
    batch: Number(batch),
    keys: [String(key), String(period), String(each)],
  }
}

/** The key, the period and the finer key of a row, blank where its kind has none. */
function place({ keyColumn, per, each }: Deliverable, alias: string): RawBuilder<unknown> {
  const column = (name: string | undefined) => (name ? sql.id(alias, name) : sql`'' collate "C"`)
  return sql`${column(keyColumn)} as key, ${column(per && 'period')} as period,
    ${column(each?.column)} as each`
}

function sameRow({ keyColumns }: Deliverable, one: string, other: string): RawBuilder<unknown> {
  return equal(keyColumns, one, other)
}

/**
 * What has changed since a batch, in the order of batches and keys. A row that several batches touched
 * stands once, under the last; one that came and went again stands not at all.
 */
export async function readChanges(
  reader: Reader,
  of: Deliverable,
  since: number,
  first: number,
  after: ChangePosition | undefined,
  area: string | undefined,
): Promise<Change[]> {
  const [table, history] = [tableOf(of), historyOf(of)]
  const { batch, keys } = after ?? { batch: since, keys: ['', '', ''] }
  const [key, period, each] = keys
  const rows = await reader.rows<Omit<Change, 'of'>>(
    `changes of ${of.name}`,
    sql`select c.kind, c.batch::int, c.key, c.period, c.each from (
        select case when exists (
            select from ${history} h where ${sameRow(of, 'h', 'x')}
            and h.batch <= ${since} and h.until_batch > ${since}
          ) then 'CHANGED' else 'INSERTED' end as kind, x.batch, ${place(of, 'x')}
        from ${table} x where x.batch > ${since} and x.batch >= ${batch}
        union all
        select 'WITHDRAWN', x.until_batch, ${place(of, 'x')}
        from ${history} x where x.until_batch > ${since} and x.until_batch >= ${batch}
          and not exists (select from ${table} t where ${sameRow(of, 't', 'x')})
          and not exists (select from ${history} l
            where ${sameRow(of, 'l', 'x')} and l.until_batch > x.until_batch)
          and exists (select from ${history} k where ${sameRow(of, 'k', 'x')}
            and k.batch <= ${since} and k.until_batch > ${since})
      ) c
      where (c.batch, c.key, c.period, c.each) > (${batch}, ${key}, ${period}, ${each})
      and ${isVisible(of, area)}
      order by c.batch, c.key, c.period, c.each limit ${first}`,
  )
  return rows.map((row) => ({
    ...row,
    of,
    period: row.period || null,
    each: row.each || null,
  }))
}

function isVisible({ entities }: Deliverable, area: string | undefined): RawBuilder<unknown> {
  if (area === undefined) return sql`true`
  const here = entities.map(
    (entity) => sql`exists (select from ${tableOf(entity)} e
      where ${sql.ref(`e.${entity.key.column}`)} = c.key and ${visibleTo(area)(entity, 'e')})`,
  )
  return sql`(${sql.join(here, sql` or `)})`
}
