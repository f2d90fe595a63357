import { Command, Option } from 'commander'
import { benchGraph, type Options, positive } from './graph.ts'
import { benchIndicators } from './indicators.ts'
import { benchPublish } from './publish.ts'
import { benchMemory } from './soak.ts'

const program = new Command('bench').description('Measures the gateway against its peers.')

program
  .command('graph', { isDefault: true })
  .description('Queries, against a bare floor and PostGraphile on the same tables.')
  .option('--json', 'one figure a line on standard output, and nothing else there')
  .option('--seconds <number>', 'how long one round of one variant lasts', positive, 3)
  .option('--rounds <number>', 'measured rounds; medians over them are reported', positive, 5)
  .addOption(
    new Option('--only <workload>', 'this workload alone').choices(['wide', 'small', 'tiny']),
  )
  .action((options: Options) => benchGraph(options))

program
  .command('publish')
  .description('A million rows through the gateway, against a raw COPY of the same file.')
  .option('--rows <number>', 'how many rows', positive, 1_000_000)
  .option('--rounds <number>', 'measured rounds; medians over them are reported', positive, 3)
  .action((options: { rows: number; rounds: number }) => benchPublish(options))

program
  .command('indicators')
  .description('Figures and the assessment on the whole city, against SQL written by hand.')
  .option('--rounds <number>', 'measured rounds; medians over them are reported', positive, 5)
  .option('--city <url>', 'a database that holds the whole city already, instead of one made anew')
  .action((options: { rounds: number; city?: string }) => benchIndicators(options))

program
  .command('memory')
  .description('What the process holds over a long mix of requests, few of them twice the same.')
  .option('--requests <number>', 'how many requests', positive, 200_000)
  .action((options: { requests: number }) => benchMemory(options))

process.once('SIGINT', () => process.exit(130))
await program.parseAsync()
