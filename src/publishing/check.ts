import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { today } from '../ground/calendarDate.ts'
import { inWords, type PublishedRow, type RowRule } from '../ground/rowRule.ts'
import { asCopyField } from '../store/copyText.ts'
import { Wrong } from './cellReader.ts'
import type { Column } from './columns.ts'
import { type Deliverable, isOfPersons } from './deliverable.ts'
import type { Delivered, Form } from './delivered.ts'
import { type Fault, FaultList, shown, Unreadable } from './fault.ts'
import { readHeadings } from './headings.ts'
import { readDelivered } from './readFile.ts'

/** What a check found: either faults, or a file of rows ready to be copied. */
export interface Checked {
  readonly form?: Form
  readonly encoding?: string
  readonly rows: number
  /** The columns of the table that the rows fill, behind the number of their line. */
  readonly columns: readonly string[]
  readonly faults: readonly Fault[]
  readonly faultCount: number
  /** Rows left out because they are the template's example. */
  readonly examples: number
}

/** What a check needs to know beside the file. */
export interface Checking {
  readonly personKey: (idNumber: string) => string
  readonly today?: string
}

const example = '示例'
const blankField = '\t\\N'
const pieceLength = 1 << 18

interface Place {
  readonly at: number
  readonly column: Column
  readonly heading: string
  /** A value as it is copied: persons by their keys, what separates rows and columns escaped. */
  readonly written: (value: string) => string
  /** Whether a rule of the view speaks of it. */
  readonly isRuled: boolean
}

/** Checks the rows of one file, one by one, and writes those that hold as text to be copied. */
class RowCheck {
  readonly faults = new FaultList()
  rows = 0
  examples = 0
  piece = ''
  readonly #of: Deliverable
  readonly #form: Form
  readonly #width: number
  readonly #places: readonly Place[]
  readonly #rules: readonly RowRule[]
  readonly #keyAt: number

  constructor(
    of: Deliverable,
    checking: Checking,
    form: Form,
    headings: readonly string[],
    places: readonly (Column | undefined)[],
  ) {
    this.#of = of
    this.#form = form
    this.#width = headings.length
    const delivered = new Set(places.map((column) => column?.name))
    this.#rules = of.rules.filter((rule) => rule.of.every((fact) => delivered.has(fact)))
    const ruled = new Set(this.#rules.flatMap((rule) => rule.of))
    this.#places = places
      .flatMap((column, at): Place[] => {
        if (!column) return []
        const written = writerOf(column, checking)
        const heading = headings[at] ?? ''
        return [{ at, column, heading, written, isRuled: ruled.has(column.name) }]
      })
      .sort((one, other) => order[one.column.role] - order[other.column.role])
    this.#keyAt = this.#places[0]?.at ?? 0
  }

  /** The table's columns, in the order in which each row is written. */
  get columns(): string[] {
    const also = this.#keepsIdNumber ? ['id_number'] : []
    return [...this.#places.map(({ column }) => column.fills), ...also]
  }

  get #keepsIdNumber(): boolean {
    return this.#of.makesEntities && isOfPersons(this.#of)
  }

  check({ line, cells }: Delivered): void {
    if (cells[this.#keyAt]?.startsWith(example)) {
      this.examples += 1
      return
    }
    this.rows += 1
    this.#checkWidth(line, cells)
    let text = String(line)
    let keyRead = ''
    const row: Record<string, string | undefined> | undefined =
      this.#rules.length > 0 ? {} : undefined
    for (const place of this.#places) {
      const value = this.#value(place, cells[place.at] ?? '', line)
      if (value === undefined) {
        text += blankField
        continue
      }
      if (place.column.role === 'key') keyRead = value
      if (row && place.isRuled) row[place.column.name] = value
      text += '\t'
      text += place.written(value)
    }
    if (this.#keepsIdNumber) text += `\t${keyRead}`
    if (row) this.#checkRules(line, row)
    if (this.faults.count === 0) this.piece += `${text}\n`
  }

  #checkWidth(line: number, cells: readonly string[]): void {
    const extra = cells.slice(this.#width).find((cell) => cell.trim() !== '')
    if (extra !== undefined) {
      this.faults.add({
        line,
        zh: `这一行有 ${cells.length} 个单元格，而表头只有 ${this.#width} 列；多半是某个单元格里有逗号而没有加引号。`,
        en: `This line has ${cells.length} cells, but there are ${this.#width} headings; a cell with a comma in it may lack its quotes.`,
      })
    } else if (cells.length < this.#width && this.#form === 'csv') {
      this.faults.add({
        line,
        zh: `这一行只有 ${cells.length} 个单元格，而表头有 ${this.#width} 列；空白单元格也要保留逗号。`,
        en: `This line has only ${cells.length} cells, but there are ${this.#width} headings; blank cells keep their commas.`,
      })
    }
  }

  #value({ column, heading }: Place, cell: string, line: number): string | undefined {
    const read = cell === '' ? undefined : column.read(cell)
    if (read instanceof Wrong) {
      const value = isPersonal(column) ? {} : { value: shown(cell) }
      this.faults.add({ line, column: heading, ...value, zh: read.zh, en: read.en })
      return undefined
    }
    if (read === undefined && column.role !== 'fact') {
      this.faults.add({
        line,
        column: heading,
        zh: `“${heading}”不能为空：每一行都要写明。`,
        en: `"${heading}" may not be blank: every row has to say it.`,
      })
    }
    return read
  }

  #checkRules(line: number, row: PublishedRow): void {
    for (const rule of this.#rules) {
      if (rule.holds(row)) continue
      const heading = (fact: string) =>
        this.#places.find(({ column }) => column.name === fact)?.heading ?? fact
      this.faults.add({ line, column: rule.of.map(heading).join('、'), ...inWords(rule, heading) })
    }
  }
}

function isPersonal({ names, fact }: Column): boolean {
  const sensitivity = fact?.sensitivity
  return names !== undefined || sensitivity === 'personal' || sensitivity === 'sensitive-personal'
}

const order = { key: 0, period: 1, each: 2, fact: 3 }

/** Persons are known to the tables by a keyed hash alone; only free text may hold what has to be escaped. */
function writerOf({ names, fact }: Column, { personKey }: Checking): (value: string) => string {
  if (names === 'person') return personKey
  if (names === undefined) return safeWords.has(fact?.type.word ?? '') ? asItIs : asCopyField
  return (value) =>
    value.startsWith('id:') ? `id:${personKey(value.slice(3))}` : asCopyField(value)
}

/** Types whose canonical text holds nothing that would have to be escaped. */
const safeWords = new Set(['Int', 'Money', 'Decimal', 'Ratio', 'Date', 'Year', 'Boolean'])

function asItIs(value: string): string {
  return value
}

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
  let read: { form?: Form; encoding?: string } = {}
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
          for (const fault of headings.faults) faults.add(fault)
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
