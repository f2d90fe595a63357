import type { JSONPgSmartTags } from 'postgraphile/utils'
import type { Catalogue, Shelf } from '../../src/catalogue/catalogue.ts'
import { type Entity, entityOf } from '../../src/ground/entity.ts'
import type { Fact } from '../../src/ground/fact.ts'
import { targetsOf } from '../../src/ground/factType.ts'
import { capitalised, uncapitalised } from '../../src/ground/naming.ts'
import { viewField } from '../../src/ground/view.ts'

/** What PostGraphile calls a view's rows on their entity; it adds "List". */
export function listField(shelf: Shelf): string {
  return `${shelf.namespace}${capitalised(viewField(shelf.name, shelf.shelved[0]!.name))}`
}

function foreignKey(column: string, to: Entity, tags: Record<string, string>): string {
  const written = Object.entries(tags).map(([name, value]) => `@${name} ${value}`)
  const key = `(${column}) references shared.${to.table} (${to.key.column})`
  return [key, ...written].join('|')
}

function links(facts: readonly Fact[], origin: string): string[] {
  return facts.flatMap(({ name, column, type }) => {
    const { reference } = type
    if (!reference?.back) return []
    const targets = targetsOf(reference)
    return targets.map((target) =>
      foreignKey(column, entityOf(target), {
        fieldName: targets.length === 1 ? name : `${name}${entityOf(target).name}`,
        foreignFieldName: reference.back?.name ?? origin,
      }),
    )
  })
}

/** Views with a period hang on their entity as a list, the leanest form that PostGraphile has for them. */
function viewKeys(shelf: Shelf): string[] {
  const entities = shelf.shelved.map((entity) =>
    foreignKey(shelf.keyColumn, entity, {
      fieldName: uncapitalised(entity.name),
      ...(shelf.per ? { foreignFieldName: listField(shelf), behavior: '+list -connection' } : {}),
    }),
  )
  return [...entities, ...links(shelf.facts, shelf.typeName)]
}

/** The links between the tables, which have no foreign keys, as PostGraphile's smart tags say them. */
export function smartTags(catalogue: Catalogue): JSONPgSmartTags {
  const tables = [
    ...catalogue.entities.map((entity) => ({
      name: `shared.${entity.table}`,
      keys: links(entity.facts, entity.name),
    })),
    ...catalogue.shelves.map((shelf) => ({
      name: `${shelf.schema}.${shelf.table}`,
      keys: viewKeys(shelf),
    })),
  ]
  return {
    version: 1,
    config: {
      class: Object.fromEntries(
        tables.map(({ name, keys }) => [name, { tags: { foreignKey: keys } }]),
      ),
    },
  }
}
