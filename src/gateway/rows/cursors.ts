import type { BackLink } from '../../catalogue/catalogue.ts'
import { badInput } from '../../ground/refusal.ts'
import type { Deciding } from '../../sharing/fieldClass.ts'

/** Where a row stands in its list: the values by which the list is ordered, and its key. */
export type Position = readonly (string | number | null)[]

/**
 * The cursors of one list, as one caller asks for it. A cursor carries its row's place, sealed: a page goes
 * on there although the row has moved or gone, and nobody can make one up to learn where a row would stand.
 */
export interface Cursors {
  readonly seal: (place: Position) => string
  /** Reads a cursor, if there is one; refuses what this list, order and filter did not give to this caller. */
  readonly open: (cursor: string | null | undefined) => Position | undefined
}

class ListCursors implements Cursors {
  readonly #asking: Deciding
  readonly #list: string
  readonly #args: object
  #use: string | undefined

  constructor(asking: Deciding, list: string, args: object) {
    this.#asking = asking
    this.#list = list
    this.#args = args
  }

  seal(place: Position): string {
    return this.#asking.seals.seal(JSON.stringify(place), this.#boundTo())
  }

  open(cursor: string | null | undefined): Position | undefined {
    if (!cursor) return undefined
    const opened = this.#asking.seals.open(cursor, this.#boundTo())
    if (opened === undefined) throw isNone()
    return JSON.parse(opened) as Position
  }

  #boundTo(): string {
    const { subject, role, department, area } = this.#asking.caller
    const { first: _first, after: _after, ...chosen } = this.#args as Record<string, unknown>
    this.#use ??= JSON.stringify([this.#list, chosen, subject, role, department, area])
    return this.#use
  }
}

/** The cursors of a list, by its name and by the arguments that choose and order its rows. */
export function cursorsOf(asking: Deciding, list: string, args: object): Cursors {
  return new ListCursors(asking, list, args)
}

/** The cursors of a list below a parent: of the same list below another one they do not hold. */
export function cursorsBelow(cursors: Cursors, above: Position): Cursors {
  return {
    seal: (place) => cursors.seal([...above, ...place]),
    open: (cursor) => {
      const place = cursors.open(cursor)
      if (!place) return undefined
      if (above.some((part, at) => place[at] !== part)) throw isNone()
      return place.slice(above.length)
    },
  }
}

/** The name of a list that leads back along a link: several lists are called `villages`. */
export function backList({ name, entry }: BackLink): string {
  return `${entry.name} ${name}`
}

/** What is said of a cursor that a list did not give out. */
export function isNone() {
  return badInput({
    zh: 'after 不是这个列表的游标；请从头读取，或写同一列表(相同筛选与排序)上一页的 endCursor。',
    en: '"after" is no cursor of this list; begin anew, or write the endCursor of the page before, of the same list, filter and order.',
  })
}
