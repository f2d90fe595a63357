import { sql } from 'kysely'
import { viewName } from '../../catalogue/catalogue.ts'
import { badInput } from '../../ground/refusal.ts'
import type { Sql } from '../../store/sqlPieces.ts'
import { written } from '../meaning/explaining.ts'
import type { Indicator } from '../meaning/indicator.ts'
import { allFacts, partsOf, type Term } from '../meaning/term.ts'
import { listOf } from '../meaning/termType.ts'
import type { Scalar, SqlType } from '../sql/algebra.ts'
import { printScalar } from '../sql/printer.ts'
import { bind, blank, cast } from '../sql/scalarForms.ts'
import { type Leaf, overLeaves, rounded, settled } from '../sql/termOperators.ts'
import type { IndicatorStatus, IndicatorValue } from './figure.ts'

/** Inputs as they would be, by their names. */
export type Supposed = ReadonlyMap<string, string>

/** What the formulas of an indicator come down to. */
export function leavesOf({ terms }: Indicator): Leaf[] {
  return terms.flatMap(leavesIn)
}

/** The names of the inputs that may be supposed. */
export function supposable(indicator: Indicator): string[] {
  return leavesOf(indicator).filter(isInput).map(written)
}

function leavesIn(term: Term): Leaf[] {
  return isLeaf(term) ? [term] : partsOf(term).flatMap(leavesIn)
}

const leaves: readonly Term['kind'][] = [
  'fact',
  'aggregate',
  'year',
  'parameter',
  'dated',
  'via',
  'has',
  'outer',
]

function isLeaf(term: Term): term is Leaf {
  return leaves.includes(term.kind)
}

/**
 * The formulas of an indicator over its leaves as they are, and as some of them are supposed: the very
 * same arithmetic, done by the database. Refuses what does not suit an input.
 */
export function supposedStatement(
  indicator: Indicator,
  values: ReadonlyMap<Leaf, string | null>,
  supposed: Supposed,
): Sql {
  const { value, conditions, definition } = indicator
  const leaf = (term: Leaf): Scalar => {
    const instead = isInput(term) ? supposed.get(written(term)) : undefined
    if (instead !== undefined) mustSuit(term, instead)
    return typed(term, instead ?? values.get(term) ?? null)
  }
  const answer = overLeaves(value, leaf)
  const number = value.type.kind === 'yesNo' ? cast(answer, 'integer') : answer
  const [shown, exact] =
    value.type.kind === 'member'
      ? [cast(answer, 'text'), cast(blank, 'text')]
      : [rounded(number, definition.decimals), cast(settled(number), 'text')]
  const asked = (term: Term | undefined, type: SqlType) =>
    printScalar(cast(term ? overLeaves(term, leaf) : blank, type))
  return sql`select ${printScalar(shown)} as value, ${printScalar(exact)} as exact,
    ${asked(conditions.applies, 'boolean')} as applies,
    ${asked(conditions.invalid, 'boolean')} as invalid,
    ${asked(conditions.veto, 'boolean')} as vetoed,
    ${asked(conditions.deduct, 'text')} as deducted`
}

/** What the statement answers. */
export interface SupposedAnswer {
  readonly value: string | null
  readonly exact: string | null
  readonly applies: boolean | null
  readonly invalid: boolean | null
  readonly vetoed: boolean | null
  readonly deducted: string | null
}

/** A figure as it would be: as long as anything else that it waits for is silent, it is. */
export function supposedFigure(
  indicator: Indicator,
  figure: IndicatorValue,
  values: ReadonlyMap<Leaf, string | null>,
  answer: SupposedAnswer,
  supposed: Supposed,
): IndicatorValue {
  const { value, exact, applies, invalid, vetoed, deducted } = answer
  const isSupposed = (leaf: Leaf) => isInput(leaf) && supposed.has(written(leaf))
  const waits = leavesOf(indicator).filter((leaf) => !isSupposed(leaf) && values.get(leaf) === null)
  const views = new Set(leavesOf(indicator).filter(isSupposed).flatMap(viewsBehind))
  const stillOwed = new Set(waits.flatMap(viewsBehind))
  const owing = Object.fromEntries(
    Object.entries(figure.owing).filter(([view]) => !views.has(view) || stillOwed.has(view)),
  )
  const isSilent = figure.status === 'NOT_REPORTED' && Object.keys(owing).length > 0
  const status = statusOf(isSilent, value, applies, invalid)
  const shown = status === 'OK' ? { value, exact } : { value: null, exact: null }
  const made = { numerator: null, denominator: null, owing, vetoed, deducted }
  return { ...figure, ...made, ...shown, status }
}

function statusOf(
  isSilent: boolean,
  value: string | null,
  applies: boolean | null,
  invalid: boolean | null,
): IndicatorStatus {
  if (isSilent) return 'NOT_REPORTED'
  if (applies === false) return 'NOT_APPLICABLE'
  if (invalid) return 'INVALID'
  return value === null ? 'NOT_APPLICABLE' : 'OK'
}

function isInput({ kind }: Term): boolean {
  return kind === 'fact' || kind === 'aggregate'
}

function viewsBehind(term: Term): string[] {
  return allFacts(term).flatMap(({ shelf }) => (shelf ? [viewName(shelf)] : []))
}

const types: Readonly<Record<string, SqlType>> = {
  number: 'numeric',
  yesNo: 'boolean',
  date: 'date',
}

function typed({ type }: Leaf, value: string | null): Scalar {
  return bind(value, types[type.kind] ?? 'text')
}

const forms: Readonly<Record<string, RegExp>> = {
  number: /^-?\d{1,15}(\.\d{1,10})?$/,
  yesNo: /^(true|false)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  member: /^[A-Z][A-Z0-9_]{0,60}$/,
}

function mustSuit(term: Leaf, value: string): void {
  const { kind } = term.type
  const list = listOf(term.type)
  const isListed = !list || list.members.some(({ name }) => name === value)
  if (forms[kind]?.test(value) && isListed) return
  throw badInput({
    zh: `${written(term)} 的假设值“${value.slice(0, 20)}”不合其类型(${kind})。`,
    en: `The value "${value.slice(0, 20)}" does not suit ${written(term)}, which is a ${kind}.`,
  })
}
