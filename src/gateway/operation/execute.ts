import {
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
} from 'graphql'
import type { AccessPlan } from '../../sharing/accessPlan.ts'
import type { Arguments, Operation, SelectedField } from '../../sharing/operation.ts'
import type { Context } from '../graph/context.ts'
import { Defect } from '../rows/defect.ts'

type Container = Record<string, unknown> | unknown[]

/** Where a value stands in the answer: its path, and what becomes null where the value may not be. */
interface ResponseNode {
  readonly above: ResponseNode | undefined
  readonly container: Container
  readonly key: string | number
  readonly mayBeNull: boolean
}

/** What a type asks of a value, read off the type once. */
type Completion =
  | { readonly kind: 'leaf'; readonly mayBeNull: boolean }
  | { readonly kind: 'object'; readonly mayBeNull: boolean; readonly type: GraphQLObjectType }
  | { readonly kind: 'abstract'; readonly mayBeNull: boolean; readonly type: GraphQLAbstractType }
  | { readonly kind: 'list'; readonly mayBeNull: boolean; readonly of: Completion }

function completionOf(type: GraphQLOutputType, mayBeNull = true): Completion {
  if (isNonNullType(type)) return completionOf(type.ofType, false)
  if (isListType(type)) return { kind: 'list', mayBeNull, of: completionOf(type.ofType) }
  if (isLeafType(type)) return { kind: 'leaf', mayBeNull }
  if (isAbstractType(type)) return { kind: 'abstract', mayBeNull, type }
  return { kind: 'object', mayBeNull, type }
}

const completions = new WeakMap<GraphQLOutputType, Completion>()

function formFor(type: GraphQLOutputType): Completion {
  const known = completions.get(type) ?? completionOf(type)
  completions.set(type, known)
  return known
}

type Resolve = (
  source: unknown,
  args: unknown,
  context: Context,
  info: GraphQLResolveInfo,
) => unknown

/** What running a field takes, worked out once for a kept operation. */
interface Step {
  readonly field: SelectedField
  readonly key: string
  readonly name: string
  readonly index: number
  readonly form: Completion
  /** Whether it is the row's own property, and a leaf: most fields of most answers. */
  readonly isPlain: boolean
  /** Absent where a field is the row's own property. */
  readonly resolve: Resolve | undefined
  readonly info: GraphQLResolveInfo
  readonly below: ReadonlyMap<GraphQLObjectType, readonly Step[]> | undefined
}

type StepsByType = ReadonlyMap<GraphQLObjectType, readonly Step[]>

/** An operation made ready to be run any number of times. */
export interface Program {
  readonly operation: Operation
  readonly root: readonly Step[]
  readonly schema: GraphQLSchema
}

/** Makes an operation ready to be run. */
export function programOf(schema: GraphQLSchema, operation: Operation): Program {
  // Several types of an interface share what they ask alike below.
  const known = new Map<SelectedField['below'], StepsByType>()
  const below = (selections: SelectedField['below']): StepsByType | undefined => {
    if (!selections) return undefined
    const found = known.get(selections)
    if (found) return found
    const made = new Map([...selections].map(([type, fields]) => [type, fields.map(stepOf)]))
    known.set(selections, made)
    return made
  }
  const stepOf = (selected: SelectedField): Step => {
    const { field, key, type, nodes, index } = selected
    const form = formFor(field.type)
    const isPlain = form.kind === 'leaf' && !field.resolve && key !== '__proto__'
    return {
      field: selected,
      key,
      name: field.name,
      index,
      form,
      isPlain,
      resolve: field.resolve as Resolve | undefined,
      // A body knows where it stands, and asks its place in the answer of nobody.
      info: {
        fieldName: field.name,
        fieldNodes: nodes,
        returnType: field.type,
        parentType: type,
        schema,
      } as unknown as GraphQLResolveInfo,
      below: below(selected.below),
    }
  }
  return { operation, root: operation.root.map(stepOf), schema }
}

function isScalar(value: unknown): boolean {
  const kind = typeof value
  return kind === 'string' || kind === 'number' || kind === 'boolean'
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && typeof (value as { then?: unknown }).then === 'function'
}

/** Puts a value under a key, and be it `__proto__`. */
function put(container: Container, key: string | number, value: unknown): void {
  if (key === '__proto__') {
    const own = { value, enumerable: true, configurable: true, writable: true }
    Object.defineProperty(container, key, own)
  } else (container as Record<string | number, unknown>)[key] = value
}

function pathOf(place: ResponseNode | undefined, key: string | number): (string | number)[] {
  const path = [key]
  for (let at = place; at?.above; at = at.above) path.unshift(at.key)
  return path
}

/** What running an operation came to. */
export interface Executed {
  readonly data: Record<string, unknown> | null
  readonly errors: readonly GraphQLError[]
}

/**
 * Runs a program by the specification's rules, over the fields that its plan lets be run; what it does not
 * let is null, and no body of it is called. Values are put into their places as they come, so that a row
 * waits for no row beside it, and a place that may not be null takes the nearest one that may along.
 */
class Execution {
  readonly errors: GraphQLError[] = []
  readonly #runs: Uint8Array
  readonly #arguments: Arguments
  readonly #context: Context
  readonly #schema: GraphQLSchema
  readonly #holder: Record<string, unknown> = { data: null }
  #waiting = 1
  #finish: () => void = () => undefined
  #defect: Defect | undefined

  constructor(schema: GraphQLSchema, plan: AccessPlan, args: Arguments, context: Context) {
    this.#schema = schema
    this.#runs = plan.runs
    this.#arguments = args
    this.#context = context
  }

  async run({ root }: Program): Promise<Executed> {
    const finished = new Promise<void>((resolve) => {
      this.#finish = resolve
    })
    const data = {}
    this.#holder.data = data
    const place = { above: undefined, container: this.#holder, key: 'data', mayBeNull: true }
    this.#fill(root, undefined, data, place)
    this.#arrive()
    await finished
    if (this.#defect) throw this.#defect
    return { data: this.#holder.data as Executed['data'], errors: this.errors }
  }

  #arrive(): void {
    this.#waiting -= 1
    if (this.#waiting === 0) this.#finish()
  }

  /** Answers each field asked of an object. */
  #fill(steps: readonly Step[], source: unknown, target: Container, place: ResponseNode): void {
    const runs = this.#runs
    for (const step of steps) {
      const { key, resolve, form } = step
      if (runs[step.index] !== 1) {
        put(target, key, null)
        if (!form.mayBeNull) this.#drop(place)
        continue
      }
      if (step.isPlain) {
        const value = (source as Record<string, unknown>)[step.name]
        if (isScalar(value)) {
          ;(target as Record<string, unknown>)[key] = value
          continue
        }
      }
      try {
        const value = resolve
          ? resolve(source, this.#argumentsOf(step), this.#context, step.info)
          : this.#property(source, step)
        this.#complete(step, form, value, target, key, place)
      } catch (error) {
        this.#fail(step, form, error, target, key, place)
      }
    }
  }

  #argumentsOf({ index }: Step): unknown {
    const args = this.#arguments[index]
    if (args instanceof GraphQLError) throw args
    return args
  }

  #property(source: unknown, step: Step): unknown {
    if (typeof source !== 'object' || source === null) return undefined
    const value = (source as Record<string, unknown>)[step.name]
    if (typeof value !== 'function') return value
    return value.call(source, this.#argumentsOf(step), this.#context, step.info)
  }

  /** Puts a value into its place, in the form that its type asks for. */
  #complete(
    step: Step,
    form: Completion,
    value: unknown,
    target: Container,
    key: string | number,
    place: ResponseNode,
  ): void {
    if (value === null || value === undefined) {
      put(target, key, null)
      if (form.mayBeNull) return
      const { name, type } = step.field
      throw new Error(`${type.name} answers null for the field ${name}, which is never null`)
    }
    if (value instanceof Error) throw value
    if (isPromise(value)) this.#await(step, form, value, target, key, place)
    else if (form.kind === 'leaf') put(target, key, value)
    else if (form.kind === 'list') this.#list(step, form, value, target, key, place)
    else this.#object(step, form, value, target, key, place)
  }

  #await(
    step: Step,
    form: Completion,
    value: PromiseLike<unknown>,
    target: Container,
    key: string | number,
    place: ResponseNode,
  ): void {
    // The key takes its place in the answer now, whenever the value comes.
    put(target, key, null)
    this.#waiting += 1
    value.then(
      (found) => {
        try {
          this.#complete(step, form, found, target, key, place)
        } catch (error) {
          this.#fail(step, form, error, target, key, place)
        }
        this.#arrive()
      },
      (error) => {
        this.#fail(step, form, error, target, key, place)
        this.#arrive()
      },
    )
  }

  #list(
    step: Step,
    { of, mayBeNull }: Completion & { kind: 'list' },
    value: unknown,
    target: Container,
    key: string | number,
    place: ResponseNode,
  ): void {
    if (typeof value !== 'object' || !(Symbol.iterator in (value as object))) {
      throw new Error(`${step.field.name} answers no list`)
    }
    const items = Array.isArray(value) ? value : [...(value as Iterable<unknown>)]
    const list = new Array<unknown>(items.length)
    put(target, key, list)
    const here: ResponseNode = { above: place, container: target, key, mayBeNull }
    for (let at = 0; at < items.length; at += 1) {
      try {
        this.#complete(step, of, items[at], list, at, here)
      } catch (error) {
        this.#fail(step, of, error, list, at, here)
      }
    }
  }

  #object(
    step: Step,
    form: Completion & { kind: 'object' | 'abstract' },
    value: unknown,
    target: Container,
    key: string | number,
    place: ResponseNode,
  ): void {
    const type = form.kind === 'object' ? form.type : this.#typeOf(form.type, value, step)
    const steps = step.below?.get(type)
    if (!steps) throw new Error(`nothing was asked of a ${type.name} at ${step.field.name}`)
    const object = {}
    put(target, key, object)
    const here: ResponseNode = { above: place, container: target, key, mayBeNull: form.mayBeNull }
    this.#fill(steps, value, object, here)
  }

  #typeOf(abstract: GraphQLAbstractType, value: unknown, step: Step): GraphQLObjectType {
    const name = abstract.resolveType?.(value, this.#context, step.info, abstract)
    const type = typeof name === 'string' ? this.#schema.getType(name) : undefined
    if (isObjectType(type)) return type
    throw new Error(`${step.field.name} answers something that is no ${abstract.name}`)
  }

  /** Notes why a value is missing; what may not be missing takes what holds it along. */
  #fail(
    step: Step,
    form: Completion,
    error: unknown,
    target: Container,
    key: string | number,
    place: ResponseNode,
  ): void {
    if (error instanceof Defect) this.#defect ??= error
    this.errors.push(locatedError(error, step.field.nodes, pathOf(place, key)))
    put(target, key, null)
    if (!form.mayBeNull) this.#drop(place)
  }

  #drop(place: ResponseNode): void {
    let at = place
    while (!at.mayBeNull && at.above) at = at.above
    put(at.container, at.key, null)
  }
}

/** Runs a program under a plan; the answer's fields come in the order in which they were asked. */
export function execute(
  program: Program,
  plan: AccessPlan,
  args: Arguments,
  context: Context,
): Promise<Executed> {
  return new Execution(program.schema, plan, args, context).run(program)
}
