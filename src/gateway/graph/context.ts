import type { Assessments } from '../../assessment/assessments.ts'
import type { FigureLoader } from '../../indicators/figures/figures.ts'
import type { Ledger } from '../../publishing/delivering/ledger.ts'
import type { Publishing } from '../../publishing/delivering/openPublishing.ts'
import type { Deciding } from '../../sharing/fieldClass.ts'
import type { Database } from '../../store/database.ts'
import type { Reader } from '../../store/reader.ts'
import type { Loaders } from '../rows/loaders.ts'

/** What the transport knows of a request before the operation is planned. */
export interface Request extends Deciding {
  /** By which an answer and what the log says of it find each other. */
  readonly requestId: string
  /** Whether refusals stand in `extensions.blanks`, for clients that throw data away beside errors. */
  readonly blanksInExtensions: boolean
  /** Tells that the client has left: then nobody waits for the answer. */
  readonly signal: AbortSignal
}

/** What a resolver may lean on: who asks, and the only door to rows. */
export interface Context extends Deciding {
  readonly loaders: Loaders
  readonly figures: FigureLoader
  /** The only door to rows, for what is not read through loaders. */
  readonly reader: Reader
  /** Lets go of the state that was read so far: what is read afterwards is as it is then. */
  readonly anew: () => Promise<void>
  readonly assessments: Assessments
  /** Where what the gateway itself keeps is written, whole or not at all. */
  readonly database: Pick<Database, 'transaction'>
  /** What was published, when, by whom; and what has changed since. */
  readonly ledger: Ledger
  readonly publishing: Publishing
}
