import { isWritten, type Term } from './term.ts'

/** What a figure is a share of, apart from the factor and the shift that make a percentage of it. */
export interface Fraction {
  readonly numerator: Term
  readonly denominator: Term
}

/**
 * Reads a formula as numerator over denominator: `100 * a / b` is a over b, and `100 * (a / b - 1)`,
 * growth, is a - b over b. Undefined where the formula is no fraction.
 */
export function fractionOf(term: Term): Fraction | undefined {
  if (term.kind !== 'binary') return undefined
  const { operator, left, right } = term
  if (operator === '*' && isWritten(left)) return fractionOf(right)
  if (operator === '*' && isWritten(right)) return fractionOf(left)
  if (operator === '/') {
    return isWritten(right)
      ? fractionOf(left)
      : { numerator: withoutFactor(left), denominator: right }
  }
  if ((operator !== '+' && operator !== '-') || !isWritten(right)) return undefined
  const fraction = fractionOf(left)
  if (!fraction || left.kind !== 'binary' || left.operator !== '/') return undefined
  const { denominator } = fraction
  const shift: Term = { ...term, operator: '*', left: right, right: denominator }
  return { numerator: { ...term, left: left.left, right: shift }, denominator }
}

function withoutFactor(term: Term): Term {
  if (term.kind !== 'binary' || term.operator !== '*') return term
  if (isWritten(term.left)) return withoutFactor(term.right)
  return isWritten(term.right) ? withoutFactor(term.left) : term
}
