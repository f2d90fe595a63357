import { type DocumentNode, type GraphQLSchema, getArgumentValues } from 'graphql'
import type { Catalogue, Entry } from '../catalogue/catalogue.ts'
import type { Refusal } from '../ground/refusal.ts'
import { hold } from './limits.ts'
import { hasNoClass, mayNotDecideBy, mayNotRead, mayNotReadFigure } from './refusals.ts'
import { type AccessRule, type Asking, ruleFor } from './rules.ts'
import { type Use, usesIn } from './uses.ts'

type Variables = Record<string, unknown>

/** What one operation may read, settled before the first row is fetched. */
export interface AccessPlan {
  /** The facts and links of a type that are both asked for and permitted. */
  readonly permitted: (type: string) => ReadonlySet<string>
  /** One reason for each refused field, whatever the number of rows. */
  readonly refusals: readonly Refusal[]
  /** How many fields of the root it asks for, fragments spelled out. */
  readonly rootFields: number
  /** How many rows the operation may answer at most, by the lengths of its pages. */
  readonly rows: number
}

/** What a use's arguments come to: the facts that decide, and how many rows they may bring. */
interface Weight {
  readonly decidedBy: readonly Entry[]
  readonly rows?: number
}

const nothing: ReadonlySet<string> = new Set()
const shieldOptions = { debug: false }

/** A view whose facts are asked for: where its row is shut, each of them is, and says so itself. */
function asksForFacts({ sharing, below }: Use): boolean {
  return sharing.witness !== undefined && below.some((use) => use.sharing.entry?.shelf)
}

/** Settles what one operation may read and decide by; throws where it may not decide. */
class Planning implements AccessPlan {
  readonly refusals: Refusal[] = []
  rows = 0
  rootFields = 0
  readonly #permitted = new Map<string, Set<string>>()
  readonly #refused = new Set<string>()
  readonly #settled = new Set<readonly Use[]>()
  readonly #weights = new Map<Use, Weight>()
  readonly #verdicts = new Map<AccessRule, boolean>()
  readonly #catalogue: Catalogue
  readonly #variables: Variables

  constructor(catalogue: Catalogue, variables: Variables) {
    this.#catalogue = catalogue
    this.#variables = variables
  }

  permitted(type: string): ReadonlySet<string> {
    return this.#permitted.get(type) ?? nothing
  }

  /** Reads the arguments that decide; answers the rules of the facts that they decide by. */
  weigh(deciding: readonly Use[]): AccessRule[] {
    return deciding.flatMap((use) => {
      if (!this.#applies(use)) return []
      const { decides, rows } = use.sharing
      const args = getArgumentValues(use.field, use.node, this.#variables)
      const decidedBy = [...(decides?.(args) ?? [])]
      this.#weights.set(use, rows ? { decidedBy, rows: rows(args) } : { decidedBy })
      return decidedBy.map(ruleFor)
    })
  }

  /** Asks each rule once. */
  async ask(rules: Iterable<AccessRule>, asking: Asking): Promise<void> {
    const asked = [...new Set(rules)].map(async (rule) => {
      const verdict = await rule.resolve(undefined, {}, asking, undefined, shieldOptions)
      this.#verdicts.set(rule, verdict === true)
    })
    await Promise.all(asked)
  }

  /** Walks down what is asked, by the verdicts; what is refused hides all that is below it. */
  settle(uses: readonly Use[], above = 1): void {
    // What several types of one interface share is settled once: a row is of one of them only.
    if (this.#settled.has(uses)) return
    this.#settled.add(uses)
    for (const use of uses) {
      if (!this.#applies(use)) continue
      const rows = this.#decide(use, above)
      if (this.#reads(use) || asksForFacts(use)) this.settle(use.below, rows)
    }
  }

  #applies({ conditions }: Use): boolean {
    return conditions.every(({ variable, wanted }) => this.#variables[variable] === wanted)
  }

  #decide(use: Use, above: number): number {
    const weight = this.#weights.get(use)
    if (!weight) return above
    const shut = weight.decidedBy.find((entry) => !this.#verdicts.get(ruleFor(entry)))
    if (shut) throw mayNotDecideBy(this.#catalogue, shut, use.path)
    if (weight.rows === undefined) return above
    const brought = above * weight.rows
    this.rows += brought
    hold('LIMIT_ROWS', this.rows)
    return brought
  }

  #reads(use: Use): boolean {
    const { type, field, name, rule, sharing, path } = use
    if (this.#refused.has(name)) return false
    if (rule && this.#verdicts.get(rule)) {
      const permitted = this.#permitted.get(type)
      if (permitted) permitted.add(field.name)
      else this.#permitted.set(type, new Set([field.name]))
      return true
    }
    this.#refused.add(name)
    if (asksForFacts(use)) return false
    const entry = sharing.entry ?? sharing.witness
    if (entry) this.refusals.push(mayNotRead(this.#catalogue, entry, path))
    else if (sharing.figure) this.refusals.push(mayNotReadFigure(name, path))
    else this.refusals.push(hasNoClass(name, path))
    return false
  }
}

/** Makes the access plan of one operation; refuses the whole of it where it decides by what is not its to read. */
export async function planAccess(
  schema: GraphQLSchema,
  catalogue: Catalogue,
  operation: { document: DocumentNode; name: string; variables: Variables },
  asking: Asking,
): Promise<AccessPlan> {
  const { tree, rules, deciding } = usesIn(schema, operation.document, operation.name)
  const planning = new Planning(catalogue, operation.variables)
  const decided = planning.weigh(deciding)
  await planning.ask([...rules, ...decided], asking)
  planning.settle(tree)
  planning.rootFields = tree.length
  return planning
}
