import { Decimal } from 'decimal.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomFrom } from './judging/randomOperations.ts'
import { plus, Span, type Sum } from './judging/span.ts'
import {
  office,
  openTestGateway,
  ownDatabase,
  reader,
  type TestGateway,
  type Who,
} from './prepare/gateway.ts'

/** Who may read nothing of what the figures below are made of, and who sees all of them. */
const outsider = reader('education')

const counties = ['520602', '520622', '520624']
const years = ['2018', '2019', '2020']
const parts = ['2019-Q1', '2019-H1', '2019-Q3']
/** Figures that can be asked for parts of a year, and those that cannot. */
const within = ['S02', 'S12', 'S13', 'T15']
const yearly = ['S03', 'T01', 'T02', 'T03']
const tables = [
  { codes: within, periods: [...years, ...parts] },
  { codes: yearly, periods: years },
]

/** One figure of one area in one period, as somebody is told it. */
interface Cell {
  readonly code: string
  readonly area: string
  readonly period: string
  readonly value: string | null
  readonly status: string
}

let city: TestGateway
/** The same city, at a gateway whose operator shows nothing of fewer than thirty. */
let strict: TestGateway
let villagesIn: Map<string, string[]>
let seen: Cell[]
let truth: Map<string, Cell>
const nameOf = ({ code, area, period }: Omit<Cell, 'value' | 'status'>) =>
  `${code} ${area} ${period}`

beforeAll(async () => {
  const databaseUrl = await ownDatabase()
  city = await openTestGateway(undefined, { databaseUrl })
  await makeCity()
  strict = await openTestGateway(undefined, { databaseUrl, settings: { FEWEST_SHOWN: '30' } })
  seen = await cellsFor(outsider)
  villagesIn = await villagesByArea()
  truth = new Map((await cellsFor(office)).map((cell) => [nameOf(cell), cell]))
})
afterAll(async () => {
  await strict.close()
  await city.close()
})

/** Some households in villages of two counties, of which few have what the figures add up. */
async function makeCity(): Promise<void> {
  const random = randomFrom(20261127)
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  const villages = await city.sql(
    `select v.code from shared.village v join (
        select code from shared.township where county_code = any($1) and code not in (
          select township_code from shared.village v join shared.village_standing s
            on s.village_code = v.code and s.zone_code is not null)
        order by md5(code) limit 9) t on t.code = v.township_code
      union select village_code from shared.village_standing where zone_code is not null order by 1`,
    [counties],
  )
  // A zone that cuts townships: every third village lies in it.
  const cut = villages.filter((_, at) => at % 3 === 0).map(({ code }) => code)
  await city.sql(
    `update shared.village_standing set zone_code = (select min(zone_code) from shared.village_standing)
      where village_code = any($1)`,
    [cut],
  )
  const made = Object.fromEntries(Object.values(tablesMade).map((table) => [table, [] as object[]]))
  const add = (table: keyof typeof tablesMade, row: object) => made[tablesMade[table]]?.push(row)
  for (const { code } of villages) {
    for (let left = upTo(upTo(3) === 0 ? 60 : 14); left > 0; left--) {
      const household_id = `${code}-${left}`
      add('household', { household_id, village_code: code })
      for (const period of years) {
        const amount = () => 1000 + upTo(9000)
        const day = () => `${period}-0${1 + upTo(8)}-11`
        const register_no = `R-${household_id}`
        if (upTo(2) > 0)
          add('register', { household_id, period, register_no, member_count: 1 + upTo(5) })
        if (upTo(2) === 0) add('house', { household_id, period, subsidy_amount: amount() })
        if (upTo(3) === 0) {
          const relief_no = `N-${period}`
          add('relief', { household_id, relief_no, relief_amount: amount(), relief_date: day() })
        }
        if (upTo(3) > 1) continue
        const contract_no = `${household_id}-${period}`
        add('loan', { contract_no, area_code: code })
        add('ledger', {
          contract_no,
          borrower_kind: 'HOUSEHOLD',
          borrower_ref: household_id,
          product: upTo(4) === 0 ? 'OTHER' : 'JINGFU',
          disbursed_amount: amount(),
          disbursed_date: day(),
        })
        for (const quarter of [1, 2, 3, 4]) {
          const paid = { subsidy_amount: 10 + upTo(90), payment_status: 'PAID' }
          if (upTo(1) === 0)
            add('subsidy', { contract_no, period: `${period}-Q${quarter}`, ...paid })
        }
      }
    }
  }
  for (const [table, rows] of Object.entries(made)) {
    const columns = Object.keys(rows[0] ?? {}).join(', ')
    await city.sql(`truncate ${table}`)
    await city.sql(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows)],
    )
  }
}

const tablesMade = {
  household: 'shared.household',
  loan: 'shared.loan',
  ledger: 'rural_credit.loan_ledger',
  subsidy: 'finance.interest_subsidy',
  relief: 'civil_affairs.social_relief',
  house: 'housing.dangerous_house',
  register: 'poverty_office.household_register',
} as const

/** All figures of all areas that have any, as somebody is told them. */
async function cellsFor(who: Who, from = city): Promise<Cell[]> {
  const extents = [
    'level: CITY',
    'level: ZONE',
    'level: COUNTY',
    ...counties.flatMap((county) =>
      ['TOWNSHIP', 'VILLAGE'].map((level) => `level: ${level}, within: "${county}"`),
    ),
  ]
  const cells: Cell[] = []
  for (const extent of extents) {
    for (const { codes, periods } of tables) {
      const { data, errors } = await from.ask(
        who,
        `query ($codes: [String!]!, $periods: [Period!]!) {
          table: indicatorValues(${extent}, codes: $codes, periods: $periods) {
            nodes { areaCode period values { code value status } } } }`,
        { variables: { codes, periods } },
      )
      expect(errors).toEqual([])
      for (const { areaCode, period, values } of data.table.nodes) {
        for (const value of values) cells.push({ ...value, area: areaCode, period })
      }
    }
  }
  return cells
}

/** The villages of an area in a year, by the database. */
async function villagesByArea(): Promise<Map<string, string[]>> {
  const rows = await city.sql(
    `select v.code, v.township_code, v.county_code, s.period, s.zone_code from shared.village v
      join shared.village_standing s on s.village_code = v.code where s.period = any($1)`,
    [years],
  )
  const found = new Map<string, string[]>()
  for (const { code, township_code, county_code, period, zone_code } of rows) {
    for (const area of [code, township_code, county_code, zone_code, code.slice(0, 4)]) {
      if (area === null) continue
      const name = `${area} ${period}`
      found.set(name, [...(found.get(name) ?? []), code])
    }
  }
  return found
}

const nothing: Sum = new Map()

/** A figure as what it is made of: its villages' figures, and of what adds up over years those of each year. */
function sumOf({ code, area, period }: Omit<Cell, 'value' | 'status'>): Sum {
  const villages = villagesIn.get(`${area} ${period.slice(0, 4)}`) ?? []
  const of = (one: string, when: string): Sum =>
    new Map(villages.map((village) => [nameOf({ code: one, area: village, period: when }), 1]))
  if (code !== 'T15') return of(code, period)
  const before = years.filter((year) => year < period.slice(0, 4))
  return [...before, period].reduce((all, when) => plus(all, of('S13', when)), nothing)
}

/** What a sum comes to, by what the office is told of its parts. */
function amountOf(sum: Sum): string {
  const all = [...sum].map(([name, often]) => new Decimal(truth.get(name)?.value ?? 0).times(often))
  return all.reduce((one, other) => one.plus(other), new Decimal(0)).toString()
}

describe('what few households have', () => {
  test('is made of what is searched below: areas are their villages, years what was lent in them', () => {
    const wrong = [...truth.values()].filter(
      (cell) =>
        cell.status === 'OK' && amountOf(sumOf(cell)) !== new Decimal(cell.value ?? 0).toString(),
    )
    expect(wrong).toEqual([])
    expect(
      [...truth.values()].filter(({ status, value }) => status === 'OK' && Number(value) > 0)
        .length,
    ).toBeGreaterThan(500)
  })

  test.each([
    ['S03', 'household_id, period, subsidy_amount from housing.dangerous_house'],
    [
      'S02',
      "household_id, to_char(relief_date, 'YYYY'), relief_amount from civil_affairs.social_relief",
    ],
    [
      'S13',
      "borrower_ref, to_char(disbursed_date, 'YYYY'), disbursed_amount from rural_credit.loan_ledger where product = 'JINGFU'",
    ],
  ])('is shown of no area: %s', async (code, rows) => {
    const fewerThan = (fewest: number) =>
      city.sql(
        `select v.code as area, r.period from (select ${rows}) as r(household_id, period, amount)
          join shared.household h using (household_id) join shared.village v on v.code = h.village_code
          group by 1, 2 having count(distinct household_id) < $1`,
        [fewest],
      )
    const few = await fewerThan(10)
    expect(few.length).toBeGreaterThan(20)
    const toldOf = (cells: readonly Cell[], asked: readonly Record<string, string>[]) => {
      const told = new Map(cells.map((cell) => [nameOf(cell), cell.status]))
      const names = asked.map(({ area = '', period = '' }) => nameOf({ code, area, period }))
      return new Set(names.map((name) => told.get(name)))
    }
    expect(toldOf(seen, few)).toEqual(new Set(['SUPPRESSED']))
    // Or of as few as the operator says.
    const fewer = await fewerThan(30)
    expect(fewer.length).toBeGreaterThan(few.length)
    expect(toldOf(seen, fewer)).toContain('OK')
    expect(toldOf(await cellsFor(outsider, strict), fewer)).toEqual(new Set(['SUPPRESSED']))
  })

  test('cannot be had from all that is shown, by sums and differences over areas, periods and figures', () => {
    const span = new Span()
    for (const cell of seen) if (cell.status === 'OK') span.learn(sumOf(cell))
    const isSome = (cell: Cell) => Number(truth.get(nameOf(cell))?.value) > 0
    const foundOf = (status: string) => {
      const hidden = seen.filter((cell) => cell.status === status && isSome(cell))
      expect(hidden.length).toBeGreaterThan(400)
      return hidden.filter((cell) => span.knows(sumOf(cell)))
    }
    expect(foundOf('SUPPRESSED').map(nameOf)).toEqual([])
    // What adds up over years is not shown of villages: it is told where each of the years is shown itself.
    const shown = new Set(seen.filter(({ status }) => status === 'OK').map(nameOf))
    const isToldBeside = ({ code, area, period }: Cell) => {
      const until = years.filter((year) => year <= period)
      return (
        code === 'T15' &&
        until.every((year) => shown.has(nameOf({ code: 'S13', area, period: year })))
      )
    }
    expect(
      foundOf('FORBIDDEN')
        .filter((cell) => !isToldBeside(cell))
        .map(nameOf),
    ).toEqual([])
  })
})
