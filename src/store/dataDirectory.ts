import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SettingsRefused } from '../ground/settings.ts'
import { secure } from './wholeFile.ts'

/** The file by which a directory, or a copy of one, is known to be the gateway's. */
export const marker = 'gateway.json'
const ours = { product: 'tongren-data-gateway', format: 1 }
const lockFile = 'gateway.lock'

/** A directory that is the gateway's own, taken by this process: what it keeps there, and how to let go of it. */
export interface DataDirectory {
  readonly database: string
  /** A directory for sockets that only this user reaches; a path in the data directory may be too long for one. */
  readonly sockets: string
  /** Where another database is made ready. */
  readonly coming: string
  /** Lets the one that is ready take the place of the one that was there: at every moment one of them is whole. */
  readonly replace: (ready: string) => Promise<void>
  readonly release: () => Promise<void>
}

function refused(directory: string, why: string): SettingsRefused {
  return new SettingsRefused(
    `DATA_DIR 指向的目录不能使用。 DATA_DIR is "${directory}", ${why}; nothing in it was touched.`,
  )
}

/** Whether a directory bears the gateway's mark. */
export async function isMarked(directory: string): Promise<boolean> {
  try {
    const found = JSON.parse(await readFile(join(directory, marker), 'utf8'))
    return JSON.stringify(found) === JSON.stringify(ours)
  } catch {
    return false
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
  if (!(await isMarked(directory))) {
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

/** The process that has a data directory, and where its sockets are. */
export interface Holder {
  readonly pid: number
  readonly sockets: string
}

/** Who has a data directory now, if anybody. */
export async function holderOf(directory: string): Promise<Holder | undefined> {
  const text = await readFile(join(directory, lockFile), 'utf8').catch(() => '')
  const [pid = '', sockets = ''] = text.split('\n')
  return Number(pid) && isRunning(Number(pid)) ? { pid: Number(pid), sockets } : undefined
}

/** Where databases stand in a data directory: the one in use, one on its way in, one on its way out. */
function placesIn(directory: string) {
  const database = join(directory, 'postgres')
  return { database, coming: `${database}.coming`, going: `${database}.going` }
}

type Places = ReturnType<typeof placesIn>

/** Ends what a process that was killed had begun: a database that had to go for none that came is put back. */
async function settle({ database, coming, going }: Places): Promise<void> {
  if (!existsSync(database) && existsSync(going)) await rename(going, database)
  for (const left of [coming, going]) await rm(left, { recursive: true, force: true })
}

async function takeLock(directory: string, sockets: string): Promise<void> {
  const lock = join(directory, lockFile)
  await rm(lock, { force: true })
  const file = await open(lock, 'wx').catch(() => {
    throw refused(directory, 'which another gateway has just taken')
  })
  await file.writeFile(`${process.pid}\n${sockets}\n`)
  await file.close()
}

/** Takes the directory for this process alone: the embedded database has one user at a time. */
export async function openDataDirectory(directory: string): Promise<DataDirectory> {
  await claimDataDirectory(directory)
  const holder = await holderOf(directory)
  if (holder && holder.pid !== process.pid) {
    throw refused(directory, `which the gateway with process id ${holder.pid} is using`)
  }
  const sockets = await mkdtemp(join(tmpdir(), 'gateway-'))
  const places = placesIn(directory)
  await takeLock(directory, sockets)
  await settle(places)
  return {
    database: places.database,
    coming: places.coming,
    sockets,
    replace: async (ready) => {
      await secure(ready)
      if (existsSync(places.database)) await rename(places.database, places.going)
      await rename(ready, places.database)
      await secure(directory, { deep: false })
      await settle(places)
    },
    release: async () => {
      await rm(sockets, { recursive: true, force: true })
      await rm(join(directory, lockFile), { force: true })
    },
  }
}
