import type { Times } from '../meaning/times.ts'
import type { Column, Join, NamedTable, Scalar } from './algebra.ts'
import { sameTime } from './moments.ts'
import { columnAs, inner, left, plain, tableAs, tableNamed } from './relationForms.ts'
import {
  aggregateOf,
  and,
  call,
  cast,
  columnOf,
  countDistinct,
  equal,
  keyOf,
  zero,
} from './scalarForms.ts'

/** Collects what is computed of each unit, as columns of `r`, for the areas to fold. */
export class UnitColumns {
  readonly #made = new Map<string, { readonly name: string; readonly value: Scalar }>()

  /** Adds a column, once, and answers with its name. */
  add(value: Scalar): Scalar {
    const key = keyOf(value)
    const made = this.#made.get(key) ?? { name: `c${this.#made.size + 1}`, value }
    this.#made.set(key, made)
    return columnOf('r', made.name)
  }

  list(): Column[] {
    return [...this.#made.values()].map(({ name, value }) => columnAs(name, value))
  }
}

/** Collects different things counted over areas of several units, where one thing may stand in two of them. */
export class DistinctCounts {
  readonly #made: { readonly name: string; readonly pairs: string; readonly taking: Scalar }[] = []
  readonly #times: Times

  constructor(times: Times) {
    this.#times = times
  }

  /** How many different things the units name that take part, by the pairs of units and things. */
  count(pairs: string, taking: Scalar): Scalar {
    const name = `q${this.#made.length + 1}`
    this.#made.push({ name, pairs, taking })
    const number = aggregateOf('max', columnOf(name, 'number'))
    return cast(call('coalesce', number, zero), 'numeric')
  }

  /** The tables that count, each question by itself. */
  tables(): NamedTable[] {
    const question = columnOf('l', 'question')
    const key = columnOf('r', 'key')
    return this.#made.map(({ name, pairs, taking }) => {
      const ofUnit = and(equal(key, columnOf('l', 'key')), ...sameTime(this.#times, 'r', 'l'))
      const ofPair = and(equal(columnOf('d', 'pkey'), key), ...sameTime(this.#times, 'd', 'r'))
      return tableAs(name, {
        columns: [plain(question), columnAs('number', countDistinct(columnOf('d', 'thing')))],
        from: tableNamed('l'),
        joins: [inner(tableNamed('r'), ofUnit), inner(tableNamed(pairs, 'd'), ofPair)],
        where: taking,
        groupBy: [question],
      })
    })
  }

  joins(): Join[] {
    const question = columnOf('l', 'question')
    return this.#made.map(({ name }) =>
      left(tableNamed(name), equal(columnOf(name, 'question'), question)),
    )
  }
}
