import pg from 'pg'
import { unreachable } from './unreachable.ts'

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
    throw unreachable(databaseUrl, (error as Error).message)
  }
  try {
    return await work(async (sql) => (await client.query(sql)).rows)
  } finally {
    await client.end()
  }
}
