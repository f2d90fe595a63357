import { createServer } from 'node:http'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { jsonPgSmartTags } from 'postgraphile/utils'
import { gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import './meter.ts'
import { smartTags } from './smartTags.ts'

/*
 * PostGraphile over the same tables, as it comes: nobody is authenticated, everything may be read,
 * statements are prepared and kept.
 */
const catalogue = await gatherCatalogue()
const service = makePgService({
  connectionString: process.env.DATABASE_URL ?? '',
  schemas: ['shared', ...new Set(catalogue.shelves.map(({ schema }) => schema))],
  poolConfig: { max: Number(process.env.DATABASE_POOL) },
  pubsub: false,
})
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [jsonPgSmartTags(smartTags(catalogue))],
  pgServices: [service],
  grafserv: { graphiql: false, websockets: false, watch: false },
})
const server = createServer()
await instance.createServ(grafserv).addTo(server)
await instance.getSchema()
server.listen(Number(process.env.PORT), '127.0.0.1')
