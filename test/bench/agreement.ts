import { isDeepStrictEqual } from 'node:util'
import { ask, type Variant } from './variants.ts'
import type { Workload } from './workloads.ts'

/** What was compared: how many answers, and how many values the largest of them holds. */
export interface Agreement {
  readonly answers: number
  readonly leaves: number
}

function leavesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce((sum: number, inner) => sum + leavesOf(inner), 0)
}

/** Puts every request of a workload once to every variant; throws unless all answer the same data. */
export async function agree(variants: readonly Variant[], workload: Workload): Promise<Agreement> {
  const [first, ...others] = variants.map((variant) => ({
    variant,
    requests: variant.requests(workload),
  }))
  if (!first) throw new Error('There is no variant to compare')
  let leaves = 0
  for (const [index, variables] of workload.variables.entries()) {
    const read = async ({ variant, requests }: typeof first) =>
      variant.read(workload, await ask(variant, requests[index]!))
    const expected = await read(first)
    for (const other of others) {
      if (isDeepStrictEqual(await read(other), expected)) continue
      throw new Error(
        `${other.variant.name} and ${first.variant.name} answer "${workload.name}" differently ` +
          `for ${JSON.stringify(variables)}`,
      )
    }
    leaves = Math.max(leaves, leavesOf(expected))
  }
  return { answers: workload.variables.length, leaves }
}
