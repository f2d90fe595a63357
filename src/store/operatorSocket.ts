import { constants } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { json, text } from 'node:stream/consumers'
import type { DataDirectory } from './dataDirectory.ts'
import type { Embedded } from './embedded.ts'

const socketIn = (sockets: string) => join(sockets, 'operator')

/** Copies a database's files, sharing their blocks where the file system can. */
export function copyFiles(from: string, to: string): Promise<void> {
  return cp(from, to, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    errorOnExist: true,
    force: false,
  })
}

/**
 * Hears what an operator asks of the running gateway over a socket that only this user reaches: a copy of its
 * embedded database, all of one state, in the directory named.
 */
export async function hearOperator(
  { database, sockets }: DataDirectory,
  embedded: Embedded,
): Promise<{ readonly close: () => Promise<void> }> {
  const server = createServer(async (asked, answer) => {
    try {
      const { to } = (await json(asked)) as { to: string }
      await embedded.whileStill(() => copyFiles(database, to))
      // Who asked may have been killed meanwhile, and nobody else would take the copy away.
      if (answer.destroyed) await rm(to, { recursive: true, force: true })
      else answer.writeHead(204).end()
    } catch (error) {
      answer.writeHead(500).end((error as Error).message)
    }
  })
  await new Promise<void>((heard) => server.listen(socketIn(sockets), heard))
  return { close: () => new Promise((closed) => server.close(() => closed())) }
}

/** Asks the gateway that is running for a copy of its embedded database; `to` does not exist yet. */
export async function askForCopy(sockets: string, to: string): Promise<void> {
  await new Promise<void>((done, failed) => {
    const asking = request({ socketPath: socketIn(sockets), method: 'POST', path: '/copy' })
    asking.on('error', failed)
    asking.on('response', (answer) => {
      if (answer.statusCode === 204) done()
      else text(answer).then((why) => failed(new Error(why)), failed)
    })
    asking.end(JSON.stringify({ to }))
  })
}
