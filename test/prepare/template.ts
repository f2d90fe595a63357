import pg from 'pg'
import { gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import { fillWithSyntheticCity } from '../../src/demo/fill.ts'
import { readSettings } from '../../src/ground/settings.ts'
import { openDatabase } from '../../src/store/database.ts'

/** The database that tests copy: the whole city's areas and village views, four villages' households. */
export const templateName = 'synthetic'

/** How many villages of the template have households. */
export const templateVillages = 4

/** Creates the template once a run; a copy of it then takes a moment. */
export async function prepareTemplate(server: { url(database: string): string }): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('template1') })
  await client.connect()
  await client.query(`create database ${templateName}`)
  await client.end()
  const settings = readSettings({
    DATABASE_URL: server.url(templateName),
    SYNTHETIC_VILLAGES: String(templateVillages),
    NODE_ENV: 'test',
  })
  const catalogue = await gatherCatalogue()
  const database = await openDatabase(catalogue, settings)
  await fillWithSyntheticCity(catalogue, database, settings)
  await database.close()
}
