import type { Entity } from '../../ground/entity.ts'
import type { Fact } from '../../ground/fact.ts'
import type { AccessPlan } from '../../sharing/accessPlan.ts'

/** A row as it left the database: the facts that may leave it, under their names. */
export type Row = Record<string, unknown> & { readonly __typename: string; readonly key: string }

/** Tells a row what it is. */
export function named(entity: Entity, row: Row): Row {
  ;(row as Record<string, unknown>).__typename = entity.name
  return row
}

/** The permitted facts' columns under their names, which come from declarations, never from outside. */
export function columnsOf(
  facts: readonly Fact[],
  permitted: ReadonlySet<string>,
  alias: string,
): string {
  return facts
    .filter(({ name }) => permitted.has(name))
    .map(({ column, name }) => `, ${alias}."${column}" as "${name}"`)
    .join('')
}

/** The columns of an entity's own row that a plan permits, behind its key. */
export function entityColumns({ key, facts, name }: Entity, plan: AccessPlan): string {
  return `t."${key.column}" as key${columnsOf(facts, plan.permitted(name), 't')}`
}
