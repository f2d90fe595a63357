import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SettingsRefused } from '../ground/settings.ts'

const marker = 'gateway.json'
const ours = { product: 'tongren-data-gateway', format: 1 }

/** A directory that is the gateway's own: what it keeps there, and how to let go of it. */
export interface DataDirectory {
  readonly database: string
  readonly release: () => Promise<void>
}

function refused(directory: string, why: string): SettingsRefused {
  return new SettingsRefused(
    `DATA_DIR 指向的目录不能使用。 DATA_DIR is "${directory}", ${why}; nothing in it was touched.`,
  )
}

async function readMarker(directory: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(directory, marker), 'utf8'))
  } catch {
    return undefined
  }
}

/** Makes an empty or missing directory ours; refuses one that holds anything else. */
export async function claimDataDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const files = await readdir(directory)
    if (files.length === 0) {
      await writeFile(join(directory, marker), `${JSON.stringify(ours)}\n`)
      return
    }
  } catch (error) {
    throw refused(directory, `which cannot be used as a directory (${(error as Error).message})`)
  }
  const found = await readMarker(directory)
  if (JSON.stringify(found) !== JSON.stringify(ours)) {
    throw refused(directory, 'which is not a data directory of this gateway')
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Takes the directory for this process alone: the embedded database has one user at a time. */
export async function openDataDirectory(directory: string): Promise<DataDirectory> {
  await claimDataDirectory(directory)
  const lock = join(directory, 'gateway.lock')
  const holder = Number(await readFile(lock, 'utf8').catch(() => ''))
  if (holder && holder !== process.pid && isRunning(holder)) {
    throw refused(directory, `which the gateway with process id ${holder} is using`)
  }
  await rm(lock, { force: true })
  const file = await open(lock, 'wx').catch(() => {
    throw refused(directory, 'which another gateway has just taken')
  })
  await file.writeFile(String(process.pid))
  await file.close()
  return {
    database: join(directory, 'postgres'),
    release: () => rm(lock, { force: true }),
  }
}
