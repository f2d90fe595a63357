/** One member of a code list: its name in GraphQL, the code that officials write, and its labels. */
export interface Member {
  readonly name: string
  readonly code?: string
  readonly zh: string
  readonly en: string
}

/** A code list: `given` where the programme's papers or a standard list its members, else `proposed`. */
export interface Enumeration<Name extends string = string> {
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly source: string
  readonly members: readonly Member[]
  /** Type-level only: the union of the members' names. */
  readonly Name?: Name
}

/** The union of an enumeration's member names, for typed rows. */
export type MemberOf<E> = E extends Enumeration<infer Name> ? Name : never

type Labels = readonly [zh: string, en: string, code?: string]

/** Declares a code list; members are names, never digits, with the official code beside where one exists. */
export function enumeration<const Name extends string>(
  name: string,
  zh: string,
  en: string,
  source: string,
  members: Record<Name, Labels>,
): Enumeration<Name> {
  const list = Object.entries<Labels>(members).map(([member, [zh, en, code]]) =>
    code === undefined ? { name: member, zh, en } : { name: member, code, zh, en },
  )
  return { name, zh, en, source, members: list }
}
