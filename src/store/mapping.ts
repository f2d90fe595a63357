import { EntitySchema, type EntitySchemaProperty } from '@mikro-orm/core'
import type { Catalogue, Shelf } from '../catalogue/catalogue.ts'
import type { Entity } from '../ground/entity.ts'
import type { Fact } from '../ground/fact.ts'

// biome-ignore lint/suspicious/noExplicitAny: the mapping is built from declarations, not from a class
type Property = EntitySchemaProperty<any, any>

/** Codes and periods compare byte by byte, so that a prefix is a range whatever the server's locale. */
const bytewise = { type: 'text', columnType: 'text', collation: 'C' } as const

function columnOf(fact: Fact): Property {
  const common = { fieldName: fact.column, nullable: true } as const
  const { enumeration, reference, column } = fact.type
  if (enumeration) {
    const items = enumeration.members.map(({ name }) => name)
    return { ...common, type: 'text', columnType: 'text', enum: true, items }
  }
  const isCode = reference !== undefined || fact.type.word === 'AreaCode'
  return isCode ? { ...common, ...bytewise } : { ...common, type: column, columnType: column }
}

function entityTable(entity: Entity): EntitySchema {
  const properties = Object.fromEntries(
    entity.facts.map((fact) => {
      if (fact !== entity.key) return [fact.name, columnOf(fact)]
      return [fact.name, { ...bytewise, fieldName: fact.column, primary: true }]
    }),
  )
  const links = entity.facts.filter((fact) => fact.type.reference && fact !== entity.place)
  const places = entity.place === entity.key ? [] : [entity.place]
  return new EntitySchema({
    name: entity.name,
    schema: 'shared',
    tableName: entity.table,
    properties,
    // A list that leads back along a link is read in the order of its keys.
    indexes: [...links, ...places].map((fact) => ({ properties: [fact.name, entity.key.name] })),
  })
}

function viewTable(shelf: Shelf): EntitySchema {
  const key = { ...bytewise, fieldName: shelf.keyColumn, primary: true }
  const period: Record<string, Property> = shelf.per
    ? { period: { ...bytewise, fieldName: 'period', primary: true } }
    : {}
  const facts = Object.fromEntries(shelf.facts.map((fact) => [fact.name, columnOf(fact)]))
  const links = shelf.facts.filter((fact) => fact.type.reference?.to && fact.type.reference.back)
  return new EntitySchema({
    name: shelf.typeName,
    schema: shelf.schema,
    tableName: shelf.table,
    properties: { key, ...period, ...facts },
    indexes: links.map((fact) => ({ properties: [fact.name, 'key'] })),
  })
}

/** Which sets of synthetic or published data this database holds. */
const Holding = new EntitySchema({
  name: 'Holding',
  schema: 'shared',
  tableName: 'holding',
  properties: {
    name: { type: 'text', columnType: 'text', primary: true },
    seed: { type: 'integer', columnType: 'integer' },
    loadedAt: { type: 'timestamptz', columnType: 'timestamptz', fieldName: 'loaded_at' },
  },
})

/** Every table of the gateway, as MikroORM knows it, derived from the declarations. */
export function mapping(catalogue: Catalogue): EntitySchema[] {
  return [...catalogue.entities.map(entityTable), ...catalogue.shelves.map(viewTable), Holding]
}
