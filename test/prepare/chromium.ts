import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { install } from './debian.ts'

const run = promisify(execFile)

/** Arguments for every launch: no sandbox (we may be root), no outside address ever asked. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Finds a Chromium, or installs Debian's, with a font that shows Chinese; answers its path. */
export async function chromiumPath(): Promise<string> {
  if (!findChromium()) {
    await install({
      what: 'A Chromium',
      packages: ['chromium'],
      otherwise: 'set CHROMIUM_PATH to a Chromium or Chrome of yours',
    })
  }
  if (!(await showsChinese())) {
    await install({
      what: 'A font that shows Chinese',
      packages: ['fonts-wqy-zenhei'],
      otherwise: 'install any font that "fc-list :lang=zh" lists',
    })
  }
  const path = findChromium()
  if (!path) throw new Error("Debian's chromium was installed, yet /usr/bin/chromium is not there.")
  return path
}

function findChromium(): string | undefined {
  const asked = process.env.CHROMIUM_PATH
  if (asked && !existsSync(asked)) {
    throw new Error(`CHROMIUM_PATH names ${asked}, which does not exist: correct or unset it.`)
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  return [
    ...(asked ? [asked] : []),
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((path) => existsSync(path))
}

/** Whether fontconfig knows a Chinese font; a system without fontconfig keeps its own fonts. */
async function showsChinese(): Promise<boolean> {
  try {
    const { stdout } = await run('fc-list', [':lang=zh', 'family'])
    return stdout.trim() !== ''
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
  }
}
