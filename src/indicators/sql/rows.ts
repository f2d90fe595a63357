import { sql } from 'kysely'
import { type Shelf, viewName } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Fact } from '../../ground/fact.ts'
import { keyFormOf } from '../../ground/factType.ts'
import { periodsOf } from '../../ground/period.ts'
import { valueIn } from '../definitions/parameter.ts'
import { codeLengthOf } from '../meaning/level.ts'
import type { Aggregate, AggregateTerm, FactTerm, Sight, Term } from '../meaning/term.ts'
import type { Sql, Times } from '../meaning/times.ts'
import { isAnswerOwed } from '../meaning/whoIsSilent.ts'
import { expressed, type Leaf } from './expressed.ts'
import type { Gathered } from './gathered.ts'
import type { Gatherings } from './gatherings.ts'
import type { PartsTogether } from './partsTogether.ts'

/** How a view's year is read: its own row, the last of its parts, or all of them together. */
export type Manner =
  | 'standing'
  | 'year'
  | 'last'
  | 'sum'
  | 'min'
  | 'max'
  | 'avg'
  | `${'sum' | 'max'} since ${number}`

/** The thing whose facts are read: a row itself, the area above it, or what a link of it leads to. */
export interface Spot {
  readonly name: string
  readonly key: Sql
  /** Whether the key stands among the rows' own columns: then what belongs to it can be gathered. */
  readonly isOwnColumn: boolean
  readonly things: readonly Entity[]
}

/** Whether a thing was come to along a link. */
export function isBehindLink({ name }: Spot): boolean {
  return name.startsWith('via')
}

/** One view joined to the rows. */
interface Reading extends Sight {
  readonly spot: Spot
  readonly manner: Manner
  readonly alias: string
  readonly facts: Set<Fact>
  /** Parts of a year read together, where the rows are many: gathered beside, not looked up one by one. */
  readonly beside?: PartsTogether
}

/** Where a driving view's facts stand among the rows' own columns. */
export interface Driving extends Sight {
  readonly column: (fact: Fact) => Sql
}

/** The table of a view. */
export function tableOf(shelf: Shelf): Sql {
  return sql`${sql.id(shelf.schema, shelf.table)}`
}

/** A view that the rows read beside the one that drives them. */
export interface Seen {
  readonly sight: Sight
  /** The key of the row that was found, blank where none was. */
  readonly found: Sql
  /** The thing of which it was asked. */
  readonly spot: Spot
}

/**
 * Rows of one kind of thing under an alias with the columns `key`, `place`, and its time; and the views
 * that are joined to them, each once for each spot, year and manner.
 */
export class Rows {
  readonly alias: string
  readonly things: readonly Entity[]
  readonly #times: Times
  readonly #gatherings: Gatherings
  readonly #driving: Driving | undefined
  readonly #readings = new Map<string, Reading>()
  readonly #entities = new Map<string, { alias: string; join: Sql }>()
  /** Whether the rows have to tell where they lie. */
  needsPlace = false
  readonly #besides = new Map<Gathered | PartsTogether, Spot>()

  constructor(
    alias: string,
    things: readonly Entity[],
    times: Times,
    gatherings: Gatherings,
    driving?: Driving,
  ) {
    this.alias = alias
    this.things = things
    this.#times = times
    this.#gatherings = gatherings
    this.#driving = driving
  }

  /** The row itself. */
  get own(): Spot {
    return {
      name: 'own',
      key: sql.ref(`${this.alias}.key`),
      isOwnColumn: true,
      things: this.things,
    }
  }

  /** Whether the rows are areas: few, and owed by every department. */
  get areAreas(): boolean {
    return this.things[0]?.isArea ?? false
  }

  /** A term of one row. */
  value(term: Term, spot = this.own): Sql {
    return expressed(term, (leaf) => this.#leaf(leaf, spot))
  }

  #leaf(leaf: Leaf, spot: Spot): Sql {
    switch (leaf.kind) {
      case 'fact':
        return this.fact(leaf, spot)
      case 'aggregate':
        return this.#gathered(leaf, spot)
      case 'via':
        return this.value(leaf.of, this.#linked(leaf, spot))
      case 'dated':
        return this.#dated(leaf, spot)
      case 'has':
        return this.presence(leaf, spot)
      case 'outer':
        throw new Error('a fact of the row outside is no value of this one')
      default:
        return constant(leaf, this.#times, this.alias, (term) => this.value(term, spot))
    }
  }

  /** A fact's value; numbers as exact decimals. */
  fact(fact: FactTerm, spot = this.own): Sql {
    const { entry, shelf, back } = fact
    const column = shelf
      ? this.#factOf({ shelf, back }, fact, spot)
      : this.#ofEntity(entry.entity, entry.fact, spot)
    return isNumber(entry.fact) ? sql`(${column})::numeric` : this.#narrowed(fact, column)
  }

  #factOf(sight: Sight, fact: FactTerm, from: Spot): Sql {
    const spot = fact.reach === 'own' ? from : this.#above(fact.reach)
    const { shelf, back } = sight
    const driving = this.#driving
    if (spot.name === 'own' && driving?.shelf === shelf && driving.back === back && !fact.over) {
      return driving.column(fact.entry.fact)
    }
    const reading = this.#reading(sight, mannerOf(fact, shelf), spot)
    reading.facts.add(fact.entry.fact)
    const column =
      reading.beside?.column(fact.entry.fact) ??
      sql.ref(`${reading.alias}.${fact.entry.fact.column}`)
    if (isOwedAt(shelf, spot)) return column
    return orNone(reading, fact.entry.fact, column, (none) => this.whereTold(sight, none))
  }

  /** What is to be said where a view has no row: nothing at all, if it must have spoken for that and has not. */
  whereTold(sight: Sight, none: Sql, isEachPart = false): Sql {
    if (!this.#gatherings.isSure) return none
    this.needsPlace = true
    return sql`(case when ${this.#gatherings.hasReported(sight, isEachPart, this.alias)} then ${none} end)`
  }

  /** Whether a view has a row here. */
  presence(sight: Sight, spot = this.own): Sql {
    const { per } = sight.shelf
    const manner = !per ? 'standing' : per === 'year' ? 'year' : 'last'
    const { alias } = this.#reading(sight, manner, spot)
    const row = sql`${sql.ref(`${alias}.${sight.shelf.keyColumn}`)} is not null`
    const found = this.#gatherings.isSure
      ? sql`(case when ${row} then true else ${this.whereTold(sight, sql`false`)} end)`
      : row
    return spot.name === 'own' ? found : sql`(case when ${spot.key} is not null then ${found} end)`
  }

  /** What is found of each view that the rows' own terms read, and of those behind their links. */
  seen(): Seen[] {
    return [...this.#readings.values()].map(({ shelf, back, spot, alias, beside }) => ({
      sight: { shelf, back },
      found: beside?.anyColumn() ?? sql.ref(`${alias}.${shelf.keyColumn}`),
      spot,
    }))
  }

  /** The last period read of each view by name, over all readings of it; of areas alone. */
  periods(): [name: string, period: Sql][] {
    const dated = [...this.#readings.values()].filter(({ shelf }) => shelf.per)
    const byView = Map.groupBy(dated, ({ shelf }) => viewName(shelf))
    return [...byView].map(([name, readings]) => {
      const periods = readings.map(({ alias }) => sql.ref(`${alias}.period`))
      return [name, sql`greatest(${sql.join(periods)})`]
    })
  }

  /** The joins of all that was read to the rows. */
  joins(): Sql {
    const views = [...this.#readings.values()].filter(({ beside }) => !beside)
    const besides = [...this.#besides].map(([gathered, spot]) => {
      const name = sql.ref(gathered.name)
      return sql`left join ${name} on ${sql.ref(`${gathered.name}.pkey`)} = ${spot.key}${this.#times.same(gathered.name, this.alias)}`
    })
    return sql.join(
      [
        ...[...this.#entities.values()].map(({ join }) => join),
        ...views.map((reading) => this.#joinOf(reading)),
        ...besides,
      ],
      sql` `,
    )
  }

  /** What is gathered of the things that belong to the row itself, by one aggregate. */
  aggregated(aggregate: Aggregate): Sql {
    return this.gatheredFor(aggregate).value(aggregate)
  }

  /** Where an aggregate over the things that belong to the row itself is gathered. */
  gatheredFor(aggregate: Aggregate): Gathered {
    const spot = this.#matching(aggregate, this.own)
    const gathered = this.#gatherings.of(this, spot, aggregate)
    this.#besides.set(gathered, spot)
    return gathered
  }

  /** Where what is gathered belongs by what both say, that is what it is joined by. */
  #matching({ relation }: Aggregate, spot: Spot): Spot {
    if (relation.by !== 'match') return spot
    const parts = relation.pairs.map(([, outer]) => this.fact(outer, spot))
    return {
      name: `match ${relation.pairs.map(([, { entry }]) => entry.name).join(' ')}`,
      key: sql`(${sql.join(parts, sql` || ' ' || `)})`,
      isOwnColumn: relation.pairs.every(([, outer]) => this.#isDriven(outer)),
      things: spot.things,
    }
  }

  #isDriven({ shelf, back }: FactTerm): boolean {
    return shelf === this.#driving?.shelf && back === this.#driving?.back
  }

  /** What is gathered of the things that belong to a row. */
  #gathered(term: AggregateTerm, from: Spot): Sql {
    const spot = this.#matching(term.aggregate, from)
    const gathered = this.#gatherings.of(this, spot, term.aggregate)
    this.#besides.set(gathered, spot)
    const value = gathered.value(term.aggregate)
    // Behind a link that leads nowhere there is nothing to be known.
    return from.name === 'own' ? value : sql`(case when ${spot.key} is not null then ${value} end)`
  }

  /** What is gathered of what belongs to the rows, for whoever wants to know what was found in it. */
  gathered(): Gathered[] {
    return [...this.#besides.keys()].filter((one) => 'aggregates' in one)
  }

  #linked({ link, things }: Extract<Term, { kind: 'via' }>, spot: Spot): Spot {
    const key = this.fact(link, spot)
    const isOwnColumn = spot.name === 'own' && this.#isDriven(link)
    return {
      name: `via ${spot.name} ${link.entry.name} ${things[0]?.name}`,
      key,
      isOwnColumn,
      things,
    }
  }

  #above(entity: Entity): Spot {
    this.needsPlace = true
    const place = sql.ref(`${this.alias}.place`)
    const key = sql`left(${place}, ${codeLengthOf(entity)}::integer)`
    return { name: entity.name, key, isOwnColumn: false, things: [entity] }
  }

  #dated({ how, of, back }: Extract<Term, { kind: 'dated' }>, spot: Spot): Sql {
    const date = this.value(of, spot)
    if (how === 'year') return sql`extract(year from ${date})::numeric`
    const by = sql`${date} <= ${this.#times.lastDay(this.alias, back)}`
    // A date that is not set has not come.
    if (how === 'by') return sql`coalesce(${by}, false)`
    return sql`coalesce(${by} and ${date} >= ${this.#times.firstDay(this.alias, back)}, false)`
  }

  /** A link that leads to several kinds of things, narrowed to one of them. */
  #narrowed({ entry, narrowedTo }: FactTerm, column: Sql): Sql {
    const form =
      narrowedTo &&
      entry.fact.type.reference &&
      keyFormOf(entry.fact.type.reference, narrowedTo.cls)
    if (!form) return column
    const { length, lengthNot, starts, startsNot } = form
    const tests = [
      ...(length === undefined ? [] : [sql`length(${column}) = ${length}::integer`]),
      ...(lengthNot === undefined ? [] : [sql`length(${column}) <> ${lengthNot}::integer`]),
      ...(starts ? [sql`left(${column}, 2) = any(${[...starts]}::text[])`] : []),
      ...(startsNot ? [sql`left(${column}, 2) <> all(${[...startsNot]}::text[])`] : []),
    ]
    return sql`(case when ${sql.join(tests, sql` and `)} then ${column} end)`
  }

  #ofEntity(entity: Entity, fact: Fact, spot: Spot): Sql {
    const name = `${spot.name} ${entity.name}`
    const joined = this.#entities.get(name) ?? this.#joinEntity(entity, spot)
    this.#entities.set(name, joined)
    return sql.ref(`${joined.alias}.${fact.column}`)
  }

  #joinEntity(entity: Entity, { key }: Spot): { alias: string; join: Sql } {
    const alias = `e${this.alias}${this.#entities.size + 1}`
    const table = sql`${sql.id('shared', entity.table)} ${sql.ref(alias)}`
    const own = sql.ref(`${alias}.${entity.key.column}`)
    return { alias, join: sql`left join ${table} on ${own} = ${key}` }
  }

  #reading(sight: Sight, manner: Manner, spot: Spot): Reading {
    const name = `${viewName(sight.shelf)} ${sight.back} ${manner} ${spot.name}`
    const known = this.#readings.get(name)
    if (known) return known
    const isFew = this.areAreas || spot.things[0]?.isArea
    const together = manner !== 'year' && manner !== 'last' && manner !== 'standing'
    const beside =
      together && !isFew ? this.#gatherings.overYear(this, spot, sight, manner) : undefined
    if (beside) this.#besides.set(beside, spot)
    const alias = beside?.name ?? `v${this.alias}${this.#readings.size + 1}`
    const reading = {
      ...sight,
      spot,
      manner,
      alias,
      facts: new Set<Fact>(),
      ...(beside && { beside }),
    }
    this.#readings.set(name, reading)
    return reading
  }

  #joinOf(reading: Reading): Sql {
    const { shelf, back, spot, manner, alias } = reading
    const table = tableOf(shelf)
    const name = sql.ref(alias)
    const of = sql`${sql.ref(`${alias}.${shelf.keyColumn}`)} = ${spot.key}`
    if (manner === 'standing') return sql`left join ${table} ${name} on ${of}`
    const period = sql.ref(`${alias}.period`)
    const times = this.#times
    if (manner === 'year') {
      return sql`left join ${table} ${name} on ${of} and ${period} = ${times.yearly(this.alias, back)}`
    }
    if (manner === 'last' && !(this.areAreas || spot.things[0]?.isArea)) {
      const last = times.lastReported(this.alias, shelf, back)
      return sql`left join ${table} ${name} on ${of} and ${period} = ${last}`
    }
    const within = sql`${of} and ${times.within(this.alias, shelf, back, sinceOf(manner), period)}`
    const key = sql.ref(`${alias}.${shelf.keyColumn}`)
    if (manner === 'last') {
      const columns = [...reading.facts].map((fact) => sql.ref(`${alias}.${fact.column}`))
      const last = sql`select ${sql.join([key, period, ...columns])} from ${table} ${name}
        where ${within} order by ${period} desc limit 1`
      return sql`left join lateral (${last}) ${name} on true`
    }
    const parts = [...reading.facts].map(
      (fact) =>
        sql`${together(reading, alias, this.alias, times, fact)} as ${sql.ref(fact.column)}`,
    )
    const first = [sql`max(${key}) as ${sql.ref(shelf.keyColumn)}`, sql`max(${period}) as period`]
    return sql`left join lateral (select ${sql.join([...first, ...parts])}
      from ${table} ${name} where ${within}) ${name} on true`
  }
}

/**
 * The parts of a year as one. Where one is missing that is owed the answer is blank, for silence is not
 * zero: of a year that is over all are owed, of a running one those before the last that is reported.
 */
export function together(
  { shelf, back, manner }: Sight & { readonly manner: Manner },
  alias: string,
  timeAlias: string,
  times: Times,
  { column, type }: Fact,
): Sql {
  const value = sql.ref(`${alias}.${column}`)
  const since = sinceOf(manner)
  const isOwed = isAnswerOwed(shelf)
  const how = manner.split(' ')[0] ?? ''
  const per = shelf.per ?? 'year'
  const digits = per === 'month' ? 2 : 1
  const period = sql.ref(`${alias}.period`)
  const owed = times.owed(timeAlias, per, back)
  const lastWhere = (condition: Sql) =>
    sql`right(max(${period}) filter (where ${condition}), ${digits}::integer)::integer`
  const due = times.areOver(back)
    ? owed
    : sql`greatest(${lastWhere(sql`${value} is not null`)}, ${owed})`
  const isWhole = isOwed ? sql`count(${value}) >= ${due}` : sql`true`
  if (type.word === 'Boolean') {
    // One yes settles whether there was any, and one no whether it was always so.
    const settles = how === 'max' ? sql`bool_or(${value})` : sql`not bool_and(${value})`
    const settled = how === 'max' ? sql`true` : sql`false`
    return sql`(case when ${settles} then ${settled} when ${isWhole} then not ${settled} end)`
  }
  const all = sql`${sql.raw(how)}(${value})`
  if (since !== undefined && how === 'max') return all
  if (since !== undefined) {
    if (!isOwed) return all
    const before = sql`(${times.year(timeAlias, back)} - ${since}::integer)`
    const inYear = sql`${value} is not null and ${period} > ${times.yearly(timeAlias, back)}`
    const reached = sql`greatest(${lastWhere(inYear)}, ${owed})`
    const parts = sql`${before} * ${periodsOf(2000, per).length}::integer + ${reached}`
    return sql`(case when count(${value}) >= ${parts} then ${all} end)`
  }
  if (how === 'avg') return all
  return sql`(case when ${isWhole} then ${all} end)`
}

/** A number, a parameter or a year: the same for all rows of one time. */
export function constant(
  leaf: Extract<Term, { kind: 'year' | 'parameter' }> | Leaf,
  times: Times,
  alias: string,
  value: (term: Term) => Sql,
): Sql {
  if (leaf.kind === 'year') return sql`(${times.year(alias, leaf.back)})::numeric`
  if (leaf.kind !== 'parameter') throw new Error('this differs from row to row')
  const { parameter, by } = leaf
  if (!parameter.rates) {
    return times.byYear(alias, leaf.back, (year) => valueIn(parameter, year)?.value ?? null)
  }
  const [date, number] = by.map(value)
  const inForce = [...parameter.rates].sort((one, other) =>
    one.from === other.from ? one.upTo - other.upTo : one.from < other.from ? 1 : -1,
  )
  const cases = inForce.map(
    (rate) =>
      sql`when ${date} >= ${rate.from}::date and ${number} <= ${rate.upTo}::numeric then ${rate.value}::numeric`,
  )
  return sql`(case ${sql.join(cases, sql` `)} end)`
}

export function sinceOf(manner: Manner): number | undefined {
  const [, since] = manner.split(' since ')
  return since === undefined ? undefined : Number(since)
}

function isNumber({ type }: Fact): boolean {
  return type.unit !== undefined || type.word === 'Year'
}

/** A flow adds up over the parts of a year; of all else the last part reported speaks for the year. */
function mannerOf({ entry, over, since }: FactTerm, { per }: Shelf): Manner {
  if (!per) return 'standing'
  if (since !== undefined) return `${over === 'max' ? 'max' : 'sum'} since ${since}`
  if (per === 'year') return 'year'
  return over ?? (entry.fact.type.overTime === 'flow' ? 'sum' : 'last')
}

/** Whether a view without a row here has not answered; if it has, the answer is that there is nothing. */
function isOwedAt(shelf: Shelf, spot: Spot): boolean {
  return isAnswerOwed(shelf) && !isBehindLink(spot)
}

/**
 * Of whom a view that tells only of those concerned says nothing, of that one there is nothing to say.
 * Behind a link that leads nowhere nothing is known, and what is not on a list has no number there.
 */
function orNone(
  { alias, shelf, spot, beside }: Reading,
  { type }: Fact,
  column: Sql,
  whereTold: (none: Sql) => Sql,
): Sql {
  const isBehind = isBehindLink(spot)
  const number = type.unit === undefined || isBehind ? undefined : sql`0::numeric`
  const none = type.word === 'Boolean' ? sql`false` : number
  if (!none) return column
  const key = sql.ref(`${alias}.${beside ? 'pkey' : shelf.keyColumn}`)
  const nowhere = isBehind ? sql`when ${spot.key} is null then null` : sql``
  return sql`(case ${nowhere} when ${key} is null then ${whereTold(none)} else ${column} end)`
}
