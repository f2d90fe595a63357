import type { Shelf } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { PeriodKind } from '../../ground/period.ts'
import type { Parameter } from '../definitions/parameter.ts'
import type { Back } from '../meaning/term.ts'
import type { Question } from './question.ts'

export type SqlType = 'boolean' | 'integer' | 'bigint' | 'numeric' | 'text' | 'text[]' | 'date'

/** What follows from the time of a row: a year, a period, a day, or the value of a parameter. */
export type Moment =
  | { readonly what: 'year' | 'yearly' | 'firstDay' | 'lastDay'; readonly back: Back }
  | { readonly what: 'lastReported'; readonly shelf: Shelf; readonly back: Back }
  | { readonly what: 'partsOwed'; readonly per: PeriodKind; readonly back: Back }
  | { readonly what: 'parameter'; readonly parameter: Parameter; readonly back: Back }

export type Sign =
  | 'and'
  | 'or'
  | '+'
  | '-'
  | '*'
  | '/'
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '||'
  | 'like'
  | 'is distinct from'

export type Quality = 'null' | 'not null' | 'true' | 'not true' | 'not false'

export type FunctionName =
  | 'coalesce'
  | 'greatest'
  | 'jsonb_build_array'
  | 'least'
  | 'left'
  | 'length'
  | 'nullif'
  | 'num_nonnulls'
  | 'num_nulls'
  | 'right'
  | 'round'

export type AggregateName = 'avg' | 'bool_and' | 'bool_or' | 'count' | 'max' | 'min' | 'sum'

/** A value of one row, or of some rows together. */
export type Scalar =
  | { readonly op: 'column'; readonly table: string; readonly name: string }
  /** Written in the statement itself: nothing that a caller could have said. */
  | { readonly op: 'literal'; readonly value: boolean | number | string | null }
  | {
      readonly op: 'bind'
      readonly value: string | number | readonly string[] | null
      readonly type?: SqlType
    }
  | { readonly op: 'moment'; readonly row: string; readonly moment: Moment }
  /** That a period is a part of the year of a row, or of the years since one. */
  | {
      readonly op: 'within'
      readonly row: string
      readonly shelf: Shelf
      readonly back: Back
      readonly since: number | undefined
      readonly period: Scalar
    }
  | { readonly op: 'call'; readonly name: FunctionName; readonly of: readonly Scalar[] }
  /** Over some rows; of all of them as they are, where it names nothing. */
  | {
      readonly op: 'aggregate'
      readonly name: AggregateName
      readonly of: Scalar | undefined
      readonly isDistinct?: boolean
      readonly where?: Scalar
    }
  | { readonly op: 'cast'; readonly of: Scalar; readonly type: SqlType }
  | { readonly op: 'infix'; readonly sign: Sign; readonly of: readonly Scalar[] }
  | { readonly op: 'not' | 'negative' | 'yearOfDate'; readonly of: Scalar }
  | { readonly op: 'is'; readonly of: Scalar; readonly what: Quality }
  | { readonly op: 'among'; readonly of: Scalar; readonly list: readonly Scalar[] }
  | { readonly op: 'amongRows'; readonly of: Scalar; readonly rows: Select }
  | {
      readonly op: 'each'
      readonly sign: '= any' | '<> all'
      readonly of: Scalar
      readonly list: Scalar
    }
  | {
      readonly op: 'case'
      readonly of?: Scalar
      readonly whens: readonly (readonly [when: Scalar, then: Scalar])[]
      readonly otherwise?: Scalar
    }
  | { readonly op: 'first' | 'exists'; readonly rows: Select }

/** Where rows come from, under an alias. */
export type Source =
  /** Things of one kind from their table, or of several kinds as one. */
  | { readonly from: 'things'; readonly things: readonly Entity[]; readonly alias: string }
  | { readonly from: 'view'; readonly shelf: Shelf; readonly alias: string }
  /** A table that the statement itself names, under its own name where no other is given. */
  | { readonly from: 'named'; readonly name: string; readonly alias?: string }
  | {
      readonly from: 'rows'
      readonly rows: Query
      readonly alias: string
      readonly isLateral?: boolean
    }
  /** Questions as rows: numbered by themselves, or by the database in their order. */
  | {
      readonly from: 'questions'
      readonly questions: readonly Question[]
      readonly numbers: readonly number[] | undefined
      readonly alias: string
    }

export interface Join {
  readonly how: 'inner' | 'left' | 'cross'
  readonly source: Source
  readonly on?: Scalar
}

/** A column under the name by which others read it, where it gets another; or all columns of some rows. */
export type Column = { readonly value: Scalar; readonly name?: string } | { readonly allOf: string }

export interface Select {
  readonly isDistinct?: boolean
  readonly columns: readonly Column[]
  readonly from?: Source
  readonly joins?: readonly Join[]
  readonly where?: Scalar | undefined
  readonly groupBy?: readonly Scalar[]
  /** Of these the one row that stands last by it. */
  readonly lastBy?: Scalar
  /** One row is enough. */
  readonly isOne?: boolean
  /** Worked out by itself, however often it is read. */
  readonly isFenced?: boolean
}

/** The rows of several selections, one after the other. */
interface Union {
  readonly selects: readonly Select[]
  readonly keepsTwins: boolean
}

export type Query = Select | Union

/** A table that a statement makes for itself. */
export interface NamedTable {
  readonly name: string
  readonly isKept?: boolean
  readonly rows: Query
}

/** A statement as data: the tables that it makes for itself, each after those that it reads, and the answer. */
export interface Plan {
  readonly tables: readonly NamedTable[]
  readonly answer: Select
}
