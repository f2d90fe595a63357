import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { arch, platform } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { importedBy } from './prepare/floors.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

interface Manifest {
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
  readonly optionalDependencies: Record<string, string>
}
interface Locked {
  readonly version: string
  readonly integrity?: string
  readonly optional?: true
  readonly hasInstallScript?: true
  readonly os?: string
  readonly cpu?: string
  readonly bin?: Record<string, string>
}

const { dependencies, devDependencies, optionalDependencies }: Manifest = JSON.parse(
  read('package.json'),
)
const locked: Record<string, Locked> = JSON.parse(read('package-lock.json')).packages

describe('the Node.js that comes along', () => {
  const versions = [...new Set(Object.values(optionalDependencies))]

  test('is one version for every kind of machine, and these tests run on it', () => {
    expect(versions).toHaveLength(1)
    const brought = optionalDependencies[`node-${platform()}-${arch()}`]
    if (brought) expect(process.versions.node).toBe(brought)
  })

  test.each(Object.keys(optionalDependencies))(
    '%s stands in the lock with its checksum, needs no script, and is left out elsewhere',
    (name) => {
      const [, os, cpu] = name.split('-')
      expect(locked[`node_modules/${name}`]).toMatchObject({
        version: versions[0],
        integrity: expect.stringMatching(/^sha512-/),
        optional: true,
        bin: { node: 'bin/node' },
        os,
        cpu,
      })
      expect(locked[`node_modules/${name}`]?.hasInstallScript).toBeUndefined()
    },
  )
})

/** The packages whose code or types the files of some folders load. */
function loadedBy(folders: readonly string[]): Set<string> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[jt]s$/.test(file) && !file.includes('generated'))
      .map((file) => join(folder, file)),
  )
  const packages = files
    .flatMap((file) => importedBy(root, file))
    .filter((from) => /^[@\w]/.test(from) && !isBuiltin(from))
  return new Set(packages.map((from) => /^(?:@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from))
}

/** What no file imports and `npm test` or `npm run codegen` runs; `node` for its types. */
const loadedByCommand = [
  '@biomejs/biome',
  '@graphql-codegen/cli',
  '@graphql-codegen/client-preset',
  'typescript',
  'node',
]

describe('a package', () => {
  const byGateway = loadedBy(['src', 'migrations'])

  test('that the gateway loads is one that its installation without the tests has', () => {
    const declared = Object.keys(dependencies)
    expect([...byGateway].filter((name) => !declared.includes(name))).toEqual([])
  })

  test('that nothing loads is not installed', () => {
    const byTests = loadedBy(['test'])
    const loaded = [...byGateway, ...byTests, ...loadedByCommand]
    const types = loaded.map((name) => `@types/${name}`)
    expect(Object.keys(dependencies).filter((name) => !byGateway.has(name))).toEqual([])
    expect(
      Object.keys(devDependencies).filter((name) => ![...loaded, ...types].includes(name)),
    ).toEqual([])
  })
})
