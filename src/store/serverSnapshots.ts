import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, QueryConfig } from 'pg'
import type { Permit } from './admission.ts'
import { cancel } from './cancelling.ts'
import {
  Bare,
  opening as begin,
  ignore,
  Lingering,
  messageOf,
  type Pipelined,
  reopening,
} from './pipelined.ts'
import { PreparedNames } from './preparedNames.ts'
import { isOver, type Opening, type Transaction, type Transactions } from './snapshot.ts'

/**
 * What the server says where a table has changed under a statement that was prepared, and where it ends
 * the session: the connection is of no use to anybody else, though its end has yet to arrive.
 */
const ofNoUse = /^(0A000|08|57P)/

/** What the server says to each statement of a transaction in which one has failed. */
const afterFailure = '25P02'

/** A connection of a transaction, and what it is at. */
interface Hand {
  readonly client: Pipelined
  /** The permit that it took beside the operation's own. */
  readonly permit: Permit | undefined
  /** How many statements that take long it was given. */
  busy: number
  /** How many statements of any kind are not answered yet. */
  due: number
}

/** How many connections one operation may read over at once, where nobody else wants them. */
const mostHands = 4

/** How often a server is asked to end what a connection is at, and what it is given to do so. */
const mostTries = 5
const betweenTriesMillis = 50

/**
 * Reads of a server in one read-only transaction. Its opening is sent along with the first statement, and
 * its end is waited for by nobody, so that it costs an operation no round trip. Figures, which take long,
 * are read over further connections of the same state as well, where the pool has some to spare.
 */
class ServerTransaction implements Transaction {
  readonly #pool: Pool
  readonly #names: PreparedNames
  readonly #lingering: Lingering
  readonly #opening: Opening
  #first: Hand | undefined
  #opened: Promise<Hand> | undefined
  #exported: Promise<string> | undefined
  readonly #others = new Set<Hand>()
  /** How many more are being reached. */
  #reaching = 0
  #failure: unknown
  #isOver = false
  #isStale = false
  unopened: unknown

  constructor(pool: Pool, names: PreparedNames, lingering: Lingering, opening: Opening) {
    this.#pool = pool
    this.#names = names
    this.#lingering = lingering
    this.#opening = opening
  }

  send(text: string, values: readonly unknown[]): Promise<unknown[]> {
    const query = { text, values: values as unknown[], name: this.#names.of(text) }
    return this.#first
      ? this.#query(this.#first, query)
      : this.#begun().then((hand) => this.#query(hand, query))
  }

  async sendPlanned(text: string, values: readonly unknown[]): Promise<unknown[]> {
    const hand = await this.#take()
    try {
      return await this.#query(hand, { text, values: values as unknown[] })
    } finally {
      hand.busy -= 1
      // Others may have it meanwhile: this operation goes on over those that it keeps.
      const mayGo = hand.busy === 0 && !this.#isOver && this.#opening.admission.isWanted
      if (mayGo && this.#others.delete(hand)) void this.#giveBack(hand)
    }
  }

  async end(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    const first = this.#first ?? (await this.#opened?.catch(ignore))
    if (first) await Promise.all([first, ...this.#others].map((hand) => this.#giveBack(hand)))
  }

  #giveBack(hand: Hand): Promise<void> | undefined {
    const { client, permit, due } = hand
    if (due > 0) return this.#stop(hand)
    if (this.#isStale || client.generation !== this.#names.generation) client.release(true)
    else {
      this.#lingering.add(client)
      client.release()
    }
    permit?.leave()
    return undefined
  }

  /**
   * Has the server end what a connection is at. Nobody is given it afterwards, so that what was meant for
   * this operation hits no other; and until then its permit is not free.
   */
  async #stop(hand: Hand): Promise<void> {
    const { client, permit } = hand
    // A statement that had just ended lets the one behind it start.
    for (let tries = 0; tries < mostTries && hand.due > 0; tries += 1) {
      if (!(await cancel(client))) break
      await pause(betweenTriesMillis)
    }
    if (hand.due > 0) client.connection.stream.destroy()
    client.release(true)
    permit?.leave()
  }

  /** Statements that come after one that failed are told what that one was told. */
  #query(hand: Hand, query: QueryConfig): Promise<unknown[]> {
    if (this.#isOver) return Promise.reject(isOver())
    hand.due += 1
    return hand.client.query(query).then(
      ({ rows }) => {
        hand.due -= 1
        return rows
      },
      (error) => {
        hand.due -= 1
        const { code = '' } = error as { code?: string }
        if (ofNoUse.test(code)) this.#isStale = true
        const isAfter = code === afterFailure
        if (!isAfter) this.#failure ??= error
        throw isAfter ? (this.#failure ?? error) : error
      },
    )
  }

  #begun(): Promise<Hand> {
    if (this.#isOver) return Promise.reject(isOver())
    this.#opened ??= this.#connect().then(
      (hand) => {
        this.#first = hand
        return hand
      },
      (error) => {
        this.unopened = error
        throw error
      },
    )
    return this.#opened
  }

  /** Opens a transaction; should that fail, the statement behind it fails with it, and says so. */
  async #connect(permit?: Permit, snapshotId?: string): Promise<Hand> {
    const client = (await this.#pool.connect()) as Pipelined
    client.generation ??= this.#names.generation
    const { stream } = client.connection
    // What is sent at once leaves in one piece.
    stream.cork()
    process.nextTick(() => stream.uncork())
    const lingers = this.#lingering.take(client)
    client.query(new Bare(lingers ? reopening : begin, ignore))
    if (snapshotId !== undefined) {
      client.query(new Bare(messageOf(`set transaction snapshot '${snapshotId}'`), ignore))
    }
    return { client, permit, busy: 0, due: 0 }
  }

  /** The first connection, or while that is at work another one, if nobody would have to wait for it. */
  async #take(): Promise<Hand> {
    const first = await this.#begun()
    this.#exported ??= this.#query(first, { text: 'select pg_export_snapshot() as id' }).then(
      ([row]) => (row as { id: string }).id,
    )
    const id = await this.#exported
    const hands = [first, ...this.#others]
    const least = hands.reduce((one, other) => (other.busy < one.busy ? other : one))
    const mayBeMore = hands.length + this.#reaching < mostHands
    const { admission, asker } = this.#opening
    const permit = least.busy > 0 && mayBeMore && !this.#isOver ? admission.spare(asker) : undefined
    if (!permit) {
      least.busy += 1
      return least
    }
    const another = await this.#another(permit, id)
    const hand = another ?? least
    hand.busy += 1
    return hand
  }

  /** One more connection of the same state; nothing where it cannot be had. */
  async #another(permit: Permit, id: string): Promise<Hand | undefined> {
    this.#reaching += 1
    const hand = await this.#connect(permit, id).catch(ignore)
    this.#reaching -= 1
    if (!hand) permit.leave()
    else if (this.#isOver) await this.#giveBack(hand)
    else this.#others.add(hand)
    return hand ?? undefined
  }
}

/**
 * Opens snapshots of a server, over a pool of pipelined connections that nobody else uses, and whose
 * transactions are read-only and of one snapshot by default; each text is
 * prepared once a connection, for planning costs more than reading.
 */
export function serverTransactions(pool: Pool): Transactions {
  const names = new PreparedNames()
  const lingering = new Lingering()
  return {
    open: (opening) => new ServerTransaction(pool, names, lingering, opening),
    permitIsConnection: false,
  }
}
