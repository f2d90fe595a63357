import { cpus } from 'node:os'
import gatewayPackage from '../../package.json' with { type: 'json' }
import type { Variant } from './variants.ts'
import type { Workload } from './workloads.ts'

/** What one variant made of one workload: medians over the rounds; times are in milliseconds. */
export interface Figure {
  readonly workload: Workload['name']
  readonly variant: Variant['name']
  readonly rps: number
  readonly p50: number
  readonly p99: number
  readonly cpuMs: number
}

/** The middle value; of an even number, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length / 2
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

/** One figure as a line of JSON. */
export function asJson({ workload, variant, rps, p50, p99, cpuMs }: Figure): string {
  return JSON.stringify({
    workload,
    variant,
    rps: rounded(rps),
    p50: rounded(p50),
    p99: rounded(p99),
    cpuMs: rounded(cpuMs),
  })
}

const columns = [
  ['workload', 8],
  ['variant', 13],
  ['requests/s', 11],
  ['of floor', 9],
  ['of PostGraphile', 16],
  ['p50 ms', 9],
  ['p99 ms', 9],
  ['CPU ms/request', 15],
] as const

function line(cells: readonly string[]): string {
  return cells
    .map((cell, index) => {
      const [, width] = columns[index]!
      return index < 2 ? cell.padEnd(width) : cell.padStart(width)
    })
    .join(' ')
}

/** The figures as a table, each beside the floor and PostGraphile of the same run. */
export function asTable(figures: readonly Figure[]): string {
  const rpsOf = (variant: Variant['name'], workload: string) =>
    figures.find((one) => one.variant === variant && one.workload === workload)?.rps ?? Number.NaN
  const rows = figures.map(({ workload, variant, rps, p50, p99, cpuMs }) =>
    line([
      workload,
      variant,
      rps.toFixed(rps < 100 ? 1 : 0),
      (rps / rpsOf('floor', workload)).toFixed(2),
      (rps / rpsOf('postgraphile', workload)).toFixed(2),
      p50.toFixed(1),
      p99.toFixed(1),
      cpuMs.toFixed(2),
    ]),
  )
  return [line(columns.map(([title]) => title)), ...rows].join('\n')
}

/** The machine and the versions of what ran on it, in one line. */
export function machine(postgres: string): string {
  const processors = cpus()
  const { dependencies, devDependencies } = gatewayPackage
  return [
    `${processors.length} × ${processors[0]?.model.trim() ?? 'an unknown processor'}`,
    `Node.js ${process.versions.node}`,
    `PostgreSQL ${postgres}`,
    `PostGraphile ${devDependencies.postgraphile}`,
    `pg ${dependencies.pg}`,
    `autocannon ${devDependencies.autocannon}`,
  ].join(', ')
}
