import { sql } from 'kysely'
import type { Arithmetic, Comparing, Joining } from '../language/syntax.ts'
import type { Term } from '../meaning/term.ts'
import type { Sql } from '../meaning/times.ts'

/** What a term is made of in the end: what these are in SQL depends on where the term stands. */
export type Leaf = Extract<
  Term,
  { kind: 'fact' | 'aggregate' | 'year' | 'parameter' | 'dated' | 'via' | 'has' | 'outer' }
>

/** So many decimals are kept while computing that no rounding shows in the answer. */
const workingDecimals = 30

const signs: Record<Exclude<Arithmetic, '/'> | Comparing | Joining, Sql> = {
  '+': sql`+`,
  '-': sql`-`,
  '*': sql`*`,
  '=': sql`=`,
  '!=': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
  and: sql`and`,
  or: sql`or`,
}

/** Writes a term in SQL over its leaves; a blank anywhere leaves numbers and comparisons blank. */
export function expressed(term: Term, leaf: (leaf: Leaf) => Sql): Sql {
  switch (term.kind) {
    case 'number':
      return sql`${term.text}::numeric`
    case 'null':
      return sql`null`
    case 'member':
      return sql`${term.name}::text`
    case 'negative':
      return sql`(- ${expressed(term.of, leaf)})`
    case 'not':
      return sql`(not ${expressed(term.of, leaf)})`
    case 'present':
      return sql`(${expressed(term.of, leaf)} is ${term.wanted ? sql`not null` : sql`null`})`
    case 'among':
      return sql`(${expressed(term.of, leaf)} in (${sql.join(term.list.map((one) => expressed(one, leaf)))}))`
    case 'choice': {
      const [condition, yes, no] = term.parts.map((part) => expressed(part, leaf))
      return sql`(case ${condition} when true then ${yes} when false then ${no} end)`
    }
    case 'extreme': {
      const parts = sql.join(term.parts.map((part) => expressed(part, leaf)))
      const chosen = term.how === 'min' ? sql`least(${parts})` : sql`greatest(${parts})`
      return sql`(case when num_nulls(${parts}) = 0 then ${chosen} end)`
    }
    case 'binary': {
      // What is gathered was joined by this already.
      if (term.left.kind === 'outer' || term.right.kind === 'outer') return sql`true`
      const [left, right] = [expressed(term.left, leaf), expressed(term.right, leaf)]
      if (term.operator === '/') return divided(left, right)
      return sql`(${left} ${signs[term.operator]} ${right})`
    }
    default:
      return leaf(term)
  }
}

/** An exact quotient, blank where the divisor is zero. */
export function divided(left: Sql, right: Sql): Sql {
  return sql`(round((${left})::numeric, ${workingDecimals}::integer) / nullif(${right}, 0))`
}

/**
 * A number as text with so many decimals, half away from zero. It is first rounded to decimals that no
 * true figure needs, so that a repeating fraction that adds up to a half is a half.
 */
export function rounded(value: Sql, decimals: number): Sql {
  return sql`round(${settled(value)}, ${decimals}::integer)::text`
}

/** A number rounded to decimals that no true figure needs. */
export function settled(value: Sql): Sql {
  return sql`round((${value})::numeric, ${workingDecimals - 10}::integer)`
}
