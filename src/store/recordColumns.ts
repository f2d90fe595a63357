import { EntitySchema, type EntitySchemaProperty } from '@mikro-orm/core'

// biome-ignore lint/suspicious/noExplicitAny: these tables are read and written in SQL, not through entities
type Property = EntitySchemaProperty<any, any>

/** A column of a table of the gateway's own. */
export function column(type: string, fieldName: string, more: object = {}): Property {
  return { type, columnType: type, fieldName, ...more } as Property
}

/** A column that may be blank. */
export function optional(type: string, fieldName: string): Property {
  return column(type, fieldName, { nullable: true })
}

/** How the tables of one schema are declared. */
export function tablesIn(schema: string) {
  return (
    name: string,
    tableName: string,
    properties: Record<string, Property>,
    keys: { indexes?: { properties: string[] }[]; uniques?: { properties: string[] }[] } = {},
  ): EntitySchema => new EntitySchema({ name, schema, tableName, properties, ...keys })
}
