import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { Entity } from '../../ground/entity.ts'
import type { AccessPlan } from '../../sharing/accessPlan.ts'
import type { Deciding } from '../../sharing/fieldClass.ts'
import type { Reader } from '../../store/reader.ts'
import type { Position } from './cursors.ts'
import { Defect } from './defect.ts'
import type { Page } from './page.ts'
import { named, type Row } from './row.ts'
import { type Marks, RowPage } from './rowPage.ts'
import { type ListArguments, pageLength, readSelection, type Selection } from './selection.ts'

/** What the lists of one operation are selected from, and by whom. */
export interface Selecting {
  readonly catalogue: Catalogue
  readonly reader: Reader
  readonly plan: AccessPlan
  readonly asking: Deciding
}

/** What a list's arguments select for who asks; it decides by nothing that the plan has not let decide. */
export function selectFor(
  { catalogue, plan, asking }: Selecting,
  entity: Entity,
  args: ListArguments,
  after?: Position,
): Selection {
  const { area } = asking.caller
  const selection = readSelection(catalogue, entity, args, { area, after })
  const undecided = selection.decidedBy.find((entry) => !plan.mayDecide(entry))
  if (undecided) throw new Defect(`a list decides by ${undecided.name}, which the plan knows not`)
  return selection
}

/** A page of rows that were read one beyond its length. */
export function pageFrom(
  entity: Entity,
  rows: readonly Row[],
  args: ListArguments,
  marks: Marks,
): Page<Row> {
  const length = pageLength(args.first)
  const nodes = rows.slice(0, length)
  for (const row of nodes) named(entity, row)
  return new RowPage(nodes, rows.length > length, args, marks)
}
