import { type RawBuilder, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import { type AreaLevel, levelOf } from '../../ground/areaCode.ts'
import { ownCode } from '../definitions/definition.ts'
import { mayTellOfFew } from '../meaning/disclosure.ts'
import type { Indicator } from '../meaning/indicator.ts'
import { reachOf } from '../meaning/level.ts'
import { ofOneRow, type Term } from '../meaning/term.ts'
import { type Reported, type Sql, type Time, Times } from '../meaning/times.ts'
import { divided, rounded, settled } from './expressed.ts'
import { type Fold, ofOneUnit, overUnits } from './fold.ts'
import { Distincts, type Gathering, gather, toldOf, UnitColumns } from './gathering.ts'
import { Gatherings } from './gatherings.ts'
import { Rows } from './rows.ts'
import { eachOnce, type Question, unitsIn } from './unitsOfAreas.ts'

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
  /** Whether there is something to tell of the units that are silent alone. */
  readonly unheard: boolean | null
  /** Whether areas within the units that took part are silent. */
  readonly partly: boolean | null
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
  if (eachOnce(questions).length < questions.length) throw new Error('a question stands twice')
  const times = new Times(questions, today, reported)
  const areOwn = questions.every(({ area }) => reachOf(area, entity) === 'own')
  const overlap = !areOwn && doOverlap(questions)
  const units = areOwn ? questions.length : Infinity
  const [first, second] = questions
  const onlyArea = areOwn && !second ? first?.area : undefined
  const most = times.isOne && areMost(questions)
  const gatherings = new Gatherings(catalogue, times, entity, units, !overlap, most, onlyArea)
  const rows = new Rows('u', [entity], times, gatherings)
  const columns = new UnitColumns()
  const fold = areOwn ? ofOneUnit : overUnits
  const distincts = areOwn ? undefined : new Distincts(times)
  // A condition is asked of each unit as it is; what is gathered leaves out to whom it does not apply.
  const { applies } = indicator.conditions
  const isApplied = applies && toldOf(applies, rows)
  const gatherOf = (term: Term) =>
    gather(term, rows, columns, times, fold, distincts, term === applies ? undefined : isApplied)
  const appliesTo = isApplied && columns.add(isApplied)
  const { parts, owing, gathering, exact } = figureOf(indicator, gatherOf, fold, appliesTo)
  const told = inputs.map((term) => inputOf(indicator, term, gathering, gatherOf, fold))
  const explained =
    inputs.length > 0 ? sql`, jsonb_build_array(${sql.join(told)}) as inputs` : sql``
  const periods = rows.periods().map(([name, period]) => ({ name, last: columns.add(period) }))
  const named = [
    ...Object.entries(parts).filter((part): part is [string, Sql] => part[1] !== undefined),
    ...owing.map(([, silent], at) => [`o${at}`, fold.count(silent)] as const),
    ...periods.map(({ last }, at) => [`p${at}`, fold.only(last)] as const),
  ]
  const figure = sql.join(named.map(([name, part]) => sql`${part} as ${sql.id(name)}`))
  const gathered = gatherings.expressions()
  const distinct = overlap ? sql`distinct` : sql``
  const list = columns.list()
  // A unit that is asked for by itself brings its question along; else it may lie in several areas.
  const number = areOwn ? sql`, l.question` : sql``
  const answer = areOwn
    ? sql`select r.question, ${figure} ${explained} from r ${exact ? computedOnce(exact) : sql``}`
    : sql`select l.question, count(*) as units, ${figure} ${explained}
      from l join r on r.key = l.key ${times.same('r', 'l')} ${distincts?.joins() ?? sql``}
      group by l.question${times.columns('r')}`
  const query = sql`
    with l as (${unitsIn(catalogue, entity, questions, times)}),
    u as (select ${distinct} l.key, l.key as place${number}${times.columns('l')} from l)
    ${sql.join(
      gathered.map((one) => sql`, ${one}`),
      sql``,
    )},
    r as materialized (select u.key${areOwn ? sql`, u.question` : sql``}${times.columns('u')} ${list}
      from u ${rows.joins()})
    ${distincts?.expressions() ?? sql``}
    ${answer}`
  const debts = owing.map(([view], at) => [view, `o${at}`] as const)
  const last = periods.map(({ name }, at) => [name, `p${at}`] as const)
  return { query, read: (row) => readAnswer(row, debts, last) }
}

/** A number beside each row of `r`, as `x.exact`: it is shown twice, and worked out once. */
function computedOnce(exact: Sql): Sql {
  return sql`cross join lateral (select ${exact} as exact offset 0) x`
}

/** A statement, and how a row of its answer is read. */
export interface Statement {
  readonly query: RawBuilder<unknown>
  readonly read: (row: RawAnswer) => Answer
}

/** What a statement tells of a figure; what a figure cannot have is not asked for. */
type Told = Omit<Answer, 'question' | 'units' | 'owing' | 'lastPeriods' | 'inputs'>

/** A row as it comes: the units that wait for each view under `o0` and so on, the last periods under `p0`. */
export type RawAnswer = Pick<Answer, 'question' | 'inputs'> &
  Partial<Told & Pick<Answer, 'units'>> &
  Readonly<Record<string, unknown>>

const noDebt: Answer['owing'] = {}

/** Views with the columns in which something is told of them. */
type ByView = readonly (readonly [view: string, column: string])[]

function readAnswer(row: RawAnswer, debts: ByView, last: ByView): Answer {
  return {
    question: row.question,
    units: row.units ?? '1',
    value: row.value ?? null,
    exact: row.exact ?? null,
    numerator: row.numerator ?? null,
    denominator: row.denominator ?? null,
    ownNumerator: row.ownNumerator ?? null,
    ownDenominator: row.ownDenominator ?? null,
    contributors: row.contributors ?? '0',
    silent: row.silent ?? '0',
    unheard: row.unheard ?? null,
    partly: row.partly ?? null,
    denominatorContributors: row.denominatorContributors ?? null,
    denominatorSilent: row.denominatorSilent ?? null,
    applies: row.applies ?? null,
    invalid: row.invalid ?? null,
    vetoed: row.vetoed ?? null,
    deducted: row.deducted ?? null,
    behind: row.behind ?? null,
    others: row.others ?? null,
    owing: debtsIn(row, debts),
    lastPeriods: periodsIn(row, last),
  }
}

function debtsIn(row: RawAnswer, debts: ByView): Answer['owing'] {
  if (debts.every(([, column]) => Number(row[column]) === 0)) return noDebt
  const told = debts.map(([view, column]) => [view, Number(row[column])] as const)
  return Object.fromEntries(told.filter(([, units]) => units > 0))
}

/** The same periods of the same views are told of thousands of areas: once is enough. */
const told = new LRUCache<string, Answer['lastPeriods']>({ max: 5_000 })

function periodsIn(row: RawAnswer, last: ByView): Answer['lastPeriods'] {
  let name = ''
  for (const [view, column] of last) name += `${view} ${row[column]} `
  const known = told.get(name)
  if (known) return known
  const read = Object.fromEntries(
    last.map(([view, column]) => [view, row[column] as string | null]),
  )
  told.set(name, read)
  return read
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
function areMost(questions: readonly Question[]): boolean {
  const sum = questions.reduce((all, { area }) => {
    const level = levelOf(area)
    return level ? all + shares[level] : all
  }, 0)
  return sum > 0.4
}

/** Whether an area lies in another of the same time; a zone lies in all sorts of others. */
function doOverlap(questions: readonly Question[]): boolean {
  const byTime = Map.groupBy(questions, ({ year, through }) => `${year} ${through}`)
  return [...byTime.values()].some((all) => {
    const areas = all.map(({ area }) => area).sort()
    const zones = areas.some((area) => levelOf(area) === 'zone')
    return areas.length > 1 && (zones || areas.some((area, at) => areas[at + 1]?.startsWith(area)))
  })
}

/** The columns of the answer: the figure, what it is made of, and who took part. */
function figureOf(
  indicator: Indicator,
  gatherOf: (term: Term) => Gathering,
  fold: Fold,
  appliesTo: Sql | undefined,
): {
  parts: Partial<Record<keyof Told, Sql>>
  owing: [view: string, silent: Sql][]
  gathering: Gathering
  exact: Sql | undefined
} {
  const { definition, value, fraction, ofHowMany, conditions } = indicator
  const { rise, decimals } = definition
  const gathering = gatherOf(value)
  const applies = conditions.applies && gatherOf(conditions.applies)
  const isEach = rise === 'none' || rise === 'meanOfVillages'
  const of = (term: Term) =>
    isEach ? theOnly(gathering.column(term), term, fold) : gathering.over(term)
  const asText = (term: Term | undefined) => term && sql`(${of(term)})::text`
  const own = { numerator: asText(fraction?.numerator), denominator: asText(fraction?.denominator) }
  const number = asNumber(of(value), value)
  // The mean of a unit by itself is the unit's own figure.
  const isMean = rise === 'meanOfVillages'
  const mean = isMean && !fold.isOne ? gathering.mean() : undefined
  const exact = mean ? divided(mean.sum, mean.number) : number
  const settledOnce = exact && settled(exact)
  const told = settledOnce && (fold.isOne ? sql.ref('x.exact') : settledOnce)
  const whole = ofHowMany && gatherOf(ofHowMany)
  const invalid = conditions.invalid && gatherOf(conditions.invalid)
  const all = [gathering, applies, whole, invalid]
  const condition = (term: Term | undefined, answer: (column: Sql) => Sql) => {
    if (!term) return undefined
    const asked = gatherOf(term)
    all.push(asked)
    return answer(asked.column(term))
  }
  const yesNo = fold.any
  const mayBeFew = definition.code === ownCode || mayTellOfFew(indicator)
  const behind = mayBeFew ? gathering.behind() : undefined
  const parts: Partial<Record<keyof Told, Sql>> = {
    value: told ? sql`round(${told}, ${decimals}::integer)::text` : of(value),
    exact: told && sql`${told}::text`,
    ...(isMean
      ? {
          numerator: mean && rounded(mean.sum, decimals),
          denominator: mean && sql`(${mean.number})::text`,
          ownNumerator: own.numerator,
          ownDenominator: own.denominator,
        }
      : {
          numerator: ofHowMany ? asText(value) : own.numerator,
          denominator: whole ? sql`(${whole.over(ofHowMany)})::text` : own.denominator,
        }),
    contributors: gathering.contributors,
    silent: gathering.silent,
    unheard: gathering.unheard,
    partly: gathering.partly,
    denominatorContributors: whole?.contributors,
    denominatorSilent: whole?.silent,
    applies: appliesTo && yesNo(appliesTo),
    invalid:
      invalid &&
      conditions.invalid &&
      sql`(${isEach ? yesNo(invalid.column(conditions.invalid)) : invalid.over(conditions.invalid)})`,
    vetoed: condition(conditions.veto, yesNo),
    deducted: condition(conditions.deduct, (column) => sql`(${fold.only(column)})::text`),
    behind: behind?.least,
    others: behind?.others,
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
  return { parts, owing, gathering, exact: settledOnce }
}

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

/** The value of the one unit of a question; of several there is none that could be told. */
function theOnly(column: Sql, { type }: Term, fold: Fold): Sql {
  return type.kind === 'yesNo' ? fold.any(column) : fold.only(column)
}

/** A yes counts as one, a no as nothing; a member of a code list is no number at all. */
function asNumber(value: Sql, { type }: Term): Sql | undefined {
  if (type.kind === 'number') return value
  return type.kind === 'yesNo' ? sql`(${value})::integer` : undefined
}
