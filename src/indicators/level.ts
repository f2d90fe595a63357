import { viewName } from '../catalogue/catalogue.ts'
import { type AreaLevel, parseAreaCode } from '../ground/areaCode.ts'
import { type Entity, entityOf, isEntity } from '../ground/entity.ts'
import { isGroup } from '../ground/factType.ts'
import { badInput } from '../ground/refusal.ts'
import type { Rise } from './definition.ts'
import { formulaFault } from './formulaFault.ts'
import { aggregatesIn, outsideAggregates, sightsIn, type Term } from './term.ts'

/** Where a formula stands: the entity whose units it reads, and whether it gathers them itself. */
export interface Standing {
  readonly entity: Entity
  readonly gathers: boolean
}

/** Finds where a formula stands; refuses one that mixes levels, or single facts with aggregates. */
export function standingOf(formula: string, term: Term): Standing {
  const [first, ...others] = sightsIn(term)
  const entity = first?.shelf.shelved[0]
  if (!first || !entity) {
    throw formulaFault(formula, term.at, {
      zh: '公式没有读取任何数据项。',
      en: 'the formula reads no fact.',
    })
  }
  const stranger = others.find(({ shelf }) => shelf.shelved[0] !== entity)
  if (stranger) {
    const [one, other] = [viewName(first.shelf), viewName(stranger.shelf)]
    const { zh, en } = placeWords(stranger.shelf.shelved[0])
    throw formulaFault(formula, stranger.at, {
      zh: `“${other}”是${zh}的数据，而“${one}”是${entity.zh}的数据；一个公式只读取同一层级的数据。`,
      en: `"${other}" speaks of the ${en}, but "${one}" of the ${entity.en}; a formula reads one level.`,
    })
  }
  const gathers = aggregatesIn(term).length > 0
  const single = outsideAggregates(term).find(({ kind }) => kind === 'fact')
  if (gathers && single) {
    throw formulaFault(formula, single.at, {
      zh: '单项数据与 sum、avg、count 不能并列；请把它也写进 sum(…) 或 avg(…)。',
      en: 'a single fact does not stand beside sum, avg or count; write it as sum(…) or avg(…).',
    })
  }
  return { entity, gathers }
}

function placeWords(entity: Entity | undefined) {
  return { zh: entity?.zh ?? '', en: entity?.en ?? '' }
}

/** Refuses a way of rising that does not suit the formula, pointing at what does not add up. */
export function checkRise(formula: string, term: Term, standing: Standing, rise: Rise): void {
  if (standing.gathers !== (rise === 'counted')) {
    throw formulaFault(formula, term.at, {
      zh: 'sum、avg、count 自行汇总区域，上升方式为 counted；单项数据则须另选上升方式。',
      en: 'sum, avg and count gather an area themselves and rise as "counted"; single facts do not.',
    })
  }
  if (rise === 'meanOfVillages' && standing.entity.name !== 'Village') {
    throw formulaFault(formula, term.at, {
      zh: `“${standing.entity.zh}”的数据不能取各村平均。`,
      en: `facts of the ${standing.entity.en} have no mean of villages.`,
    })
  }
  const stubborn = rise === 'pooled' && outsideAggregates(term).find((part) => !mayPool(part))
  if (stubborn) {
    throw formulaFault(formula, stubborn.at, {
      zh: '这一项不能按合计重算：比率、乘积、是否判断和代码项都不相加。',
      en: 'this cannot be computed from sums: ratios, products, yes-or-noes and codes do not add up.',
    })
  }
}

function mayPool(term: Term): boolean {
  if (term.type.kind !== 'number') return false
  if (term.kind === 'fact') return term.type.adds !== 'ratio'
  if (term.kind !== 'binary' || term.operator !== '*') return true
  return [term.left, term.right].some(
    ({ type }) => type.kind === 'number' && type.adds === 'written',
  )
}

const ranks: Record<AreaLevel, number> = { city: 0, county: 1, zone: 1, township: 2, village: 3 }
const entityRanks: Record<string, number> = { City: 0, County: 1, Zone: 1, Township: 2, Village: 3 }

/** How an area stands to the units of an entity. */
export type Reach = 'own' | 'above' | 'below'

/** Whether an area is itself such a unit, holds such units, or lies below them. */
export function reachOf(area: string, entity: Entity): Reach {
  const level = parseAreaCode(area)?.level
  if (!level) throw new RangeError(`${area} is not an area code`)
  const rank = entityRanks[placeOf(entity).name] ?? ranks.village
  if (ranks[level] > rank) return 'below'
  // A zone is a list of villages: nothing larger than a village is known to lie in it whole.
  if (level === 'zone' && rank < ranks.village) return 'below'
  return ranks[level] === rank && entity.isArea ? 'own' : 'above'
}

/** The kind of area in which an entity lies: itself, or the one that its place names. */
function placeOf(entity: Entity): Entity {
  const target = entity.place.type.reference?.to()
  return target && !isGroup(target) && isEntity(target) ? entityOf(target) : entity
}

/** An area's code as the tables hold it; refuses what is none. */
export function readArea(code: string): string {
  const area = parseAreaCode(code)
  if (area) return area.code
  const shown = code.slice(0, 20)
  throw badInput({
    zh: `“${shown}”不是区划代码；请写 4、6、9 或 12 位代码，或开发区编号，如 520624。`,
    en: `"${shown}" is not an area code; write 4, 6, 9 or 12 digits, or a zone's id, such as 520624.`,
  })
}
