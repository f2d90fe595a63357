import { Household } from '../../entities/household.ts'
import { Person } from '../../entities/person.ts'
import { Village } from '../../entities/village.ts'
import type { Fact } from '../../ground/fact.ts'
import { targetsOf } from '../../ground/factType.ts'
import { unitLabel } from '../../ground/unitLabel.ts'
import { type Deliverable, isOfHouseholds, isOfPersons } from '../deliverable.ts'
import {
  readHouseholdByHead,
  readHouseholdById,
  readHouseholdByPoliceNumber,
  readHouseholdByRegisterNumber,
  readKeyOf,
  readOwnNumber,
} from './cellKeys.ts'
import { periodReader } from './cellPeriods.ts'
import type { CellReader } from './cellReader.ts'
import { readerFor } from './cells.ts'

/** One column that a delivered file may have, and how its cells are read. */
export interface Column {
  /** Its name to a program: the field's own name, `villageCode`, `period`, `grainArea`. */
  readonly name: string
  /** Its heading to a clerk, with the unit in which officials write it: 年销售额(万元). */
  readonly heading: string
  /** Further headings under which it is known. */
  readonly aliases: readonly string[]
  readonly zh: string
  readonly en: string
  readonly role: 'key' | 'period' | 'each' | 'fact'
  /** The column of the table that it fills. */
  readonly fills: string
  readonly fact?: Fact
  readonly read: CellReader
  /** Whom it names, where that may be by an identity number: the tables know it as a keyed hash alone. */
  readonly names?: 'person' | 'household'
}

const tenThousand = 10_000

function headingOf(zh: string, unit: string): string {
  // Some names of facts carry their unit already: 食用菌(万棒).
  return zh.includes('(') || unit === '' ? zh : `${zh}(${unit})`
}

function whomItNames({ type: { reference } }: Fact): Pick<Column, 'names'> {
  const targets = reference ? targetsOf(reference) : []
  if (targets.includes(Household)) return { names: 'household' }
  return targets.includes(Person) ? { names: 'person' } : {}
}

/** A fact's column as a clerk fills it, in 万元 where officials write it so. */
function factColumns(fact: Fact): Column[] {
  const { name, column: fills, zh, en, type } = fact
  const common = { name, zh, en, role: 'fact', fills, fact, ...whomItNames(fact) } as const
  const unit = unitLabel(type.unit ?? '')
  if (!type.writtenIn) {
    return [{ ...common, heading: headingOf(zh, unit), aliases: [zh], read: readerFor(type) }]
  }
  const heading = `${zh}(万元)`
  const written = { ...common, heading, aliases: [], read: readerFor(type, { scale: tenThousand }) }
  return [written, { ...common, heading: `${zh}(${unit})`, aliases: [], read: readerFor(type) }]
}

const householdKeys = [
  [
    'headIdNumber',
    '户主公民身份号码',
    "Identity number of the household's head",
    readHouseholdByHead,
  ],
  [
    'policeHouseholdNo',
    '户号(公安)',
    'Number in the population register',
    readHouseholdByPoliceNumber,
  ],
  [
    'povertyRegisterNo',
    '建档立卡户编号',
    'Number in the poverty register',
    readHouseholdByRegisterNumber,
  ],
  ['householdId', '农户编号', "The gateway's own number", readHouseholdById],
] as const

/** The columns by one of which a row says of what it speaks. */
function keyColumnsIn(of: Deliverable): Column[] {
  const fills = of.keyColumn
  const key = (name: string, zh: string, en: string, read: CellReader): Column => {
    return { name, heading: zh, aliases: [], zh, en, role: 'key', fills, read }
  }
  if (isOfHouseholds(of)) {
    return householdKeys.map(([name, zh, en, read]) => ({
      ...key(name, zh, en, read),
      names: 'household',
    }))
  }
  if (isOfPersons(of)) {
    const idNumber = key('idNumber', '公民身份号码', 'Citizen identity number', readKeyOf('Person'))
    return [{ ...idNumber, names: 'person' }]
  }
  const [entity] = of.entities
  if (!entity) throw new Error(`${of.name} speaks of no entity`)
  const read = readKeyOf(of.entities.length > 1 ? 'LegalEntity' : entity.name)
  const isVillage = entity.cls === Village
  const zh = entity.isArea ? `${isVillage ? '村(社区)' : entity.zh}代码` : entity.key.zh
  const name = entity.isArea ? `${entity.name.toLowerCase()}Code` : entity.key.name
  return [key(name, zh, entity.key.en, read)]
}

/** All columns that a file of this view or entity may have; of a key or an amount, one way of several. */
export function columnsIn(of: Deliverable, today?: string): Column[] {
  const { per, each } = of
  const period: Column[] = per
    ? [
        {
          name: 'period',
          heading: '所属期',
          aliases: ['期间', '年度', '季度', '月份', '学期'],
          zh: '所属期',
          en: 'Period',
          role: 'period',
          fills: 'period',
          read: periodReader(per, today),
        },
      ]
    : []
  const finer: Column[] = each
    ? [
        {
          name: each.name,
          heading: each.zh,
          aliases: [],
          zh: each.zh,
          en: each.en,
          role: 'each',
          fills: each.column,
          read: readOwnNumber,
        },
      ]
    : []
  // The identity number of a person's own list is its key, and a fact besides: it is written once.
  const facts = of.facts.filter(
    ({ name }) => !(of.makesEntities && isOfPersons(of) && name === 'idNumber'),
  )
  return [...keyColumnsIn(of), ...period, ...finer, ...facts.flatMap(factColumns)]
}

/** A heading or name as it is compared: without blanks, brackets of either width alike, in small letters. */
export function comparable(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/[\s\u00a0]/g, '')
    .toLowerCase()
}
