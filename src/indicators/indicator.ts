import type { Catalogue, Entry } from '../catalogue/catalogue.ts'
import type { Entity } from '../ground/entity.ts'
import type { Definition } from './definition.ts'
import { type Fraction, fractionOf } from './fraction.ts'
import { checkRise, standingOf } from './level.ts'
import { readFormula } from './meaning.ts'
import { allFacts, type Term } from './term.ts'
import { mayBeCalled, unitText } from './unit.ts'

/** A definition whose formulas are read and checked against the catalogue. */
export interface Indicator {
  readonly definition: Definition
  readonly entity: Entity
  readonly value: Term
  /** Of how many, where the definition says so beside the formula. */
  readonly ofHowMany?: Term
  /** The formula's own numerator and denominator, where it is a fraction. */
  readonly fraction?: Fraction
}

const read = new WeakMap<Catalogue, Map<Definition, Indicator>>()

/** Reads a definition, once a catalogue; throws where its formulas, unit or level do not hold. */
export function readIndicator(catalogue: Catalogue, definition: Definition): Indicator {
  const known = read.get(catalogue) ?? new Map<Definition, Indicator>()
  read.set(catalogue, known)
  const indicator = known.get(definition) ?? checked(catalogue, definition)
  known.set(definition, indicator)
  return indicator
}

/** The lines of the catalogue that an indicator reads, each once. */
export function factsOf(catalogue: Catalogue, definition: Definition): readonly Entry[] {
  const { value, ofHowMany } = readIndicator(catalogue, definition)
  const facts = [value, ...(ofHowMany ? [ofHowMany] : [])].flatMap(allFacts)
  return [...new Set(facts.map(({ entry }) => entry))]
}

function checked(catalogue: Catalogue, definition: Definition): Indicator {
  const { code, formula, denominator, level, rise, unit } = definition
  const value = readFormula(catalogue, formula)
  const standing = standingOf(formula, value)
  checkRise(formula, value, standing, rise)
  const { entity } = standing
  if (entity.name !== level) {
    throw new Error(
      `${code} is declared at the level of ${level}, but reads facts of ${entity.name}`,
    )
  }
  if (value.type.kind !== 'number' || !mayBeCalled(value.type.unit, unit)) {
    const found = value.type.kind === 'number' ? unitText(value.type.unit) : 'no number'
    throw new Error(`${code} is declared in ${unit}, but its formula yields ${found}`)
  }
  const fraction = fractionOf(value)
  if (denominator === undefined) return { definition, entity, value, ...(fraction && { fraction }) }
  if (fraction) throw new Error(`${code} is a fraction and names a denominator besides`)
  return { definition, entity, value, ofHowMany: ofHowManyIn(catalogue, definition, denominator) }
}

function ofHowManyIn(catalogue: Catalogue, { code, level, rise }: Definition, formula: string) {
  const term = readFormula(catalogue, formula)
  const { entity, gathers } = standingOf(formula, term)
  if (entity.name !== level || rise !== 'counted' || !gathers) {
    throw new Error(`${code} names a denominator that does not gather the units of a ${level}`)
  }
  return term
}
