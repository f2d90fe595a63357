import { Decimal } from 'decimal.js'
import type { Sentence } from '../ground/refusal.ts'

/** How the value of an item becomes a share of its points, from 0 to 1. */
export type Scale =
  /** Nothing up to the floor, all from the target on, evenly between. */
  | { readonly kind: 'rising'; readonly floor: number; readonly target: number }
  /** All up to the best, nothing from the worst on, evenly between. */
  | { readonly kind: 'falling'; readonly best: number; readonly worst: number }
  /** Steps, each from a value on; below the first there is nothing. */
  | { readonly kind: 'bands'; readonly steps: readonly (readonly [from: number, share: number])[] }
  /** A share for each member of a code list. */
  | { readonly kind: 'map'; readonly shares: Readonly<Record<string, number>> }
  /** Each part that is passed brings as much as any other; the value is how many are. */
  | { readonly kind: 'parts'; readonly of: number }

/** How an item is scored: its scale, and what takes points away. */
export interface Scoring {
  readonly scale: Scale
  /** So many points less for each of these, never below nothing. */
  readonly deduct?: { readonly points: number; readonly foreach: string }
  /** Where this holds the item brings nothing. */
  readonly veto?: string
}

/** What a value earns of an item's points: its share, and how it came about, in sentences. */
export interface Earned {
  /** From 0 to 1, exact. */
  readonly share: Decimal
  readonly steps: readonly Sentence[]
}

const nothing = new Decimal(0)
const whole = new Decimal(1)

/** The share of its points that a value earns on a scale, before anything is taken away. */
export function earned(scale: Scale, value: string): Earned {
  switch (scale.kind) {
    case 'rising':
      return between(value, scale.floor, scale.target)
    case 'falling':
      return between(value, scale.worst, scale.best)
    case 'bands': {
      const reached = scale.steps.filter(([from]) => new Decimal(value).gte(from)).at(-1)
      const share = new Decimal(reached?.[1] ?? 0)
      const from = reached?.[0]
      return {
        share,
        steps: [
          from === undefined
            ? { zh: `${value} 未达到第一档`, en: `${value} is below the first band` }
            : {
                zh: `${value} 达到 ${from} 档，得 ${share} 成`,
                en: `${value} reaches the band of ${from}: ${share}`,
              },
        ],
      }
    }
    case 'map': {
      const share = new Decimal(scale.shares[value] ?? 0)
      return { share, steps: [{ zh: `${value} 得 ${share}`, en: `${value} brings ${share}` }] }
    }
    case 'parts': {
      const share = new Decimal(value).div(scale.of)
      const passed = {
        zh: `${scale.of} 项中通过 ${value} 项`,
        en: `${value} of ${scale.of} parts passed`,
      }
      return { share: clamped(share), steps: [passed] }
    }
  }
}

function between(value: string, none: number, all: number): Earned {
  const share = clamped(new Decimal(value).minus(none).div(all - none))
  const shown = share.toDecimalPlaces(4).toString()
  return {
    share,
    steps: [
      {
        zh: `(${value} - ${none}) / (${all} - ${none})，限于 0 到 1，得 ${shown}`,
        en: `(${value} - ${none}) / (${all} - ${none}), kept between 0 and 1: ${shown}`,
      },
    ],
  }
}

function clamped(share: Decimal): Decimal {
  return Decimal.max(nothing, Decimal.min(whole, share))
}

/** The points of an item of so many: its share of them, less what is taken away, nothing where it is void. */
export function pointsOf(
  { scale, deduct }: Scoring,
  weight: Decimal,
  value: string,
  deducted: string | null,
  isVoid: boolean,
): { points: Decimal; steps: Sentence[] } {
  const { share, steps } = earned(scale, value)
  const full = share.times(weight)
  const said = [
    ...steps,
    {
      zh: `× ${weight.toString()} 分 = ${shown(full)}`,
      en: `× ${weight.toString()} points = ${shown(full)}`,
    },
  ]
  if (isVoid) {
    return {
      points: nothing,
      steps: [...said, { zh: '一票否决，本项为 0', en: 'vetoed: the item brings 0' }],
    }
  }
  if (!deduct || deducted === null) return { points: full, steps: said }
  const less = new Decimal(deduct.points).times(deducted)
  const points = Decimal.max(nothing, full.minus(less))
  if (less.isZero()) return { points, steps: said }
  const taken = {
    zh: `扣 ${deduct.points} × ${deducted}，得 ${shown(points)}`,
    en: `less ${deduct.points} × ${deducted}: ${shown(points)}`,
  }
  return { points, steps: [...said, taken] }
}

function shown(points: Decimal): string {
  return points.toDecimalPlaces(4).toString()
}
