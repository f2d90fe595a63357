import { Command, InvalidArgumentError, Option } from 'commander'
import { agree } from './agreement.ts'
import { buildCity, type City, serverSettings, withClient } from './city.ts'
import { asJson, asTable, type Figure, machine } from './report.ts'
import { compare, type Length, startGenerator } from './rounds.ts'
import { poolSize, startVariants } from './variants.ts'
import { readWorkloads, type Workload } from './workloads.ts'

interface Options {
  readonly json?: true
  readonly seconds: number
  readonly rounds: number
  readonly only?: Workload['name']
}

function positive(text: string): number {
  const value = Number(text)
  if (value > 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('It should be a number over 0.')
}

function readOptions(): Options {
  return new Command('bench')
    .description('Measures the gateway against a bare floor and PostGraphile on the same tables.')
    .option('--json', 'one figure a line on standard output, and nothing else there')
    .option('--seconds <number>', 'how long one round of one variant lasts', positive, 3)
    .option('--rounds <number>', 'measured rounds; medians over them are reported', positive, 5)
    .addOption(
      new Option('--only <workload>', 'this workload alone').choices(['wide', 'small', 'tiny']),
    )
    .parse()
    .opts<Options>()
}

function tell(what: string): void {
  process.stderr.write(`${what}\n`)
}

async function measureAll(
  { url, catalogue }: City,
  only: Workload['name'] | undefined,
  length: Length,
  report: (figures: readonly Figure[]) => void,
): Promise<void> {
  const workloads = (await withClient(url, (client) => readWorkloads(catalogue, client))).filter(
    ({ name }) => only === undefined || name === only,
  )
  tell('Starting the floor, PostGraphile and the gateway')
  const { variants, stop } = await startVariants(url, workloads)
  const generator = startGenerator()
  try {
    for (const workload of workloads) {
      const { answers, leaves } = await agree(variants, workload)
      const { connections, caller } = workload
      tell(
        `${workload.name}: all variants agree on ${answers} answers of up to ${leaves} values; ` +
          `${connections} connections, asked by a ${caller.role} of ${caller.department}`,
      )
      report(await compare(generator, variants, workload, length, tell))
    }
  } finally {
    generator.stop()
    await stop()
  }
}

async function bench(): Promise<void> {
  const { json, only, ...length } = readOptions()
  const city = await buildCity()
  try {
    const figures: Figure[] = []
    await measureAll(city, only, length, (some) => {
      figures.push(...some)
      if (json) for (const figure of some) console.log(asJson(figure))
    })
    if (json) return
    const version = await withClient(city.url, async (client) => {
      const { rows } = await client.query<{ server_version: string }>('show server_version')
      return rows[0]?.server_version.split(' ')[0] ?? ''
    })
    const settings = Object.entries(serverSettings).map(([name, value]) => `${name} ${value}`)
    console.log(`\n${asTable(figures)}\n`)
    console.log(
      `Medians of ${length.rounds} rounds of ${length.seconds} s, variants in turn; ` +
        `${poolSize} connections to PostgreSQL each (${settings.join(', ')}).\n${machine(version)}`,
    )
  } finally {
    await city.stop()
  }
}

process.once('SIGINT', () => process.exit(130))
await bench()
