import { cp, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Copies what a gateway is started from into a folder, for a test to change something in it. */
export async function copyHouse(into: string): Promise<void> {
  for (const name of ['src', 'migrations', 'package.json', 'tsconfig.json', '.biome.jsonc'])
    await cp(join(root, name), join(into, name), { recursive: true })
  await symlink(join(root, 'node_modules'), join(into, 'node_modules'))
}

/** The text of a department that the gateway does not know, as it stands in `src/departments/skyWatch.ts`. */
export async function newcomer(): Promise<string> {
  const text = await readFile(join(root, 'test/newcomer/skyWatch.ts'), 'utf8')
  return text.replaceAll("'../../src/", "'../")
}
