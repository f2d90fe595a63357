import type { Workbook, Worksheet } from 'exceljs'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import { kindWords } from '../../ground/period.ts'
import type { Deliverable } from '../deliverable.ts'
import { endOfExplanation, secondOfExplanation } from '../reading/explanationSheet.ts'
import { cadenceInChinese } from './cadenceInChinese.ts'
import { isRequired, type TemplateColumn } from './templateColumns.ts'
import { font, headingStyle, lined } from './templateStyle.ts'
import { periodsAreWritten } from './templateTypes.ts'
import { explained, explainedHeadings } from './templateWords.ts'

const widths = [24, 22, 28, 32, 8, 10, 18, 44, 26, 44, 24, 14, 40]

const allOf = new Intl.ListFormat('zh', { type: 'conjunction' })

type Line = readonly [about: string, text: string]

/** What has to be said of the whole view, above its columns. */
function linesAbout(
  { departments }: Catalogue,
  of: Deliverable,
  columns: readonly TemplateColumn[],
): Line[] {
  const { zh, en, name, owners, per, updated } = of
  const named = departments.filter(({ slug }) => owners.includes(slug))
  const told = columns.filter(isRequired).map(({ column }) => `“${column.heading}”`)
  return [
    [secondOfExplanation, `${zh}(${name})，${en}`],
    ['报送部门', named.map((department) => department.zh).join('、')],
    [
      '所属期',
      per
        ? `按${kindWords[per].zh}报送：${periodsAreWritten[per]}`
        : '没有所属期：写现在的情况，变了再报一次。',
    ],
    ...(updated ? [['更新频率', cadenceInChinese(updated)] as const] : []),
    ['每一行', `要写明${allOf.format(told)}；${told.length > 1 ? '都' : ''}相同的只写一行。`],
    ['空白', '空白表示没有报送，绝不当作零；数确实是零的，请写 0。'],
    ['不报的列', '可以整列删去，已有的数据不变；保留该列而单元格空白的，已有的数据会变为空白。'],
    ['示例行', '第 2 行是示例：首格以“示例”开头的行不会被读取，可以保留，也可以删去。'],
    ['怎样报送', `打开数据网关的 /publish 页面，选择“${zh}”，上传本文件；可以先检查，再正式报送。`],
  ]
}

function layLines(sheet: Worksheet, zh: string, lines: readonly Line[]): void {
  const title = sheet.addRow([`${zh}${endOfExplanation}`])
  title.font = font({ bold: true, size: 14 })
  for (const line of lines) sheet.addRow([...line]).getCell(1).font = font({ bold: true })
  sheet.addRow([])
}

function layTable(sheet: Worksheet, of: Deliverable, columns: readonly TemplateColumn[]): void {
  const headings = sheet.addRow([...explainedHeadings])
  headings.eachCell((cell) => {
    cell.style = headingStyle(true)
  })
  for (const words of explained(of, columns)) {
    const row = sheet.addRow(explainedHeadings.map((heading) => words[heading]))
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.border = lined
      cell.font = font()
      cell.alignment = { vertical: 'top', wrapText: true }
      cell.numFmt = '@'
    })
  }
}

/** Lays the sheet that explains the view and each of its columns. */
export function layExplanation(
  workbook: Workbook,
  catalogue: Catalogue,
  of: Deliverable,
  columns: readonly TemplateColumn[],
): void {
  const sheet = workbook.addWorksheet('填报说明')
  sheet.columns = widths.map((width) => ({ width }))
  layLines(sheet, of.zh, linesAbout(catalogue, of, columns))
  layTable(sheet, of, columns)
}
