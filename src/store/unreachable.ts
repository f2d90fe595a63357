import { SettingsRefused } from '../ground/settings.ts'

/** Says which database does not answer, and never with what password it was asked. */
export function unreachable(url: string, why: string): SettingsRefused {
  const { hostname, port, pathname } = new URL(url)
  return new SettingsRefused(
    `连接不上 DATABASE_URL 所指的数据库。 DATABASE_URL names the database "${pathname.slice(1)}" on ` +
      `${hostname}:${port || 5432}, which cannot be reached (${why}). Start it, or unset DATABASE_URL ` +
      'to use the embedded database.',
  )
}
