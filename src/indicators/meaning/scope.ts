import type { Shelf } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Refusal } from '../../ground/refusal.ts'
import type { Parameter } from '../definitions/parameter.ts'
import type { Fault } from '../language/formulaFault.ts'
import type { Arithmetic, Call, Expression, Name, Span, Word } from '../language/syntax.ts'
import type { Names } from './names.ts'
import type { Back, Sight, Term } from './term.ts'
import type { NumberType } from './termType.ts'

/** What a name means depends on where it stands. */
export interface Scope {
  /** What a row is, where the expression stands: a village, a household, a cooperative or enterprise. */
  readonly things: readonly Entity[]
  readonly back: Back
  /** The view whose facts may be named without it: inside `where`. */
  readonly implied?: Shelf | undefined
  /** How many aggregates stand around it. */
  readonly depth: number
  /** Where the row outside stands, inside an aggregate. */
  readonly outer?: Scope
}

/** What a formula may name beside facts: parameters, and other formulas by their code or name. */
export interface Vocabulary {
  readonly parameters: ReadonlyMap<string, Parameter>
  /** A formula by its name, and where that formula stands. */
  readonly formulas: ReadonlyMap<string, string>
}

/** What functions, aggregates and comparisons ask of the formula in which they stand. */
export interface Meaning {
  readonly names: Names
  /** What an expression means in its scope. */
  of(expression: Expression, scope: Scope): Term
  /** An expression that must be a yes or no. */
  condition(expression: Expression, scope: Scope): Term
  /** An expression that must be a date. */
  date(expression: Expression, scope: Scope): Term
  /** The type of a term that must be a number. */
  numberType(term: Term): NumberType
  /** Whether a name is a fact's where it stands. */
  isFact(words: readonly Word[], scope: Scope): boolean
  /** A fact where it stands: of the row itself, or of the area in which it lies. */
  fact(name: Name, scope: Scope): Extract<Term, { kind: 'fact' }>
  /** A view in the year of the scope. */
  sight(shelf: Shelf, scope: Scope): Sight
  /** The scope so many years before. */
  earlier(scope: Scope, years: number, at: Span): Scope
  /** Two numbers joined by arithmetic, with the answer's unit and the way it adds up. */
  calculated(operator: Arithmetic, left: Term, right: Term, at: Span, operatorAt?: Span): Term
  /** The type that two numbers share; a written one takes that of the other. */
  joined(left: Term, right: Term, operatorAt: Span): NumberType
  /** The parameter of a name that begins with `param`. */
  parameter(name: Name | Call, by: readonly Term[], scope: Scope): Term
  /** A refusal of two terms that no operator can join. */
  unlike(left: Term, right: Term, operatorAt: Span): Refusal
  /** A refusal of a name that nothing has. */
  unknown(words: readonly Word[], scope: Scope): Refusal
  /** A refusal that points into this formula. */
  fault(at: Span, fault: Fault): Refusal
  /** A whole piece of this formula on one line. */
  piece(at: Span): string
  /** A piece of this formula as it may be shown in a sentence. */
  excerpt(at: Span): string
}
