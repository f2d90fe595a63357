import { createServer } from 'node:http'
import pg from 'pg'
import './meter.ts'

/*
 * The floor: what Node.js and `pg` can do at all. No GraphQL, no caller, no check of anything: the path
 * names the statement and its binds, and the text that PostgreSQL has made of the rows is passed on.
 */
const statements = new Map<string | undefined, string>(
  Object.entries(JSON.parse(process.env.STATEMENTS ?? '{}') as Record<string, string>),
)
const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL),
})

const server = createServer(async (request, response) => {
  const [, name, ...binds] = (request.url ?? '/').split('/')
  const statement = statements.get(name)
  if (!statement) {
    response.writeHead(404).end()
    return
  }
  try {
    const { rows } = await pool.query<{ body: string }>(statement, binds)
    const body = Buffer.from(rows[0]?.body ?? '')
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
    })
    response.end(body)
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
})
server.listen(Number(process.env.PORT), '127.0.0.1')
