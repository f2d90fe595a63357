import { type RawBuilder, sql } from 'kysely'
import { type Catalogue, type Entry, type Shelf, viewName } from '../catalogue/catalogue.ts'
import { parseAreaCode } from '../ground/areaCode.ts'
import type { Entity } from '../ground/entity.ts'
import type { Sentence } from '../ground/refusal.ts'
import type { Level } from '../indicators/definitions/definition.ts'
import { departmentsIn, entityAt } from '../indicators/meaning/indicator.ts'
import { readFormulaWithin } from '../indicators/meaning/meaning.ts'
import type { Vocabulary } from '../indicators/meaning/scope.ts'
import { allFacts, sightsIn, type Term } from '../indicators/meaning/term.ts'
import { type Reported, type Time, Times } from '../indicators/meaning/times.ts'
import { listingTables } from '../indicators/sql/listing.ts'
import type { Sql } from '../store/sqlPieces.ts'

/** A rule across departments: of which view's rows it is asked, what is found, and what shows it. */
export interface Check extends Sentence {
  readonly code: string
  /** The view whose things are looked at, such as `povertyOffice.HouseholdRegister`. */
  readonly of: string
  /** What is found, as a yes or no of each of them. */
  readonly finding: string
  /** What shows it: formulas of the same row. */
  readonly evidence: readonly string[]
  readonly source: string
  readonly reading: Sentence
}

/** A check that has been read against a catalogue. */
export interface ReadCheck {
  readonly check: Check
  readonly shelf: Shelf
  readonly things: readonly Entity[]
  readonly finding: Term
  readonly evidence: readonly Evidence[]
  readonly facts: readonly Entry[]
  readonly departments: readonly string[]
  /** The views whose last reported periods the statement has to know. */
  readonly views: readonly string[]
}

/** One piece of evidence, and the facts that it is made of. */
export interface Evidence {
  readonly text: string
  readonly term: Term
  readonly facts: readonly Entry[]
}

/** Something that was found: what, where, and what shows it, in the order of the check's evidence. */
export interface Finding {
  readonly key: string
  readonly place: string
  readonly evidence: readonly (string | null)[]
}

/** Reads a check; throws where its formulas do not hold. */
export function readCheck(catalogue: Catalogue, check: Check, vocabulary: Vocabulary): ReadCheck {
  const shelf = catalogue.shelves.find((one) => viewName(one) === check.of)
  if (!shelf) throw new Error(`${check.code} looks at ${check.of}, which is no view`)
  const read = (formula: string) => readFormulaWithin(catalogue, formula, shelf, vocabulary)
  const finding = read(check.finding)
  if (finding.type.kind !== 'yesNo') throw new Error(`${check.code} asks for no yes or no`)
  const evidence = check.evidence.map((text) => {
    const term = read(text)
    return { text, term, facts: [...new Set(allFacts(term).map(({ entry }) => entry))] }
  })
  const facts = [...new Set(allFacts(finding).map(({ entry }) => entry))]
  const sights = [finding, ...evidence.map(({ term }) => term)].flatMap(sightsIn)
  return {
    check,
    shelf,
    things: shelf.shelved,
    finding,
    evidence,
    facts,
    departments: [...new Set([...departmentsIn([finding]), ...shelf.owners])].sort(),
    views: [...new Set([check.of, ...sights.map((sight) => viewName(sight.shelf))])],
  }
}

const levels: Readonly<Record<string, Level>> = {
  city: 'City',
  county: 'County',
  zone: 'Zone',
  township: 'Township',
  village: 'Village',
}

/** Which findings are wanted: of an area and a time, after a key, so many. */
export interface Wanted {
  readonly area: string
  readonly time: Time
  readonly after?: string | undefined
  readonly first: number
}

/** One statement that lists what a check finds in an area, in the order of the keys. */
export function findingsStatement(
  catalogue: Catalogue,
  read: ReadCheck,
  { area, time, after, first }: Wanted,
  today: Time,
  reported: Reported,
): RawBuilder<unknown> {
  const found = listed(catalogue, read, area, time, today, reported)
  const later = after === undefined ? sql`` : sql`where f.key > ${after}`
  return sql`with ${found} select f.key, f.place, f.evidence from f
    ${later} order by f.key limit ${first + 1}`
}

/** One statement that counts what a check finds in an area. */
export function findingsCount(
  catalogue: Catalogue,
  read: ReadCheck,
  area: string,
  time: Time,
  today: Time,
  reported: Reported,
): RawBuilder<unknown> {
  const found = listed(catalogue, read, area, time, today, reported)
  return sql`with ${found} select count(*)::integer as number from f`
}

/**
 * What is found, as the expression `f`: the rows of the view that lie in the area, with what is read
 * beside them, of which the finding is sure. Where a department is silent its part is not known: what
 * the others prove is found all the same, and what hangs on its silence is not.
 */
function listed(
  catalogue: Catalogue,
  { shelf, things, finding, evidence }: ReadCheck,
  area: string,
  time: Time,
  today: Time,
  reported: Reported,
): Sql {
  const level = levels[parseAreaCode(area)?.level ?? '']
  if (!level) throw new RangeError(`${area} is not an area code`)
  return listingTables({
    catalogue,
    level: entityAt(catalogue, level),
    question: { area, ...time },
    times: new Times([time], today, reported),
    rows: {
      how: 'count',
      things,
      relation: { by: 'place' },
      rows: { shelf, back: 0 },
      of: finding,
    },
    condition: finding,
    told: evidence.map(({ term }) => term),
  })
}
