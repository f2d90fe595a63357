import type { Catalogue } from '../../catalogue/catalogue.ts'
import { areaClasses } from '../../entities/areaClasses.ts'
import { afterAll, levelOf } from '../../ground/areaCode.ts'
import type { Entity } from '../../ground/entity.ts'
import type { Times } from '../meaning/times.ts'
import type { Join, NamedTable, Query, Select } from './algebra.ts'
import { timeColumns } from './moments.ts'
import type { Question } from './question.ts'
import { columnAs, inner, plain, tableAs, tableNamed, thingsAs } from './relationForms.ts'
import { and, bind, cast, columnOf, equal, infix } from './scalarForms.ts'
import { zoneVillages } from './zones.ts'

/** How the units of an area are found: by a column that names it, its prefix, or the zones' register. */
type Way =
  | { readonly by: 'column'; readonly column: string }
  | { readonly by: 'prefix' }
  | { readonly by: 'register' }

/**
 * Which units of an entity lie in which of the areas asked for: rows of the question's number from 1,
 * the unit's key, and its time. Where the entity's table names the area that column is compared, for
 * the planner of the database knows its values; else the range of the prefix, and for a zone the register
 * of the year.
 */
export function unitsIn(
  catalogue: Catalogue,
  entity: Entity,
  questions: readonly Question[],
  times: Times,
): Query {
  const numbered = questions.map((question, index) => ({ question, number: index + 1 }))
  const byWay = Map.groupBy(numbered, ({ question }) => nameOfWay(wayTo(entity, question.area)))
  const selects = [...byWay.values()].map((found): Select => {
    const [first] = found
    const way: Way = first ? wayTo(entity, first.question.area) : { by: 'prefix' }
    const asked = found.map(({ question }) => question)
    const numbers = byWay.size === 1 ? undefined : found.map(({ number }) => number)
    return {
      columns: [
        plain(cast(columnOf('a', 'question'), 'integer')),
        columnAs('key', columnOf('u', entity.key.column)),
        ...timeColumns(times, 'a').map(plain),
      ],
      from: { from: 'questions', questions: asked, numbers, alias: 'a' },
      joins: joinsBy(way, catalogue, entity),
    }
  })
  return { keepsTwins: true, selects }
}

/** The units of `l`, as `u`: each once for each time; or each with its question, where each is asked for by itself. */
export function unitTable(
  times: Times,
  { isDistinct, hasQuestion }: { isDistinct: boolean; hasQuestion: boolean },
): NamedTable {
  const key = columnOf('l', 'key')
  const question = hasQuestion ? [columnOf('l', 'question')] : []
  return tableAs('u', {
    isDistinct,
    columns: [
      plain(key),
      columnAs('place', key),
      ...[...question, ...timeColumns(times, 'l')].map(plain),
    ],
    from: tableNamed('l'),
  })
}

function joinsBy(way: Way, catalogue: Catalogue, entity: Entity): Join[] {
  const units = thingsAs([entity], 'u')
  const place = columnOf('u', entity.place.column)
  const area = columnOf('a', 'area')
  switch (way.by) {
    case 'column':
      return [inner(units, equal(columnOf('u', way.column), area))]
    case 'prefix': {
      const end = infix('||', area, bind(afterAll))
      return [inner(units, and(infix('>=', place, area), infix('<', place, end)))]
    }
    case 'register': {
      const { register, village, isIn } = zoneVillages(catalogue)
      return [inner(register, isIn(area, 'a')), inner(units, equal(place, village))]
    }
  }
}

function nameOfWay(way: Way): string {
  return way.by === 'column' ? `column ${way.column}` : way.by
}

function wayTo(entity: Entity, area: string): Way {
  const level = levelOf(area)
  const cls = level && areaClasses[level]
  if (entity.cls === cls) return { by: 'column', column: entity.key.column }
  if (level === 'zone') return { by: 'register' }
  const link = entity.facts.find(({ type }) => cls && type.reference?.to() === cls)
  return link ? { by: 'column', column: link.column } : { by: 'prefix' }
}
