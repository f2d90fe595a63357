import type { Sharing } from '../ground/sharing.ts'
import { type Caller, readsFacts } from './caller.ts'
import { or, rule } from './shield.ts'

/** What the rules know when they are asked: who, and for what declared purpose. */
export interface Asking {
  readonly caller: Caller
  readonly purpose?: string
}

/** A verdict on one fact, asked once an operation and never per row. */
export interface AccessRule {
  readonly resolve: (
    parent: unknown,
    args: unknown,
    asking: Asking,
    info: unknown,
    options: unknown,
  ) => Promise<unknown>
}

// The default cache is none: a verdict must never be remembered under a rule's mere name.
const isMember = rule('is-member')((_parent, _args, { caller }: Asking) => readsFacts(caller))

const ownerRules = new Map<string, typeof isMember>()

/** One rule a set of owners, so that a verdict can be shared by all their facts. */
function isOwner(owners: readonly string[]) {
  const name = `is-owner-${[...owners].sort().join('-')}`
  const known = ownerRules.get(name)
  if (known) return known
  const made = rule(name)(
    (_parent, _args, { caller }: Asking) =>
      caller.department !== undefined && owners.includes(caller.department),
  )
  ownerRules.set(name, made)
  return made
}

/** Where a grant opens a conditional fact; none has been issued yet, so it opens nothing. */
const isGranted = rule('is-granted')(() => false)

const conditionalRules = new Map<unknown, AccessRule>()

/** What a rule is made from: a class, and who owns what has it. */
interface Classed {
  readonly fact: { readonly sharing: Sharing }
  readonly owners: readonly string[]
}

/** The rule of one fact, from its class and its owners alone. */
export function ruleFor({ fact, owners }: Classed): AccessRule {
  if (fact.sharing === 'open') return isMember as unknown as AccessRule
  const owner = isOwner(owners)
  if (fact.sharing === 'withheld') return owner as unknown as AccessRule
  const known = conditionalRules.get(owner)
  if (known) return known
  const made = or(owner, isGranted) as unknown as AccessRule
  conditionalRules.set(owner, made)
  return made
}

/** The rule of a computed figure: open to members and offices, or else to nobody yet. */
export function ruleForFigure(sharing: Sharing): AccessRule {
  return ruleFor({ fact: { sharing }, owners: [] })
}

/** What needs no class because it says nothing of anyone: the frame around the facts. */
export const frameRule = rule('is-known-caller')(
  (_parent, _args, { caller }: Asking) => caller !== undefined,
) as unknown as AccessRule
