import { randomUUID } from 'node:crypto'
import { read as readInto } from 'node:fs'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const read = promisify(readInto)
const bytesAtOnce = 1 << 18

/** How the names begin that such files bear for an instant. */
export const namePrefix = 'gateway-delivery-'

/**
 * Opens a new file that has lost its name before anything is written into it: it is gone with the process,
 * however that ends.
 */
export async function openNameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `${namePrefix}${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  try {
    await unlink(path)
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

/** An open file's bytes from its beginning, by its descriptor; it may be read by several at once. */
export async function* bytesIn(file: number, atOnce = bytesAtOnce): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const { bytesRead, buffer } = await read(file, Buffer.allocUnsafe(atOnce), 0, atOnce, at)
    if (bytesRead === 0) return
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
