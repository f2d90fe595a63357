import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Refusal } from '../../ground/refusal.ts'

/** Whoever comes while the gateway is ending: another process may answer, or this one started anew. */
export const isEnding = new Refusal(
  'SERVICE_UNAVAILABLE',
  {
    zh: '网关正在停止，不再受理新的请求；请稍后再试。',
    en: 'The gateway is ending and takes nothing new; try again shortly.',
  },
  { retryAfterSeconds: 5 },
)

/** A request that was let in: inside until it is worked out and its answer is gone. */
interface Visit {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  isWorkedOn: boolean
}

/** The door of a server: knows who is inside, and closes behind the last one, or when it has waited enough. */
export class Door {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #inside = new Set<Visit>()
  #closing: Promise<void> | undefined
  #emptied: () => void = () => undefined

  constructor(server: Server) {
    this.#server = server
    server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#seeOffAll(socket))
    })
  }

  get isClosing(): boolean {
    return this.#closing !== undefined
  }

  /** Lets a request in, and waits for the work on it. */
  async letIn(
    request: IncomingMessage,
    response: ServerResponse,
    work: () => Promise<void> | void,
  ): Promise<void> {
    const visit = { request, response, isWorkedOn: true }
    this.#inside.add(visit)
    response.once('close', () => this.#seeOff(visit))
    try {
      await work()
    } finally {
      visit.isWorkedOn = false
      this.#seeOff(visit)
    }
  }

  /** Whether somebody at a socket has said all there is to say, and waits for the gateway. */
  isWaitedAt(socket: Socket): boolean {
    for (const { request, isWorkedOn } of this.#inside) {
      if (request.socket !== socket || !isWorkedOn) continue
      // What has come and is not read yet is for the gateway to read.
      if (request.complete || request.readableLength > 0) return true
    }
    return false
  }

  /** Lets nobody in any more, waits for those inside, `seconds` at the most, and closes. */
  close(seconds: number): Promise<void> {
    this.#closing ??= this.#close(seconds)
    return this.#closing
  }

  async #close(seconds: number): Promise<void> {
    const last = new Map<Socket, ServerResponse>()
    for (const { request, response } of this.#inside) last.set(request.socket, response)
    // The last answer to each says "Connection: close", and the connection ends with it.
    for (const response of last.values())
      if (!response.headersSent) response.shouldKeepAlive = false
    await this.#waitForThoseInside(seconds)
    // Connections that are kept for later, or have not asked for anything yet, end here.
    const closed = new Promise((resolve) => this.#server.close(resolve))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #waitForThoseInside(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const enough = setTimeout(resolve, seconds * 1000)
      this.#emptied = () => {
        clearTimeout(enough)
        resolve()
      }
      if (this.#inside.size === 0) this.#emptied()
    })
  }

  /** A connection has closed: an answer whose turn has not come by then may never be said to be closed. */
  #seeOffAll(socket: Socket): void {
    this.#sockets.delete(socket)
    for (const visit of this.#inside) if (visit.request.socket === socket) this.#seeOff(visit)
  }

  #seeOff(visit: Visit): void {
    const { request, response, isWorkedOn } = visit
    if (isWorkedOn || !(response.closed || request.socket.destroyed)) return
    this.#inside.delete(visit)
    if (!this.isClosing) return
    const { socket } = request
    if (![...this.#inside].some((other) => other.request.socket === socket)) socket.destroySoon()
    if (this.#inside.size === 0) this.#emptied()
  }
}
