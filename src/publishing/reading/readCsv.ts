import { once } from 'node:events'
import { CsvError, type Parser, parse } from 'csv-parse'
import { Wrong } from '../cells/cellReader.ts'
import { Unreadable } from '../fault.ts'
import { bunched } from './bunched.ts'
import { csvFault, type Delimiter, lineEnds, longestRecord } from './csvFault.ts'
import type { Bunches, Delivered } from './delivered.ts'
import type { DeliveredText } from './encoding.ts'

type Row = readonly string[]

/** Rows that were read together; `isCut` where the last of them has no line end. */
interface Rows {
  readonly rows: readonly Row[]
  readonly isCut?: boolean
}

/** Reads comma-separated text (RFC 4180), or what Excel writes in its place: semicolons or tabs. */
export function readCsv(text: DeliveredText): Bunches {
  return bunched(linesOf(text))
}

async function* linesOf(text: DeliveredText): AsyncGenerator<readonly Delivered[]> {
  const beginning = await beginningOf(text)
  const declared = separatorDeclared(beginning)
  const delimiter = declared ?? delimiterIn(beginning)
  let [line, headings]: [number, readonly string[] | undefined] = [1, undefined]
  try {
    for await (const { rows, isCut } of text.mayQuote
      ? rowsOf(text, delimiter)
      : plainRowsOf(text, delimiter)) {
      const lines: Delivered[] = []
      for (const row of rows) {
        const cells = row.map(trimmed)
        if (isTable(cells) && !(declared && line === 1)) {
          headings ??= cells
          const isLast = isCut && row === rows.at(-1)
          lines.push(isLast ? cutOff({ line, cells }, headings) : { line, cells })
        }
        line += text.mayQuote ? 1 + lineEndsWithin(row) : 1
      }
      yield lines
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new Unreadable(await csvFault(text, delimiter, line))
  }
}

async function beginningOf(text: DeliveredText): Promise<string> {
  for await (const chunk of text.chunks()) return chunk
  return ''
}

function isTable(cells: readonly string[]): boolean {
  return cells.some((cell) => cell !== '')
}

/** What Excel is told in a first line of its own, which is no part of the table: `sep=;`. */
function separatorDeclared(beginning: string): Delimiter | undefined {
  return /^"?sep=([,;\t])"?[,;\t ]*(?:[\r\n]|$)/i.exec(beginning)?.[1] as Delimiter | undefined
}

/**
 * The last line of a file that ends without a line end. Excel leaves out blank cells at the end of a line,
 * and never its end: such a line was not written whole.
 */
function cutOff(last: Delivered, headings: readonly string[]): Delivered {
  const { cells } = last
  const missing = headings.findIndex((heading, at) => at >= cells.length && heading !== '')
  return missing < 0 ? last : { ...last, wrong: new Map([[missing, brokenOff]]) }
}

const brokenOff = new Wrong(
  '文件在这一行中断：没有写到这一列，行末也没有换行；请检查导出和传送是否完整，再重新提交。',
  'The file breaks off on this line, before this column and without a line end; look whether it was exported and sent whole, and deliver it again.',
)

/** Whichever of comma, semicolon and tab divides the heading line most; the comma unless outdone. */
function delimiterIn(beginning: string): Delimiter {
  const [heading = ''] = /\S[^\r\n]*/.exec(beginning) ?? []
  const unquoted = heading.replace(/"[^"]*"/g, '')
  const parts = (delimiter: Delimiter) => unquoted.split(delimiter).length
  const others: Delimiter[] = [';', '\t']
  return others.reduce((most, other) => (parts(other) > parts(most) ? other : most), ',')
}

/**
 * The rows of a text without one quotation mark: its lines and cells are what stands between the
 * separators, and a parser would spend most of a large file's time on finding no more than that.
 */
async function* plainRowsOf(text: DeliveredText, delimiter: Delimiter): AsyncGenerator<Rows> {
  let begun = ''
  for await (const chunk of text.chunks()) {
    const lines = linesIn(begun + chunk)
    begun = lines.pop() ?? ''
    yield { rows: lines.map((line) => line.split(delimiter)) }
    if (begun.length > longestRecord) throw endless()
  }
  if (begun === '') return
  const rows = linesIn(begun).map((line) => line.split(delimiter))
  yield { rows, isCut: !begun.endsWith('\r') }
}

/** A text's lines, the last one without its end; a carriage return at the very end may be half of one. */
function linesIn(text: string): string[] {
  if (!text.includes('\r')) return text.split('\n')
  if (!text.endsWith('\r')) return text.split(lineEnd)
  const lines = text.slice(0, -1).split(lineEnd)
  lines.push(`${lines.pop() ?? ''}\r`)
  return lines
}

const lineEnd = /\r\n|\n|\r/

function endless(): CsvError {
  return new CsvError('CSV_MAX_RECORD_SIZE', 'No end of record')
}

/** The rows of each chunk, blank ones too; those before a fault are passed on before it. */
async function* rowsOf(text: DeliveredText, delimiter: Delimiter): AsyncGenerator<Rows> {
  let rows: Row[] = []
  let [sinceRow, isCut] = [0, false]
  const parser = parserFor(delimiter).on('data', (row: Row) => rows.push(row))
  for await (const chunk of text.chunks()) {
    const fault = await written(parser, chunk)
    sinceRow = rows.length > 0 ? 0 : sinceRow + chunk.length
    isCut = !/[\r\n]$/.test(chunk)
    yield { rows }
    rows = []
    if (fault) throw fault
    if (sinceRow > 2 * longestRecord) throw endless()
  }
  const fault = await ended(parser)
  yield { rows, isCut }
  if (fault) throw fault
}

function parserFor(delimiter: Delimiter): Parser {
  return parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: longestRecord,
  })
}

async function written(parser: Parser, chunk: string): Promise<Error | undefined> {
  return parser.write(chunk) ? undefined : faultBefore(parser, 'drain')
}

async function ended(parser: Parser): Promise<Error | undefined> {
  parser.end()
  return faultBefore(parser, 'end')
}

async function faultBefore(parser: Parser, event: string): Promise<Error | undefined> {
  return once(parser, event).then(
    () => undefined,
    (fault: Error) => fault,
  )
}

/** Trims white space, the full-width space too; most cells have none, and looking is cheaper. */
function trimmed(cell: string): string {
  const [first, last] = [cell.charCodeAt(0), cell.charCodeAt(cell.length - 1)]
  return isPlain(first) && isPlain(last) ? cell : cell.trim()
}

function isPlain(code: number): boolean {
  return (code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff)
}

function lineEndsWithin(row: Row): number {
  let count = 0
  for (const cell of row) {
    if (cell.includes('\n') || cell.includes('\r')) count += cell.match(lineEnds)?.length ?? 0
  }
  return count
}
