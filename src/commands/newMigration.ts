import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { readSettings } from '../ground/settings.ts'
import { openDatabase } from '../store/database.ts'
import { migrationsFolder } from '../store/migrating.ts'
import { declared } from './declared.ts'

// Writes the next file of migrations/: what the declarations ask for and the earlier files do not give, as
// `npm run lint` would have it.
const [name] = process.argv.slice(2)
if (!name || !/^[a-z][a-z0-9-]*$/.test(name)) {
  console.error('Name the change: npm run migration -- six-departments')
  process.exit(2)
}
const directory = await mkdtemp(join(tmpdir(), 'gateway-migration-'))
const settings = readSettings({ DATA_DIR: join(directory, 'data') })
const database = await openDatabase(await declared(), settings)
const { fileName } = await database.orm.migrator.create(
  migrationsFolder.pathname,
  false,
  false,
  name,
)
if (fileName) {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const biome = join(root, 'node_modules/.bin/biome')
  await promisify(execFile)(biome, ['check', '--write', `migrations/${fileName}`], { cwd: root })
}
console.log(fileName ? `migrations/${fileName}` : 'The declarations ask for no change.')
await database.close()
await rm(directory, { recursive: true })
