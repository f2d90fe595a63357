import { viewName } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Fact } from '../../ground/fact.ts'
import type { Sight } from '../meaning/term.ts'
import type { Join, Scalar } from './algebra.ts'
import { type Manner, nameOfManner } from './manner.ts'
import { sameTime } from './moments.ts'
import type { PlannedRows, Seen } from './planners.ts'
import { left, tableNamed, thingsAs } from './relationForms.ts'
import { and, call, columnOf, equal } from './scalarForms.ts'
import { nameOfSpot, type Spot } from './spot.ts'
import { joinOf, type ViewReading } from './viewJoin.ts'
import { YearParts } from './yearParts.ts'

/** A view joined to the rows, or parts of a year read together beside them where the rows are many. */
interface Reading extends ViewReading {
  readonly parts: YearParts | undefined
}

/** A table of the statement's own that is worked out for the rows. */
interface Beside {
  readonly name: string
  readonly spot: Spot
}

/** A thing that is joined to rows for its own facts. */
interface JoinedThing {
  readonly alias: string
  readonly spot: Spot
  readonly join: Join
}

/** Whether a key is made of columns of some tables. */
function readsFrom(key: Scalar, aliases: ReadonlySet<string>): boolean {
  if (key.op === 'column') return aliases.has(key.table)
  const within = key.op === 'case' ? [key.whens.flat(), key.otherwise ?? []] : []
  const of = 'of' in key ? (key.of ?? []) : []
  return [of, ...within].flat(2).some((part) => readsFrom(part, aliases))
}

/** Collects what is joined to rows: each view once for each spot, year and manner, each thing once for each spot. */
export class RowJoins {
  readonly #rows: PlannedRows
  readonly #readings = new Map<string, Reading>()
  readonly #things = new Map<string, JoinedThing>()
  readonly #beside: Beside[] = []

  constructor(rows: PlannedRows) {
    this.#rows = rows
  }

  /** Reads a view at a spot. */
  view(sight: Sight, manner: Manner, spot: Spot): Reading {
    const { shelf, back } = sight
    const name = [viewName(shelf), back, nameOfManner(manner), nameOfSpot(spot)].join(' ')
    const known = this.#readings.get(name)
    if (known) return known
    const areFew = this.#rows.areAreas || (spot.things[0]?.isArea ?? false)
    const parts =
      manner.kind === 'together' && !areFew
        ? new YearParts(this.#rows, spot, sight, manner)
        : undefined
    if (parts) this.joinBeside(parts)
    const alias = parts?.name ?? `v${this.#rows.alias}${this.#readings.size + 1}`
    const reading = { sight, spot, manner, alias, areFew, facts: new Set<Fact>(), parts }
    this.#readings.set(name, reading)
    return reading
  }

  /** Reads a thing itself at a spot, and answers with the alias of its table. */
  thing(entity: Entity, spot: Spot): string {
    const name = `${nameOfSpot(spot)} ${entity.name}`
    const known = this.#things.get(name)
    if (known) return known.alias
    const alias = `e${this.#rows.alias}${this.#things.size + 1}`
    const on = equal(columnOf(alias, entity.key.column), spot.key)
    this.#things.set(name, { alias, spot, join: left(thingsAs([entity], alias), on) })
    return alias
  }

  joinBeside(table: Beside): void {
    this.#beside.push(table)
  }

  seen(): Seen[] {
    return [...this.#readings.values()].map(({ sight, spot, alias, parts }) => ({
      sight,
      found: parts?.anyColumn() ?? columnOf(alias, sight.shelf.keyColumn),
      spot,
    }))
  }

  /** The last period read of each view by name, over all readings of it. */
  periods(): [view: string, period: Scalar][] {
    const dated = [...this.#readings.values()].filter(({ sight }) => sight.shelf.per)
    const byView = Map.groupBy(dated, ({ sight }) => viewName(sight.shelf))
    return [...byView].map(([view, readings]) => {
      const periods = readings.map(({ alias }) => columnOf(alias, 'period'))
      return [view, call('greatest', ...periods)]
    })
  }

  /** Parts of a year that are read together. */
  parts(): YearParts[] {
    return [...this.#readings.values()].flatMap(({ parts }) => parts ?? [])
  }

  joins(): Join[] {
    const views = [...this.#readings.values()].filter(({ parts }) => !parts)
    const aliases = new Set(views.map(({ alias }) => alias))
    const things = [...this.#things.values()]
    // What a link of another year leads to is joined behind the view in which that link stands.
    const behind = things.filter(({ spot }) => readsFrom(spot.key, aliases))
    return [
      ...things.filter((thing) => !behind.includes(thing)).map(({ join }) => join),
      ...views.map((reading) => joinOf(reading, this.#rows)),
      ...behind.map(({ join }) => join),
      ...this.#beside.map((table) => this.#joinOf(table)),
    ]
  }

  #joinOf({ name, spot }: Beside): Join {
    const same = sameTime(this.#rows.context.extent.times, name, this.#rows.alias)
    return left(tableNamed(name), and(equal(columnOf(name, 'pkey'), spot.key), ...same))
  }
}
