import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Sql } from '../../store/sqlPieces.ts'
import type { Aggregate, Term } from '../meaning/term.ts'
import type { Times } from '../meaning/times.ts'
import { PlanContext } from './planContext.ts'
import { printTables } from './printer.ts'
import type { Question } from './question.ts'
import { columnAs, tableAs, tableNamed } from './relationForms.ts'
import { RowPlanner } from './rowPlanner.ts'
import { and, call, cast, columnOf, is } from './scalarForms.ts'
import { unitsIn, unitTable } from './unitsOfAreas.ts'
import { countiesTold } from './witnesses.ts'

/** Rows of an area that are listed one by one. */
export interface Listing {
  readonly catalogue: Catalogue
  /** The kind of area that is asked for. */
  readonly level: Entity
  readonly question: Question
  readonly times: Times
  /** Which rows are looked at. */
  readonly rows: Aggregate
  /** What must hold of them, and what is told of those of which it does. */
  readonly condition: Term
  readonly told: readonly Term[]
}

/**
 * The tables of a statement that lists rows, the last of them `f` with `key`, `place` and `evidence`: those
 * of which the condition surely holds. Where a department is silent its part is not known: what the others
 * prove is found all the same, and what hangs on its silence is not.
 */
export function listingTables(listing: Listing): Sql {
  const { catalogue, level, question, times, condition } = listing
  const onlyArea = question.area
  const extent = { catalogue, times, level, units: 1, areDisjoint: true, areMost: false, onlyArea }
  const context = new PlanContext(extent)
  const units = new RowPlanner(context, 'u', [level])
  const aggregation = units.aggregationFor(listing.rows)
  const { rows } = aggregation
  const found = rows.value(condition)
  // Implied by what is sure, and cheaper: who has reported is then asked only of what may be found.
  const isSure = context.surely(() => rows.value(condition))
  const told = listing.told.map((term) => context.surely(() => rows.value(term)))
  const listed = tableAs('f', {
    columns: [
      columnAs('key', columnOf(rows.alias, 'key')),
      columnAs('place', columnOf(rows.alias, 'place')),
      columnAs('evidence', call('jsonb_build_array', ...told.map((one) => cast(one, 'text')))),
    ],
    from: tableNamed(rows.alias),
    joins: rows.joins(),
    where: and(is(found, 'true'), is(isSure, 'true')),
  })
  const tables = units.tables(aggregation)
  return printTables(
    [
      tableAs('l', unitsIn(catalogue, level, [question], times)),
      unitTable(times, { isDistinct: false, hasQuestion: false }),
      ...countiesTold(context),
      ...tables,
      listed,
    ],
    times,
  )
}
