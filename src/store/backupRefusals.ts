import { bothLanguages } from '../ground/refusal.ts'
import { SettingsRefused } from '../ground/settings.ts'

/** A backup or a restore that cannot be: why, and what to do, in both languages. */
export function cannot(zh: string, en: string): SettingsRefused {
  return new SettingsRefused(bothLanguages({ zh, en }))
}

/** There is nothing of a gateway's to back up. */
export function holdsNothing(place: string): SettingsRefused {
  return cannot(
    `${place} 里没有网关的数据，无可备份；请检查 DATA_DIR 和 DATABASE_URL。`,
    `${place} holds nothing of a gateway to back up; look at DATA_DIR and DATABASE_URL.`,
  )
}

/** A backup would take the place of other data. */
export function holdsData(place: string): SettingsRefused {
  return cannot(
    `${place} 里已有数据，未作改动；确要以备份取代，请加 --replace。`,
    `${place} holds data, which was not touched; add --replace to put the backup in its place.`,
  )
}

/** The file is no backup of this kind of database, or a part of one. */
export function notWhole(file: string, error?: Error): SettingsRefused {
  const why = error ? ` (${error.message})` : ''
  return cannot(
    `${file} 不是这种数据库的完整备份，未作任何改动。`,
    `"${file}" is no whole backup of this kind of database${why}; nothing was changed.`,
  )
}

/** A newer gateway made the backup. */
export function isNewer(file: string, migration: string): SettingsRefused {
  return cannot(
    `${file} 出自更新版本的网关，未作任何改动；请用更新的网关恢复。`,
    `"${file}" is of a newer version than this gateway (it has the migration "${migration}"); nothing was ` +
      'changed. Restore it with the newer gateway.',
  )
}

/** Somebody works on the database that is to be replaced. */
export function isInUse(connections: number): SettingsRefused {
  return cannot(
    `数据库正被使用(${connections} 个连接)，未作改动；请先停下所有网关。`,
    `The database is in use over ${connections} connections; nothing was changed. Stop every gateway that ` +
      'works on it, and restore then.',
  )
}

/** One of PostgreSQL's programs gave up, and said why. */
export function failed({ message }: Error): SettingsRefused {
  return cannot(
    `未能完成，未作任何改动：${message}。`,
    `It did not succeed, and nothing was changed: ${message}`,
  )
}
