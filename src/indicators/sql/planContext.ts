import { type Catalogue, viewName } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Sight } from '../meaning/term.ts'
import type { Times } from '../meaning/times.ts'
import type { Scalar } from './algebra.ts'

/** What is asked of which areas, as far as it decides how rows are found. */
export interface Extent {
  readonly catalogue: Catalogue
  readonly times: Times
  /** The kind of areas that are the units. */
  readonly level: Entity
  /** How many units there are, and whether none of them is meant twice. */
  readonly units: number
  readonly areDisjoint: boolean
  /** Whether they are most of the city: then all of it is read, by all hands that the server has. */
  readonly areMost: boolean
  /** The one area that is asked for, where it is one: the planner of the database knows how much lies in it. */
  readonly onlyArea?: string | undefined
}

/** A view in a year, of which all parts are read or the last that is reported. */
export interface SoughtView {
  readonly sight: Sight
  readonly isEachPart: boolean
}

/** Whether a view has said anything of a county: asked once a statement, under a name of its own. */
export interface CountyTable extends SoughtView {
  readonly name: string
}

/** What all planners of one statement have in common. */
export class PlanContext {
  readonly extent: Extent
  readonly #countyTables = new Map<string, CountyTable>()
  #isSure = false
  #named = 0

  constructor(extent: Extent) {
    this.extent = extent
  }

  /**
   * Whether, of whom a view says nothing, there is known to be nothing only where the view has spoken. A
   * figure leaves silent units out whole; where each row counts for itself, each has to be sure.
   */
  get isSure(): boolean {
    return this.#isSure
  }

  /** Makes something that takes nobody's silence for an answer. */
  surely(make: () => Scalar): Scalar {
    this.#isSure = true
    try {
      return make()
    } finally {
      this.#isSure = false
    }
  }

  /** A number for the next table of the statement. */
  next(): number {
    this.#named += 1
    return this.#named
  }

  /** The name of the table that tells of which counties a view has said anything. */
  countyTable({ sight, isEachPart }: SoughtView): string {
    const key = `${viewName(sight.shelf)} ${sight.back} ${isEachPart}`
    const name = `reported${this.#countyTables.size + 1}`
    const table = this.#countyTables.get(key) ?? { sight, isEachPart, name }
    this.#countyTables.set(key, table)
    return table.name
  }

  /** All tables that tell of counties. */
  get countyTables(): CountyTable[] {
    return [...this.#countyTables.values()]
  }
}
