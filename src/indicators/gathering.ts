import { sql } from 'kysely'
import { viewName } from '../catalogue/catalogue.ts'
import { askEach } from './asked.ts'
import { divided, expressed, type Leaf } from './expressed.ts'
import { constant, type Rows } from './rows.ts'
import { type Aggregate, aggregatesIn, ownFacts, type Term } from './term.ts'
import type { Sql, Times } from './times.ts'

/** What is computed of each unit, as columns of `r`, for the areas to gather. */
export class UnitColumns {
  readonly #made = new Map<string, { name: string; value: Sql }>()

  /** Adds a column, once, and answers with its name. */
  add(value: Sql): Sql {
    const text = JSON.stringify(value.toOperationNode())
    const made = this.#made.get(text) ?? { name: `c${this.#made.size + 1}`, value }
    this.#made.set(text, made)
    return sql.ref(`r.${made.name}`)
  }

  /** The columns, each led by a comma. */
  list(): Sql {
    const made = [...this.#made.values()]
    return sql.join([sql``, ...made.map(({ name, value }) => sql`${value} as ${sql.ref(name)}`)])
  }
}

/** Different things counted over areas of several units, where one thing may stand in two of them. */
export class Distincts {
  readonly #made: { name: string; pairs: Sql; taking: Sql }[] = []
  readonly #times: Times

  constructor(times: Times) {
    this.#times = times
  }

  /** How many different things the units name that take part; as the answer's own expression. */
  count(pairs: Sql, taking: Sql): Sql {
    const name = `q${this.#made.length + 1}`
    this.#made.push({ name, pairs, taking })
    return sql`coalesce(max(${sql.ref(`${name}.number`)}), 0)::numeric`
  }

  /** The expressions that count, each question by itself, with a comma before. */
  expressions(): Sql {
    const all = this.#made.map(
      ({ name, pairs, taking }) => sql`, ${sql.ref(name)} as (
        select l.question, count(distinct d.thing) as number
        from l join r on r.key = l.key ${this.#times.same('r', 'l')}
        join ${pairs} d on d.pkey = r.key ${this.#times.same('d', 'r')}
        where ${taking} group by l.question)`,
    )
    return sql.join(all, sql``)
  }

  joins(): Sql {
    const all = this.#made.map(
      ({ name }) => sql`left join ${sql.ref(name)} on ${sql.ref(`${name}.question`)} = l.question`,
    )
    return sql.join(all, sql` `)
  }
}

/** A formula gathered over the units of an area: who took part, who was silent, what came of it. */
export interface Gathering {
  readonly contributors: Sql
  readonly silent: Sql
  /** The views that may be silent, each with whether it is, as a column of `r`. */
  readonly owing: readonly (readonly [view: string, silent: Sql])[]
  /** A term of the formula, over the area: computed from what its units come to together. */
  readonly over: (term: Term) => Sql
  /** A term as each unit has it, as a column of `r`. */
  readonly column: (term: Term) => Sql
  /** Units that have both taken part and a value: their values' sum and number. */
  readonly mean: () => { sum: Sql; number: Sql }
  /** Of figures over households, persons, loans: how many stand behind the smallest, and how many do not. */
  readonly behind: { readonly least: Sql; readonly others: Sql }
}

/** Gathers a formula over its units; only those that owe no answer take part in it. */
export function gather(
  term: Term,
  units: Rows,
  columns: UnitColumns,
  times: Times,
  distincts: Distincts | undefined,
  applies?: Sql,
): Gathering {
  const single = ownFacts(term)
  const selves = aggregatesIn(term).filter(({ aggregate }) => aggregate.relation.by === 'self')
  const asked = new Map(selves.map(({ aggregate }) => [aggregate, askEach(aggregate, units)]))
  const others = aggregatesIn(term).filter(({ aggregate }) => aggregate.relation.by !== 'self')
  // Read before it is asked what was found: a view that nobody reads owes nothing.
  for (const { aggregate } of others) units.gatheredFor(aggregate)
  const owing = [
    ...single.map((fact): [string, Sql] => [
      fact.shelf ? viewName(fact.shelf) : fact.entry.name,
      sql`${units.fact(fact)} is null`,
    ]),
    ...[...asked.values()].flatMap(({ owed }) => owed),
    ...units
      .gathered()
      .flatMap((gathered) =>
        others.some(({ aggregate }) => gathered.aggregates.includes(aggregate))
          ? gathered.owed(term.type.kind === 'yesNo')
          : [],
      ),
  ]
  const byView = Map.groupBy(owing, ([view]) => view)
  // Who has nothing to do with it neither owes an answer nor takes part.
  const isAsked = applies && columns.add(applies)
  const silences = [...byView].map(([view, all]) => {
    const silent = anyOf(all.map(([, one]) => one))
    return [view, columns.add(applies ? sql`(${applies} is true and ${silent})` : silent)] as const
  })
  const unasked = isAsked ? [sql`${isAsked} is null`] : []
  const isSilent = anyOf([...unasked, ...silences.map(([, silent]) => silent)])
  const takes = isAsked ? sql`(not ${isSilent} and ${isAsked} is true)` : sql`not ${isSilent}`
  const meant = [...asked.values()].map((one) => one.meant)
  const isCounting = meant.length > 0 && others.length + single.length === 0
  const partakes = isCounting ? sql`(${takes} and ${columns.add(anyOf(meant))})` : takes
  const taking = sql`filter (where ${takes})`
  const column = (part: Term) => columns.add(units.value(part))
  const over = (part: Term): Sql =>
    expressed(part, (leaf: Leaf) => {
      switch (leaf.kind) {
        case 'fact':
          return sql`sum(${columns.add(units.fact(leaf))}) ${taking}`
        case 'aggregate': {
          const self = asked.get(leaf.aggregate)
          if (self) return overSelf(leaf.aggregate, self, columns, isSilent)
          if (leaf.aggregate.how === 'countDistinct' && distincts) {
            const pairs = units.gatheredFor(leaf.aggregate).pairs(leaf.aggregate)
            return distincts.count(pairs, sql`not ${isSilent}`)
          }
          return overThings(leaf.aggregate, units, columns, taking)
        }
        default:
          return constant(leaf, times, 'r', over)
      }
    })
  return {
    contributors: sql`count(*) filter (where ${partakes})`,
    silent: sql`count(*) filter (where ${isSilent})`,
    owing: silences,
    over,
    column,
    mean: () => {
      const value = column(term)
      const filter = sql`filter (where ${partakes})`
      return { sum: sql`sum(${value}) ${filter}`, number: sql`count(${value}) ${filter}` }
    },
    behind: leastBehind(
      others.map(({ aggregate }) => aggregate),
      units,
      columns,
      taking,
    ),
  }
}

/** That any of some conditions holds; none at all never does. */
function anyOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`
}

/** Units that are themselves counted or added. */
function overSelf(
  { how }: Aggregate,
  { counts, of }: { counts: Sql; of: Sql | undefined },
  columns: UnitColumns,
  isSilent: Sql,
): Sql {
  const filter = sql`filter (where not ${isSilent} and ${columns.add(counts)})`
  if (how === 'count') return sql`(count(*) ${filter})::numeric`
  const value = columns.add(of ?? sql`null`)
  switch (how) {
    case 'avg':
      return divided(sql`sum(${value}) ${filter}`, sql`count(*) ${filter}`)
    case 'countDistinct':
      return sql`(count(distinct ${value}) ${filter})::numeric`
    case 'min':
      return sql`min(${value}) ${filter}`
    case 'max':
      return sql`max(${value}) ${filter}`
    case 'any':
      return sql`(count(*) ${filter} > 0)`
    case 'all':
      return sql`(count(*) ${filter} = count(*))`
    default:
      return sql`coalesce(sum(${value}) ${filter}, 0)`
  }
}

/** Things that were gathered for each unit, over all units. */
function overThings(aggregate: Aggregate, units: Rows, columns: UnitColumns, taking: Sql): Sql {
  const { how } = aggregate
  if (how === 'avg') {
    const gathered = units.gatheredFor(aggregate)
    const { sum, number } = gathered.mean(aggregate)
    return divided(
      sql`sum(${columns.add(sum)}) ${taking}`,
      sql`sum(${columns.add(number)}) ${taking}`,
    )
  }
  const value = columns.add(units.aggregated(aggregate))
  if (how === 'any') return sql`bool_or(${value}) ${taking}`
  if (how === 'all') return sql`bool_and(${value}) ${taking}`
  if (how === 'min') return sql`min(${value}) ${taking}`
  if (how === 'max') return sql`max(${value}) ${taking}`
  return sql`sum(${value}) ${taking}`
}

/** How many things stand behind the figure, and how many of those asked do not, at the least. */
function leastBehind(
  aggregates: readonly Aggregate[],
  units: Rows,
  columns: UnitColumns,
  taking: Sql,
): { least: Sql; others: Sql } {
  const counted = aggregates
    .filter(({ things }) => !things[0]?.isArea)
    .map((aggregate) => {
      const gathered = units.gatheredFor(aggregate)
      const behind = sql`sum(${columns.add(gathered.contributors(aggregate))}) ${taking}`
      return { behind, rest: sql`sum(${columns.add(gathered.rowsAsked())}) ${taking} - ${behind}` }
    })
  if (counted.length === 0) return { least: sql`null::bigint`, others: sql`null::bigint` }
  const least = (all: Sql[]) => sql`least(${sql.join(all)})::bigint`
  return {
    least: least(counted.map(({ behind }) => behind)),
    others: least(counted.map(({ rest }) => rest)),
  }
}
