import type { Catalogue } from '../../catalogue/catalogue.ts'
import { nearestName } from '../../ground/nearestName.ts'
import { type Column, columnsIn, comparable } from '../cells/columns.ts'
import { type Deliverable, deliverables } from '../deliverable.ts'
import { type Fault, shown } from '../fault.ts'

/** What the headings of a file say: which column stands where, and what is wrong with them. */
export interface Headings {
  /** The column at each place; undefined where the heading is blank. */
  readonly places: readonly (Column | undefined)[]
  /** Without their line, which the file knows. */
  readonly faults: readonly Fault[]
}

/**
 * The columns by whatever they may be called. A heading of the template goes before what another column
 * is also called; a name stands for the unit of the graph, yuan, where a heading may mean 万元.
 */
function columnsByHeading(of: Deliverable, today?: string): Map<string, Column> {
  const columns = columnsIn(of, today)
  const called = (names: (column: Column) => readonly string[]) =>
    columns.flatMap((column) => names(column).map((name) => [comparable(name), column] as const))
  // Of two columns that are called the same the later one stays: of an amount, the one in yuan.
  return new Map([
    ...called(({ aliases }) => aliases),
    ...called(({ heading }) => [heading]),
    ...called(({ name }) => [name]),
  ])
}

/** The view or entity whose headings these mostly are, where it is another one. */
function otherOwner(
  catalogue: Catalogue,
  of: Deliverable,
  headings: readonly string[],
): Deliverable | undefined {
  const fitting = (one: Deliverable) => {
    const known = columnsByHeading(one)
    return headings.filter((heading) => known.get(comparable(heading))?.role === 'fact').length
  }
  let best = { of, fits: fitting(of) }
  for (const one of deliverables(catalogue).values()) {
    const fits = fitting(one)
    if (fits > best.fits) best = { of: one, fits }
  }
  return best.of === of ? undefined : best.of
}

/** A heading without what stands in brackets: a unit or a remark, which is seldom what was mistyped. */
function bare(heading: string): string {
  return comparable(heading).replace(/\(.*?\)/g, '')
}

function unknown(heading: string, known: ReadonlyMap<string, Column>): Fault {
  const byBareHeading = new Map([...known].map(([name, column]) => [bare(name), column]))
  const nearest = nearestName(bare(heading), byBareHeading.keys())
  const meant = nearest === undefined ? undefined : byBareHeading.get(nearest)
  return {
    column: shown(heading),
    zh: meant
      ? `没有“${shown(heading)}”这一列；是否指“${meant.heading}”？`
      : `没有“${shown(heading)}”这一列；请删去该列，或对照模板的表头改正。`,
    en: meant
      ? `There is no column "${shown(heading)}"; do you mean "${meant.heading}" (${meant.name})?`
      : `There is no column "${shown(heading)}"; delete it, or correct it after the template.`,
  }
}

function twice(columns: readonly Column[]): Fault[] {
  const once = new Set<string>()
  return columns.flatMap((column) => {
    if (!once.has(column.fills)) {
      once.add(column.fills)
      return []
    }
    const of = columns.filter(({ fills }) => fills === column.fills).map(({ heading }) => heading)
    return [
      {
        column: column.heading,
        zh: `“${of.join('”与“')}”说的是同一项；请只保留一列。`,
        en: `"${of.join('" and "')}" say the same thing; keep only one of these columns.`,
      },
    ]
  })
}

function missing(of: Deliverable, columns: readonly Column[], all: readonly Column[]): Fault[] {
  return (['key', 'period', 'each'] as const).flatMap((role) => {
    const wanted = all.filter((column) => column.role === role)
    if (wanted.length === 0 || columns.some((column) => column.role === role)) return []
    const headings = wanted.map(({ heading }) => `“${heading}”`).join('或')
    const names = wanted.map(({ name, heading }) => `"${heading}" (${name})`).join(' or ')
    return [
      {
        zh: `缺少${headings}这一列，无法知道每行说的是哪${role === 'period' ? '一期' : '一个'}；请对照“${of.zh}”的模板补上。`,
        en: `The column ${names} is missing; add it after the template of ${of.name}.`,
      },
    ]
  })
}

/** Reads the headings of a file of a view or entity. */
export function readHeadings(
  catalogue: Catalogue,
  of: Deliverable,
  cells: readonly string[],
  today?: string,
): Headings {
  const headings = cells.map((cell) => cell.trim())
  const known = columnsByHeading(of, today)
  const places = headings.map((heading) => known.get(comparable(heading)))
  const strangers = headings.filter((heading, place) => heading !== '' && !places[place])
  const columns = places.filter((column) => column !== undefined)
  const faults = [
    ...strangers.map((heading) => unknown(heading, known)),
    ...twice(columns),
    ...missing(of, columns, columnsIn(of, today)),
  ]
  const other = faults.length === 0 ? undefined : otherOwner(catalogue, of, headings)
  if (!other) return { places, faults }
  const stray: Fault = {
    zh: `这份文件像是“${other.zh}”(${other.name})的，而不是“${of.zh}”(${of.name})的；请核对所选的视图。`,
    en: `This looks like a file of ${other.name}, not of ${of.name}; check which view you chose.`,
  }
  return { places, faults: [stray, ...faults] }
}
