import { viewName } from '../../catalogue/catalogue.ts'
import {
  type Aggregate,
  blanksAsked,
  type FactTerm,
  insideOf,
  ownFacts,
  type Term,
} from '../meaning/term.ts'
import type { Scalar } from './algebra.ts'
import type { Contribution, Owed, PlannedRows } from './planners.ts'
import { and, anyOf, call, infix, is, isAlways, no, not, or, yes, zero } from './scalarForms.ts'

/** What an aggregate asks of each row: of areas, all departments owe an answer; of things, those concerned. */
export function contributionOf(aggregate: Aggregate, rows: PlannedRows): Contribution {
  return rows.areAreas ? contributionOfArea(aggregate, rows) : contributionOfThing(aggregate, rows)
}

function asksYesNo({ how }: Aggregate): boolean {
  return how === 'count' || how === 'any' || how === 'all'
}

function contributionOfThing(aggregate: Aggregate, rows: PlannedRows): Contribution {
  const { how, of, where } = aggregate
  const isYesNo = asksYesNo(aggregate)
  const meant = where ? rows.value(where) : yes
  const value = of && rows.value(of)
  const answer = isYesNo && value ? value : yes
  const counts = isAlways(meant) ? answer : isAlways(answer) ? meant : and(meant, answer)
  const holds = how === 'all' && !isAlways(meant) ? or(not(meant), answer) : counts
  return { meant, holds, counts, of: isYesNo ? undefined : value, unknown: no, owed: [] }
}

function contributionOfArea(aggregate: Aggregate, rows: PlannedRows): Contribution {
  const { of, where } = aggregate
  const isYesNo = asksYesNo(aggregate)
  const value = of && rows.value(of)
  const meant = where ? is(rows.value(where), 'true') : yes
  const owed = owedByArea(aggregate, rows, meant, isYesNo ? undefined : value)
  const answer = isYesNo && value ? is(value, 'true') : yes
  const counts = and(meant, answer)
  return {
    meant,
    holds: counts,
    counts,
    of: isYesNo ? undefined : value,
    unknown: anyOf(owed.map(({ isSilent }) => isSilent)),
    owed: owed.filter(({ view }) => view !== undefined),
  }
}

/** What is owed of an area: all that says whether it is meant, and of those that are meant the answer. */
function owedByArea(
  aggregate: Aggregate,
  rows: PlannedRows,
  meant: Scalar,
  number: Scalar | undefined,
): Owed[] {
  const { of, where, rows: sight } = aggregate
  const facts = insideOf(aggregate).flatMap(ownFacts)
  const isYesNo = asksYesNo(aggregate)
  const unknown = [
    ...bySight(factsToldBy(where)).map((fact) => notReported(fact, facts, rows)),
    ...withoutRow(blanksAsked(where), rows),
  ]
  const told = factsToldBy(of)
  const unanswered = [
    ...bySight(told).map((fact) =>
      isYesNo ? notReported(fact, facts, rows) : oneIsBlank(fact, told, rows),
    ),
    ...withoutRow(blanksAsked(of), rows),
  ]
  // A count of a view's rows asks whether there is one.
  if (sight && (isYesNo || !of)) unanswered.push(withoutRowOf(sight.shelf, sight.back, rows))
  if (number) unanswered.push({ view: undefined, isSilent: is(number, 'null') })
  return [
    ...unknown,
    ...unanswered.map(({ view, isSilent }) => ({ view, isSilent: and(meant, isSilent) })),
  ]
}

/** The facts whose values a term goes by: of these a blank is no answer. */
export function factsToldBy(term: Term | undefined): ReturnType<typeof ownFacts> {
  const blanks: readonly unknown[] = blanksAsked(term)
  return ownFacts(term).filter((fact) => !blanks.includes(fact))
}

/** That the views behind some facts have no row, for facts of which a blank is an answer. */
export function withoutRow(facts: readonly FactTerm[], rows: PlannedRows): Owed[] {
  return facts.flatMap(({ shelf, back }) => (shelf ? [withoutRowOf(shelf, back, rows)] : []))
}

function withoutRowOf(
  shelf: NonNullable<FactTerm['shelf']>,
  back: FactTerm['back'],
  rows: PlannedRows,
): Owed {
  return { view: viewName(shelf), isSilent: not(rows.presence({ shelf, back })) }
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
function notReported(fact: FactTerm, together: readonly FactTerm[], rows: PlannedRows): Owed {
  const isSilent = infix('=', call('num_nonnulls', ...readWith(fact, together, rows)), zero)
  return { view: viewOf(fact), isSilent }
}

/** That a number of a view is blank that is to be added. */
function oneIsBlank(fact: FactTerm, together: readonly FactTerm[], rows: PlannedRows): Owed {
  const isSilent = infix('>', call('num_nulls', ...readWith(fact, together, rows)), zero)
  return { view: viewOf(fact), isSilent }
}

/** All facts that are read of the same view and year. */
function readWith({ shelf, back }: FactTerm, together: readonly FactTerm[], rows: PlannedRows) {
  return together
    .filter((other) => other.shelf === shelf && other.back === back)
    .map((other) => rows.fact(other))
}

/** The view of a fact, or its own name where it is of a thing. */
export function viewOf({ shelf, entry }: FactTerm): string {
  return shelf ? viewName(shelf) : entry.name
}
