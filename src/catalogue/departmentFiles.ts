import { readdir, readFile } from 'node:fs/promises'
import { DeclarationRefused } from '../ground/declarationRefused.ts'
import { isEntity } from '../ground/entity.ts'
import type { Class, FactType } from '../ground/factType.ts'
import { nearestName } from '../ground/nearestName.ts'
import type { Period } from '../ground/period.ts'
import { isView, type View, viewOf } from '../ground/view.ts'
import { classesInText, type WrittenClass } from './classesInText.ts'

/** A member department, as its file declares it: under its name at the programme's start. */
export interface Department {
  /** The file's name, which is also its field's name on every entity. */
  readonly slug: string
  readonly zh: string
  /** What everybody calls it; formulas in Chinese do too. */
  readonly short: string
  readonly en: string
  /** What the reform of 2018-19, or a later one, renamed it to. */
  readonly renamed?: Renaming
}

/** A department's later name. */
export interface Renaming {
  /** The first month under that name. */
  readonly from: Period
  readonly zh: string
  readonly en: string
  readonly source: string
}

/** What one file of the folder of departments declares. */
export interface DepartmentFile {
  readonly department: Department
  readonly views: readonly Class[]
}

/** Names of fields, such as `ruralCredit`; what begins with a dot is not anybody's text. */
const rightName = /^[a-z][A-Za-z0-9]*\.(ts|js)$/
const hidden = /^\./

/** Reads the folder of departments: every file is one, its exported views are its own, and nothing is left out. */
export async function readDepartments(folder: URL): Promise<DepartmentFile[]> {
  const files = (await readdir(folder)).filter((file) => !hidden.test(file)).sort()
  for (const file of files) if (!rightName.test(file)) throw misnamed(file)
  return Promise.all(files.map((file) => readDepartment(folder, file)))
}

function misnamed(file: string): DeclarationRefused {
  const [stem = '', ...rest] = file.split('.')
  const joined = stem.replace(/[^A-Za-z0-9]+(\w?)/g, (_, next: string) => next.toUpperCase())
  const right = `${joined.charAt(0).toLowerCase()}${joined.slice(1)}.ts`
  return rest.join('.') === 'ts' && rightName.test(right)
    ? new DeclarationRefused(
        `departments/${file} 的文件名就是字段名，须写成驼峰式：${right}。`,
        `departments/${file}: the file's name is the field's name, and is written in camel case: ${right}.`,
      )
    : new DeclarationRefused(
        `departments/${file} 不是部门的文件：这里每个部门一个文件，如 finance.ts。`,
        `departments/${file} is no department's file: here stands one file a department, such as finance.ts.`,
      )
}

async function readDepartment(folder: URL, file: string): Promise<DepartmentFile> {
  const url = new URL(file, folder)
  try {
    const module: Record<string, unknown> = await import(url.href)
    const written = classesInText(await readFile(url, 'utf8'))
    return {
      department: { slug: file.replace(/\.\w+$/, ''), ...departmentOf(module) },
      views: viewsOf(module, written),
    }
  } catch (error) {
    const place = `departments/${file}`
    if (error instanceof DeclarationRefused) throw error.in(place)
    const why = String(error).split('\n', 2).join(' ')
    throw new DeclarationRefused(`${place}：读不了（${why}）。`, `${place} cannot be read: ${why}.`)
  }
}

function departmentOf(module: Record<string, unknown>): Omit<Department, 'slug'> {
  const { department } = module
  if (department === undefined) {
    const near = nearestName('department', Object.keys(module))
    throw new DeclarationRefused(
      near
        ? `导出的“${near}”应名为“department”。`
        : '没有导出“department”；共享对象放在 src/entities。',
      near
        ? `"${near}" is exported; did you mean "department"?`
        : 'No "department" is exported; shared things stand in src/entities.',
    )
  }
  const said = department as Omit<Department, 'slug'>
  for (const name of ['zh', 'short', 'en'] as const) {
    if (typeof said[name] === 'string' && said[name] !== '') continue
    throw new DeclarationRefused(`“department”缺少“${name}”。`, `"department" has no "${name}".`)
  }
  return said
}

function isClass(value: unknown): value is Class {
  return typeof value === 'function' && /^class\b/.test(String(value))
}

function viewsOf(module: Record<string, unknown>, written: readonly WrittenClass[]): Class[] {
  const classes = Object.values(module).filter(isClass)
  const bare = classes.find((cls): boolean => !isView(cls) && !isEntity(cls))
  if (bare) {
    throw new DeclarationRefused(
      `类 ${bare.name} 上方缺少“@View(…)”。`,
      `The class ${bare.name} has no "@View(…)" above it.`,
    )
  }
  const exported = new Set(classes.map(({ name }) => name))
  const kept = written.find(({ name, isView: isMeant }) => isMeant && !exported.has(name))
  if (kept) {
    throw new DeclarationRefused(
      `类 ${kept.name} 没有导出；请写成“export class ${kept.name}”。`,
      `The class ${kept.name} is not exported; write "export class ${kept.name}".`,
    )
  }
  const views = classes.filter(isView)
  for (const cls of views) {
    const text = written.find(({ name }) => name === cls.name)
    if (text) compare(viewOf(cls), text)
  }
  return views.sort((one, other) => viewOf(one).place - viewOf(other).place)
}

/** Holds the properties that are written against the facts that are declared. */
function compare({ name: view, facts, each }: View, { properties }: WrittenClass): void {
  for (const [name, written] of properties) {
    if (name === each?.name) continue
    const fact = facts.find((one) => one.name === name)
    if (!fact) {
      throw new DeclarationRefused(
        `${view}.${name} 上方缺少“@Open”“@Conditional”或“@Withheld”，没有共享类型。`,
        `${view}.${name} has no class: write "@Open", "@Conditional" or "@Withheld" above it.`,
      )
    }
    const right = typeInText(fact.type)
    if (right === undefined || !/^(?:string|number|boolean)$/.test(written)) continue
    if (right === written) continue
    throw new DeclarationRefused(
      `${view}.${name} 是 ${fact.type.word}，类型应写“${right}”，不是“${written}”。`,
      `${view}.${name} is ${fact.type.word}, and its type is "${right}", not "${written}".`,
    )
  }
}

/** How TypeScript calls the values of a fact; a member of a code list is called by its own list. */
function typeInText({ word, enumeration }: FactType): string | undefined {
  if (enumeration) return undefined
  if (word === 'Int' || word === 'Year') return 'number'
  return word === 'Boolean' ? 'boolean' : 'string'
}
