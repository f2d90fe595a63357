import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type Fault, Unreadable } from '../../src/publishing/fault.ts'
import type { Delivered } from '../../src/publishing/reading/delivered.ts'
import { readDelivered } from '../../src/publishing/reading/readFile.ts'

let folder = ''
let files = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'delivered-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** A path for a file that is gone after the tests. */
export function newPath(): string {
  files += 1
  return join(folder, `file-${files}`)
}

/** Writes a file as a department would deliver it; its name tells nothing. */
export async function delivered(content: string | Uint8Array): Promise<string> {
  const path = newPath()
  await writeFile(path, content)
  return path
}

/** What was read of a file: its lines, and what stopped the reading, if anything did. */
export interface Reading {
  readonly form?: string
  readonly encoding?: string
  readonly lines: readonly Delivered[]
  readonly fault?: Fault
}

export async function reading(path: string): Promise<Reading> {
  const lines: Delivered[] = []
  let how: { form?: string; encoding?: string } = {}
  const file = await open(path)
  try {
    const { bunches, ...rest } = await readDelivered(file.fd)
    how = rest
    for await (const bunch of bunches) lines.push(...bunch)
  } catch (error) {
    if (error instanceof Unreadable) return { ...how, lines, fault: error.fault }
    throw error
  } finally {
    await file.close()
  }
  return { ...how, lines }
}

/** The cells of a file that is read to its end. */
export async function cellsOf(content: string | Uint8Array): Promise<(readonly string[])[]> {
  const { lines, fault } = await reading(await delivered(content))
  if (fault) throw new Error(fault.en)
  return lines.map(({ cells }) => cells)
}
