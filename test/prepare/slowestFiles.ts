import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

const most = 10

/** A test file and how long it took, with all that it imports and prepares. */
export interface Timed {
  readonly file: string
  readonly milliseconds: number
}

/** The slowest of several files, the slowest first, a line each; nothing where there is only one. */
export function slowestSaid(files: readonly Timed[]): string[] {
  if (files.length < 2) return []
  const slowest = [...files].sort((one, other) => other.milliseconds - one.milliseconds)
  return slowest
    .slice(0, most)
    .map(({ file, milliseconds }) => `${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${file}`)
}

function timed(module: TestModule, root: string): Timed {
  const took = module.diagnostic()
  const milliseconds =
    took.environmentSetupDuration +
    took.prepareDuration +
    took.setupDuration +
    took.collectDuration +
    took.duration
  return { file: relative(root, module.moduleId), milliseconds }
}

/** Names the slowest files of a run at its end. */
export function slowestFiles(root: string): Reporter {
  return {
    onTestRunEnd: (modules) => {
      const lines = slowestSaid(modules.map((module) => timed(module, root)))
      if (lines.length > 0) console.log(`Slowest files:\n${lines.join('\n')}\n`)
    },
  }
}
