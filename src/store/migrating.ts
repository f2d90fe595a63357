import { readdir } from 'node:fs/promises'
import type { Constructor, MigrationObject } from '@mikro-orm/core'
import type { Migration } from '@mikro-orm/migrations'
import type { MikroORM } from '@mikro-orm/postgresql'
import { SettingsRefused } from '../ground/settings.ts'

/** Where the changes to the database stand, one file each. */
export const migrationsFolder = new URL('../../migrations/', import.meta.url)

/** Reads `migrations/`, in the order of the files' names. */
export async function readMigrations(): Promise<MigrationObject[]> {
  const files = (await readdir(migrationsFolder)).filter((file) => file.endsWith('.ts')).sort()
  return Promise.all(
    files.map(async (file) => {
      const module: Record<string, Constructor<Migration>> = await import(
        new URL(file, migrationsFolder).href
      )
      const [migration] = Object.values(module)
      if (!migration) throw new Error(`migrations/${file} exports no migration`)
      return { name: file.replace(/\.ts$/, ''), class: migration }
    }),
  )
}

/** Brings the database to this code's version; refuses one that a newer gateway has changed. */
export async function migrate(orm: MikroORM, known: readonly MigrationObject[]): Promise<void> {
  const names = new Set(known.map(({ name }) => name))
  const executed = await orm.migrator.getExecuted()
  const newer = executed.filter(({ name }) => !names.has(name)).at(-1)
  if (newer) {
    throw new SettingsRefused(
      `数据库的版本比本程序新，未作任何改动。 The database is of a newer version than this gateway ` +
        `(it has the migration "${newer.name}"); nothing in it was touched. Run the newer gateway, ` +
        'or point DATABASE_URL or DATA_DIR elsewhere.',
    )
  }
  await orm.migrator.up()
}
