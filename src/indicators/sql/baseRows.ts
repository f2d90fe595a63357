import { Village } from '../../entities/village.ts'
import { Zone } from '../../entities/zone.ts'
import { prefixRange } from '../../ground/areaCode.ts'
import { codeLengthOf } from '../meaning/level.ts'
import type { Column, Join, Scalar, Select, Source } from './algebra.ts'
import { inPeriod, timeColumns } from './moments.ts'
import type { PlannedAggregation, PlannedRows } from './planners.ts'
import { columnAs, inner, left, plain, rowsAs, tableNamed, viewAs } from './relationForms.ts'
import {
  and,
  bind,
  call,
  columnOf,
  equal,
  infix,
  integer,
  isAlways,
  literal,
  spaced,
  yes,
} from './scalarForms.ts'
import type { Spot } from './spot.ts'
import { columnNaming, type ThingRows, thingRows, villageColumn } from './thingTables.ts'
import { zoneVillages } from './zones.ts'

/** From how many units on things are matched to all of them at once, and not looked up area by area. */
const manyUnits = 40

/** Rows that are found: where they come from, and what must hold of them. */
interface Found {
  readonly from: Source
  readonly joins: readonly Join[]
  readonly where?: Scalar | undefined
}

/** The rows that are aggregated: to which row outside each belongs, its time, key and place, its driving view's facts. */
export function baseRows(aggregation: PlannedAggregation): Select {
  if (!aggregation.outer.owner) return rowsInUnits(aggregation)
  const { relation } = aggregation
  return relation.by === 'link' && !relation.shelf
    ? rowsByLink(aggregation, relation.fact.column)
    : rowsByView(aggregation)
}

/** Things that lie in the units, or in most of the city those that there are. */
function rowsInUnits(aggregation: PlannedAggregation): Select {
  const of = thingRows(aggregation.things, 'h')
  const unit = aggregation.outer.context.extent.areMost ? unitOf(aggregation, of) : undefined
  const found: Found = unit
    ? { from: of.source, joins: drivingOn(aggregation, of.key, 'u') }
    : {
        from: tableNamed('u'),
        joins: [...inArea(aggregation, of), ...drivingOn(aggregation, of.key, 'u')],
      }
  const pkey = unit ?? columnOf('u', 'key')
  return selectRows(aggregation, found, { pkey, key: of.key, place: of.place, timeOf: 'u' })
}

/** Things that name the row outside themselves. */
function rowsByLink(aggregation: PlannedAggregation, column: string): Select {
  const of = thingRows(aggregation.things, 'h')
  // The link itself is grouped by, whose values the planner of the database knows.
  const link = of.column(column)
  const { from, joins, where } = belonging(aggregation, link, of.source, yes)
  const found = { from, joins: [...joins, ...drivingOn(aggregation, of.key, 'k')], where }
  return selectRows(aggregation, found, { pkey: link, key: of.key, place: of.place, timeOf: 'k' })
}

/** Rows of a view that name the row outside, or say the same of some facts. */
function rowsByView(aggregation: PlannedAggregation): Select {
  const { relation, sight, things, rows } = aggregation
  if (!sight) throw new Error('things that are aggregated by their view have one')
  const { shelf } = sight
  const own = columnOf('d', shelf.keyColumn)
  const pkey =
    relation.by === 'match'
      ? spaced(relation.pairs.map(([inner]) => columnOf('d', inner.entry.fact.column)))
      : relation.by === 'link'
        ? columnOf('d', relation.fact.column)
        : own
  const { from, joins, where } = belonging(
    aggregation,
    pkey,
    viewAs(shelf, 'd'),
    ofPeriod(aggregation, 'k'),
  )
  // The things themselves are looked up only where it is asked in which area they lie.
  const of = rows.needsPlace ? thingRows(things, 'h') : undefined
  const lying = of ? [inner(of.source, equal(of.key, own))] : []
  const found = { from, joins: [...joins, ...lying], where }
  return selectRows(aggregation, found, {
    pkey,
    key: of?.key ?? own,
    place: of?.place,
    timeOf: 'k',
  })
}

/** What every row tells: to which row outside it belongs, its key, where it lies if that is asked, and its time. */
interface BaseColumns {
  readonly pkey: Scalar
  readonly key: Scalar
  readonly place: Scalar | undefined
  readonly timeOf: string
}

function selectRows(
  aggregation: PlannedAggregation,
  { from, joins, where }: Found,
  { pkey, key, place, timeOf }: BaseColumns,
): Select {
  const columns = [
    columnAs('pkey', pkey),
    ...timeColumns(aggregation.outer.context.extent.times, timeOf).map(plain),
    columnAs('key', key),
    ...(place ? [columnAs('place', place)] : []),
    ...drivenColumns(aggregation),
  ]
  return { columns, from, joins, where: where && !isAlways(where) ? where : undefined }
}

/** The facts of the driving view that are read. */
function drivenColumns({ driven, keepsAll, sight }: PlannedAggregation): Column[] {
  const facts = driven.map(({ column }) => columnAs(drivenName(column), columnOf('d', column)))
  return keepsAll && sight
    ? [...facts, columnAs(drivenKey, columnOf('d', sight.shelf.keyColumn))]
    : facts
}

/** How a fact of the driving view, and its key, are called among the rows' own columns. */
export function drivenName(column: string): string {
  return `d_${column}`
}
export const drivenKey = 'd__key'

/** That a row of the driving view is of the period that is asked for. */
function ofPeriod({ sight, isEachPart }: PlannedAggregation, row: string): Scalar {
  const [condition = yes] = sight ? inPeriod({ sight, isEachPart }, 'd', row) : []
  return condition
}

/** The view whose rows are aggregated, joined by its key, in the period that is asked for. */
function drivingOn(aggregation: PlannedAggregation, key: Scalar, row: string): Join[] {
  if (!aggregation.sight) return []
  const { shelf } = aggregation.sight
  const on = and(equal(columnOf('d', shelf.keyColumn), key), ofPeriod(aggregation, row))
  const view = viewAs(shelf, 'd')
  return [aggregation.keepsAll ? left(view, on) : inner(view, on)]
}

/**
 * Rows of a table that belong to rows outside, by a column that names those. Of a few areas the rows
 * outside are gone through, each key once; of most of the city it is enough that their view names them,
 * for what is computed once and read twice is computed by one hand of the server alone.
 */
function belonging(
  aggregation: PlannedAggregation,
  column: Scalar,
  table: Source,
  when: Scalar,
): Found {
  const { outer, spot } = aggregation
  if (!outer.context.extent.areMost) return belongingTo(outer, spot, column, { table, when })
  const keys = outer.owner && keysNamed(outer.owner, spot)
  const where: Scalar = keys ? and(when, { op: 'amongRows', of: column, rows: keys }) : when
  return { from: table, joins: [], where }
}

/** The rows of a table that name some of the rows outside, which are gone through. */
export function belongingTo(
  outer: PlannedRows,
  spot: Spot,
  column: Scalar,
  { table, when }: { table: Source; when: Scalar },
): Found {
  const { times, areDisjoint } = outer.context.extent
  const keys: Select = {
    // Rows of areas that do not overlap have different keys anyhow, which the database need not tell apart.
    isDistinct: !(areDisjoint && spot.kind === 'own'),
    columns: [columnAs('pkey', spot.key), ...timeColumns(times, outer.alias).map(plain)],
    from: tableNamed(outer.alias),
  }
  return {
    from: rowsAs(keys, 'k'),
    joins: [inner(table, and(equal(column, columnOf('k', 'pkey')), when))],
  }
}

/** The keys that the driving view names, some of which may be left out further on; undefined where it names not all. */
function keysNamed(aggregation: PlannedAggregation, { key }: Spot): Select | undefined {
  const { sight, keepsAll, rows } = aggregation
  if (!sight || keepsAll) return undefined
  const { shelf } = sight
  const driving: Select = {
    columns: [columnAs('key', columnOf('d', shelf.keyColumn)), ...drivenColumns(aggregation)],
    from: viewAs(shelf, 'd'),
    where: ofPeriod(aggregation, rows.alias),
  }
  return { columns: [plain(key)], from: rowsAs(driving, rows.alias) }
}

/** The unit in which a thing lies, by the thing itself; undefined where only a register tells it. */
function unitOf({ outer, things }: PlannedAggregation, of: ThingRows): Scalar | undefined {
  const { level } = outer.context.extent
  if (level.cls === Zone) return undefined
  if (level.cls === Village) return villageOf(things, of)
  const column = columnNaming(things, level)
  return column ? of.column(column) : call('left', of.place, integer(codeLengthOf(level)))
}

function villageOf(things: PlannedAggregation['things'], { place, column }: ThingRows): Scalar {
  const village = villageColumn(things)
  return village ? column(village) : place
}

/** How things are found in the units: by the column that names such a unit, else by their place. */
function inArea(aggregation: PlannedAggregation, of: ThingRows): Join[] {
  const { level } = aggregation.outer.context.extent
  const lie = (on: Scalar) => inner(of.source, on)
  const unit = columnOf('u', 'key')
  if (level.cls === Village) return [lie(equal(villageOf(aggregation.things, of), unit))]
  if (level.cls !== Zone) return [lie(liesInUnit(aggregation, of, unit))]
  const { register, village, isIn } = zoneVillages(aggregation.outer.context.extent.catalogue)
  return [inner(register, isIn(unit, 'u')), lie(equal(villageOf(aggregation.things, of), village))]
}

function liesInUnit({ outer, things }: PlannedAggregation, of: ThingRows, unit: Scalar): Scalar {
  const { level, units, onlyArea } = outer.context.extent
  const column = columnNaming(things, level)
  if (column) return equal(of.column(column), unit)
  const within = (first: Scalar, end: Scalar) =>
    and(infix('>=', of.place, first), infix('<', of.place, end))
  if (onlyArea !== undefined) {
    const [first, end] = prefixRange(onlyArea)
    return within(bind(first), bind(end))
  }
  if (units <= manyUnits) return within(unit, infix('||', unit, literal(':')))
  return equal(call('left', of.place, integer(codeLengthOf(level))), unit)
}
