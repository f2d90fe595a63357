import { sql } from 'kysely'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { Period } from '../../ground/period.ts'
import type { Reader } from '../../store/reader.ts'
import { inUtc } from '../../store/sqlPieces.ts'
import { type Deliverable, deliverables } from '../deliverable.ts'
import type { BatchKind } from './batches.ts'
import { cadenceOf } from './cadence.ts'

/** A batch as partners may see it. */
export interface Batch {
  readonly number: number
  readonly of: string
  readonly kind: BatchKind
  readonly department: string | null
  readonly publisher: string
  readonly publishedAt: string
  readonly drawnOn: string | null
  readonly periods: readonly Period[]
  readonly fileName: string | null
  readonly sha256: string
  readonly rows: number
  readonly inserted: number
  readonly changed: number
  readonly withdrawn: number
  readonly reason: string | null
  readonly withdraws: number | null
}

/** When a view was last delivered, and whether its owner keeps the promise. */
export interface Freshness {
  readonly of: Deliverable
  readonly publishedAt: string | null
  readonly lastPeriod: Period | null
  /** The last day of the promise; null where none was made, or nothing came yet. */
  readonly dueAt: string | null
  readonly isLate: boolean
}

/** What was published, when and by whom. */
export interface Ledger {
  /** The batches of a view, or of all, the newest first, from below a number on. */
  readonly batches: (of: string | undefined, first: number, before?: number) => Promise<Batch[]>
  /** How many batches there are of a view, or in all. */
  readonly batchCount: (of: string | undefined) => Promise<number>
  readonly freshness: (department: string | undefined) => Promise<Freshness[]>
  readonly closedYears: () => Promise<number[]>
}

const columns = sql`number::int, of, kind, department, publisher,
  ${inUtc(sql`published_at`)} as "publishedAt",
  to_char(drawn_on, 'YYYY-MM-DD') as "drawnOn", periods, file_name as "fileName", sha256, rows,
  inserted, changed, withdrawn, reason, withdraws::int`

const dayLength = 86_400_000

/** Reads what publishing keeps. */
export function ledgerOver(catalogue: Catalogue, reader: Reader): Ledger {
  const lastDeliveries = () =>
    reader.rows<{ of: string; at: string; period: string | null }>(
      'freshness',
      sql`select of, ${inUtc(sql`max(published_at)`)} as at,
          (select max(p) from publishing.batch c, unnest(c.periods) p
            where c.of = b.of and c.kind <> 'WITHDRAWAL'
            and not exists (select from publishing.batch w where w.withdraws = c.number)) as period
        from publishing.batch b where kind <> 'WITHDRAWAL'
          and not exists (select from publishing.batch w where w.withdraws = b.number)
        group by of`,
    )
  return {
    batches: (of, first, before) =>
      reader.rows<Batch>(
        'batches',
        sql`select ${columns} from publishing.batch
          where (${of ?? null}::text is null or of = ${of ?? null})
          and (${before ?? null}::bigint is null or number < ${before ?? null})
          order by number desc limit ${first}`,
      ),
    batchCount: async (of) => {
      const [counted] = await reader.rows<{ rows: number }>(
        'count of batches',
        sql`select count(*)::int as rows from publishing.batch
          where ${of ?? null}::text is null or of = ${of ?? null}`,
      )
      return counted?.rows ?? 0
    },
    freshness: async (department) => {
      const last = new Map((await lastDeliveries()).map((row) => [row.of, row]))
      return [...deliverables(catalogue).values()]
        .filter(({ owners }) => department === undefined || owners.includes(department))
        .map((of) => {
          const { at, period } = last.get(of.name) ?? {}
          const cadence = cadenceOf(of.updated ?? '')
          const due = at && cadence ? new Date(Date.parse(at) + cadence * dayLength) : undefined
          return {
            of,
            publishedAt: at ?? null,
            lastPeriod: period ?? null,
            dueAt: due?.toISOString() ?? null,
            isLate: due ? due.getTime() < Date.now() : !at && cadence !== undefined,
          }
        })
    },
    closedYears: async () => {
      const rows = await reader.rows<{ year: number }>(
        'closed years',
        sql`select year from publishing.closed_year order by year`,
      )
      return rows.map(({ year }) => year)
    },
  }
}
