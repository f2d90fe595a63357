import { type RawBuilder, sql } from 'kysely'
import type { Catalogue, Entry } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import { badInput } from '../../ground/refusal.ts'
import { hold, limits } from '../../sharing/limits.ts'
import { allOf, liesInArea, tableOf } from '../../store/sqlPieces.ts'
import type { Position } from './cursors.ts'
import { type Condition, FilterReader } from './filter.ts'
import { orderingsOf } from './orderings.ts'
import { checkPeriod } from './periods.ts'

/** How long a page is when nobody says. */
export const defaultPage = 50

/** The arguments that every list takes. */
export interface ListArguments {
  readonly first?: number | null
  readonly after?: string | null
  readonly within?: string | null
  readonly filter?: object | null
  readonly orderBy?: readonly OrderBy[] | null
}

interface OrderBy {
  readonly by: string
  readonly period?: string | null
  readonly direction?: 'ASC' | 'DESC' | null
}

interface Ordering {
  /** What to compare, over the row `t` and the joined row of this ordering. */
  readonly value: Condition
  readonly join: Condition
  readonly direction: 'ASC' | 'DESC'
  readonly entry: Entry
}

/** What a list's arguments ask of the rows of one entity, ready to be put into a statement. */
export interface Selection {
  readonly decidedBy: readonly Entry[]
  readonly first: number
  readonly joins: RawBuilder<unknown>
  readonly where: Condition
  readonly order: RawBuilder<unknown>
  /** The values that a row is ordered by, as texts, to be carried by its cursor. */
  readonly placed: RawBuilder<unknown>
}

/** The property of a row that holds the value of its n-th ordering. */
export function placedAs(n: number): string {
  return `~${n}`
}

/** The name under which the list of areas found by name gives out its cursors. */
export const areaSearchList = 'areas'

/** How long pages of a list may be, and are when nobody says. */
interface PageLengths {
  readonly most: number
  readonly usual: number
}

const ofLists: PageLengths = { most: limits.LIMIT_PAGE_SIZE.most, usual: defaultPage }

/** The length of the page asked for; refuses what is out of range, naming the limit. */
export function pageLength(
  first: number | null | undefined,
  { most, usual }: PageLengths = ofLists,
): number {
  const asked = first ?? usual
  if (asked < 1) {
    throw badInput({
      zh: `first 为 ${asked}；应在 1 到 ${most} 之间。`,
      en: `"first" is ${asked}; it should lie between 1 and ${most}.`,
    })
  }
  hold('LIMIT_PAGE_SIZE', asked, most)
  return asked
}

/** Whether a list's arguments say no more than how long a page is. */
export function isPlain({ after, within, filter, orderBy }: ListArguments): boolean {
  return !after && !within && !filter && !orderBy?.length
}

/** Which rows of an entity a caller may see at all, by the area to which the caller is bound. */
export function visibleTo(area: string | undefined) {
  return (entity: Entity, alias: string): Condition => {
    if (area === undefined) return sql`true`
    const place = sql.ref(`${alias}.${entity.place.column}`)
    const inside = liesInArea(place, area)
    if (!entity.isArea) return inside
    const ancestors = [4, 6, 9]
      .filter((length) => length < area.length)
      .map((n) => area.slice(0, n))
    return ancestors.length === 0 ? inside : sql`(${inside} or ${place} = any(${ancestors}))`
  }
}

function readOrdering(
  catalogue: Catalogue,
  entity: Entity,
  { by, period, direction }: OrderBy,
  index: number,
): Ordering {
  const entry = orderingsOf(catalogue, entity).get(by)
  if (!entry) throw new Error(`${entity.name} has no ordering "${by}"`)
  const { shelf, fact } = entry
  const common = { entry, direction: direction ?? 'ASC' }
  if (!shelf) {
    if (period) {
      throw badInput({
        zh: `按“${fact.zh}”排序不分期；请去掉 period。`,
        en: `${entry.name} has no period; leave "period" out of orderBy.`,
      })
    }
    return { ...common, value: sql.ref(`t.${fact.column}`), join: sql`` }
  }
  if (period) checkPeriod(shelf, period)
  const alias = `o${index}`
  const latest = shelf.per && !period ? sql` order by v.period desc limit 1` : sql``
  const at = period ? sql` and v.period = ${period}` : sql``
  return {
    ...common,
    value: sql.ref(`${alias}.value`),
    join: sql` left join lateral (
      select v.${sql.ref(fact.column)} as value from ${tableOf(shelf)} v
      where v.${sql.ref(shelf.keyColumn)} = ${sql.ref(`t.${entity.key.column}`)}${at}${latest}
    ) ${sql.ref(alias)} on true`,
  }
}

/** The rows that come after a place, in the list's order: blanks come last either way, then the key decides. */
function afterPlace(entity: Entity, orderings: readonly Ordering[], place: Position): Condition {
  const [key, ...values] = place
  const byKey = sql`${sql.ref(`t.${entity.key.column}`)} > ${key}`
  return orderings.reduceRight<Condition>((further, { value: own, direction }, at) => {
    const other = values[at] ?? null
    if (other === null) return sql`(${own} is null and ${further})`
    const beyond = direction === 'ASC' ? sql`${own} > ${other}` : sql`${own} < ${other}`
    return sql`(${beyond} or ${own} is null or (${own} = ${other} and ${further}))`
  }, byKey)
}

/** Reads a list's arguments once: what decides, and what to select. */
export function readSelection(
  catalogue: Catalogue,
  entity: Entity,
  args: ListArguments,
  { area, after }: { area?: string | undefined; after?: Position | undefined },
): Selection {
  const visible = visibleTo(area)
  const filter = new FilterReader(catalogue, visible)
  const conditions = [visible(entity, 't')]
  if (args.within) {
    filter.decidedBy.push(catalogue.entryOf(entity, entity.place))
    conditions.push(liesInArea(sql.ref(`t.${entity.place.column}`), args.within))
  }
  conditions.push(filter.read(entity, 't', args.filter))
  hold('LIMIT_ORDER', args.orderBy?.length ?? 0)
  const orderings = (args.orderBy ?? []).map((given, index) =>
    readOrdering(catalogue, entity, given, index),
  )
  if (after) conditions.push(afterPlace(entity, orderings, after))
  const order = [
    ...orderings.map(({ value, direction }) =>
      direction === 'ASC' ? sql`${value} asc nulls last` : sql`${value} desc nulls last`,
    ),
    sql.ref(`t.${entity.key.column}`),
  ]
  return {
    decidedBy: [...filter.decidedBy, ...orderings.map(({ entry }) => entry)],
    first: pageLength(args.first),
    joins: sql.join(
      orderings.map(({ join }) => join),
      sql` `,
    ),
    where: allOf(conditions),
    order: sql`order by ${sql.join(order)}`,
    placed: sql.join(
      orderings.map(({ value }, at) => sql`, ${value}::text as ${sql.ref(placedAs(at))}`),
      sql``,
    ),
  }
}
