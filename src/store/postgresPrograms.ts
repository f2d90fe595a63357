import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { cannot } from './backupRefusals.ts'

const run = promisify(execFile)
const programs = ['pg_dump', 'pg_restore', 'psql']
const debian = '/usr/lib/postgresql'

async function versionIn(folder: string): Promise<number> {
  const { stdout } = await run(join(folder, 'pg_dump'), ['--version']).catch(() => ({ stdout: '' }))
  return Number(/\d+/.exec(stdout)?.[0] ?? 0)
}

/**
 * The folder of PostgreSQL's programs of a server's version (15, 16 …), on the PATH or where Debian keeps them. Newer
 * ones write what the older cannot read, and say what an older server does not understand.
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
  const fitting = found.find(({ version }) => version === server)
  if (fitting) return fitting.folder
  const others = found.map(({ version }) => version).join(', ')
  throw cannot(
    `服务器是 PostgreSQL ${server}，需要同一版本的 ${programs.join('、')}；请安装 postgresql-client-${server}，` +
      '或把所在目录加入 PATH。',
    `The server is PostgreSQL ${server}, and ${programs.join(', ')} of the same version are needed; ` +
      `${others ? `here they are of version ${others}` : 'none are here'}. Install Debian's ` +
      `postgresql-client-${server}, or put the folder that has them on the PATH.`,
  )
}

/** A program at work, which ends when this process does. */
export interface Running {
  readonly child: ChildProcess
  /** Fails, with what it said was wrong, unless it ends well. */
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
    // What comes after the error may repeat a row that somebody must not see.
    const wrong = said.split('\n').find((line) => /error|fatal/i.test(line))
    if (code !== 0) throw new Error(wrong ?? `it ended with ${signal ?? code}`)
  })
  return { child, ended }
}
