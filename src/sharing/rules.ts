import type { GraphQLResolveInfo } from 'graphql'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { Refusal } from '../ground/refusal.ts'
import type { Sharing } from '../ground/sharing.ts'
import { type Caller, readsFacts } from './caller.ts'
import { deny, or, rule, type ShieldOptions, type ShieldRule } from './shield.ts'

/** What the rules know when they are asked: who, for what declared purpose, and what there is. */
export interface Asking {
  readonly caller: Caller
  readonly catalogue: Catalogue
  readonly purpose?: string
}

/** A rule of graphql-shield. Its verdict is asked once an operation and never per row. */
export type AccessRule = ShieldRule

const shieldOptions: ShieldOptions = {
  debug: false,
  allowExternalErrors: false,
  fallbackRule: deny,
  hashFunction: () => '',
}

/** What a rule says of a caller: true, false, or the refusal that says more. */
export function verdictOf(
  one: AccessRule,
  asking: Asking,
  args: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  return one.resolve(
    {},
    args,
    { ...asking, _shield: { cache: {} } },
    {} as GraphQLResolveInfo,
    shieldOptions,
  )
}

// The default cache is none: a verdict must never be remembered under a rule's mere name.
const isMember = rule('is-member')((_parent, _args, { caller }: Asking) => readsFacts(caller))

const ownerRules = new Map<string, AccessRule>()

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
  if (fact.sharing === 'open') return isMember
  const owner = isOwner(owners)
  if (fact.sharing === 'withheld') return owner
  const known = conditionalRules.get(owner)
  if (known) return known
  const made = or(owner, isGranted)
  conditionalRules.set(owner, made)
  return made
}

/** The rule of a computed figure: open to members and offices, or else to nobody yet. */
export function ruleForFigure(sharing: Sharing): AccessRule {
  return ruleFor({ fact: { sharing }, owners: [] })
}

/** Who may run a mutation, by its arguments: `check` answers true, or the refusal that says who may. */
export function duty<Args>(
  name: string,
  check: (caller: Caller, args: Args, catalogue: Catalogue) => true | Refusal,
): AccessRule {
  return rule(name)((_parent, args, { caller, catalogue }: Asking) => {
    try {
      return check(caller, args as Args, catalogue)
    } catch (error) {
      // graphql-shield makes a plain "no" of what is thrown; what it is handed it hands on.
      return error instanceof Refusal ? error : false
    }
  })
}

/** What needs no class because it says nothing of anyone: the frame around the facts. */
export const frameRule = rule('is-known-caller')(
  (_parent, _args, { caller }: Asking) => caller !== undefined,
)
