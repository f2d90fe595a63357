import { sql } from 'kysely'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { personKeyWith } from '../ground/personKey.ts'
import type { Settings } from '../ground/settings.ts'
import { deliverables } from '../publishing/deliverable.ts'
import { fillIn } from '../publishing/delivering/fillings.ts'
import { cityPublisher } from '../sharing/demoIssuer.ts'
import type { Database } from '../store/database.ts'
import { targetOf } from '../store/transaction.ts'
import { syntheticCity } from './syntheticCity.ts'

/** The seed of the city that everybody sees unless told otherwise. */
export const seed = 5206

/** Hears how many rows of how many are in. */
export type Progress = (done: number, of: number) => void

/** Whether nobody has put anything into a database, be it the city or data of a department's own. */
export async function isEmpty(database: Pick<Database, 'reader'>): Promise<boolean> {
  const [held] = await database.reader.rows<{ filled: boolean }>(
    'what the database holds',
    sql`select exists (select from shared.holding) or exists (select from shared.village)
      or exists (select from publishing.batch) as filled`,
  )
  return !held?.filled
}

/** Fills an empty database with the synthetic city, wholly or not at all; tells whether it did. */
export async function fillWithSyntheticCity(
  catalogue: Catalogue,
  database: Database,
  settings: Pick<Settings, 'personKeySecret' | 'syntheticVillages'>,
  progress: Progress = () => undefined,
): Promise<boolean> {
  if (!(await isEmpty(database))) return false
  const sheets = syntheticCity(catalogue, {
    seed,
    sampledVillages: settings.syntheticVillages,
    personKey: personKeyWith(settings.personKeySecret),
  })
  const all = sheets.reduce((sum, { about }) => sum + about, 0)
  let done = 0
  await database.transaction(async (transaction) => {
    for (const { of: cls, rows } of sheets) {
      const { name, properties } = targetOf(catalogue, cls)
      const of = deliverables(catalogue).get(name)
      if (!of) throw new Error(`nothing called ${name} may be delivered`)
      await fillIn(transaction, { of, properties, rows, publisher: cityPublisher }, (count) => {
        done += count
        progress(done, all)
      })
    }
    await transaction.run(sql`insert into shared.holding values (${cityPublisher}, ${seed}, now())`)
    await transaction.run(sql`analyze`)
  })
  return true
}
