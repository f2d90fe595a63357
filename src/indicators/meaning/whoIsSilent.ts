import type { Shelf } from '../../catalogue/catalogue.ts'

/** Whether a view owes a row of those of whom it tells, so that having none is no answer. */
export function isAnswerOwed({ tellsOf }: Shelf): boolean {
  return tellsOf !== 'concerned'
}
