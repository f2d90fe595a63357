import { type RawBuilder, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { parseAreaCode } from '../ground/areaCode.ts'
import { ownCode } from './definition.ts'
import { divided, rounded, settled } from './expressed.ts'
import { type Fold, ofOneUnit, overUnits } from './fold.ts'
import { Distincts, type Gathering, gather, UnitColumns } from './gathering.ts'
import { Gatherings } from './gatherings.ts'
import type { Indicator } from './indicator.ts'
import { reachOf } from './level.ts'
import { Rows } from './rows.ts'
import { ofOneRow, type Term } from './term.ts'
import { type Reported, type Sql, type Time, Times } from './times.ts'
import { type Question, unitsIn } from './unitsOfAreas.ts'

/** What the statement answers to a question in whose area a unit lies; counts come as text. */
export interface Answer {
  /** Which of the questions is answered, from 1. */
  readonly question: number
  readonly units: string
  readonly contributors: string
  readonly silent: string
  readonly value: string | null
  /** The value as it is before it is rounded, where points are made of it. */
  readonly exact: string | null
  readonly numerator: string | null
  readonly denominator: string | null
  /** The formula's own numerator and denominator, for a unit of which a mean is made above. */
  readonly ownNumerator: string | null
  readonly ownDenominator: string | null
  /** Who took part in the denominator, where it has a formula of its own. */
  readonly denominatorContributors: string | null
  readonly denominatorSilent: string | null
  /** Whether the indicator applies; whether its inputs are too weak; null where that is not known. */
  readonly applies: boolean | null
  readonly invalid: boolean | null
  readonly deducted: string | null
  readonly vetoed: boolean | null
  /** How many households, persons or loans stand behind the figure; null where it is of areas. */
  readonly behind: string | null
  /** Of those that were asked, how many do not. */
  readonly others: string | null
  /** The views that owe an answer, with how many units. */
  readonly owing: Readonly<Record<string, number>>
  /** The last period read, by view. */
  readonly lastPeriods: Readonly<Record<string, string | null>>
  /** What the inputs came to, where it was asked to explain itself. */
  readonly inputs?: readonly (string | null)[]
}

/** What the planner of a statement has to know beside the formula. */
export interface Circumstances {
  /** The month that is running. */
  readonly today: Time
  readonly reported: Reported
}

/**
 * One statement for an indicator and any number of areas and times, whatever the areas' levels: `l`
 * says which units lie where, `g1` and so on what is gathered of the things in them, `r` what was
 * computed of each unit, and the answer gathers those.
 */
export function statementFor(
  catalogue: Catalogue,
  indicator: Indicator,
  questions: readonly Question[],
  { today, reported }: Circumstances,
  inputs: readonly Term[] = [],
): Statement {
  const { entity } = indicator
  const times = new Times(questions, today, reported)
  const areOwn = questions.every(({ area }) => reachOf(area, entity) === 'own')
  const overlap = !areOwn && doOverlap(questions)
  const units = areOwn ? questions.length : Infinity
  const [first, second] = questions
  const onlyArea = areOwn && !second ? first?.area : undefined
  const gatherings = new Gatherings(catalogue, times, entity, units, !overlap, onlyArea)
  const rows = new Rows('u', [entity], times, gatherings)
  const columns = new UnitColumns()
  const fold = areOwn ? ofOneUnit : overUnits
  const distincts = areOwn ? undefined : new Distincts(times)
  // A condition is asked of each unit as it is; what is gathered leaves out to whom it does not apply.
  const { applies } = indicator.conditions
  const gatherOf = (term: Term) =>
    gather(
      term,
      rows,
      columns,
      times,
      fold,
      distincts,
      applies && term !== applies ? rows.value(applies) : undefined,
    )
  const { parts, owing, gathering } = figureOf(indicator, gatherOf, fold)
  const told = inputs.map((term) => inputOf(indicator, term, gathering, gatherOf, fold))
  const explained =
    inputs.length > 0 ? sql`, jsonb_build_array(${sql.join(told)}) as inputs` : sql``
  const periods = rows.periods().map(([name, period]) => ({ name, last: columns.add(period) }))
  const named = [
    ...Object.entries(parts),
    ...owing.map(([, silent], at) => [`o${at}`, fold.count(silent)] as const),
    ...periods.map(({ last }, at) => [`p${at}`, fold.only(last)] as const),
  ]
  const figure = sql.join(named.map(([name, part]) => sql`${part} as ${sql.id(name)}`))
  const gathered = gatherings.expressions()
  const distinct = overlap ? sql`distinct` : sql``
  const list = columns.list()
  const query = sql`
    with l as (${unitsIn(catalogue, entity, questions, times)}),
    u as (select ${distinct} l.key, l.key as place${times.columns('l')} from l)
    ${sql.join(
      gathered.map((one) => sql`, ${one}`),
      sql``,
    )},
    r as materialized (select u.key${times.columns('u')} ${list} from u ${rows.joins()})
    ${distincts?.expressions() ?? sql``}
    select l.question, ${areOwn ? sql`1` : sql`count(*)`} as units, ${figure} ${explained}
    from l join r on r.key = l.key ${times.same('r', 'l')} ${distincts?.joins() ?? sql``}
    ${areOwn ? sql`` : sql`group by l.question${times.columns('r')}`}`
  const views = owing.map(([view]) => view)
  const names = periods.map(({ name }) => name)
  return { query, read: (row) => readAnswer(row, views, names) }
}

/** A statement, and how a row of its answer is read. */
export interface Statement {
  readonly query: RawBuilder<unknown>
  readonly read: (row: RawAnswer) => Answer
}

/** A row as it comes: the units that wait for each view under `o0` and so on, the last periods under `p0`. */
export type RawAnswer = Omit<Answer, 'owing' | 'lastPeriods'> & Readonly<Record<string, unknown>>

const noDebt: Answer['owing'] = {}

function readAnswer(row: RawAnswer, views: readonly string[], names: readonly string[]): Answer {
  const debts = views
    .map((view, at) => [view, Number(row[`o${at}`])] as const)
    .filter(([, units]) => units > 0)
  const owing = debts.length === 0 ? noDebt : Object.fromEntries(debts)
  return {
    ...row,
    owing,
    lastPeriods: periodsRead(names.map((name, at) => [name, row[`p${at}`] as string | null])),
  }
}

/** The same periods of the same views are told of thousands of areas: once is enough. */
const told = new LRUCache<string, Answer['lastPeriods']>({ max: 5_000 })

function periodsRead(
  periods: readonly (readonly [string, string | null])[],
): Answer['lastPeriods'] {
  const name = periods.join(' ')
  const known = told.get(name) ?? Object.fromEntries(periods)
  told.set(name, known)
  return known
}

/** Whether an area lies in another of the same time; a zone lies in all sorts of others. */
function doOverlap(questions: readonly Question[]): boolean {
  const byTime = Map.groupBy(questions, ({ year, through }) => `${year} ${through}`)
  return [...byTime.values()].some((all) => {
    const areas = all.map(({ area }) => area).sort()
    const zones = areas.some((area) => parseAreaCode(area)?.level === 'zone')
    return areas.length > 1 && (zones || areas.some((area, at) => areas[at + 1]?.startsWith(area)))
  })
}

/** The columns of the answer: the figure, what it is made of, and who took part. */
function figureOf(
  indicator: Indicator,
  gatherOf: (term: Term) => Gathering,
  fold: Fold,
): { parts: Record<string, Sql>; owing: [view: string, silent: Sql][]; gathering: Gathering } {
  const { definition, value, fraction, ofHowMany, conditions } = indicator
  const { rise, decimals } = definition
  const gathering = gatherOf(value)
  const applies = conditions.applies && gatherOf(conditions.applies)
  const isApplied = applies && conditions.applies && applies.column(conditions.applies)
  const isEach = rise === 'none' || rise === 'meanOfVillages'
  const of = (term: Term) =>
    isEach ? theOnly(gathering.column(term), term, fold) : gathering.over(term)
  const asText = (term: Term | undefined) => (term ? sql`(${of(term)})::text` : noText)
  const own = { numerator: asText(fraction?.numerator), denominator: asText(fraction?.denominator) }
  const number = asNumber(of(value), value)
  const mean = rise === 'meanOfVillages' ? gathering.mean() : undefined
  const exact = mean ? divided(mean.sum, mean.number) : number
  const whole = ofHowMany && gatherOf(ofHowMany)
  const invalid = conditions.invalid && gatherOf(conditions.invalid)
  const all = [gathering, applies, whole, invalid]
  const condition = (term: Term | undefined, answer: (column: Sql) => Sql, none: Sql) => {
    if (!term) return none
    const asked = gatherOf(term)
    all.push(asked)
    return answer(asked.column(term))
  }
  const yesNo = fold.any
  // Official figures are shown as they are; only a formula of the caller's own may have to be withheld.
  const behind = definition.code === ownCode ? gathering.behind() : nobody
  const parts: Record<string, Sql> = {
    value: exact ? rounded(exact, decimals) : of(value),
    exact: exact ? sql`${settled(exact)}::text` : noText,
    numerator: mean ? rounded(mean.sum, decimals) : ofHowMany ? asText(value) : own.numerator,
    denominator: mean
      ? sql`(${mean.number})::text`
      : whole
        ? sql`(${whole.over(ofHowMany)})::text`
        : own.denominator,
    ownNumerator: mean ? own.numerator : noText,
    ownDenominator: mean ? own.denominator : noText,
    contributors: gathering.contributors,
    silent: gathering.silent,
    denominatorContributors: whole?.contributors ?? sql`null::bigint`,
    denominatorSilent: whole?.silent ?? sql`null::bigint`,
    applies: isApplied ? yesNo(isApplied) : noAnswer,
    invalid:
      invalid && conditions.invalid
        ? sql`(${isEach ? yesNo(invalid.column(conditions.invalid)) : invalid.over(conditions.invalid)})`
        : noAnswer,
    vetoed: condition(conditions.veto, yesNo, noAnswer),
    deducted: condition(conditions.deduct, (column) => sql`(${fold.only(column)})::text`, noText),
    behind: behind.least,
    others: behind.others,
  }
  const byView = Map.groupBy(
    all.flatMap((one) => one?.owing ?? []),
    ([view]) => view,
  )
  const owing = [...byView].map(([view, owed]): [string, Sql] => [
    view,
    sql`(${sql.join(
      owed.map(([, silent]) => silent),
      sql` or `,
    )})`,
  ])
  return { parts, owing, gathering }
}

const nobody = { least: sql`null::bigint`, others: sql`null::bigint` }

/**
 * What an input came to: of one unit as it is, of several those that make the figure; where none do,
 * those that have told of it.
 */
function inputOf(
  { definition, value }: Indicator,
  term: Term,
  figure: Gathering,
  gatherOf: (term: Term) => Gathering,
  fold: Fold,
): Sql {
  const gathering = gatherOf(term)
  const isEach = definition.rise === 'none' || definition.rise === 'meanOfVillages'
  const isOne =
    isEach || term.type.kind !== 'number' || (term.kind === 'fact' && term.reach !== 'own')
  if (isOne) return sql`(${theOnly(gathering.column(term), term, fold)})::text`
  const whole = gathering.over(term)
  if (!ofOneRow(value).includes(term)) return sql`(${whole})::text`
  return sql`(case when ${figure.contributors} > 0 then ${figure.over(term)} else ${whole} end)::text`
}

const noText = sql`null::text`
const noAnswer = sql`null::boolean`

/** The value of the one unit of a question; of several there is none that could be told. */
function theOnly(column: Sql, { type }: Term, fold: Fold): Sql {
  return type.kind === 'yesNo' ? fold.any(column) : fold.only(column)
}

/** A yes counts as one, a no as nothing; a member of a code list is no number at all. */
function asNumber(value: Sql, { type }: Term): Sql | undefined {
  if (type.kind === 'number') return value
  return type.kind === 'yesNo' ? sql`(${value})::integer` : undefined
}
