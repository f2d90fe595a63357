import cliProgress from 'cli-progress'
import { Command, InvalidArgumentError, Option } from 'commander'
import { sql } from 'kysely'
import { type Catalogue, gatherCatalogue } from '../catalogue/catalogue.ts'
import { isEmpty, seed } from '../demo/fill.ts'
import { publishCity } from '../demo/publishCity.ts'
import { askingOf, realDataIn } from '../demo/realData.ts'
import { type CityOptions, syntheticCity } from '../demo/syntheticCity.ts'
import { readSettings, SettingsRefused } from '../ground/settings.ts'
import { openPublishing } from '../publishing/delivering/openPublishing.ts'
import { cityPublisher } from '../sharing/demoIssuer.ts'
import { type Database, openDatabase } from '../store/database.ts'

interface Options {
  readonly scale: 'sample' | 'full'
  readonly villages: number
}

function villages(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value <= 250) return value
  throw new InvalidArgumentError('It should be a whole number from 0 to 250.')
}

const command = new Command('city')
  .description(
    '模拟城市。 Publishes the synthetic city into the PostgreSQL server that DATABASE_URL names; ' +
      'begun again, it goes on where it stopped.',
  )
  .addOption(
    new Option('--scale <scale>', 'the whole city, or some villages of it')
      .choices(['sample', 'full'])
      .default('full'),
  )
  .option(
    '--villages <number>',
    'how many villages of a sample have their households',
    villages,
    80,
  )

/** Says of an empty database that the city is its; refuses one with data that is not synthetic. */
async function claimForCity(catalogue: Catalogue, database: Database): Promise<void> {
  if (await isEmpty(database)) {
    await sql`insert into shared.holding values (${cityPublisher}, ${seed}, now())`.execute(
      database.client,
    )
  }
  const real = await realDataIn(catalogue, askingOf(database.reader))
  if (!real) return
  throw new SettingsRefused(
    `DATABASE_URL 所指的数据库不能装入模拟城市：${real.zh}。 The synthetic city does not go into the ` +
      `database that DATABASE_URL names: ${real.en}. Name an empty one.`,
  )
}

async function publish({ scale, villages: sampledVillages }: Options): Promise<void> {
  const settings = readSettings(process.env)
  if (!settings.databaseUrl) {
    command.error(
      '整个城市需要 PostgreSQL 服务器；请设置 DATABASE_URL。 The city is published into a PostgreSQL ' +
        'server; set DATABASE_URL. (The embedded database fills itself when the gateway starts.)',
    )
  }
  if (settings.production) command.error('With NODE_ENV=production no synthetic data is stored.')
  const catalogue = await gatherCatalogue()
  const database = await openDatabase(catalogue, settings)
  const publishing = openPublishing(database, settings.personKeySecret)
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage}% of about {total} rows, {duration_formatted}; {what}',
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 10_000,
    hideCursor: true,
    // The rows of each sheet are told of once it is stored.
    etaBuffer: 50,
  })
  try {
    // Persons are delivered by their identity numbers, which no department hashes itself.
    const options: CityOptions = { seed, sampledVillages, scale, personKey: (idNumber) => idNumber }
    const sheets = syntheticCity(catalogue, options)
    const about = sheets.reduce((sum, sheet) => sum + sheet.about, 0)
    const name = `city/${seed}/${scale}${scale === 'sample' ? `/${sampledVillages}` : ''}`
    await claimForCity(catalogue, database)
    bar.start(about, 0, { what: 'laying out' })
    const stored: [string, number, number][] = []
    await publishCity(catalogue, database, publishing, sheets, name, {
      written: (rows) => bar.increment(rows),
      stored: (what, rows, seconds) => {
        stored.push([what, rows, seconds])
        bar.update({ what })
      },
    })
    bar.stop()
    await database.transaction((transaction) => transaction.run(sql`analyze`))
    const rows = stored.reduce((sum, [, count]) => sum + count, 0)
    for (const [what, count] of stored)
      console.log(`${what.padEnd(44)} ${String(count).padStart(10)}`)
    console.log(`${'all'.padEnd(44)} ${String(rows).padStart(10)}`)
  } finally {
    bar.stop()
    await publishing.close()
    await database.close()
  }
}

try {
  await publish(command.parse().opts<Options>())
} catch (error) {
  if (!(error instanceof SettingsRefused)) throw error
  command.error(error.message)
}
