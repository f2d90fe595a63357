import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { findFaults, findOrphans, say } from './prepare/floors.ts'

const house = fileURLToPath(new URL('../src', import.meta.url))

test('the house keeps its floors', () => {
  expect(findFaults(house).map(say)).toEqual([])
})

test('no file is left that nobody imports', () => {
  expect(findOrphans(house)).toEqual([])
})

/** A sound house in small; each case plants its faults in it. */
const sound: Record<string, string> = {
  'main.ts': `import { serve } from './gateway/serve.ts'\nserve()`,
  'gateway/serve.ts': `
    import type { Village } from '../entities/village.ts'
    import { readFileSync } from 'node:fs'
    import settings from '../../package.json' with { type: 'json' }
    // import { town } from '../demo/town.ts'
    export const text = \`import '../demo/town.ts'\`
    export const folder = new URL('../demo/data', import.meta.url)
    export const serve = () => import('./page.ts')`,
  'gateway/page.ts': `export * from 'graphql'\nexport const page = ''`,
  'demo/town.ts': `import { serve } from '../gateway/serve.ts'\nexport const town = serve`,
  'departments/finance.ts': `
    import { Village } from '../entities/village.ts'
    export const department = { en: 'Finance', of: Village }`,
  'departments/forestry.ts': `
    import { Open } from '../ground/classes.ts'
    export const department = { en: 'Forestry' }
    export class Forest { constructor(@Open() readonly area: string) {} }`,
  'entities/village.ts': `export class Village { households: unknown[] = [] }`,
  'entities/household.ts': `
    import { Village } from './village.ts'
    export class Household { village = new Village() }`,
  'ground/classes.ts': `export const Open = () => () => {}`,
}

interface Case {
  fault: string
  files: Record<string, string>
  found: string[]
}

const planted: Case[] = [
  { fault: 'nothing', files: {}, found: [] },
  {
    fault: 'an import that points up',
    files: { 'entities/loan.ts': `import '../gateway/serve.ts'\nexport const loan = 1` },
    found: ['entities/loan.ts: imports gateway/serve.ts, which is up: entities lies below gateway'],
  },
  {
    fault: 'a type from above',
    files: { 'ground/period.ts': `import type { Village } from '../entities/village.ts'` },
    found: [
      'ground/period.ts: imports entities/village.ts, which is up: ground lies below entities',
    ],
  },
  {
    fault: 'import(), import types, require and a worker from above',
    files: {
      'ground/a.ts': `export const a = () => import('../store/a.ts')`,
      'ground/b.ts': `export type B = import('../store/b.ts').B`,
      'ground/c.ts': `export const c = require('../store/c.ts')`,
      'ground/d.ts': `export const d = new URL('../store/d.ts', import.meta.url)`,
      'ground/e.ts': `export { e } from '../store/e.ts'\nexport const f = 1`,
      'ground/g.ts': 'export const g = () => import(`../store/g.js`)',
    },
    found: ['a', 'b', 'c', 'd', 'e', 'g'].map(
      (name) => `ground/${name}.ts: imports store/${name}.ts, which is up: ground lies below store`,
    ),
  },
  {
    fault: 'a room that knows one above it, and a file in none',
    files: {
      'gateway/rows/loaders.ts': `import type { Executor } from '../operation/executor.ts'\nexport const a = 1`,
      'gateway/operation/executor.ts': `import { page } from '../page.ts'\nexport const b = page`,
      'publishing/cells/dates.ts': `import { fault } from '../fault.ts'\nexport const c = fault`,
      'publishing/fault.ts': `import { dates } from './cells/dates.ts'\nexport const fault = dates`,
      'indicators/attic/figure.ts': 'export const d = 1',
    },
    found: [
      'gateway/operation/executor.ts: imports gateway/page.ts, which is up: operation lies below .',
      'gateway/rows/loaders.ts: imports gateway/operation/executor.ts, which is up: rows lies below operation',
      'indicators/attic/figure.ts: stands in no room: those of indicators are figures, sql, meaning, language, definitions',
      'publishing/cells/dates.ts: imports itself: publishing/cells/dates.ts → publishing/fault.ts → publishing/cells/dates.ts',
      'publishing/fault.ts: imports publishing/cells/dates.ts, which is up: . lies below cells',
    ],
  },
  {
    fault: "a department that knows another, directly or through a neighbour's file",
    files: {
      'departments/agriculture.ts': `
        import { Forest } from './forestry.ts'
        export const department = { en: 'Agriculture' }`,
      'departments/all.ts': `import * as finance from './finance.ts'\nexport const all = [finance]`,
    },
    found: [
      'departments/agriculture.ts: imports departments/forestry.ts, a department: departments are discovered, and know no other',
      'departments/all.ts: imports departments/finance.ts, a department: departments are discovered, and know no other',
    ],
  },
  {
    fault: 'a circle, closed by a type; each file of it is told once',
    files: {
      'sharing/grants.ts': `import { b } from './plan.ts'\nexport const a = b`,
      'sharing/plan.ts': `import { c } from './trail.ts'\nexport const b = c`,
      'sharing/trail.ts': `import { type a } from './grants.ts'\nexport const c = 1`,
    },
    found: [
      'sharing/grants.ts: imports itself: sharing/grants.ts → sharing/plan.ts → sharing/trail.ts → sharing/grants.ts',
    ],
  },
  {
    fault: 'a file that imports itself',
    files: { 'store/rows.ts': `import { rows } from './rows.ts'\nexport const more = rows` },
    found: ['store/rows.ts: imports itself: store/rows.ts → store/rows.ts'],
  },
  {
    fault: 'barrels',
    files: {
      'store/all.ts': `export * from './rows.ts'\nexport { page as sheet } from '../ground/page.ts'`,
      'store/one.ts': `import { rows } from './rows.ts'\nexport { rows }\nexport default rows`,
      'store/rows.ts': `export const rows = 1`,
    },
    found: ['all', 'one'].map(
      (name) =>
        `store/${name}.ts: only re-exports: let each import name the file that has the thing`,
    ),
  },
  {
    fault: 'a name on two floors',
    files: {
      'sharing/tokens.ts': 'export const a = 1',
      'indicators/language/tokens.ts': 'export const b = 1',
      'indicators/sql/tokens.ts': 'export const c = 1',
      'store/grants.ts': 'export const d = 1',
    },
    found: [
      'indicators/language/tokens.ts: bears the name of sharing/tokens.ts: tokens.ts stands on two floors',
    ],
  },
  {
    fault: 'names that say nothing',
    files: {
      'ground/helpers/money.ts': 'export const a = 1',
      'ground/index.ts': 'export const a = 1',
      'ground/Types.d.ts': 'export type A = 1',
      'ground/reindex.ts': 'export const a = 1',
    },
    found: [
      'ground/Types.d.ts: "Types" says nothing: name it for what it holds',
      'ground/helpers/money.ts: "helpers" says nothing: name it for what it holds',
      'ground/index.ts: "index" says nothing: name it for what it holds',
    ],
  },
  {
    fault: 'a folder on no floor, a way out of the house, and an alias',
    files: {
      'cellar/wine.ts': 'export const wine = 1',
      'store/rows.ts': `import '../../test/seed.ts'\nimport '#ground'\nimport '../../migrations/one.ts'`,
    },
    found: [
      'cellar/wine.ts: stands on no floor: the floors are commands, main, demo, gateway, programme, assessment, checks, indicators, publishing, sharing, store, catalogue, departments, entities, ground',
      'store/rows.ts: imports ../test/seed.ts, which is outside the house',
      'store/rows.ts: imports #ground, an alias: import the file by its path',
    ],
  },
]

describe('in a small house planted with', () => {
  let root = ''
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  function build(files: Record<string, string>): string {
    root = mkdtempSync(join(tmpdir(), 'floors-'))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    return root
  }

  test.each(planted)('$fault', ({ files, found }) => {
    expect(findFaults(build({ ...sound, ...files })).map(say)).toEqual(found)
  })

  test('no file at all', () => {
    expect(() => findFaults(build({}))).toThrow('There is no source file')
  })

  test('a file that does not parse', () => {
    expect(() => findFaults(build({ 'main.ts': 'import {' }))).toThrow('main.ts cannot be parsed')
  })
})
