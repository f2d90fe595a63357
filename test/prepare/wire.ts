import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A wire between the gateway and its database, which a test can spoil. */
export interface Wire {
  /** Where the gateway reaches the database through it. */
  readonly url: string
  /** From now on whatever the database says is lost, and what follows it on the same connection too. */
  readonly swallow: () => void
  /** Connections that have lost nothing are good again, and new ones. */
  readonly restore: () => void
  /** From now on a new connection is taken, and what is said over it kept back. */
  readonly keepBack: () => void
  /** Lets through what was kept back; answers when the database has hung up on it. */
  readonly letThrough: () => Promise<void>
  /** Ends all sessions at the database, of which the gateway's ends of the connections hear nothing. */
  readonly sever: () => void
  readonly close: () => Promise<void>
}

interface Connection {
  readonly near: Socket
  readonly far: Socket
  /** Whether the gateway hears nothing of the database over it any more. */
  isMute: boolean
}

function join(near: Socket, far: Socket, swallows: () => boolean): Connection {
  const connection = { near, far, isMute: false }
  const isMute = () => {
    connection.isMute ||= swallows()
    return connection.isMute
  }
  near.on('data', (piece) => far.writable && far.write(piece))
  near.on('close', () => far.destroy())
  near.on('error', () => far.destroy())
  far.on('data', (piece) => isMute() || (near.writable && near.write(piece)))
  far.on('close', () => isMute() || near.end())
  far.on('error', () => undefined)
  return connection
}

/** Lays a wire to the database at an address. */
export async function layWire(databaseUrl: string): Promise<Wire> {
  const { hostname, port } = new URL(databaseUrl)
  const connections: Connection[] = []
  const keptBack: Socket[] = []
  let swallows = false
  let keepsBack = false
  const server = createServer((near) => {
    connections.push(join(near, connect(Number(port), hostname), () => swallows))
    if (keepsBack) keptBack.push(near.pause())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const through = new URL(databaseUrl)
  through.port = String((server.address() as AddressInfo).port)
  return {
    url: through.href,
    swallow: () => {
      swallows = true
    },
    restore: () => {
      swallows = false
    },
    keepBack: () => {
      keepsBack = true
    },
    letThrough: async () => {
      keepsBack = false
      const ended = keptBack.map((near) => once(near, 'close'))
      for (const near of keptBack.splice(0)) near.resume()
      await Promise.all(ended)
    },
    sever: () => {
      for (const connection of connections) {
        connection.isMute = true
        connection.far.destroy()
      }
    },
    close: async () => {
      server.close()
      for (const { near } of connections) near.destroy()
      await once(server, 'close')
    },
  }
}
