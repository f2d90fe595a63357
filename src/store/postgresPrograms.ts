import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { bothLanguages } from '../ground/refusal.ts'
import { SettingsRefused } from '../ground/settings.ts'

const run = promisify(execFile)
const programs = ['pg_dump', 'pg_restore', 'psql']
const debian = '/usr/lib/postgresql'

async function versionIn(folder: string): Promise<number> {
  const { stdout } = await run(join(folder, 'pg_dump'), ['--version']).catch(() => ({ stdout: '' }))
  return Number(/\d+/.exec(stdout)?.[0] ?? 0)
}

/**
 * The folder of PostgreSQL's programs for a server of the version given (15, 16 …): of that version, or of the
 * next newer that is here. Looks on the PATH and where Debian keeps them.
 */
export async function programsFor(server: number): Promise<string> {
  const kept = await readdir(debian).catch(() => [])
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...kept.map((version) => join(debian, version, 'bin')),
  ].filter((folder) => programs.every((program) => existsSync(join(folder, program))))
  const found = await Promise.all(
    folders.map(async (folder) => ({ folder, version: await versionIn(folder) })),
  )
  const fitting = found
    .filter(({ version }) => version >= server)
    .sort((one, other) => one.version - other.version)
  if (fitting[0]) return fitting[0].folder
  const newest = Math.max(0, ...found.map(({ version }) => version))
  throw new SettingsRefused(
    bothLanguages({
      zh: `需要 PostgreSQL ${server} 或更新版本的 ${programs.join('、')}；请安装 postgresql-client-${server}，或把所在目录加入 PATH。`,
      en:
        `The server is PostgreSQL ${server}, and ${programs.join(', ')} of that version or newer are needed; ` +
        `${newest ? `here they are of version ${newest}` : 'none are here'}. Install Debian's ` +
        `postgresql-client-${server}, or put the folder that has them on the PATH.`,
    }),
  )
}

/** A program at work, which ends when this process does. */
export interface Running {
  readonly child: ChildProcess
  /** Fails, with the last line that it said, unless it ends well. */
  readonly ended: Promise<void>
}

/**
 * Starts a program over a database; the password that stands in the address goes by the environment, where no
 * other user sees it.
 */
export function startProgram(program: string, args: readonly string[], address?: string): Running {
  const url = address === undefined ? undefined : new URL(address)
  const password = decodeURIComponent(url?.password ?? '')
  if (url) url.password = ''
  const child = spawn(program, [...args, ...(url ? [`--dbname=${url}`] : [])], {
    env: { ...process.env, ...(password ? { PGPASSWORD: password } : {}) },
  })
  const stop = () => child.kill()
  process.on('exit', stop)
  let said = ''
  child.stderr.on('data', (piece) => {
    said = `${said}${piece}`.slice(-4000)
  })
  const ended = once(child, 'close').then(([code, signal]) => {
    process.off('exit', stop)
    if (code !== 0)
      throw new Error(said.trim().split('\n').at(-1) || `it ended with ${signal ?? code}`)
  })
  return { child, ended }
}
