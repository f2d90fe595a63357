import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../ground/refusal.ts'
import type { Checked } from './check.ts'
import type { CheckAnswer, CheckOrder } from './checkWorker.ts'

/** Checks delivered files in a thread of its own, one after the other. */
export interface Checker {
  readonly check: (order: Omit<CheckOrder, 'id'>) => Promise<Checked>
  readonly close: () => Promise<void>
}

/** What a thread may hold in memory, whatever the file's size. */
const mostMemory = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 48 }

function brokenOff(): Refusal {
  return new Refusal(
    'SERVICE_UNAVAILABLE',
    {
      zh: '核对这份文件时中断了，未存任何一行；请稍后再试，很大的工作簿请另存为 CSV UTF-8 再报送。',
      en: 'Checking the file broke off, and not one row was stored; try again later, a very large workbook as CSV UTF-8.',
    },
    { retryAfterSeconds: 5 },
  )
}

interface Waiter {
  readonly done: (checked: Checked) => void
  readonly failed: (error: Error) => void
}

// The declarations are decorated, which Node does not read by itself: a thread brings its own loader.
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Starts no thread before the first file; another one where one has died. */
export function openChecker(): Checker {
  let worker: Worker | undefined
  let earlier: Promise<unknown> = Promise.resolve()
  let last = 0
  const waiting = new Map<number, Waiter>()

  const start = (): Worker => {
    const started = new Worker(new URL('./checkWorker.ts', import.meta.url), {
      resourceLimits: mostMemory,
      execArgv: ['--import', loader],
    })
    started.on('message', (answer: CheckAnswer) => {
      const waiter = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('checked' in answer) waiter?.done(answer.checked)
      else waiter?.failed(new Error(answer.error))
    })
    // Only at its end has it let go of the files, which are closed as soon as it is known to have failed.
    started.on('error', () => undefined)
    started.on('exit', () => {
      worker = undefined
      for (const { failed } of waiting.values()) failed(brokenOff())
      waiting.clear()
    })
    started.unref()
    return started
  }

  const send = (order: Omit<CheckOrder, 'id'>) =>
    new Promise<Checked>((done, failed) => {
      worker ??= start()
      last += 1
      waiting.set(last, { done, failed })
      worker.postMessage({ id: last, ...order })
    })

  return {
    check: (order) => {
      const turn = earlier.then(() => send(order))
      earlier = turn.catch(() => undefined)
      return turn
    },
    close: async () => {
      await worker?.terminate()
    },
  }
}
