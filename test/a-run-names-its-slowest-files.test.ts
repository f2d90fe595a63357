import { expect, test } from 'vitest'
import { slowestSaid } from './prepare/slowestFiles.ts'

const files = Array.from({ length: 12 }, (_, at) => ({
  file: `test/${at}.test.ts`,
  milliseconds: ((at * 5) % 12) * 1000 + 40,
}))

test('ten of them, the slowest first, with their seconds', () => {
  const said = slowestSaid(files)
  expect(said).toHaveLength(10)
  expect(said.slice(0, 3)).toEqual([
    '   11.0 s  test/7.test.ts',
    '   10.0 s  test/2.test.ts',
    '    9.0 s  test/9.test.ts',
  ])
  expect(said.at(-1)).toBe('    2.0 s  test/10.test.ts')
})

test('nothing of a single one, since nothing is slower than it', () => {
  expect(slowestSaid(files.slice(0, 1))).toEqual([])
})
