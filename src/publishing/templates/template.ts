import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { Deliverable } from '../deliverable.ts'
import { OptionLists } from './optionLists.ts'
import { templateColumns } from './templateColumns.ts'
import { layExplanation } from './templateExplanation.ts'
import { layRows } from './templateRows.ts'
import { timelessZip } from './timelessZip.ts'

const maker = '铜仁数据网关'
const always = new Date('2020-01-01T00:00:00Z')

/** Makes the workbook in which a clerk fills in a view or an entity's list: always the same bytes. */
export async function templateOf(catalogue: Catalogue, of: Deliverable): Promise<Buffer> {
  // The package takes long to load, and most starts of the gateway never make a template.
  const { default: excel } = await import('exceljs')
  const workbook = new excel.Workbook()
  const written = { creator: maker, lastModifiedBy: maker, created: always, modified: always }
  Object.assign(workbook, written)
  const columns = templateColumns(of)
  const lists = new OptionLists()
  layRows(workbook, of, columns, lists)
  layExplanation(workbook, catalogue, of, columns)
  lists.layOut(workbook)
  return timelessZip(Buffer.from(await workbook.xlsx.writeBuffer()))
}
