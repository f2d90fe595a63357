import type { Entity } from '../../ground/entity.ts'
import { codeLengthOf } from '../meaning/level.ts'
import type { Aggregate, AggregateTerm, FactTerm, Sight, Term } from '../meaning/term.ts'
import { nameOfAggregation, shapeOf } from './aggregation.ts'
import { AggregationPlanner } from './aggregationPlanner.ts'
import type { Join, NamedTable, Scalar } from './algebra.ts'
import { constantOf } from './constants.ts'
import { isNumber, narrowed, orNone } from './factValue.ts'
import { mannerOf, mannerOfPresence } from './manner.ts'
import { momentOf } from './moments.ts'
import type { PlanContext } from './planContext.ts'
import type { PlannedAggregation, PlannedRows, Seen } from './planners.ts'
import { RowJoins } from './rowJoins.ts'
import {
  and,
  call,
  caseOf,
  cast,
  columnOf,
  infix,
  integer,
  is,
  no,
  spaced,
  yes,
} from './scalarForms.ts'
import type { Spot } from './spot.ts'
import { type Leaf, overLeaves } from './termOperators.ts'
import { hasReported } from './witnesses.ts'

/** Collects what is read beside rows of one kind of thing. */
export class RowPlanner implements PlannedRows {
  readonly context: PlanContext
  readonly alias: string
  readonly things: readonly Entity[]
  readonly owner: PlannedAggregation | undefined
  readonly #joined: RowJoins
  readonly #aggregations = new Map<string, AggregationPlanner>()
  #needsPlace = false

  constructor(
    context: PlanContext,
    alias: string,
    things: readonly Entity[],
    owner?: PlannedAggregation,
  ) {
    this.context = context
    this.alias = alias
    this.things = things
    this.owner = owner
    this.#joined = new RowJoins(this)
  }

  get own(): Spot {
    return {
      kind: 'own',
      key: columnOf(this.alias, 'key'),
      isOwnColumn: true,
      things: this.things,
    }
  }

  get areAreas(): boolean {
    return this.things[0]?.isArea ?? false
  }

  get needsPlace(): boolean {
    return this.#needsPlace
  }

  value(term: Term, spot: Spot = this.own): Scalar {
    return overLeaves(term, (leaf) => this.#leaf(leaf, spot))
  }

  #leaf(leaf: Leaf, spot: Spot): Scalar {
    switch (leaf.kind) {
      case 'fact':
        return this.fact(leaf, spot)
      case 'aggregate':
        return this.#aggregated(leaf, spot)
      case 'via':
        return this.value(leaf.of, this.#linked(leaf, spot))
      case 'dated':
        return this.#dated(leaf, spot)
      case 'has':
        return this.presence(leaf, spot)
      case 'outer':
        throw new Error('a fact of the row outside is no value of this one')
      default:
        return constantOf(leaf, this.alias, (term) => this.value(term, spot))
    }
  }

  /** A fact's value; numbers as exact decimals. */
  fact(fact: FactTerm, spot: Spot = this.own): Scalar {
    const { entry, shelf, back } = fact
    const column = shelf
      ? this.#ofView({ shelf, back }, fact, spot)
      : columnOf(this.#joined.thing(entry.entity, spot), entry.fact.column)
    return isNumber(entry.fact) ? cast(column, 'numeric') : narrowed(fact, column)
  }

  #ofView(sight: Sight, fact: FactTerm, from: Spot): Scalar {
    const spot = fact.reach === 'own' ? from : this.#above(fact.reach)
    const driving = this.owner?.driving
    if (driving && spot.kind === 'own' && isSame(driving, sight) && !fact.over) {
      return driving.column(fact.entry.fact)
    }
    const reading = this.#joined.view(sight, mannerOf(fact, sight.shelf), spot)
    reading.facts.add(fact.entry.fact)
    const column =
      reading.parts?.column(fact.entry.fact) ?? columnOf(reading.alias, fact.entry.fact.column)
    const key = columnOf(reading.alias, reading.parts ? 'pkey' : sight.shelf.keyColumn)
    return orNone({ sight, spot, key }, fact.entry.fact, column, (none) =>
      this.whereTold(sight, none),
    )
  }

  whereTold(sight: Sight, none: Scalar, isEachPart = false): Scalar {
    if (!this.context.isSure) return none
    this.#needsPlace = true
    return caseOf(hasReported(this.context, { sight, isEachPart }, this.alias), none)
  }

  presence(sight: Sight, spot: Spot = this.own): Scalar {
    const { alias } = this.#joined.view(sight, mannerOfPresence(sight.shelf), spot)
    const row = is(columnOf(alias, sight.shelf.keyColumn), 'not null')
    const found = this.context.isSure ? caseOf(row, yes, this.whereTold(sight, no)) : row
    return spot.kind === 'own' ? found : caseOf(is(spot.key, 'not null'), found)
  }

  seen(): Seen[] {
    return this.#joined.seen()
  }

  /** The last period read of each view by name; of areas alone. */
  periods(): [view: string, period: Scalar][] {
    return this.#joined.periods()
  }

  joins(): Join[] {
    return this.#joined.joins()
  }

  tables(listed?: PlannedAggregation): NamedTable[] {
    const aggregated = this.aggregations().flatMap((one) => one.tables(one === listed))
    return [...aggregated, ...this.#joined.parts().map((one) => one.table())]
  }

  aggregations(): AggregationPlanner[] {
    return [...this.#aggregations.values()]
  }

  /** Where an aggregate over the things that belong to the row itself is worked out. */
  aggregationFor(aggregate: Aggregate): AggregationPlanner {
    return this.#aggregationAt(this.#matching(aggregate, this.own), aggregate)
  }

  #aggregationAt(spot: Spot, aggregate: Aggregate): AggregationPlanner {
    const shape = shapeOf(aggregate)
    const name = nameOfAggregation(spot, shape)
    const known = this.#aggregations.get(name)
    const planner = known ?? this.#newAggregation(spot, shape)
    planner.add(aggregate)
    if (!known) {
      this.#aggregations.set(name, planner)
      this.#joined.joinBeside(planner)
    }
    return planner
  }

  #newAggregation(spot: Spot, shape: ReturnType<typeof shapeOf>): AggregationPlanner {
    const { context } = this
    return new AggregationPlanner(
      this,
      spot,
      shape,
      (alias, owner) => new RowPlanner(context, alias, shape.things, owner),
    )
  }

  /** Where what is aggregated belongs by what both say, that is what it is joined by. */
  #matching({ relation }: Aggregate, spot: Spot): Spot {
    if (relation.by !== 'match') return spot
    const facts = relation.pairs.map(([, outer]) => outer)
    return {
      kind: 'match',
      facts,
      key: spaced(facts.map((fact) => this.fact(fact, spot))),
      isOwnColumn: facts.every((fact) => this.#isDriven(fact)),
      things: spot.things,
    }
  }

  #isDriven({ shelf, back }: FactTerm): boolean {
    const driving = this.owner?.driving
    return shelf === driving?.shelf && back === driving?.back
  }

  /** What is aggregated of the things that belong to what is found at a spot. */
  #aggregated({ aggregate }: AggregateTerm, from: Spot): Scalar {
    const spot = this.#matching(aggregate, from)
    const value = this.#aggregationAt(spot, aggregate).value(aggregate)
    // Behind a link that leads nowhere there is nothing to be known.
    return from.kind === 'own' ? value : caseOf(is(spot.key, 'not null'), value)
  }

  #linked({ link, things }: Extract<Term, { kind: 'via' }>, from: Spot): Spot {
    const key = this.fact(link, from)
    const isOwnColumn = from.kind === 'own' && this.#isDriven(link)
    return { kind: 'link', from, link, key, isOwnColumn, things }
  }

  #above(entity: Entity): Spot {
    this.#needsPlace = true
    const key = call('left', columnOf(this.alias, 'place'), integer(codeLengthOf(entity)))
    return { kind: 'above', entity, key, isOwnColumn: false, things: [entity] }
  }

  #dated({ how, of, back }: Extract<Term, { kind: 'dated' }>, spot: Spot): Scalar {
    const date = this.value(of, spot)
    if (how === 'year') return cast({ op: 'yearOfDate', of: date }, 'numeric')
    const by = infix('<=', date, momentOf(this.alias, { what: 'lastDay', back }))
    // A date that is not set has not come.
    if (how === 'by') return call('coalesce', by, no)
    const since = infix('>=', date, momentOf(this.alias, { what: 'firstDay', back }))
    return call('coalesce', and(by, since), no)
  }
}

function isSame(one: Sight, { shelf, back }: Sight): boolean {
  return one.shelf === shelf && one.back === back
}
