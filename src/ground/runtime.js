// What every script is started with (`node --import ./src/ground/runtime.js …`): refuses a Node.js that is too
// old before anything is loaded that it could stumble over, and then lets Node read TypeScript.
const oldest = [22, 17]
const needed = oldest.join('.')
const running = process.versions.node

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
await import('tsx')
