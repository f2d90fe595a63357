import type { Sentence } from '../ground/refusal.ts'
import type { Sharing } from '../ground/sharing.ts'

/**
 * How an indicator rises through the tree of areas: `pooled` is computed anew from the sums of its
 * facts; `meanOfVillages` is the plain mean of the villages' values; `counted` counts or adds the
 * units of any area by itself; `none` is known at its own level alone.
 */
export type Rise = 'pooled' | 'meanOfVillages' | 'counted' | 'none'

/** An indicator as it is defined from a year on; a new rule stands beside the old one. */
export interface Definition {
  readonly code: string
  readonly zh: string
  readonly en: string
  /** The first year to which this rule applies. */
  readonly from: number
  /** Who says so: the programme's own text, or a proposal of ours, and where it is written. */
  readonly source: { readonly origin: 'seed' | 'proposed'; readonly where: string }
  /** What the sources leave open, and how it is read here. */
  readonly reading: Sentence
  readonly formula: string
  /** Of how many, where the formula is no fraction itself. */
  readonly denominator?: string
  readonly unit: string
  readonly decimals: number
  /** The entity at which its facts stand. */
  readonly level: 'Household' | 'Village' | 'Township' | 'County'
  readonly rise: Rise
  /** The class of the figure itself, whatever the classes of its facts. */
  readonly sharing: Sharing
}
