import { sql } from 'kysely'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { type Deliverable, deliverables } from '../publishing/deliverable.ts'
import type { Publishing } from '../publishing/delivering/openPublishing.ts'
import { cityPublisher } from '../sharing/demoIssuer.ts'
import type { Database } from '../store/database.ts'
import { type Target, targetOf } from '../store/transaction.ts'
import type { Sheet } from './chance/sheet.ts'
import { type CityFile, writeCityFile } from './cityFiles.ts'

/** One sheet and what becomes of it. */
interface Errand {
  readonly sheet: Sheet
  readonly of: Deliverable
  readonly target: Target
  readonly key: string
}

/** What is told of the city on its way in. */
export interface CityProgress {
  readonly written: (rows: number) => void
  readonly stored: (name: string, rows: number, seconds: number) => void
}

async function doneBefore(database: Database): Promise<ReadonlySet<string>> {
  const rows = await database.reader.rows<{ key: string }>(
    'what of the city is there',
    sql`select idempotency_key as key from publishing.batch
      where publisher = ${cityPublisher} and idempotency_key is not null`,
  )
  return new Set(rows.map(({ key }) => key))
}

async function publishOne(
  publishing: Publishing,
  { of, key }: Errand,
  { delivery }: CityFile,
): Promise<void> {
  const [department = ''] = of.owners
  const publisher = { subject: cityPublisher, department }
  const report = await publishing.publish({
    of,
    publisher,
    delivery,
    wishes: { idempotencyKey: key },
  })
  if (report.outcome === 'PUBLISHED') return
  const [first] = report.faults
  throw new Error(
    `${of.name}: ${report.faultCount} faults, the first in line ${first?.line}, ${first?.column}: ${first?.en} (${first?.value ?? 'not shown'})`,
  )
}

/**
 * Publishes the city sheet by sheet, as its departments would: written, checked, stored, each a batch.
 * What an earlier run has stored is not done again. While one sheet is stored the next is written.
 */
export async function publishCity(
  catalogue: Catalogue,
  database: Database,
  publishing: Publishing,
  sheets: readonly Sheet[],
  name: string,
  progress: CityProgress,
): Promise<void> {
  const before = await doneBefore(database)
  const errands = sheets.map((sheet): Errand => {
    const target = targetOf(catalogue, sheet.of)
    const of = deliverables(catalogue).get(target.name)
    if (!of) throw new Error(`nothing called ${target.name} may be delivered`)
    return { sheet, of, target, key: `${name}/${target.name}` }
  })
  let storing: Promise<void> = Promise.resolve()
  for (const errand of errands) {
    const { sheet, of, target, key } = errand
    if (before.has(key)) {
      progress.written(sheet.about)
      continue
    }
    const started = performance.now()
    const file = await writeCityFile(of, target, sheet.rows, progress.written)
    const earlier = storing
    storing = earlier
      .then(() => publishOne(publishing, errand, file))
      .finally(file.delivery.remove)
      .then(() => progress.stored(of.name, file.rows, (performance.now() - started) / 1000))
    storing.catch(() => undefined)
    await earlier
  }
  await storing
}
