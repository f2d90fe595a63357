import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../ground/refusal.ts'

/** A delivery on disk, before anything is made of it. */
export interface Spooled {
  readonly path: string
  /** Where its checked rows are written. */
  readonly rows: string
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
async function spool(source: Source): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-delivery-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const hash = createHash('sha256')
  let bytes = 0
  const counting = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length
      hash.update(piece)
      done(bytes > largestDelivery ? tooLarge() : null, piece)
    },
  })
  const path = join(folder, 'delivery')
  try {
    await pipeline(source, counting, createWriteStream(path))
  } catch (error) {
    await remove()
    throw error
  }
  return { path, rows: join(folder, 'rows'), bytes, sha256: hash.digest('hex'), remove }
}
