import excel, { type Cell, type DataValidation, type Workbook, type Worksheet } from 'exceljs'

const inline = /^"(?<labels>.*)"$/
const onASheet = /^'(?<sheet>.+)'!\$(?<column>[A-Z])\$1:\$[A-Z]\$(?<last>\d+)$/

/** Longer rules make Excel call the whole workbook damaged. */
const longestInline = 255

/** A template as a spreadsheet program sees it. */
export class OpenedTemplate {
  readonly rows: Worksheet
  readonly #workbook: Workbook
  readonly #bytes: Uint8Array

  private constructor(workbook: Workbook, bytes: Uint8Array) {
    const [rows] = workbook.worksheets
    if (!rows) throw new Error('a template has sheets')
    this.rows = rows
    this.#workbook = workbook
    this.#bytes = bytes
  }

  static async from(bytes: Uint8Array): Promise<OpenedTemplate> {
    return new OpenedTemplate(await load(bytes), bytes)
  }

  get headings(): string[] {
    return Array.from({ length: this.rows.columnCount }, (_, at) => this.#heading(at + 1).text)
  }

  /** The lines of the second sheet. */
  get explanation(): string[][] {
    const lines: string[][] = []
    this.#workbook.getWorksheet('填报说明')?.eachRow((row) => {
      lines.push((row.values as unknown[]).slice(1).map((value) => String(value ?? '')))
    })
    return lines
  }

  /** What the second sheet says beside a heading, wherever it stands. */
  explained(heading: string): string[] {
    return this.explanation.filter(([first]) => first === heading).flatMap(([, ...rest]) => rest)
  }

  columnOf(heading: string): number {
    const at = this.headings.indexOf(heading)
    if (at < 0) throw new Error(`no column is headed ${heading}`)
    return at + 1
  }

  noteOn(heading: string): string {
    const { note } = this.#heading(this.columnOf(heading))
    return typeof note === 'string' ? note : (note?.texts ?? []).map(({ text }) => text).join('')
  }

  /** How Excel takes what is typed into a column's cells. */
  formatOf(heading: string): string | undefined {
    return this.rows.getColumn(this.columnOf(heading)).numFmt
  }

  ruleOn(heading: string): DataValidation | undefined {
    return this.rows.getCell(3, this.columnOf(heading)).dataValidation
  }

  /** The labels of a cell's drop-down list, be they in its rule, parted by commas, or on a sheet. */
  offersIn(column: number, row: number): string[] | undefined {
    const rule = this.rows.getCell(row, column).dataValidation as DataValidation | undefined
    if (rule?.type !== 'list') return undefined
    const formula = String(rule.formulae[0])
    const labels = inline.exec(formula)?.groups?.labels
    if (labels !== undefined && labels.length > longestInline) throw new Error('Excel refuses this')
    if (labels !== undefined) return labels.split(/[,\uff0c]/)
    const { sheet = '', column: letter, last } = onASheet.exec(formula)?.groups ?? {}
    const list = this.#workbook.getWorksheet(sheet)
    return Array.from({ length: Number(last) }, (_, at) => {
      return list?.getCell(`${letter}${at + 1}`).text ?? ''
    })
  }

  /** The workbook saved again, its example a row like any other. */
  async withExampleAsRow(): Promise<Uint8Array> {
    // The rules of ten thousand cells take long to write, and nobody reads them here.
    const workbook = await load(this.#bytes, { ignoreNodes: ['dataValidations'] })
    const first = workbook.worksheets[0]?.getCell('A2')
    if (!first?.text.startsWith('示例：')) throw new Error('the second row is no example')
    first.value = first.text.slice('示例：'.length)
    return new Uint8Array(await workbook.xlsx.writeBuffer())
  }

  #heading(column: number): Cell {
    return this.rows.getCell(1, column)
  }
}

async function load(bytes: Uint8Array, options = {}): Promise<Workbook> {
  const workbook = new excel.Workbook()
  // The package declares a Buffer of its own that no Buffer is.
  await workbook.xlsx.load(bytes as never, options)
  return workbook
}
