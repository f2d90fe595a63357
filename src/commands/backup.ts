import { stat } from 'node:fs/promises'
import { Command } from 'commander'
import { bothLanguages } from '../ground/refusal.ts'
import { readSettings, SettingsRefused } from '../ground/settings.ts'
import { backupEmbedded } from '../store/embeddedBackup.ts'
import { backupServer } from '../store/serverBackup.ts'
import { pathOf } from './pathOf.ts'

const command = new Command('backup')
  .description(
    '备份。 Writes the database, the embedded one or that of DATABASE_URL, to a file: all of one state, also ' +
      'while the gateway works.',
  )
  .argument('<file>', 'where to; it must not exist')

// Ending in order takes half-written files along.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

try {
  const [given = ''] = command.parse().args
  const file = pathOf(given)
  const { databaseUrl, dataDir } = readSettings(process.env)
  await (databaseUrl ? backupServer(databaseUrl, file) : backupEmbedded(dataDir, file))
  const megabytes = ((await stat(file)).size / 1e6).toFixed(1)
  const zh = `已备份：${file}，${megabytes} MB。`
  console.log(bothLanguages({ zh, en: `Backed up to ${file}, ${megabytes} MB.` }))
} catch (error) {
  if (!(error instanceof SettingsRefused)) throw error
  command.error(error.message)
}
