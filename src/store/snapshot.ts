import type { Duplex } from 'node:stream'
import type { Pool, PoolClient, QueryConfig, Submittable } from 'pg'
import type { Sender } from './reader.ts'

/** One read-only transaction, opened by its first statement; once it is over it sends nothing more. */
interface Transaction extends Sender {
  readonly end: () => Promise<void>
}

/** One state of the database, as one operation reads it. */
export class Snapshot implements Sender {
  readonly #open: () => Transaction
  #transaction: Transaction

  constructor(open: () => Transaction) {
    this.#open = open
    this.#transaction = open()
  }

  send(text: string, values: readonly unknown[]): Promise<unknown[]> {
    return this.#transaction.send(text, values)
  }

  sendPlanned(text: string, values: readonly unknown[]): Promise<unknown[]> {
    return this.#transaction.sendPlanned(text, values)
  }

  /** Lets the state go; what is read afterwards is read as it is then. */
  async renew(): Promise<void> {
    await this.end()
    this.#transaction = this.#open()
  }

  /** Lets the state go for good: what an operation has left running when it ended reads nothing more. */
  end(): Promise<void> {
    return this.#transaction.end()
  }
}

function isOver(): Error {
  return new Error('the operation is over, and reads nothing more')
}

const mostPrepared = 500

/** What the server says where a table has changed under a statement that was prepared. */
const planChanged = '0A000'

/** What the server says to each statement of a transaction in which one has failed. */
const afterFailure = '25P02'

/**
 * The names under which texts are prepared. A server keeps every one for as long as its connection lives:
 * when there are many, new ones begin, and connections that hold the old are let go.
 */
class PreparedNames {
  readonly #names = new Map<string, string>()
  generation = 1

  of(text: string): string {
    const known = this.#names.get(text)
    if (known !== undefined) return known
    if (this.#names.size >= mostPrepared) {
      this.#names.clear()
      this.generation += 1
    }
    const name = `gateway_${this.generation}_${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}

/** A client that sends a statement before the one ahead of it is answered. */
type Pipelined = PoolClient & {
  readonly connection: { readonly stream: Duplex }
  /** Whether its last transaction is still to be ended, along with the opening of the next. */
  lingers?: boolean
  /** The generation of names that it was opened in. */
  generation?: number
}

/**
 * A statement without binds or rows, such as the opening of a transaction. It costs a fraction of a
 * `pg.Query`, and every operation sends two; `done` hears of its end.
 */
class Bare implements Submittable {
  readonly #message: Buffer
  readonly #done: (error?: Error) => void
  #error: Error | undefined

  constructor(message: Buffer, done: (error?: Error) => void) {
    this.#message = message
    this.#done = done
  }

  submit({ stream }: { stream: Duplex }): void {
    stream.write(this.#message)
  }

  handleError(error: Error): void {
    this.#error = error
    this.#done(error)
  }

  handleReadyForQuery(): void {
    if (!this.#error) this.#done()
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  callback(): void {}
}

/** A simple query in the protocol's own words: `Q`, its length, its text. */
function messageOf(text: string): Buffer {
  const body = Buffer.from(`${text}\0`)
  const message = Buffer.alloc(5 + body.length)
  message.write('Q')
  message.writeInt32BE(4 + body.length, 1)
  body.copy(message, 5)
  return message
}

// The connections of a server's pool open what they read as one read-only state by their own default.
const opening = messageOf('begin')
const closing = messageOf('commit')
const reopening = messageOf('commit;begin')

function ignore(): void {}

/**
 * Transactions that nobody reads any more and that are not ended yet: a busy connection ends one along
 * with the opening of the next, in one message, and a quiet one within some milliseconds.
 */
class Lingering {
  readonly #clients = new Set<Pipelined>()
  #isDue = false

  add(client: Pipelined): void {
    client.lingers = true
    this.#clients.add(client)
    if (this.#isDue) return
    this.#isDue = true
    setTimeout(() => this.#sweep(new Set(this.#clients)), 2).unref()
  }

  /** Whether a connection's last transaction is to be ended by who takes the connection. */
  take(client: Pipelined): boolean {
    const { lingers = false } = client
    client.lingers = false
    if (lingers) this.#clients.delete(client)
    return lingers
  }

  #sweep(clients: ReadonlySet<Pipelined>): void {
    this.#isDue = false
    for (const client of clients) if (this.take(client)) client.query(new Bare(closing, ignore))
  }
}

/** A connection beside the first one, and how many statements each is at. */
interface Hand {
  readonly client: Pipelined
  busy: number
}

/** How many connections one operation may read over at once, where nobody else wants them. */
const mostHands = 4

/**
 * Reads of a server in one read-only transaction. Its opening is sent along with the first statement, and
 * its end is waited for by nobody, so that it costs an operation no round trip. Figures, which take long,
 * are read over further connections of the same state as well, where the pool has some to spare.
 */
class ServerTransaction implements Transaction {
  readonly #pool: Pool
  readonly #names: PreparedNames
  readonly #lingering: Lingering
  #client: Pipelined | undefined
  #opened: Promise<Pipelined> | undefined
  #exported: Promise<string> | undefined
  #hands: Promise<Hand>[] = []
  #failure: unknown
  #isOver = false
  #isStale = false

  constructor(pool: Pool, names: PreparedNames, lingering: Lingering) {
    this.#pool = pool
    this.#names = names
    this.#lingering = lingering
  }

  send(text: string, values: readonly unknown[]): Promise<unknown[]> {
    const query = { text, values: values as unknown[], name: this.#names.of(text) }
    const client = this.#isOver ? undefined : this.#client
    return client
      ? this.#query(client, query)
      : this.#first().then((one) => this.#query(one, query))
  }

  async sendPlanned(text: string, values: readonly unknown[]): Promise<unknown[]> {
    const hand = await this.#take()
    try {
      return await this.#query(hand.client, { text, values: values as unknown[] })
    } finally {
      hand.busy -= 1
    }
  }

  async end(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    this.#opened?.then((client) => this.#giveBack(client), ignore)
    for (const hand of this.#hands.slice(1)) {
      hand.then(({ client }) => this.#giveBack(client), ignore)
    }
  }

  #giveBack(client: Pipelined): void {
    // A connection that holds a plan of what is no more is of no use to anybody.
    if (this.#isStale || client.generation !== this.#names.generation) client.release(true)
    else {
      this.#lingering.add(client)
      client.release()
    }
  }

  /** Statements that come after one that failed are told what that one was told. */
  #query(client: PoolClient, query: QueryConfig): Promise<unknown[]> {
    return client.query(query).then(
      ({ rows }) => rows,
      (error) => {
        const { code } = error as { code?: string }
        if (code === planChanged) this.#isStale = true
        const isAfter = code === afterFailure
        if (!isAfter) this.#failure ??= error
        throw isAfter ? (this.#failure ?? error) : error
      },
    )
  }

  #first(): Promise<Pipelined> {
    if (this.#isOver) return Promise.reject(isOver())
    this.#opened ??= this.#connect().then((client) => {
      this.#client = client
      return client
    })
    return this.#opened
  }

  /** Opens a transaction; should that fail, the statement behind it fails with it, and says so. */
  async #connect(snapshotId?: string): Promise<Pipelined> {
    const client = (await this.#pool.connect()) as Pipelined
    client.generation ??= this.#names.generation
    const { stream } = client.connection
    // What is sent at once leaves in one piece.
    stream.cork()
    process.nextTick(() => stream.uncork())
    const lingers = this.#lingering.take(client)
    client.query(new Bare(lingers ? reopening : opening, ignore))
    if (snapshotId !== undefined) {
      client.query(new Bare(messageOf(`set transaction snapshot '${snapshotId}'`), ignore))
    }
    return client
  }

  /** The first connection, or while that is at work another one, if nobody would have to wait for it. */
  async #take(): Promise<Hand> {
    const client = await this.#first()
    if (this.#hands.length === 0) this.#hands.push(Promise.resolve({ client, busy: 0 }))
    this.#exported ??= this.#query(client, { text: 'select pg_export_snapshot() as id' }).then(
      ([row]) => (row as { id: string }).id,
    )
    const id = await this.#exported
    const hands = await Promise.all(this.#hands)
    if (this.#isOver) throw isOver()
    const least = hands.reduce((one, other) => (other.busy < one.busy ? other : one))
    if (least.busy > 0 && this.#hands.length < mostHands && this.#canSpare()) {
      const another = this.#another(id)
      this.#hands.push(another)
      const hand = await another
      hand.busy += 1
      return hand
    }
    least.busy += 1
    return least
  }

  async #another(id: string): Promise<Hand> {
    return { client: await this.#connect(id), busy: 0 }
  }

  #canSpare(): boolean {
    const { idleCount, totalCount, waitingCount, options } = this.#pool
    return waitingCount === 0 && (idleCount > 0 || totalCount < (options.max ?? 10))
  }
}

/**
 * Opens snapshots of a server, over a pool of pipelined connections that nobody else uses, and whose
 * transactions are read-only and of one snapshot by default; each text is
 * prepared once a connection, for planning costs more than reading.
 */
export function serverSnapshots(pool: Pool): () => Snapshot {
  const names = new PreparedNames()
  const lingering = new Lingering()
  const open = () => new ServerTransaction(pool, names, lingering)
  return () => new Snapshot(open)
}

/**
 * Reads of the embedded database in one read-only transaction: it is one session behind its one
 * connection, where statements have no names and are sent one after the other. It keeps to no deadline of
 * its own, so a statement that runs past ours takes the database's thread along.
 */
class EmbeddedTransaction implements Transaction {
  readonly #pool: Pool
  readonly #deadline: Deadline
  #client: Promise<PoolClient> | undefined
  #isOver = false

  constructor(pool: Pool, deadline: Deadline) {
    this.#pool = pool
    this.#deadline = deadline
  }

  async send(text: string, values: readonly unknown[]): Promise<unknown[]> {
    if (this.#isOver) throw isOver()
    this.#client ??= this.#open()
    const client = await this.#client
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      this.#deadline.restart().catch(ignore)
    }, this.#deadline.seconds * 1000)
    try {
      return (await client.query({ text, values: [...values] })).rows
    } catch (error) {
      throw isLate
        ? Object.assign(new Error('the statement was too slow'), { code: cancelled })
        : error
    } finally {
      clearTimeout(timer)
    }
  }

  sendPlanned(text: string, values: readonly unknown[]): Promise<unknown[]> {
    return this.send(text, values)
  }

  async end(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    const client = await this.#client?.catch(ignore)
    if (!client) return
    const failed = await client.query('commit').then(ignore, (error: Error) => error)
    client.release(failed ?? undefined)
  }

  async #open(): Promise<PoolClient> {
    const client = await this.#pool.connect()
    await client.query('begin isolation level repeatable read read only')
    return client
  }
}

/** How long a statement may run in the embedded database, and how one that runs longer is ended. */
export interface Deadline {
  readonly seconds: number
  readonly restart: () => Promise<void>
}

/** What a server says of a statement that it has cancelled. */
const cancelled = '57014'

/** Opens snapshots of the embedded database. */
export function embeddedSnapshots(pool: Pool, deadline: Deadline): () => Snapshot {
  const open = () => new EmbeddedTransaction(pool, deadline)
  return () => new Snapshot(open)
}
