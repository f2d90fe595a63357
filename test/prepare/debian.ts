import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What a test needs and Debian has: said in the message where it may not be installed. */
export interface Need {
  /** What is missing, as the subject of a sentence: "A PostgreSQL server (15 or newer)". */
  what: string
  /** The Debian packages that bring it. */
  packages: string[]
  /** What somebody without apt-get can do instead. */
  otherwise: string
}

/** Installs a need's Debian packages, or says in one sentence what is missing and how to get it. */
export async function install(need: Need): Promise<void> {
  const command = `apt-get install -y --no-install-recommends ${need.packages.join(' ')}`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(
      `${need.what} is missing and the tests may not install it here: run "${command}" as root, or ${need.otherwise}.`,
    )
  }
  console.log(`The tests need ${need.packages.join(' and ')}: installing from Debian's packages.`)
  try {
    await aptGet(120, 'update')
    await aptGet(600, 'install', '-y', '--no-install-recommends', ...need.packages)
  } catch (error) {
    throw new Error(
      `${need.what} is missing and "${command}" failed: ${lastLines(error)}. Run it by hand, or ${need.otherwise}.`,
      { cause: error },
    )
  }
}

/** Runs apt-get without questions, waiting for another's lock, and gives up after so many seconds. */
async function aptGet(seconds: number, ...args: string[]): Promise<void> {
  await run('apt-get', ['-o', `DPkg::Lock::Timeout=${seconds}`, ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: seconds * 1000,
    maxBuffer: 64 * 1024 * 1024,
  })
}

function lastLines(error: unknown): string {
  const { stderr, killed, message } = error as {
    stderr?: string
    killed?: boolean
    message: string
  }
  if (killed) return 'it took too long'
  return stderr?.trim().split('\n').slice(-3).join(' ') || message
}
