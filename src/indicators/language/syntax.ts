/** Where a piece of a formula stands in its text: offsets, the end excluded. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A word of the formula with its place, such as one part of a fact's name. */
export interface Word {
  readonly text: string
  readonly at: Span
}

export type Arithmetic = '+' | '-' | '*' | '/'
export type Comparing = '=' | '!=' | '<' | '<=' | '>' | '>='
export type Joining = 'and' | 'or'

/** What a function is given: an expression, and which rows of it are meant. */
export interface Argument {
  readonly value: Expression
  readonly where?: Expression
}

interface Placed {
  readonly at: Span
}

/** A fact, a view or a member of a code list, by its name. */
export interface Name extends Placed {
  readonly kind: 'name'
  readonly words: readonly Word[]
}

/** A function with what it is given. */
export interface Call extends Placed {
  readonly kind: 'call'
  readonly words: readonly Word[]
  readonly given: readonly Argument[]
}

/** Two expressions and the operator between them. */
export interface Binary extends Placed {
  readonly kind: 'binary'
  readonly operator: Arithmetic | Comparing | Joining
  readonly operatorAt: Span
  readonly left: Expression
  readonly right: Expression
}

interface Numeral extends Placed {
  readonly kind: 'number'
  readonly text: string
}

interface Bare extends Placed {
  readonly kind: 'year' | 'null'
}

/** Whether something is one of a list. */
export interface Among extends Placed {
  readonly kind: 'among'
  readonly of: Expression
  readonly list: readonly Expression[]
  readonly operatorAt: Span
}

interface Prefixed extends Placed {
  readonly kind: 'negative' | 'not'
  readonly of: Expression
}

/** An expression in another year: `[y-1]`, `[2015]`. */
export interface Shifted extends Placed {
  readonly kind: 'shifted'
  readonly of: Expression
  /** How many years before, as written; none in `[y]`. */
  readonly years?: Word
  /** The year itself, in `[2015]`. */
  readonly year?: Word
}

/** A formula as it is written, before anybody asks what its names mean. */
export type Expression = Name | Call | Binary | Among | Numeral | Bare | Prefixed | Shifted

/** The words of a name as one text: `povertyOffice.VillageStatus.exitedPersons`. */
export function nameIn(words: readonly Word[]): string {
  return words.map(({ text }) => text).join('.')
}
