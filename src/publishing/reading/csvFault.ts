import type { Fault } from '../fault.ts'
import type { DeliveredText } from './encoding.ts'

/** The most characters of one record: a line or cell longer than this is no table's. */
export const longestRecord = 1_000_000

/** Line ends of Windows, Unix and old Mac, mixed as they come. */
export const lineEnds = /\r\n|\n|\r/g

const quotedCell = /"[^"]*(?:""[^"]*)*"/y
const plainCells = {
  ',': /[^,\r\n]*/y,
  ';': /[^;\r\n]*/y,
  '\t': /[^\t\r\n]*/y,
}

/** What may stand between the cells of a line. */
export type Delimiter = keyof typeof plainCells

/** What is wrong with the record that begins on a line and could not be read. */
export async function csvFault(
  text: DeliveredText,
  delimiter: Delimiter,
  line: number,
): Promise<Fault> {
  const record = await textFrom(text, line)
  const lineOf = (place: number) => line + (record.slice(0, place).match(lineEnds)?.length ?? 0)
  let at = 0
  while (at < Math.min(record.length, longestRecord)) {
    const isQuoted = record[at] === '"'
    const cell = cellAt(at, record, isQuoted ? quotedCell : plainCells[delimiter])
    if (cell === undefined) return neverCloses(lineOf(at))
    if (!isQuoted && cell.includes('"')) return quoteWithin(lineOf(at))
    const next = record[at + cell.length] ?? '\n'
    if (isQuoted && ![delimiter, '\r', '\n'].includes(next)) return textAfterQuote(lineOf(at))
    at += cell.length + 1
  }
  return tooLong(line)
}

function cellAt(at: number, record: string, cell: RegExp): string | undefined {
  cell.lastIndex = at
  return cell.exec(record)?.[0]
}

/** The text from a line on, as far as a quote that opens in its first record must have closed. */
async function textFrom(text: DeliveredText, line: number): Promise<string> {
  let [linesBefore, kept] = [line - 1, '']
  for await (const chunk of text.chunks()) {
    kept += chunk
    if (linesBefore > 0) [linesBefore, kept] = withoutLines(linesBefore, kept)
    else if (kept.length > 2 * longestRecord) break
  }
  return kept
}

/** Cuts so many lines off the front; an \r at the very end waits for the \n that may follow. */
function withoutLines(count: number, text: string): [left: number, rest: string] {
  let [left, end] = [count, 0]
  for (const { 0: lineEnd, index } of text.matchAll(lineEnds)) {
    if (left === 0 || (lineEnd === '\r' && index === text.length - 1)) break
    left -= 1
    end = index + lineEnd.length
  }
  if (left === 0) return [0, text.slice(end)]
  return [left, text.endsWith('\r') ? '\r' : '']
}

function neverCloses(line: number): Fault {
  return {
    line,
    zh: `第 ${line} 行有一个引号只开不闭；请补上后一个引号，单元格内的引号要写成两个（""）。`,
    en: `A quote that opens on line ${line} never closes; close it, and write a quote within a cell twice ("").`,
  }
}

function textAfterQuote(line: number): Fault {
  return {
    line,
    zh: `第 ${line} 行起的一个带引号的单元格，闭合引号之后还有文字；单元格内的引号要写成两个（""），或检查是否漏了引号。`,
    en: `A quoted cell that begins on line ${line} goes on after its closing quote; write a quote within a cell twice (""), or look for a missing quote.`,
  }
}

function quoteWithin(line: number): Fault {
  return {
    line,
    zh: `第 ${line} 行有一个单元格中间出现引号；请把整个单元格用引号括起来，其中的引号写成两个（""）。`,
    en: `A cell on line ${line} has a quote in its middle; put the whole cell in quotes and write the quote within it twice ("").`,
  }
}

function tooLong(line: number): Fault {
  return {
    line,
    zh: `第 ${line} 行超过 ${longestRecord} 个字符，不像是表格的一行；请检查是否缺少换行。`,
    en: `Line ${line} has more than ${longestRecord} characters, which no line of a table has; look for missing line ends.`,
  }
}
