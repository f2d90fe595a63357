import { type AreaLevel, levelOf, parseAreaCode } from '../../ground/areaCode.ts'
import { type Entity, entityOf, isEntity } from '../../ground/entity.ts'
import { isUnion } from '../../ground/factType.ts'
import { badInput } from '../../ground/refusal.ts'
import type { Rise } from '../definitions/definition.ts'
import { formulaFault } from '../language/formulaFault.ts'
import { aggregatesIn, allFacts, isConstant, ofOneRow, ownFacts, type Term } from './term.ts'

const ranks: Record<AreaLevel, number> = { city: 0, county: 1, zone: 1, township: 2, village: 3 }
const entityRanks: Record<string, number> = { City: 0, County: 1, Zone: 1, Township: 2, Village: 3 }

/** How far down the tree of areas a thing lies: 0 for the city, 3 for a village and all that lies in one. */
export function rankOf(entity: Entity): number {
  const target = entity.place.type.reference?.to()
  const place = target && !isUnion(target) && isEntity(target) ? entityOf(target) : entity
  return entityRanks[place.name] ?? ranks.village
}

/** How many digits the code of such an area has. */
export function codeLengthOf(entity: Entity): number {
  return [4, 6, 9, 12][rankOf(entity)] ?? 12
}

/** How an area stands to the units of an entity. */
export type Reach = 'own' | 'above' | 'below'

/** Whether an area is itself such a unit, holds such units, or lies below them. */
export function reachOf(area: string, entity: Entity): Reach {
  const level = levelOf(area)
  if (!level) throw new RangeError(`${area} is not an area code`)
  const rank = rankOf(entity)
  if (ranks[level] > rank) return 'below'
  // A zone is a list of villages: nothing larger than a village is known to lie in it whole.
  if (level === 'zone' && rank < ranks.village && entity.name !== 'Zone') return 'below'
  if (entity.name === 'Zone') return level === 'zone' ? 'own' : 'below'
  return ranks[level] === rank && entity.isArea ? 'own' : 'above'
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

/** Refuses a way of rising that does not suit the formula, pointing at what does not add up. */
export function checkRise(formula: string, term: Term, level: Entity, rise: Rise): void {
  const single = ownFacts(term).find(({ reach }) => reach === 'own')
  const gathers = aggregatesIn(term)
  if (allFacts(term).length === 0 && gathers.length === 0) {
    throw formulaFault(formula, term.at, {
      zh: '公式没有读取任何数据项。',
      en: 'the formula reads no fact.',
    })
  }
  const self = gathers.find(({ aggregate }) => aggregate.relation.by === 'self')
  if (single && self) {
    throw formulaFault(formula, single.at, {
      zh: '单项数据与 sum、avg、count 不能并列；请把它也写进 sum(…) 或 avg(…)。',
      en: 'a single fact does not stand beside sum, avg or count; write it as sum(…) or avg(…).',
    })
  }
  if ((rise === 'counted') !== (single === undefined && gathers.length > 0) && rise !== 'none') {
    if (rise === 'counted' || self) {
      throw formulaFault(formula, term.at, {
        zh: 'sum、avg、count 自行汇总区域，上升方式为 counted；单项数据则须另选上升方式。',
        en: 'sum, avg and count gather an area themselves and rise as "counted"; single facts do not.',
      })
    }
  }
  if (rise === 'meanOfVillages' && level.name !== 'Village') {
    throw formulaFault(formula, term.at, {
      zh: `“${level.zh}”的数据不能取各村平均。`,
      en: `facts of the ${level.en} have no mean of villages.`,
    })
  }
  const pools = rise === 'pooled' || rise === 'counted'
  const stubborn = pools && ofOneRow(term).find((part) => !mayPool(part))
  if (stubborn) {
    throw formulaFault(formula, stubborn.at, {
      zh: '这一项不能按合计重算：比率、乘积、是否判断、取最大最小和代码项都不相加。',
      en: 'this cannot be computed from sums: ratios, products, yes-or-noes, extremes and codes do not add up.',
    })
  }
}

/** Whether a part of a formula may be computed again from the sums of what it reads. */
function mayPool(term: Term): boolean {
  if (isConstant(term)) return true
  if (term.type.kind !== 'number') return false
  switch (term.kind) {
    case 'fact':
      return term.reach === 'own' && (term.type.adds !== 'ratio' || term.over === 'sum')
    case 'aggregate':
      return true
    case 'binary':
      return term.operator !== '*' || isConstant(term.left) || isConstant(term.right)
    case 'negative':
      return true
    default:
      return false
  }
}
