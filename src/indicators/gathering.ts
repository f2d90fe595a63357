import { sql } from 'kysely'
import { divided, expressed, type Leaf } from './expressed.ts'
import type { Readings, Sql } from './readings.ts'
import {
  type Aggregate,
  aggregatesIn,
  type FactTerm,
  factsOfAggregate,
  ownFacts,
  type Term,
} from './term.ts'

/** What is computed of each unit, as columns of `r`, for the areas to gather. */
export class UnitColumns {
  readonly #made: Sql[] = []

  /** Adds a column and answers with its name. */
  add(value: Sql): Sql {
    const name = `c${this.#made.length + 1}`
    this.#made.push(sql`${value} as ${sql.ref(name)}`)
    return sql.ref(`r.${name}`)
  }

  /** The columns, each led by a comma. */
  list(): Sql {
    return sql.join([sql``, ...this.#made])
  }
}

/** A formula gathered over the units of an area: who took part, who was silent, what came of it. */
export interface Gathering {
  readonly contributors: Sql
  readonly silent: Sql
  /** A term of the formula, over the area. */
  readonly over: (term: Term) => Sql
  /** Units that have both taken part and a value: their values' sum and number. */
  readonly mean: () => { sum: Sql; number: Sql }
}

/** Gathers a formula whose facts stand single: a unit takes part that has reported all of them. */
export function gatherFacts(term: Term, readings: Readings, columns: UnitColumns): Gathering {
  const facts = ownFacts(term).map((fact) => readings.column(fact))
  const silent = columns.add(sql`num_nulls(${sql.join(facts)}) > 0`)
  const partaking = sql`not ${silent}`
  const sums = new Map<string, Sql>()
  const sum = (fact: FactTerm) => {
    const name = `${fact.entry.name} ${fact.back}`
    const known = sums.get(name) ?? columns.add(readings.column(fact))
    sums.set(name, known)
    return sql`sum(${known}) filter (where ${partaking})`
  }
  return {
    contributors: sql`count(*) filter (where ${partaking})`,
    silent: sql`count(*) filter (where ${silent})`,
    over: (part) =>
      expressed(part, (leaf) => (leaf.kind === 'fact' ? sum(leaf) : yearOf('r', leaf))),
    mean: () => {
      const value = columns.add(expressed(term, unitLeaf(readings)))
      const filter = sql`filter (where ${partaking})`
      return { sum: sql`sum(${value}) ${filter}`, number: sql`count(${value}) ${filter}` }
    },
  }
}

/** Gathers a formula of sums and counts; a unit takes part that owes no answer to any of them. */
export function gatherAggregates(term: Term, readings: Readings, columns: UnitColumns): Gathering {
  const asked = aggregatesIn(term).map((aggregate) => askUnit(aggregate, readings))
  const silence = asked.map(({ silent }) => silent)
  const meant = asked.map((one) => one.meant)
  const silent = columns.add(sql`(${sql.join(silence, sql` or `)})`)
  const partaking = columns.add(
    sql`not (${sql.join(silence, sql` or `)}) and (${sql.join(meant, sql` or `)})`,
  )
  const taken = new Map(
    asked.map(({ aggregate, counts, of }) => [
      aggregate,
      { counts: columns.add(counts), of: of && columns.add(of) },
    ]),
  )
  const over = (aggregate: Aggregate) => {
    const { counts, of } = taken.get(aggregate) ?? {}
    const filter = sql`filter (where not ${silent} and ${counts})`
    if (!of) return sql`(count(*) ${filter})::numeric`
    const sum = sql`sum(${of}) ${filter}`
    return aggregate.how === 'avg'
      ? divided(sum, sql`count(*) ${filter}`)
      : sql`coalesce(${sum}, 0)`
  }
  return {
    contributors: sql`count(*) filter (where ${partaking})`,
    silent: sql`count(*) filter (where ${silent})`,
    over: (part) =>
      expressed(part, (leaf) =>
        leaf.kind === 'aggregate' ? over(leaf.aggregate) : yearOf('r', leaf),
      ),
    mean: () => {
      throw new Error('a formula that gathers its units has no mean of them')
    },
  }
}

/** What one aggregate asks of a unit. */
interface Asked {
  readonly aggregate: Aggregate
  /** Whether the unit is among those that are meant. */
  readonly meant: Sql
  /** Whether it owes the answer: it should have reported, and has not. */
  readonly silent: Sql
  /** Whether it counts, and the number that it adds. */
  readonly counts: Sql
  readonly of: Sql | undefined
}

function askUnit(aggregate: Aggregate, readings: Readings): Asked {
  const { how, of, rows, where } = aggregate
  const facts = factsOfAggregate(aggregate)
  const value = of && expressed(of, unitLeaf(readings))
  const meant = where ? sql`(${expressed(where, unitLeaf(readings))} is true)` : sql`true`
  const answered = [
    ...(rows ? [readings.presence(rows)] : []),
    ...(how === 'count' ? reported(ownFacts(of), facts, readings) : [sql`${value} is not null`]),
  ]
  const known = all(reported(ownFacts(where), facts, readings))
  const holds = how === 'count' && value ? sql`${value} is true` : sql`true`
  return {
    aggregate,
    meant,
    silent: sql`(not ${known} or (${meant} and not ${all(answered)}))`,
    counts: sql`(${meant} and ${holds})`,
    of: how === 'count' ? undefined : value,
  }
}

/**
 * Whether the views behind some facts have reported: one fact at least that the aggregate reads of each
 * is not blank. A single blank may be an answer, such as the year of what has not happened yet.
 */
function reported(
  of: readonly FactTerm[],
  together: readonly FactTerm[],
  readings: Readings,
): Sql[] {
  const ofSight = ({ shelf, back }: FactTerm, facts: readonly FactTerm[]) =>
    facts.filter((other) => other.shelf === shelf && other.back === back)
  const sights = of.filter((fact) => ofSight(fact, of)[0] === fact)
  return sights.map((fact) => {
    const columns = ofSight(fact, together).map((other) => readings.column(other))
    return sql`num_nonnulls(${sql.join(columns)}) > 0`
  })
}

function all(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`
}

function unitLeaf(readings: Readings) {
  return (leaf: Leaf): Sql => (leaf.kind === 'fact' ? readings.column(leaf) : yearOf('l', leaf))
}

/** The year asked for, or so many before it, as the units `l` or their columns `r` hold it. */
function yearOf(alias: 'l' | 'r', leaf: Leaf): Sql {
  if (leaf.kind !== 'year') throw new Error('an aggregate or a fact stands where only a year may')
  return sql`(${sql.ref(`${alias}.year`)} - ${leaf.back}::integer)::numeric`
}
