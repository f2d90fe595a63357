import { Decimal } from 'decimal.js'
import type { Sentence } from '../../ground/refusal.ts'

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

const nothing = new Decimal(0)
const whole = new Decimal(1)

/** The share of its points that a value earns on a scale, from 0 to 1, before anything is taken away. */
export function shareOf(scale: Scale, value: string): Decimal {
  switch (scale.kind) {
    case 'rising':
      return between(value, scale.floor, scale.target)
    case 'falling':
      return between(value, scale.worst, scale.best)
    case 'bands':
      return new Decimal(bandReached(scale, value)?.[1] ?? 0)
    case 'map':
      return new Decimal(scale.shares[value] ?? 0)
    case 'parts':
      return clamped(new Decimal(value).div(scale.of))
  }
}

/**
 * How a value earns its share, in a sentence. It tells of the value no more than where it is shown: the
 * digits after those would tell two numbers of which a quotient was made.
 */
export function shareSaid(scale: Scale, { value, shown }: ShownValue): Sentence {
  const share = upToFour(shareOf(scale, value))
  if (scale.kind === 'map') return { zh: `${shown} 得 ${share}`, en: `${shown} brings ${share}` }
  const told = new Decimal(shown).eq(value) ? shown : `≈${shown}`
  const evenly = (none: number, all: number) => ({
    zh: `(${told} - ${none}) / (${all} - ${none})，限于 0 到 1，得 ${share}`,
    en: `(${told} - ${none}) / (${all} - ${none}), kept between 0 and 1: ${share}`,
  })
  switch (scale.kind) {
    case 'rising':
      return evenly(scale.floor, scale.target)
    case 'falling':
      return evenly(scale.worst, scale.best)
    case 'bands': {
      const from = bandReached(scale, value)?.[0]
      if (from === undefined) {
        return { zh: `${told} 未达到第一档`, en: `${told} is below the first band` }
      }
      return {
        zh: `${told} 达到 ${from} 档，得 ${share} 成`,
        en: `${told} reaches the band of ${from}: ${share}`,
      }
    }
    case 'parts':
      return {
        zh: `${scale.of} 项中通过 ${told} 项`,
        en: `${told} of ${scale.of} parts passed`,
      }
  }
}

function bandReached({ steps }: Extract<Scale, { kind: 'bands' }>, value: string) {
  return steps.filter(([from]) => new Decimal(value).gte(from)).at(-1)
}

function between(value: string, none: number, all: number): Decimal {
  return clamped(new Decimal(value).minus(none).div(all - none))
}

function clamped(share: Decimal): Decimal {
  return Decimal.max(nothing, Decimal.min(whole, share))
}

/** The value of an item, and that value as it is shown. */
interface ShownValue {
  readonly value: string
  readonly shown: string
}

/** What an item is scored by in one unit. */
export interface Earning {
  readonly weight: Decimal
  readonly value: string
  /** How many times something takes points away; blank where nothing does. */
  readonly deducted: string | null
  readonly isVoid: boolean
}

/** The points of an item: its share of them, less what is taken away, nothing where it is void. */
export function pointsOf({ scale, deduct }: Scoring, earning: Earning): Decimal {
  const { weight, value, deducted, isVoid } = earning
  if (isVoid) return nothing
  const full = shareOf(scale, value).times(weight)
  if (!deduct || deducted === null) return full
  return Decimal.max(nothing, full.minus(new Decimal(deduct.points).times(deducted)))
}

/** How the points of an item come about, in sentences. */
export function pointsSaid(scoring: Scoring, earning: Earning & ShownValue): Sentence[] {
  const { scale, deduct } = scoring
  const { weight, value, deducted, isVoid } = earning
  const most = upToFour(weight)
  const full = upToFour(shareOf(scale, value).times(weight))
  const said = [
    shareSaid(scale, earning),
    { zh: `× ${most} 分 = ${full}`, en: `× ${most} points = ${full}` },
  ]
  if (isVoid) return [...said, { zh: '一票否决，本项为 0', en: 'vetoed: the item brings 0' }]
  if (!deduct || deducted === null || Number(deducted) === 0) return said
  const left = upToFour(pointsOf(scoring, earning))
  const taken = {
    zh: `扣 ${deduct.points} × ${deducted}，得 ${left}`,
    en: `less ${deduct.points} × ${deducted}: ${left}`,
  }
  return [...said, taken]
}

function upToFour(number: Decimal): string {
  return number.toDecimalPlaces(4).toString()
}
