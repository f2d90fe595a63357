import type { Fact } from '../../ground/fact.ts'
import type { Sight } from '../meaning/term.ts'
import type { Join, Scalar, Select } from './algebra.ts'
import { type Manner, togetherOf, withinYear } from './manner.ts'
import { lastReported, yearly } from './moments.ts'
import type { PlannedRows } from './planners.ts'
import { columnAs, lateralAs, left, plain, viewAs } from './relationForms.ts'
import { aggregateOf, and, columnOf, equal, yes } from './scalarForms.ts'
import type { Spot } from './spot.ts'

/** A view read beside rows: of which thing, how its year is read, and which of its facts. */
export interface ViewReading {
  readonly sight: Sight
  readonly spot: Spot
  readonly manner: Manner
  readonly alias: string
  /** Whether it is read of areas. */
  readonly areFew: boolean
  readonly facts: Set<Fact>
}

/** The join of a view to the rows that read it. */
export function joinOf(reading: ViewReading, { alias: row, context }: PlannedRows): Join {
  const { sight, spot, manner, alias, areFew } = reading
  const { shelf, back } = sight
  const key = columnOf(alias, shelf.keyColumn)
  const period = columnOf(alias, 'period')
  const of = equal(key, spot.key)
  const joined = (...on: Scalar[]) => left(viewAs(shelf, alias), and(...on))
  const within = () => and(of, withinYear(row, sight, manner, period))
  switch (manner.kind) {
    case 'standing':
      return joined(of)
    case 'year':
      return joined(of, equal(period, yearly(row, back)))
    case 'last':
      return areFew
        ? left(lateralAs(lastPart(reading, within()), alias), yes)
        : joined(of, equal(period, lastReported(row, sight)))
    case 'together': {
      const value = (fact: Fact) =>
        togetherOf({ sight, manner, alias, row }, context.extent.times, fact)
      return left(lateralAs(allParts(reading, within(), value), alias), yes)
    }
  }
}

/** The last part of a year that is reported of each thing by itself. */
function lastPart({ sight: { shelf }, alias, facts }: ViewReading, where: Scalar): Select {
  const period = columnOf(alias, 'period')
  const columns = [...facts].map(({ column }) => columnOf(alias, column))
  return {
    columns: [columnOf(alias, shelf.keyColumn), period, ...columns].map(plain),
    from: viewAs(shelf, alias),
    where,
    lastBy: period,
  }
}

function allParts(
  { sight: { shelf }, alias, facts }: ViewReading,
  where: Scalar,
  value: (fact: Fact) => Scalar,
): Select {
  const most = (name: string) => columnAs(name, aggregateOf('max', columnOf(alias, name)))
  return {
    columns: [
      most(shelf.keyColumn),
      most('period'),
      ...[...facts].map((fact) => columnAs(fact.column, value(fact))),
    ],
    from: viewAs(shelf, alias),
    where,
  }
}
