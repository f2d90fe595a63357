import type { DataValidation, Workbook, Worksheet } from 'exceljs'
import type { Deliverable } from '../deliverable.ts'
import type { OptionLists } from './optionLists.ts'
import { isRequired, otherHeadings, type TemplateColumn } from './templateColumns.ts'
import { shownExample } from './templateManner.ts'
import { displayWidth, font, headingStyle } from './templateStyle.ts'

const lastRow = 10_000
const headingHeight = 36
const longestSheetName = 31
const [narrowest, widest, margin] = [12, 36, 3]
const exampleFont = font({ italic: true, color: { argb: 'FF808080' } })
const noteFont = font({ size: 9 })

/** Rules can be set for a range at once, which the package's types do not know. */
interface Validated {
  readonly dataValidations: { add(range: string, validation: DataValidation): void }
}

/** A name as a sheet may carry it: so long, and without the signs that formulas use. */
function sheetName(zh: string): string {
  return zh.replace(/[*?:/\\[\]]/g, '、').slice(0, longestSheetName)
}

function exampleIn({ manner }: TemplateColumn, index: number) {
  return index === 0 ? `示例：${shownExample(manner)}` : manner.example
}

function noteOf(column: TemplateColumn): string {
  return `${isRequired(column) ? '必填。' : ''}${column.manner.how}${otherHeadings(column)}`
}

function layColumn(
  sheet: Worksheet,
  template: TemplateColumn,
  index: number,
  lists: OptionLists,
): void {
  const { column, manner } = template
  const { format, options, validation } = manner
  const place = sheet.getColumn(index + 1)
  const example = exampleIn(template, index)
  place.numFmt = format
  place.font = font()
  const width = Math.max(displayWidth(column.heading), displayWidth(shownExample({ example })))
  place.width = Math.min(Math.max(width + margin, narrowest), widest)

  const heading = sheet.getCell(1, index + 1)
  heading.value = column.heading
  heading.style = { ...headingStyle(isRequired(template)), numFmt: '@' }
  heading.note = { texts: [{ font: noteFont, text: noteOf(template) }] }

  const below = sheet.getCell(2, index + 1)
  below.value = example
  below.font = exampleFont

  const rule = options ? lists.offering(options) : validation
  const range = `${place.letter}2:${place.letter}${lastRow}`
  if (rule) (sheet as unknown as Validated).dataValidations.add(range, rule)
}

/** Lays the sheet that is filled in: headings, an example, and below it room for the rows. */
export function layRows(
  workbook: Workbook,
  { zh }: Deliverable,
  columns: readonly TemplateColumn[],
  lists: OptionLists,
): void {
  const sheet = workbook.addWorksheet(sheetName(zh), { views: [{ state: 'frozen', ySplit: 1 }] })
  columns.forEach((column, index) => {
    layColumn(sheet, column, index, lists)
  })
  sheet.getRow(1).height = headingHeight
}
