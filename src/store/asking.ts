import pg from 'pg'
import { SettingsRefused } from '../ground/settings.ts'

const patienceMs = 5_000

/** Asks a server a few statements over one connection, and leaves the database as it is. */
export async function asking<T>(
  databaseUrl: string,
  work: (ask: <Row>(sql: string) => Promise<Row[]>) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: patienceMs,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new SettingsRefused(
      `连接不上 DATABASE_URL 所指的数据库。 The database that DATABASE_URL names cannot be reached (${(error as { code?: string }).code}).`,
    )
  }
  try {
    return await work(async (sql) => (await client.query(sql)).rows)
  } finally {
    await client.end()
  }
}
