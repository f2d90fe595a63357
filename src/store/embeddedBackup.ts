import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { create, extract } from 'tar'
import { cannot, holdsData, holdsNothing, isNewer, notWhole } from './backupRefusals.ts'
import { holderOf, isMarked, marker, openDataDirectory } from './dataDirectory.ts'
import { newerThanThis } from './migrating.ts'
import { askForCopy, copyFiles } from './operatorSocket.ts'
import { withTemporary, writeWhole } from './wholeFile.ts'

const folder = 'postgres'

function isDatabase(directory: string): boolean {
  return existsSync(join(directory, 'PG_VERSION'))
}

/** Copies the database in one state: by the gateway that has it open, or from its files where none has. */
async function copyDatabase(dataDir: string, to: string): Promise<void> {
  const holder = await holderOf(dataDir)
  if (holder) {
    await askForCopy(holder.sockets, to).catch((error: Error) => {
      throw cannot(
        `正在运行的网关(进程 ${holder.pid})未能交出副本；请稍后再试。`,
        `The gateway with process id ${holder.pid} gave no copy (${error.message}); try again.`,
      )
    })
    return
  }
  const directory = await openDataDirectory(dataDir)
  try {
    if (isDatabase(directory.database)) await copyFiles(directory.database, to)
  } finally {
    await directory.release()
  }
}

/** Writes the embedded database to a file: a compressed archive of a copy of one state, under load or at rest. */
export async function backupEmbedded(dataDir: string, file: string): Promise<void> {
  if (!(await isMarked(dataDir))) throw holdsNothing(`DATA_DIR "${dataDir}"`)
  await writeWhole(file, async (part) => {
    const copy = await mkdtemp(join(dirname(file), '.backup-'))
    await withTemporary(copy, async () => {
      await copyDatabase(dataDir, join(copy, folder))
      if (!isDatabase(join(copy, folder))) throw holdsNothing(`DATA_DIR "${dataDir}"`)
      await copyFile(join(dataDir, marker), join(copy, marker))
      await create({ file: part, cwd: copy, gzip: { level: 1 }, portable: true }, [marker, folder])
    })
  })
}

/** Unpacks a backup; answers where its database is. */
async function unpack(file: string, to: string): Promise<string> {
  await mkdir(to, { mode: 0o700 })
  await extract({ file, cwd: to, strict: true, preservePaths: false }).catch((error: Error) => {
    throw notWhole(file, error)
  })
  const database = join(to, folder)
  if (!(await isMarked(to)) || !isDatabase(database)) throw notWhole(file)
  return database
}

/** Opens a database that was unpacked, as a start does after a kill, and refuses one that is newer than we are. */
async function tryOut(database: string, file: string): Promise<void> {
  const opened = await PGlite.create(database).catch((error: Error) => {
    throw notWhole(file, error)
  })
  const executed = await opened
    .query<{ name: string }>('select name from mikro_orm_migrations order by id')
    .catch((error: Error) => {
      throw notWhole(file, error)
    })
    .finally(() => opened.close())
  const newer = await newerThanThis(executed.rows)
  if (newer) throw isNewer(file, newer)
}

/** Puts a backup in the place of the embedded database, wholly or not at all. */
export async function restoreEmbedded(
  dataDir: string,
  file: string,
  replace: boolean,
): Promise<void> {
  const directory = await openDataDirectory(dataDir)
  try {
    if (isDatabase(directory.database) && !replace) throw holdsData(`DATA_DIR "${dataDir}"`)
    await withTemporary(directory.coming, async () => {
      const database = await unpack(file, directory.coming)
      await tryOut(database, file)
      await directory.replace(database)
    })
  } finally {
    await directory.release()
  }
}
