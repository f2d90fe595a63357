import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { parseAst } from 'vitest/node'

/** The floors of the house, from the door to the ground. Imports point down only. */
export const floors = [
  'commands',
  'main',
  'demo',
  'gateway',
  'programme',
  'assessment',
  'checks',
  'indicators',
  'publishing',
  'sharing',
  'store',
  'catalogue',
  'departments',
  'entities',
  'ground',
]

/**
 * The rooms of a floor, from the door to the ground; imports point down only here too. A dot stands for
 * the files that lie in no room: what puts a floor together, or what all its rooms speak of.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  demo: ['.', 'offices', 'money', 'people', 'villages', 'chance'],
  gateway: ['.', 'pages', 'http', 'operation', 'fields', 'graph', 'rows'],
  indicators: ['figures', 'sql', 'meaning', 'language', 'definitions'],
  publishing: ['delivering', 'templates', 'reading', 'cells', '.'],
}

/** What the house may reach outside itself: never its tests. */
const OUTSIDE = [/^\.\.\/migrations\//, /^\.\.\/package\.json$/]

const SOURCE = /\.[cm]?[jt]sx?$/

const UNUSED_NAME = /^(utils?|helpers?|common|misc|types|index)$/i

/** Where a file breaks the plan of the house, and how. */
export interface Fault {
  file: string
  reason: string
}

interface SourceFile {
  path: string
  /** The files that it imports, values and types alike. */
  imports: string[]
  onlyReExports: boolean
  isDepartment: boolean
}

function sourcesUnder(root: string): SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => SOURCE.test(path))
    .sort()
    .map((path) => readSource(root, path))
}

/** What is started, discovered or sent to a browser, and so need not be imported. */
const begins = /^(main\.ts$|commands\/|departments\/)|\.js$/

/** The files that nobody imports: what they declare would be left out without a word. */
export function findOrphans(root: string): string[] {
  const files = sourcesUnder(root)
  const imported = new Set(files.flatMap(({ imports }) => imports))
  return files.map(({ path }) => path).filter((path) => !imported.has(path) && !begins.test(path))
}

/** Every fault of the files under a folder laid out as `src/` is, in the order of their paths. */
export function findFaults(root: string): Fault[] {
  const files = sourcesUnder(root)
  if (files.length === 0) throw new Error(`There is no source file under ${root}.`)
  const house = new Map(files.map((file) => [file.path, file]))
  return [
    ...files.flatMap((file) => [
      ...nameFaults(file),
      ...file.imports.flatMap((to) => importFault(file, to, house)),
    ]),
    ...findCircles(files),
    ...findTwins(files),
  ].sort((one, other) => (one.file < other.file ? -1 : one.file > other.file ? 1 : 0))
}

/** One line a fault, for a message. */
export function say({ file, reason }: Fault): string {
  return `${file}: ${reason}`
}

function floorOf(path: string): number {
  return floors.indexOf((path.split('/')[0] ?? '').replace(SOURCE, ''))
}

/** Where a file lies on its floor; undefined where that has no rooms. */
function roomOf(path: string): { readonly name: string; readonly at: number } | undefined {
  const [floor = '', first = '', ...others] = path.split('/')
  const name = others.length > 0 ? first : '.'
  const all = rooms[floor]
  return all && { name, at: all.indexOf(name) }
}

function nameFaults(file: SourceFile): Fault[] {
  const faults: Fault[] = []
  const fault = (reason: string) => faults.push({ file: file.path, reason })
  if (floorOf(file.path) < 0) fault(`stands on no floor: the floors are ${floors.join(', ')}`)
  const room = roomOf(file.path)
  if (room?.at === -1) {
    const [floor = ''] = file.path.split('/')
    const known = rooms[floor]?.filter((name) => name !== '.') ?? []
    fault(`stands in no room: those of ${floor} are ${known.join(', ')}`)
  }
  for (const part of file.path.split('/')) {
    const name = part.split('.')[0] ?? ''
    if (UNUSED_NAME.test(name)) fault(`"${name}" says nothing: name it for what it holds`)
  }
  if (file.onlyReExports) fault('only re-exports: let each import name the file that has the thing')
  return faults
}

function importFault(file: SourceFile, to: string, house: Map<string, SourceFile>): Fault[] {
  const fault = (reason: string) => [{ file: file.path, reason: `imports ${to}, ${reason}` }]
  if (to.startsWith('#')) return fault('an alias: import the file by its path')
  if (to.startsWith('../')) {
    return OUTSIDE.some((allowed) => allowed.test(to)) ? [] : fault('which is outside the house')
  }
  const [here, there] = [floorOf(file.path), floorOf(to)]
  if (here >= 0 && there >= 0 && there < here) {
    return fault(`which is up: ${floors[here]} lies below ${floors[there]}`)
  }
  const [room, next] = [roomOf(file.path), roomOf(to)]
  if (here === there && room && next && next.at < room.at) {
    return fault(`which is up: ${room.name} lies below ${next.name}`)
  }
  if (floors[here] === 'departments' && house.get(to)?.isDepartment) {
    return fault('a department: departments are discovered, and know no other')
  }
  return []
}

/** A name says which room is meant even out of its folder. */
function findTwins(files: SourceFile[]): Fault[] {
  const byName = Map.groupBy(files, ({ path }) => path.slice(path.lastIndexOf('/') + 1))
  return [...byName].flatMap(([name, all]) => {
    const [first] = all
    const other = all.find(({ path }) => floorOf(path) !== floorOf(first?.path ?? path))
    if (!first || !other) return []
    return [
      { file: first.path, reason: `bears the name of ${other.path}: ${name} stands on two floors` },
    ]
  })
}

/** The shortest circle through each file that is not in one already found. */
function findCircles(files: SourceFile[]): Fault[] {
  const next = new Map(files.map(({ path, imports }) => [path, imports]))
  const known = new Set<string>()
  return files.flatMap(({ path }) => {
    if (known.has(path)) return []
    const circle = wayBack(path, next)
    if (!circle) return []
    for (const file of circle) known.add(file)
    return [{ file: path, reason: `imports itself: ${[...circle, path].join(' → ')}` }]
  })
}

function wayBack(start: string, next: Map<string, string[]>): string[] | undefined {
  const ways = [[start]]
  const seen = new Set<string>()
  for (const way of ways) {
    for (const step of next.get(way.at(-1) ?? start) ?? []) {
      if (step === start) return way
      if (seen.has(step)) continue
      seen.add(step)
      ways.push([...way, step])
    }
  }
  return undefined
}

interface Node {
  type: string
  [property: string]: unknown
}

function statementsOf(root: string, path: string): Node[] {
  const lang = path.endsWith('x') ? 'tsx' : 'ts'
  try {
    return parseAst(readFileSync(join(root, path), 'utf8'), { lang }).body as unknown as Node[]
  } catch (error) {
    throw new Error(`${path} cannot be parsed: ${(error as Error).message}`, { cause: error })
  }
}

/** What one file imports, as it is written there: paths and packages, values and types. */
export function importedBy(root: string, path: string): string[] {
  return importsIn(statementsOf(root, path))
}

function readSource(root: string, path: string): SourceFile {
  const body = statementsOf(root, path)
  const exports = body.filter(({ type }) => type.startsWith('Export'))
  return {
    path,
    imports: importsIn(body).flatMap((from) => locate(root, path, from) ?? []),
    onlyReExports: exports.length > 0 && body.every(passesOn),
    isDepartment: exports.some((node) => exportedNames(node).includes('department')),
  }
}

/** An import's path from the root, or nothing for a package. */
function locate(root: string, path: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier
  if (!specifier.startsWith('.')) return undefined
  const target = relative(root, resolve(root, dirname(path), specifier))
    .split(sep)
    .join('/')
  // The compiler lets `./a.js` stand for `./a.ts`.
  return target.replace(/\.([cm]?)js$/, '.$1ts')
}

function passesOn(node: Node): boolean {
  if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return true
  if (node.type === 'ExportNamedDeclaration') return node.declaration === null
  if (node.type !== 'ExportDefaultDeclaration') return false
  return (node.declaration as Node).type === 'Identifier'
}

function exportedNames({ declaration, specifiers }: Node): unknown[] {
  const declared = ((declaration as Node | null)?.declarations ?? []) as { id: Node }[]
  const listed = (specifiers ?? []) as { exported: Node }[]
  return [...declared.map(({ id }) => id.name), ...listed.map(({ exported }) => exported.name)]
}

/** All imports of a syntax tree: statements, `import()`, `require()` and the types of `import('…')`. */
function importsIn(tree: unknown): string[] {
  if (Array.isArray(tree)) return tree.flatMap(importsIn)
  if (tree === null || typeof tree !== 'object') return []
  const node = tree as Node
  return [...importOf(node), ...Object.values(node).flatMap(importsIn)]
}

function importOf(node: Node): string[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return text(node.source)
    case 'CallExpression':
      return (node.callee as Node).name === 'require' ? first(node) : []
    case 'NewExpression':
      // A worker's file: new URL('./file.ts', import.meta.url). Other files are data.
      return (node.callee as Node).name === 'URL'
        ? first(node).filter((file) => SOURCE.test(file))
        : []
    default:
      return []
  }
}

function first(node: Node): string[] {
  return text((node.arguments as Node[])[0])
}

function text(node: unknown): string[] {
  const { type, value, quasis } = (node ?? {}) as Node
  if (type === 'Literal' && typeof value === 'string') return [value]
  const parts = (quasis ?? []) as { value: { cooked: string } }[]
  return type === 'TemplateLiteral' && parts.length === 1 ? [parts[0]?.value.cooked ?? ''] : []
}
