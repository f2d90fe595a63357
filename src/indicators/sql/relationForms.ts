import type { Shelf } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Column, Join, NamedTable, Query, Scalar, Source } from './algebra.ts'

/** A table that the statement itself makes. */
export function tableNamed(name: string, alias?: string): Source {
  return alias === undefined ? { from: 'named', name } : { from: 'named', name, alias }
}

export function viewAs(shelf: Shelf, alias: string): Source {
  return { from: 'view', shelf, alias }
}

export function thingsAs(things: readonly Entity[], alias: string): Source {
  return { from: 'things', things, alias }
}

export function rowsAs(rows: Query, alias: string): Source {
  return { from: 'rows', rows, alias }
}

/** Rows that are found anew for each row that they are joined to. */
export function lateralAs(rows: Query, alias: string): Source {
  return { from: 'rows', rows, alias, isLateral: true }
}

export function inner(source: Source, on: Scalar): Join {
  return { how: 'inner', source, on }
}

export function left(source: Source, on: Scalar): Join {
  return { how: 'left', source, on }
}

export function columnAs(name: string, value: Scalar): Column {
  return { value, name }
}

export function plain(value: Scalar): Column {
  return { value }
}

/** A table of a statement's own; kept where it is worked out once, however often it is read. */
export function tableAs(name: string, rows: Query, isKept = false): NamedTable {
  return { name, isKept, rows }
}
