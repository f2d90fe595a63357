import { viewName } from '../../catalogue/catalogue.ts'
import { factsOf, type Indicator, viewsOf } from './indicator.ts'
import type { KnownIndicators } from './knownIndicators.ts'
import { aggregatesIn, everyPart, ofOneRow, type Term } from './term.ts'

/** How a figure is shown to those who may not read what it is made of. */
export type Manner = 'shown' | 'whereNotFew' | 'withheld'

/** The same by level: in villages and townships, and in counties, zones and the city. */
export interface Disclosure {
  readonly below: Manner
  readonly above: Manner
}

/** Figures that are withheld in the same areas, for each would tell a part of the others. */
export interface Family {
  readonly codes: readonly string[]
  /** Whether a figure that the programme demands tells of counties and zones, however few they have. */
  readonly isToldAbove: boolean
  /** Whether villages and townships are shown at all. */
  readonly isShownBelow: boolean
}

const everywhere: Disclosure = { below: 'shown', above: 'shown' }

/**
 * How an indicator is shown, by what it reads and not by its name. Scores, verdicts and what is made of
 * open facts alone are shown; what the programme demands of counties and zones is shown from there upward.
 * Other sums and counts are shown where not few stand behind them, and no row enters two years, for else the
 * year before would tell of one household. Shares are not shown.
 */
export function disclosureOf(indicator: Indicator): Disclosure {
  const { scoring, unit, demanded } = indicator.definition
  const isVerdict = unit === 'yesNo' || unit === 'status'
  if (scoring || isVerdict || !readsClosed(indicator)) return everywhere
  const manner = addsUp(indicator) && !readsOtherYears(indicator) ? 'whereNotFew' : 'withheld'
  return { below: manner, above: demanded === 'fromCounty' ? 'shown' : manner }
}

/** Whether there are areas of which a figure is shown only where not few stand behind it. */
export function mayTellOfFew(indicator: Indicator): boolean {
  const { below, above } = disclosureOf(indicator)
  return below === 'whereNotFew' || above === 'whereNotFew'
}

function readsClosed(indicator: Indicator): boolean {
  return factsOf(indicator).some(({ fact }) => fact.sharing !== 'open')
}

/** Whether the figure of an area is the sum of the figures of its villages. */
function addsUp({ value, fraction, ofHowMany }: Indicator): boolean {
  return !fraction && !ofHowMany && isSum(value)
}

function isSum(term: Term): boolean {
  switch (term.kind) {
    case 'aggregate':
      return /^(sum|count|countDistinct)$/.test(term.aggregate.how)
    case 'binary':
      return '+-*'.includes(term.operator) && isSum(term.left) && isSum(term.right)
    case 'negative':
      return isSum(term.of)
    default:
      return term.kind === 'fact' || term.kind === 'number' || term.kind === 'parameter'
  }
}

/** Whether a row may enter the figures of several years. */
function readsOtherYears(indicator: Indicator): boolean {
  return (
    viewsOf(indicator).some(({ back }) => back !== 0) ||
    indicator.terms
      .flatMap(everyPart)
      .some(
        (part) =>
          (part.kind === 'fact' && part.since !== undefined) ||
          (part.kind === 'dated' && part.how === 'by'),
      )
  )
}

/** What a figure adds up or counts. */
function summed({ value }: Indicator): string[] {
  return aggregatesIn(value).map(({ aggregate: { how, of, rows, things } }) => {
    const parts = of ? ofOneRow(of) : []
    const facts = parts.flatMap((part) => (part.kind === 'fact' ? part.entry.name : []))
    const from = rows ? viewName(rows.shelf) : things.map(({ name }) => name).join(' ')
    return how === 'sum' ? `sum of ${facts.join(' ')}` : `count of ${facts.join(' ') || from}`
  })
}

/** How the built-in figures of a year are shown to those who may not read what they are made of. */
export interface Disclosures {
  readonly of: (indicator: Indicator) => Disclosure
  /** The family of a figure that is shown where not few stand behind it. */
  readonly familyOf: (indicator: Indicator) => Family | undefined
}

const read = new WeakMap<KnownIndicators, Map<number, Disclosures>>()

/** The disclosures of a year, read once. */
export function disclosuresIn(known: KnownIndicators, year: number): Disclosures {
  const byYear = read.get(known) ?? new Map<number, Disclosures>()
  read.set(known, byYear)
  const found = byYear.get(year) ?? readDisclosures(known, year)
  byYear.set(year, found)
  return found
}

function readDisclosures(known: KnownIndicators, year: number): Disclosures {
  const codes = new Set(known.all.map(({ definition }) => definition.code))
  const all = [...codes].flatMap((code) => known.inYear(code, year) ?? [])
  const disclosures = new Map(all.map((one) => [codeOf(one), disclosureOf(one)]))
  for (const one of tellingTheSame(all.filter(mayTellOfFew))) {
    disclosures.set(codeOf(one), { ...disclosureOf(one), below: 'withheld' })
  }
  const of = (one: Indicator) => disclosures.get(codeOf(one)) ?? disclosureOf(one)
  const demanded = all.filter((one) => one.definition.demanded && addsUp(one))
  const told = new Set(demanded.flatMap(summed))
  const asked = all.filter((one) => Object.values(of(one)).includes('whereNotFew'))
  const families = new Map(
    joinedByViews(asked).flatMap((members) => {
      const family: Family = {
        codes: members.map(codeOf),
        isToldAbove: members.some((one) => summed(one).some((sum) => told.has(sum))),
        isShownBelow: members.every((one) => of(one).below === 'whereNotFew'),
      }
      return members.map((one) => [codeOf(one), family] as const)
    }),
  )
  return { of, familyOf: (one) => families.get(codeOf(one)) }
}

function codeOf({ definition }: Indicator): string {
  return definition.code
}

/** Figures that add up what another one does under other conditions: one of them is shown below the counties. */
function tellingTheSame(indicators: readonly Indicator[]): Indicator[] {
  const told = new Set<string>()
  const isDemanded = ({ definition }: Indicator) => (definition.demanded ? 1 : 0)
  return indicators
    .toSorted((one, other) => isDemanded(one) - isDemanded(other))
    .filter((one) => {
      const sums = summed(one)
      const isTold = sums.some((sum) => told.has(sum))
      for (const sum of sums) told.add(sum)
      return isTold
    })
}

/** Indicators in groups: who reads a closed view together with another one is in a group with it. */
function joinedByViews(indicators: readonly Indicator[]): Indicator[][] {
  const groups: { members: Indicator[]; views: Set<string> }[] = []
  for (const indicator of indicators) {
    const views = closedViews(indicator)
    const met = groups.filter((group) => !group.views.isDisjointFrom(views))
    for (const group of met) groups.splice(groups.indexOf(group), 1)
    groups.push({
      members: [...met.flatMap(({ members }) => members), indicator],
      views: met.reduce((all, group) => all.union(group.views), views),
    })
  }
  return groups.map(({ members }) => members)
}

function closedViews(indicator: Indicator): Set<string> {
  const closed = factsOf(indicator).filter(({ fact }) => fact.sharing !== 'open')
  return new Set(closed.flatMap(({ shelf }) => (shelf ? [viewName(shelf)] : [])))
}
