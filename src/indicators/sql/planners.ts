import type { Entity } from '../../ground/entity.ts'
import type { Fact } from '../../ground/fact.ts'
import type { Aggregate, FactTerm, Relation, Sight, Term } from '../meaning/term.ts'
import type { Column, Join, NamedTable, Scalar } from './algebra.ts'
import type { PlanContext } from './planContext.ts'
import type { Spot } from './spot.ts'

/** A view that rows read beside the one that drives them. */
export interface Seen {
  readonly sight: Sight
  /** The key of the row that was found, blank where none was. */
  readonly found: Scalar
  /** The thing of which it was asked. */
  readonly spot: Spot
}

/** The view whose rows are aggregated, and where its facts stand among the rows' own columns. */
export interface Driving extends Sight {
  readonly column: (fact: Fact) => Scalar
}

/**
 * Plans what is read beside rows of one kind of thing. The rows have columns `key`, `place` and their time;
 * what is joined to them is collected, each once for each spot, year and manner.
 */
export interface PlannedRows {
  readonly context: PlanContext
  readonly alias: string
  readonly things: readonly Entity[]
  /** The aggregation whose rows they are; none of units. */
  readonly owner: PlannedAggregation | undefined
  /** Whether the rows are areas: few, and owed by every department. */
  readonly areAreas: boolean
  /** The row itself. */
  readonly own: Spot
  /** Whether the rows have to tell where they lie. */
  readonly needsPlace: boolean
  /** A term of one row, read at a spot. */
  readonly value: (term: Term, spot?: Spot) => Scalar
  readonly fact: (fact: FactTerm, spot?: Spot) => Scalar
  /** Whether a view has a row here. */
  readonly presence: (sight: Sight, spot?: Spot) => Scalar
  /** What is to be said where a view has no row: nothing at all, if it must have spoken for that and has not. */
  readonly whereTold: (sight: Sight, none: Scalar, isEachPart?: boolean) => Scalar
  /** The views read so far, those behind links too, and what is aggregated so far of what belongs to the rows. */
  readonly seen: () => Seen[]
  readonly aggregations: () => PlannedAggregation[]
  /** All that is joined to the rows, and the tables that a statement makes for that. */
  readonly joins: () => Join[]
  readonly tables: (listed?: PlannedAggregation) => NamedTable[]
}

/** What an aggregate asks of one row. */
export interface Contribution {
  /** Whether the row is among those that are meant. */
  readonly meant: Scalar
  /** The yes or no that is asked of it: true, false, or not known. */
  readonly holds: Scalar
  /** Whether it counts. */
  readonly counts: Scalar
  /** The number that it adds, the thing that it names. */
  readonly of: Scalar | undefined
  /** Of areas: whether they should have answered, and have not. */
  readonly unknown: Scalar
  /** Of areas: the views that owe the answer. */
  readonly owed: readonly Owed[]
}

/** That a view owes an answer, and when; of no view where it is the value itself that is missing. */
export interface Owed {
  readonly view: string | undefined
  readonly isSilent: Scalar
}

/** Of which things an aggregation is, and which of their rows it takes. */
export interface AggregationShape {
  readonly things: readonly Entity[]
  readonly relation: Relation
  /** The view whose rows are aggregated; none where the things themselves are. */
  readonly sight: Sight | undefined
  /** Whether a flow is added up part by part. */
  readonly isEachPart: boolean
  /** Whether things without a row in a view that tells of all count as not known, and not as absent. */
  readonly keepsAll: boolean
}

/** Plans the aggregation of things over the rows that they belong to: one row of answers for each of those. */
export interface PlannedAggregation extends AggregationShape {
  readonly name: string
  /** The rows outside, and to what of theirs things belong. */
  readonly outer: PlannedRows
  readonly spot: Spot
  /** The rows that are aggregated. */
  readonly rows: PlannedRows
  readonly aggregates: readonly Aggregate[]
  /** The facts of the driving view that are read so far. */
  readonly driven: readonly Fact[]
  readonly driving: Driving | undefined
  /** What its aggregates ask of each row. */
  readonly contributions: () => Contribution[]
  /** Adds a column to the answers, once, and names it from outside. */
  readonly column: (value: Scalar) => Scalar
  /** The answers so far, and the tables of pairs that were asked for. */
  readonly columns: readonly Column[]
  readonly pairs: readonly Pairs[]
  /** The tables that a statement makes for it; where its rows are listed one by one, for those. */
  readonly tables: (isListed?: boolean) => NamedTable[]
}

/** A table of the different things that an aggregate names, beside the rows outside. */
export interface Pairs {
  readonly name: string
  readonly thing: Scalar
  /** Which rows count. */
  readonly counts: Scalar
}
