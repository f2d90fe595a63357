import { expect } from 'vitest'
import { type CellReader, Wrong } from '../../src/publishing/cells/cellReader.ts'

/** Asserts that a cell is refused in both languages, in words that hold the given ones. */
export function refused(read: CellReader, cell: string, ...words: readonly string[]): void {
  const said = read(cell)
  if (!(said instanceof Wrong)) throw new Error(`${JSON.stringify(cell)} was read as ${said}`)
  expect(said.zh).toMatch(/\p{Script=Han}.*。$/u)
  expect(said.en).toMatch(/^[A-Z].*\.$/)
  for (const word of words) expect(`${said.zh} ${said.en}`).toContain(word)
}
