import { Decimal } from 'decimal.js'
import { type Scale, shareOf } from '../indicators/definitions/scoring.ts'
import type { ItemScore } from './scores.ts'

/** What an item brought, what it left behind, and what would bring more of it. */
export interface Contribution {
  readonly item: ItemScore
  /** Points that were not earned. */
  readonly lost: string
  /** The value that would bring the next step or point, and how many points that is. */
  readonly next: { readonly value: string; readonly gain: string } | null
}

/** Why a village has its score: its items, those first where most points are left. */
export function contributionsOf(
  items: readonly ItemScore[],
  scaleOf: (code: string) => Scale,
): Contribution[] {
  return items
    .flatMap((item) => {
      if (item.points === null) return []
      const lost = new Decimal(item.effectiveWeight).minus(item.points)
      const next = nextOf(item, scaleOf(item.code))
      return [{ item, lost: lost.toDecimalPlaces(4).toString(), next }]
    })
    .sort((one, other) => Number(other.lost) - Number(one.lost))
}

/** The nearest value that brings more points: the next band, or one point more on an even scale. */
function nextOf({ effectiveWeight, figure }: ItemScore, scale: Scale): Contribution['next'] {
  const told = figure.exact ?? figure.value
  const weight = new Decimal(effectiveWeight)
  // Nothing is gained by a better value where the item is void.
  if (told === null || weight.isZero() || figure.vetoed) return null
  switch (scale.kind) {
    case 'rising':
      return alongScale(told, scale.floor, scale.target, weight)
    case 'falling':
      return alongScale(told, scale.worst, scale.best, weight)
    case 'bands': {
      const now = shareOf(scale, told)
      const higher = scale.steps.find(([from]) => new Decimal(from).gt(told))
      if (!higher) return null
      const gain = weight.times(new Decimal(higher[1]).minus(now))
      return { value: String(higher[0]), gain: gain.toDecimalPlaces(4).toString() }
    }
    default:
      return null
  }
}

function alongScale(
  told: string,
  none: number,
  all: number,
  weight: Decimal,
): Contribution['next'] {
  const length = new Decimal(all).minus(none)
  const share = Decimal.max(0, Decimal.min(1, new Decimal(told).minus(none).div(length)))
  const left = weight.times(new Decimal(1).minus(share))
  if (left.isZero()) return null
  const gain = Decimal.min(1, left)
  const value = new Decimal(none).plus(share.plus(gain.div(weight)).times(length))
  // Rounded to the better side, so that the value does bring what it promises.
  const better = all > none ? Decimal.ROUND_CEIL : Decimal.ROUND_FLOOR
  return {
    value: value.toDecimalPlaces(2, better).toString(),
    gain: gain.toDecimalPlaces(4).toString(),
  }
}
