import { sql } from 'kysely'
import { viewName } from '../../catalogue/catalogue.ts'
import {
  type Aggregate,
  blanksAsked,
  type FactTerm,
  insideOf,
  ownFacts,
  type Term,
} from '../meaning/term.ts'
import type { Sql } from '../meaning/times.ts'
import type { Rows } from './rows.ts'

/** What is always so; the very same piece of SQL each time, to be known by. */
export const truth: Sql = sql`true`

/** What an aggregate asks of one row. */
export interface Asked {
  /** Whether the row is among those that are meant. */
  readonly meant: Sql
  /** The yes or no that is asked of it: true, false, or not known. */
  readonly asked: Sql
  /** Whether it counts. */
  readonly counts: Sql
  /** The number that it adds, the thing that it names. */
  readonly of: Sql | undefined
  /** Whether it should have answered, and has not. */
  readonly unknown: Sql
  /** Of areas: the views that owe the answer, each with when it does. */
  readonly owed: readonly (readonly [view: string, silent: Sql])[]
}

/** What an aggregate asks of each row: of areas, all departments owe an answer; of things, those concerned. */
export function askEach(aggregate: Aggregate, rows: Rows): Asked {
  return rows.areAreas ? askArea(aggregate, rows) : askThing(aggregate, rows)
}

function askThing({ how, of, where }: Aggregate, rows: Rows): Asked {
  const isYesNo = how === 'count' || how === 'any' || how === 'all'
  const meant = where ? sql`(${rows.value(where)})` : truth
  const value = of && rows.value(of)
  const holds = isYesNo && value ? value : truth
  const counts = meant === truth ? holds : holds === truth ? meant : sql`(${meant} and ${holds})`
  const asked = how === 'all' && meant !== truth ? sql`(not ${meant} or ${holds})` : counts
  const answer = isYesNo ? counts : sql`(case when ${meant} then ${value} is null end)`
  const unknown = isYesNo ? sql`${answer} is null` : sql`${answer} is not false`
  return { meant, asked, counts, of: isYesNo ? undefined : value, unknown, owed: [] }
}

function askArea(aggregate: Aggregate, rows: Rows): Asked {
  const { how, of, where, rows: sight } = aggregate
  const isYesNo = how === 'count' || how === 'any' || how === 'all'
  const facts = insideOf(aggregate).flatMap(ownFacts)
  const value = of && rows.value(of)
  const meant = where ? sql`(${rows.value(where)} is true)` : truth
  const unknown = [
    ...bySight(factsToldBy(where)).map((fact) => notReported(fact, facts, rows)),
    ...noRow(blanksAsked(where), rows),
  ]
  const told = factsToldBy(of)
  const unanswered = [
    ...bySight(told).map((fact) =>
      isYesNo ? notReported(fact, facts, rows) : oneIsBlank(fact, told, rows),
    ),
    ...noRow(blanksAsked(of), rows),
  ]
  // A count of a view's rows asks whether there is one.
  if (sight && (isYesNo || !of))
    unanswered.push([viewName(sight.shelf), sql`not ${rows.presence(sight)}`])
  if (value && !isYesNo) unanswered.push(['', sql`${value} is null`])
  const owed = [
    ...unknown,
    ...unanswered.map(([view, silent]) => [view, sql`(${meant} and ${silent})`] as const),
  ]
  const silent =
    owed.length === 0
      ? sql`false`
      : sql`(${sql.join(
          owed.map(([, one]) => one),
          sql` or `,
        )})`
  const holds = isYesNo && value ? sql`${value} is true` : truth
  const counts = sql`(${meant} and ${holds})`
  const named = owed.filter(([view]) => view !== '')
  return {
    meant,
    asked: counts,
    counts,
    of: isYesNo ? undefined : value,
    unknown: silent,
    owed: named,
  }
}

/** The facts whose values a term goes by: of these a blank is no answer. */
export function factsToldBy(term: Term | undefined): ReturnType<typeof ownFacts> {
  const blanks: readonly unknown[] = blanksAsked(term)
  return ownFacts(term).filter((fact) => !blanks.includes(fact))
}

/** That the views behind some facts have no row, for facts of which a blank is an answer. */
export function noRow(facts: readonly FactTerm[], rows: Rows): [view: string, silent: Sql][] {
  return facts.flatMap(({ shelf, back }): [string, Sql][] =>
    shelf ? [[viewName(shelf), sql`not ${rows.presence({ shelf, back })}`]] : [],
  )
}

/** One fact for each view and year that some facts read. */
function bySight(facts: readonly FactTerm[]): FactTerm[] {
  return facts.filter(
    (fact, at) =>
      facts.findIndex(({ shelf, back }) => shelf === fact.shelf && back === fact.back) === at,
  )
}

/**
 * That the view behind a fact has not reported: all facts that the aggregate reads of it are blank. A
 * single blank may be an answer, such as the year of what has not happened yet.
 */
function notReported(fact: FactTerm, together: readonly FactTerm[], rows: Rows) {
  return ofView(fact, together, rows, (columns) => sql`num_nonnulls(${columns}) = 0`)
}

/** That a number of a view is blank that is to be added. */
function oneIsBlank(fact: FactTerm, together: readonly FactTerm[], rows: Rows) {
  return ofView(fact, together, rows, (columns) => sql`num_nulls(${columns}) > 0`)
}

/** A view's name, and what is asked of all facts of it that are read together. */
function ofView(
  { shelf, back, entry }: FactTerm,
  together: readonly FactTerm[],
  rows: Rows,
  ask: (columns: Sql) => Sql,
): [view: string, silent: Sql] {
  const columns = together
    .filter((other) => other.shelf === shelf && other.back === back)
    .map((other) => rows.fact(other))
  return [shelf ? viewName(shelf) : entry.name, ask(sql.join(columns))]
}
