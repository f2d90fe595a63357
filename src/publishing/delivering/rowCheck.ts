import type { Sentence } from '../../ground/refusal.ts'
import { inWords, type PublishedRow, type RowRule } from '../../ground/rowRule.ts'
import { asCopyField } from '../../store/copyText.ts'
import { Wrong } from '../cells/cellReader.ts'
import { lettersOf } from '../cells/columnLetters.ts'
import type { Column } from '../cells/columns.ts'
import { type Deliverable, numberBehindKey } from '../deliverable.ts'
import { FaultList, shown } from '../fault.ts'
import type { Delivered, FileForm } from '../reading/delivered.ts'

/** What a check needs to know beside the file. */
export interface Checking {
  readonly personKey: (idNumber: string) => string
  readonly today?: string
}

const example = '示例'
const blankField = '\t\\N'

interface CheckedColumn {
  readonly at: number
  readonly column: Column
  readonly heading: string
  /** A value as it is copied: persons by their keys, what separates rows and columns escaped. */
  readonly written: (value: string) => string
  /** Whether a rule of the view speaks of it. */
  readonly isRuled: boolean
}

/** Checks the rows of one file, one by one, and writes those that hold as text to be copied. */
export class RowCheck {
  readonly faults = new FaultList()
  rows = 0
  examples = 0
  piece = ''
  readonly #of: Deliverable
  readonly #form: FileForm
  readonly #headings: readonly string[]
  /** The places whose heading is blank. */
  readonly #nameless: readonly number[]
  readonly #places: readonly CheckedColumn[]
  readonly #rules: readonly RowRule[]
  readonly #keyAt: number

  constructor(
    of: Deliverable,
    checking: Checking,
    form: FileForm,
    headings: readonly string[],
    places: readonly (Column | undefined)[],
  ) {
    this.#of = of
    this.#form = form
    this.#headings = headings
    this.#nameless = headings.flatMap((_, at) => (places[at] ? [] : [at]))
    const delivered = new Set(places.map((column) => column?.name))
    this.#rules = of.rules.filter((rule) => rule.of.every((fact) => delivered.has(fact)))
    const ruled = new Set(this.#rules.flatMap((rule) => rule.of))
    this.#places = places
      .flatMap((column, at): CheckedColumn[] => {
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
    return [
      ...this.#places.map(({ column }) => column.fills),
      numberBehindKey(this.#of) ?? [],
    ].flat()
  }

  check({ line, cells, wrong }: Delivered): void {
    if (cells[this.#keyAt]?.startsWith(example)) {
      this.examples += 1
      return
    }
    this.rows += 1
    this.#checkNameless(line, cells)
    let text = String(line)
    let keyRead = ''
    const row: Record<string, string | undefined> | undefined =
      this.#rules.length > 0 ? {} : undefined
    for (const place of this.#places) {
      const value = this.#value(place, cells[place.at] ?? '', line, wrong)
      if (value === undefined) {
        text += blankField
        continue
      }
      if (place.column.role === 'key') keyRead = value
      if (row && place.isRuled) row[place.column.name] = value
      text += '\t'
      text += place.written(value)
    }
    if (numberBehindKey(this.#of)) text += `\t${keyRead}`
    if (row) this.#checkRules(line, row)
    if (this.faults.count === 0) this.piece += `${text}\n`
  }

  /** What stands under no heading would be lost. */
  #checkNameless(line: number, cells: readonly string[]): void {
    const width = this.#headings.length
    if (this.#nameless.length === 0 && cells.length <= width) return
    const isNameless = (at: number) => at >= width || this.#nameless.includes(at)
    const found = cells.findIndex((cell, at) => cell.trim() !== '' && isNameless(at))
    if (found < 0) return
    this.faults.add({ line, column: lettersOf(found + 1), ...nameless(found, this.#form) })
  }

  #value(
    { at, column, heading }: CheckedColumn,
    cell: string,
    line: number,
    wrong: Delivered['wrong'],
  ): string | undefined {
    const read = wrong?.get(at) ?? (cell === '' ? undefined : column.read(cell))
    if (read instanceof Wrong) {
      const value = cell === '' || isPersonal(column) ? {} : { value: shown(cell) }
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

/** What is said of a cell under no heading, which in each form comes about in another way. */
function nameless(at: number, form: FileForm): Sentence {
  const [column, letters] = [at + 1, lettersOf(at + 1)]
  if (form === 'ndjson') {
    return {
      zh: '这一行有一项没有名称（""），却有内容；请写上名称，或删去这一项。',
      en: 'Something on this line has no name (""); give it its name, or leave it out.',
    }
  }
  const zh =
    form === 'csv'
      ? '若前面某个单元格里有逗号，请给那个单元格加上引号'
      : '合并的表头请取消合并，逐列填写'
  const en =
    form === 'csv'
      ? 'put quotes round a cell before it where that has a comma in it'
      : 'unmerge headings that are merged'
  return {
    zh: `第 ${column} 列（${letters} 列）没有表头，这一行却有内容；请补上表头，或清空这一列；${zh}。`,
    en: `Column ${column} (${letters}) has no heading, and yet something stands in it; give it its heading or clear it, and ${en}.`,
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
