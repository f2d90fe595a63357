import { sql } from 'kysely'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import { VillageStanding } from '../../entities/villageStanding.ts'
import { parseAreaCode, prefixRange } from '../../ground/areaCode.ts'
import type { Period } from '../../ground/period.ts'
import { badInput } from '../../ground/refusal.ts'
import type { Reader } from '../../store/reader.ts'
import { tableOf } from '../../store/sqlPieces.ts'
import type { Level } from '../definitions/definition.ts'
import { entityAt } from '../meaning/indicator.ts'
import type { IndicatorValue } from './figure.ts'

/** Which areas a table of figures has a row for. */
export interface Extent {
  readonly level: Level
  /** The area in which they lie; the whole city where none is named. */
  readonly within?: string | undefined
  /** Of villages: only those on the programme's register of a year. */
  readonly programmeIn?: number | undefined
}

/** One row of a table: an area in a period, with the figures that were asked for, in their order. */
export interface TableRow {
  readonly areaCode: string
  readonly period: Period
  readonly values: readonly IndicatorValue[]
}

/** By what a table is put in order: a figure of its rows, or the areas' codes. */
export interface TableOrder {
  /** Which of the figures, from 0; the areas' codes where it says nothing. */
  readonly by?: number | undefined
  readonly descending?: boolean | undefined
}

/** The codes of all areas of a level that lie in another, in their order. */
export async function areasIn(
  catalogue: Catalogue,
  reader: Reader,
  extent: Extent,
): Promise<string[]> {
  const { level, within, programmeIn } = extent
  const { table } = entityAt(catalogue, level)
  const code = sql.ref('a.code')
  const standing = catalogue.shelfOf(VillageStanding)
  const village = sql.ref(`s.${standing.keyColumn}`)
  const conditions = [sql`true`]
  const isZone = within !== undefined && parseAreaCode(within)?.level === 'zone'
  if (isZone && level !== 'Zone' && level !== 'Village') throw nothingInZone(level)
  const isRegistered = level === 'Village' && programmeIn !== undefined
  if (within !== undefined && !(isZone && level === 'Village')) {
    const [from, to] = prefixRange(within)
    conditions.push(sql`${code} >= ${from} and ${code} < ${to}`)
  }
  if (isRegistered || (isZone && level === 'Village')) {
    const listed = isZone ? sql`and s.zone_code = ${within}` : sql``
    const counted = isRegistered ? sql`and s.programme_village` : sql``
    const period = isRegistered
      ? sql`${String(programmeIn)}::text`
      : sql`(select max(period) from ${tableOf(standing)})`
    conditions.push(sql`exists (select from ${tableOf(standing)} s
      where ${village} = ${code} and s.period = ${period} ${listed} ${counted})`)
  }
  const rows = await reader.rows<{ code: string }>(
    'areas of a table',
    sql`select ${code} from ${sql.id('shared', table)} a
      where ${sql.join(conditions, sql` and `)} order by ${code}`,
  )
  return rows.map((row) => row.code)
}

function nothingInZone(level: Level) {
  return badInput({
    zh: `开发区、高新区是一份村的名单，没有${level}一级；请用 VILLAGE 或 ZONE。`,
    en: `A zone is a list of villages and has no ${level.toLowerCase()} in it; ask for VILLAGE or ZONE.`,
  })
}

/** Where a row of a table stands in its order: the figure that decides, then its area and period. */
export interface RowPlace {
  readonly value: number | null
  readonly areaCode: string
  readonly period: string
}

export function placeOf({ areaCode, period, values }: TableRow, { by }: TableOrder): RowPlace {
  const exact = by === undefined ? null : values[by]?.exact
  return { value: exact === null || exact === undefined ? null : Number(exact), areaCode, period }
}

/** Compares the places of rows; those without a value come last either way, and equal ones by their areas. */
export function comparing({ by, descending }: TableOrder) {
  const sign = descending ? -1 : 1
  const byArea = (one: RowPlace, other: RowPlace) =>
    compareTexts(one.areaCode, other.areaCode) || compareTexts(one.period, other.period)
  return (one: RowPlace, other: RowPlace): number => {
    if (by === undefined) return sign * byArea(one, other)
    if (one.value === null || other.value === null) {
      if (one.value === other.value) return byArea(one, other)
      return one.value === null ? 1 : -1
    }
    return sign * (one.value - other.value) || byArea(one, other)
  }
}

/** Puts rows in order, each with its place. */
export function inOrder(
  rows: readonly TableRow[],
  order: TableOrder,
): { row: TableRow; place: RowPlace }[] {
  const compare = comparing(order)
  return rows
    .map((row) => ({ row, place: placeOf(row, order) }))
    .sort((one, other) => compare(one.place, other.place))
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
