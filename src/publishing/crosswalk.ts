import type { Bulk } from '../store/bulk.ts'
import type { Deliverable } from './deliverable.ts'
import { delivered } from './storing.ts'

/** Which rows say by what number a household is known: the number, the household, since when. */
const sources: Readonly<Record<string, (rows: string) => string>> = {
  Household: (
    rows,
  ) => `select 'no:' || d.household_no as number, d.household_id, current_date as since
    from ${rows} d where d.household_no is not null`,
  'povertyOffice.HouseholdRegister': (rows) => `select 'reg:' || d.register_no, d.household_id,
      make_date(left(d.period, 4)::int, 1, 1)
    from ${rows} d where d.register_no is not null`,
  'publicSecurity.Residence': (rows) => `select 'id:' || d.person_key, p.household_id, current_date
    from ${rows} d join shared.person p on p.person_key = d.person_key
    where d.relation_to_head = 'HEAD' and p.household_id is not null`,
}

/** The columns without which a delivery says nothing of a household's numbers. */
const needed: Readonly<Record<string, readonly string[]>> = {
  Household: ['household_no'],
  'povertyOffice.HouseholdRegister': ['register_no'],
  'publicSecurity.Residence': ['relation_to_head'],
}

/**
 * Learns from a delivery by which numbers households are known. The first household of a number has had
 * it always; when the number passes to another, the first has it until then.
 */
export async function learnHouseholdNumbers(
  bulk: Bulk,
  { name }: Deliverable,
  columns: readonly string[],
  rows: string = delivered,
): Promise<void> {
  const source = sources[name]?.(rows)
  if (!source || !needed[name]?.every((column) => columns.includes(column))) return
  await bulk.run(
    `create temp table told on commit drop as
      select distinct on (s.number) s.number, s.household_id, s.since
      from (${source}) s(number, household_id, since) order by s.number, s.since desc`,
  )
  await bulk.run('analyze told')
  // Known already to be this household's: nothing to learn.
  await bulk.run(
    `delete from told using publishing.household_number n
      where n.number = told.number and n.household_id = told.household_id and n.valid_until is null`,
  )
  await bulk.run(
    `update publishing.household_number n set valid_until = told.since from told
      where n.number = told.number and n.valid_until is null and n.valid_from < told.since`,
  )
  await bulk.run(
    `insert into publishing.household_number (number, valid_from, household_id)
      select told.number,
        case when exists (select from publishing.household_number n where n.number = told.number)
          then told.since else '-infinity'::date end,
        told.household_id
      from told
      on conflict (number, valid_from)
      do update set household_id = excluded.household_id, valid_until = null`,
  )
  await bulk.run('drop table told')
}
