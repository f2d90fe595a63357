import type { PublishedRow } from '../../ground/rowRule.ts'
import { Wrong } from '../cells/cellReader.ts'
import { type Column, columnsIn } from '../cells/columns.ts'
import { type Deliverable, isOfHouseholds, isOfPersons } from '../deliverable.ts'
import { exampleOf } from './templateExamples.ts'
import { mannerOfFinerKey, mannerOfHouseholdKey, mannerOfKey } from './templateKeys.ts'
import { type Manner, shownExample } from './templateManner.ts'
import { mannerOfPeriod, mannerOfType } from './templateTypes.ts'

/** A column of a template: what it is, how it is filled, and the headings that may stand in its place. */
export interface TemplateColumn {
  readonly column: Column
  readonly manner: Manner
  readonly others: readonly Column[]
}

function mannerOfKeyColumn(of: Deliverable, { name }: Column): Manner {
  const [entity, ...more] = of.entities
  if (isOfHouseholds(of)) return mannerOfHouseholdKey(name) ?? mannerOfKey('Household')
  if (isOfPersons(of)) return mannerOfKey('Person')
  return mannerOfKey(more.length > 0 ? 'LegalEntity' : (entity?.name ?? ''))
}

function mannerOf(of: Deliverable, column: Column): Manner {
  const { role, fact, name } = column
  if (role === 'period' && of.per) return mannerOfPeriod(of.per)
  if (role === 'each') return mannerOfFinerKey
  if (!fact) return mannerOfKeyColumn(of, column)
  const manner = mannerOfType(fact.type)
  return { ...manner, example: exampleOf(of, name, manner) }
}

/**
 * The columns to offer, the one to show first among those that say the same. The police's list names new
 * households, by the only number that they have from the start: it is asked for once.
 */
function offered(of: Deliverable): Column[] {
  const columns = columnsIn(of)
  if (!of.makesEntities || !isOfHouseholds(of)) return columns
  const isFirst = ({ name }: Column) => name === 'policeHouseholdNo'
  const others = columns.filter((column) => !isFirst(column) && column.name !== 'householdNo')
  return [...columns.filter(isFirst), ...others]
}

function canonical(columns: readonly TemplateColumn[]): PublishedRow {
  const values = columns.map(({ column, manner }) => {
    const value = column.read(shownExample(manner))
    return [column.name, value instanceof Wrong ? undefined : value] as const
  })
  return Object.fromEntries(values)
}

function doubled(columns: readonly TemplateColumn[], name: string | undefined): TemplateColumn[] {
  return columns.map((one) => {
    const { example } = one.manner
    if (one.column.name !== name || typeof example !== 'number') return one
    return { ...one, manner: { ...one.manner, example: example * 2 } }
  })
}

const mostRounds = 20

/** Lets the wholes of the example grow until they hold their parts, as the view's rules demand. */
function keepingTo({ rules }: Deliverable, columns: readonly TemplateColumn[]): TemplateColumn[] {
  let kept = [...columns]
  for (let round = 0; round < mostRounds; round += 1) {
    const row = canonical(kept)
    const broken = rules.find((rule) => !rule.holds(row))
    if (!broken) break
    kept = doubled(kept, broken.of.at(-1))
  }
  return kept
}

/** The columns of a template, each once, with an example that the view's rules let through. */
export function templateColumns(of: Deliverable): readonly TemplateColumn[] {
  const bySense = Map.groupBy(offered(of), ({ fills }) => fills)
  const columns = [...bySense.values()].flatMap(([column, ...others]) =>
    column ? [{ column, others, manner: mannerOf(of, column) }] : [],
  )
  return keepingTo(of, columns)
}

const anyOf = new Intl.ListFormat('zh', { type: 'disjunction' })

/** What a note says of the headings that may stand in a column's place; '' where there are none. */
export function otherHeadings({ others }: TemplateColumn): string {
  const headings = others.map(({ heading }) => `“${heading}”`)
  return headings.length > 0 ? `也可把表头换成${anyOf.format(headings)}，按该表头填写。` : ''
}

/** Whether every row has to say it. */
export function isRequired({ column: { role } }: TemplateColumn): boolean {
  return role !== 'fact'
}
