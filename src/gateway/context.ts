import type { Catalogue } from '../catalogue/catalogue.ts'
import type { FigureLoader } from '../indicators/figures.ts'
import type { Ledger } from '../publishing/ledger.ts'
import type { Publishing } from '../publishing/publish.ts'
import type { AccessPlan } from '../sharing/accessPlan.ts'
import type { Caller } from '../sharing/caller.ts'
import type { Asking } from '../sharing/rules.ts'
import type { Database } from '../store/database.ts'
import type { Reader } from '../store/reader.ts'
import type { Loaders } from './loaders.ts'

/** What the transport knows of a request before the operation is planned. */
export interface Request extends Asking {
  /** Whether refusals stand in `extensions.blanks`, for clients that throw data away beside errors. */
  readonly blanksInExtensions: boolean
}

/** What a resolver may lean on: who asks, what the plan permits, and the only door to rows. */
export interface Context {
  readonly caller: Caller
  readonly catalogue: Catalogue
  readonly plan: AccessPlan
  readonly loaders: Loaders
  readonly figures: FigureLoader
  /** The only door to rows, for what is not read through loaders. */
  readonly reader: Reader
  /** Where what the gateway itself keeps is written, whole or not at all. */
  readonly database: Pick<Database, 'bulk'>
  /** What was published, when, by whom; and what has changed since. */
  readonly ledger: Ledger
  readonly publishing: Publishing
}
