import { conditionsOnRow } from './aggregation.ts'
import type { NamedTable, Scalar, Source } from './algebra.ts'
import { baseRows } from './baseRows.ts'
import { timeColumns } from './moments.ts'
import type { Pairs, PlannedAggregation } from './planners.ts'
import { columnAs, plain, rowsAs, tableAs, tableNamed } from './relationForms.ts'
import { and, columnOf, or } from './scalarForms.ts'

/**
 * The tables of an aggregation, each after those that it reads: its rows by themselves, where tables are
 * joined to them or they are listed one by one; the tables that are joined; its answers; its pairs.
 */
export function aggregationTables(
  aggregation: PlannedAggregation,
  isListed: boolean,
): NamedTable[] {
  const { rows, outer } = aggregation
  const inner = rows.tables()
  const isApart = isListed || (!outer.context.extent.areMost && inner.length > 0)
  const restriction = restrictionOf(aggregation, isListed)
  const from: From = isApart
    ? { source: tableNamed(rows.alias), where: undefined }
    : { source: rowsAs(baseRows(aggregation), rows.alias), where: restriction }
  return [
    ...(isApart ? [baseTable(aggregation, restriction)] : []),
    ...inner,
    ...(isListed ? [] : [answerTable(aggregation, from)]),
    ...aggregation.pairs.map((pairs) => pairTable(aggregation, from, pairs)),
  ]
}

/** The rows that are aggregated, and what must hold of them. */
interface From {
  readonly source: Source
  readonly where: Scalar | undefined
}

function baseTable(aggregation: PlannedAggregation, where: Scalar | undefined): NamedTable {
  const { alias } = aggregation.rows
  const base = baseRows(aggregation)
  const restricted = { columns: [{ allOf: alias }], from: rowsAs(base, alias), where }
  return tableAs(alias, where ? restricted : base, true)
}

function answerTable(aggregation: PlannedAggregation, { source, where }: From): NamedTable {
  const belongs = belongsBy(aggregation)
  return tableAs(aggregation.name, {
    columns: [...belongs.map(plain), ...aggregation.columns],
    from: source,
    joins: aggregation.rows.joins(),
    where,
    groupBy: belongs,
  })
}

function pairTable(
  aggregation: PlannedAggregation,
  { source, where }: From,
  pairs: Pairs,
): NamedTable {
  const { name, thing, counts } = pairs
  return tableAs(name, {
    isDistinct: true,
    columns: [...belongsBy(aggregation).map(plain), columnAs('thing', thing)],
    from: source,
    joins: aggregation.rows.joins(),
    where: where ? and(counts, where) : counts,
  })
}

/** To which row outside a row belongs, and of which time. */
function belongsBy({ rows: { alias }, outer }: PlannedAggregation): Scalar[] {
  return [columnOf(alias, 'pkey'), ...timeColumns(outer.context.extent.times, alias)]
}

/**
 * What all aggregates leave out by the driving view's own facts need not be read further. What they
 * leave out by other views stays: else a view that is silent would seem to have nothing to speak of.
 */
function restrictionOf(
  { rows, sight, aggregates }: PlannedAggregation,
  isListed: boolean,
): Scalar | undefined {
  const isRead = isListed || sight?.shelf.tellsOf === 'concerned'
  if (rows.areAreas || !isRead) return undefined
  const conditions = aggregates.map((aggregate) => conditionsOnRow(aggregate, sight))
  if (conditions.some((all) => all.length === 0)) return undefined
  return or(...conditions.map((all) => and(...all.map((term) => rows.value(term)))))
}
