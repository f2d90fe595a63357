import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const filesIn = (folder: string) =>
  readdirSync(new URL(`../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(md|ts)$/.test(name))
    .map((name) => `${folder}/${name}`)

const pages = filesIn('src/gateway/pages/docs').filter((path) => path.endsWith('.md'))
const readme = read('README.md')
/** The README, and the pages that it leads to. */
const shown = [readme, ...pages.map(read)].join('\n')

test('the README is short enough to be read: 220 lines at most', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(220)
})

test('the department that is shown is the one that stands in src/departments', () => {
  expect(shown).toContain(`\`\`\`ts\n${read('src/departments/agriculture.ts').trimEnd()}\n\`\`\``)
})

test('every piece of source that is shown stands in the source', () => {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
  const sources = filesIn('src').filter((path) => path.endsWith('.ts'))
  const house = sources.map((path) => plain(read(path))).join('\n')
  const pieces = [...shown.matchAll(/```ts\n(.*?)```/gs)].map(([, piece]) => plain(piece ?? ''))
  expect(pieces.length).toBeGreaterThan(5)
  expect(pieces.filter((piece) => !house.includes(piece))).toEqual([])
})

test('every npm script that is named is there', () => {
  const { scripts } = JSON.parse(read('package.json'))
  const named = [...shown.matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, name]) => name)
  expect(named.length).toBeGreaterThan(5)
  for (const name of named) expect(scripts).toHaveProperty(name ?? '')
})

test('every setting that is named is read, and every one that is read is named', () => {
  const settings = read('src/ground/settings.ts')
  const read_ = [...settings.matchAll(/^ {2}([A-Z_]+): (?:port|postgresUrl|secrets|z)\b/gm)].map(
    ([, name]) => name,
  )
  const named = [...shown.matchAll(/`([A-Z]{2,}(?:_[A-Z]+)*)`/g)].map(([, name]) => name)
  expect(read_.length).toBeGreaterThan(8)
  for (const name of read_) expect(named).toContain(name)
})

test('every file that is named as the place to change something is there', () => {
  const page = read('src/gateway/pages/docs/whereToChangeWhat.md')
  const named = [...page.matchAll(/`(src\/[^`]+)`/g)].map(([, path]) => path ?? '')
  expect(named.length).toBeGreaterThan(60)
  const missing = named.filter((path) => !existsSync(new URL(`../${path}`, import.meta.url)))
  expect(missing).toEqual([])
})

test('every file and folder of the repository that is named anywhere is there', () => {
  const named = [...shown.matchAll(/`((?:src|test|schema|migrations)\/[\w./-]*)`/g)]
  expect(named.length).toBeGreaterThan(100)
  // What the typed client generates is not kept.
  const missing = named
    .map(([, path]) => path ?? '')
    .filter((path) => !path.endsWith('/generated/'))
    .filter((path) => !existsSync(new URL(`../${path}`, import.meta.url)))
  expect(missing).toEqual([])
})
