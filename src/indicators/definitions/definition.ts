import type { Sentence } from '../../ground/refusal.ts'
import type { Sharing } from '../../ground/sharing.ts'
import type { Scoring } from './scoring.ts'

/**
 * How an indicator rises through the tree of areas: `pooled` is computed anew from the sums of its
 * facts; `meanOfVillages` is the plain mean of the villages' values; `counted` counts or adds the
 * units of any area by itself; `none` is known at its own level alone.
 */
export type Rise = 'pooled' | 'meanOfVillages' | 'counted' | 'none'

/** The kind of area for which an indicator is computed. */
export type Level = 'City' | 'County' | 'Zone' | 'Township' | 'Village'

/** The code of a formula of the caller's own. */
export const ownCode = 'own'

/** An indicator as it is defined from a year on; a new rule stands beside the old one. */
export interface Definition {
  readonly code: string
  readonly zh: string
  readonly en: string
  /** The first year to which this rule applies. */
  readonly from: number
  /** Who says so: the programme's own text, or a proposal of ours, and where it is written. */
  readonly source: { readonly origin: 'seed' | 'verified' | 'proposed'; readonly where: string }
  /** What the sources leave open, and how it is read here. */
  readonly reading: Sentence
  readonly formula: string
  /** Of how many, where the formula is no fraction itself. */
  readonly denominator?: string
  /** What may be compared with the figure: another count of the same, shown beside it. */
  readonly beside?: string
  /** To whom it applies at all; where this is not so, it does not count instead of counting as zero. */
  readonly appliesWhen?: string
  /** Where this holds the inputs are too weak for a figure. */
  readonly invalidWhen?: string
  readonly unit: string
  readonly decimals: number
  /** The kind of area that is computed by itself, and from which higher ones rise. */
  readonly level: Level
  readonly rise: Rise
  /**
   * That its value grows through the year, against what is wanted of a whole year: evenly, so that by a
   * part of the year that part of it is due, or so that nothing can be said before the year is over.
   */
  readonly accrues?: 'evenly' | 'unevenly'
  /** What it does where a department is silent, in words; a silent unit never counts as zero. */
  readonly missing?: Sentence
  /** How its value becomes points, where it is an item of the assessment. */
  readonly scoring?: Scoring
  /**
   * Where the programme demands that it be shown to all, however few stand behind it: a target or a rule
   * from the counties and zones upward. An item that is scored is shown everywhere.
   */
  readonly demanded?: 'fromCounty'
  /** The class of the figure itself, whatever the classes of its facts. */
  readonly sharing: Sharing
}
