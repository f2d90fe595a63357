import { type RawBuilder, sql } from 'kysely'
import {
  type BackLink,
  type Catalogue,
  type Entry,
  keyColumnsOf,
  type Shelf,
  viewName,
} from '../../catalogue/catalogue.ts'
import { type Entity, entityOf } from '../../ground/entity.ts'
import type { Fact } from '../../ground/fact.ts'
import { isUnion } from '../../ground/factType.ts'
import { badInput } from '../../ground/refusal.ts'
import { viewField } from '../../ground/view.ts'
import { hold } from '../../sharing/limits.ts'
import { allOf, historyOf, liesInArea, listed, tableOf } from '../../store/sqlPieces.ts'
import { readGlobalId } from './identity.ts'
import { checkPeriod } from './periods.ts'

/** A condition in SQL; every value in it is a bind. */
export type Condition = RawBuilder<unknown>
type Input = Readonly<Record<string, unknown>>

const operators: Record<string, (column: Condition, value: unknown) => Condition> = {
  eq: (column, value) => sql`${column} = ${value}`,
  ne: (column, value) => sql`${column} is distinct from ${value}`,
  in: (column, value) => sql`${column} = any(${value})`,
  gt: (column, value) => sql`${column} > ${value}`,
  gte: (column, value) => sql`${column} >= ${value}`,
  lt: (column, value) => sql`${column} < ${value}`,
  lte: (column, value) => sql`${column} <= ${value}`,
  contains: (column, value) => sql`position(lower(${value}) in lower(${column})) > 0`,
  startsWith: (column, value) => sql`starts_with(${column}, ${value})`,
  present: (column, value) => (value ? sql`${column} is not null` : sql`${column} is null`),
  within: (column, value) => liesInArea(column, String(value)),
}

const nothingToSay = sql`true`

/**
 * A view's rows as they were known at a time, with the facts that may be read of them alone: those that
 * stand and were already there, and those that later batches have replaced. What came in past publishing
 * was always known.
 */
export function knownAt(shelf: Shelf, asOf: string, facts: readonly Fact[]): Condition {
  const name = viewName(shelf)
  const read = [...keyColumnsOf(shelf), ...facts.map(({ column }) => column)]
  const columns = listed(read)
  const history = historyOf(shelf)
  const last = sql`(select coalesce(max(b.number), 0) from publishing.batch b
    where b.of = ${name} and b.published_at <= ${asOf}::timestamptz)`
  return sql`(select ${columns} from ${tableOf(shelf)} where batch <= ${last}
    union all
    select ${columns} from ${history} where batch <= ${last} and until_batch > ${last})`
}

function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function compare(column: Condition, operator: string, value: unknown, fact: string): Condition {
  const apply = operators[operator]
  if (!apply) throw new Error(`no operator "${operator}"`)
  if (Array.isArray(value)) hold('LIMIT_LIST', value.length)
  if (value !== null) return apply(column, value)
  if (operator === 'eq') return sql`${column} is null`
  if (operator === 'ne') return sql`${column} is not null`
  throw badInput({
    zh: `筛选条件 ${fact} 的 ${operator} 不能为 null；要找空白请用 present: false。`,
    en: `The filter's ${operator} on ${fact} may not be null; to find blanks, use present: false.`,
  })
}

/**
 * Turns a filter input into one condition, noting every fact that decides. The same reading serves the
 * access plan, which asks which facts decide, and the statement, which wants the condition.
 */
export class FilterReader {
  readonly decidedBy: Entry[] = []
  readonly #catalogue: Catalogue
  readonly #visible: (entity: Entity, alias: string) => Condition
  #aliases = 0
  #conditions = 0

  constructor(catalogue: Catalogue, visible: (entity: Entity, alias: string) => Condition) {
    this.#catalogue = catalogue
    this.#visible = visible
  }

  /** The condition that a filter puts on a row of an entity's table. */
  read(entity: Entity, alias: string, filter: unknown): Condition {
    if (!isInput(filter)) return nothingToSay
    this.#count(Object.keys(filter).length)
    const conditions = Object.entries(filter).map(([name, value]) => {
      if (value === null || value === undefined) return nothingToSay
      if (name === 'and') return allOf(this.#each(entity, alias, value))
      if (name === 'or') return this.#anyOf(entity, alias, value)
      if (name === 'not') return sql`not coalesce(${this.read(entity, alias, value)}, false)`
      return this.#named(entity, alias, name, value as Input)
    })
    return allOf(conditions)
  }

  #each(entity: Entity, alias: string, filters: unknown): Condition[] {
    return (filters as unknown[]).map((filter) => this.read(entity, alias, filter))
  }

  #anyOf(entity: Entity, alias: string, filters: unknown): Condition {
    const conditions = this.#each(entity, alias, filters)
    return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`
  }

  #named(entity: Entity, alias: string, name: string, value: Input): Condition {
    const fact = entity.facts.find((candidate) => candidate.name === name)
    if (fact) return this.#onFact(entity, fact, alias, value)
    const back = this.#catalogue.backLinksOn(entity).find((link) => link.name === name)
    if (back) return this.#onList(entity, back, alias, value)
    const views = this.#catalogue
      .shelvesOn(entity)
      .filter((shelf) => shelf.namespace === name)
      .flatMap((shelf) => {
        const given = value[viewField(shelf.name, entity.name)]
        return isInput(given) ? [this.#onView(entity, shelf, alias, given)] : []
      })
    return allOf(views)
  }

  #onFact(place: Entity | Shelf, fact: Fact, alias: string, value: Input): Condition {
    this.decidedBy.push(this.#catalogue.entryOf(place, fact))
    const column = sql`${sql.ref(`${alias}.${fact.column}`)}`
    const target = fact.type.reference?.to()
    if (!target) {
      return allOf(
        Object.entries(value).map(([operator, operand]) =>
          compare(column, operator, operand, fact.name),
        ),
      )
    }
    if (isUnion(target)) return this.#onReference(column, value)
    const entity = entityOf(target)
    const inner = this.#alias()
    return sql`exists (select from ${tableOf(entity)} ${sql.ref(inner)}
      where ${sql.ref(`${inner}.${entity.key.column}`)} = ${column}
      and ${this.#visible(entity, inner)} and ${this.read(entity, inner, value)})`
  }

  #onReference(column: Condition, { present, in: ids }: Input): Condition {
    const conditions: Condition[] = []
    if (typeof present === 'boolean') conditions.push(compare(column, 'present', present, ''))
    if (Array.isArray(ids)) {
      const keys = ids.map((id) => readGlobalId(String(id))?.key ?? '')
      conditions.push(compare(column, 'in', keys, ''))
    }
    return allOf(conditions)
  }

  #onView(entity: Entity, shelf: Shelf, alias: string, value: Input): Condition {
    const { period, reported, ...facts } = value
    this.#count(Object.keys(facts).length)
    if (typeof period === 'string') checkPeriod(shelf, period)
    const inner = this.#alias()
    const conditions = Object.entries(facts).flatMap(([name, given]) => {
      const fact = shelf.facts.find((candidate) => candidate.name === name)
      return fact && isInput(given) ? [this.#onFact(shelf, fact, inner, given)] : []
    })
    // Whether a row exists is itself to be decided by, and not only what stands in it.
    this.decidedBy.push(this.#catalogue.witnessOf(shelf))
    const key = sql.ref(`${inner}.${shelf.keyColumn}`)
    const at = shelf.per ? periodCondition(shelf, inner, period) : nothingToSay
    const exists = sql`exists (select from ${tableOf(shelf)} ${sql.ref(inner)}
      where ${key} = ${sql.ref(`${alias}.${entity.key.column}`)} and ${at} and ${allOf(conditions)})`
    return reported === false ? sql`not ${exists}` : exists
  }

  #onList(entity: Entity, back: BackLink, alias: string, value: Input): Condition {
    this.decidedBy.push(back.entry)
    const { entity: from, shelf, fact } = back.entry
    const inner = this.#alias()
    const key = sql.ref(`${alias}.${entity.key.column}`)
    const row = sql`${tableOf(from)} ${sql.ref(inner)}`
    // What makes the list stands on the row itself, or in a view whose row leads on to it.
    const link = shelf ? this.#alias() : inner
    const rows = shelf
      ? sql`${tableOf(shelf)} ${sql.ref(link)} join ${row}
          on ${sql.ref(`${inner}.${from.key.column}`)} = ${sql.ref(`${link}.${shelf.keyColumn}`)}`
      : row
    const made = allOf([
      sql`${sql.ref(`${link}.${fact.column}`)} = ${key}`,
      ...(shelf?.per ? [periodCondition(shelf, link, undefined)] : []),
    ])
    const conditions = (['some', 'none'] as const).flatMap((quantifier) => {
      const given = value[quantifier]
      if (!isInput(given)) return []
      const exists = sql`exists (select from ${rows}
        where ${made} and ${this.#visible(from, inner)} and ${this.read(from, inner, given)})`
      return [quantifier === 'some' ? exists : sql`not ${exists}`]
    })
    return allOf(conditions)
  }

  #count(conditions: number): void {
    this.#conditions += conditions
    hold('LIMIT_FILTER', this.#conditions)
  }

  #alias(): string {
    this.#aliases += 1
    return `f${this.#aliases}`
  }
}

/** The rows of the period asked for, or of the latest that the view reports at all. */
export function periodCondition(shelf: Shelf, alias: string, period: unknown): Condition {
  const column = sql.ref(`${alias}.period`)
  return typeof period === 'string'
    ? sql`${column} = ${period}`
    : sql`${column} = (select max(period) from ${tableOf(shelf)})`
}
