import { viewName } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { AggregateName, FunctionName, Quality, Scalar, Sign, SqlType } from './algebra.ts'

export const yes: Scalar = literal(true)
export const no: Scalar = literal(false)
export const blank: Scalar = literal(null)
export const zero: Scalar = literal(0)
export const zeroNumber: Scalar = cast(zero, 'numeric')

export function literal(value: boolean | number | string | null): Scalar {
  return { op: 'literal', value }
}

export function columnOf(table: string, name: string): Scalar {
  return { op: 'column', table, name }
}

export function bind(value: string | number | readonly string[] | null, type?: SqlType): Scalar {
  return type ? { op: 'bind', value, type } : { op: 'bind', value }
}

export function integer(value: number): Scalar {
  return bind(value, 'integer')
}

export function cast(of: Scalar, type: SqlType): Scalar {
  return { op: 'cast', of, type }
}

export function call(name: FunctionName, ...of: Scalar[]): Scalar {
  return { op: 'call', name, of }
}

export function infix(sign: Sign, ...of: readonly Scalar[]): Scalar {
  return { op: 'infix', sign, of }
}

export function equal(one: Scalar, other: Scalar): Scalar {
  return infix('=', one, other)
}

export function and(...of: readonly Scalar[]): Scalar {
  return infix('and', ...of)
}

export function or(...of: readonly Scalar[]): Scalar {
  return infix('or', ...of)
}

/** Several values as one text, to be told apart by. */
export function spaced(values: readonly Scalar[]): Scalar {
  return infix('||', ...values.flatMap((value, at) => (at === 0 ? value : [literal(' '), value])))
}

/** That any of some conditions holds; none at all never does. */
export function anyOf(conditions: readonly Scalar[]): Scalar {
  return conditions.length === 0 ? no : or(...conditions)
}

export function not(of: Scalar): Scalar {
  return { op: 'not', of }
}

export function is(of: Scalar, what: Quality): Scalar {
  return { op: 'is', of, what }
}

/** A value where a condition holds; otherwise another, or nothing. */
export function caseOf(when: Scalar, then: Scalar, otherwise?: Scalar): Scalar {
  return cases([[when, then]], otherwise)
}

export function cases(
  whens: readonly (readonly [when: Scalar, then: Scalar])[],
  otherwise?: Scalar,
): Scalar {
  return otherwise ? { op: 'case', whens, otherwise } : { op: 'case', whens }
}

/** An aggregate over some rows; `where` says which of them it takes. */
export function aggregateOf(name: AggregateName, of: Scalar | undefined, where?: Scalar): Scalar {
  return where ? { op: 'aggregate', name, of, where } : { op: 'aggregate', name, of }
}

export function countDistinct(of: Scalar, where?: Scalar): Scalar {
  const counted = { op: 'aggregate', name: 'count', of, isDistinct: true } as const
  return where ? { ...counted, where } : counted
}

/** How many rows there are of which something holds. */
export function countWhere(where: Scalar): Scalar {
  return aggregateOf('count', undefined, where)
}

export const countAll: Scalar = aggregateOf('count', undefined)

/** That a condition is always so. */
export function isAlways(condition: Scalar): boolean {
  return condition.op === 'literal' && condition.value === true
}

const keys = new WeakMap<Scalar, string>()

/** The key of a value: two that are made of the same have the same. */
export function keyOf(scalar: Scalar): string {
  const known = keys.get(scalar)
  if (known !== undefined) return known
  const key = JSON.stringify(scalar, (name, value) => {
    if (name === 'shelf') return viewName(value)
    if (name === 'things') return value.map((thing: Entity) => thing.name)
    return name === 'parameter' ? value.name : value
  })
  keys.set(scalar, key)
  return key
}
