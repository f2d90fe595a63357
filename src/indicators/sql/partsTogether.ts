import { sql } from 'kysely'
import type { Fact } from '../../ground/fact.ts'
import type { Sight } from '../meaning/term.ts'
import type { Sql } from '../meaning/times.ts'
import { tooFar } from './gathered.ts'
import type { Gatherings } from './gatherings.ts'
import { type Manner, type Rows, type Spot, sinceOf, tableOf, together } from './rows.ts'

/** The parts of a year as one, for each of the rows outside. */
export class PartsTogether {
  readonly name: string
  readonly outer: Rows
  readonly #all: Gatherings
  readonly #spot: Spot
  readonly #reading: Sight & { readonly manner: Manner }
  readonly #facts = new Set<Fact>()

  constructor(
    all: Gatherings,
    name: string,
    outer: Rows,
    spot: Spot,
    reading: Sight & { readonly manner: Manner },
  ) {
    this.name = name
    this.outer = outer
    this.#all = all
    this.#spot = spot
    this.#reading = reading
    if (!spot.isOwnColumn) throw tooFar()
  }

  column(fact: Fact): Sql {
    this.#facts.add(fact)
    return sql.ref(`${this.name}.${fact.column}`)
  }

  /** Blank where none of the facts is known: parts are missing, or all of them. */
  anyColumn(): Sql {
    return sql`coalesce(${sql.join([...this.#facts].map((fact) => sql`${this.column(fact)}::text`))})`
  }

  expression(): Sql {
    const { shelf, back, manner } = this.#reading
    const { times } = this.#all
    const columns = [...this.#facts].map(
      (fact) => sql`${together(this.#reading, 'd', 'k', times, fact)} as ${sql.ref(fact.column)}`,
    )
    const within = times.within('k', shelf, back, sinceOf(manner), sql.ref('d.period'))
    const key = sql.ref(`d.${shelf.keyColumn}`)
    const table = sql`${tableOf(shelf)} d`
    // Of most of the city every row is read anyhow; kept, it is not read by each hand of the server again.
    const { from, where } = this.#all.areMost
      ? { from: table, where: within }
      : this.#all.belonging(this.outer, this.#spot, key, table, within)
    return sql`${sql.ref(this.name)} as ${this.#all.areMost ? sql`materialized` : sql``} (
      select ${key} as pkey${times.columns('k')}, ${sql.join(columns)}
      from ${from} where ${where}
      group by ${key}${times.columns('k')}
    )`
  }
}
