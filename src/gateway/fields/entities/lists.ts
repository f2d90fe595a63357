import type { Catalogue } from '../../../catalogue/catalogue.ts'
import type { Entity } from '../../../ground/entity.ts'
import { AreaCode } from '../../../ground/scalars.ts'
import type { FieldClass } from '../../../sharing/fieldClass.ts'
import { declareConnection, pageArguments } from '../../graph/connection.ts'
import { type Arguments, type MutableClass, optional } from '../../graph/declareField.ts'
import { cursorsOf } from '../../rows/cursors.ts'
import { isPlain, type ListArguments, pageLength, readSelection } from '../../rows/selection.ts'
import { filterOf, orderOf } from './inputs.ts'

const connections = new Map<Entity, MutableClass>()

/** The connection of an entity, declared once. */
export function connectionOf(entity: Entity): MutableClass {
  const { name, cls, zh, en } = entity
  const connection = connections.get(entity) ?? declareConnection(name, cls, { zh, en })
  connections.set(entity, connection)
  return connection
}

/** The arguments of a list of an entity's rows. */
export function listArguments(catalogue: Catalogue, entity: Entity): Arguments {
  return {
    ...pageArguments,
    within: optional(
      AreaCode,
      '所在区域(市、区县、开发区、乡镇、村)',
      'Only those that lie in this area or zone',
    ),
    filter: optional(
      filterOf(catalogue, entity),
      '筛选条件',
      'Only those that the filter lets through',
    ),
    orderBy: optional(
      [orderOf(catalogue, entity)],
      '排序；空值在后',
      'In this order; blanks last, then by key',
    ),
  }
}

/** What the arguments of a list decide by; a cursor that does not hold is refused with them. */
export function listDecides(
  catalogue: Catalogue,
  entity: Entity,
  list: string,
): FieldClass['decides'] {
  return (args: ListArguments, asking) => {
    if (isPlain(args)) return []
    cursorsOf(asking, list, args).open(args.after)
    return readSelection(catalogue, entity, args, {}).decidedBy
  }
}

/** How many rows a list brings at most. */
export const listRows: FieldClass['rows'] = ({ first }: ListArguments) => pageLength(first)
