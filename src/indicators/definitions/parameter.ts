import type { Sentence } from '../../ground/refusal.ts'

/** How a figure is held against a threshold: the texts differ on whether the bound is included. */
export type Bound = '>=' | '>' | '<=' | '<' | '='

/** A value with where it comes from; `unverified` where no page confirms it. */
export interface Sourced {
  readonly value: string
  readonly source: string
  readonly status: 'given' | 'verified' | 'unverified' | 'proposed'
}

/** One line of a table that is looked up by a date and a number: in force from a day, up to a bound. */
export interface Rate extends Sourced {
  readonly from: string
  readonly upTo: number
}

/** A line, a threshold, a factor: by year, with its source, and never a constant of a formula. */
export interface Parameter {
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly unit: string
  /** The operator that goes with a threshold. */
  readonly bound?: Bound
  /** By the first year in which a value holds, until the next. */
  readonly years?: Readonly<Record<number, Sourced>>
  /** The last year for which a value is known; open where it goes on. */
  readonly until?: number
  /** By a date and a number instead of the year. */
  readonly rates?: readonly Rate[]
  readonly reading?: Sentence
}

/** A parameter's value in a year; undefined before the first and after the last that is known. */
export function valueIn({ years = {}, until }: Parameter, year: number): Sourced | undefined {
  if (until !== undefined && year > until) return undefined
  const begun = Object.keys(years)
    .map(Number)
    .filter((from) => from <= year)
  return begun.length > 0 ? years[Math.max(...begun)] : undefined
}
