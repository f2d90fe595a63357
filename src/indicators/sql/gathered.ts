import { sql } from 'kysely'
import { viewName } from '../../catalogue/catalogue.ts'
import { Household } from '../../entities/household.ts'
import { Village } from '../../entities/village.ts'
import { VillageStanding } from '../../entities/villageStanding.ts'
import { prefixRange } from '../../ground/areaCode.ts'
import type { Fact } from '../../ground/fact.ts'
import { targetsOf } from '../../ground/factType.ts'
import { badInput } from '../../ground/refusal.ts'
import { codeLengthOf } from '../meaning/level.ts'
import {
  type Aggregate,
  isConstant,
  ofOneRow,
  type Relation,
  type Sight,
  type Term,
} from '../meaning/term.ts'
import type { Sql } from '../meaning/times.ts'
import { isAnswerOwed, type Sought, whenSilent } from '../meaning/whoIsSilent.ts'
import { type Asked, askEach, truth } from './asked.ts'
import { divided } from './expressed.ts'
import type { Found, Gatherings } from './gatherings.ts'
import { type Driving, isBehindLink, Rows, type Spot, tableOf } from './rows.ts'
import { type From, linkTo, placeIn, thingsFrom } from './thingTables.ts'

/** From how many units on things are matched to all of them at once, and not looked up area by area. */
const manyUnits = 40

/** The view whose rows are gathered; of areas the areas themselves are, that all may take part or none. */
export function drivingOf({ rows, things, relation }: Aggregate): Sight | undefined {
  const areAreas = things[0]?.isArea && relation.by === 'place' && !rows?.shelf.each
  return areAreas ? undefined : rows
}

/** A flow of many things is added up part by part, and the condition asked of each part. */
export function gathersParts({ how, rows, of, things }: Aggregate): boolean {
  if (how !== 'sum' || !of || !rows?.shelf.per || rows.shelf.per === 'year') return false
  if (things[0]?.isArea || of.type.kind !== 'number' || of.type.adds !== 'flow') return false
  return ofOneRow(of).every(
    (part) => isConstant(part) || part.kind !== 'fact' || (part.shelf === rows.shelf && !part.over),
  )
}

/** The conditions that must all hold for a condition to hold. */
function conjunctsOf(term: Term): Term[] {
  if (term.kind !== 'binary' || term.operator !== 'and') return [term]
  return [...conjunctsOf(term.left), ...conjunctsOf(term.right)]
}

/** Whether any and all ask every thing, also those of which a view has no row that tells of all. */
export function asksAll({ how, rows, relation }: Aggregate): boolean {
  if (how !== 'any' && how !== 'all') return false
  return rows !== undefined && isAnswerOwed(rows.shelf) && relation.by === 'link' && !relation.shelf
}
/** Things gathered for the rows that they belong to: one row of answers for each of those. */
export class Gathered {
  readonly name: string
  readonly outer: Rows
  readonly rows: Rows
  readonly aggregates: Aggregate[] = []
  readonly #all: Gatherings
  readonly #spot: Spot
  readonly #relation: Relation
  readonly #sight: Sight | undefined
  readonly #driving: Driving | undefined
  readonly #isEachPart: boolean
  /** Whether things without a row in a view that tells of all count as not known, and not as absent. */
  readonly #isOuter: boolean
  readonly #driven = new Set<Fact>()
  readonly #asked = new Map<Aggregate, Asked>()
  readonly #columns: Sql[] = []
  readonly #names = new Map<string, string>()

  constructor(all: Gatherings, number: number, outer: Rows, spot: Spot, sample: Aggregate) {
    this.name = `g${number}`
    this.#all = all
    this.outer = outer
    this.#spot = spot
    this.#relation = sample.relation
    this.#sight = drivingOf(sample)
    this.#isEachPart = gathersParts(sample)
    this.#isOuter = asksAll(sample)
    const alias = `b${number}`
    const driving: Driving | undefined = this.#sight && {
      ...this.#sight,
      column: (fact) => {
        this.#driven.add(fact)
        return sql.ref(`${alias}.d_${fact.column}`)
      },
    }
    this.#driving = driving
    this.rows = new Rows(alias, sample.things, all.times, all, driving)
    if (outer.alias !== 'u' && !spot.isOwnColumn && sample.relation.by !== 'self') throw tooFar()
  }

  add(aggregate: Aggregate): void {
    if (this.#asked.has(aggregate)) return
    this.aggregates.push(aggregate)
    this.#asked.set(aggregate, askEach(aggregate, this.rows))
  }

  /** An aggregate's answer, as the rows outside see it: of nothing at all there is none, and all. */
  value(aggregate: Aggregate): Sql {
    const { how } = aggregate
    if (how === 'any') return this.#orOfNone(sql`false`, this.#any(aggregate))
    if (how === 'all') return this.#orOfNone(sql`true`, this.#every(aggregate))
    if (how === 'avg') {
      const { sum, number } = this.mean(aggregate)
      return divided(sum, number)
    }
    const answer = this.#answer(aggregate)
    if (how === 'min' || how === 'max') return answer
    const number = sql`coalesce(${answer}, 0)::numeric`
    return this.#all.isSure ? this.#orOfNone(sql`0::numeric`, number) : number
  }

  #orOfNone(none: Sql, answer: Sql): Sql {
    const sight = this.#sight
    const told = sight ? this.outer.whereTold(sight, none, this.#isEachPart) : none
    return sql`(case when ${sql.ref(`${this.name}.pkey`)} is null then ${told} else ${answer} end)`
  }

  /** What a mean is made of. */
  mean(aggregate: Aggregate): { sum: Sql; number: Sql } {
    const { counts, of } = this.#of(aggregate)
    const filter = sql`filter (where ${counts})`
    return {
      sum: sql`coalesce(${this.#column(sql`sum(${of}) ${filter}`)}, 0)`,
      number: sql`coalesce(${this.#column(sql`count(${of}) ${filter}`)}, 0)`,
    }
  }

  #answer(aggregate: Aggregate): Sql {
    const { counts, of } = this.#of(aggregate)
    const filter = isTrue(counts) ? sql`` : sql` filter (where ${counts})`
    switch (aggregate.how) {
      case 'count':
        return this.#column(sql`count(*)${filter}`)
      case 'countDistinct':
        return this.#column(sql`count(distinct ${aggregate.of ? of : this.rows.own.key})${filter}`)
      case 'min':
        return this.#column(sql`min(${of})${filter}`)
      case 'max':
        return this.#column(sql`max(${of})${filter}`)
      default:
        return this.#column(sql`sum(${of})${filter}`)
    }
  }

  /** Yes where one is; not known where none is, and of some it is not known. */
  #any(aggregate: Aggregate): Sql {
    const holds = this.#of(aggregate).asked
    const [yes, unknown] = [sql`bool_or(${holds})`, sql`bool_or((${holds}) is null)`]
    return this.#column(sql`case when ${yes} then true when ${unknown} then null else false end`)
  }

  #every(aggregate: Aggregate): Sql {
    const holds = this.#of(aggregate).asked
    const [no, unknown] = [sql`bool_or(not ${holds})`, sql`bool_or((${holds}) is null)`]
    return this.#column(sql`case when ${no} then false when ${unknown} then null else true end`)
  }

  /** How many are concerned by what took part in an aggregate, each once. */
  concerned(aggregate: Aggregate): Sql {
    const { counts } = this.#of(aggregate)
    return sql`coalesce(${this.#column(sql`count(${this.#whom()}) filter (where ${counts})`)}, 0)`
  }

  /** How many are concerned by all that was looked at. */
  asked(): Sql {
    return sql`coalesce(${this.#column(sql`count(${this.#whom()})`)}, 0)`
  }

  /**
   * Whom a row is about, to be counted: the household that its view names, such as a loan's borrower, else
   * the thing itself; of which a view with a finer key, or with several periods, may have many rows.
   */
  #whom(): Sql {
    const { shelf } = this.#sight ?? {}
    const named = shelf?.facts.find(
      ({ type: { reference } }) => reference && targetsOf(reference).includes(Household),
    )
    if (named && this.#driving) {
      return sql`distinct coalesce(${this.#driving.column(named)}, ${this.rows.own.key})`
    }
    return shelf?.each || this.#isEachPart ? sql`distinct ${this.rows.own.key}` : sql`*`
  }

  /** How many things should have taken part and could not, for want of an answer. */
  unknown(aggregate: Aggregate): Sql {
    const { unknown } = this.#of(aggregate)
    return sql`coalesce(${this.#column(sql`count(*) filter (where ${unknown})`)}, 0)`
  }

  /**
   * The views that owe an answer for the unit outside, and when they do. Of areas gathered, a verdict
   * owes an answer of each; a number takes those that there are.
   */
  owed(isVerdict: boolean): [view: string, silent: Sql][] {
    if (this.rows.areAreas) return this.#owedByAreas(isVerdict)
    const driving = this.#drivingSilent()
    const beside = this.sightsBelow().map(({ found, asked, ...sought }): [string, Sql] => [
      viewName(sought.sight.shelf),
      this.#silent({ ...sought, found: this.#number(found), asked: this.#number(asked) }),
    ])
    return [...(driving ? [driving] : []), ...beside]
  }

  /** That there is something here of which to tell: rows that were found, or such as are owed. */
  hasAnything(): Sql {
    const found = sql`${this.#number(sql`count(*)`)} > 0`
    const silent = this.#sight && isAnswerOwed(this.#sight.shelf) && this.#drivingSilent()
    return silent ? sql`(${found} or ${silent[1]})` : sql`(${found})`
  }

  #drivingSilent(): [view: string, silent: Sql] | undefined {
    const sight = this.#sight
    if (!sight || this.rows.areAreas) return undefined
    const found = this.#number(this.#drivingFound())
    return [viewName(sight.shelf), this.#silent({ sight, found, isLinked: false })]
  }

  #silent(sought: Sought): Sql {
    return whenSilent(this.#all, sought, this.#isEachPart, this.outer.alias)
  }

  #number(value: Sql): Sql
  #number(value: Sql | undefined): Sql | undefined
  #number(value: Sql | undefined): Sql | undefined {
    return value && sql`coalesce(${this.#column(value)}, 0)`
  }

  /** Of areas gathered: that some of them are silent, though others may have told enough for a number. */
  someSilent(): Sql | undefined {
    if (!this.rows.areAreas) return undefined
    return sql`${this.#number(sql`count(*) filter (where ${this.#isSilent()})`)} > 0`
  }

  #owedByAreas(isVerdict: boolean): [view: string, silent: Sql][] {
    const partaking = sql`coalesce(${this.#column(sql`count(*) filter (where not ${this.#isSilent()})`)}, 0)`
    const byView = Map.groupBy(
      [...this.#asked.values()].flatMap(({ owed }) => owed),
      ([view]) => view,
    )
    return [...byView].map(([view, owed]) => {
      const silent = sql.join(
        owed.map(([, one]) => one),
        sql` or `,
      )
      const number = sql`coalesce(${this.#column(sql`count(*) filter (where ${silent})`)}, 0)`
      return [view, isVerdict ? sql`${number} > 0` : sql`(${number} > 0 and ${partaking} = 0)`]
    })
  }

  /** How many rows of the driving view there are: not all things need have one. */
  #drivingFound(): Sql {
    return this.#isOuter ? sql`count(${sql.ref(`${this.rows.alias}.d__key`)})` : sql`count(*)`
  }

  /** What was found of each view that is read of the things gathered, and of what is gathered of them. */
  sightsBelow(): (Sought & { readonly asked: Sql })[] {
    const own = this.rows.seen().map(({ sight, found, spot }) => ({
      sight,
      found: sql`count(${found})`,
      asked: this.#askedAt(spot, sight),
      isLinked: isBehindLink(spot),
    }))
    const inner = this.rows.gathered().flatMap((gathered) => {
      const sight = gathered.#sight
      const driving = sight && {
        sight,
        found: sql`sum(${gathered.#column(gathered.#drivingFound())})`,
        asked: this.#askedAt(gathered.#spot, sight),
        isLinked: isBehindLink(gathered.#spot) && sight.shelf.tellsOf === 'registered',
      }
      const below = gathered.sightsBelow().map(({ found, ...sought }) => ({
        ...sought,
        found: sql`sum(${gathered.#column(found)})`,
        asked: sql`count(*)`,
      }))
      return [...(driving ? [driving] : []), ...below]
    })
    return [...own, ...inner]
  }

  /**
   * Of how many rows a view is asked. Behind a link, of the registered: of so many as the link leads to
   * something, and, where the register itself is read there too, only of who is on it.
   */
  #askedAt(spot: Spot, { shelf }: Sight): Sql {
    if (!isBehindLink(spot) || shelf.tellsOf !== 'registered') return sql`count(*)`
    const register = this.#all.catalogue.register?.shelf.cls
    const read = this.rows
      .seen()
      .find(({ sight, spot: { name } }) => name === spot.name && sight.shelf.cls === register)
    return read && shelf.cls !== register ? sql`count(${read.found})` : sql`count(${spot.key})`
  }

  /** The rows that are gathered, with what else is gathered of them. */
  baseExpression(isListed: boolean): Sql {
    const name = sql.ref(this.rows.alias)
    const restricted = this.#restriction(isListed)
    const base = restricted
      ? sql`select ${name}.* from (${this.#base()}) ${name} where ${restricted}`
      : this.#base()
    return sql`${name} as materialized (${base})`
  }

  /** The different things that an aggregate names, beside the rows outside: for areas of several units. */
  pairs(aggregate: Aggregate): Sql {
    const known = this.#pairs.get(aggregate) ?? sql.ref(`${this.name}d${this.#pairs.size + 1}`)
    this.#pairs.set(aggregate, known)
    return known
  }
  readonly #pairs = new Map<Aggregate, Sql>()

  /** The expressions of all pairs that were asked for. */
  pairExpressions(isBaseApart: boolean): Sql[] {
    const { alias } = this.rows
    const base = isBaseApart ? sql.ref(alias) : sql`(${this.#base()}) ${sql.ref(alias)}`
    const pkey = sql.ref(`${alias}.pkey`)
    return [...this.#pairs].map(([aggregate, name]) => {
      const { counts, of } = this.#of(aggregate)
      const thing = aggregate.of ? of : this.rows.own.key
      const restricted = isBaseApart ? undefined : this.#restriction()
      const where = restricted ? sql`(${counts}) and ${restricted}` : counts
      return sql`${name} as (
        select distinct ${pkey}${this.#all.times.columns(alias)}, ${thing} as thing
        from ${base} ${this.rows.joins()} where ${where})`
    })
  }

  expression(isBaseApart: boolean): Sql {
    const { alias } = this.rows
    const base = isBaseApart ? sql.ref(alias) : sql`(${this.#base()}) ${sql.ref(alias)}`
    const times = this.#all.times.columns(alias)
    const pkey = sql.ref(`${alias}.pkey`)
    const restricted = isBaseApart ? undefined : this.#restriction()
    return sql`${sql.ref(this.name)} as (
      select ${pkey}${times}, ${sql.join(this.#columns)}
      from ${base} ${this.rows.joins()} ${restricted ? sql`where ${restricted}` : sql``}
      group by ${pkey}${times}
    )`
  }

  /**
   * What all aggregates leave out by the driving view's own facts need not be read further. What they
   * leave out by other views stays: else a view that is silent would seem to have nothing to speak of.
   */
  #restriction(isListed = false): Sql | undefined {
    const isRead = isListed || this.#sight?.shelf.tellsOf === 'concerned'
    if (this.rows.areAreas || !isRead) return undefined
    const conditions = this.aggregates.map((aggregate) => this.#plainConditions(aggregate))
    if (conditions.some((all) => all.length === 0)) return undefined
    const each = conditions.map(
      (all) =>
        sql`(${sql.join(
          all.map((term) => this.rows.value(term)),
          sql` and `,
        )})`,
    )
    return sql`(${sql.join(each, sql` or `)})`
  }

  /** The conditions of an aggregate that the driving view answers by itself. */
  #plainConditions({ how, of, where }: Aggregate): Term[] {
    const asked = how === 'count' || how === 'any' ? [of, where] : [where]
    return asked
      .flatMap((term) => (term ? conjunctsOf(term) : []))
      .filter((term) => ofOneRow(term).every((part) => this.#isPlain(part)))
  }

  #isPlain(part: Term): boolean {
    if (part.kind === 'aggregate' || part.kind === 'via') return false
    if (part.kind !== 'fact') return true
    const { shelf, back, over, reach } = part
    return shelf === this.#sight?.shelf && back === this.#sight?.back && !over && reach === 'own'
  }

  #of(aggregate: Aggregate): Asked & { of: Sql } {
    const asked = this.#asked.get(aggregate)
    if (!asked) throw new Error('nobody asked for this aggregate')
    const of = asked.of ?? sql`null`
    if (!this.rows.areAreas) return { ...asked, of }
    const counts = sql`(not ${this.#isSilent()} and ${asked.counts})`
    return { ...asked, of, counts, asked: counts }
  }

  /** An area that owes any of the answers takes part in none of them. */
  #isSilent(): Sql {
    return sql`(${sql.join(
      [...this.#asked.values()].map(({ unknown }) => unknown),
      sql` or `,
    )})`
  }

  /** Adds a column to the answers, once, and names it from outside. */
  #column(value: Sql): Sql {
    const text = JSON.stringify(value.toOperationNode())
    const known = this.#names.get(text)
    const name = known ?? `c${this.#columns.length + 1}`
    if (!known) {
      this.#names.set(text, name)
      this.#columns.push(sql`${value} as ${sql.ref(name)}`)
    }
    return sql.ref(`${this.name}.${name}`)
  }

  #base(): Sql {
    const driving = this.#sight
    const arm = ({ from, where }: Found, pkey: Sql, timeAlias: string, of: From | undefined) => {
      const key = of?.key ?? sql.ref(`d.${driving?.shelf.keyColumn}`)
      const place = of ? sql`, ${of.place} as place` : sql``
      return sql`select ${pkey} as pkey${this.#all.times.columns(timeAlias)}, ${key} as key${place}
        ${this.#drivenColumns()} from ${from}${isTrue(where) ? sql`` : sql` where ${where}`}`
    }
    if (this.outer.alias === 'u') {
      const of = thingsFrom(this.rows.things, 'h')
      const joined = driving ? sql` join ${this.#drivingOn(of.key, 'u')}` : sql``
      const unit = this.#all.areMost ? this.#unitOf(of) : undefined
      const from = unit ? sql`${of.from}${joined}` : sql`u ${this.#inArea(of)}${joined}`
      return arm({ from, where: truth }, unit ?? sql.ref('u.key'), 'u', of)
    }
    const relation = this.#relation
    if (relation.by === 'link' && !relation.shelf) {
      const of = thingsFrom(this.rows.things, 'h')
      // The link itself is grouped by, whose values the planner knows.
      const link = of.column(relation.fact.column)
      const { from, where } = this.#belonging(link, of.from, truth)
      const outer = this.#isOuter ? sql`left` : sql``
      const joined = driving ? sql` ${outer} join ${this.#drivingOn(of.key, 'k')}` : sql``
      return arm({ from: sql`${from}${joined}`, where }, link, 'k', of)
    }
    if (!driving) throw new Error('things that are gathered by their view have one')
    const column = sql.ref(
      `d.${relation.by === 'link' ? relation.fact.column : driving.shelf.keyColumn}`,
    )
    const said =
      relation.by === 'match' &&
      relation.pairs.map(([inner]) => sql.ref(`d.${inner.entry.fact.column}`))
    const pkey = said ? sql`(${sql.join(said, sql` || ' ' || `)})` : column
    const { from, where } = this.#belonging(
      pkey,
      sql`${tableOf(driving.shelf)} d`,
      this.#drivingPeriod('k'),
    )
    // The things themselves are looked up only where it is asked in which area they lie.
    const lying = this.rows.needsPlace ? thingsFrom(this.rows.things, 'h') : undefined
    const joined = lying
      ? sql` join ${lying.from} on ${lying.key} = ${sql.ref(`d.${driving.shelf.keyColumn}`)}`
      : sql``
    return arm({ from: sql`${from}${joined}`, where }, pkey, 'k', lying)
  }

  #belonging(column: Sql, table: Sql, when: Sql): Found {
    return this.#all.belonging(this.outer, this.#spot, column, table, when)
  }

  /** The keys that the driving view names, some of which may be left out further on; undefined where it names not all. */
  keysNamed({ key }: Spot): Sql | undefined {
    const { alias } = this.rows
    if (!this.#sight || this.#isOuter) return undefined
    const { shelf } = this.#sight
    return sql`select ${key} from (
      select ${sql.ref(`d.${shelf.keyColumn}`)} as key${this.#drivenColumns()}
      from ${tableOf(shelf)} d where ${this.#drivingPeriod(alias)}) ${sql.ref(alias)}`
  }

  /** The facts of the driving view that are read, each with a comma before. */
  #drivenColumns(): Sql {
    const facts = [...this.#driven].map(
      (fact) => sql`, ${sql.ref(`d.${fact.column}`)} as ${sql.ref(`d_${fact.column}`)}`,
    )
    if (this.#isOuter) facts.push(sql`, ${sql.ref(`d.${this.#sight?.shelf.keyColumn}`)} as d__key`)
    return sql.join(facts, sql``)
  }

  /** The view whose rows are gathered, joined by its key, in the period that is asked for. */
  #drivingOn(key: Sql, timeAlias: string): Sql {
    if (!this.#sight) throw new Error('no view drives this')
    const { shelf } = this.#sight
    return sql`${tableOf(shelf)} d on ${sql.ref(`d.${shelf.keyColumn}`)} = ${key}
      and ${this.#drivingPeriod(timeAlias)}`
  }

  /** That a row of the driving view is of the period that is asked for. */
  #drivingPeriod(timeAlias: string): Sql {
    if (!this.#sight) throw new Error('no view drives this')
    const { shelf, back } = this.#sight
    if (!shelf.per) return truth
    const period = sql.ref('d.period')
    const { times } = this.#all
    if (shelf.per === 'year') return sql`${period} = ${times.yearly(timeAlias, back)}`
    if (this.#isEachPart) return times.within(timeAlias, shelf, back, undefined, period)
    return sql`${period} = ${times.lastReported(timeAlias, shelf, back)}`
  }

  /** The unit in which a thing lies, by the thing itself; undefined where only a register tells it. */
  #unitOf({ place, column }: From): Sql | undefined {
    const { level } = this.#all
    if (level.name === 'Zone') return undefined
    if (level.name === 'Village') {
      const village = this.#villageColumn()
      return village ? column(village) : place
    }
    const [only, another] = this.rows.things
    const named = only && !another ? linkTo(only, level.cls) : undefined
    return named ? column(named) : sql`left(${place}, ${codeLengthOf(level)}::integer)`
  }

  /** The column of a thing that names its village. */
  #villageColumn(): string | undefined {
    const [only, another] = this.rows.things
    return another ? 'village_code' : only && (linkTo(only, Village) ?? placeIn(only))
  }

  /** How things are found in the units: by the column that names such a unit, else by their place. */
  #inArea({ from, place, column }: From): Sql {
    const { level, units, catalogue, onlyArea } = this.#all
    const unit = sql.ref('u.key')
    const village = this.#villageColumn()
    if (level.name === 'Zone') {
      const standing = catalogue.shelfOf(VillageStanding)
      return sql`join ${tableOf(standing)} s on s.zone_code = ${unit} and s.period = ${this.#all.times.yearly('u', 0)}
        join ${from} on ${village ? column(village) : place} = ${sql.ref(`s.${standing.keyColumn}`)}`
    }
    if (level.name === 'Village')
      return sql`join ${from} on ${village ? column(village) : place} = ${unit}`
    const [only, another] = this.rows.things
    const named = only && !another ? linkTo(only, level.cls) : undefined
    if (named) return sql`join ${from} on ${column(named)} = ${unit}`
    if (onlyArea !== undefined) {
      const [first, end] = prefixRange(onlyArea)
      return sql`join ${from} on ${place} >= ${first} and ${place} < ${end}`
    }
    if (units > manyUnits) {
      return sql`join ${from} on left(${place}, ${codeLengthOf(level)}::integer) = ${unit}`
    }
    return sql`join ${from} on ${place} >= ${unit} and ${place} < ${unit} || ':'`
  }
}
function isTrue(condition: Sql): boolean {
  return condition === truth
}
/** What lies behind a link of a link has no key by which more could be gathered of it. */
export function tooFar() {
  return badInput({
    zh: '沿链接取得的主体，其名下的多行数据这里无法再汇总；请换一种写法。',
    en: 'what lies behind a link of a link cannot be gathered here; write it another way.',
  })
}
