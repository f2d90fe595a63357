import { sql } from 'kysely'
import { type Shelf, viewName } from '../../catalogue/catalogue.ts'
import { today } from '../../ground/calendarDate.ts'
import { type Period, type PeriodKind, periodsOf } from '../../ground/period.ts'
import type { Sql } from '../../store/sqlPieces.ts'
import type { Back } from './term.ts'

/** A time to which a question goes: a year, up to and with the month that it ends with. */
export interface Time {
  readonly year: number
  /** 12 for the whole year; 3, 6 or 9 for what its first quarters have brought. */
  readonly through: number
}

/** The month that it is in China. */
export function runningMonth(now?: Date): Time {
  const [year = 0, through = 0] = today(now).split('-').map(Number)
  return { year, through }
}

/** The periods that each view has reported, as far as anybody has published it. */
export type Reported = ReadonlyMap<string, readonly Period[]>

/** The months of a part of a year; a school term counts as half of the year that it is labelled with. */
const months: Record<PeriodKind, number> = { year: 12, half: 6, quarter: 3, month: 1, term: 6 }

/**
 * The years and periods of a statement's questions, in SQL. Where all questions go to one time it is a
 * bind, which the planner knows the rows of; else it is read off the row's own columns.
 */
export class Times {
  readonly #times: readonly Time[]
  readonly #today: Time
  readonly #reported: Reported

  /** `today` is the month that is running: parts of a year that are not over are not owed yet. */
  constructor(times: readonly Time[], today: Time, reported: Reported) {
    const byName = new Map(times.map((time) => [`${time.year} ${time.through}`, time]))
    this.#times = [...byName.values()]
    this.#today = today
    this.#reported = reported
  }

  /** Whether all questions go to one time: then no column tells it. */
  get isOne(): boolean {
    return this.#times.length === 1
  }

  /** The year, or one before, as a number. */
  year(alias: string, back: Back): Sql {
    return this.#told(alias, ({ year }) => yearOf(year, back), 'integer')
  }

  /** The yearly period. */
  yearly(alias: string, back: Back): Sql {
    return this.#told(alias, ({ year }) => String(yearOf(year, back)), 'text')
  }

  /** The last part of the year that the question reaches to, whether or not anybody has reported it. */
  upTo(alias: string, per: PeriodKind, back: Back): Sql {
    return this.#told(alias, (time) => lastPart(time, per, back), 'text')
  }

  /** The last part of the year that a view has reported anywhere, up to where the question reaches. */
  lastReported(alias: string, shelf: Shelf, back: Back): Sql {
    return this.#told(alias, (time) => this.#reportedIn(shelf, back, time), 'text')
  }

  /** The period of a view by which the only time that is asked for is answered. */
  periodOf(shelf: Shelf, back: Back): Period | undefined {
    const [time] = this.#times
    if (!time || !this.isOne || !shelf.per) return undefined
    return shelf.per === 'year'
      ? String(yearOf(time.year, back))
      : this.#reportedIn(shelf, back, time)
  }

  #reportedIn(shelf: Shelf, back: Back, time: Time): Period {
    const per = shelf.per ?? 'year'
    const last = lastPart(time, per, back)
    const year = String(yearOf(time.year, back))
    const known = this.#reported.get(viewName(shelf)) ?? []
    const within = known.filter((period) => period > year && period <= last)
    return within.sort().at(-1) ?? last
  }

  /** That a period is a part of the year, as far as the question reaches; or of all years since one. */
  within(
    alias: string,
    { per = 'year' }: Shelf,
    back: Back,
    since: number | undefined,
    period: Sql,
  ): Sql {
    const upTo = this.upTo(alias, per, back)
    if (since !== undefined)
      return sql`${period} >= ${String(since)}::text and ${period} <= ${upTo}`
    // 2019 < 2019-01 < … byte by byte, whatever the parts are called.
    return sql`${period} > ${this.yearly(alias, back)} and ${period} <= ${upTo}`
  }

  /** How many parts of the year are owed; none known where the year is still running. */
  owed(alias: string, per: PeriodKind, back: Back): Sql {
    const partsOf = (time: Time) => Math.floor(reach(time, back).through / months[per])
    return this.#told(alias, (time) => (this.#isOver(time, back) ? partsOf(time) : 0), 'integer')
  }

  /** Whether all questions go to times that are over: then all their parts are owed. */
  areOver(back: Back): boolean {
    return this.#times.every((time) => this.#isOver(time, back))
  }

  #isOver(time: Time, back: Back): boolean {
    const { year, through } = reach(time, back)
    return year * 12 + through < this.#today.year * 12 + this.#today.through
  }

  /** The last day that the question reaches to, and the first of its year. */
  lastDay(alias: string, back: Back): Sql {
    return this.#told(
      alias,
      (time) => {
        const { year, through } = reach(time, back)
        return new Date(Date.UTC(year, through, 0)).toISOString().slice(0, 10)
      },
      'date',
    )
  }

  firstDay(alias: string, back: Back): Sql {
    return this.#told(alias, ({ year }) => `${yearOf(year, back)}-01-01`, 'date')
  }

  /** What differs by year, such as a parameter. */
  byYear(alias: string, back: Back, value: (year: number) => string | null): Sql {
    return this.#told(alias, ({ year }) => value(yearOf(year, back)), 'numeric')
  }

  /** Whatever follows from a time: one bind, or one for each time that is asked for. */
  #told(alias: string, of: (time: Time) => string | number | null, type: string): Sql {
    const cast = sql.raw(type)
    const [first] = this.#times
    if (first && this.isOne) return sql`${of(first)}::${cast}`
    const cases = this.#times.map(
      (time) =>
        sql`when ${sql.ref(`${alias}.year`)} = ${time.year}::integer and ${sql.ref(`${alias}.through`)} = ${time.through}::integer then ${of(time)}::${cast}`,
    )
    return sql`(case ${sql.join(cases, sql` `)} end)`
  }
}

/** A year, or one so far from it. */
export function yearOf(year: number, back: Back): number {
  return typeof back === 'string' ? Number(back) : year - back
}

/** A certain year is read whole; a year before goes as far as the one that is asked for. */
function reach({ year, through }: Time, back: Back): Time {
  return typeof back === 'string'
    ? { year: Number(back), through: 12 }
    : { year: year - back, through }
}

function lastPart(time: Time, per: PeriodKind, back: Back): Period {
  const { year, through } = reach(time, back)
  if (per === 'year') return String(year)
  const parts = Math.floor(through / months[per])
  return periodsOf(year, per)[parts - 1] ?? String(year)
}
