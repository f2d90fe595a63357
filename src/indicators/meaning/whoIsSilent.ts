import { sql } from 'kysely'
import type { Shelf } from '../../catalogue/catalogue.ts'
import type { Sight } from './term.ts'
import type { Sql } from './times.ts'

/** Who can say of a unit what a view itself does not; each a yes or no in SQL, of the row under an alias. */
export interface Witnesses {
  /** Whether a view has said anything at all of the county around the unit; blank where it lies in none. */
  readonly hasReported: (sight: Sight, isEachPart: boolean, alias: string) => Sql
  /** Whether it has said anything of the unit. */
  readonly hasToldOf: (sight: Sight, isEachPart: boolean, alias: string) => Sql
  /** Whether it is known of the whole unit that nobody there is on the register of the poor. */
  readonly hasNoneRegistered: (back: Sight['back'], alias: string) => Sql
}

/** What was sought in a view for the things of a unit. */
export interface Sought {
  readonly sight: Sight
  /** How many rows of it were found. */
  readonly found: Sql
  /** Of how many things it was asked; absent for the view whose own things are gathered. */
  readonly asked?: Sql
  /** Whether those things lie behind a link: then they need not be such as it tells of. */
  readonly isLinked: boolean
}

/** Whether a view owes a row of those of whom it tells, so that having none is no answer. */
export function isAnswerOwed({ tellsOf }: Shelf): boolean {
  return tellsOf !== 'concerned'
}

/**
 * When a view is silent of a unit. It is never so where it was asked of nothing, or where one row was
 * found. Where none was:
 *
 * - a view that tells of all is silent;
 * - one that tells of the registered is silent unless the unit is known to have nobody registered; behind
 *   a link, where others may be met as well, only if it has no row of anybody in the unit;
 * - one that tells of those concerned, and any other behind a link, is silent if it has said nothing of
 *   the whole county: else it has said that there is nothing.
 */
export function whenSilent(
  witnesses: Witnesses,
  { sight, found, asked, isLinked }: Sought,
  isEachPart: boolean,
  alias: string,
): Sql {
  const nothing = asked ? sql`${asked} > 0 and ${found} = 0` : sql`${found} = 0`
  const { tellsOf } = sight.shelf
  if (tellsOf === 'registered') {
    const hasSome = sql`not ${witnesses.hasNoneRegistered(sight.back, alias)}`
    const isUntold = sql`not ${witnesses.hasToldOf(sight, isEachPart, alias)}`
    const owes = isLinked ? sql`${hasSome} and ${isUntold}` : hasSome
    // These are looked up unit by unit: only where nothing was found.
    return sql`(case when ${nothing} then ${owes} else false end)`
  }
  if (tellsOf === 'all' && !isLinked) return sql`(${nothing})`
  return sql`(${nothing} and ${witnesses.hasReported(sight, isEachPart, alias)} is not true)`
}
