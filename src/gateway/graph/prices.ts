import { type Indicator, viewsOf } from '../../indicators/meaning/indicator.ts'

/*
 * What things cost beside rows, in the points of LIMIT_COST: a row is one point, and the prices keep to
 * what a statement takes over the whole city on two cores, some 0.1 ms a point at the most. They are proposed.
 */

const ofAreas = 500
const ofThings = 2_000

/** A figure of one indicator in one period, for any number of areas: it is one statement. */
function priceOf(indicator: Indicator): number {
  const gathersThings = viewsOf(indicator).some(({ shelf }) => !shelf.shelved[0]?.isArea)
  return gathersThings ? ofThings : ofAreas
}

/** Several figures, each a statement of its own. */
export function priceOfAll(indicators: readonly Indicator[]): number {
  return indicators.reduce((sum, indicator) => sum + priceOf(indicator), 0)
}

/** What was read to make a figure, told beside it. */
export const priceOfExplanation = 1_500

/** The assessment of a year: 29 items of every village. */
export const priceOfAssessment = 40_000

/** A text that is looked through or read as a formula. */
export const priceOfText = 400

/** The schema, told whole. */
export const priceOfSchema = 80_000

/** A statement over a view that no figure stands for. */
export const priceOfStatement = ofThings
