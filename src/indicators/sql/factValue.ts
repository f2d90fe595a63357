import type { Fact } from '../../ground/fact.ts'
import { keyFormOf } from '../../ground/factType.ts'
import type { FactTerm, Sight } from '../meaning/term.ts'
import { isAnswerOwed } from '../meaning/whoIsSilent.ts'
import type { Scalar } from './algebra.ts'
import {
  and,
  bind,
  blank,
  call,
  caseOf,
  cases,
  equal,
  infix,
  integer,
  is,
  literal,
  no,
  zeroNumber,
} from './scalarForms.ts'
import type { Spot } from './spot.ts'

export function isNumber({ type }: Fact): boolean {
  return type.unit !== undefined || type.word === 'Year'
}

/** A link that leads to several kinds of things, narrowed to one of them. */
export function narrowed({ entry, narrowedTo }: FactTerm, column: Scalar): Scalar {
  const { reference } = entry.fact.type
  const form = narrowedTo && reference && keyFormOf(reference, narrowedTo.cls)
  if (!form) return column
  const { length, lengthNot, starts, startsNot } = form
  const size = call('length', column)
  const start = call('left', column, literal(2))
  const tests: Scalar[] = [
    ...(length === undefined ? [] : [equal(size, integer(length))]),
    ...(lengthNot === undefined ? [] : [infix('<>', size, integer(lengthNot))]),
    ...(starts ? [startsWith(start, '= any', starts)] : []),
    ...(startsNot ? [startsWith(start, '<> all', startsNot)] : []),
  ]
  return caseOf(and(...tests), column)
}

function startsWith(of: Scalar, sign: '= any' | '<> all', list: Iterable<string>): Scalar {
  return { op: 'each', sign, of, list: bind([...list], 'text[]') }
}

/** Where a fact is read: of a view, at a spot, from the row with this key. */
interface ReadAt {
  readonly sight: Sight
  readonly spot: Spot
  readonly key: Scalar
}

/**
 * Of whom a view that tells only of those concerned says nothing, of that one there is nothing to say.
 * Behind a link that leads nowhere nothing is known, and what is not on a list has no number there.
 */
export function orNone(
  { sight, spot, key }: ReadAt,
  { type }: Fact,
  column: Scalar,
  whereTold: (none: Scalar) => Scalar,
): Scalar {
  const isBehind = spot.kind === 'link'
  if (isAnswerOwed(sight.shelf) && !isBehind) return column
  const number = type.unit === undefined || isBehind ? undefined : zeroNumber
  const none = type.word === 'Boolean' ? no : number
  if (!none) return column
  const whens: [when: Scalar, then: Scalar][] = [[is(key, 'null'), whereTold(none)]]
  return cases(isBehind ? [[is(spot.key, 'null'), blank], ...whens] : whens, column)
}
