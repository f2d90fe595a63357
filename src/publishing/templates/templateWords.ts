import { Household } from '../../entities/household.ts'
import { Person } from '../../entities/person.ts'
import { entityOf } from '../../ground/entity.ts'
import type { Fact } from '../../ground/fact.ts'
import type { Class } from '../../ground/factType.ts'
import { inWords } from '../../ground/rowRule.ts'
import { legalBases, sensitivities, sharingClasses } from '../../ground/sharing.ts'
import { unitLabel } from '../../ground/unitLabel.ts'
import type { Deliverable } from '../deliverable.ts'
import { isRequired, otherHeadings, type TemplateColumn } from './templateColumns.ts'
import { shownExample } from './templateManner.ts'

/** What the explanation says of a column, under the headings of its own table. */
export type Explained = Readonly<Record<(typeof explainedHeadings)[number], string>>

/** The headings of the explanation's table. */
export const explainedHeadings = [
  '表头',
  '字段名',
  '含义',
  '英文含义',
  '必填',
  '单位',
  '类型',
  '怎样填写',
  '示例',
  '可填的值',
  '共享类型',
  '敏感程度',
  '行内规则',
] as const

/** The facts behind the numbers by which persons and households are named. */
const personalKeys: Readonly<Record<string, readonly [entity: Class, fact: string]>> = {
  idNumber: [Person, 'idNumber'],
  headIdNumber: [Person, 'idNumber'],
  policeHouseholdNo: [Household, 'householdNo'],
}

/** The fact whose class a column has: its own, or that of the key or number that it holds. */
function classed(of: Deliverable, { column }: TemplateColumn): Fact | undefined {
  const { role, fact, name } = column
  if (fact || role !== 'key') return fact
  const [entity, number] = personalKeys[name] ?? []
  return entity ? entityOf(entity).facts.find((one) => one.name === number) : of.entities[0]?.key
}

function sharingOf({ sharing, legalBasis }: Fact): string {
  const { zh } = sharingClasses[sharing]
  return legalBasis ? `${zh}(依据:${legalBases[legalBasis].zh})` : zh
}

function unitOf({ column: { fact } }: TemplateColumn): string {
  const { unit = '', writtenIn } = fact?.type ?? {}
  return writtenIn ? '万元' : unitLabel(unit)
}

function permitted({ column: { fact }, manner: { options = [] } }: TemplateColumn): string {
  const members = fact?.type.enumeration?.members
  if (!members) return options.join('、')
  return members.map(({ zh, code }) => (code === undefined ? zh : `${zh}(${code})`)).join('；')
}

function rulesOn(of: Deliverable, name: string, columns: readonly TemplateColumn[]): string {
  const called = (fact: string) =>
    `“${columns.find(({ column }) => column.name === fact)?.column.heading ?? fact}”`
  const rules = of.rules.filter((rule) => rule.of.includes(name))
  return rules.map((rule) => inWords(rule, called).zh).join('')
}

/** Says in words what a clerk has to know of each column. */
export function explained(of: Deliverable, columns: readonly TemplateColumn[]): Explained[] {
  return columns.map((template) => {
    const { column, manner } = template
    const { heading, name, zh, en, fact } = column
    const source = classed(of, template)
    return {
      表头: heading,
      字段名: name,
      含义: fact?.note ? `${zh}(${fact.note})` : zh,
      英文含义: en,
      必填: isRequired(template) ? '必填' : '选填',
      单位: unitOf(template),
      类型: manner.kind,
      怎样填写: manner.how + otherHeadings(template),
      示例: shownExample(manner),
      可填的值: permitted(template),
      共享类型: source ? sharingOf(source) : '',
      敏感程度: source ? sensitivities[source.sensitivity].zh : '',
      行内规则: rulesOn(of, name, columns),
    }
  })
}
