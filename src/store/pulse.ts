import pg, { type ClientConfig } from 'pg'

/** What the server says of sessions of ours: which are there, and whether each is at work. */
export type Sessions = ReadonlyMap<number, { readonly isAtWork: boolean }>

/** An answer to whether the server answers is as good as new for so long. */
const freshMillis = 1_000

const mostSeconds = 3

/**
 * A connection of its own to the server, over which it is asked how it is: full pools do not stand in
 * the way, and however many ask, it is one connection and one question at a time.
 */
export class Pulse {
  readonly #config: ClientConfig
  #client: Promise<pg.Client> | undefined
  #answer: Promise<boolean> | undefined

  constructor(config: ClientConfig) {
    const millis = mostSeconds * 1000
    // Over a pipelined connection the library ends the connection whose answer does not come.
    const ends = { pipeline: true, query_timeout: millis, connectionTimeoutMillis: millis }
    this.#config = { ...config, ...ends, keepAlive: true }
  }

  /** Whether the server answers, now or a moment ago. */
  isAnswering(): Promise<boolean> {
    this.#answer ??= this.#ask('select 1')
      .then(
        () => true,
        () => false,
      )
      .finally(() => setTimeout(() => this.#forget(), freshMillis).unref())
    return this.#answer
  }

  #forget(): void {
    this.#answer = undefined
  }

  /**
   * Which of these processes of the server are sessions of ours, and at work. Says nothing of them where
   * something stands between that gives them other numbers, such as a pooler. Fails where the server
   * does not answer.
   */
  async sessions(pids: readonly number[]): Promise<Sessions | undefined> {
    const { client, rows } = await this.#ask<{ pid: number; at_work: boolean; own: boolean }>(
      `select pid, pid = pg_backend_pid() as own, state is null or state not like 'idle%' as at_work
        from pg_stat_activity
        where usename = current_user and (pid = any($1) or pid = pg_backend_pid())`,
      [pids],
    )
    const own = rows.find((row) => row.own)
    if (own?.pid !== (client as unknown as { processID: number }).processID) return undefined
    return new Map(rows.map(({ pid, at_work: isAtWork }) => [pid, { isAtWork }]))
  }

  async #ask<Row extends object>(
    text: string,
    values: unknown[] = [],
  ): Promise<{ client: pg.Client; rows: Row[] }> {
    this.#client ??= this.#connect()
    const connecting = this.#client
    try {
      const client = await connecting
      return { client, rows: (await client.query<Row>(text, values)).rows }
    } catch (error) {
      if (this.#client === connecting) await this.close()
      throw error
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#config)
    // What is lost is told by the next question.
    client.on('error', () => undefined)
    await client.connect()
    return client
  }

  async close(): Promise<void> {
    const connecting = this.#client
    this.#client = undefined
    const client = await connecting?.catch(() => undefined)
    client?.end().catch(() => undefined)
  }
}
