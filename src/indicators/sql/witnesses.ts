import { County } from '../../entities/county.ts'
import { Village } from '../../entities/village.ts'
import { Zone } from '../../entities/zone.ts'
import { entityOf } from '../../ground/entity.ts'
import type { Back } from '../meaning/term.ts'
import type { Times } from '../meaning/times.ts'
import type { NamedTable, Scalar, Select } from './algebra.ts'
import { inPeriod, sameTime, timeColumns, yearly } from './moments.ts'
import type { CountyTable, PlanContext, SoughtView } from './planContext.ts'
import {
  columnAs,
  inner,
  left,
  plain,
  rowsAs,
  tableAs,
  tableNamed,
  thingsAs,
  viewAs,
} from './relationForms.ts'
import {
  and,
  call,
  caseOf,
  columnOf,
  equal,
  infix,
  literal,
  no,
  not,
  or,
  yes,
  zero,
} from './scalarForms.ts'
import { thingRows } from './thingTables.ts'
import { zoneVillages } from './zones.ts'

/** Whether a view has said anything at all of the county around a row; blank where it lies in none. */
export function hasReported(context: PlanContext, sought: SoughtView, row: string): Scalar {
  const { times } = context.extent
  const inCounty = equal(columnOf('w', 'county'), countyOf(columnOf(row, 'place')))
  return {
    op: 'first',
    rows: {
      columns: [plain(columnOf('w', 'yes'))],
      from: tableNamed(context.countyTable(sought), 'w'),
      where: and(inCounty, ...sameTime(times, 'w', row)),
    },
  }
}

/** The tables that tell of which counties the views have said anything that were asked of counties. */
export function countiesTold({ countyTables, extent }: PlanContext): NamedTable[] {
  return countyTables.map((one) => tableOfCounties(one, extent.times))
}

function tableOfCounties(table: CountyTable, times: Times): NamedTable {
  const [county, unit] = [columnOf('c', 'county'), columnOf('u', 'key')]
  const { place, ...rows } = rowsOfView(table)
  const inCounty = and(
    infix('>=', place, county),
    infix('<', place, infix('||', county, literal(':'))),
  )
  const told: Select = { columns: [], ...rows, where: and(inCounty, ...inPeriod(table, 'd', 'c')) }
  const ofUnits: Select = {
    columns: [columnAs('county', countyOf(unit)), ...timeColumns(times, 'u').map(plain)],
    from: tableNamed('u'),
  }
  const isWide = or(
    infix('<', call('length', unit), literal(6)),
    infix('like', unit, literal('%Z%')),
  )
  const ofWide: Select = {
    columns: [plain(columnOf('c', 'code')), ...timeColumns(times, 'u').map(plain)],
    from: thingsAs([entityOf(County)], 'c'),
    joins: [inner(tableNamed('u'), isWide)],
  }
  const select: Select = {
    columns: [
      plain(county),
      ...timeColumns(times, 'c').map(plain),
      columnAs('yes', { op: 'exists', rows: told }),
    ],
    from: rowsAs({ keepsTwins: false, selects: [ofUnits, ofWide] }, 'c'),
  }
  return tableAs(table.name, select, true)
}

/** Whether a view has said anything of the unit that a row is. */
export function hasToldOf(context: PlanContext, sought: SoughtView, row: string): Scalar {
  const { place, ...rows } = rowsOfView(sought)
  return isThere({
    ...rows,
    where: and(liesIn(context, place, row), ...inPeriod(sought, 'd', row)),
  })
}

/** Whether it is known of the whole unit that a row is that nobody there is on the register of the poor. */
export function hasNoneRegistered(context: PlanContext, back: Back, row: string): Scalar {
  const { register } = context.extent.catalogue
  if (!register) return no
  const { shelf, fact } = register.count
  const { source, key, place } = thingRows(shelf.shelved, 'h')
  const ofYear = and(
    equal(columnOf('d', shelf.keyColumn), key),
    equal(columnOf('d', 'period'), yearly(row, back)),
  )
  const counted = left(viewAs(shelf, 'd'), ofYear)
  const some = infix('is distinct from', columnOf('d', fact.column), zero)
  const where = and(liesIn(context, place, row), some)
  return not(isThere({ from: source, joins: [counted], where }))
}

/** Things with their rows in a view, and the place where they lie. */
function rowsOfView({ sight: { shelf } }: SoughtView) {
  const { source, key, place } = thingRows(shelf.shelved, 'h')
  const on = equal(columnOf('d', shelf.keyColumn), key)
  return { place, from: source, joins: [inner(viewAs(shelf, 'd'), on)] }
}

/** That a place lies in the unit that a row is. */
function liesIn({ extent }: PlanContext, place: Scalar, row: string): Scalar {
  const unit = columnOf(row, 'key')
  if (extent.level.cls === Village) return equal(place, unit)
  if (extent.level.cls !== Zone) {
    return and(infix('>=', place, unit), infix('<', place, infix('||', unit, literal(':'))))
  }
  const { register, village, isIn } = zoneVillages(extent.catalogue)
  const rows = { columns: [plain(village)], from: register, where: isIn(unit, row) }
  return { op: 'amongRows', of: place, rows }
}

/**
 * Whether there is such a row. It is asked for few units: what is written with "exists" the planner of
 * the database would answer for all of them at once.
 */
function isThere(rows: Omit<Select, 'columns'>): Scalar {
  const first: Scalar = { op: 'first', rows: { columns: [plain(yes)], ...rows, isOne: true } }
  return call('coalesce', first, no)
}

/** The county around a place, by its code; the whole city for the city itself and for zones. */
function countyOf(place: Scalar): Scalar {
  const isZone = infix('like', place, literal('%Z%'))
  return caseOf(isZone, call('left', place, literal(4)), call('left', place, literal(6)))
}
