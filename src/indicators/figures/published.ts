import { sql } from 'kysely'
import type { Period } from '../../ground/period.ts'
import type { Reader } from '../../store/reader.ts'
import { inUtc } from '../../store/sqlPieces.ts'
import type { Reported } from '../meaning/times.ts'

/** How far each view and list has come: the number of the last batch that touched it, and when that was. */
export type Versions = ReadonlyMap<string, { readonly last: number; readonly at: string }>

/** What has been published, as far as figures have to know. */
export interface Published {
  readonly versions: () => Promise<Versions>
  /** The periods that some views have reported, and no withdrawal has taken back. */
  readonly periods: (views: readonly string[]) => Promise<Reported>
}

/** Reads what has been published, once for each operation. */
export function publishedOver(reader: Reader): Published {
  let versions: Promise<Versions> | undefined
  const periods = new Map<string, Promise<Reported>>()
  return {
    versions: () => {
      versions ??= reader
        .kept<{ of: string; last: number; at: string }>(
          'what has been published',
          '',
          [],
          () => sql`select of, max(number)::integer as last,
            ${inUtc(sql`max(published_at)`)} as at
            from publishing.batch group by of`,
        )
        .then((rows) => new Map(rows.map(({ of, ...version }) => [of, version])))
      return versions
    },
    periods: (views) => {
      const name = views.toSorted().join(' ')
      const known = periods.get(name) ?? readPeriods(reader, views)
      periods.set(name, known)
      return known
    },
  }
}

async function readPeriods(reader: Reader, views: readonly string[]): Promise<Reported> {
  if (views.length === 0) return new Map()
  const rows = await reader.kept<{ of: string; periods: Period[] }>(
    'which periods have been published',
    '',
    [views],
    () => sql`select of, array_agg(distinct period) as periods
      from publishing.batch b, unnest(b.periods) period
      where of = any(${views}::text[]) and kind <> 'WITHDRAWAL'
      and not exists (select from publishing.batch w where w.withdraws = b.number)
      group by of`,
  )
  return new Map(rows.map(({ of, periods }) => [of, periods]))
}
