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
