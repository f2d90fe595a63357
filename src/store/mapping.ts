import { EntitySchema, type EntitySchemaProperty } from '@mikro-orm/core'
import type { Catalogue, Shelf } from '../catalogue/catalogue.ts'
import type { Entity } from '../ground/entity.ts'
import type { Fact } from '../ground/fact.ts'
import { assessmentTables } from './assessmentTables.ts'
import { publishingTables } from './publishingTables.ts'

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

/** The batch that brought a row; 0 where it came in past publishing. */
const batch: Property = {
  type: 'bigint',
  columnType: 'bigint',
  fieldName: 'batch',
  // As PostgreSQL itself writes it, so that the next migration finds nothing to change.
  defaultRaw:
    "(COALESCE(NULLIF(current_setting('gateway.batch'::text, true), ''::text), '0'::text))::bigint",
}

/** The rows of one batch lie together in a table: a block-range index finds them and costs nearly nothing. */
const byBatch = { properties: ['batch'], type: 'brin' }

interface Table {
  readonly name: string
  readonly schema: string
  readonly table: string
  readonly keys: Record<string, Property>
  readonly facts: Record<string, Property>
  readonly indexes: { properties: string[] }[]
}

/** A table as it stands now, and beside it what its batches have replaced. */
function withHistory({ name, schema, table, keys, facts, indexes }: Table): EntitySchema[] {
  const until = { type: 'bigint', columnType: 'bigint', fieldName: 'until_batch', primary: true }
  return [
    new EntitySchema({
      name,
      schema,
      tableName: table,
      properties: { ...keys, ...facts, batch },
      indexes: [...indexes, byBatch],
    }),
    new EntitySchema({
      name: `${name}History`,
      schema,
      tableName: `${table}_history`,
      properties: { ...keys, untilBatch: until as Property, ...facts, batch },
      indexes: [{ properties: ['untilBatch'], type: 'brin' }],
    }),
  ]
}

function entityTables(entity: Entity): EntitySchema[] {
  const key = { ...bytewise, fieldName: entity.key.column, primary: true }
  const others = entity.facts.filter((fact) => fact !== entity.key)
  const links = entity.facts.filter((fact) => fact.type.reference && fact !== entity.place)
  const places = entity.place === entity.key ? [] : [entity.place]
  return withHistory({
    name: entity.name,
    schema: 'shared',
    table: entity.table,
    keys: { [entity.key.name]: key },
    facts: Object.fromEntries(others.map((fact) => [fact.name, columnOf(fact)])),
    // A list that leads back along a link is read in the order of its keys.
    indexes: [...links, ...places].map((fact) => ({ properties: [fact.name, entity.key.name] })),
  })
}

function viewTables(shelf: Shelf): EntitySchema[] {
  const key = { ...bytewise, fieldName: shelf.keyColumn, primary: true }
  const links = shelf.facts.filter((fact) => fact.type.reference?.to && fact.type.reference.back)
  return withHistory({
    name: shelf.typeName,
    schema: shelf.schema,
    table: shelf.table,
    keys: {
      key,
      ...(shelf.per ? { period: { ...bytewise, fieldName: 'period', primary: true } } : {}),
      ...(shelf.each
        ? { [shelf.each.name]: { ...bytewise, fieldName: shelf.each.column, primary: true } }
        : {}),
    },
    facts: Object.fromEntries(shelf.facts.map((fact) => [fact.name, columnOf(fact)])),
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
  return [
    ...catalogue.entities.flatMap(entityTables),
    ...catalogue.shelves.flatMap(viewTables),
    ...publishingTables,
    ...assessmentTables,
    Holding,
  ]
}
