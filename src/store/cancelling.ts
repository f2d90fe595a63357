import type { Duplex } from 'node:stream'
import pg from 'pg'

/** What of a client the protocol's word for cancelling takes; it is not among the library's types. */
export interface Cancellable {
  readonly host: string
  readonly port: number
  readonly ssl: unknown
  readonly sslNegotiation: string
  readonly processID: number | null
  readonly secretKey: unknown
}

interface Wire {
  readonly stream: Duplex
  readonly connect: (port: number | string, host?: string) => void
  readonly requestSsl: () => void
  readonly cancel: (processID: number, secretKey: unknown) => void
  readonly once: (event: string, listener: () => void) => void
  readonly on: (event: string, listener: () => void) => void
}

const mostSeconds = 5

/**
 * Asks the server to end what a connection is at, over a connection of its own, as the protocol has it.
 * Answers whether the server took the request. Whoever uses the cancelled connection after that may still
 * be hit, so nobody should.
 */
export function cancel(client: Cancellable): Promise<boolean> {
  const { host, port, ssl, sslNegotiation, processID, secretKey } = client
  if (processID === null) return Promise.resolve(false)
  const wire = new pg.Connection({ ssl, sslNegotiation } as never) as unknown as Wire
  return new Promise((resolve) => {
    let isSent = false
    const timer = setTimeout(() => done(false), mostSeconds * 1000)
    const done = (isTaken: boolean) => {
      clearTimeout(timer)
      wire.stream.destroy()
      resolve(isTaken)
    }
    const send = () => {
      wire.cancel(processID, secretKey)
      isSent = true
    }
    wire.on('error', () => done(false))
    // The server says nothing to it, and hangs up once it has passed it on.
    wire.once('end', () => done(isSent))
    if (!ssl) wire.once('connect', send)
    else if (sslNegotiation !== 'direct') wire.once('connect', () => wire.requestSsl())
    wire.once('sslconnect', send)
    if (host.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}`)
    else wire.connect(port, host)
  })
}
