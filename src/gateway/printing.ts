import { printSchemaWithDirectives } from '@graphql-tools/utils'
import { lexicographicSortSchema } from 'graphql'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { csvCell } from '../ground/csvText.ts'
import { asCatalogueFact } from './fields/catalogue/catalogueTypes.ts'
import { schemaOf } from './schema.ts'

/** The folder of what is printed, never of what is written by hand. */
export const printedFolder = new URL('../../schema/', import.meta.url)

const columns = [
  'fact',
  'department',
  'view',
  'entity',
  'period',
  'type',
  'unit',
  'sharing',
  'sensitivity',
  'legalBasis',
  'aggregate',
  'zh',
  'en',
] as const

/** The catalogue as a table: one line a fact, of the views and of the shared entities. */
function catalogueCsv(catalogue: Catalogue): string {
  const lines = [...catalogue.entries.values()].map((entry) => {
    const { sharing, sensitivity } = entry.fact
    const line = {
      ...asCatalogueFact(entry),
      period: entry.shelf?.per,
      department: entry.owners.join('/'),
      sharing,
      sensitivity,
    }
    return columns.map((column) => csvCell(line[column])).join(',')
  })
  return `${[columns.join(','), ...lines].join('\n')}\n`
}

/** Everything that is printed, by the name of its file. */
export async function printed(catalogue: Catalogue): Promise<Record<string, string>> {
  const schema = lexicographicSortSchema(await schemaOf(catalogue))
  return {
    'schema.graphql': `${printSchemaWithDirectives(schema)}\n`,
    'catalogue.csv': catalogueCsv(catalogue),
  }
}
