import { createHash } from 'node:crypto'
import type { Definition } from '../indicators/definitions/definition.ts'
import type { Scoring } from '../indicators/definitions/scoring.ts'
import type { KnownIndicators } from '../indicators/meaning/knownIndicators.ts'
import type { Draft } from './assessments.ts'
import { judged, type Placed, place } from './judgement.ts'
import type { Places } from './ranking.ts'
import type { Choices } from './readings.ts'
import { type Posts, type Rewards, rewardsOf } from './rewards.ts'
import { itemsOf, type Scheme } from './scheme.ts'
import type { ItemScore } from './scores.ts'

/** An item of a village as it was frozen: all that its points follow from. */
export interface FrozenItem extends ItemScore {
  /** What it was made of, in the order of the rules' inputs. */
  readonly inputs: readonly (string | null)[]
}

/** A village as it was frozen: all that its rank and rewards follow from. */
export interface FrozenVillage {
  readonly code: string
  readonly name: string | null
  readonly township: string
  readonly county: string
  readonly zone: string | null
  readonly posts: Posts
  readonly score: string
  readonly isComplete: boolean
  readonly places: Places
  readonly items: readonly FrozenItem[]
}

/** The rule of an item, whole, as it was when the result was frozen. */
export interface FrozenRule extends Definition {
  readonly scoring: Scoring
  readonly inputs: readonly string[]
}

/** A year's result, whole: computed once, hashed, and never again computed from the data. */
export interface Snapshot {
  readonly year: number
  readonly scheme: Scheme
  readonly choices: Choices
  /** How far the data had come from which it was computed. */
  readonly stamp: string
  readonly rules: readonly FrozenRule[]
  readonly villages: readonly FrozenVillage[]
  readonly rewards: Rewards
}

/** The inputs of an item: what they are called, and their values village by village. */
export interface InputTable {
  readonly names: readonly string[]
  readonly values: ReadonlyMap<string, readonly (string | null)[]>
}

/** Freezes a draft under the choices that were made. */
export function freeze(
  draft: Draft,
  choices: Choices,
  known: KnownIndicators,
  inputs: ReadonlyMap<string, InputTable>,
  stamp: string,
): Snapshot {
  const placed = place(draft.villages, choices)
  return {
    year: draft.year,
    scheme: draft.scheme,
    choices,
    stamp,
    rules: itemsOf(draft.scheme).map(({ code }) => ruleOf(code, draft.year, known, inputs)),
    villages: placed.map((one) => frozen(one, inputs)),
    rewards: rewardsOf(judged(placed), choices),
  }
}

function ruleOf(
  code: string,
  year: number,
  known: KnownIndicators,
  inputs: ReadonlyMap<string, InputTable>,
): FrozenRule {
  const definition = known.inYear(code, year)?.definition
  if (!definition?.scoring) throw new Error(`${code} is not scored in ${year}`)
  const { formula, scoring } = definition
  const names = inputs.get(code)?.names ?? []
  return { ...definition, formula: formula.replace(/\s+/g, ' '), scoring, inputs: names }
}

function frozen(
  { village, score, places }: Placed,
  inputs: ReadonlyMap<string, InputTable>,
): FrozenVillage {
  return {
    ...village,
    score: score.score,
    isComplete: score.isComplete,
    places,
    items: score.items().map((item) => ({
      ...item,
      inputs: inputs.get(item.code)?.values.get(village.code) ?? [],
    })),
  }
}

/** A snapshot as the text that is stored and hashed. */
export function textOf(snapshot: Snapshot): string {
  return JSON.stringify(snapshot)
}

/** The SHA-256 of a snapshot's text, in hexadecimal digits. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
