import { type RawBuilder, sql } from 'kysely'
import { type Shelf, viewName } from '../catalogue/catalogue.ts'
import type { Fact } from '../ground/fact.ts'
import type { FactTerm, Sight } from './term.ts'

/** A piece of SQL; every value in it is a bind. */
export type Sql = RawBuilder<unknown>

/** How a year is read off a view: its own row, the last of its parts, or the sum of them. */
type Manner = 'year' | 'last' | 'sum'

interface Reading extends Sight {
  readonly alias: string
  readonly manner: Manner
  readonly facts: Set<Fact>
}

/** The table of a view. */
export function tableOf(shelf: Shelf): Sql {
  return sql`${sql.id(shelf.schema, shelf.table)}`
}

/** The views that a statement reads for each unit `l`, one join for each view and year. */
export class Readings {
  readonly #byName = new Map<string, Reading>()

  /** A fact's value for the unit; numbers as exact decimals. */
  column(fact: FactTerm): Sql {
    const { alias, facts } = this.#reading(fact, mannerOf(fact.shelf, fact.entry.fact))
    facts.add(fact.entry.fact)
    const column = sql.ref(`${alias}.${fact.entry.fact.column}`)
    return isNumber(fact.entry.fact) ? sql`${column}::numeric` : column
  }

  /** Whether the view has a row for the unit in the year. */
  presence(sight: Sight): Sql {
    const { alias } = this.#reading(sight, mannerOf(sight.shelf))
    return sql`${sql.ref(`${alias}.period`)} is not null`
  }

  /** The last period read of each view by name, over all the statement's readings of it. */
  periods(): [name: string, period: Sql][] {
    const byView = Map.groupBy(this.#byName.values(), ({ shelf }) => viewName(shelf))
    return [...byView].map(([name, readings]) => {
      const periods = readings.map(({ alias }) => sql.ref(`${alias}.period`))
      return [name, sql`greatest(${sql.join(periods)})`]
    })
  }

  /** The joins of all readings to the units. */
  joins(): Sql {
    return sql.join([...this.#byName.values()].map(joinOf), sql` `)
  }

  #reading({ shelf, back }: Sight, manner: Manner): Reading {
    const name = `${viewName(shelf)} ${back} ${manner}`
    const known = this.#byName.get(name)
    if (known) return known
    const alias = `v${this.#byName.size + 1}`
    const reading = { shelf, back, manner, alias, facts: new Set<Fact>() }
    this.#byName.set(name, reading)
    return reading
  }
}

function isNumber({ type }: Fact): boolean {
  return type.unit !== undefined || type.word === 'Year'
}

/** A flow adds up over the parts of a year; of all else the last part reported speaks for the year. */
function mannerOf({ per }: Shelf, fact?: Fact): Manner {
  if (per === 'year') return 'year'
  return fact?.type.overTime === 'flow' ? 'sum' : 'last'
}

function joinOf(reading: Reading): Sql {
  const { shelf, back, manner, alias } = reading
  const from = tableOf(shelf)
  const of = sql`${sql.ref(`${alias}.${shelf.keyColumn}`)} = l.unit`
  const year = sql`(l.year - ${back}::integer)::text`
  const period = sql.ref(`${alias}.period`)
  const name = sql.ref(alias)
  if (manner === 'year') return sql`left join ${from} ${name} on ${of} and ${period} = ${year}`
  // 2019 < 2019-01 < … < 2019. byte by byte, whatever the parts are called.
  const within = sql`${of} and ${period} > ${year} and ${period} < ${year} || '.'`
  const columns = [...reading.facts].map((fact) => factColumn(reading, fact))
  const last = sql`select ${sql.join([period, ...columns])} from ${from} ${name}
    where ${within} order by ${period} desc limit 1`
  const sum = sql`select ${sql.join([sql`max(${period}) as period`, ...columns])}
    from ${from} ${name} where ${within}`
  return sql`left join lateral (${manner === 'last' ? last : sum}) ${name} on true`
}

/** A fact's column; a flow with a gap before its last part is blank, for silence is not zero. */
function factColumn({ shelf, manner, alias }: Reading, { column }: Fact): Sql {
  const value = sql.ref(`${alias}.${column}`)
  if (manner !== 'sum') return value
  const digits = shelf.per === 'month' ? 2 : 1
  const period = sql.ref(`${alias}.period`)
  const last = sql`max(right(${period}, ${digits}::integer)::integer) filter (where ${value} is not null)`
  return sql`case when count(${value}) = ${last} then sum(${value}) end as ${sql.ref(column)}`
}
