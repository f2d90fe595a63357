import autocannon from 'autocannon'
import { isAnswer, type Request } from './variants.ts'

/** One round: so many connections, each with one request under way, for so many seconds. */
export interface Round {
  readonly url: string
  readonly connections: number
  readonly seconds: number
  readonly requests: Request[]
}

/** What a round came to; times are in milliseconds. */
export interface Outcome {
  readonly requests: number
  readonly rps: number
  readonly p50: number
  readonly p99: number
  /** Answers that were not answers: a status other than 200, an error inside, a broken connection. */
  readonly failures: number
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Loads a variant for one round, each connection beginning at another place in the list. */
function load({ url, connections, seconds, requests }: Round): Promise<Outcome> {
  const times: number[] = []
  let notOk = 0
  let begun = 0
  let last = 0
  const options: autocannon.Options = {
    url,
    connections,
    duration: seconds,
    sampleInt: 100,
    requests: requests as autocannon.Request[],
    verifyBody: (body) => isAnswer(String(body)),
    setupClient: (client) => {
      const from = Math.floor((begun * requests.length) / connections)
      begun += 1
      const rotated = [...requests.slice(from), ...requests.slice(0, from)]
      client.setRequests(rotated as autocannon.Request[])
    },
  }
  return new Promise((resolve, reject) => {
    const run = autocannon(options, (error, { errors, timeouts, mismatches }) => {
      if (error) reject(error)
      const sorted = Float64Array.from(times).sort()
      resolve({
        requests: times.length,
        rps: (times.length * 1000) / (last - first),
        p50: quantile(sorted, 0.5),
        p99: quantile(sorted, 0.99),
        failures: notOk + errors + timeouts + mismatches,
      })
    })
    // The clients are made and their requests written by now: the clock starts after that work.
    const first = performance.now()
    run.on('response', (_client, status, _bytes, time) => {
      last = performance.now()
      times.push(time)
      if (status !== 200) notOk += 1
    })
  })
}

process.on('message', async (round: Round) => process.send?.(await load(round)))
process.on('disconnect', () => process.exit(0))
