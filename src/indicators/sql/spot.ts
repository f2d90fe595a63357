import type { Entity } from '../../ground/entity.ts'
import { badInput } from '../../ground/refusal.ts'
import type { FactTerm } from '../meaning/term.ts'
import type { Scalar } from './algebra.ts'

/** The thing whose facts are read, seen from a row. */
export type Spot = {
  readonly key: Scalar
  /** Whether the key stands among the rows' own columns: then what belongs to it can be aggregated. */
  readonly isOwnColumn: boolean
  readonly things: readonly Entity[]
} & (
  | { readonly kind: 'own' }
  /** The area above the row. */
  | { readonly kind: 'above'; readonly entity: Entity }
  /** What a link leads to. */
  | { readonly kind: 'link'; readonly from: Spot; readonly link: FactTerm }
  /** What says the same of some facts. */
  | { readonly kind: 'match'; readonly facts: readonly FactTerm[] }
)

/** Two spots of one name are the same. */
export function nameOfSpot(spot: Spot): string {
  switch (spot.kind) {
    case 'own':
      return 'own'
    case 'above':
      return spot.entity.name
    case 'link':
      return `via ${nameOfSpot(spot.from)} ${nameOfFact(spot.link)} ${spot.things[0]?.name}`
    case 'match':
      return `match ${spot.facts.map(nameOfFact).join(' ')}`
  }
}

/** A fact of another year leads to another thing. */
function nameOfFact({ entry, back }: FactTerm): string {
  return `${entry.name} ${back}`
}

/** Refuses to aggregate what lies behind a link of a link: there is no key that it could be joined by. */
export function mustHaveColumn({ isOwnColumn }: Spot): void {
  if (isOwnColumn) return
  throw badInput({
    zh: '沿链接取得的主体，其名下的多行数据这里无法再汇总；请换一种写法。',
    en: 'what lies behind a link of a link cannot be gathered here; write it another way.',
  })
}
