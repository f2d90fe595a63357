import type { Fact } from '../../ground/fact.ts'
import type { Aggregate, Relation, Sight } from '../meaning/term.ts'
import { aggregationTables } from './aggregationTables.ts'
import type { Column, NamedTable, Scalar } from './algebra.ts'
import { drivenName } from './baseRows.ts'
import { contributionOf } from './contribution.ts'
import type {
  AggregationShape,
  Contribution,
  Driving,
  Pairs,
  PlannedAggregation,
  PlannedRows,
} from './planners.ts'
import { columnAs } from './relationForms.ts'
import {
  aggregateOf,
  and,
  blank,
  call,
  caseOf,
  cases,
  cast,
  columnOf,
  countDistinct,
  is,
  isAlways,
  keyOf,
  no,
  not,
  yes,
  zero,
  zeroNumber,
} from './scalarForms.ts'
import { countOf, someUnknown } from './silence.ts'
import { mustHaveColumn, type Spot } from './spot.ts'
import { divided } from './termOperators.ts'

/** Makes the plan of the rows that an aggregation is over. */
type PlanRows = (alias: string, owner: PlannedAggregation) => PlannedRows

/** Collects the answers of an aggregation as its columns. */
export class AggregationPlanner implements PlannedAggregation {
  readonly name: string
  readonly outer: PlannedRows
  readonly spot: Spot
  readonly rows: PlannedRows
  readonly things: AggregationShape['things']
  readonly relation: Relation
  readonly sight: Sight | undefined
  readonly isEachPart: boolean
  readonly keepsAll: boolean
  readonly driving: Driving | undefined
  readonly #driven = new Set<Fact>()
  readonly #contributions = new Map<Aggregate, Contribution>()
  readonly #columns = new Map<string, { readonly name: string; readonly value: Scalar }>()
  readonly #pairs = new Map<Aggregate, string>()

  constructor(outer: PlannedRows, spot: Spot, shape: AggregationShape, planRows: PlanRows) {
    const number = outer.context.next()
    const alias = `b${number}`
    this.name = `g${number}`
    this.outer = outer
    this.spot = spot
    this.things = shape.things
    this.relation = shape.relation
    this.sight = shape.sight
    this.isEachPart = shape.isEachPart
    this.keepsAll = shape.keepsAll
    this.driving = shape.sight && {
      ...shape.sight,
      column: (fact) => {
        this.#driven.add(fact)
        return columnOf(alias, drivenName(fact.column))
      },
    }
    this.rows = planRows(alias, this)
    if (outer.owner && shape.relation.by !== 'self') mustHaveColumn(spot)
  }

  get aggregates(): Aggregate[] {
    return [...this.#contributions.keys()]
  }

  get driven(): Fact[] {
    return [...this.#driven]
  }

  contributions(): Contribution[] {
    return [...this.#contributions.values()]
  }

  /** Adds an aggregate, to be worked out with the others. */
  add(aggregate: Aggregate): void {
    if (this.#contributions.has(aggregate)) return
    this.#contributions.set(aggregate, contributionOf(aggregate, this.rows))
  }

  /** An aggregate's answer, as the rows outside see it: of nothing at all there is none, and all. */
  value(aggregate: Aggregate): Scalar {
    switch (aggregate.how) {
      case 'any':
        return this.#orOfNone(no, this.#any(aggregate))
      case 'all':
        return this.#orOfNone(yes, this.#every(aggregate))
      case 'avg': {
        const { sum, number } = this.mean(aggregate)
        return divided(sum, number)
      }
      case 'min':
      case 'max':
        return this.#answer(aggregate)
      default: {
        const number = cast(call('coalesce', this.#answer(aggregate), zero), 'numeric')
        return this.outer.context.isSure ? this.#orOfNone(zeroNumber, number) : number
      }
    }
  }

  #orOfNone(none: Scalar, answer: Scalar): Scalar {
    const told = this.sight ? this.outer.whereTold(this.sight, none, this.isEachPart) : none
    return caseOf(is(columnOf(this.name, 'pkey'), 'null'), told, answer)
  }

  /** What a mean is made of. */
  mean(aggregate: Aggregate): { sum: Scalar; number: Scalar } {
    const { counts, of } = this.#of(aggregate)
    const sum = call('coalesce', this.column(aggregateOf('sum', of, counts)), zero)
    return { sum, number: call('coalesce', this.column(aggregateOf('count', of, counts)), zero) }
  }

  #answer(aggregate: Aggregate): Scalar {
    const { counts, of } = this.#of(aggregate)
    const where = isAlways(counts) ? undefined : counts
    switch (aggregate.how) {
      case 'count':
        return this.column(aggregateOf('count', undefined, where))
      case 'countDistinct':
        return this.column(countDistinct(aggregate.of ? of : this.rows.own.key, where))
      case 'min':
      case 'max':
        return this.column(aggregateOf(aggregate.how, of, where))
      default:
        return this.column(aggregateOf('sum', of, where))
    }
  }

  /** Yes where one is; not known where none is, and of some it is not known. */
  #any(aggregate: Aggregate): Scalar {
    const holds = this.#of(aggregate).holds
    return this.#settled(aggregateOf('bool_or', holds), holds, yes)
  }

  #every(aggregate: Aggregate): Scalar {
    const holds = this.#of(aggregate).holds
    return this.#settled(aggregateOf('bool_or', not(holds)), holds, no)
  }

  #settled(settles: Scalar, holds: Scalar, settled: Scalar): Scalar {
    const unknown = aggregateOf('bool_or', is(holds, 'null'))
    const other = settled === yes ? no : yes
    return this.column(
      cases(
        [
          [settles, settled],
          [unknown, blank],
        ],
        other,
      ),
    )
  }

  /** How many are concerned by what took part in an aggregate, each once. */
  concerned(aggregate: Aggregate): Scalar {
    return call('coalesce', this.column(countOf(this, this.#of(aggregate).counts)), zero)
  }

  #of(aggregate: Aggregate): Contribution & { of: Scalar } {
    const contribution = this.#contributions.get(aggregate)
    if (!contribution) throw new Error('nobody asked for this aggregate')
    const of = contribution.of ?? blank
    if (!this.rows.areAreas) return { ...contribution, of }
    const counts = and(not(someUnknown(this)), contribution.counts)
    return { ...contribution, of, counts, holds: counts }
  }

  column(value: Scalar): Scalar {
    const key = keyOf(value)
    const made = this.#columns.get(key) ?? { name: `c${this.#columns.size + 1}`, value }
    this.#columns.set(key, made)
    return columnOf(this.name, made.name)
  }

  /** The name of the table of the different things that an aggregate names, beside the rows outside. */
  pairsOf(aggregate: Aggregate): string {
    const known = this.#pairs.get(aggregate) ?? `${this.name}d${this.#pairs.size + 1}`
    this.#pairs.set(aggregate, known)
    return known
  }

  get columns(): Column[] {
    return [...this.#columns.values()].map(({ name, value }) => columnAs(name, value))
  }

  get pairs(): Pairs[] {
    return [...this.#pairs].map(([aggregate, name]) => {
      const { counts, of } = this.#of(aggregate)
      return { name, thing: aggregate.of ? of : this.rows.own.key, counts }
    })
  }

  tables(isListed = false): NamedTable[] {
    return aggregationTables(this, isListed)
  }
}
