import type { IncomingMessage } from 'node:http'
import { Refusal } from '../../ground/refusal.ts'
import type { Held } from './held.ts'

/** A client that is no longer there to be answered. */
export class HasLeft extends Error {}

/** The largest body of an operation. */
const largestBody = 1 << 20

/** What the body of a delivery brings in a second, or it has stalled: far below any line that is in use. */
const slowestPace = 1_000

const tooLarge = new Refusal(
  'BAD_USER_INPUT',
  { zh: '请求体超过 1 MB。', en: 'The body is larger than 1 MB.' },
  {},
  { status: 413 },
)

/** How many bytes a client has said that it will send. */
export function announced({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0)
}

/** Lets a body that nobody reads come to its end; for so many milliseconds, and then no matter. */
export function letPass(request: IncomingMessage, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const enough = setTimeout(resolve, ms)
    const done = () => {
      clearTimeout(enough)
      resolve()
    }
    request.once('end', done).once('close', done).resume()
  })
}

/** Reads what clients send, as long as they do send it. */
export class Bodies {
  readonly #patienceMs: number
  readonly #held: Held
  /** Until when a body is waited for; looked through now and then, which costs less than a timer each. */
  readonly #awaited = new Map<IncomingMessage, number>()
  readonly #round: NodeJS.Timeout

  constructor(clientSeconds: number, held: Held) {
    this.#patienceMs = clientSeconds * 1000
    this.#held = held
    this.#round = setInterval(() => this.#cutOffTheLate(), 1_000).unref()
  }

  /** Collects the body of an operation; refuses one that is too large as soon as that is known. */
  whole(request: IncomingMessage): Promise<Buffer> {
    if (announced(request) > largestBody) return Promise.reject(tooLarge)
    if (request.destroyed) return Promise.reject(new HasLeft())
    // By events: an asynchronous iteration costs a small request a tenth of its time.
    return new Promise((resolve, reject) => {
      this.await(request)
      let pieces: Buffer[] = []
      let length = 0
      const done = () => {
        this.#awaited.delete(request)
        this.#held.release(request)
      }
      request.on('data', (piece: Buffer) => {
        length += piece.length
        if (length <= largestBody) {
          pieces.push(piece)
          this.#held.add(request, piece.length)
        } else if (pieces.length > 0) {
          pieces = []
          done()
          reject(tooLarge)
        }
      })
      request.on('end', () => {
        done()
        resolve(Buffer.concat(pieces))
      })
      // Whoever goes away before all has come, or is sent away for being slow, is told nothing.
      const leave = () => {
        done()
        pieces = []
        if (!request.complete) reject(new HasLeft())
      }
      request.on('error', leave)
      request.on('close', leave)
    })
  }

  /** The pieces of a delivery, which may take its time as long as it goes on. */
  async *steadily(request: IncomingMessage): AsyncGenerator<Buffer> {
    const { socket } = request
    let before = socket.bytesRead
    const round = setInterval(() => {
      const came = socket.bytesRead - before
      before += came
      // What has come and is not read yet waits for our disk, and not for the client.
      const isStalled = !request.complete && request.readableLength === 0
      if (isStalled && came < (slowestPace * this.#patienceMs) / 1000) socket.destroy()
    }, this.#patienceMs).unref()
    try {
      yield* request
    } catch {
      throw new HasLeft()
    } finally {
      clearInterval(round)
    }
  }

  /** Waits for a body until its time is over, and no longer, be it read or only let pass. */
  await(request: IncomingMessage): void {
    this.#awaited.set(request, Date.now() + this.#patienceMs)
  }

  close(): void {
    clearInterval(this.#round)
  }

  #cutOffTheLate(): void {
    const now = Date.now()
    for (const [request, until] of this.#awaited) {
      if (request.complete || request.destroyed) this.#awaited.delete(request)
      else if (until < now) request.socket.destroy()
    }
  }
}
