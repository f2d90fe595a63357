import { open } from 'node:fs/promises'
import { Command } from 'commander'
import { bothLanguages } from '../ground/refusal.ts'
import { readSettings, SettingsRefused } from '../ground/settings.ts'
import { restoreEmbedded } from '../store/embeddedBackup.ts'
import { restoreServer } from '../store/serverBackup.ts'
import { pathOf } from './pathOf.ts'

const command = new Command('restore')
  .description(
    '恢复。 Puts a backup in the place of the database, the embedded one or that of DATABASE_URL: wholly or not ' +
      'at all, while no gateway works on it.',
  )
  .argument('<file>', 'what npm run backup has written')
  .option('--replace', 'also where there is data, which is gone then')

// Ending in order takes half-written files along.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

async function isReadable(file: string): Promise<boolean> {
  const found = await open(file, 'r').catch(() => undefined)
  await found?.close()
  return found !== undefined
}

try {
  const [given = ''] = command.parse().args
  const { replace = false } = command.opts<{ replace?: true }>()
  const file = pathOf(given)
  if (!(await isReadable(file))) {
    command.error(
      bothLanguages({ zh: `没有这个文件：${file}。`, en: `There is no file "${file}".` }),
    )
  }
  const { databaseUrl, dataDir } = readSettings(process.env)
  await (databaseUrl
    ? restoreServer(databaseUrl, file, replace)
    : restoreEmbedded(dataDir, file, replace))
  const zh = `已恢复：${file}。启动网关即可使用。`
  console.log(bothLanguages({ zh, en: `Restored from ${file}; start the gateway.` }))
} catch (error) {
  if (!(error instanceof SettingsRefused)) throw error
  command.error(error.message)
}
