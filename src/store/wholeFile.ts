import { existsSync, rmSync } from 'node:fs'
import { open, readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bothLanguages } from '../ground/refusal.ts'
import { SettingsRefused } from '../ground/settings.ts'

/** Waits until what a path names is on the disk, with everything in it unless told otherwise. */
export async function secure(path: string, { deep = true } = {}): Promise<void> {
  const found = await open(path, 'r')
  try {
    if (deep && (await found.stat()).isDirectory()) {
      for (const name of await readdir(path)) await secure(join(path, name))
    }
    await found.sync()
  } finally {
    await found.close()
  }
}

/** Does work with something that is gone when it ends, or when the process is told to end. */
export async function withTemporary<T>(path: string, work: () => Promise<T>): Promise<T> {
  // A gateway may still be writing there when the one who asked it is told to end.
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 10 })
  process.on('exit', remove)
  try {
    return await work()
  } finally {
    process.off('exit', remove)
    remove()
  }
}

/**
 * Writes a file that only this user may read: beside its place, until it is whole and on the disk, and under its
 * name then. One that is there already is refused.
 */
export async function writeWhole(
  file: string,
  write: (part: string) => Promise<void>,
): Promise<void> {
  if (existsSync(file)) {
    const zh = `文件已存在：${file}；请换一个文件名。`
    throw new SettingsRefused(bothLanguages({ zh, en: `"${file}" exists; name another file.` }))
  }
  const part = `${file}.${process.pid}.part`
  const created = await open(part, 'wx', 0o600).catch((error: Error) => {
    const zh = `无法写入 ${dirname(file)}。`
    const en = `Nothing can be written to "${dirname(file)}" (${error.message}).`
    throw new SettingsRefused(bothLanguages({ zh, en }))
  })
  await created.close()
  await withTemporary(part, async () => {
    await write(part)
    await secure(part)
    await rename(part, file)
    await secure(dirname(file), { deep: false })
  })
}
