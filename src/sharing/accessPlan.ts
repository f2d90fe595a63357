import { GraphQLError } from 'graphql'
import type { Catalogue, Entry } from '../catalogue/catalogue.ts'
import { Refusal } from '../ground/refusal.ts'
import type { Deciding } from './fieldClass.ts'
import { hold } from './limits.ts'
import type { Arguments, Operation, SelectedField, SelectionsByType } from './operation.ts'
import {
  doesNotFit,
  hasNoClass,
  mayNotDecideBy,
  mayNotDo,
  mayNotRead,
  mayNotReadFigure,
} from './refusals.ts'
import { type AccessRule, type Asking, ruleFor, verdictOf } from './rules.ts'

/** What an operation costs, measured before any of it is run. */
export interface Cost {
  /** How many rows it may answer at most, by the lengths of its pages. */
  readonly rows: number
  /** Its rows, figures, searches and explanations, in points. */
  readonly price: number
}

/** What one operation may read, settled before the first row is fetched. */
export interface AccessPlan {
  /** Which fields of the operation are run: 1 at the number of each that may be. */
  readonly runs: Uint8Array
  /** The facts and links of a type that are both asked for and permitted. */
  readonly permitted: (type: string) => ReadonlySet<string>
  /** Whether a fact was asked to decide, and may. */
  readonly mayDecide: (entry: Entry) => boolean
  /** One reason for each refused field, whatever the number of rows. */
  readonly refusals: readonly Refusal[]
  readonly cost: Cost
}

/** What a field's arguments come to: the facts that decide, and what the field brings and costs. */
interface Weight {
  readonly decidedBy: readonly Entry[]
  readonly rows?: number
  readonly price: number
}

const nothing: ReadonlySet<string> = new Set()

/** What is added up on the way down. */
interface Weighed {
  rows: number
  price: number
  explanations: number
  /** How many fields are filled in, in all rows. */
  values: number
}

function nothingYet(): Weighed {
  return { rows: 0, price: 0, explanations: 0, values: 0 }
}

function add(sum: Weighed, one: Weighed): void {
  sum.rows += one.rows
  sum.price += one.price
  sum.explanations += one.explanations
  sum.values += one.values
}

function most(one: Weighed, other: Weighed): Weighed {
  return {
    rows: Math.max(one.rows, other.rows),
    price: Math.max(one.price, other.price),
    explanations: Math.max(one.explanations, other.explanations),
    values: Math.max(one.values, other.values),
  }
}

/** A view whose facts are asked for: where its row is shut, each of them is, and says so itself. */
function asksForFacts({ sharing, below }: SelectedField): boolean {
  if (sharing.witness === undefined || !below) return false
  return [...below.values()].flat().some((field) => field.sharing.entry?.shelf)
}

/** Settles what one operation may read and decide by; throws where it may not decide. */
class Planning implements AccessPlan {
  readonly refusals: Refusal[] = []
  readonly runs: Uint8Array
  #cost = nothingYet()
  readonly #permitted = new Map<string, Set<string>>()
  readonly #deciding = new Set<string>()
  readonly #refused = new Set<string>()
  readonly #settled = new Map<SelectionsByType, Weighed>()
  readonly #weights = new Map<SelectedField, Weight>()
  readonly #verdicts = new Map<AccessRule, boolean>()
  readonly #catalogue: Catalogue
  readonly #operation: Operation
  readonly #arguments: Arguments

  constructor(catalogue: Catalogue, operation: Operation, args: Arguments) {
    this.#catalogue = catalogue
    this.#operation = operation
    this.#arguments = args
    this.runs = new Uint8Array(operation.fields.length)
  }

  get cost(): Cost {
    return this.#cost
  }

  permitted(type: string): ReadonlySet<string> {
    return this.#permitted.get(type) ?? nothing
  }

  mayDecide(entry: Entry): boolean {
    return this.#deciding.has(entry.name)
  }

  /** Asks who may run a mutation at all; its refusal ends the operation. */
  async askDuties(asking: Asking): Promise<void> {
    for (const { sharing, index, name, path } of this.#operation.root) {
      if (!sharing.may) continue
      const args = this.#arguments[index] ?? {}
      // A duty is asked with arguments; what they fail to be is all that is told.
      if (args instanceof GraphQLError) throw doesNotFit(args)
      const verdict = await verdictOf(sharing.may, asking, args)
      if (verdict instanceof Refusal) throw verdict
      if (verdict !== true) throw mayNotDo(name, path)
      this.#verdicts.set(sharing.may, true)
    }
  }

  /** Reads the arguments that decide; answers the rules of the facts that they decide by. */
  weigh(asking: Deciding): AccessRule[] {
    return this.#operation.deciding.flatMap((field) => {
      const given = this.#arguments[field.index]
      if (!given || given instanceof GraphQLError) return []
      // They are of the types that the field declares: each field reads its own.
      const args = given as never
      const { decides, rows: rowsOf, price } = field.sharing
      const decidedBy = [...(decides?.(args, asking) ?? [])]
      const rows = rowsOf?.(args, asking)
      if (rows !== undefined && !(rows >= 0)) throw new Error(`${field.name} brings ${rows} rows`)
      this.#weights.set(field, {
        decidedBy,
        ...(rows === undefined ? {} : { rows }),
        price: price?.(args, asking) ?? 0,
      })
      return decidedBy.map(ruleFor)
    })
  }

  /** Asks each rule once. */
  async ask(rules: Iterable<AccessRule>, asking: Asking): Promise<void> {
    const asked = [...new Set(rules)].map(async (rule) => {
      this.#verdicts.set(rule, (await verdictOf(rule, asking)) === true)
    })
    await Promise.all(asked)
  }

  /** Settles the whole operation, and holds it to the limits. */
  settle(): void {
    this.#cost = this.#settleAll(this.#operation.root, 1)
    hold('LIMIT_ROWS', this.#cost.rows)
    hold('LIMIT_EXPLANATIONS', this.#cost.explanations)
    hold('LIMIT_VALUES', this.#cost.values)
    hold('LIMIT_COST', this.#cost.price)
  }

  /** Walks down what is asked, by the verdicts; what is refused hides all that is below it. */
  #settleAll(fields: readonly SelectedField[], above: number): Weighed {
    const sum = nothingYet()
    for (const field of fields) {
      const rows = this.#weigh(field, above, sum)
      const reads = this.#reads(field)
      if (reads) this.runs[field.index] = 1
      if (field.below && (reads || asksForFacts(field)))
        add(sum, this.#settleBelow(field.below, rows))
    }
    return sum
  }

  /** A row is of one type only: the place costs what it does in the dearest of them. */
  #settleBelow(below: SelectionsByType, rows: number): Weighed {
    const known = this.#settled.get(below)
    if (known) return known
    let dearest: Weighed | undefined
    for (const fields of below.values()) {
      const cost = this.#settleAll(fields, rows)
      dearest = dearest ? most(dearest, cost) : cost
    }
    const settled = dearest ?? nothingYet()
    this.#settled.set(below, settled)
    return settled
  }

  /** Adds what a field costs, and answers how many rows it brings. */
  #weigh(field: SelectedField, above: number, sum: Weighed): number {
    sum.values += above
    const weight = this.#weights.get(field)
    if (!weight) return above
    const shut = weight.decidedBy.find((entry) => !this.#verdicts.get(ruleFor(entry)))
    if (shut) throw mayNotDecideBy(this.#catalogue, shut, field.path)
    for (const entry of weight.decidedBy) this.#deciding.add(entry.name)
    const { pricedEach, explains = 0 } = field.sharing
    sum.explanations += explains * above
    sum.price += weight.price * (pricedEach ? above : 1)
    if (weight.rows === undefined) return above
    const rows = weight.rows * above
    sum.rows += rows
    sum.price += rows
    return rows
  }

  #reads(field: SelectedField): boolean {
    const { type, rule, name, sharing, path } = field
    if (rule && this.#verdicts.get(rule)) {
      const permitted = this.#permitted.get(type.name)
      if (permitted) permitted.add(field.field.name)
      else this.#permitted.set(type.name, new Set([field.field.name]))
      return true
    }
    if (this.#refused.has(name)) return false
    this.#refused.add(name)
    if (asksForFacts(field)) return false
    const entry = sharing.entry ?? sharing.witness
    if (entry) this.refusals.push(mayNotRead(this.#catalogue, entry, path))
    else if (sharing.figure) this.refusals.push(mayNotReadFigure(name, path))
    else if (!sharing.may) this.refusals.push(hasNoClass(name, path))
    return false
  }
}

/** Makes the access plan of one operation; refuses the whole of it where it decides by what is not its to read. */
export async function planAccess(
  catalogue: Catalogue,
  operation: Operation,
  args: Arguments,
  asking: Deciding,
): Promise<AccessPlan> {
  const planning = new Planning(catalogue, operation, args)
  await planning.askDuties(asking)
  const decided = planning.weigh(asking)
  await planning.ask([...operation.rules, ...decided], asking)
  planning.settle()
  return planning
}
