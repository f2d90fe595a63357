import type { Class } from '../../ground/factType.ts'
import type { Sheet } from './sheet.ts'

/** What another department states, for facts that must agree with it. */
export function statedIn<T extends object>(sheets: readonly Sheet[], of: Class<T>): Iterable<T> {
  const sheet = sheets.find((candidate) => candidate.of === of)
  if (!sheet) throw new Error(`No sheet states ${of.name}`)
  return sheet.rows as Iterable<T>
}
