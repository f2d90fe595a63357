import { sql } from 'kysely'
import { type Catalogue, viewName } from '../../catalogue/catalogue.ts'
import { VillageStanding } from '../../entities/villageStanding.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Aggregate, Sight } from '../meaning/term.ts'
import type { Sql, Times } from '../meaning/times.ts'
import type { Witnesses } from '../meaning/whoIsSilent.ts'
import { truth } from './asked.ts'
import { asksAll, drivingOf, Gathered, gathersParts } from './gathered.ts'
import { PartsTogether } from './partsTogether.ts'
import { type Manner, type Rows, type Spot, tableOf } from './rows.ts'
import { thingsFrom } from './thingTables.ts'

/** Whether a view has said anything of a county: asked once a statement, under a name of its own. */
interface AskedOfCounty extends Sight {
  readonly isEachPart: boolean
  readonly name: Sql
}

/** Rows that are found: what they are read from, and what must hold of them. */
export interface Found {
  readonly from: Sql
  readonly where: Sql
}

/** What is gathered in a statement beside its units: each a common table expression of its own. */
export class Gatherings implements Witnesses {
  readonly catalogue: Catalogue
  readonly times: Times
  readonly level: Entity
  /** How many units there are, and whether none of them is meant twice. */
  readonly units: number
  readonly areDisjoint: boolean
  /** Whether they are most of the city: then all of it is gathered, by all hands that the server has. */
  readonly areMost: boolean
  /** The one area that is asked for, where it is one: the planner knows how much lies in it. */
  readonly onlyArea: string | undefined
  #isSure = false
  readonly #gathered = new Map<string, Gathered>()
  readonly #parts = new Map<string, PartsTogether>()
  readonly #reported = new Map<string, AskedOfCounty>()
  #named = 0

  constructor(
    catalogue: Catalogue,
    times: Times,
    level: Entity,
    units: number,
    areDisjoint: boolean,
    areMost: boolean,
    onlyArea?: string,
  ) {
    this.areMost = areMost
    this.onlyArea = onlyArea
    this.catalogue = catalogue
    this.times = times
    this.level = level
    this.units = units
    this.areDisjoint = areDisjoint
  }

  /**
   * Whether, of whom a view says nothing, there is known to be nothing only where the view has spoken. A
   * figure leaves silent units out whole; where each row counts for itself, each has to be sure.
   */
  get isSure(): boolean {
    return this.#isSure
  }

  /** Makes something that takes nobody's silence for an answer. */
  surely(make: () => Sql): Sql {
    this.#isSure = true
    try {
      return make()
    } finally {
      this.#isSure = false
    }
  }

  /** What an aggregate gathers for some rows; aggregates over the same things are gathered together. */
  of(outer: Rows, spot: Spot, aggregate: Aggregate): Gathered {
    const { things, relation } = aggregate
    const rows = drivingOf(aggregate)
    const view = rows ? `${viewName(rows.shelf)} ${rows.back}` : ''
    const link = relation.by === 'link' ? relation.fact.column : relation.by
    const manner = gathersParts(aggregate) ? 'each part' : asksAll(aggregate) ? 'all things' : ''
    const name = [outer.alias, spot.name, link, things[0]?.name, view, manner].join(' ')
    const known = this.#gathered.get(name)
    const gathered = known ?? new Gathered(this, this.#next(), outer, spot, aggregate)
    if (!known) this.#gathered.set(name, gathered)
    gathered.add(aggregate)
    return gathered
  }

  /** The parts of a year, read together for rows that are many. */
  overYear(outer: Rows, spot: Spot, sight: Sight, manner: Manner): PartsTogether {
    const name = [outer.alias, spot.name, viewName(sight.shelf), sight.back, manner].join(' ')
    const known = this.#parts.get(name)
    const parts =
      known ?? new PartsTogether(this, `p${this.#next()}`, outer, spot, { ...sight, manner })
    this.#parts.set(name, parts)
    return parts
  }

  /** Whether a view has said anything at all of the county around a place. */
  hasReported(sight: Sight, isEachPart: boolean, alias: string): Sql {
    const { shelf, back } = sight
    const key = `${viewName(shelf)} ${back} ${isEachPart}`
    const name = sql.ref(`reported${this.#reported.size + 1}`)
    const asked = this.#reported.get(key) ?? { ...sight, isEachPart, name }
    this.#reported.set(key, asked)
    const place = sql.ref(`${alias}.place`)
    const times = this.times.isOne
      ? sql``
      : sql` and w.year = ${sql.ref(`${alias}.year`)} and w.through = ${sql.ref(`${alias}.through`)}`
    return sql`(select w.yes from ${asked.name} w where w.county = ${countyOf(place)}${times})`
  }

  hasToldOf(sight: Sight, isEachPart: boolean, alias: string): Sql {
    const { shelf } = sight
    const of = thingsFrom(shelf.shelved, 'h')
    return isThere(sql`from ${of.from} join ${tableOf(shelf)} d on ${sql.ref(`d.${shelf.keyColumn}`)} = ${of.key}
      where ${this.#liesIn(of.place, alias)} ${this.#during({ ...sight, isEachPart }, alias)}`)
  }

  hasNoneRegistered(back: Sight['back'], alias: string): Sql {
    const { register } = this.catalogue
    if (!register) return sql`false`
    const { shelf, fact } = register.count
    const of = thingsFrom(shelf.shelved, 'h')
    const other =
      isThere(sql`from ${of.from} left join ${tableOf(shelf)} d on ${sql.ref(`d.${shelf.keyColumn}`)} = ${of.key}
        and d.period = ${this.times.yearly(alias, back)}
      where ${this.#liesIn(of.place, alias)} and ${sql.ref(`d.${fact.column}`)} is distinct from 0`)
    return sql`(not ${other})`
  }

  /** That a place lies in a unit. */
  #liesIn(place: Sql, alias: string): Sql {
    const unit = sql.ref(`${alias}.key`)
    if (this.level.name === 'Village') return sql`${place} = ${unit}`
    if (this.level.name !== 'Zone') return sql`${place} >= ${unit} and ${place} < ${unit} || ':'`
    const standing = this.catalogue.shelfOf(VillageStanding)
    return sql`${place} in (select ${sql.ref(`s.${standing.keyColumn}`)} from ${tableOf(standing)} s
      where s.zone_code = ${unit} and s.period = ${this.times.yearly(alias, 0)})`
  }

  /** All of them, each after those that it reads; of one that is listed row by row, its rows alone. */
  expressions(listed?: Gathered): Sql[] {
    const outermost = [...this.#gathered.values()].filter(({ outer }) => outer.alias === 'u')
    const parts = (outer: Rows) => [...this.#parts.values()].filter((one) => one.outer === outer)
    const withInner = (gathered: Gathered): Sql[] => {
      const inner = [...this.#gathered.values()].filter(({ outer }) => outer === gathered.rows)
      const beside = parts(gathered.rows)
      const isRead = (!this.areMost && inner.length + beside.length > 0) || gathered === listed
      return [
        ...(isRead ? [gathered.baseExpression(gathered === listed)] : []),
        ...inner.flatMap(withInner),
        ...beside.map((one) => one.expression()),
        ...(gathered === listed ? [] : [gathered.expression(isRead)]),
        ...gathered.pairExpressions(isRead),
      ]
    }
    const ofUnits = [...this.#parts.values()].filter(({ outer }) => outer.alias === 'u')
    const gathered = [...outermost.flatMap(withInner), ...ofUnits.map((one) => one.expression())]
    const reported = [...this.#reported.values()].map((asked) => this.#reportedExpression(asked))
    return [...reported, ...gathered]
  }

  /**
   * Rows of a table that belong to rows outside, by a column that names those. Of a few areas the rows
   * outside are gone through, each key once; of most of the city it is enough that their view names them,
   * for what is computed once and read twice is computed by one hand of the server alone.
   */
  belonging(outer: Rows, spot: Spot, column: Sql, table: Sql, when: Sql): Found {
    if (!this.areMost) {
      // Rows of areas that do not overlap have different keys anyhow, which the planner need not tell apart.
      const distinct = this.areDisjoint && spot.name === 'own' ? sql`` : sql`distinct`
      const times = this.times.columns(outer.alias)
      const keys = sql`(select ${distinct} ${spot.key} as pkey${times} from ${sql.ref(outer.alias)}) k`
      return { from: sql`${keys} join ${table} on ${column} = k.pkey and ${when}`, where: truth }
    }
    const owner = [...this.#gathered.values()].find(({ rows }) => rows === outer)
    const named = owner?.keysNamed(spot)
    return { from: table, where: named ? sql`${when} and ${column} in (${named})` : when }
  }

  #reportedExpression(asked: AskedOfCounty): Sql {
    const { shelf, name } = asked
    const of = thingsFrom(shelf.shelved, 'h')
    const [from, to] = [sql.ref('c.county'), sql`c.county || ':'`]
    return sql`${name} as materialized (
      select c.county${this.times.columns('c')}, exists (
        select from ${of.from} join ${tableOf(shelf)} d on ${sql.ref(`d.${shelf.keyColumn}`)} = ${of.key}
        where ${of.place} >= ${from} and ${of.place} < ${to} ${this.#during(asked, 'c')}
      ) as yes
      from (
        select ${countyOf(sql.ref('u.key'))} as county${this.times.columns('u')} from u
        union select c.code${this.times.columns('u')} from shared.county c join u on length(u.key) < 6 or u.key like '%Z%'
      ) c
    )`
  }

  #during({ shelf, back, isEachPart }: Omit<AskedOfCounty, 'name'>, alias: string): Sql {
    if (!shelf.per) return sql``
    const period = sql.ref('d.period')
    if (shelf.per === 'year') return sql`and ${period} = ${this.times.yearly(alias, back)}`
    if (isEachPart) return sql`and ${this.times.within(alias, shelf, back, undefined, period)}`
    return sql`and ${period} = ${this.times.lastReported(alias, shelf, back)}`
  }

  #next(): number {
    this.#named += 1
    return this.#named
  }
}

/**
 * Whether there is such a row. It is asked for few units: what is written with "exists" the planner would
 * answer for all of them at once.
 */
function isThere(rows: Sql): Sql {
  return sql`coalesce((select true ${rows} limit 1), false)`
}

/** The county around a place, by its code; the whole city for the city itself and for zones. */
function countyOf(place: Sql): Sql {
  return sql`(case when ${place} like '%Z%' then left(${place}, 4) else left(${place}, 6) end)`
}
