import 'reflect-metadata'
import type { Catalogue, Entry, Shelf } from '../../../catalogue/catalogue.ts'
import { kindWords, lastPeriodOf } from '../../../ground/period.ts'
import { viewField } from '../../../ground/view.ts'
import { byConstants, constant, declareEnum } from '../../graph/declareEnum.ts'
import { nullable, Plain, Shape } from '../../graph/declareType.ts'
import { OverTimeEnum, SensitivityEnum, SharingEnum } from '../../graph/directive.ts'
import { allOfThem, isOnlyOne } from '../entities/roots.ts'

/** The kind of period of which a view speaks, as the schema names it. */
const PeriodEnum = declareEnum(
  'PeriodKind',
  { zh: '期别', en: 'The kind of a period' },
  byConstants(kindWords),
)

/** One line of the catalogue, as the graph answers it. */
@Shape('CatalogueFact', '目录中的数据项', 'A fact in the catalogue')
export class CatalogueFact {
  @Plain(String, '目录名称，公式中亦用之', 'Its full name, also in formulas')
  fact!: string

  @Plain([String], '提供部门', 'The departments that own it')
  departments!: readonly string[]

  @Plain(String, '所属视图', 'The view it stands in', nullable)
  view?: string

  @Plain(String, '所述对象', 'The entity it speaks of')
  entity!: string

  @Plain(PeriodEnum, '期别', 'The kind of its period', nullable)
  period?: string

  @Plain(String, '类型', 'Its type')
  type!: string

  @Plain(String, '计量单位', 'Its unit', nullable)
  unit?: string

  @Plain(OverTimeEnum, '随时间如何累计', 'How it adds up', nullable)
  overTime?: string

  @Plain(SharingEnum, '共享类型', 'Its sharing class')
  sharing!: string

  @Plain(SensitivityEnum, '敏感程度', 'Its sensitivity')
  sensitivity!: string

  @Plain(String, '不予共享的依据', 'Why it is withheld', nullable)
  legalBasis?: string

  @Plain(
    String,
    'open：无权读取者也可计数',
    'May be counted by those who may not read it',
    nullable,
  )
  aggregate?: string

  @Plain(String, '中文名称', 'Chinese name')
  zh!: string

  @Plain(String, '英文名称', 'English name')
  en!: string

  @Plain(String, '可直接粘贴的查询', 'A query ready to paste')
  query!: string
}

/** A view of a department, as the graph answers it. */
@Shape('View', '部门视图', 'A view of a department')
export class ViewType {
  @Plain(String, '目录名称', 'Its name in the catalogue')
  name!: string

  @Plain(String, '中文名称', 'Chinese name')
  zh!: string

  @Plain(String, '英文名称', 'English name')
  en!: string

  @Plain([String], '所述对象', 'The entities it speaks of')
  entities!: readonly string[]

  @Plain(PeriodEnum, '期别', 'The kind of its period', nullable)
  period?: string

  @Plain(String, '更新频率', 'How often it is published')
  updated!: string

  @Plain([CatalogueFact], '数据项', 'Its facts')
  facts!: readonly CatalogueFact[]
}

const exampleYear = 2019

/** A query that asks for one fact, ready to paste. */
export function exampleQuery({ fact, entity, shelf }: Entry): string {
  const { reference } = fact.type
  const asked = reference ? `${fact.name} { ... on Node { id } }` : fact.name
  const root = isOnlyOne(entity) ? 'city' : `${allOfThem(entity)}(first: 5) { nodes`
  const close = isOnlyOne(entity) ? '}' : '} }'
  const key = entity.key.name
  if (!shelf) return `{ ${root} { ${key === fact.name ? asked : `${key} ${asked}`} ${close} }`
  const period = shelf.per ? `(period: "${lastPeriodOf(exampleYear, shelf.per)}")` : ''
  const view = `${viewField(shelf.name, entity.name)}${period}`
  return `{ ${root} { ${key} ${shelf.namespace} { ${view} { ${asked} } } ${close} }`
}

/** A catalogue line as the graph answers it. */
export function asCatalogueFact(entry: Entry): CatalogueFact {
  const { name, fact, owners, entity, shelf } = entry
  const { word, unit, overTime, reference } = fact.type
  return {
    fact: name,
    departments: owners,
    entity: (shelf?.shelved ?? [entity]).map((one) => one.name).join('/'),
    type: reference ? reference.to().name : word,
    sharing: constant(fact.sharing),
    sensitivity: constant(fact.sensitivity),
    zh: fact.zh,
    en: fact.en,
    query: exampleQuery(entry),
    ...(shelf ? { view: shelf.name } : {}),
    ...(shelf?.per ? { period: constant(shelf.per) } : {}),
    ...(unit ? { unit } : {}),
    ...(overTime ? { overTime: constant(overTime) } : {}),
    ...(fact.legalBasis ? { legalBasis: fact.legalBasis } : {}),
    ...(fact.aggregate === 'open' ? { aggregate: fact.aggregate } : {}),
  }
}

function factsOf(catalogue: Catalogue, shelf: Shelf): CatalogueFact[] {
  return shelf.facts.map((fact) => asCatalogueFact(catalogue.entryOf(shelf, fact)))
}

/** The views of one department, with their facts. */
export function viewsOf(catalogue: Catalogue, slug: string): ViewType[] {
  return catalogue.shelves
    .filter(({ namespace }) => namespace === slug)
    .map((shelf) => ({
      name: `${slug}.${shelf.name}`,
      zh: shelf.zh,
      en: shelf.en,
      entities: shelf.shelved.map(({ name }) => name),
      updated: shelf.updated,
      facts: factsOf(catalogue, shelf),
      ...(shelf.per ? { period: constant(shelf.per) } : {}),
    }))
}
