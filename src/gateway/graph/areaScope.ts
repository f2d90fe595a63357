import type { Entry } from '../../catalogue/catalogue.ts'
import { isWithin } from '../../ground/areaCode.ts'
import { notFound, type Refusal } from '../../ground/refusal.ts'
import type { Caller } from '../../sharing/caller.ts'
import { mayNotReadAbove } from '../../sharing/refusals.ts'
import { type Asking, ruleFor, verdictOf } from '../../sharing/rules.ts'
import type { Context } from './context.ts'

/** Whether a caller may read a fact. */
export async function mayRead(asking: Asking, entry: Entry): Promise<boolean> {
  return (await verdictOf(ruleFor(entry), asking)) === true
}

/** The area within which a caller asks: no further than the caller's own; refused where it lies outside. */
export function withinScope(
  { area }: Caller,
  within: string | null | undefined,
): string | undefined {
  if (!area) return within ?? undefined
  if (!within || within === area) return area
  if (isWithin(within, area)) return within
  throw notFound('区域', 'area', within)
}

/** The refusals of an operation by the areas that they are about: one says it for all rows. */
const refused = new WeakMap<Context, Map<string, Refusal>>()

/** Refuses the figures of an area that holds the caller's own. */
export function mustLieInScope(context: Context, area: string): void {
  const { area: own } = context.caller
  if (!own || area === own || !isWithin(own, area)) return
  const known = refused.get(context) ?? new Map<string, Refusal>()
  refused.set(context, known)
  const refusal = known.get(area) ?? mayNotReadAbove(area, own)
  known.set(area, refusal)
  throw refusal
}
