import { sql } from 'kysely'
import { Household } from '../../entities/household.ts'
import { Person } from '../../entities/person.ts'
import { type Entity, entityOf } from '../../ground/entity.ts'
import type { Fact } from '../../ground/fact.ts'
import { targetsOf } from '../../ground/factType.ts'
import { liesInArea, listed, type Sql, tableOf } from '../../store/sqlPieces.ts'
import { type Deliverable, factsOfOthers, isOfHouseholds, isOfPersons } from '../deliverable.ts'
import type { Fault, FaultList } from '../fault.ts'
import type { Incoming } from './incoming.ts'
import { mostUnknownTold } from './inquiries.ts'
import { delivered } from './storing.ts'

/** How many lines of one kind of fault are asked of the database. */
const mostAsked = 1_000

export interface Line {
  readonly line: number
  readonly value: string
}

function targetEntities({ type: { reference } }: Fact): Entity[] {
  return reference ? targetsOf(reference).map(entityOf) : []
}

/**
 * Holds where a column's key is none of these entities', in the area if one is said. Each is asked for
 * itself, so that a million keys are compared at once and not looked up one by one.
 */
function isNoneOf(entities: readonly Entity[], column: string, area: string | undefined): Sql {
  const each = entities.map((entity) => {
    const { key, place } = entity
    const within = area ? sql`and ${liesInArea(sql.id('e', place.column), area)}` : sql``
    return sql`not exists (select from ${tableOf(entity)} e
      where ${sql.id('e', key.column)} = ${sql.id('d', column)} ${within})`
  })
  return sql.join(each, sql` and `)
}

function addAll(faults: FaultList, lines: readonly Line[], say: (line: Line) => Fault): void {
  for (const line of lines) faults.add({ line: line.line, ...say(line) })
}

/** The columns of a delivery that name a household: its key, and facts that point at one. */
function householdColumns(of: Deliverable, columns: readonly string[]): string[] {
  const naming = of.facts.filter(
    (fact) =>
      columns.includes(fact.column) && targetEntities(fact).some(({ cls }) => cls === Household),
  )
  return [...(isOfHouseholds(of) ? [of.keyColumn] : []), ...naming.map(({ column }) => column)]
}

/** The same words for what does not exist and for what lies elsewhere: nobody learns which it is. */
function noSuch(zh: string, en: string): Pick<Fault, 'zh' | 'en'> {
  return {
    zh: `没有这个${zh}，或不在您的辖区内；请核对编号，新增的${zh}应先由名册的管理部门报送。`,
    en: `No such ${en} exists, or it lies outside your area; check the number. The department that keeps the list delivers new ones first.`,
  }
}

/** Finds the households by whatever number the delivery names them. */
export async function findHouseholds({ transaction, of, columns }: Incoming): Promise<void> {
  const on = of.per ? lastDayOf(sql`d.period`) : sql`current_date`
  for (const column of householdColumns(of, columns)) {
    const name = sql.id(column)
    await transaction.run(
      sql`update ${delivered} d set ${name} = n.household_id from publishing.household_number n
        where position(':' in d.${name}) > 0 and n.number = d.${name}
        and (n.valid_until is null or n.valid_until > ${on})
        and (n.valid_from <= ${on} or not exists (
          select from publishing.household_number e
          where e.number = n.number and e.valid_from < n.valid_from))`,
    )
  }
}

/** Whether a delivery speaks of households or persons by their numbers. */
export function namesPeople({ of, columns }: Incoming): boolean {
  return isOfPersons(of) || householdColumns(of, columns).length > 0
}

/**
 * A household named by a number that nobody has is none: the number is not stored in place of it. To who is
 * bound to an area, a household elsewhere is none either. Answers how many lines were told so.
 */
export async function lookForHouseholds(incoming: Incoming): Promise<number> {
  const { transaction, of, columns, faults } = incoming
  const { area } = incoming.publisher
  let told = 0
  for (const column of householdColumns(of, columns)) {
    // Whom rows are about is looked for with all keys.
    if (column === of.keyColumn && !of.makesEntities) continue
    const named = sql.id('d', column)
    const isElsewhere =
      area && column !== of.keyColumn
        ? sql`or starts_with(${named}, 'H') and ${isNoneOf([entityOf(Household)], column, area)}`
        : sql``
    const lines = await transaction.rows<Line>(
      sql`select d.line from ${delivered} d where position(':' in ${named}) > 0 ${isElsewhere}
        order by d.line limit ${mostUnknownTold}`,
    )
    const fact = of.facts.find((one) => one.column === column)
    const where = fact ? { column: fact.zh } : {}
    addUnknown(faults, lines, { ...where, ...noSuch('农户', 'household') })
    told += lines.length
  }
  return told
}

/** Tells of lines by whom is known here; of many, not of all. */
export function addUnknown(faults: FaultList, lines: readonly Line[], fault: Fault): void {
  addAll(faults, lines, () => fault)
  if (lines.length < mostUnknownTold) return
  faults.add({
    zh: `为保护个人信息，此类问题只列出前 ${mostUnknownTold} 行；请改正后重新报送。`,
    en: `To protect persons, only the first ${mostUnknownTold} lines of this kind are listed; mend them and deliver again.`,
  })
}

/** The last day of the year of a period; numbers pass on by years, not by days. */
function lastDayOf(period: Sql): Sql {
  return sql`make_date(left(${period}, 4)::int, 12, 31)`
}

/**
 * Names the households of the police's list that the gateway does not know yet. The name follows from
 * the number and a secret, so that the same list a second time names them alike. Whoever may not say the
 * number names nobody by it.
 */
export async function nameNewHouseholds(
  incoming: Incoming,
  secret: string,
): Promise<readonly string[]> {
  const { transaction, of, columns, faults } = incoming
  const { department } = incoming.publisher
  if (!of.makesEntities || !isOfHouseholds(of)) return columns
  if (factsOfOthers(of, department).some(({ column }) => column === 'household_no')) return columns
  const [key, number] = [sql.id('household_id'), sql.id('household_no')]
  const [row] = await transaction.rows<{ named: boolean }>(
    sql`select exists (select from ${delivered} where starts_with(${key}, 'no:')) as named`,
  )
  // Without the police's number in the place of the key there is nobody to be named.
  if (!row?.named) return columns
  const knows = columns.includes('household_no')
  if (!knows) await transaction.run(sql`alter table ${delivered} add column ${number} text`)
  await transaction.run(
    sql`update ${delivered} set ${number} = substr(${key}, 4)
      where starts_with(${key}, 'no:') and ${number} is null`,
  )
  await findHouseholds(incoming)
  const torn = await transaction.rows<Line>(
    sql`select line from ${delivered}
      where starts_with(${key}, 'no:') and ${number} <> substr(${key}, 4) order by line limit ${mostAsked}`,
  )
  addAll(faults, torn, () => ({
    zh: '新农户的两列户号不一致；请写成同一个。',
    en: 'Two columns give this new household two numbers; write the same in both.',
  }))
  await transaction.run(
    sql`update ${delivered} set ${key} = 'H9' || lpad((('x' || substr(encode(sha256(
        convert_to(${secret}::text || ${key}, 'UTF8')), 'hex'), 1, 13))::bit(52)::bigint)::text, 16, '0')
      where starts_with(${key}, 'no:')`,
  )
  return knows ? columns : [...columns, 'household_no']
}

/**
 * What a row is about must exist, and lie in the publisher's area. Rows of which it does not are told of, and
 * then not looked at any more, so that nothing else is told of what lies elsewhere. Answers of how many people
 * it was told.
 */
export async function lookForKeys({
  transaction,
  of,
  publisher,
  faults,
}: Incoming): Promise<number> {
  const { area } = publisher
  if (of.makesEntities) return 0
  const isPersonal = isOfHouseholds(of) || isOfPersons(of)
  const isUnknown = isNoneOf(of.entities, of.keyColumn, area)
  const lines = await transaction.rows<Line>(
    sql`select d.line, ${sql.id('d', of.keyColumn)} as value from ${delivered} d
      where ${isUnknown} order by d.line limit ${isPersonal ? mostUnknownTold : mostAsked}`,
  )
  if (lines.length > 0) await transaction.run(sql`delete from ${delivered} d where ${isUnknown}`)
  const zh = of.entities.map((entity) => entity.zh).join('或')
  const en = of.entities.map((entity) => entity.en.toLowerCase()).join(' or ')
  if (isPersonal) addUnknown(faults, lines, noSuch(zh, en))
  else addAll(faults, lines, ({ value }) => ({ value, ...noSuch(zh, en) }))
  return isPersonal ? lines.length : 0
}

/** The same row may not stand twice in one file. */
export async function lookForDoubles({ transaction, of, faults }: Incoming): Promise<void> {
  const doubles = await transaction.rows<{ lines: number[] }>(
    sql`select (array_agg(line order by line))[1:10] as lines from ${delivered}
      group by ${listed(of.keyColumns)} having count(*) > 1 order by min(line) limit ${mostAsked}`,
  )
  for (const { lines } of doubles) {
    const [first, ...others] = lines
    faults.add({
      line: others[0] ?? 0,
      zh: `第 ${lines.join('、')} 行说的是同一${of.per ? '对象的同一期' : '对象'}；请只保留一行。`,
      en: `Lines ${lines.join(', ')} speak of the same thing${of.per ? ' and period' : ''} as line ${first}; keep only one of them.`,
    })
  }
}

/** What an entity's own row points at must exist: a household lives in a village that there is. */
export async function lookForPlaces(incoming: Incoming): Promise<void> {
  const { transaction, of, columns, faults } = incoming
  const { area } = incoming.publisher
  const place = of.entities[0]?.place
  if (!of.makesEntities || !place?.type.reference || !columns.includes(place.column)) return
  const lines = await transaction.rows<Line>(
    sql`select d.line, ${sql.id('d', place.column)} as value from ${delivered} d
      where ${sql.id('d', place.column)} is not null
      and ${isNoneOf(targetEntities(place), place.column, area)}
      order by d.line limit ${mostAsked}`,
  )
  addAll(faults, lines, ({ value }) => ({
    column: place.zh,
    value,
    zh: '没有这个区域，或不在您的辖区内；请核对统计用区划代码(2017年版)。',
    en: 'No such area exists, or it lies outside yours; check the statistical area code (edition of 2017).',
  }))
}

/** A reference that leads nowhere, counted: it is kept, and told of. */
export interface Unresolved {
  readonly column: string
  readonly rows: number
  readonly firstLine: number
}

/**
 * Counts references to things that nobody has listed yet, or that lie outside the publisher's area; whether a
 * person is listed is not told so.
 */
export async function countUnresolved(incoming: Incoming): Promise<Unresolved[]> {
  const { transaction, of, columns } = incoming
  const { area } = incoming.publisher
  const found: Unresolved[] = []
  for (const fact of of.facts) {
    const { column, zh } = fact
    const targets = targetEntities(fact)
    const isPersonal = targets.some(({ cls }) => cls === Household || cls === Person)
    if (targets.length === 0 || isPersonal || !columns.includes(column)) continue
    const [row] = await transaction.rows<{ rows: string; first: number }>(
      sql`select count(*) as rows, min(d.line) as first from ${delivered} d
        where ${sql.id('d', column)} is not null and ${isNoneOf(targets, column, area)}`,
    )
    const rows = Number(row?.rows ?? 0)
    if (rows > 0) found.push({ column: zh, rows, firstLine: row?.first ?? 0 })
  }
  return found
}
