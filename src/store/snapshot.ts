import type { Admission, Asker, Permit, Waiting } from './admission.ts'
import type { Sender } from './reader.ts'
import { refusalFor } from './refusalFor.ts'
import { hasLeft } from './turnedAway.ts'

/** One read-only transaction, opened by its first statement; once it is over it sends nothing more. */
export interface Transaction extends Sender {
  /** Why it could not be opened, where that is so. */
  readonly unopened: unknown
  /** Ends it, and with it whatever of it still runs. */
  readonly end: () => Promise<void>
}

/** What a transaction is opened for: who asks, and who lets in. */
export interface Opening {
  readonly asker: Asker
  readonly admission: Admission
}

/** How transactions of a database are opened. */
export interface Transactions {
  readonly open: (opening: Opening) => Transaction
  /** Whether a permit is the connection itself, which is let go before anything is written. */
  readonly permitIsConnection: boolean
}

export function isOver(): Error {
  return new Error('the operation is over, and reads nothing more')
}

/**
 * One state of the database, as one operation reads it. The operation is admitted by the first statement
 * that it sends, and what sends none waits for nobody; where its client leaves, it is over at once.
 */
export class Snapshot implements Sender {
  readonly #transactions: Transactions
  readonly #opening: Opening
  #transaction: Transaction
  #permit: Permit | undefined
  #waiting: Waiting | undefined
  #entering: Promise<void> | undefined
  #refused: unknown
  #hasBegun = false
  #isOver = false

  constructor(transactions: Transactions, opening: Opening, signal?: AbortSignal) {
    this.#transactions = transactions
    this.#opening = opening
    this.#transaction = transactions.open(opening)
    this.#isOver = signal?.aborted === true
    signal?.addEventListener('abort', () => this.end())
  }

  /** Why nothing of the operation could be begun, where that is so: then it is refused whole. */
  get refusal(): unknown {
    if (this.#hasBegun) return undefined
    const { unopened } = this.#transaction
    return this.#refused ?? (unopened === undefined ? undefined : refusalFor(unopened))
  }

  send(text: string, values: readonly unknown[]): Promise<unknown[]> {
    const waiting = this.#enter()
    if (!waiting) return this.#transaction.send(text, values)
    return waiting.then(() => this.#transaction.send(text, values))
  }

  sendPlanned(text: string, values: readonly unknown[]): Promise<unknown[]> {
    const waiting = this.#enter()
    if (!waiting) return this.#transaction.sendPlanned(text, values)
    return waiting.then(() => this.#transaction.sendPlanned(text, values))
  }

  /** Waits for the turn of an operation that writes, before it does. */
  async admitted(): Promise<void> {
    await this.#enter()
    await this.renew()
  }

  /** Lets the state go; what is read afterwards is read as it is then. */
  async renew(): Promise<void> {
    this.#hasBegun = true
    await this.#transaction.end()
    if (this.#transactions.permitIsConnection) this.#leave()
    if (!this.#isOver) this.#transaction = this.#transactions.open(this.#opening)
  }

  /** Lets the state go for good: what an operation has left running when it ended reads nothing more. */
  async end(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    this.#waiting?.withdraw()
    await this.#transaction.end()
    this.#leave()
  }

  #leave(): void {
    this.#permit?.leave()
    this.#permit = undefined
  }

  /** Nothing where the operation is in, or comes in at once. */
  #enter(): Promise<void> | undefined {
    if (this.#permit) return undefined
    if (this.#isOver) return Promise.reject(isOver())
    if (this.#entering) return this.#entering
    const { admission, asker } = this.#opening
    const entered = admission.enter(asker, this.#hasBegun)
    if ('leave' in entered) {
      this.#permit = entered
      return undefined
    }
    this.#waiting = entered
    this.#entering = entered.permit.then(
      (permit) => this.#take(permit),
      (refused) => {
        this.#refused = refused
        throw refused
      },
    )
    return this.#entering
  }

  #take(permit: Permit): void {
    this.#entering = undefined
    this.#waiting = undefined
    this.#permit = permit
    if (!this.#isOver) return
    this.#leave()
    throw hasLeft()
  }
}
