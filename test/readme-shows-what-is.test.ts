import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const readme = read('README.md')

test('the department that the README shows is the one that stands in src/departments', () => {
  expect(readme).toContain(`\`\`\`ts\n${read('src/departments/agriculture.ts').trimEnd()}\n\`\`\``)
})

test('every npm script that the README names is there', () => {
  const { scripts } = JSON.parse(read('package.json'))
  const named = [...readme.matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, name]) => name)
  expect(named.length).toBeGreaterThan(5)
  for (const name of named) expect(scripts).toHaveProperty(name ?? '')
})

test('every setting that the README names is read, and every one that is read is named', () => {
  const settings = read('src/ground/settings.ts')
  const read_ = [...settings.matchAll(/^ {2}([A-Z_]+): (?:port|postgresUrl|secrets|z)\b/gm)].map(
    ([, name]) => name,
  )
  const named = [...readme.matchAll(/`([A-Z]{2,}(?:_[A-Z]+)*)`/g)].map(([, name]) => name)
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
