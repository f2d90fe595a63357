import type { Transaction } from '../../store/transaction.ts'
import type { Deliverable } from '../deliverable.ts'
import type { FaultList } from '../fault.ts'
import type { Spooled } from './spool.ts'

/** Who publishes: the token's subject, its department and the area it is bound to. */
export interface Publisher {
  readonly subject: string
  readonly department?: string
  readonly area?: string
}

/** What a publisher may say of a delivery beside its data. */
export interface Wishes {
  /** Checks and reports, and stores nothing. */
  readonly dryRun?: boolean
  /** The same key a second time is the same delivery, and gets the same answer. */
  readonly idempotencyKey?: string
  readonly fileName?: string
  /** The day on which the department drew the data. */
  readonly drawnOn?: string
  /** Puts older data over newer. */
  readonly older?: boolean
  /** The file is the whole of the periods it speaks of: what stands there and is not in it is withdrawn. */
  readonly whole?: boolean
  /** Why a closed year has to be corrected. */
  readonly correction?: string
}

/** A delivery as it was sent: of what, by whom, its bytes, and what is said of it. */
export interface Sent {
  readonly of: Deliverable
  readonly publisher: Publisher
  readonly delivery: Spooled
  readonly wishes?: Wishes
  /** Tells that nobody waits for the answer any more: what is not being stored yet is given up. */
  readonly signal?: AbortSignal
}

/** A delivery on its way in: its rows lie in a table of their own, and are looked at. */
export interface Incoming {
  readonly transaction: Transaction
  readonly of: Deliverable
  /** The columns of its table that the delivery fills. */
  readonly columns: readonly string[]
  readonly publisher: Publisher
  readonly faults: FaultList
}
