import type { DocumentNode } from 'graphql'
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql'

/** A generator of numbers that says the same again from the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** An operation made up at random: what is sent. */
export interface RandomOperation {
  readonly query: string
  readonly document: DocumentNode
  readonly operationName: string | undefined
  readonly variables: Record<string, unknown>
  /** The fields and arguments that it asks for, by `Type.field` and `Type.field(argument)`. */
  readonly covered: ReadonlySet<string>
}

/** Values that exist in the world, by what they are called. */
export type Pool = Readonly<Record<string, readonly unknown[]>>

/** Fields that only mutate or take seconds the first time: asked less often. */
const slow = /^(assessment|whatIf|dispatch|comprehensive|targets|indicators|support)$/

interface Variable {
  readonly name: string
  readonly type: string
  readonly fallback: string | undefined
}

/** Makes up operations over a schema. */
export class RandomOperations {
  readonly #schema: GraphQLSchema
  readonly #pool: Pool
  readonly #random: () => number
  #variables: Variable[] = []
  #values: Record<string, unknown> = {}
  #fragments: { name: string; on: string; text: string }[] = []
  #covered = new Set<string>()
  readonly #times = new Map<string, number>()
  #left = 0
  #aliases = 0

  constructor(schema: GraphQLSchema, pool: Pool, seed: number) {
    this.#schema = schema
    this.#pool = pool
    this.#random = randomFrom(seed)
  }

  /** The next operation that graphql-js finds valid. */
  next(): RandomOperation {
    for (;;) {
      const made = this.#operation()
      try {
        const document = parse(made.query)
        if (validate(this.#schema, document).length === 0) return { ...made, document }
      } catch {
        // A text that came out wrong is made anew.
      }
    }
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#random() * from.length)] as T
  }

  chance(probability: number): boolean {
    return this.#random() < probability
  }

  #operation(): Omit<RandomOperation, 'document'> {
    this.#variables = []
    this.#values = {}
    this.#fragments = []
    this.#covered = new Set()
    this.#left = 6 + Math.floor(this.#random() * 24)
    this.#aliases = 0
    const query = this.#schema.getQueryType() as GraphQLObjectType
    const body = this.#selection(query, 5, 1 + Math.floor(this.#random() * 3))
    const declared = this.#variables.map(
      ({ name, type, fallback }) =>
        `$${name}: ${type}${fallback === undefined ? '' : ` = ${fallback}`}`,
    )
    const name = this.chance(0.5) ? 'Random' : ''
    const head = `query ${name}${declared.length > 0 ? `(${declared.join(', ')})` : ''} ${body}`
    const fragments = this.#fragments.map(
      ({ name: fragment, on, text }) => `fragment ${fragment} on ${on} ${text}`,
    )
    const other = name && this.chance(0.2) ? ['query Other { me { role } }'] : []
    return {
      query: [head, ...fragments, ...other].join('\n'),
      operationName: other.length > 0 || (name && this.chance(0.3)) ? name : undefined,
      variables: this.#values,
      covered: this.#covered,
    }
  }

  #selection(type: GraphQLNamedType, depth: number, width: number): string {
    const parts: string[] = []
    if (isAbstractType(type)) {
      const possible = this.#schema.getPossibleTypes(type)
      const asked = Array.from({ length: 1 + Math.floor(this.#random() * 3) }, () =>
        this.pick(possible),
      )
      for (const one of asked) {
        parts.push(`... on ${one.name}${this.#condition()} ${this.#selection(one, depth, width)}`)
      }
      if (this.chance(0.4)) parts.push('__typename')
    }
    if (isObjectType(type) || 'getFields' in type) {
      const fields = Object.values((type as GraphQLObjectType).getFields())
      for (let n = 0; n < width && this.#left > 0; n += 1) {
        let field = this.#unasked(type.name, fields)
        if (slow.test(field.name) && this.chance(0.8)) field = this.pick(fields)
        const text = this.#field(type.name, field, depth)
        if (!text) continue
        parts.push(text)
        // Asked again word for word, or with more below: equal keys are merged.
        if (this.chance(0.08)) parts.push(text)
      }
      if (this.chance(0.1)) parts.push(this.chance(0.3) ? '__proto__: __typename' : '__typename')
    }
    if (parts.length === 0) parts.push('__typename')
    return `{ ${this.#inFragments(type, parts).join(' ')} }`
  }

  #field(on: string, field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type)
    if (isCompositeType(type) && depth === 0) return ''
    this.#left -= 1
    this.#covered.add(`${on}.${field.name}`)
    const args = field.args.flatMap((argument) => this.#argument(on, field.name, argument))
    const alias = this.chance(0.25) ? `${this.#alias()}: ` : ''
    const call = `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${this.#condition()}`
    if (!isCompositeType(type)) return call
    const width = 1 + Math.floor(this.#random() * 4)
    return `${call} ${this.#selection(type, depth - 1, width)}`
  }

  #alias(): string {
    this.#aliases += 1
    if (this.chance(0.1)) return this.pick(['constructor', '__proto__', 'toString', 'then'])
    return `a${this.#aliases}`
  }

  /** One of the fields, of two the one that was asked for less. */
  #unasked(on: string, fields: readonly GraphQLField<unknown, unknown>[]) {
    const [one, other] = [this.pick(fields), this.pick(fields)]
    const timesOf = ({ name }: { name: string }) => this.#times.get(`${on}.${name}`) ?? 0
    const chosen = timesOf(other) < timesOf(one) ? other : one
    this.#times.set(`${on}.${chosen.name}`, timesOf(chosen) + 1)
    return chosen
  }

  /** How many fields and arguments there are to be asked for. */
  get size(): number {
    const types = Object.values(this.#schema.getTypeMap()).filter(
      (type) =>
        (isObjectType(type) || isInterfaceType(type)) &&
        !type.name.startsWith('__') &&
        type.name !== 'Mutation',
    )
    return (types as GraphQLObjectType[])
      .flatMap((type) => Object.values(type.getFields()))
      .reduce((sum, { args }) => sum + 1 + args.length, 0)
  }

  /** Puts some of a selection into fragments, and sometimes spreads one of them twice or elsewhere. */
  #inFragments(type: GraphQLNamedType, parts: readonly string[]): string[] {
    const out: string[] = []
    for (const part of parts) {
      if (this.chance(0.12)) {
        const name = `F${this.#fragments.length}`
        this.#fragments.push({ name, on: type.name, text: `{ ${part} }` })
        out.push(`...${name}${this.#condition()}`)
        if (this.chance(0.2)) out.push(`...${name}${this.#condition()}`)
      } else if (this.chance(0.08)) out.push(`...${this.#condition()} { ${part} }`)
      else out.push(part)
    }
    const known = this.#fragments.filter(({ on }) => on === type.name)
    if (known.length > 0 && this.chance(0.1)) {
      out.push(`...${this.pick(known).name}${this.#condition()}`)
    }
    return out
  }

  #condition(): string {
    if (!this.chance(0.12)) return ''
    const kind = this.pick(['skip', 'include'])
    const value = this.chance(0.3)
      ? String(this.chance(0.5))
      : `$${this.#variable('Boolean!', this.chance(0.6), 'true')}`
    const other = this.chance(0.1)
      ? ` @${kind === 'skip' ? 'include' : 'skip'}(if: ${this.chance(0.5)})`
      : ''
    return ` @${kind}(if: ${value})${other}`
  }

  /** A variable of a type; with a default it may be left out. */
  #variable(type: string, value: unknown, fallback?: string): string {
    const name = `v${this.#variables.length}`
    const hasDefault = fallback !== undefined && this.chance(0.3)
    this.#variables.push({ name, type, fallback: hasDefault ? fallback : undefined })
    if (!(hasDefault && this.chance(0.5))) this.#values[name] = value
    return name
  }

  #argument(on: string, field: string, argument: GraphQLArgument): string[] {
    const { name, type } = argument
    const isNeeded = isNonNullType(type)
    const isLength = name === 'first'
    if (!isNeeded && !isLength && this.chance(0.55)) return []
    this.#covered.add(`${on}.${field}(${name})`)
    const value = isLength
      ? 1 + Math.floor(this.#random() * 4)
      : this.#value(type, name, `${on}.${field}`, 3)
    if (value === undefined && isNeeded) return [`${name}: ${literal(null, type)}`]
    if (value === undefined) return []
    if (this.chance(0.4)) {
      const wanted = String(type)
      if (!isNeeded && this.chance(0.15)) {
        // Declared and not sent: the argument is absent, and its default holds.
        this.#variables.push({
          name: `v${this.#variables.length}`,
          type: wanted,
          fallback: undefined,
        })
        return [`${name}: $v${this.#variables.length - 1}`]
      }
      return [`${name}: $${this.#variable(wanted, value, literal(value, type))}`]
    }
    return [`${name}: ${this.#literalWithVariables(value, type)}`]
  }

  /** A literal in which some values are variables, some of them never sent. */
  #literalWithVariables(value: unknown, type: GraphQLInputType): string {
    const named = isNonNullType(type) ? type.ofType : type
    if (isInputObjectType(named) && typeof value === 'object' && value !== null) {
      const fields = named.getFields()
      const inner = Object.entries(value).map(([name, one]) => {
        const field = fields[name]
        if (!field) return ''
        if (this.chance(0.25)) {
          const isNeeded = isNonNullType(field.type)
          if (!isNeeded && this.chance(0.3)) {
            this.#variables.push({
              name: `v${this.#variables.length}`,
              type: String(field.type),
              fallback: undefined,
            })
            return `${name}: $v${this.#variables.length - 1}`
          }
          return `${name}: $${this.#variable(String(field.type), one)}`
        }
        return `${name}: ${this.#literalWithVariables(one, field.type)}`
      })
      return `{ ${inner.join(', ')} }`
    }
    return literal(value, type)
  }

  #value(type: GraphQLInputType, name: string, on: string, depth: number): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, name, on, depth)
    if (isListType(type)) {
      if (this.chance(0.1)) return this.#value(type.ofType, name, on, depth)
      const length = Math.floor(this.#random() * 3) + (this.chance(0.8) ? 1 : 0)
      const items = Array.from({ length }, () => this.#value(type.ofType, name, on, depth))
      return items.filter((item) => item !== undefined)
    }
    if (this.chance(0.04)) return null
    if (isEnumType(type)) return { enum: this.pick(type.getValues()).name }
    if (isInputObjectType(type)) {
      if (depth === 0) return {}
      const fields = Object.values(type.getFields())
      const needed = fields.filter((field) => isNonNullType(field.type))
      const others = Array.from({ length: this.chance(0.8) ? 1 : 2 }, () => this.pick(fields))
      const entries = [...new Set([...needed, ...others])].map((field) => [
        field.name,
        this.#value(field.type, field.name, type.name, depth - 1),
      ])
      return Object.fromEntries(entries.filter(([, one]) => one !== undefined))
    }
    return this.#scalar(type.name, name, on)
  }

  #scalar(type: string, name: string, on: string): unknown {
    const known =
      this.#pool[`${on}.${name}`] ?? this.#pool[name] ?? this.#pool[`${type}`] ?? undefined
    if (known && known.length > 0) return this.pick(known)
    if (type === 'Int') return Math.floor(this.#random() * 50)
    if (type === 'Boolean') return this.chance(0.5)
    if (type === 'Money' || type === 'Decimal') return String(Math.floor(this.#random() * 20_000))
    return this.pick(['a', '村', ''])
  }
}

/** A value as it is written in a document. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (value === null || value === undefined) return 'null'
  const named = isNonNullType(type) ? type.ofType : type
  if (isListType(named)) {
    return Array.isArray(value)
      ? `[${value.map((item) => literal(item, named.ofType)).join(', ')}]`
      : literal(value, named.ofType)
  }
  if (isInputObjectType(named) && typeof value === 'object') {
    const fields = named.getFields()
    const inner = Object.entries(value).map(([name, one]) => {
      const field = fields[name]
      return field ? `${name}: ${literal(one, field.type)}` : ''
    })
    return `{ ${inner.join(', ')} }`
  }
  if (typeof value === 'object' && 'enum' in value) return String(value.enum)
  return JSON.stringify(value)
}

/** Enumerations are sent by name in variables. */
export function asSent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asSent)
  if (typeof value !== 'object' || value === null) return value
  if ('enum' in value) return value.enum
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asSent(one)]))
}
