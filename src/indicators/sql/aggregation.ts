import { viewName } from '../../catalogue/catalogue.ts'
import { type Aggregate, isConstant, ofOneRow, type Sight, type Term } from '../meaning/term.ts'
import { isAnswerOwed } from '../meaning/whoIsSilent.ts'
import type { AggregationShape } from './planners.ts'
import { nameOfSpot, type Spot } from './spot.ts'

/** Of which things an aggregate is, and which of their rows it takes. */
export function shapeOf(aggregate: Aggregate): AggregationShape {
  const { things, relation } = aggregate
  return {
    things,
    relation,
    sight: drivingOf(aggregate),
    isEachPart: isPartByPart(aggregate),
    keepsAll: asksAll(aggregate),
  }
}

/** Aggregates of one shape over what belongs to one spot are worked out together. */
export function nameOfAggregation(spot: Spot, shape: AggregationShape): string {
  const { things, relation, sight, isEachPart, keepsAll } = shape
  return [
    nameOfSpot(spot),
    relation.by === 'link' ? relation.fact.column : relation.by,
    things[0]?.name,
    sight && viewName(sight.shelf),
    sight?.back,
    isEachPart,
    keepsAll,
  ].join(' ')
}

/** The view whose rows are aggregated; of areas the areas themselves are, that all may take part or none. */
function drivingOf({ rows, things, relation }: Aggregate): Sight | undefined {
  const areAreas = things[0]?.isArea && relation.by === 'place' && !rows?.shelf.each
  return areAreas ? undefined : rows
}

/** A flow of many things is added up part by part, and the condition asked of each part. */
function isPartByPart({ how, rows, of, things }: Aggregate): boolean {
  if (how !== 'sum' || !of || !rows?.shelf.per || rows.shelf.per === 'year') return false
  if (things[0]?.isArea || of.type.kind !== 'number' || of.type.adds !== 'flow') return false
  return ofOneRow(of).every(
    (part) => isConstant(part) || part.kind !== 'fact' || (part.shelf === rows.shelf && !part.over),
  )
}

/** Whether any and all ask every thing, also those of which a view has no row that tells of all. */
function asksAll({ how, rows, relation }: Aggregate): boolean {
  if (how !== 'any' && how !== 'all') return false
  return rows !== undefined && isAnswerOwed(rows.shelf) && relation.by === 'link' && !relation.shelf
}

/** The conditions of an aggregate that the driving view answers by itself. */
export function conditionsOnRow({ how, of, where }: Aggregate, sight: Sight | undefined): Term[] {
  const asked = how === 'count' || how === 'any' ? [of, where] : [where]
  return asked
    .flatMap((term) => (term ? conjunctsOf(term) : []))
    .filter((term) => ofOneRow(term).every((part) => isOnRow(part, sight)))
}

/** The conditions that must all hold for a condition to hold. */
function conjunctsOf(term: Term): Term[] {
  if (term.kind !== 'binary' || term.operator !== 'and') return [term]
  return [...conjunctsOf(term.left), ...conjunctsOf(term.right)]
}

function isOnRow(part: Term, sight: Sight | undefined): boolean {
  if (part.kind === 'aggregate' || part.kind === 'via') return false
  if (part.kind !== 'fact') return true
  const { shelf, back, over, reach } = part
  return shelf === sight?.shelf && back === sight?.back && !over && reach === 'own'
}
