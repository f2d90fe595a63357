import { sql } from 'kysely'
import { viewName } from '../../catalogue/catalogue.ts'
import { type Aggregate, aggregatesIn, blanksAsked, ofOneRow, type Term } from '../meaning/term.ts'
import type { Sql, Times } from '../meaning/times.ts'
import { askEach, factsToldBy, noRow } from './asked.ts'
import { divided, expressed, type Leaf } from './expressed.ts'
import type { Fold } from './fold.ts'
import type { Gathered } from './gathered.ts'
import { constant, type Rows } from './rows.ts'

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
  /** Whether all units that have anything to tell are silent; absent where each of them has. */
  readonly unheard: Sql | undefined
  /** Whether areas within a unit that took part are silent; absent where no areas are gathered. */
  readonly partly: Sql | undefined
  /** A term of the formula, over the area: computed from what its units come to together. */
  readonly over: (term: Term) => Sql
  /** A term as each unit has it, as a column of `r`. */
  readonly column: (term: Term) => Sql
  /** Units that have both taken part and a value: their values' sum and number. */
  readonly mean: () => { sum: Sql; number: Sql }
  /** Of figures over households, persons, loans: how many stand behind its least part, and how many do not. */
  readonly behind: () => { readonly least: Sql; readonly others: Sql }
}

/** Gathers a formula over its units; only those that owe no answer take part in it. */
export function gather(
  term: Term,
  units: Rows,
  columns: UnitColumns,
  times: Times,
  fold: Fold,
  distincts: Distincts | undefined,
  applies?: Sql,
): Gathering {
  const { single, asked, others, things, owed } = readBy(term, units)
  const byView = Map.groupBy(owed, ([view]) => view)
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
  const column = (part: Term) => columns.add(units.value(part))
  const over = (part: Term): Sql =>
    expressed(part, (leaf: Leaf) => {
      switch (leaf.kind) {
        case 'fact':
          return fold.sum(columns.add(units.fact(leaf)), takes)
        case 'aggregate': {
          const self = asked.get(leaf.aggregate)
          if (self) return overSelf(leaf.aggregate, self, columns, isSilent, fold)
          if (leaf.aggregate.how === 'countDistinct' && distincts) {
            const pairs = units.gatheredFor(leaf.aggregate).pairs(leaf.aggregate)
            return distincts.count(pairs, sql`not ${isSilent}`)
          }
          return overThings(leaf.aggregate, units, columns, takes, fold)
        }
        default:
          return constant(leaf, times, 'r', over)
      }
    })
  return {
    contributors: fold.count(partakes),
    silent: fold.count(isSilent),
    owing: silences,
    unheard:
      fold.isOne || single.length + asked.size > 0
        ? undefined
        : noneHeard(things, columns, isSilent, takes, fold),
    partly: partlySilent(things, columns, takes, fold),
    over,
    column,
    mean: () => {
      const value = column(term)
      const has = sql`(${partakes} and ${value} is not null)`
      return { sum: fold.sum(value, has), number: fold.count(has) }
    },
    behind: () =>
      leastBehind(
        others.map(({ aggregate }) => aggregate),
        units,
        columns,
        takes,
        fold,
      ),
  }
}

/** What a formula reads of a unit, and the views that may owe an answer for it. */
function readBy(term: Term, units: Rows) {
  const single = factsToldBy(term)
  const links = ofOneRow(term).flatMap((part) => (part.kind === 'via' ? part.link : []))
  const selves = aggregatesIn(term).filter(({ aggregate }) => aggregate.relation.by === 'self')
  const asked = new Map(selves.map(({ aggregate }) => [aggregate, askEach(aggregate, units)]))
  const others = aggregatesIn(term).filter(({ aggregate }) => aggregate.relation.by !== 'self')
  // Read before it is asked what was found: a view that nobody reads owes nothing.
  for (const { aggregate } of others) units.gatheredFor(aggregate)
  const things = units
    .gathered()
    .filter(({ aggregates }) => others.some(({ aggregate }) => aggregates.includes(aggregate)))
  const owed: (readonly [view: string, silent: Sql])[] = [
    ...single.map((fact): [string, Sql] => [
      fact.shelf ? viewName(fact.shelf) : fact.entry.name,
      sql`${units.fact(fact)} is null`,
    ]),
    ...noRow([...blanksAsked(term), ...links], units),
    ...[...asked.values()].flatMap((one) => one.owed),
    ...things.flatMap((gathered) => gathered.owed(term.type.kind === 'yesNo')),
  ]
  return { single, asked, others, things, owed }
}

/** A condition of a unit, blank where a view owes an answer that it goes by. */
export function toldOf(condition: Term, units: Rows): Sql {
  const silent = anyOf(readBy(condition, units).owed.map(([, one]) => one))
  return sql`(case when not ${silent} then ${units.value(condition)} end)`
}

/** That there is something to be told of some units, and nothing of any that is not silent. */
function noneHeard(
  things: readonly Gathered[],
  columns: UnitColumns,
  isSilent: Sql,
  takes: Sql,
  fold: Fold,
): Sql {
  const has = columns.add(anyOf(things.map((gathered) => gathered.hasAnything())))
  const [untold, told] = [isSilent, takes].map((one) => fold.count(sql`${one} and ${has}`))
  return sql`(${untold} > 0 and ${told} = 0)`
}

/** That some of what was gathered of a unit is silent, and the unit took part all the same. */
function partlySilent(
  things: readonly Gathered[],
  columns: UnitColumns,
  takes: Sql,
  fold: Fold,
): Sql | undefined {
  const some = things.flatMap((gathered) => gathered.someSilent() ?? [])
  if (some.length === 0) return undefined
  return sql`(${fold.count(sql`${takes} and ${columns.add(anyOf(some))}`)} > 0)`
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
  fold: Fold,
): Sql {
  const when = sql`(not ${isSilent} and ${columns.add(counts)})`
  const number = fold.count(when)
  if (how === 'count') return sql`(${number})::numeric`
  const value = columns.add(of ?? sql`null`)
  switch (how) {
    case 'avg':
      return divided(fold.sum(value, when), number)
    case 'countDistinct':
      return sql`(${fold.different(value, when)})::numeric`
    case 'min':
      return fold.least(value, when)
    case 'max':
      return fold.most(value, when)
    case 'any':
      return sql`(${number} > 0)`
    case 'all':
      return sql`(${number} = ${fold.count(sql`true`)})`
    default:
      return sql`coalesce(${fold.sum(value, when)}, 0)`
  }
}

/** Things that were gathered for each unit, over all units. */
function overThings(
  aggregate: Aggregate,
  units: Rows,
  columns: UnitColumns,
  takes: Sql,
  fold: Fold,
): Sql {
  const { how } = aggregate
  if (how === 'avg') {
    const { sum, number } = units.gatheredFor(aggregate).mean(aggregate)
    return divided(fold.sum(columns.add(sum), takes), fold.sum(columns.add(number), takes))
  }
  const value = columns.add(units.aggregated(aggregate))
  if (how === 'min') return fold.least(value, takes)
  if (how === 'max') return fold.most(value, takes)
  if (how === 'any' || how === 'all') return fold.any(value)
  return fold.sum(value, takes)
}

/** How many stand behind the figure's least part, and how many of those asked do not. */
function leastBehind(
  aggregates: readonly Aggregate[],
  units: Rows,
  columns: UnitColumns,
  takes: Sql,
  fold: Fold,
): { least: Sql; others: Sql } {
  const counted = aggregates
    .filter(({ things }) => !things[0]?.isArea)
    .map((aggregate) => {
      const gathered = units.gatheredFor(aggregate)
      const behind = fold.sum(columns.add(gathered.concerned(aggregate)), takes)
      return {
        behind,
        rest: sql`(${fold.sum(columns.add(gathered.asked()), takes)} - ${behind})`,
      }
    })
  if (counted.length === 0) return { least: sql`null::bigint`, others: sql`null::bigint` }
  const least = (all: Sql[]) => sql`least(${sql.join(all)})::bigint`
  // An aggregate of nobody tells of nobody, and leaves the others as they are.
  const some = counted.map(({ behind }) => sql`nullif(${behind}, 0)`)
  return {
    least: sql`coalesce(${least(some)}, 0)`,
    others: least(counted.map(({ rest }) => rest)),
  }
}
