import type { Catalogue } from '../../catalogue/catalogue.ts'
import { type AreaLevel, levelOf } from '../../ground/areaCode.ts'
import type { Indicator } from '../meaning/indicator.ts'
import { reachOf } from '../meaning/level.ts'
import type { Term } from '../meaning/term.ts'
import type { Times } from '../meaning/times.ts'
import type { Column, NamedTable, Plan, Scalar, Select } from './algebra.ts'
import type { ByView } from './answerRow.ts'
import { type FigureColumns, figureColumns, inputColumn } from './figureColumns.ts'
import { ofOneUnit, overUnits } from './fold.ts'
import type { RollupScope } from './foldedAggregates.ts'
import { sameTime, timeColumns } from './moments.ts'
import { type Extent, PlanContext } from './planContext.ts'
import type { Question } from './question.ts'
import { columnAs, inner, lateralAs, plain, tableAs, tableNamed } from './relationForms.ts'
import { rollUp, toldOf } from './rollup.ts'
import { RowPlanner } from './rowPlanner.ts'
import { and, call, columnOf, countAll, equal } from './scalarForms.ts'
import { DistinctCounts, UnitColumns } from './unitColumns.ts'
import { unitsIn, unitTable } from './unitsOfAreas.ts'
import { countiesTold } from './witnesses.ts'

/** What a statement is to answer. */
interface Task {
  readonly catalogue: Catalogue
  readonly indicator: Indicator
  readonly questions: readonly Question[]
  readonly times: Times
  /** Terms of the indicator whose values are told beside the figure. */
  readonly inputs: readonly Term[]
}

/** A plan, and in which columns of its answer something is told of views. */
interface StatementPlan {
  readonly plan: Plan
  readonly debts: ByView
  readonly last: ByView
}

/** How the areas that are asked for stand to the units. */
interface Reaches {
  /** Whether each is itself a unit. */
  readonly areOwn: boolean
  /** Whether one unit may lie in several. */
  readonly doOverlap: boolean
}

/**
 * Plans one statement: `l` says which units lie where, `u` which units there are, `g1` and so on what is
 * aggregated of the things in them, `r` what is computed of each unit, and the answer folds those.
 */
export function planStatement(task: Task): StatementPlan {
  const { catalogue, indicator, questions, times } = task
  const reaches = reachesOf(task)
  const context = new PlanContext(extentOf(task, reaches))
  const units = new RowPlanner(context, 'u', [indicator.entity])
  const { areOwn } = reaches
  const scope: RollupScope = {
    units,
    columns: new UnitColumns(),
    fold: areOwn ? ofOneUnit : overUnits,
    distincts: areOwn ? undefined : new DistinctCounts(times),
  }
  const { figure, inputs } = figureWithInputs(task, scope)
  const { columns: told, debts, last } = columnsTold(figure, scope)
  // Planned before it is asked of what counties they read.
  const aggregated = units.tables()
  const tables = [
    tableAs('l', unitsIn(catalogue, indicator.entity, questions, times)),
    unitTable(times, { isDistinct: reaches.doOverlap, hasQuestion: areOwn }),
    ...countiesTold(context),
    ...aggregated,
    unitRows(times, scope, areOwn),
    ...(scope.distincts?.tables() ?? []),
  ]
  const explained =
    inputs.length > 0 ? [columnAs('inputs', call('jsonb_build_array', ...inputs))] : []
  const columns = [...told, ...explained]
  const answer = areOwn ? ofUnits(columns, figure.exact) : ofAreas(columns, times, scope.distincts)
  return { plan: { tables, answer }, debts, last }
}

function figureWithInputs({ indicator, inputs }: Task, scope: RollupScope) {
  const { units, columns, fold } = scope
  // A condition is asked of each unit as it is; what is rolled up leaves out to whom it does not apply.
  const { applies } = indicator.conditions
  const isApplied = applies && toldOf(applies, units)
  const figureScope = {
    indicator,
    fold,
    rollUp: (term: Term) => rollUp(term, scope, term === applies ? undefined : isApplied),
  }
  const figure = figureColumns(figureScope, isApplied && columns.add(isApplied))
  const told = inputs.map((term) => inputColumn(figureScope, figure.rollup, term))
  return { figure, inputs: told }
}

/** The columns of the answer; the units that wait for each view under `o0` and so on, the last periods under `p0`. */
function columnsTold({ parts, owing }: FigureColumns, { units, columns, fold }: RollupScope) {
  const periods = units.periods().map(([view, period]) => ({ view, last: columns.add(period) }))
  return {
    columns: [
      ...Object.entries(parts).flatMap(([name, part]) => (part ? [columnAs(name, part)] : [])),
      ...owing.map(({ isSilent }, at) => columnAs(`o${at}`, fold.count(isSilent))),
      ...periods.map(({ last }, at) => columnAs(`p${at}`, fold.only(last))),
    ],
    debts: owing.map(({ view }, at) => [view, `o${at}`] as const),
    last: periods.map(({ view }, at) => [view, `p${at}`] as const),
  }
}

/** What is computed of each unit. */
function unitRows(times: Times, { units, columns }: RollupScope, areOwn: boolean): NamedTable {
  const select: Select = {
    columns: [
      plain(columnOf('u', 'key')),
      ...(areOwn ? [plain(columnOf('u', 'question'))] : []),
      ...timeColumns(times, 'u').map(plain),
      ...columns.list(),
    ],
    from: tableNamed('u'),
    joins: units.joins(),
  }
  return tableAs('r', select, true)
}

/** The answer where each area is a unit: a number is shown twice, and worked out once. */
function ofUnits(columns: readonly Column[], exact: Scalar | undefined): Select {
  const once: Select | undefined = exact && { columns: [columnAs('exact', exact)], isFenced: true }
  return {
    columns: [plain(columnOf('r', 'question')), ...columns],
    from: tableNamed('r'),
    joins: once ? [{ how: 'cross', source: lateralAs(once, 'x') }] : [],
  }
}

/** The answer where areas hold several units. */
function ofAreas(
  columns: readonly Column[],
  times: Times,
  distincts: DistinctCounts | undefined,
): Select {
  const question = columnOf('l', 'question')
  const isUnit = equal(columnOf('r', 'key'), columnOf('l', 'key'))
  const on = and(isUnit, ...sameTime(times, 'r', 'l'))
  return {
    columns: [plain(question), columnAs('units', countAll), ...columns],
    from: tableNamed('l'),
    joins: [inner(tableNamed('r'), on), ...(distincts?.joins() ?? [])],
    groupBy: [question, ...timeColumns(times, 'r')],
  }
}

function reachesOf({ questions, indicator: { entity } }: Task): Reaches {
  const areOwn = questions.every(({ area }) => reachOf(area, entity) === 'own')
  return { areOwn, doOverlap: !areOwn && overlapIn(questions) }
}

function extentOf({ catalogue, indicator, questions, times }: Task, reaches: Reaches): Extent {
  const { areOwn, doOverlap } = reaches
  const [first, second] = questions
  return {
    catalogue,
    times,
    level: indicator.entity,
    units: areOwn ? questions.length : Infinity,
    areDisjoint: !doOverlap,
    areMost: times.isOne && mostOf(questions),
    onlyArea: areOwn && !second ? first?.area : undefined,
  }
}

/** About how much of the city an area of a level is. */
const shares: Readonly<Record<AreaLevel, number>> = {
  city: 1,
  county: 1 / 10,
  zone: 0,
  township: 1 / 180,
  village: 1 / 3_000,
}

/** Whether some areas are so much of the city that all of it is read no slower than they alone. */
function mostOf(questions: readonly Question[]): boolean {
  const sum = questions.reduce((all, { area }) => {
    const level = levelOf(area)
    return level ? all + shares[level] : all
  }, 0)
  return sum > 0.4
}

/** Whether an area lies in another of the same time; a zone lies in all sorts of others. */
function overlapIn(questions: readonly Question[]): boolean {
  const byTime = Map.groupBy(questions, ({ year, through }) => `${year} ${through}`)
  return [...byTime.values()].some((all) => {
    const areas = all.map(({ area }) => area).sort()
    const zones = areas.some((area) => levelOf(area) === 'zone')
    return areas.length > 1 && (zones || areas.some((area, at) => areas[at + 1]?.startsWith(area)))
  })
}
