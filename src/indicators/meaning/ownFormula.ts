import type { Catalogue, Entry } from '../../catalogue/catalogue.ts'
import { badInput } from '../../ground/refusal.ts'
import { type Definition, type Level, ownCode } from '../definitions/definition.ts'
import { entityAt, type Indicator, readIndicator } from './indicator.ts'
import type { KnownIndicators } from './knownIndicators.ts'
import { readFormula } from './meaning.ts'
import { aggregatesIn, allFacts, everyPart, type FactTerm, insideOf, type Term } from './term.ts'
import { unitText } from './unit.ts'

/** A formula that an analyst has written, and the formulas that it may name. */
export interface OwnFormula {
  readonly formula: string
  readonly level: Level
  readonly named?: readonly { readonly name: string; readonly formula: string }[] | null | undefined
  readonly decimals?: number | null | undefined
}

const mostNamed = 20
const mostDecimals = 10

/** How many facts an own formula may reach through one another; each is a join or a pass over a view. */
const mostCost = 60

/** Reads an analyst's own formula as an indicator that stands at its level alone. */
export function ownIndicator(
  catalogue: Catalogue,
  known: KnownIndicators,
  { formula, level, named, decimals }: OwnFormula,
): Indicator {
  if ((named?.length ?? 0) > mostNamed) {
    throw badInput({
      zh: `命名公式不超过 ${mostNamed} 个。`,
      en: `At most ${mostNamed} formulas may be named.`,
    })
  }
  const places = decimals ?? 2
  if (!Number.isInteger(places) || places < 0 || places > mostDecimals) {
    throw badInput({
      zh: `小数位数应为 0 到 ${mostDecimals}。`,
      en: `decimals is a whole number from 0 to ${mostDecimals}.`,
    })
  }
  const { parameters } = known.vocabulary
  const formulas = new Map(known.vocabulary.formulas)
  for (const one of named ?? []) {
    if (formulas.has(one.name)) {
      throw badInput({
        zh: `“${one.name}”已是内置指标或另一个公式的名称，请另取一个。`,
        en: `"${one.name}" already names an indicator or another formula; choose another name.`,
      })
    }
    formulas.set(one.name, one.formula)
  }
  const vocabulary = { parameters, formulas }
  const term = readFormula(catalogue, formula, entityAt(catalogue, level), vocabulary)
  checkCost(term)
  const definition: Definition = {
    code: ownCode,
    zh: '自拟公式',
    en: 'Own formula',
    from: 1949,
    source: { origin: 'proposed', where: 'the caller' },
    reading: { zh: '', en: '' },
    formula,
    unit: unitOf(term),
    decimals: places,
    level,
    rise: 'none',
    sharing: 'open',
  }
  const indicator = readIndicator(catalogue, definition, vocabulary)
  // Two formulas of one text may name different others.
  return { ...indicator, id: JSON.stringify([indicator.id, named ?? []]) }
}

function unitOf({ type }: Term): string {
  if (type.kind === 'number') return unitText(type.unit)
  if (type.kind === 'yesNo') return 'yesNo'
  if (type.kind === 'member') return 'status'
  throw badInput({
    zh: '公式的结果应是数、是否判断或代码项。',
    en: 'A formula comes to a number, a yes or no, or a member of a code list.',
  })
}

/** What a formula costs, before anything is read: aggregates within others weigh the more. */
export function costOf(term: Term): number {
  const own = allFacts(term).length
  const deeper = aggregatesIn(term)
    .flatMap(({ aggregate }) => insideOf(aggregate))
    .reduce((sum, inside) => sum + costOf(inside), 0)
  return own + 2 * deeper
}

function checkCost(term: Term): void {
  const cost = costOf(term)
  if (cost <= mostCost) return
  throw badInput(
    {
      zh: `公式的计算量为 ${cost}，超过上限 ${mostCost}；请拆成几个公式，或减少汇总的层数。`,
      en: `The formula costs ${cost}, over the limit of ${mostCost}; take it apart, or nest fewer aggregates.`,
    },
    { cost, limit: mostCost },
  )
}

/** Facts that a formula reads one by one, and those that it reads or decides by in aggregates alone. */
export function readingsOf(
  catalogue: Catalogue,
  { terms }: Indicator,
): { single: Entry[]; aggregated: Entry[] } {
  const outside = new Set(terms.flatMap(outsideAggregates).map(({ entry }) => entry))
  const inside = new Set([
    ...terms.flatMap(allFacts).map(({ entry }) => entry),
    ...terms.flatMap(everyPart).flatMap((part) => decidedBy(catalogue, part)),
  ])
  return {
    single: [...outside],
    aggregated: [...inside].filter((entry) => !outside.has(entry)),
  }
}

/** By what rows are found at all: that a view has one, where a thing lies, to whom a link leads. */
export function decidedBy({ witnessOf, entryOf }: Catalogue, part: Term): Entry[] {
  if (part.kind === 'has') return [witnessOf(part.shelf)]
  if (part.kind !== 'aggregate') return []
  const { rows, relation, things } = part.aggregate
  const found = rows ? [witnessOf(rows.shelf)] : []
  if (relation.by === 'place')
    return [...found, ...things.map((thing) => entryOf(thing, thing.place))]
  if (relation.by !== 'link') return found
  const [thing] = things
  const of = relation.shelf ?? thing
  return of ? [...found, entryOf(of, relation.fact)] : found
}

/** The facts by which the aggregates of a formula choose and count. */
export function chosenBy({ terms }: Indicator): Entry[] {
  const chosen = terms
    .flatMap(everyPart)
    .flatMap((part) => (part.kind === 'aggregate' ? insideOf(part.aggregate) : []))
  return [...new Set(chosen.flatMap(allFacts).map(({ entry }) => entry))]
}

function outsideAggregates(term: Term): FactTerm[] {
  const inside = new Set<unknown>(
    aggregatesIn(term).flatMap(({ aggregate }) => insideOf(aggregate).flatMap(allFacts)),
  )
  return allFacts(term).filter((fact) => !inside.has(fact))
}
