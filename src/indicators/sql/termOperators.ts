import type { Arithmetic, Comparing, Joining } from '../language/syntax.ts'
import type { Term } from '../meaning/term.ts'
import type { Scalar, Sign } from './algebra.ts'
import {
  bind,
  blank,
  call,
  caseOf,
  cast,
  equal,
  infix,
  integer,
  is,
  no,
  yes,
  zero,
} from './scalarForms.ts'

/** What a term is made of in the end: what these are in SQL depends on where the term stands. */
export type Leaf = Extract<
  Term,
  { kind: 'fact' | 'aggregate' | 'year' | 'parameter' | 'dated' | 'via' | 'has' | 'outer' }
>

/** So many decimals are kept while computing that no rounding shows in the answer. */
const workingDecimals = 30

const signs: Record<Exclude<Arithmetic, '/'> | Comparing | Joining, Sign> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '=': '=',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  and: 'and',
  or: 'or',
}

/** A term over its leaves; a blank anywhere leaves numbers and comparisons blank. */
export function overLeaves(term: Term, leaf: (leaf: Leaf) => Scalar): Scalar {
  const of = (part: Term) => overLeaves(part, leaf)
  switch (term.kind) {
    case 'number':
      return bind(term.text, 'numeric')
    case 'null':
      return blank
    case 'member':
      return bind(term.name, 'text')
    case 'negative':
    case 'not':
      return { op: term.kind, of: of(term.of) }
    case 'present':
      return is(of(term.of), term.wanted ? 'not null' : 'null')
    case 'among':
      return { op: 'among', of: of(term.of), list: term.list.map(of) }
    case 'choice': {
      const [condition, first, second] = term.parts
      return chosenBy(of(condition), of(first), of(second))
    }
    case 'extreme': {
      const parts = term.parts.map(of)
      const chosen = call(term.how === 'min' ? 'least' : 'greatest', ...parts)
      return caseOf(equal(call('num_nulls', ...parts), zero), chosen)
    }
    case 'binary': {
      // What is aggregated was joined by this already.
      if (term.left.kind === 'outer' || term.right.kind === 'outer') return yes
      const [left, right] = [of(term.left), of(term.right)]
      return term.operator === '/' ? divided(left, right) : infix(signs[term.operator], left, right)
    }
    default:
      return leaf(term)
  }
}

/** The one or the other; blank where the condition is not known. */
function chosenBy(of: Scalar, first: Scalar, second: Scalar): Scalar {
  return {
    op: 'case',
    of,
    whens: [
      [yes, first],
      [no, second],
    ],
  }
}

/** An exact quotient, blank where the divisor is zero. */
export function divided(left: Scalar, right: Scalar): Scalar {
  return {
    op: 'infix',
    sign: '/',
    of: [
      call('round', cast(left, 'numeric'), integer(workingDecimals)),
      call('nullif', right, zero),
    ],
  }
}

/**
 * A number as text with so many decimals, half away from zero. It is first rounded to decimals that no
 * true figure needs, so that a repeating fraction that adds up to a half is a half.
 */
export function rounded(value: Scalar, decimals: number): Scalar {
  return cast(call('round', settled(value), integer(decimals)), 'text')
}

/** A number rounded to decimals that no true figure needs. */
export function settled(value: Scalar): Scalar {
  return call('round', cast(value, 'numeric'), integer(workingDecimals - 10))
}
