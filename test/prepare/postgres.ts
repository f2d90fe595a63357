import type { ChildProcess } from 'node:child_process'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { install } from './debian.ts'
import { patience } from './patience.ts'

const run = promisify(execFile)

const OLDEST = 15

/** A PostgreSQL server of our own, gone without a trace after `stop`. */
export interface PostgresServer {
  port: number
  /** The address of one of its databases, for its superuser. */
  url(database: string): string
  /** Shuts it down, its sessions cut, and starts it again where it was; answers when it takes sessions. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Fast rather than safe: a test's data need not outlive the machine. */
const TEST_SETTINGS: Record<string, string> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '256MB',
  timezone: 'UTC',
}

/**
 * Starts a PostgreSQL server on a free port of 127.0.0.1, over a new temporary directory.
 * `settings` go over those meant for tests; a benchmark turns `fsync` and its like on again.
 */
export async function startPostgres(
  options: { settings?: Record<string, string> } = {},
): Promise<PostgresServer> {
  const programs = await postgresPrograms()
  const user = await unprivilegedUser()
  const directory = await mkdtemp(join(tmpdir(), 'pg-'))
  try {
    if (user) await chown(directory, user.uid, user.gid)
    const data = join(directory, 'data')
    await run(
      join(programs, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { cwd: directory, ...user },
    )
    return await launch(programs, directory, { ...TEST_SETTINGS, ...options.settings }, user)
  } catch (error) {
    await rm(directory, { recursive: true, force: true })
    throw error
  }
}

interface User {
  uid: number
  gid: number
}

async function launch(
  programs: string,
  directory: string,
  settings: Record<string, string>,
  user: User | undefined,
): Promise<PostgresServer> {
  const port = await freePort()
  const given = { ...settings, listen_addresses: '127.0.0.1', unix_socket_directories: directory }
  const start = () => startProgram(programs, directory, port, given, user)
  let running = await start()
  return {
    port,
    url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    restart: async () => {
      await running.end()
      running = await start()
    },
    stop: async () => {
      await running.end()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** Starts the server's process over its directory; answers, when it takes sessions, how to end it. */
async function startProgram(
  programs: string,
  directory: string,
  port: number,
  settings: Record<string, string>,
  user: User | undefined,
): Promise<{ end: () => Promise<void> }> {
  const log = await open(join(directory, 'log'), 'a')
  const child = spawn(
    join(programs, 'postgres'),
    [
      ...['-D', join(directory, 'data'), '-p', String(port)],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { cwd: directory, stdio: ['ignore', log.fd, log.fd], ...user },
  )
  await once(child, 'spawn')
  await log.close()
  const ended = once(child, 'exit')
  const unwatch = watch(child, directory)
  const end = async () => {
    child.ref()
    // SIGINT is PostgreSQL's fast shutdown: sessions are cut, the server leaves in order.
    if (!hasEnded(child)) child.kill('SIGINT')
    await ended
    unwatch()
  }
  try {
    // Asked over the socket in our own directory: no other server can answer for ours.
    await untilReady(child, () =>
      run(join(programs, 'pg_isready'), ['-q', '-h', directory, '-p', String(port)]),
    )
  } catch (error) {
    const written = await readFile(join(directory, 'log'), 'utf8')
    await end()
    await rm(directory, { recursive: true, force: true })
    throw new Error(`${(error as Error).message} Its log:\n${written}`, { cause: error })
  }
  child.unref()
  return { end }
}

async function untilReady(server: ChildProcess, ask: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    if (hasEnded(server)) throw new Error('The PostgreSQL server ended while starting.')
    const ready = await ask().then(
      () => true,
      () => false,
    )
    if (ready) return
    await pause(20)
  }
  throw new Error('The PostgreSQL server has not become ready.')
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null
}

/**
 * Ends the server and removes its directory when this process dies without `stop`, however it dies:
 * a shell waits for the end of a pipe that only this process holds open.
 */
function watch(server: ChildProcess, directory: string): () => void {
  const script = `
    read -r _
    kill -INT "$1"
    for _ in $(seq 100); do [ -e "$2/data/postmaster.pid" ] && sleep 0.1; done
    rm -rf "$2"`
  const shell = spawn('sh', ['-c', script, 'watch', String(server.pid), directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.unref()
  const pipe = shell.stdin as typeof shell.stdin & { unref(): void }
  pipe.unref()
  return () => shell.kill('SIGKILL')
}

/** The folder of the newest PostgreSQL server's programs; installs Debian's where there is none. */
async function postgresPrograms(): Promise<string> {
  const found = await findPrograms()
  if (found) return found
  await install({
    what: `A PostgreSQL server (${OLDEST} or newer)`,
    packages: ['postgresql'],
    otherwise: 'put the folder of its programs (initdb, postgres) on the PATH',
  })
  const installed = await findPrograms()
  if (installed) return installed
  throw new Error(
    `Debian's postgresql was installed, yet no server of ${OLDEST} or newer is there.`,
  )
}

async function findPrograms(): Promise<string | undefined> {
  const debian = '/usr/lib/postgresql'
  const versions = await readdir(debian).catch(() => [])
  const configured = await run('pg_config', ['--bindir']).catch(() => ({ stdout: '' }))
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    configured.stdout.trim(),
    ...(process.env.PATH ?? '').split(delimiter),
  ].filter((folder) =>
    ['initdb', 'postgres', 'pg_isready'].every((program) => existsSync(join(folder, program))),
  )
  const found = await Promise.all(
    folders.map(async (folder) => ({ folder, version: await versionOf(folder) })),
  )
  return found
    .filter(({ version }) => version >= OLDEST)
    .sort((one, other) => other.version - one.version)[0]?.folder
}

async function versionOf(folder: string): Promise<number> {
  const { stdout } = await run(join(folder, 'postgres'), ['--version'])
  return Number(/\d+/.exec(stdout)?.[0] ?? 0)
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
async function unprivilegedUser(): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const id = async (flag: string, name: string) => Number((await run('id', [flag, name])).stdout)
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: await id('-u', name), gid: await id('-g', name) }
    } catch {
      // This user does not exist here.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody.')
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free.')
  return address.port
}
