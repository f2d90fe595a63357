import type { Session, Turn } from './session.ts'
import { isOver, type Opening, type Transaction, type Transactions } from './snapshot.ts'

/** How long a statement may run in the embedded database, and how one that runs longer is ended. */
export interface Deadline {
  readonly seconds: number
  readonly restart: () => Promise<void>
}

/** What a server says of a statement that it has cancelled. */
const cancelled = '57014'

/**
 * Waits for a statement of the embedded database. That keeps to no deadline of its own, so a statement that
 * runs past ours takes the database's thread along.
 */
export async function withinDeadline<T>(
  { seconds, restart }: Deadline,
  statement: Promise<T>,
): Promise<T> {
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    restart().catch(() => undefined)
  }, seconds * 1000)
  try {
    return await statement
  } catch (error) {
    if (!isLate) throw error
    throw Object.assign(new Error('the statement was too slow'), { code: cancelled })
  } finally {
    clearTimeout(timer)
  }
}

/** A transaction of its own, or what stands in for one within the transaction of who lent the connection. */
const openings = {
  own: ['begin isolation level repeatable read read only'],
  lent: ['savepoint reading', 'set local transaction_read_only = on'],
}
const endings = {
  own: ['commit'],
  lent: ['rollback to savepoint reading', 'release savepoint reading'],
}

/**
 * Reads of the embedded database in one read-only transaction: it is one session behind its one
 * connection, where statements have no names and are sent one after the other. What runs there cannot be
 * cancelled; of an operation that is over nothing more is sent.
 */
class EmbeddedTransaction implements Transaction {
  readonly #session: Session
  readonly #deadline: Deadline
  #turn: Promise<Turn> | undefined
  #before: Promise<unknown> = Promise.resolve()
  #isOver = false
  unopened: unknown

  constructor(session: Session, deadline: Deadline) {
    this.#session = session
    this.#deadline = deadline
  }

  /** Sends one statement after the other, so that those behind are not sent when it is over. */
  send(text: string, values: readonly unknown[]): Promise<unknown[]> {
    const sent = this.#before.then(() => this.#sendNow(text, values))
    this.#before = sent.catch(() => undefined)
    return sent
  }

  async #sendNow(text: string, values: readonly unknown[]): Promise<unknown[]> {
    if (this.#isOver) throw isOver()
    this.#turn ??= this.#open()
    const { client } = await this.#turn
    if (this.#isOver) throw isOver()
    const statement = client.query({ text, values: [...values] })
    return (await withinDeadline(this.#deadline, statement)).rows
  }

  sendPlanned(text: string, values: readonly unknown[]): Promise<unknown[]> {
    return this.send(text, values)
  }

  async end(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    const turn = await this.#turn?.catch(() => undefined)
    if (!turn) return
    const failed = await sendAll(turn, endings).then(
      () => undefined,
      (error: Error) => error,
    )
    turn.end(failed)
  }

  async #open(): Promise<Turn> {
    let turn: Turn | undefined
    try {
      turn = await this.#session.read()
      await sendAll(turn, openings)
      return turn
    } catch (error) {
      turn?.end(error as Error)
      this.unopened = error
      throw error
    }
  }
}

async function sendAll({ client, isLent }: Turn, texts: typeof openings): Promise<void> {
  for (const text of texts[isLent ? 'lent' : 'own']) await client.query(text)
}

/** Opens snapshots of the embedded database. */
export function embeddedTransactions(session: Session, deadline: Deadline): Transactions {
  return {
    open: (_opening: Opening) => new EmbeddedTransaction(session, deadline),
    permitIsConnection: true,
  }
}
