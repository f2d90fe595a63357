import { type Catalogue, type Entry, viewName } from '../../catalogue/catalogue.ts'
import { VillageStanding } from '../../entities/villageStanding.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Definition, Level } from '../definitions/definition.ts'
import { type Fraction, fractionOf } from './fraction.ts'
import { checkRise } from './level.ts'
import { readFormula } from './meaning.ts'
import type { Vocabulary } from './scope.ts'
import { allFacts, everyPart, insideOf, ofOneRow, type Sight, sightsIn, type Term } from './term.ts'
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
  readonly conditions: Conditions
  /** All formulas that the definition names. */
  readonly terms: readonly Term[]
  /** What conditions measure by, which has to be known for the year. */
  readonly measures: readonly Measure[]
  /** By what its answers are kept: the text of all that is computed. */
  readonly id: string
  /** The views and lists of things that it reads, by their names in the catalogue. */
  readonly sources: readonly string[]
}

/** A parameter that a formula reads of the year, or of one before. */
type Measure = Extract<Term, { kind: 'parameter' }>

/** What is asked of a unit beside its value. */
export interface Conditions {
  readonly applies?: Term | undefined
  readonly invalid?: Term | undefined
  readonly veto?: Term | undefined
  readonly deduct?: Term | undefined
}

/** The lines of the catalogue that an indicator reads, each once. */
export function factsOf({ terms }: Indicator): readonly Entry[] {
  return [...new Set(terms.flatMap(allFacts).map(({ entry }) => entry))]
}

/** The departments that some formulas read, whether facts of theirs or that a view of theirs has a row. */
export function departmentsIn(terms: readonly Term[]): string[] {
  const owners = [
    ...terms.flatMap(allFacts).flatMap(({ entry }) => entry.owners),
    ...terms.flatMap(sightsIn).flatMap(({ shelf }) => shelf.owners),
  ]
  return [...new Set(owners)].sort()
}

/** The views that an indicator reads, with their years. */
export function viewsOf({ terms }: Indicator): readonly Sight[] {
  return terms.flatMap(sightsIn)
}

/** The kind of area of this name. */
export function entityAt({ entities }: Catalogue, level: Level): Entity {
  const entity = entities.find(({ name }) => name === level)
  if (!entity) throw new Error(`no kind of area is called ${level}`)
  return entity
}

/** Reads a definition; throws where its formulas, unit or level do not hold. */
export function readIndicator(
  catalogue: Catalogue,
  definition: Definition,
  vocabulary?: Vocabulary,
): Indicator {
  const { code, formula, denominator, level, rise } = definition
  const entity = entityAt(catalogue, level)
  const read = (text: string | undefined) =>
    text === undefined ? undefined : readFormula(catalogue, text, entity, vocabulary)
  const value = readFormula(catalogue, formula, entity, vocabulary)
  checkRise(formula, value, entity, rise)
  checkUnit(definition, value)
  const fraction = fractionOf(value)
  if (fraction && denominator)
    throw new Error(`${code} is a fraction and names a denominator besides`)
  const ofHowMany = read(denominator)
  if (denominator && ofHowMany) {
    if (rise !== 'counted') throw new Error(`${code} names a denominator, but does not count units`)
    checkRise(denominator, ofHowMany, entity, rise)
  }
  const { scoring, appliesWhen, invalidWhen } = definition
  const conditions = {
    applies: read(appliesWhen),
    invalid: read(invalidWhen),
    veto: read(scoring?.veto),
    deduct: read(scoring?.deduct?.foreach),
  }
  const terms = [value, ofHowMany, ...Object.values(conditions)].filter(
    (term) => term !== undefined,
  )
  return {
    definition,
    entity,
    value,
    conditions,
    terms,
    id: JSON.stringify([
      code,
      definition.from,
      formula,
      denominator,
      scoring,
      appliesWhen,
      invalidWhen,
      rise,
      level,
      definition.unit,
      definition.decimals,
    ]),
    measures: terms.flatMap(everyPart).flatMap(measuresIn),
    sources: sourcesOf(catalogue, entity, terms),
    ...(fraction && { fraction }),
    ...(ofHowMany && { ofHowMany }),
  }
}

/** The parameters by which an aggregate tells who is meant: unknown, they would seem to mean nobody. */
function measuresIn(part: Term): Measure[] {
  if (part.kind !== 'aggregate') return []
  const read = insideOf(part.aggregate).flatMap(ofOneRow)
  return read.filter((one) => one.kind === 'parameter').filter(({ parameter }) => !parameter.rates)
}

/**
 * The views, the lists of things and of areas that some formulas read; the register of villages tells of
 * zones, and how many are registered tells whether a view of theirs is silent.
 */
function sourcesOf(catalogue: Catalogue, level: Entity, terms: readonly Term[]): string[] {
  const { register, shelfOf } = catalogue
  const read = terms.flatMap(sightsIn).map(({ shelf }) => shelf)
  const ofRegistered = read.some(({ tellsOf }) => tellsOf === 'registered')
  const counted = ofRegistered && register ? [register.count.shelf] : []
  const views = [...read, ...counted].map(viewName)
  const things = terms
    .flatMap(everyPart)
    .flatMap((part) => (part.kind === 'aggregate' ? part.aggregate.things : []))
    .map(({ name }) => name)
  return [...new Set([...views, ...things, level.name, viewName(shelfOf(VillageStanding))])].sort()
}

function checkUnit({ code, unit }: Definition, { type }: Term): void {
  if (type.kind === 'member' && unit === 'status') return
  if (type.kind === 'yesNo' && unit === 'yesNo') return
  if (type.kind === 'number' && (mayBeCalled(type.unit, unit) || type.adds === 'written')) return
  const found = type.kind === 'number' ? unitText(type.unit) : `a ${type.kind}`
  throw new Error(`${code} is declared in ${unit}, but its formula yields ${found}`)
}
