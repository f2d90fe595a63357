import { type Catalogue, type Shelf, viewName } from '../catalogue/catalogue.ts'
import { City } from '../entities/city.ts'
import { Cooperative } from '../entities/cooperative.ts'
import { County } from '../entities/county.ts'
import { Enterprise } from '../entities/enterprise.ts'
import { Household } from '../entities/household.ts'
import { Loan } from '../entities/loan.ts'
import { Organisation } from '../entities/organisation.ts'
import { Person } from '../entities/person.ts'
import { Project } from '../entities/project.ts'
import { Township } from '../entities/township.ts'
import { Village } from '../entities/village.ts'
import { Zone } from '../entities/zone.ts'
import { entityOf } from '../ground/entity.ts'
import { type Class, targetFor, targetsOf } from '../ground/factType.ts'
import { type Period, periodEnd, periodsOf, previousPeriod } from '../ground/period.ts'
import { targetOf } from '../store/transaction.ts'
import { firstYear, lastYear, years } from './chance/anchors.ts'
import { dayOf } from './chance/days.ts'
import { inventedValue, type Known, type Occasion } from './chance/inventedValue.ts'
import { stream } from './chance/random.ts'
import { type Sheet, sheet, withGaps } from './chance/sheet.ts'
import type { Groundwork } from './people/groundwork.ts'
import { householdYears } from './people/guarantees.ts'
import { type Subjects, subjectsOf } from './people/subjects.ts'

/** How large a thing is beside a village, as far as what is counted in it goes. */
const sizes = new Map<Class, number>([
  [City, 2700],
  [County, 270],
  [Zone, 50],
  [Township, 16],
  [Village, 1],
  [Project, 1],
  [Enterprise, 0.3],
  [Cooperative, 0.3],
  [Organisation, 0.3],
  [Loan, 0.1],
  [Household, 0.01],
  [Person, 0.003],
])

/** Codes that facts may hold without being links, and the lists in which they are found. */
const codes: Readonly<Record<string, readonly [Class, string]>> = {
  AreaCode: [Village, 'code'],
  UnifiedSocialCreditCode: [Organisation, 'uscc'],
  CitizenIdentityNumber: [Person, 'idNumber'],
}

/** How many rows of a list are pointed at. */
const pointedAt = 500
/** How many rows at the most an entity has in a period where each has a number of its own. */
const mostEach = 2
const gaps = { silent: 0.003, blank: 0.01 } as const

/**
 * Invents rows for every view that nobody else makes rows for: plausible by type, unit and range, keeping to
 * the view's own rules, and as synthetic as all the others. So a department's one file has rows at once.
 */
export function inventedSheets(
  catalogue: Catalogue,
  ground: Groundwork,
  made: readonly Sheet[],
): Sheet[] {
  const has = new Set(made.map(({ of }) => of))
  const known = knownFrom(made)
  return catalogue.shelves
    .filter(({ cls }) => !has.has(cls))
    .map((shelf) => inventedSheet(catalogue, ground, shelf, subjectsOf(ground, shelf, made), known))
}

/** What the rows that are made already have for others to name, read when it is first asked for. */
function knownFrom(made: readonly Sheet[]): Known {
  const read = new Map<unknown, readonly string[]>()
  const readOnce = (of: unknown, make: () => readonly string[]) => {
    const known = read.get(of) ?? make()
    read.set(of, known)
    return known
  }
  const valuesOf = (cls: Class, property: string) =>
    firstOf(made.find(({ of }) => of === cls)?.rows ?? []).map((row) =>
      String(Reflect.get(row, property)),
    )
  return {
    keysFor: (reference) =>
      readOnce(reference, () =>
        targetsOf(reference).flatMap((target) =>
          // A lender's code is like an enterprise's: a link between the two would not come back to it.
          valuesOf(target, entityOf(target).key.name).filter(
            (key) => targetFor(reference, key) === target,
          ),
        ),
      ),
    codesOf: (word) => {
      const place = codes[word]
      return place && readOnce(word, () => valuesOf(...place))
    },
  }
}

function firstOf(rows: Iterable<object>): object[] {
  const first: object[] = []
  for (const row of rows) {
    first.push(row)
    if (first.length === pointedAt) break
  }
  return first
}

/** Areas are told of in all years and, part by part, in the last ones; others in fewer, and in the whole city in the last. */
function periodsIn(
  { scale }: Groundwork,
  { per, shelved }: Shelf,
): readonly (Period | undefined)[] {
  if (!per) return [undefined]
  const ofAreas = shelved.every(({ isArea }) => isArea)
  const inParts = per !== 'year'
  const kept = ofAreas ? (inParts ? householdYears : years) : inParts ? [lastYear] : householdYears
  const periods = kept.flatMap((year) => periodsOf(year, per))
  return scale === 'full' && !ofAreas ? periods.slice(-1) : periods
}

function inventedSheet(
  catalogue: Catalogue,
  ground: Groundwork,
  shelf: Shelf,
  { about, keys }: Subjects,
  known: Known,
): Sheet {
  const { seed } = ground
  const name = viewName(shelf)
  const periods = periodsIn(ground, shelf)
  const partsAYear = shelf.per ? periodsOf(lastYear, shelf.per).length : 1
  const [keyName = ''] = targetOf(catalogue, shelf.cls).properties
  const size = sizes.get(shelf.shelved[0]?.cls ?? Village) ?? 1
  const rows = function* () {
    for (const key of keys()) {
      const random = stream(seed, `${name}/${key}`)
      const tempers = shelf.facts.map(() => random.normal())
      for (const period of periods) {
        const at = { random, size, partsAYear, known, ...timeOf(period) }
        for (let number = shelf.each ? random.whole(1, mostEach) : 1; number > 0; number -= 1) {
          const head = { [keyName]: key, ...(period ? { period } : {}) }
          const finer = shelf.each ? { [shelf.each.name]: `${period ?? ''}M${number}` } : {}
          yield { ...head, ...finer, ...inventedFacts(shelf, tempers, at) }
        }
      }
    }
  }
  const rowsEach = periods.length * (shelf.each ? (1 + mostEach) / 2 : 1)
  const facts = shelf.facts.map((fact) => fact.name) as never[]
  return sheet(shelf.cls, Math.round(about * rowsEach), () =>
    withGaps<object>(rows(), stream(seed, `${name}/gaps`), { ...gaps, facts }),
  )
}

function timeOf(period: Period | undefined): Pick<Occasion, 'year' | 'days'> {
  if (!period) return { year: lastYear, days: [dayOf(firstYear, 1, 1), dayOf(lastYear, 12, 31)] }
  const before = previousPeriod(period) ?? period
  const [first, last] = [endOf(before) + 1, endOf(period)]
  return { year: Number(period.slice(0, 4)), days: [first, last] }
}

function endOf(period: Period): number {
  const [year = 0, month = 0, day = 0] = periodEnd(period).split('-').map(Number)
  return dayOf(year, month, day)
}

/** How often what a rule does not let stand is drawn anew; after that it is blank. */
const mostDraws = 40

/** Invents the facts of a row; what a rule says of one of them may undo what another says, so all are asked again. */
function inventedFacts(
  { facts, rules }: Shelf,
  tempers: readonly number[],
  at: Occasion,
): Record<string, unknown> {
  const row = Object.fromEntries(
    facts.map((fact, index) => [fact.name, inventedValue(fact, tempers[index] ?? 0, at)]),
  )
  for (let draw = 1; ; draw += 1) {
    const broken = rules.find(({ holds }) => !holds(asPublished(row)))
    if (!broken) return row
    // The parts bend, and not the whole that they are held against.
    const { of } = broken
    for (const name of of.length > 1 ? of.slice(0, -1) : of) {
      const fact = facts.find((one) => one.name === name)
      if (fact && draw <= mostDraws) row[name] = inventedValue(fact, at.random.normal(), at)
      else delete row[name]
    }
  }
}

function asPublished(row: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]))
}
