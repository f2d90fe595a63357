import { excelError, type Wrong } from '../cells/cellReader.ts'
import { columnOf } from '../cells/columnLetters.ts'
import { Unreadable } from '../fault.ts'
import type { Delivered } from './delivered.ts'
import type { MergedCells } from './mergedCells.ts'
import { type DateSystem, type NumberFormat, numberText } from './numberFormats.ts'
import { plainText } from './sharedStrings.ts'
import { damaged } from './workbookParts.ts'
import type { Attributes, XmlListener } from './xml.ts'

/** What the cells of a sheet refer to in the rest of their workbook. */
export interface SheetContext {
  readonly strings: readonly string[]
  readonly formats: readonly NumberFormat[]
  readonly dateSystem: DateSystem
}

const mostColumns = 1_000
const longestRow = 1_000_000

interface Cell {
  readonly column: number
  readonly type: string
  readonly style: number
  isFormula: boolean
  formula: string
  value: string
}

const blank = { isFormula: false, formula: '', value: '' }

/** Gathers the rows of a sheet; all are as wide as the first that is not blank, or wider. */
export class SheetRows implements XmlListener {
  private readonly context: SheetContext
  private readonly merged: MergedCells
  private rows: Delivered[] = []
  private width = 0
  private line = 0
  private column = 0
  private size = 0
  private cells: string[] = []
  private cell: Cell | undefined
  private errors = new Map<number, Wrong>()
  private into: 'formula' | 'value' | undefined
  private isPhonetic = false

  constructor(context: SheetContext, merged: MergedCells) {
    this.context = context
    this.merged = merged
  }

  /** The rows gathered since the last time. */
  taken(): readonly Delivered[] {
    const { rows } = this
    this.rows = []
    return rows
  }

  opened(name: string, attributes: Attributes): void {
    if (name === 'row') this.beginRow(attributes)
    else if (name === 'c') this.beginCell(attributes)
    else if (name === 'rPh') this.isPhonetic = true
    else if (name === 'v' || (name === 't' && !this.isPhonetic)) this.into = 'value'
    else if (name === 'f' && this.cell) {
      this.into = 'formula'
      this.cell.isFormula = true
    }
  }

  text(text: string): void {
    if (!this.cell || !this.into) return
    this.cell[this.into] += text
    this.size += text.length
    if (this.size > longestRow) throw rowTooLong(this.line)
  }

  closed(name: string): void {
    if (name === 'row') this.endRow()
    else if (name === 'c') this.endCell()
    else if (name === 'rPh') this.isPhonetic = false
    else if (name === 'v' || name === 't' || name === 'f') this.into = undefined
  }

  private beginRow({ r }: Attributes): void {
    this.line = Number(r) > this.line ? Number(r) : this.line + 1
    this.cells = []
    this.errors = new Map()
    this.column = 0
    this.size = 0
  }

  private beginCell({ r, t = 'n', s = '0' }: Attributes): void {
    this.column = r === undefined ? this.column + 1 : columnOf(r)
    this.cell = { column: this.column, type: t, style: Number(s), ...blank }
  }

  private endCell(): void {
    if (!this.cell) return
    const text = textOf(this.cell, this.context).trim()
    const { column, type } = this.cell
    this.cell = undefined
    if (text === '') return
    if (column > mostColumns) throw tooManyColumns(this.line)
    while (this.cells.length < column) this.cells.push('')
    if (this.cells[column - 1] !== '') isDamaged()
    this.cells[column - 1] = text
    if (type === 'e') this.errors.set(column - 1, excelError)
  }

  private endRow(): void {
    if (this.cells.length === 0) return
    this.width ||= this.cells.length
    while (this.cells.length < this.width) this.cells.push('')
    const { line, cells } = this
    const wrong = this.merged.wrongIn(line, cells, this.width)
    for (const [place, error] of this.errors) wrong.set(place, error)
    this.rows.push(wrong.size > 0 ? { line, cells, wrong } : { line, cells })
  }
}

/** How a spreadsheet writes yes and no. */
const truth: Readonly<Record<string, string>> = {
  1: 'true',
  true: 'true',
  0: 'false',
  false: 'false',
}

function textOf(cell: Cell, { strings, formats, dateSystem }: SheetContext): string {
  const { type, value, isFormula, formula } = cell
  if (isFormula) return `=${formula || '…'}`
  if (value === '') return ''
  if (type === 's') return strings[Number(value)] ?? isDamaged()
  if (type === 'b') return truth[value.trim().toLowerCase()] ?? isDamaged()
  if (type === 'd') return value.replace(/T00:00:00(?:\.0+)?Z?$/, '')
  if (type !== 'n') return plainText(value)
  return numberText(value.trim(), formats[cell.style] ?? 'number', dateSystem)
}

function isDamaged(): never {
  throw new Unreadable(damaged)
}

function rowTooLong(line: number): Unreadable {
  return new Unreadable({
    line,
    zh: `第 ${line} 行超过 ${longestRow} 个字符，不像是表格的一行；请检查这一行。`,
    en: `Row ${line} has more than ${longestRow} characters, which no row of a table has; look at that row.`,
  })
}

function tooManyColumns(line: number): Unreadable {
  return new Unreadable({
    line,
    zh: `第 ${line} 行在第 ${mostColumns} 列之后还有内容；请删除表格以外的内容。`,
    en: `Row ${line} has something beyond column ${mostColumns}; delete what is outside the table.`,
  })
}
