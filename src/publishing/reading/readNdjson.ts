import { Wrong } from '../cells/cellReader.ts'
import { exactText } from '../cells/exactNumbers.ts'
import { shown, Unreadable } from '../fault.ts'
import { bunched } from './bunched.ts'
import type { Bunches, Delivered } from './delivered.ts'
import type { DeliveredText } from './encoding.ts'
import { type JsonPart, jsonParts } from './jsonLine.ts'

const longestLine = 1_000_000

/** A key of the first object and the place of its column. */
type Columns = ReadonlyMap<string, number>

/** Reads one JSON object a line; the keys of the first are the headings, and all others have the same. */
export function readNdjson(text: DeliveredText): Bunches {
  return bunched(linesOf(text))
}

async function* linesOf(text: DeliveredText): AsyncGenerator<readonly Delivered[]> {
  let line = 0
  let columns: Columns | undefined
  for await (const texts of jsonLines(text)) {
    const lines: Delivered[] = []
    try {
      for (const json of texts) {
        line += 1
        const given = objectOn(line, json)
        if (!given) continue
        if (!columns) {
          const names = [...new Set(given.map(({ name }) => name))]
          columns = new Map(names.map((name, place) => [name, place]))
          lines.push({ line, cells: names.map((name) => name.trim()) })
        }
        lines.push(rowOf(given, columns, line))
      }
    } catch (fault) {
      yield lines
      throw fault
    }
    yield lines
  }
}

/** The lines that end in each chunk; of an overlong one only its beginning, the rest being unread. */
async function* jsonLines(text: DeliveredText): AsyncGenerator<readonly string[]> {
  let begun = ''
  for await (const chunk of text.chunks()) {
    const lines = (begun + chunk).split('\n')
    begun = lines.pop() ?? ''
    yield lines
    if (begun.length > longestLine) break
  }
  yield [begun]
}

/** The parts of a line's object; undefined where the line is blank. */
function objectOn(line: number, json: string): readonly JsonPart[] | undefined {
  if (json.length > longestLine) throw tooLong(line)
  if (json.trim() === '') return undefined
  const parts = jsonParts(json)
  if (!parts) throw noObject(line)
  return parts
}

function rowOf(given: readonly JsonPart[], columns: Columns, line: number): Delivered {
  const cells = Array<string | undefined>(columns.size).fill(undefined)
  const wrong = new Map<number, Wrong>()
  for (const part of given) {
    const place = columns.get(part.name)
    if (place === undefined) throw unknownKey(line, part.name)
    if (cells[place] !== undefined) wrong.set(place, repeated)
    cells[place] = cellOf(part, line)
  }
  // A blank is stored as one: what stood there would be gone without a word.
  for (const [place, cell] of cells.entries()) if (cell === undefined) wrong.set(place, leftOut)
  const row = { line, cells: cells.map((cell) => cell ?? '') }
  return wrong.size > 0 ? { ...row, wrong } : row
}

function cellOf({ name, value, digits }: JsonPart, line: number): string {
  if (value === null) return ''
  if (digits !== undefined) return exactText(digits)
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') throw nested(line, name)
  if (value.includes('\0') || !value.isWellFormed()) throw noText(line, name)
  return value.trim()
}

const repeated = new Wrong(
  '这一行把这一项写了不止一次；请只保留一个。',
  'This line has this key more than once; keep one of them.',
)
const leftOut = new Wrong(
  '这一行没有这一项，而别的行有；没有数据时写 null（会清空已有的值），整列都不报的，请每行都不写。',
  'This line lacks this key, which others have; write null where there is no value (it blanks what stands there), or leave the key out of every line.',
)

function tooLong(line: number): Unreadable {
  return new Unreadable({
    line,
    zh: `第 ${line} 行超过 ${longestLine} 个字符；每个对象要单独占一行。`,
    en: `Line ${line} has more than ${longestLine} characters; give each object a line of its own.`,
  })
}

function noObject(line: number): Unreadable {
  return new Unreadable({
    line,
    zh: `第 ${line} 行不是一个完整的 JSON 对象；NDJSON 文件每行写一个对象，如 {"名称":"…"}，行末不加逗号。`,
    en: `Line ${line} is no whole JSON object; an NDJSON file has one object a line, such as {"name":"…"}, and no comma after it.`,
  })
}

function unknownKey(line: number, key: string): Unreadable {
  return new Unreadable({
    line,
    column: shown(key),
    zh: `第 ${line} 行的“${shown(key)}”不在第一个对象的各项之中；第一个对象要写全所有的项，没有值的写 null。`,
    en: `Line ${line} has "${shown(key)}", which the first object has not; let the first object have every key, with null where there is no value.`,
  })
}

function nested(line: number, key: string): Unreadable {
  return new Unreadable({
    line,
    column: shown(key),
    zh: `第 ${line} 行的“${shown(key)}”是对象或数组；每一项只能是文字、数字、true、false 或 null。`,
    en: `Line ${line} has an object or array for "${shown(key)}"; a value is a text, a number, true, false or null.`,
  })
}

function noText(line: number, key: string): Unreadable {
  return new Unreadable({
    line,
    column: shown(key),
    zh: `第 ${line} 行的“${shown(key)}”含有空字符（NUL）或残缺的字符；请改正后重新提交。`,
    en: `Line ${line} has a NUL or half a character in "${shown(key)}"; correct it and deliver the file again.`,
  })
}
