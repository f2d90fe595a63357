import { readdir } from 'node:fs/promises'
import type { Constructor, MigrationObject } from '@mikro-orm/core'
import type { Migration } from '@mikro-orm/migrations'
import type { MikroORM } from '@mikro-orm/postgresql'
import { SettingsRefused } from '../ground/settings.ts'

/** Where the changes to the database stand, one file each. */
export const migrationsFolder = new URL('../../migrations/', import.meta.url)

async function knownNames(): Promise<string[]> {
  const files = (await readdir(migrationsFolder)).filter((file) => file.endsWith('.ts'))
  return files.map((file) => file.replace(/\.ts$/, '')).sort()
}

/** Reads `migrations/`, in the order of the files' names. */
export async function readMigrations(): Promise<MigrationObject[]> {
  return Promise.all(
    (await knownNames()).map(async (name) => {
      const module: Record<string, Constructor<Migration>> = await import(
        new URL(`${name}.ts`, migrationsFolder).href
      )
      const [migration] = Object.values(module)
      if (!migration) throw new Error(`migrations/${name}.ts exports no migration`)
      return { name, class: migration }
    }),
  )
}

/** The last of the executed changes that this code does not know: a newer gateway made it. */
export async function newerThanThis(executed: readonly { readonly name: string }[]) {
  const known = await knownNames()
  return executed.filter(({ name }) => !known.includes(name)).at(-1)?.name
}

/** Brings the database to this code's version; refuses one that a newer gateway has changed. */
export async function migrate(orm: MikroORM): Promise<void> {
  const newer = await newerThanThis(await orm.migrator.getExecuted())
  if (newer) {
    throw new SettingsRefused(
      `数据库的版本比本程序新，未作任何改动。 The database is of a newer version than this gateway ` +
        `(it has the migration "${newer}"); nothing in it was touched. Run the newer gateway, ` +
        'or point DATABASE_URL or DATA_DIR elsewhere.',
    )
  }
  await orm.migrator.up()
}
