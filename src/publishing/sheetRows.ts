import type { Delivered } from './delivered.ts'
import { Unreadable } from './fault.ts'
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
const digitNine = 0x39
const beforeA = 0x40

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
  private rows: Delivered[] = []
  private width = 0
  private line = 0
  private column = 0
  private size = 0
  private cells: string[] = []
  private cell: Cell | undefined
  private into: 'formula' | 'value' | undefined
  private isPhonetic = false

  constructor(context: SheetContext) {
    this.context = context
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
    const { column } = this.cell
    this.cell = undefined
    if (text === '') return
    if (column > mostColumns) throw tooManyColumns(this.line)
    while (this.cells.length < column) this.cells.push('')
    this.cells[column - 1] = text
  }

  private endRow(): void {
    if (this.cells.length === 0) return
    this.width ||= this.cells.length
    while (this.cells.length < this.width) this.cells.push('')
    this.rows.push({ line: this.line, cells: this.cells })
  }
}

/** The number of a cell's column, from its reference: 28 from AB7. */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; reference.charCodeAt(at) > digitNine; at += 1) {
    column = column * 26 + reference.charCodeAt(at) - beforeA
  }
  return column
}

function textOf(cell: Cell, { strings, formats, dateSystem }: SheetContext): string {
  const { type, value, isFormula, formula } = cell
  if (isFormula) return `=${formula || '…'}`
  if (value === '') return ''
  if (type === 's') return strings[Number(value)] ?? isDamaged()
  if (type === 'b') return String(value === '1' || value === 'true')
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
