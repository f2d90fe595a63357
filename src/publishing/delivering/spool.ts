import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Refusal } from '../../ground/refusal.ts'
import { openNameless } from '../../store/namelessFile.ts'

/** A delivery on disk, in files without names, before anything is made of it. */
export interface Spooled {
  /** The descriptor of the file as it came. */
  readonly file: number
  /** The descriptor of the file into which its checked rows are written. */
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
  readonly remove: () => Promise<void>
}

/** The largest file taken in: some ten million rows. */
export const largestDelivery = 2 * 1024 ** 3

function tooLarge(): Refusal {
  return new Refusal(
    'BAD_USER_INPUT',
    {
      zh: '文件超过 2 GB；请按所属期或区县拆开报送。',
      en: 'The file is larger than 2 GB; split it by period or by county.',
    },
    {},
    { status: 413 },
  )
}

/** Refuses what is too large to be taken in, where its size is known beforehand. */
export function mustFit(bytes: number): void {
  if (bytes > largestDelivery) throw tooLarge()
}

type Source = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Does something with a delivery on disk, which is gone from there when it is done. */
export async function withSpooled<T>(
  source: Source,
  work: (delivery: Spooled) => Promise<T>,
): Promise<T> {
  const delivery = await spool(source)
  try {
    return await work(delivery)
  } finally {
    await delivery.remove()
  }
}

/** Writes a delivery to disk as it comes, counting and hashing its bytes. */
export async function spool(source: Source): Promise<Spooled> {
  const opened: FileHandle[] = []
  const remove = async () => {
    for (const file of opened) await file.close()
  }
  const another = async () => {
    const file = await openNameless()
    opened.push(file)
    return file
  }
  const hash = createHash('sha256')
  let bytes = 0
  try {
    const [file, rows] = [await another(), await another()]
    for await (const piece of source) {
      bytes += piece.length
      if (bytes > largestDelivery) throw tooLarge()
      hash.update(piece)
      await file.appendFile(piece)
    }
    return { file: file.fd, rows: rows.fd, bytes, sha256: hash.digest('hex'), remove }
  } catch (error) {
    await remove()
    throw error
  }
}
