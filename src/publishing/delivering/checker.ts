import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../../ground/refusal.ts'
import type { Checked } from './check.ts'
import type { CheckAnswer, CheckOrder } from './checkWorker.ts'
import type { Spooled } from './spool.ts'

/** What is checked: a delivery of a view, for whoever is there to be answered. */
interface Order {
  readonly of: string
  readonly delivery: Pick<Spooled, 'file' | 'rows' | 'bytes'>
  readonly personKeySecret: string
  readonly signal?: AbortSignal | undefined
}

/** Checks delivered files in threads of their own; a small one does not wait for a large one. */
export interface Checker {
  readonly check: (order: Order) => Promise<Checked>
  readonly close: () => Promise<void>
}

/** What a clerk fills in by hand is smaller. */
const largestSmall = 1_000_000

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

// The declarations are decorated, which Node does not read by itself: a thread brings its own loader.
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Checks one file after the other. There is no thread before the first, and another one where one has ended. */
class Lane {
  readonly #staysOpen: boolean
  #worker: Worker | undefined
  #earlier: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** A lane that is rarely used does not keep its thread. */
  constructor(staysOpen: boolean) {
    this.#staysOpen = staysOpen
  }

  check(order: Order): Promise<Checked> {
    this.#waiting += 1
    const turn = this.#earlier.then(() => this.#send(order)).finally(() => this.#leave())
    this.#earlier = turn.catch(() => undefined)
    return turn
  }

  /** Whoever comes while the thread ends gets another one. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  #leave(): void {
    this.#waiting -= 1
    if (this.#waiting === 0 && !this.#staysOpen) void this.close()
  }

  #send({ of, delivery, personKeySecret, signal }: Order): Promise<Checked> {
    signal?.throwIfAborted()
    this.#worker ??= this.#start()
    const worker = this.#worker
    return new Promise<Checked>((resolve, reject) => {
      // Only at its end has a thread let go of the files, which are closed as soon as it is known to have failed.
      const giveUp = () => void worker.terminate()
      const stopListening = () => {
        worker.off('message', hear)
        worker.off('exit', fail)
        signal?.removeEventListener('abort', giveUp)
      }
      const hear = (answer: CheckAnswer) => {
        stopListening()
        if ('checked' in answer) resolve(answer.checked)
        else reject(new Error(answer.error))
      }
      const fail = () => {
        stopListening()
        reject(signal?.aborted ? signal.reason : brokenOff())
      }
      worker.on('message', hear)
      worker.on('exit', fail)
      signal?.addEventListener('abort', giveUp)
      const { file, rows } = delivery
      worker.postMessage({ of, file, rows, personKeySecret } satisfies CheckOrder)
    })
  }

  #start(): Worker {
    const worker = new Worker(new URL('./checkWorker.ts', import.meta.url), {
      resourceLimits: mostMemory,
      execArgv: ['--import', loader],
    })
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined
    })
    worker.unref()
    return worker
  }
}

/** Opens a lane for the small files and one for the large. */
export function openChecker(): Checker {
  const [small, large] = [new Lane(true), new Lane(false)]
  return {
    check: (order) => (order.delivery.bytes > largestSmall ? large : small).check(order),
    close: async () => {
      await Promise.all([small.close(), large.close()])
    },
  }
}
