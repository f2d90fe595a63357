import { sql } from 'kysely'
import { Village } from '../../entities/village.ts'
import type { Entity } from '../../ground/entity.ts'
import { type Sql, tableOf } from '../../store/sqlPieces.ts'
import { valueIn } from '../definitions/parameter.ts'
import { Times } from '../meaning/times.ts'
import type {
  Column,
  Join,
  Moment,
  NamedTable,
  Plan,
  Query,
  Scalar,
  Select,
  Source,
} from './algebra.ts'
import type { Question } from './question.ts'
import { joint, linkTo } from './thingTables.ts'

/** Writes a plan as one statement; every value that a caller could have said is a bind. */
export function printPlan({ tables, answer }: Plan, times: Times): Sql {
  const printer = new Printer(times)
  return sql`with ${printer.tables(tables)} ${printer.select(answer)}`
}

/** Writes tables that a statement makes for itself, without its `with`. */
export function printTables(tables: readonly NamedTable[], times: Times): Sql {
  return new Printer(times).tables(tables)
}

/** Writes a value by itself, made of what is bound alone: it reads no row, and so has no time. */
export function printScalar(scalar: Scalar): Sql {
  return new Printer(new Times([], { year: 0, through: 0 }, new Map())).scalar(scalar)
}

const joinWords = { inner: sql`join`, left: sql`left join`, cross: sql`cross join` }

const prefixes = { not: sql`not`, negative: sql`-` }

class Printer {
  readonly #times: Times

  constructor(times: Times) {
    this.#times = times
  }

  tables(tables: readonly NamedTable[]): Sql {
    return sql.join(tables.map((table) => this.#table(table)))
  }

  #table({ name, isKept, rows }: NamedTable): Sql {
    return sql`${sql.id(name)} as ${isKept ? sql`materialized` : sql``} (${this.#query(rows)})`
  }

  #query(rows: Query): Sql {
    if (!('selects' in rows)) return this.select(rows)
    const selects = rows.selects.map((select) => this.select(select))
    return sql.join(selects, rows.keepsTwins ? sql` union all ` : sql` union `)
  }

  select(select: Select): Sql {
    const { columns, from, joins = [], where, groupBy = [], lastBy } = select
    const parts = [
      select.isDistinct ? sql`select distinct` : sql`select`,
      sql.join(columns.map((column) => this.#column(column))),
      ...(from ? [sql`from ${this.#source(from)}`] : []),
      ...joins.map((join) => this.#join(join)),
      ...(where ? [sql`where ${this.scalar(where)}`] : []),
      ...(groupBy.length > 0 ? [sql`group by ${this.#list(groupBy)}`] : []),
      ...(lastBy ? [sql`order by ${this.scalar(lastBy)} desc`] : []),
      ...(lastBy || select.isOne ? [sql`limit 1`] : []),
      ...(select.isFenced ? [sql`offset 0`] : []),
    ]
    return sql.join(parts, sql` `)
  }

  #column(column: Column): Sql {
    if ('allOf' in column) return sql`${sql.id(column.allOf)}.*`
    const { value, name } = column
    const shown = this.scalar(value)
    return name === undefined ? shown : sql`${shown} as ${sql.id(name)}`
  }

  #join({ how, source, on }: Join): Sql {
    const joined = sql`${joinWords[how]} ${this.#source(source)}`
    return on ? sql`${joined} on ${this.scalar(on)}` : joined
  }

  #source(source: Source): Sql {
    switch (source.from) {
      case 'things':
        return sql`${thingsTable(source.things)} ${sql.id(source.alias)}`
      case 'view':
        return sql`${tableOf(source.shelf)} ${sql.id(source.alias)}`
      case 'named':
        return sql.join(
          [source.name, source.alias ?? []].flat().map((name) => sql.id(name)),
          sql` `,
        )
      case 'rows': {
        const lateral = source.isLateral ? sql`lateral` : sql``
        return sql`${lateral} (${this.#query(source.rows)}) ${sql.id(source.alias)}`
      }
      case 'questions':
        return this.#questions(source.questions, source.numbers, source.alias)
    }
  }

  #questions(
    questions: readonly Question[],
    numbers: readonly number[] | undefined,
    alias: string,
  ) {
    const areas = sql`${questions.map(({ area }) => area)}::text[]`
    const years = sql`${questions.map(({ year }) => year)}::integer[]`
    const months = sql`${questions.map(({ through }) => through)}::integer[]`
    const { isOne } = this.#times
    const lists = [areas, ...(isOne ? [] : [years, months])]
    const names = ['area', ...(isOne ? [] : ['year', 'through']), 'question'].map((name) =>
      sql.id(name),
    )
    const called = sql`${sql.id(alias)}(${sql.join(names)})`
    return numbers
      ? sql`unnest(${sql.join([...lists, sql`${numbers}::integer[]`])}) as ${called}`
      : sql`unnest(${sql.join(lists)}) with ordinality as ${called}`
  }

  #list(scalars: readonly Scalar[], between?: Sql): Sql {
    return sql.join(
      scalars.map((one) => this.scalar(one)),
      between,
    )
  }

  scalar(scalar: Scalar): Sql {
    switch (scalar.op) {
      case 'column':
        return sql.id(scalar.table, scalar.name)
      case 'literal':
        return sql.lit(scalar.value)
      case 'bind':
        return scalar.type ? sql`${scalar.value}::${sql.raw(scalar.type)}` : sql`${scalar.value}`
      case 'moment':
        return this.#moment(scalar.row, scalar.moment)
      case 'within':
        return this.#within(scalar)
      case 'call':
        return sql`${sql.raw(scalar.name)}(${this.#list(scalar.of)})`
      case 'aggregate':
        return this.#aggregate(scalar)
      case 'cast':
        return sql`(${this.scalar(scalar.of)})::${sql.raw(scalar.type)}`
      case 'infix':
        return sql`(${this.#list(scalar.of, sql.raw(` ${scalar.sign} `))})`
      case 'not':
      case 'negative':
        return sql`(${prefixes[scalar.op]} ${this.scalar(scalar.of)})`
      case 'yearOfDate':
        return sql`extract(year from ${this.scalar(scalar.of)})`
      case 'is':
        return sql`(${this.scalar(scalar.of)} is ${sql.raw(scalar.what)})`
      case 'among':
      case 'amongRows':
        return this.#among(scalar)
      case 'each':
        return sql`(${this.scalar(scalar.of)} ${sql.raw(scalar.sign)}(${this.scalar(scalar.list)}))`
      case 'case':
        return this.#case(scalar)
      case 'first':
        return sql`(${this.select(scalar.rows)})`
      case 'exists':
        return sql`exists (${this.select(scalar.rows)})`
    }
  }

  #among(scalar: Extract<Scalar, { op: 'among' | 'amongRows' }>): Sql {
    const some = scalar.op === 'among' ? this.#list(scalar.list) : this.select(scalar.rows)
    return sql`(${this.scalar(scalar.of)} in (${some}))`
  }

  #within({ row, shelf, back, since, period }: Extract<Scalar, { op: 'within' }>): Sql {
    return sql`(${this.#times.within(row, shelf, back, since, this.scalar(period))})`
  }

  #aggregate({ name, of, isDistinct, where }: Extract<Scalar, { op: 'aggregate' }>): Sql {
    const distinct = isDistinct ? sql`distinct ` : sql``
    const value = of ? this.scalar(of) : sql`*`
    const filter = where ? sql` filter (where ${this.scalar(where)})` : sql``
    return sql`${sql.raw(name)}(${distinct}${value})${filter}`
  }

  #case({ of, whens, otherwise }: Extract<Scalar, { op: 'case' }>): Sql {
    const parts = [
      ...(of ? [this.scalar(of)] : []),
      ...whens.map(([when, then]) => sql`when ${this.scalar(when)} then ${this.scalar(then)}`),
      ...(otherwise ? [sql`else ${this.scalar(otherwise)}`] : []),
    ]
    return sql`(case ${sql.join(parts, sql` `)} end)`
  }

  #moment(row: string, moment: Moment): Sql {
    const times = this.#times
    const { back } = moment
    switch (moment.what) {
      case 'lastReported':
        return times.lastReported(row, moment.shelf, back)
      case 'partsOwed':
        return times.owed(row, moment.per, back)
      case 'parameter':
        return times.byYear(row, back, (year) => valueIn(moment.parameter, year)?.value ?? null)
      default:
        return times[moment.what](row, back)
    }
  }
}

function thingsTable(things: readonly Entity[]): Sql {
  const [only, another] = things
  if (only && !another) return sql.id('shared', only.table)
  const arms = things.map((thing) => {
    const village = linkTo(thing, Village) ?? thing.place.column
    return sql`select ${sql.id(thing.key.column)} as ${sql.id(joint.key)},
      ${sql.id(thing.place.column)} as ${sql.id(joint.place)},
      ${sql.id(village)} as ${sql.id(joint.village)} from ${sql.id('shared', thing.table)}`
  })
  return sql`(${sql.join(arms, sql` union all `)})`
}
