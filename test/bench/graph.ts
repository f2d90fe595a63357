import { InvalidArgumentError } from 'commander'
import { agree } from './agreement.ts'
import { buildCity, type City, serverSettings, withClient } from './city.ts'
import { asJson, asTable, type Figure, machine } from './report.ts'
import { compare, type Length, startGenerator } from './rounds.ts'
import { poolSize, startVariants } from './variants.ts'
import { readWorkloads, type Workload } from './workloads.ts'

/** What may be asked of a comparison: one workload alone, for how long, and how often. */
export interface Options {
  readonly json?: true
  readonly seconds: number
  readonly rounds: number
  readonly only?: Workload['name']
}

/** Reads a number over 0 from the command line. */
export function positive(text: string): number {
  const value = Number(text)
  if (value > 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('It should be a number over 0.')
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

/** Measures the gateway against a bare floor and PostGraphile on the same tables. */
export async function benchGraph({ json, only, ...length }: Options): Promise<void> {
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
