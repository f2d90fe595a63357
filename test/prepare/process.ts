import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A gateway process of a test's own, as `npm start` starts it. */
export interface GatewayProcess {
  readonly pid: number
  /** Everything it has printed so far. */
  readonly output: () => string
  /** Waits for it to print something; fails when it ends before. */
  readonly prints: (pattern: RegExp) => Promise<RegExpExecArray>
  /** Waits for its end; answers its exit code. */
  readonly ends: () => Promise<number | null>
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** Starts a script of `src/` here or in a copy, with the given environment and nothing of the test run's own settings. */
export function startProcess(
  script: string,
  env: Record<string, string>,
  args: readonly string[] = [],
  cwd = root,
): GatewayProcess {
  const { PATH = '', HOME = '' } = process.env
  const child: ChildProcess = spawn(
    process.execPath,
    ['--max-semi-space-size=8', '--import', './src/ground/runtime.js', script, ...args],
    {
      cwd,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  const listeners = new Set<() => void>()
  const hear = (piece: Buffer) => {
    output += piece.toString()
    for (const listener of listeners) listener()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const prints = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(output)
        if (!found) return
        listeners.delete(look)
        resolve(found)
      }
      listeners.add(look)
      look()
      ended.then(() => reject(new Error(`the process ended without it:\n${output}`)))
    })
  return {
    pid: child.pid ?? 0,
    output: () => output,
    prints,
    ends: () => ended,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}
