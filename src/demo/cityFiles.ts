import { columnsIn } from '../publishing/cells/columns.ts'
import type { Deliverable } from '../publishing/deliverable.ts'
import { type Spooled, spool } from '../publishing/delivering/spool.ts'
import type { Target } from '../store/transaction.ts'

/** A sheet written out as its department would deliver it. */
export interface CityFile {
  readonly delivery: Spooled
  readonly rows: number
}

const pieceLength = 1 << 18

function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The heading of each property of a row: the key under its own name, persons by their identity numbers. */
function headingsOf(of: Deliverable, { properties }: Target): string[] {
  const columns = columnsIn(of)
  const key = columns.findLast(({ role }) => role === 'key')
  if (!key) throw new Error(`${of.name} has no key`)
  return [key.name, ...properties.slice(1)]
}

/** Writes rows as a CSV file with the names of the fields for its headings. */
export async function writeCityFile(
  of: Deliverable,
  target: Target,
  rows: Iterable<object>,
  onRows: (count: number) => void,
): Promise<CityFile> {
  const headings = headingsOf(of, target)
  // A person's own list holds the identity number once, though it is both the key and a fact.
  const kept = headings.map((heading, i) => headings.indexOf(heading) === i)
  const properties = target.properties.filter((_, i) => kept[i])
  let count = 0
  const pieces = function* () {
    let piece = `${headings.filter((_, i) => kept[i]).join(',')}\n`
    let told = 0
    for (const row of rows) {
      const values = row as Record<string, unknown>
      for (let i = 0; i < properties.length; i += 1) {
        piece += (i === 0 ? '' : ',') + cell(values[properties[i] as string])
      }
      piece += '\n'
      count += 1
      if (piece.length >= pieceLength) {
        yield Buffer.from(piece)
        onRows(count - told)
        told = count
        piece = ''
      }
    }
    yield Buffer.from(piece)
    onRows(count - told)
  }
  const delivery = await spool(pieces())
  return { rows: count, delivery }
}
