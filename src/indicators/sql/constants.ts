import type { Term } from '../meaning/term.ts'
import type { Scalar } from './algebra.ts'
import { momentOf } from './moments.ts'
import { and, bind, cases, cast, infix } from './scalarForms.ts'
import type { Leaf } from './termOperators.ts'

/** A parameter or a year: the same for all rows of one time, but for what a parameter is looked up by. */
export function constantOf(leaf: Leaf, row: string, value: (term: Term) => Scalar): Scalar {
  if (leaf.kind === 'year') {
    return cast(momentOf(row, { what: 'year', back: leaf.back }), 'numeric')
  }
  if (leaf.kind !== 'parameter') throw new Error('this differs from row to row')
  const { parameter, by, back } = leaf
  if (!parameter.rates) return momentOf(row, { what: 'parameter', parameter, back })
  const [date, number] = by.map(value)
  if (!date || !number) throw new Error('a table of rates is looked up by a date and a number')
  const inForce = [...parameter.rates].sort((one, other) =>
    one.from === other.from ? one.upTo - other.upTo : one.from < other.from ? 1 : -1,
  )
  return cases(
    inForce.map((rate) => [
      and(
        infix('>=', date, bind(rate.from, 'date')),
        infix('<=', number, bind(rate.upTo, 'numeric')),
      ),
      bind(rate.value, 'numeric'),
    ]),
  )
}
