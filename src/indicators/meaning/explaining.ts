import type { Catalogue, Entry } from '../../catalogue/catalogue.ts'
import type { Indicator } from './indicator.ts'
import { decidedBy } from './ownFormula.ts'
import { allFacts, everyPart, ofOneRow, type Term } from './term.ts'
import { unitText } from './unit.ts'

/** One input of a figure: a fact of the area itself, or what was gathered of the things in it. */
export interface Input {
  /** The piece of the formula that it stands for. */
  readonly text: string
  readonly term: Term
  readonly unit: string
  /** The facts that it is made of. */
  readonly facts: readonly Entry[]
  /** Whether it is gathered of many rows, and no fact by itself. */
  readonly isGathered: boolean
}

/** The inputs of a figure: what its formulas read of an area, each once, in the order in which they stand. */
export function inputsOf(catalogue: Catalogue, { terms }: Indicator): Input[] {
  const found = terms.flatMap((term) =>
    ofOneRow(term)
      .filter(({ kind }) => kind === 'fact' || kind === 'aggregate' || kind === 'parameter')
      .map((part) => inputOf(catalogue, part)),
  )
  return [...new Map(found.map((input) => [input.text, input])).values()]
}

function inputOf(catalogue: Catalogue, term: Term): Input {
  return {
    text: written(term),
    term,
    unit: term.type.kind === 'number' ? unitText(term.type.unit) : term.type.kind,
    facts: [
      ...new Set([...allFacts(term).map(({ entry }) => entry), ...shutWays(catalogue, term)]),
    ],
    isGathered: term.kind === 'aggregate',
  }
}

/** By what it is found at all that something counts, where that is not open to all. */
function shutWays(catalogue: Catalogue, term: Term): Entry[] {
  return everyPart(term)
    .flatMap((part) => decidedBy(catalogue, part))
    .filter(({ fact }) => fact.sharing !== 'open')
}

/** An input as it is named: a fact with its year, a parameter, the text of an aggregate. */
export function written(term: Term): string {
  const [fact] = allFacts(term)
  const back = term.kind === 'parameter' ? term.back : (fact?.back ?? 0)
  const when = typeof back === 'string' ? `[${back}]` : back > 0 ? `[y-${back}]` : ''
  if (term.kind === 'parameter') return `param.${term.parameter.name}${when}`
  if (term.kind === 'aggregate') return `${term.text}${when}`
  if (term.kind !== 'fact') throw new Error('only facts, parameters and aggregates are inputs')
  const { entry, over, since } = term
  if (since !== undefined)
    return `${over === 'max' ? 'highest' : 'cumulative'}(${entry.name}, ${since})${when}`
  return over ? `${over}OverYear(${entry.name})${when}` : `${entry.name}${when}`
}
