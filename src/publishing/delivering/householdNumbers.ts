import { sql } from 'kysely'
import { equal, listed, type Sql, tableOf } from '../../store/sqlPieces.ts'
import type { Transaction } from '../../store/transaction.ts'
import type { Deliverable } from '../deliverable.ts'
import type { Incoming } from './incoming.ts'
import { mostUnknownTold } from './inquiries.ts'
import { addUnknown, type Line } from './references.ts'
import { columnsOf, delivered, sameKey } from './storing.ts'

/** Which rows say by what number a household is known: the number, the household, since when. */
const sources: Readonly<Record<string, (rows: Sql) => Sql>> = {
  Household: (rows) => sql`
    select 'no:' || d.household_no as number, d.household_id, current_date as since
    from ${rows} d where d.household_no is not null`,
  'povertyOffice.HouseholdRegister': (rows) => sql`
    select 'reg:' || d.register_no, d.household_id, make_date(left(d.period, 4)::int, 1, 1)
    from ${rows} d where d.register_no is not null`,
  'publicSecurity.Residence': (rows) => sql`
    select 'id:' || d.person_key, p.household_id, current_date
    from ${rows} d join shared.person p on p.person_key = d.person_key
    where d.relation_to_head = 'HEAD' and p.household_id is not null`,
}

/** The columns without which a delivery says nothing of a household's numbers. */
const needed: Readonly<Record<string, readonly string[]>> = {
  Household: ['household_no'],
  'povertyOffice.HouseholdRegister': ['register_no'],
  'publicSecurity.Residence': ['relation_to_head'],
}

/** From which rows numbers are learned, and which of them: all, where nothing else is said. */
interface Learned {
  readonly rows?: Sql
  /** A query of numbers. */
  readonly only?: Sql
}

/**
 * Learns from a batch by which numbers households are known. A number means the household that was last
 * said to have it by then; before anything was said, the first that ever had it.
 */
export async function learnHouseholdNumbers(
  { transaction, of, columns }: Pick<Incoming, 'transaction' | 'of' | 'columns'>,
  batch: string,
  { rows = delivered, only }: Learned = {},
): Promise<void> {
  const source = sources[of.name]?.(rows)
  if (!source || !needed[of.name]?.every((column) => columns.includes(column))) return
  // Only where a number passes from one household to another is there anything to be noted.
  await transaction.run(
    sql`create temp table told on commit drop as
      select number, household_id, since from (
        select number, household_id, since,
          lag(household_id) over (partition by number order by since) as before
        from (select distinct on (s.number, s.since) s.number, s.household_id, s.since
          from (${source}) s(number, household_id, since)
          ${only ? sql`where s.number in (${only})` : sql``} order by s.number, s.since) said
      ) passed
      where before is distinct from household_id`,
  )
  await transaction.run(sql`analyze told`)
  // What is said again of the same household is nothing new.
  await transaction.run(
    sql`delete from told using publishing.household_number n
      where n.number = told.number and n.household_id = told.household_id
      and n.valid_from <= told.since and (n.valid_until is null or n.valid_until > told.since)`,
  )
  await transaction.run(
    sql`insert into publishing.household_number (number, valid_from, household_id, batch)
      select number, since, household_id, ${batch}::bigint from told
      on conflict (number, valid_from)
      do update set household_id = excluded.household_id, batch = excluded.batch`,
  )
  await closeIntervals(transaction, sql`select number from told`)
  await transaction.run(sql`drop table told`)
}

/** Numbers of which each is one household's alone, at once or in one period. */
const ofOneHousehold: Readonly<Record<string, { readonly column: string; readonly zh: string }>> = {
  Household: { column: 'household_no', zh: '户号' },
  'povertyOffice.HouseholdRegister': { column: 'register_no', zh: '贫困户编号' },
}

/** A number that stands for another household may not be given away with it. Answers of how many it was told. */
export async function lookForTakenNumbers(incoming: Incoming): Promise<number> {
  const { transaction, of, columns, faults } = incoming
  const { column, zh } = ofOneHousehold[of.name] ?? {}
  if (!column || !columns.includes(column)) return 0
  const told = [column, ...(of.per ? ['period'] : [])]
  const same = (other: string) => equal(told, 'd', other)
  // Two joins and no condition with "or": a million numbers are compared at once, and not one by one.
  const lines = await transaction.rows<Line>(
    sql`select distinct line from (
        select d.line from ${delivered} d join (
          select ${listed(told)} from ${delivered} group by ${listed(told)}
          having min(household_id) <> max(household_id)) o on ${same('o')}
        union all
        select d.line from ${delivered} d
        join ${tableOf(of)} t on ${same('t')} and t.household_id <> d.household_id
        where not exists (select from ${delivered} o where ${sameKey(of, 'o', 't')})
      ) taken order by line limit ${mostUnknownTold}`,
  )
  addUnknown(faults, lines, {
    column: zh as string,
    zh: '这个编号在同一期已属于另一农户；请核对，确已改号的，请把原农户的行一并报送。',
    en: "The number is another household's for this time; check it, and where it has passed on, deliver that household's row as well.",
  })
  return lines.length
}

/** Forgets what a batch told of households' numbers, when it is taken back; what others say too stands. */
export async function forgetHouseholdNumbers(
  transaction: Transaction,
  of: Deliverable,
  withdrawn: string,
  batch: string,
): Promise<void> {
  await transaction.run(
    sql`create temp table untold on commit drop as
      select distinct number from publishing.household_number where batch = ${withdrawn}`,
  )
  await transaction.run(sql`delete from publishing.household_number where batch = ${withdrawn}`)
  const untold = sql`select number from untold`
  await closeIntervals(transaction, untold)
  await learnHouseholdNumbers({ transaction, of, columns: columnsOf(of) }, batch, {
    rows: tableOf(of),
    only: untold,
  })
}

/** A number is a household's until it is said to be another's. */
async function closeIntervals(transaction: Transaction, numbers: Sql): Promise<void> {
  await transaction.run(
    sql`update publishing.household_number n set valid_until = i.next from (
        select number, valid_from,
          lead(valid_from) over (partition by number order by valid_from) as next
        from publishing.household_number where number in (${numbers})
      ) i
      where i.number = n.number and i.valid_from = n.valid_from
      and n.valid_until is distinct from i.next`,
  )
}
