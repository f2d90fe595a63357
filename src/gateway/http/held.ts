import type { IncomingMessage } from 'node:http'

/**
 * What clients make the gateway keep in memory: bodies on their way in, and answers that are not read. There
 * is so much for all of them together; past it, whoever has kept some the longest is cut off.
 */
export class Held {
  readonly #most: number
  /** Bytes by request, the one that came first first. */
  readonly #byRequest = new Map<IncomingMessage, number>()
  #bytes = 0

  constructor(mostBytes: number) {
    this.#most = mostBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  add(request: IncomingMessage, bytes: number): void {
    // Whoever has gone already will not be said to go.
    if (request.socket.destroyed) return
    this.#byRequest.set(request, (this.#byRequest.get(request) ?? 0) + bytes)
    this.#bytes += bytes
    for (const [longest] of this.#byRequest) {
      // One alone may be answered at any length.
      if (this.#bytes <= this.#most || this.#byRequest.size === 1) return
      this.release(longest)
      longest.socket.destroy()
    }
  }

  release(request: IncomingMessage): void {
    this.#bytes -= this.#byRequest.get(request) ?? 0
    this.#byRequest.delete(request)
  }
}
