import type { GraphQLFieldResolver } from 'graphql'
import type { Entry } from '../catalogue/catalogue.ts'
import type { Sharing } from '../ground/sharing.ts'
import { type AccessRule, type Asking, frameRule, ruleFor, ruleForFigure } from './rules.ts'
import type { Seals } from './seals.ts'

/**
 * The area for which a field tells its figure: that of the row it stands on, of its argument `within`,
 * the whole city, or what its body has cut to the caller's own area before it tells anything.
 */
export type Scope = 'row' | 'within' | 'city' | 'cut'

/** What is known of a request when its operation is judged: who asks, and whose cursors hold. */
export interface Deciding extends Asking {
  readonly seals: Seals
}

/** What the schema says of a field: the fact it shows, or that it is only frame; and what decides it. */
export interface FieldClass {
  readonly entry?: Entry
  readonly frame?: true
  /** The fact by whose class the field is reached, though it shows no fact itself: a view's row. */
  readonly witness?: Entry
  /** A computed figure, whose class is its own and not that of what it is made of. */
  readonly figure?: Sharing
  /** The area that a figure tells of; a figure that says nothing of it is refused at start. */
  readonly scope?: Scope
  /** Who may run a mutation: asked with its arguments, before anything of it is run. */
  readonly may?: AccessRule
  /** Checks the field's arguments, and names the facts by which they select, order or count. */
  readonly decides?: (args: never, asking: Deciding) => Iterable<Entry> | undefined
  /** How many rows the field may answer for each row above it; one where it says nothing. */
  readonly rows?: (args: never, asking: Deciding) => number
  /** What the field costs beside its rows, in the points of `LIMIT_COST`. */
  readonly price?: (args: never, asking: Deciding) => number
  /** That the price is paid for each row above the field, and not once for all of them. */
  readonly pricedEach?: true
  /** How many figures explain themselves for each row above the field. */
  readonly explains?: number
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    sharing?: FieldClass
    /** Set where a field was declared as one piece: its body, or none where it is the row's own property. */
    declared?: { readonly resolve?: GraphQLFieldResolver<unknown, unknown> | undefined }
  }
}

/** The rule of a field, from what it says of itself; undefined where it says nothing, and is shut. */
export function ruleOf({ entry, witness, figure, frame, may }: FieldClass): AccessRule | undefined {
  if (may) return may
  if (entry) return ruleFor(entry)
  if (witness) return ruleFor(witness)
  if (figure) return ruleForFigure(figure)
  return frame && frameRule
}
