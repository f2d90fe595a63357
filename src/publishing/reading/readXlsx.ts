import { shown, Unreadable } from '../fault.ts'
import { bunched } from './bunched.ts'
import type { Bunches, Delivered } from './delivered.ts'
import { endOfExplanation, secondOfExplanation } from './explanationSheet.ts'
import { MergedCells, readMerges } from './mergedCells.ts'
import { SheetRows } from './sheetRows.ts'
import { noWorkbook, openParts, type WorkbookParts } from './workbookParts.ts'
import { readSheets, type Sheet, type Sheets } from './workbookSheets.ts'
import { xmlChunks } from './xml.ts'

const mostOfSheet = 400_000_000
/** How much is looked through in sheets that hold no table. */
const mostOfOthers = 50_000_000

/**
 * Reads the first visible sheet of an .xlsx workbook that holds a table; a second one is refused, for its
 * rows would be lost. Hidden sheets are not looked at.
 */
export function readXlsx(file: number): Bunches {
  return bunched(linesOf(file))
}

async function* linesOf(file: number): AsyncGenerator<readonly Delivered[]> {
  const parts = await openParts(file)
  const { sheets, context } = await readSheets(parts)
  const tables = tablesAmong(sheets, context, parts)
  const first = await tables.next()
  const sheet = first.done ? sheets[0] : first.value.sheet
  if (!sheet) throw new Unreadable(noWorkbook)
  const bytes = () => parts.bytes(sheet.part, mostOfSheet)
  const rows = new SheetRows(context, await readMerges(bytes))
  try {
    for await (const _ of xmlChunks(bytes(), rows)) yield rows.taken()
  } catch (fault) {
    yield rows.taken()
    throw fault
  }
  for await (const other of tables) throw anotherTable(sheet, other)
}

/** A sheet that holds a table, and where that begins. */
interface Table {
  readonly sheet: Sheet
  readonly line: number
}

/** The sheets that hold a table: a row with two cells at least, for fewer say nothing of anybody. */
async function* tablesAmong(
  sheets: readonly Sheet[],
  context: Sheets['context'],
  parts: WorkbookParts,
): AsyncGenerator<Table> {
  let left = mostOfOthers
  const metered = async function* (sheet: Sheet) {
    for await (const bytes of parts.bytes(sheet.part, mostOfSheet)) {
      left -= bytes.length
      if (left < 0) throw tooMuchBeside(sheet)
      yield bytes
    }
  }
  for (const sheet of sheets) {
    const rows = new SheetRows(context, new MergedCells([]))
    const chunks = xmlChunks(metered(sheet), rows)
    const line = await firstOfTable(chunks, rows)
    if (line !== undefined) yield { sheet, line }
  }
}

async function firstOfTable(
  chunks: AsyncIterable<void>,
  rows: SheetRows,
): Promise<number | undefined> {
  let title: string | undefined
  for await (const _ of chunks) {
    for (const { line, cells } of rows.taken()) {
      const [begins, ...others] = cells.filter((cell) => cell !== '')
      if (title?.endsWith(endOfExplanation) && begins === secondOfExplanation) return undefined
      if (others.length > 0) return line
      title ??= begins
    }
  }
  return undefined
}

function tooMuchBeside({ name }: Sheet): Unreadable {
  return new Unreadable({
    zh: `工作表“${shown(name)}”没有可报送的表格，内容却异常庞大；与报送无关的工作表请删除或隐藏后重新报送。`,
    en: `The sheet "${shown(name)}" holds no table, and yet an uncommon lot; delete or hide sheets that are not to be delivered.`,
  })
}

function anotherTable(read: Sheet, { sheet, line }: Table): Unreadable {
  const [name, other] = [shown(read.name), shown(sheet.name)]
  return new Unreadable({
    zh: `工作表“${other}”从第 ${line} 行起也有内容，而一份文件只读一个工作表（“${name}”）；请把数据合到一个工作表，或分成两份文件报送；与报送无关的工作表请删除或隐藏。`,
    en: `The sheet "${other}" has a table as well, from row ${line} on, and only one sheet of a file is read ("${name}"); bring the rows together on one sheet, or deliver two files; delete or hide a sheet that is not to be delivered.`,
  })
}
