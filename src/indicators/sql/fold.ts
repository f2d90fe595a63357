import type { Scalar } from './algebra.ts'
import { aggregateOf, and, caseOf, countDistinct, countWhere, is, literal } from './scalarForms.ts'

/** How the columns of `r` become the columns of an answer: over all its units, or of the one that it is. */
export interface Fold {
  readonly isOne: boolean
  readonly sum: (value: Scalar, when: Scalar) => Scalar
  readonly count: (when: Scalar) => Scalar
  readonly different: (value: Scalar, when: Scalar) => Scalar
  readonly least: (value: Scalar, when: Scalar) => Scalar
  readonly most: (value: Scalar, when: Scalar) => Scalar
  readonly any: (value: Scalar) => Scalar
  /** The value of the one unit that there is; of several, any of theirs. */
  readonly only: (value: Scalar) => Scalar
}

/** Answers are aggregated over the units of an area. */
export const overUnits: Fold = {
  isOne: false,
  sum: (value, when) => aggregateOf('sum', value, when),
  count: countWhere,
  different: countDistinct,
  least: (value, when) => aggregateOf('min', value, when),
  most: (value, when) => aggregateOf('max', value, when),
  any: (value) => aggregateOf('bool_or', value),
  only: (value) => aggregateOf('max', value),
}

const ifSo = (value: Scalar, when: Scalar) => caseOf(when, value)
const oneIf = (when: Scalar) => caseOf(when, literal(1), literal(0))

/** Each answer is of one unit: there is nothing to aggregate. */
export const ofOneUnit: Fold = {
  isOne: true,
  sum: ifSo,
  count: oneIf,
  different: (value, when) => oneIf(and(when, is(value, 'not null'))),
  least: ifSo,
  most: ifSo,
  any: (value) => value,
  only: (value) => value,
}
