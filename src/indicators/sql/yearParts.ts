import type { Fact } from '../../ground/fact.ts'
import type { Sight } from '../meaning/term.ts'
import type { NamedTable, Scalar } from './algebra.ts'
import { belongingTo } from './baseRows.ts'
import { type Together, togetherOf, withinYear } from './manner.ts'
import { timeColumns } from './moments.ts'
import type { PlannedRows } from './planners.ts'
import { columnAs, plain, tableAs, viewAs } from './relationForms.ts'
import { call, cast, columnOf } from './scalarForms.ts'
import { mustHaveColumn, type Spot } from './spot.ts'

/** Plans the parts of a year as one, for each of the rows outside, which are many. */
export class YearParts {
  readonly name: string
  readonly spot: Spot
  readonly #outer: PlannedRows
  readonly #sight: Sight
  readonly #manner: Together
  readonly #facts = new Set<Fact>()

  constructor(outer: PlannedRows, spot: Spot, sight: Sight, manner: Together) {
    this.name = `p${outer.context.next()}`
    this.spot = spot
    this.#outer = outer
    this.#sight = sight
    this.#manner = manner
    mustHaveColumn(spot)
  }

  column(fact: Fact): Scalar {
    this.#facts.add(fact)
    return columnOf(this.name, fact.column)
  }

  /** Blank where none of the facts is known: parts are missing, or all of them. */
  anyColumn(): Scalar {
    return call('coalesce', ...[...this.#facts].map((fact) => cast(this.column(fact), 'text')))
  }

  table(): NamedTable {
    const { times, areMost } = this.#outer.context.extent
    const { shelf } = this.#sight
    const parts = { sight: this.#sight, manner: this.#manner, alias: 'd', row: 'k' }
    const within = withinYear('k', this.#sight, this.#manner, columnOf('d', 'period'))
    const key = columnOf('d', shelf.keyColumn)
    const table = viewAs(shelf, 'd')
    // Of most of the city every row is read anyhow; kept, it is not read by each hand of the server again.
    const found = areMost
      ? { from: table, where: within }
      : belongingTo(this.#outer, this.spot, key, { table, when: within })
    const facts = [...this.#facts].map((fact) =>
      columnAs(fact.column, togetherOf(parts, times, fact)),
    )
    const time = timeColumns(times, 'k')
    return tableAs(
      this.name,
      {
        columns: [columnAs('pkey', key), ...time.map(plain), ...facts],
        ...found,
        groupBy: [key, ...time],
      },
      areMost,
    )
  }
}
