import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Issuer, openIssuer } from './issuer.ts'
import type { Variables, Workload } from './workloads.ts'

/** How many connections to PostgreSQL each variant may hold. */
export const poolSize = 10

/** Ends what hangs; a busy machine takes a minute. */
const startSeconds = 300
const root = fileURLToPath(new URL('../..', import.meta.url))

/** One request, ready to be sent. */
export interface Request {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** One way of answering the workloads, in a process of its own. */
export interface Variant {
  readonly name: 'gateway' | 'floor' | 'postgraphile'
  readonly url: string
  /** The requests of a workload, one for each of its variables. */
  readonly requests: (workload: Workload) => Request[]
  /** What a request's answer says, in the gateway's shape. */
  readonly read: (workload: Workload, body: string) => unknown
  /** The processor time that the process has used so far, in milliseconds. */
  readonly cpuMs: () => Promise<number>
}

interface Way {
  readonly name: Variant['name']
  readonly environment: Readonly<Record<string, string>>
  readonly request: (workload: Workload, variables: Variables) => Request
  readonly reshape?: true
}

function post(query: string, variables: Variables, headers: Record<string, string> = {}): Request {
  return {
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

/** What the children inherit: the shell's own settings of the gateway must not reach them. */
function surroundings(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, NODE_OPTIONS } = process.env
  return { PATH, HOME, TMPDIR, NODE_OPTIONS, NODE_ENV: 'production', GRAPHILE_ENV: 'production' }
}

async function untilAnswering(name: string, child: ChildProcess, url: string): Promise<void> {
  let said = ''
  child.stderr?.on('data', (piece) => {
    said = `${said}${piece}`.slice(-4000)
  })
  const deadline = Date.now() + startSeconds * 1000
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const answers = await fetch(url).then(
      (response) => response.text().then(() => true),
      () => false,
    )
    if (answers) return
    await pause(50)
  }
  throw new Error(`The ${name} does not answer at ${url}. It said:\n${said}`)
}

async function start(
  way: Way,
  databaseUrl: string,
  flags: readonly string[] = [],
): Promise<Variant & { child: ChildProcess }> {
  const { name } = way
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = fork(new URL(`./${name}.ts`, import.meta.url), {
    cwd: root,
    execArgv: [...flags, '--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...surroundings(),
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      DATABASE_POOL: String(poolSize),
      ...way.environment,
    },
  })
  await untilAnswering(name, child, url)
  return {
    name,
    url,
    child,
    requests: (workload) => workload.variables.map((variables) => way.request(workload, variables)),
    read: (workload, body) => {
      const { data } = JSON.parse(body) as { data: Record<string, unknown> }
      return way.reshape ? workload.reshape(data) : data
    },
    cpuMs: async () => {
      const answer = once(child, 'message')
      child.send('cpu')
      const [{ cpuMs }] = (await answer) as [{ cpuMs: number }]
      return cpuMs
    },
  }
}

/** Ends a process that was started here. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  if (child.connected) child.disconnect()
  await ended
}

/** Starts the gateway alone, as `npm start` does but for these flags. */
export function startGateway(databaseUrl: string, issuer: Issuer, flags: readonly string[]) {
  const { environment } = issuer
  return start({ name: 'gateway', environment, request: () => post('', {}) }, databaseUrl, flags)
}

/** Starts all variants over one database; `stop` ends them. */
export async function startVariants(
  databaseUrl: string,
  workloads: readonly Workload[],
): Promise<{ variants: Variant[]; stop: () => Promise<void> }> {
  const issuer = await openIssuer()
  const tokens = new Map<Workload, string>()
  for (const workload of workloads) tokens.set(workload, await issuer.sign(workload.caller))
  const statements = Object.fromEntries(workloads.map(({ name, floor }) => [name, floor]))
  const ways: Way[] = [
    {
      name: 'floor',
      environment: { STATEMENTS: JSON.stringify(statements) },
      request: ({ name }, variables) => ({
        method: 'GET',
        path: ['', name, ...Object.values(variables)].join('/'),
        headers: {},
      }),
    },
    {
      name: 'postgraphile',
      environment: {},
      request: ({ postgraphile }, variables) => post(postgraphile, variables),
      reshape: true,
    },
    {
      name: 'gateway',
      environment: issuer.environment,
      request: (workload, variables) =>
        post(workload.gateway, variables, { authorization: `Bearer ${tokens.get(workload)}` }),
    },
  ]
  const started = await Promise.allSettled(ways.map((way) => start(way, databaseUrl)))
  const variants = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const stop = async () => {
    await Promise.all(variants.map(({ child }) => end(child)))
    await issuer.forget()
  }
  const failed = started.find((one) => one.status === 'rejected')
  if (!failed) return { variants, stop }
  await stop()
  throw failed.reason
}

/** Sends one request and gives its answer's text; an answer with an error is none. */
export async function ask({ url }: Variant, { method, path, ...rest }: Request): Promise<string> {
  const response = await fetch(`${url}${path}`, { method, ...rest })
  const body = await response.text()
  if (response.status === 200 && isAnswer(body)) return body
  throw new Error(`${method} ${url}${path} answered ${response.status}: ${body.slice(0, 2000)}`)
}

/** Whether an answer carries data and no errors; the words of the city hold no such key. */
export function isAnswer(body: string): boolean {
  return body.startsWith('{') && body.includes('"data"') && !body.includes('"errors"')
}
