/** A figure of every village by SQL that somebody wrote for it alone: rows of `area` and `value`, null where there is none. */
export interface Handwritten {
  readonly code: string
  readonly what: string
  readonly sql: string
}

const year = '2020'

/** Statements written for one figure each, with nothing in them that it does not need. */
export const handwritten: readonly Handwritten[] = [
  {
    code: 'C01',
    what: 'two views of the village',
    sql: `select v.code as area, round(100.0 * s.remaining_poor_persons / nullif(p.rural_population, 0), 2) as value
      from shared.village v
      left join poverty_office.village_status s on s.village_code = v.code and s.period = '${year}'
      left join lateral (select rural_population from public_security.village_population
        where village_code = v.code and period > '${year}' and period <= '${year}-12'
        order by period desc limit 1) p on true`,
  },
  {
    code: 'A03',
    what: 'growth over the year before',
    sql: `select v.code as area,
        round(100 * (b.disposable_income_per_capita / nullif(a.disposable_income_per_capita, 0) - 1), 2) as value
      from shared.village v
      left join statistics.village_income b on b.village_code = v.code and b.period = '2020'
      left join statistics.village_income a on a.village_code = v.code and a.period = '2019'`,
  },
  {
    code: 'B01',
    what: 'a million households',
    sql: `with rated as (
        select h.village_code, count(*) filter (where c.credit_grade <> 'UNRATED') as number
        from shared.household h
        join rural_credit.household_credit c on c.household_id = h.household_id and c.period = '${year}'
        group by h.village_code)
      select v.code as area, round(100.0 * r.number / nullif(p.household_count, 0), 2) as value
      from shared.village v
      left join rated r on r.village_code = v.code
      left join lateral (select household_count from public_security.village_population
        where village_code = v.code and period > '${year}' and period <= '${year}-12'
        order by period desc limit 1) p on true`,
  },
  {
    code: 'B05',
    what: 'loans at the end of the year',
    sql: `select v.code as area, round(100 * b.bad / nullif(b.balance, 0), 2) as value
      from shared.village v left join (
        select l.area_code, sum(r.outstanding_balance) as balance,
          sum(r.outstanding_balance) filter (where r.risk_class in ('SUBSTANDARD', 'DOUBTFUL', 'LOSS')) as bad
        from shared.loan l join banking_regulator.loan_risk r using (contract_no)
        where r.period = '${year}-12' group by l.area_code) b on b.area_code = v.code`,
  },
  {
    code: 'C03',
    what: 'registered households by income',
    sql: `select v.code as area, round(100.0 * r.pass / nullif(r.members, 0), 2) as value
      from shared.village v left join (
        select h.village_code, sum(member_count) as members,
          sum(member_count) filter (where net_income_per_capita >= 4000) as pass
        from shared.household h
        join poverty_office.household_register r on r.household_id = h.household_id and r.period = '${year}'
        group by h.village_code) r on r.village_code = v.code`,
  },
  {
    code: 'C04',
    what: 'six departments, households and their members',
    sql: `with children as (
        select p.household_id, bool_and(not e.school_age_flag
          or coalesce(e.enrolled_flag, false) or coalesce(e.home_teaching_flag, false)
          or coalesce(e.exempt_flag, false)) as pass
        from shared.person p join education.compulsory_education e
          on e.person_key = p.person_key and e.period = '${year}-T1'
        group by p.household_id),
      insured as (
        select p.household_id, bool_and(coalesce(c.insured_flag, false)) as pass
        from shared.person p left join health.health_coverage c
          on c.person_key = p.person_key and c.period = '${year}'
        group by p.household_id),
      passing as (
        select h.village_code, count(*) filter (where r.no_worry_food_clothing
          and (d.house_safe or m.moved_in_date <= '${year}-12-31')
          and coalesce(e.pass, true) and coalesce(i.pass, true) and w.safe_water) as number
        from poverty_office.household_register r
        join shared.household h on h.household_id = r.household_id
        left join housing.dangerous_house d on d.household_id = r.household_id and d.period = '${year}'
        left join eco_migration.relocated_household m on m.household_id = r.household_id
        left join water.safe_water w on w.household_id = r.household_id and w.period = '${year}'
        left join children e on e.household_id = r.household_id
        left join insured i on i.household_id = r.household_id
        where r.period = '${year}' group by h.village_code)
      select v.code as area, round(100.0 * p.number / nullif(s.registered_households, 0), 2) as value
      from shared.village v
      left join poverty_office.village_status s on s.village_code = v.code and s.period = '${year}'
      left join passing p on p.village_code = v.code`,
  },
  {
    code: 'C05',
    what: 'households to enterprises',
    sql: `with serious as (
        select distinct uscc from market_regulation.abnormal_list where list_kind = 'SERIOUS'
          and listed_date <= '${year}-12-31' and not coalesce(removed_date <= '${year}-12-31', false)),
      linked as (
        select h.village_code, count(*) filter (where e.operating_status = 'ACTIVE' and s.uscc is null) as number
        from poverty_office.household_register r
        join shared.household h on h.household_id = r.household_id
        left join market_regulation.entity_registration e on e.uscc = r.linked_entity_uscc
        left join serious s on s.uscc = r.linked_entity_uscc
        where r.period = '${year}' group by h.village_code)
      select v.code as area, round(100.0 * l.number / nullif(s.registered_households, 0), 2) as value
      from shared.village v
      left join poverty_office.village_status s on s.village_code = v.code and s.period = '${year}'
      left join linked l on l.village_code = v.code`,
  },
  {
    code: 'C06',
    what: 'every quarter of each household',
    sql: `with visits as (
        select household_id, case when count(visit_count) = 4 then min(visit_count) end as least,
          max(helper_ref) filter (where period = '${year}-Q4') as helper
        from org_dept.pairing_assistance
        where period > '${year}' and period <= '${year}-Q4' group by household_id),
      kept as (
        select h.village_code, count(*) filter (where v.helper is not null and v.least >= 3) as number
        from visits v
        join poverty_office.household_register r on r.household_id = v.household_id and r.period = '${year}'
        join shared.household h on h.household_id = v.household_id
        where r.register_no is not null group by h.village_code)
      select v.code as area, round(100.0 * k.number / nullif(s.registered_households, 0), 2) as value
      from shared.village v
      left join poverty_office.village_status s on s.village_code = v.code and s.period = '${year}'
      left join kept k on k.village_code = v.code`,
  },
  {
    code: 'T02',
    what: 'different borrowers of the year',
    sql: `select v.code as area, coalesce(b.number, 0)::numeric as value
      from shared.village v left join (
        select l.area_code, count(distinct g.borrower_ref) as number
        from rural_credit.loan_ledger g
        join shared.loan l using (contract_no)
        join poverty_office.household_register r on r.household_id = g.borrower_ref and r.period = '${year}'
        where g.disbursed_date between '${year}-01-01' and '${year}-12-31' and r.register_no is not null
        group by l.area_code) b on b.area_code = v.code`,
  },
]
