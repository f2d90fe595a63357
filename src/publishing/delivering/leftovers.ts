import { lstat, readdir, rmdir, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { namePrefix } from '../../store/namelessFile.ts'

/** The directories in which earlier versions kept deliveries under their names, and what lay in them. */
const prefixes = [namePrefix, 'gateway-city-']
const kept = ['delivery', 'rows', 'file.csv']

/** An earlier version may still be at work beside this one; no delivery takes it longer than this. */
const longestDelivery = 60 * 60_000

/**
 * Removes from the temporary directory what processes that were killed have left of deliveries: this
 * user's own files alone, whole directories only where nothing else lies in them, and through no link.
 */
export async function sweepLeftovers(): Promise<void> {
  const folder = tmpdir()
  // A directory that cannot be read now is no reason to stop answering.
  const names = await readdir(folder).catch(() => [])
  const ours = names.filter((name) => prefixes.some((prefix) => name.startsWith(prefix)))
  // What cannot be removed is not this user's, or is being removed by another gateway.
  await Promise.allSettled(ours.map((name) => sweep(join(folder, name))))
}

async function sweep(path: string): Promise<void> {
  const found = await lstat(path)
  if (found.uid !== process.getuid?.()) return
  if (found.isFile() && isOld(found.mtimeMs)) return unlink(path)
  if (!found.isDirectory()) return
  const files = await readdir(path)
  const times = await Promise.all(
    files.map(async (file) => (await lstat(join(path, file))).mtimeMs),
  )
  if (!isOld(Math.max(found.mtimeMs, ...times))) return
  if (files.some((file) => !kept.includes(file))) return
  for (const file of files) await unlink(join(path, file))
  await rmdir(path)
}

function isOld(changed: number): boolean {
  return Date.now() - changed > longestDelivery
}
