import { rm } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

/** What the gateway's thread asks of this one. */
export type Order =
  | { readonly id: number; readonly do: 'run'; readonly sql: string }
  | { readonly id: number; readonly do: 'copy'; readonly sql: string; readonly text: string }
  /** From `hold` to `letGo` no statement runs. */
  | { readonly id: number; readonly do: 'hold' | 'letGo' }
  | { readonly id: number; readonly do: 'close' }

const { directory, socket } = workerData as { directory: string; socket: string }
const port = parentPort
if (!port) throw new Error('the embedded database runs in a worker thread')

// A thread that was ended leaves its socket behind.
await rm(socket, { force: true })
const db = await PGlite.create(directory, { relaxedDurability: false })
const server = new PGLiteSocketServer({ db, path: socket, maxConnections: 4 })
await server.start()

let letGo: () => void = () => undefined

function hold(): Promise<void> {
  return new Promise((isHeld, failed) => {
    const held = db.runExclusive(() => {
      isHeld()
      return new Promise<void>((done) => {
        letGo = done
      })
    })
    held.catch(failed)
  })
}

async function carryOut(order: Order): Promise<void> {
  if (order.do === 'run') await db.exec(order.sql)
  else if (order.do === 'hold') await hold()
  else if (order.do === 'letGo') letGo()
  else if (order.do === 'copy') await db.query(order.sql, [], { blob: new Blob([order.text]) })
  else {
    await server.stop()
    await db.close()
  }
}

port.on('message', (order: Order) => {
  carryOut(order).then(
    () => port.postMessage({ id: order.id }),
    (error: Error) => port.postMessage({ id: order.id, error: error.message }),
  )
})
port.postMessage({ id: 0 })
