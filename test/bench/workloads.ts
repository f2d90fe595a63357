import type pg from 'pg'
import type { Catalogue } from '../../src/catalogue/catalogue.ts'
import { VillageCropping } from '../../src/departments/agriculture.ts'
import { VillageStatus } from '../../src/departments/povertyOffice.ts'
import { LoanLedger, VillageOutlet } from '../../src/departments/ruralCredit.ts'
import { VillageIncome } from '../../src/departments/statistics.ts'
import { AskedView, type Question, type Tree } from './askedView.ts'

/*
 * | workload | a reader of | asks                                           | facts                           | connections |
 * | -------- | ----------- | ---------------------------------------------- | ------------------------------- | ----------- |
 * | wide     | finance     | a county → its townships → their 310 to 374    | code and name of each area, 28  | 4           |
 * |          |             | villages → four departments' views, end 2019   | open facts of each village      |             |
 * | small    | ruralCredit | a village → 20 households → their loans →      | number and seat of each loan, 7 | 16          |
 * |          |             | the ledger                                     | facts of its own ledger         |             |
 * | tiny     | agriculture | a village → one view of 2019                   | 3 open, public facts            | 32          |
 *
 * Each request asks about another area than the last one: three counties, all villages with
 * households, two hundred villages; each connection begins at another place of the list.
 */
const status: Question = {
  of: VillageStatus,
  facts: [
    'poorVillageFlag',
    'deepPovertyFlag',
    'registeredHouseholds',
    'registeredPersons',
    'remainingPoorPersons',
    'plannedExitPersons',
    'exitedPersons',
    'villageExitYear',
    'wealthLeadersCertified',
  ],
}
const income: Question = {
  of: VillageIncome,
  facts: ['disposableIncomePerCapita', 'wageIncome', 'operatingIncome', 'transferIncome'],
}
const cropping: Question = {
  of: VillageCropping,
  facts: [
    'totalSownArea',
    'grainArea',
    'cashCropArea',
    'teaArea',
    'vegetableArea',
    'herbArea',
    'fruitArea',
    'edibleFungiUnits',
  ],
}
const outlet: Question = {
  of: VillageOutlet,
  facts: [
    'stationEstablished',
    'outletInstalled',
    'creditVillageStatus',
    'transactionCount',
    'nightSchoolSessions',
    'nightSchoolHouseholds',
    'nightSchoolPersons',
  ],
}
const ledger: Question = {
  of: LoanLedger,
  facts: [
    'product',
    'disbursedAmount',
    'disbursedDate',
    'termMonths',
    'annualRate',
    'guaranteeMode',
    'outstandingBalance',
  ],
}
const poverty: Question = {
  of: VillageStatus,
  facts: ['registeredHouseholds', 'registeredPersons', 'remainingPoorPersons'],
}

const year = '2019'
const quarter = '2019-Q4'

/** What one request asks about, in the order of the floor's binds; the same list for each variant. */
export type Variables = Readonly<Record<string, string>>

/** The same question put to each variant, and who asks it. */
export interface Workload {
  readonly name: 'wide' | 'small' | 'tiny'
  readonly caller: { readonly role: 'reader'; readonly department: string }
  readonly connections: number
  readonly variables: readonly Variables[]
  /** The document for the gateway. */
  readonly gateway: string
  /** The document for PostGraphile, and how its answer reads in the gateway's shape. */
  readonly postgraphile: string
  readonly reshape: (data: Tree) => unknown
  /** The floor's statement: one row, whose `body` is the whole answer. */
  readonly floor: string
}

function wide(catalogue: Catalogue): Workload {
  const yearly = [status, income, cropping].map((asked) => new AskedView(catalogue, asked))
  const quarterly = new AskedView(catalogue, outlet)
  const views = [...yearly, quarterly]
  const villages = (departments: string) => `code name
    townships(first: 100) { nodes { code name
      villages(first: 100) { nodes { code name ${departments} } } } }`
  return {
    name: 'wide',
    caller: { role: 'reader', department: 'finance' },
    connections: 4,
    variables: ['520623', '520626', '520625'].map((county) => ({ county, year, quarter })),
    gateway: `query Wide($county: AreaCode!, $year: Period!, $quarter: Period!) {
      county(code: $county) { ${villages(
        [...yearly.map((view) => view.inGateway('year')), quarterly.inGateway('quarter')].join(' '),
      )} } }`,
    postgraphile: `query Wide($county: String!, $year: String!, $quarter: String!) {
      county: countyByCode(code: $county) { ${villages(
        [
          ...yearly.map((view) => view.inPostgraphile('year')),
          quarterly.inPostgraphile('quarter'),
        ].join(' '),
      )} } }`,
    reshape: (data) =>
      rewriteNodes(data, 'villages', (village) =>
        views.reduce((row, view) => view.reshape(row), village),
      ),
    floor: answer(
      'county',
      `select json_build_object('code', c.code, 'name', c.name, 'townships', ${nodes(`
        select json_agg(json_build_object('code', t.code, 'name', t.name, 'villages', ${nodes(`
          select json_agg(json_build_object('code', v.code, 'name', v.name,
            ${yearly.map((view) => view.inFloor('$2')).join(',\n')},
            ${quarterly.inFloor('$3')}
          ) order by v.code) from shared.village v where v.township_code = t.code`)}
        ) order by t.code) from shared.township t where t.county_code = c.code`)}
      ) from shared.county c where c.code = $1`,
    ),
  }
}

function small(catalogue: Catalogue, villages: readonly string[]): Workload {
  const view = new AskedView(catalogue, ledger)
  const households = (loan: string) => `code name
    households(first: 20) { nodes { householdId
      loans(first: 20) { nodes { contractNo ${loan} } } } }`
  return {
    name: 'small',
    caller: { role: 'reader', department: 'ruralCredit' },
    connections: 16,
    variables: villages.map((village) => ({ village })),
    gateway: `query Small($village: AreaCode!) {
      village(code: $village) { ${households(`seat ${view.inGateway()}`)} } }`,
    postgraphile: `query Small($village: String!) {
      village: villageByCode(code: $village) {
        ${households(`loan { seat: areaCode } ${view.facts}`)} } }`,
    reshape: (data) =>
      rewriteNodes(data, 'loans', ({ contractNo, loan, ...facts }) => ({
        contractNo,
        seat: (loan as Tree).seat,
        ruralCredit: { ledger: facts },
      })),
    floor: answer(
      'village',
      `select json_build_object('code', v.code, 'name', v.name, 'households', ${nodes(`
        select json_agg(json_build_object('householdId', h.household_id, 'loans', ${nodes(`
          select json_agg(json_build_object('contractNo', l.contract_no, 'seat', l.area_code,
            'ruralCredit', json_build_object('ledger', ${view.asObject('b')})
          ) order by l.contract_no)
          from ${view.table} b join shared.loan l on l.contract_no = b.contract_no
          where b.borrower_ref = h.household_id`)}
        ) order by h.household_id)
        from (select household_id from shared.household where village_code = v.code
          order by household_id limit 20) h`)}
      ) from shared.village v where v.code = $1`,
    ),
  }
}

function tiny(catalogue: Catalogue, villages: readonly string[]): Workload {
  const view = new AskedView(catalogue, poverty)
  return {
    name: 'tiny',
    caller: { role: 'reader', department: 'agriculture' },
    connections: 32,
    variables: villages.map((village) => ({ village, year })),
    gateway: `query Tiny($village: AreaCode!, $year: Period!) {
      village(code: $village) { ${view.inGateway('year')} } }`,
    postgraphile: `query Tiny($village: String!, $year: String!) {
      village: villageByCode(code: $village) { ${view.inPostgraphile('year')} } }`,
    reshape: ({ village }) => ({ village: view.reshape(village as Tree) }),
    floor: answer(
      'village',
      `select json_build_object(${view.inFloor('$2')}) from shared.village v where v.code = $1`,
    ),
  }
}

function nodes(select: string): string {
  return `json_build_object('nodes', coalesce((${select}), '[]'))`
}

function answer(field: string, select: string): string {
  return `select json_build_object('data', json_build_object('${field}', (${select})))::text as body`
}

/** Rewrites every row of the connections of this name, however deep. */
function rewriteNodes(value: unknown, connection: string, rewrite: (row: Tree) => Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => rewriteNodes(item, connection, rewrite))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    name === connection
      ? { nodes: (inner as { nodes: Tree[] }).nodes.map(rewrite) }
      : rewriteNodes(inner, connection, rewrite),
  ])
  return Object.fromEntries(entries)
}

async function codes(client: pg.Client, statement: string): Promise<string[]> {
  const { rows } = await client.query<{ code: string }>(statement)
  return rows.map(({ code }) => code)
}

/** The three workloads, asking about areas of which this database knows something. */
export async function readWorkloads(catalogue: Catalogue, client: pg.Client): Promise<Workload[]> {
  const withHouseholds = await codes(
    client,
    'select distinct village_code as code from shared.household order by 1',
  )
  const allOverTheCity = await codes(
    client,
    `select code from (select code, row_number() over (order by code) from shared.village) v
      where row_number % 14 = 0 order by code limit 200`,
  )
  return [wide(catalogue), small(catalogue, withHouseholds), tiny(catalogue, allOverTheCity)]
}
