import type { Fact } from '../../ground/fact.ts'
import type { FactType, Range, Reference } from '../../ground/factType.ts'
import { places, yuan } from './amounts.ts'
import { firstYear } from './anchors.ts'
import { dateOf } from './days.ts'
import type { Random } from './random.ts'

/** What the city has that a value may name. */
export interface Known {
  /** Keys to which a link may lead. */
  readonly keysFor: (reference: Reference) => readonly string[]
  /** Codes of a kind that has a list, such as areas have; none of another kind. */
  readonly codesOf: (word: string) => readonly string[] | undefined
}

/** Of what, and of when, a value is invented. */
export interface Occasion {
  readonly random: Random
  /** How large the thing is beside a village, which is 1. */
  readonly size: number
  readonly year: number
  /** How many such periods make a year. */
  readonly partsAYear: number
  /** The first and the last day that a date may be. */
  readonly days: readonly [first: number, last: number]
  readonly known: Known
}

/** What a village has of a thing in a year; of whatever else there is, a dozen. */
const usual: Readonly<Record<string, number>> = {
  '10k person': 0.1,
  CNY: 200_000,
  'CNY/month': 40_000,
  'CNY/year': 150_000,
  customer: 80,
  household: 120,
  km: 8,
  m2: 4_000,
  mu: 900,
  person: 400,
  unit: 2,
  village: 1,
}
const aDozen = 12

/** A share in the upper middle of what it may be: moved by temper, better by the year, and never twice the same. */
function ratioIn({ from = 0, to }: Range, temper: number, years: number, luck: number): number {
  if (to === undefined) return from + aDozen * Math.exp(0.4 * temper + 0.1 * luck)
  const share = 1 / (1 + Math.exp(-(0.5 + 0.7 * temper + 0.08 * years + 0.15 * luck)))
  return from + (to - from) * (0.1 + 0.8 * share)
}

function amountOf(
  { unit = '', overTime }: FactType,
  temper: number,
  { random, size, year, partsAYear }: Occasion,
): number {
  const ofVillage = usual[unit] ?? aDozen
  const grown = ofVillage * size * Math.exp(0.5 * temper) * 1.04 ** (year - firstYear)
  if (overTime !== 'flow') return grown
  return (grown / partsAYear) * Math.exp(0.15 * random.normal())
}

function within(amount: number, { from = -Infinity, to = Infinity }: Range = {}): number {
  return Math.min(to, Math.max(from, amount))
}

function numberOf(type: FactType, temper: number, at: Occasion): number | string {
  const { overTime, range, word, column } = type
  const amount = within(
    overTime === 'ratio'
      ? ratioIn(range ?? {}, temper, at.year - firstYear, at.random.normal())
      : amountOf(type, temper, at),
    range,
  )
  if (column === 'integer') return Math.floor(within(amount + at.random.next(), range))
  return word === 'Money' ? yuan(amount) : places(amount, 1)
}

const industries = ['A01', 'A03', 'C13', 'C15', 'F52', 'H62'] as const
/** How many of the last digits of an example may be others. */
const ownDigits = 4

/** A number of its owner's form: the example with other digits at its end, where the form lets them be. */
function numbered({ form }: FactType, random: Random): string | undefined {
  if (!form) return undefined
  const { pattern, example } = form
  const kept = example.length - ownDigits
  const drawn = example.replace(/\d/g, (digit, at: number) =>
    at < kept ? digit : String(random.whole(0, 9)),
  )
  return pattern.test(drawn) ? drawn : example
}

/** Invents a value of a fact's type, unit and range; `temper` is how the thing differs from its like, for all years. */
export function inventedValue({ zh, type }: Fact, temper: number, at: Occasion): unknown {
  const { random } = at
  const { reference, enumeration, word, overTime } = type
  if (reference) return random.pick(at.known.keysFor(reference))
  if (enumeration) {
    return random.weighted(enumeration.members.map(({ name }, index) => [name, 1 / (index + 1)]))
  }
  if (overTime) return numberOf(type, temper, at)
  if (word === 'Boolean') return random.next() < 0.5 + 0.2 * Math.tanh(temper + 1)
  if (word === 'Date') return dateOf(random.whole(...at.days))
  if (word === 'Year') return random.whole(at.year - 5, at.year)
  if (word === 'IndustryCode') return random.pick(industries)
  const listed = at.known.codesOf(word)
  if (listed) return random.pick(listed)
  return numbered(type, random) ?? `模拟${zh}${random.whole(1, 999_999)}`
}
