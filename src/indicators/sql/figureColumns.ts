import { ownCode } from '../definitions/definition.ts'
import { mayTellOfFew } from '../meaning/disclosure.ts'
import type { Indicator } from '../meaning/indicator.ts'
import { ofOneRow, type Term } from '../meaning/term.ts'
import type { Scalar } from './algebra.ts'
import type { Told } from './answerRow.ts'
import type { Fold } from './fold.ts'
import type { Rollup } from './rollup.ts'
import { call, caseOf, cast, columnOf, infix, integer, or, zero } from './scalarForms.ts'
import { divided, rounded, settled } from './termOperators.ts'

/** How the formulas of an indicator become columns of the answer. */
interface FigureScope {
  readonly indicator: Indicator
  readonly fold: Fold
  readonly rollUp: (term: Term) => Rollup
}

/** The columns of an answer: the figure, what it is made of, and who took part. */
export interface FigureColumns {
  readonly parts: Partial<Record<keyof Told, Scalar>>
  readonly owing: readonly { readonly view: string; readonly isSilent: Scalar }[]
  readonly rollup: Rollup
  /** The number as it is before it is rounded, to be worked out once as `x.exact` where it is of one unit. */
  readonly exact: Scalar | undefined
}

/** Plans the columns of a figure; those that it cannot have are undefined. */
export function figureColumns(scope: FigureScope, appliesTo: Scalar | undefined): FigureColumns {
  const { indicator, fold } = scope
  const { definition, value, ofHowMany, conditions } = indicator
  const rollup = scope.rollUp(value)
  const applies = conditions.applies && scope.rollUp(conditions.applies)
  const of = (term: Term) => (isOfEach(indicator) ? theOnly(rollup, term, fold) : rollup.over(term))
  const own = ownFraction(indicator, of)
  const number = asNumber(of(value), value)
  const mean = meanOf(scope, rollup)
  const unrounded = mean ? divided(mean.sum, mean.number) : number
  const exact = unrounded && settled(unrounded)
  const told = exact && (fold.isOne ? columnOf('x', 'exact') : exact)
  const whole = ofHowMany && scope.rollUp(ofHowMany)
  const invalid = conditions.invalid && scope.rollUp(conditions.invalid)
  const mayBeFew = definition.code === ownCode || mayTellOfFew(indicator)
  const behind = mayBeFew ? rollup.behind() : undefined
  const shown = told ? shownAs(told, definition.decimals) : { value: of(value) }
  const made =
    ofHowMany && whole ? countedOf(whole, ofHowMany, of(value)) : madeOf(scope, own, mean)
  const rest = conditionsOf(scope, invalid)
  return {
    parts: {
      ...shown,
      ...made,
      contributors: rollup.contributors,
      silent: rollup.silent,
      unheard: rollup.unheard,
      partly: rollup.partly,
      denominatorContributors: whole?.contributors,
      denominatorSilent: whole?.silent,
      applies: appliesTo && fold.any(appliesTo),
      ...rest.parts,
      behind: behind?.least,
      others: behind?.others,
    },
    owing: owingIn([rollup, applies, whole, invalid, ...rest.rollups]),
    rollup,
    exact,
  }
}

type Parts = FigureColumns['parts']

/** A number with so many decimals, and as it is before it is rounded. */
function shownAs(told: Scalar, decimals: number): Parts {
  return {
    value: cast(call('round', told, integer(decimals)), 'text'),
    exact: cast(told, 'text'),
  }
}

/** Whether a figure is of one unit alone, or of areas the mean of theirs. */
function isOfEach({ definition: { rise } }: Indicator): boolean {
  return rise === 'none' || rise === 'meanOfVillages'
}

interface Mean {
  readonly sum: Scalar
  readonly number: Scalar
}

/** Of areas the mean of their villages; that of a unit by itself is the unit's own figure. */
function meanOf({ indicator, fold }: FigureScope, rollup: Rollup): Mean | undefined {
  return indicator.definition.rise === 'meanOfVillages' && !fold.isOne ? rollup.mean() : undefined
}

/** The formula's own numerator and denominator, where it is a fraction. */
function ownFraction({ fraction }: Indicator, of: (term: Term) => Scalar): Parts {
  if (!fraction) return {}
  return {
    numerator: cast(of(fraction.numerator), 'text'),
    denominator: cast(of(fraction.denominator), 'text'),
  }
}

/** What a figure is made of: of a mean its sum and number, beside what each unit's own is made of. */
function madeOf({ indicator }: FigureScope, own: Parts, mean: Mean | undefined): Parts {
  if (indicator.definition.rise !== 'meanOfVillages') return own
  return {
    numerator: mean && rounded(mean.sum, indicator.definition.decimals),
    denominator: mean && cast(mean.number, 'text'),
    ownNumerator: own.numerator,
    ownDenominator: own.denominator,
  }
}

/** A count that says beside its formula of how many it is. */
function countedOf(whole: Rollup, ofHowMany: Term, counted: Scalar): Parts {
  return { numerator: cast(counted, 'text'), denominator: cast(whole.over(ofHowMany), 'text') }
}

/** What else is asked of a unit: whether its inputs are too weak, what is deducted, whether it is vetoed. */
function conditionsOf(
  { indicator, fold, rollUp }: FigureScope,
  invalidity: Rollup | undefined,
): { parts: Parts; rollups: (Rollup | undefined)[] } {
  const { invalid, veto, deduct } = indicator.conditions
  const isInvalid =
    invalidity &&
    invalid &&
    (isOfEach(indicator) ? fold.any(invalidity.column(invalid)) : invalidity.over(invalid))
  const vetoes = veto && rollUp(veto)
  const vetoed = vetoes && veto && fold.any(vetoes.column(veto))
  const deductions = deduct && rollUp(deduct)
  const deducted = deductions && deduct && cast(fold.only(deductions.column(deduct)), 'text')
  return { parts: { invalid: isInvalid, vetoed, deducted }, rollups: [vetoes, deductions] }
}

/** The views that owe an answer for some of the formulas, each once. */
function owingIn(rollups: readonly (Rollup | undefined)[]): FigureColumns['owing'] {
  const byView = Map.groupBy(
    rollups.flatMap((one) => one?.owing ?? []),
    ({ view }) => view,
  )
  return [...byView].map(([view, owed]) => ({
    view,
    isSilent: or(...owed.map(({ isSilent }) => isSilent)),
  }))
}

/**
 * What an input came to: of one unit as it is, of several those that make the figure; where none do,
 * those that have told of it.
 */
export function inputColumn(scope: FigureScope, figure: Rollup, term: Term): Scalar {
  const { indicator, fold } = scope
  const rollup = scope.rollUp(term)
  const isOne =
    isOfEach(indicator) ||
    term.type.kind !== 'number' ||
    (term.kind === 'fact' && term.reach !== 'own')
  if (isOne) return cast(theOnly(rollup, term, fold), 'text')
  const whole = rollup.over(term)
  if (!ofOneRow(indicator.value).includes(term)) return cast(whole, 'text')
  const isTold = infix('>', figure.contributors, zero)
  return cast(caseOf(isTold, figure.over(term), whole), 'text')
}

/** The value of the one unit of a question; of several there is none that could be told. */
function theOnly(rollup: Rollup, term: Term, fold: Fold): Scalar {
  const column = rollup.column(term)
  return term.type.kind === 'yesNo' ? fold.any(column) : fold.only(column)
}

/** A yes counts as one, a no as nothing; a member of a code list is no number at all. */
function asNumber(value: Scalar, { type }: Term): Scalar | undefined {
  if (type.kind === 'number') return value
  return type.kind === 'yesNo' ? cast(value, 'integer') : undefined
}
