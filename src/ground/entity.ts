import { type Fact, factsOf } from './fact.ts'
import type { Class } from './factType.ts'
import { snakeCase } from './naming.ts'

/** A shared thing that every department may speak of: its key, its owner, its place in the city. */
export interface Entity {
  readonly cls: Class
  readonly name: string
  readonly plural: string
  readonly zh: string
  readonly en: string
  /** The department or departments that keep the list of such things. */
  readonly owners: readonly string[]
  readonly key: Fact
  /** The fact whose column holds the area code in which the thing lies; deciding by place decides by it. */
  readonly place: Fact
  readonly facts: readonly Fact[]
  readonly table: string
  readonly isArea: boolean
}

interface Choices {
  readonly zh: string
  readonly en: string
  readonly owners: readonly string[]
  readonly key: string
  readonly place: string
  readonly plural?: string
  readonly isArea?: boolean
}

const declared = new WeakMap<object, Entity>()

/** Declares a shared entity: one table in the schema `shared`, one GraphQL type, links both ways. */
export function SharedEntity(choices: Choices): ClassDecorator {
  return (target) => {
    const cls = target as unknown as Class
    const facts = factsOf(cls)
    const named = (name: string) => {
      const fact = facts.find((candidate) => candidate.name === name)
      if (!fact) throw new Error(`${cls.name} declares no fact "${name}"`)
      return fact
    }
    declared.set(cls, {
      cls,
      name: cls.name,
      plural: choices.plural ?? `${cls.name}s`,
      zh: choices.zh,
      en: choices.en,
      owners: choices.owners,
      key: named(choices.key),
      place: named(choices.place),
      facts,
      table: snakeCase(cls.name),
      isArea: choices.isArea ?? false,
    })
  }
}

/** The declaration behind an entity's class. */
export function entityOf(cls: Class): Entity {
  const entity = declared.get(cls)
  if (!entity) throw new Error(`${cls.name} is not a shared entity`)
  return entity
}

/** Tells whether a class was declared as a shared entity. */
export function isEntity(cls: unknown): cls is Class {
  return typeof cls === 'function' && declared.has(cls)
}
