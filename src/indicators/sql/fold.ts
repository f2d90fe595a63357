import { sql } from 'kysely'
import type { Sql } from '../meaning/times.ts'

/** How the columns of `r` become the columns of an answer: over all its units, or of the one that it is. */
export interface Fold {
  readonly isOne: boolean
  readonly sum: (value: Sql, when: Sql) => Sql
  readonly count: (when: Sql) => Sql
  readonly different: (value: Sql, when: Sql) => Sql
  readonly least: (value: Sql, when: Sql) => Sql
  readonly most: (value: Sql, when: Sql) => Sql
  readonly any: (value: Sql) => Sql
  /** The value of the one unit that there is; of several, any of theirs. */
  readonly only: (value: Sql) => Sql
}

const of = (name: string) => (value: Sql, when: Sql) =>
  sql`${sql.raw(name)}(${value}) filter (where ${when})`

/** Answers are gathered over the units of an area. */
export const overUnits: Fold = {
  isOne: false,
  sum: of('sum'),
  count: (when) => sql`count(*) filter (where ${when})`,
  different: (value, when) => sql`count(distinct ${value}) filter (where ${when})`,
  least: of('min'),
  most: of('max'),
  any: (value) => sql`bool_or(${value})`,
  only: (value) => sql`max(${value})`,
}

const ifSo = (value: Sql, when: Sql) => sql`(case when ${when} then ${value} end)`

/** Each answer is of one unit: there is nothing to gather. */
export const ofOneUnit: Fold = {
  isOne: true,
  sum: ifSo,
  count: (when) => sql`(case when ${when} then 1 else 0 end)`,
  different: (value, when) => sql`(case when ${when} and ${value} is not null then 1 else 0 end)`,
  least: ifSo,
  most: ifSo,
  any: (value) => value,
  only: (value) => value,
}
