import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import { today } from '../../ground/calendarDate.ts'
import type { Deliverable } from '../deliverable.ts'
import { type Fault, FaultList, Unreadable } from '../fault.ts'
import type { FileForm } from '../reading/delivered.ts'
import { readDelivered } from '../reading/readFile.ts'
import { readHeadings } from './headings.ts'
import { type Checking, RowCheck } from './rowCheck.ts'

/** What a check found: either faults, or a file of rows ready to be copied. */
export interface Checked {
  readonly form?: FileForm
  readonly encoding?: string
  readonly rows: number
  /** The columns of the table that the rows fill, behind the number of their line. */
  readonly columns: readonly string[]
  readonly faults: readonly Fault[]
  readonly faultCount: number
  /** Rows left out because they are the template's example. */
  readonly examples: number
}

const pieceLength = 1 << 18

const noRows: Fault = {
  zh: '文件只有表头，没有数据行。',
  en: 'The file has headings only, and no rows.',
}

/**
 * Checks a delivered file; writes its rows to `out` as text to be copied, as long as none is at fault. Both
 * are open files, named by their descriptors, and stay open.
 */
export async function checkFile(
  catalogue: Catalogue,
  of: Deliverable,
  file: number,
  out: number,
  checking: Checking,
): Promise<Checked> {
  const faults = new FaultList()
  let rowCheck: RowCheck | undefined
  let read: { form?: FileForm; encoding?: string } = {}
  const sink = createWriteStream('', { fd: out, autoClose: false })
  // An error is heard where the file is finished; between writes it must not end the thread.
  sink.on('error', () => undefined)
  try {
    const { bunches, ...how } = await readDelivered(file)
    read = how
    for await (const bunch of bunches) {
      for (const delivered of bunch) {
        if (rowCheck) rowCheck.check(delivered)
        else {
          const day = checking.today ?? today()
          const headings = readHeadings(catalogue, of, delivered.cells, day)
          for (const fault of headings.faults) faults.add({ line: delivered.line, ...fault })
          if (faults.count > 0) break
          const { cells } = delivered
          rowCheck = new RowCheck(of, checking, how.form, cells, headings.places)
        }
      }
      if (!rowCheck || rowCheck.faults.isFull) break
      if (rowCheck.piece.length >= pieceLength) await write(sink, rowCheck)
    }
    if (rowCheck) await write(sink, rowCheck)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    faults.add(error.fault)
  } finally {
    sink.end()
    await finished(sink)
  }
  if (rowCheck) for (const fault of rowCheck.faults.kept) faults.add(fault)
  if (rowCheck?.rows === 0 && faults.count === 0) faults.add(noRows)
  return {
    ...read,
    rows: rowCheck?.rows ?? 0,
    columns: rowCheck?.columns ?? [],
    faults: faults.kept,
    faultCount: faults.count + (rowCheck ? rowCheck.faults.count - rowCheck.faults.kept.length : 0),
    examples: rowCheck?.examples ?? 0,
  }
}

async function write(sink: NodeJS.WritableStream, rowCheck: RowCheck): Promise<void> {
  const { piece } = rowCheck
  rowCheck.piece = ''
  if (piece !== '' && !sink.write(piece)) await once(sink, 'drain')
}
