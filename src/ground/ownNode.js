// Goes on in the Node.js that came along, where npm has not put it first: the npm of Node 20 and 22 links the command
// of one optional package and removes it again with the other, which is for another kind of machine.
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const oldest = [22, 17]
const needed = oldest.join('.')
const running = process.versions.node

const place = `../../node_modules/node-${process.platform}-${process.arch}/bin/node`
const own = fileURLToPath(new URL(place, import.meta.url))
const args = [...process.execArgv, ...process.argv.slice(1)]

/** Ends as the one who goes on ends; a terminal tells both of them of Ctrl-C. */
function endWith(other) {
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => other.kill(signal))
  return new Promise((cannotRun) => {
    other.on('error', cannotRun)
    other.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
  })
}

if (existsSync(own) && realpathSync(own) !== realpathSync(process.execPath)) {
  if (process.execve) process.execve(own, [own, ...args])
  await endWith(spawn(own, args, { stdio: 'inherit' }))
}

const [major = 0, minor = 0] = running.split('.').map(Number)
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  console.error(
    `Node.js 版本太旧：现为 ${running}，须为 ${needed} 或更新。Linux(x64、arm64)上“npm ci”会装好一份，` +
      '用“npm start”启动即可；其他系统，或装的时候略去了可选包的，请自行安装。 ' +
      `This is Node.js ${running}; the gateway needs ${needed} or newer. On Linux (x64, arm64) "npm ci" ` +
      'brings one, and "npm start" takes it; elsewhere, or where optional packages were left out, install one.',
  )
  process.exit(1)
}
