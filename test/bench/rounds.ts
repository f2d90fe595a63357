import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Outcome, Round } from './load.ts'
import { type Figure, median } from './report.ts'
import type { Variant } from './variants.ts'
import type { Workload } from './workloads.ts'

/** How long to measure: seconds of one round, and rounds. */
export interface Length {
  readonly seconds: number
  readonly rounds: number
}

/** The process that sends requests and times their answers. */
export interface Generator {
  readonly run: (round: Round) => Promise<Outcome>
  readonly stop: () => void
}

/** Starts the generator of load, in a process of its own as every variant is. */
export function startGenerator(): Generator {
  const child = fork(new URL('./load.ts', import.meta.url), { execArgv: ['--import', 'tsx'] })
  const ended = once(child, 'exit').then(() => {
    throw new Error('The generator of load has ended')
  })
  ended.catch(() => undefined)
  return {
    run: async (round) => {
      const answer = once(child, 'message')
      child.send(round)
      const [outcome] = (await Promise.race([answer, ended])) as [Outcome]
      return outcome
    },
    stop: () => child.disconnect(),
  }
}

interface Measured extends Outcome {
  readonly cpuMs: number
}

async function measure(
  generator: Generator,
  variant: Variant,
  workload: Workload,
  seconds: number,
): Promise<Measured> {
  const { url } = variant
  const { connections } = workload
  const requests = variant.requests(workload)
  const before = await variant.cpuMs()
  const outcome = await generator.run({ url, connections, seconds, requests })
  const cpuMs = ((await variant.cpuMs()) - before) / outcome.requests
  if (outcome.failures > 0 || outcome.requests === 0) {
    throw new Error(
      `${variant.name} failed in "${workload.name}": ${outcome.failures} of ` +
        `${outcome.requests} answers were not answers`,
    )
  }
  return { ...outcome, cpuMs }
}

/** Warms every variant, then measures them in turn, round by round, so that all meet the same weather. */
export async function compare(
  generator: Generator,
  variants: readonly Variant[],
  workload: Workload,
  { seconds, rounds }: Length,
  tell: (what: string) => void,
): Promise<Figure[]> {
  const measured = new Map<Variant, Measured[]>(variants.map((variant) => [variant, []]))
  for (const [variant] of measured) {
    tell(`${workload.name}: warming up ${variant.name}`)
    await measure(generator, variant, workload, 2 * seconds)
  }
  for (let round = 1; round <= rounds; round += 1) {
    for (const [variant, outcomes] of measured) {
      tell(`${workload.name}: round ${round} of ${rounds}, ${variant.name}`)
      outcomes.push(await measure(generator, variant, workload, seconds))
    }
  }
  return [...measured].map(([variant, outcomes]) => ({
    workload: workload.name,
    variant: variant.name,
    rps: median(outcomes.map(({ rps }) => rps)),
    p50: median(outcomes.map(({ p50 }) => p50)),
    p99: median(outcomes.map(({ p99 }) => p99)),
    cpuMs: median(outcomes.map(({ cpuMs }) => cpuMs)),
  }))
}
