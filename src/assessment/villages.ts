import { sql } from 'kysely'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { VillageLeadership } from '../departments/orgDept.ts'
import { VillageStanding } from '../entities/villageStanding.ts'
import type { Reader } from '../store/reader.ts'
import { tableOf } from '../store/sqlPieces.ts'
import type { Posts } from './rewards.ts'

/** A village that is assessed in a year, and where it lies. */
export interface AssessedVillage {
  readonly code: string
  readonly name: string | null
  readonly township: string
  readonly county: string
  readonly zone: string | null
  readonly posts: Posts
}

/** Whether a village lies in an area, or in a zone by the register; all do where none is named. */
export function liesIn(
  area: string | undefined,
  { code, zone }: Pick<AssessedVillage, 'code' | 'zone'>,
): boolean {
  return area === undefined || code.startsWith(area) || zone === area
}

interface Row extends Omit<AssessedVillage, 'posts'> {
  readonly secretary: string | null
  readonly director: string | null
  readonly officer: string | null
}

/**
 * The programme's villages of a year, with the holders of their three posts as numbers: whether they are
 * one person is all that the rewards have to know of them.
 */
export async function villagesIn(
  catalogue: Catalogue,
  reader: Reader,
  year: number,
): Promise<AssessedVillage[]> {
  const standing = catalogue.shelfOf(VillageStanding)
  const leadership = catalogue.shelfOf(VillageLeadership)
  const rows = await reader.kept<Row>(
    'villages that are assessed',
    '',
    [String(year)],
    () => sql`select v.code, v.name, v.township_code as township, v.county_code as county,
        s.zone_code as zone, l.secretary_ref as secretary, l.director_ref as director,
        l.poverty_officer_ref as officer
      from ${tableOf(standing)} s
      join shared.village v on v.code = s.${sql.ref(standing.keyColumn)}
      left join ${tableOf(leadership)} l
        on l.${sql.ref(leadership.keyColumn)} = v.code and l.period = s.period
      where s.period = ${String(year)} and s.programme_village order by v.code`,
  )
  return rows.map(({ secretary, director, officer, ...village }) => ({
    ...village,
    posts: numbered([secretary, director, officer]),
  }))
}

/** Persons as numbers: the same number for the same person, and no more said of them. */
function numbered(holders: readonly (string | null)[]): Posts {
  const known: string[] = []
  const numbers = holders.map((holder) => {
    if (holder === null) return null
    if (!known.includes(holder)) known.push(holder)
    return known.indexOf(holder) + 1
  })
  return numbers as unknown as Posts
}
