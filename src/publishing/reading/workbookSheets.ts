import { posix } from 'node:path'
import { Unreadable } from '../fault.ts'
import { type DateSystem, readNumberFormats } from './numberFormats.ts'
import { readSharedStrings } from './sharedStrings.ts'
import type { SheetContext } from './sheetRows.ts'
import { noWorkbook, type WorkbookParts } from './workbookParts.ts'
import { type Attributes, readXml } from './xml.ts'

const mostOfStrings = 100_000_000
const mostOfOthers = 20_000_000

/** Where in the archive a part keeps what it refers to. */
interface Relation {
  readonly id: string
  /** The last word of its type, such as `worksheet` or `styles`. */
  readonly kind: string
  readonly part: string
}

/** A sheet that can be seen, and the part of the archive that it is kept in. */
export interface Sheet {
  readonly name: string
  readonly part: string
}

/** The sheets of a workbook that can be seen, in their order, and what all of them refer to. */
export interface Sheets {
  readonly sheets: readonly Sheet[]
  readonly context: SheetContext
}

export async function readSheets(parts: WorkbookParts): Promise<Sheets> {
  const workbook = (await relationsOf('', parts)).find(
    ({ kind }) => kind === 'officeDocument',
  )?.part
  if (!workbook) throw new Unreadable(noWorkbook)
  const relations = await relationsOf(workbook, parts)
  const partOf = (wanted: string) => relations.find(({ kind }) => kind === wanted)?.part
  const [strings, styles] = [partOf('sharedStrings'), partOf('styles')]
  const { seen, dateSystem } = await readWorkbook(workbook, parts)
  const sheets = seen.flatMap(({ name, id }) => {
    const relation = relations.find((one) => one.id === id)
    // A sheet may also be a chart, which has no rows.
    return relation?.kind === 'worksheet' ? [{ name, part: relation.part }] : []
  })
  return {
    sheets,
    context: {
      strings: strings ? await readSharedStrings(parts.bytes(strings, mostOfStrings)) : [],
      formats: styles ? await readNumberFormats(parts.bytes(styles, mostOfOthers)) : [],
      dateSystem,
    },
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

/** The names and relations of the sheets that are not hidden, and where the workbook's days begin. */
async function readWorkbook(workbook: string, parts: WorkbookParts) {
  const seen: { name: string; id: string | undefined }[] = []
  let dateSystem: DateSystem = 1900
  await readXml(parts.bytes(workbook, mostOfOthers), {
    opened(element, attributes) {
      const { state = 'visible', date1904 = '0', name = '' } = attributes
      if (element === 'workbookPr' && ['1', 'true'].includes(date1904)) dateSystem = 1904
      if (element === 'sheet' && state === 'visible') {
        seen.push({ name, id: relationIdIn(attributes) })
      }
    },
  })
  return { seen, dateSystem }
}

/** Its prefix is whatever the workbook chose for the relations' namespace, mostly `r:`. */
function relationIdIn(attributes: Attributes): string | undefined {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]
}
