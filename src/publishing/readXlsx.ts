import { posix } from 'node:path'
import { bunched } from './bunched.ts'
import type { Bunches, Delivered } from './delivered.ts'
import { Unreadable } from './fault.ts'
import { type DateSystem, readNumberFormats } from './numberFormats.ts'
import { readSharedStrings } from './sharedStrings.ts'
import { SheetRows } from './sheetRows.ts'
import { noWorkbook, openParts, type WorkbookParts } from './workbookParts.ts'
import { type Attributes, readXml, xmlChunks } from './xml.ts'

const mostOfSheet = 400_000_000
const mostOfStrings = 100_000_000
const mostOfOthers = 20_000_000

/** Where in the archive a part keeps what it refers to. */
interface Relation {
  readonly id: string
  /** The last word of its type, such as `worksheet` or `styles`. */
  readonly kind: string
  readonly part: string
}

/** Reads the first visible sheet of an .xlsx workbook; its other sheets are not looked at. */
export function readXlsx(file: number): Bunches {
  return bunched(linesOf(file))
}

async function* linesOf(file: number): AsyncGenerator<readonly Delivered[]> {
  const parts = await openParts(file)
  const workbook = (await relationsOf('', parts)).find(
    ({ kind }) => kind === 'officeDocument',
  )?.part
  if (!workbook) throw new Unreadable(noWorkbook)
  const relations = await relationsOf(workbook, parts)
  const { sheetId, dateSystem } = await readWorkbook(workbook, parts)
  const partBy = (is: (relation: Relation) => boolean) => relations.find(is)?.part
  const strings = partBy(({ kind }) => kind === 'sharedStrings')
  const styles = partBy(({ kind }) => kind === 'styles')
  const sheet = partBy(({ id }) => id === sheetId)
  if (!sheet) throw new Unreadable(noWorkbook)

  const rows = new SheetRows({
    strings: strings ? await readSharedStrings(parts.bytes(strings, mostOfStrings)) : [],
    formats: styles ? await readNumberFormats(parts.bytes(styles, mostOfOthers)) : [],
    dateSystem,
  })
  try {
    for await (const _ of xmlChunks(parts.bytes(sheet, mostOfSheet), rows)) yield rows.taken()
  } catch (fault) {
    yield rows.taken()
    throw fault
  }
}

async function relationsOf(part: string, parts: WorkbookParts): Promise<readonly Relation[]> {
  const folder = posix.dirname(part)
  const relations: Relation[] = []
  const file = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  await readXml(parts.bytes(file, mostOfOthers), {
    opened(name, { Id: id = '', Type: type = '', Target: target = '' }) {
      if (name !== 'Relationship') return
      const kind = posix.basename(type)
      relations.push({ id, kind, part: posix.resolve('/', folder, target).slice(1) })
    },
  })
  return relations
}

/** The relation of the first sheet that is not hidden, and where the workbook's days begin. */
async function readWorkbook(
  workbook: string,
  parts: WorkbookParts,
): Promise<{ readonly sheetId: string | undefined; readonly dateSystem: DateSystem }> {
  let sheetId: string | undefined
  let dateSystem: DateSystem = 1900
  await readXml(parts.bytes(workbook, mostOfOthers), {
    opened(name, attributes) {
      const { state = 'visible', date1904 = '0' } = attributes
      if (name === 'workbookPr' && ['1', 'true'].includes(date1904)) dateSystem = 1904
      if (name === 'sheet' && state === 'visible') sheetId ??= relationIdIn(attributes)
    },
  })
  return { sheetId, dateSystem }
}

/** Its prefix is whatever the workbook chose for the relations' namespace, mostly `r:`. */
function relationIdIn(attributes: Attributes): string | undefined {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]
}
