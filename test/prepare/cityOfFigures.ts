import { expect } from 'vitest'
import { type Answer, openTestGateway, type TestGateway, type Who } from './gateway.ts'

/** A village of the small synthetic city that has households, and the areas in which it lies. */
export const [village, town, county] = ['520624116211', '520624116', '520624'] as const
export const incidence = `100 * povertyOffice.VillageStatus.remainingPoorPersons
  / publicSecurity.VillagePopulation.ruralPopulation`
/** The 29 items of the assessment. */
export const items = ['A', 'B', 'C', 'D'].flatMap((group, at) =>
  Array.from({ length: [8, 7, 8, 6][at] ?? 0 }, (_, number) => `${group}0${number + 1}`),
)

/** What of a table is asked for, as it stands between the brackets. */
export interface Asked {
  readonly level?: string
  readonly within?: string | null
  readonly periods?: readonly string[]
  readonly [argument: string]: unknown
}

/** A row of a table of figures. */
export interface Row {
  readonly areaCode: string
  readonly period: string
  readonly values: readonly {
    readonly code: string
    readonly value: string
    readonly status: string
  }[]
}

type Told = readonly [code: string, value: number | null]

/** A gateway over the small synthetic city, asked for figures of the villages of one township. */
export interface CityOfFigures extends TestGateway {
  /** A table of an own formula: of the villages in 2018, if nothing else is asked. */
  readonly compute: (who: Who, formula: string, asked?: Asked) => Promise<Answer>
  /** A table of built-in figures: of the villages in 2020, if nothing else is asked. */
  readonly figures: (who: Who, codes: readonly string[], asked?: Asked) => Promise<Answer>
  /** Pairs of an area and a number, as plain SQL has them; the township is its first value. */
  readonly bySql: (statement: string, values?: unknown[]) => Promise<Told[]>
  /** A batch in the ledger, as a publication of 2020 leaves it. */
  readonly published: (view: string) => Promise<unknown>
}

const table = `{ totalCount pageInfo { hasNextPage endCursor }
  nodes { areaCode period area { code } values { code value label status unit owing { view departments units } } } }`

const asNumber = (value: string | null | undefined) =>
  value === null || value === undefined ? null : Number(value)

/** Opens such a city; whoever changes something in it opens one of its own. */
export async function openCityOfFigures(): Promise<CityOfFigures> {
  const city = await openTestGateway()
  return {
    ...city,
    compute: (who, formula, asked = {}) =>
      city.ask(
        who,
        `query ($formula: String!, $level: AreaLevel!, $periods: [Period!]!, $within: AreaCode, $programmeIn: Period,
           $named: [NamedFormulaInput!], $decimals: Int, $orderBy: TableOrderInput, $first: Int, $after: String) {
           table: compute(formula: $formula, level: $level, periods: $periods, within: $within, programmeIn: $programmeIn,
             named: $named, decimals: $decimals, orderBy: $orderBy, first: $first, after: $after) ${table} }`,
        { variables: { formula, level: 'VILLAGE', within: town, periods: ['2018'], ...asked } },
      ),
    figures: (who, codes, asked = {}) =>
      city.ask(
        who,
        `query ($codes: [String!]!, $level: AreaLevel!, $periods: [Period!]!, $within: AreaCode, $programmeIn: Period,
           $orderBy: TableOrderInput, $first: Int, $after: String) {
           table: indicatorValues(codes: $codes, level: $level, periods: $periods, within: $within, programmeIn: $programmeIn,
             orderBy: $orderBy, first: $first, after: $after) ${table} }`,
        { variables: { codes, level: 'VILLAGE', within: town, periods: ['2020'], ...asked } },
      ),
    bySql: async (statement, values = [`${town}%`]) =>
      (await city.sql(statement, values)).map(({ code, value }) => [code, asNumber(value)]),
    published: (view) =>
      city.sql(
        `insert into publishing.batch
          (of, kind, publisher, published_at, periods, sha256, rows, inserted, changed, withdrawn, report)
          values ($1, 'PUBLICATION', 'test', now(), '{2020}', '', 0, 0, 0, 0, '{}')`,
        [view],
      ),
  }
}

/** The rows of a table that was answered without a fault. */
export function rowsOf({ data, errors }: Answer): readonly Row[] {
  expect(errors).toEqual([])
  return data.table.nodes
}

/** Each row's area with its first figure, a blank where it has none. */
export function told(answer: Answer): Told[] {
  return rowsOf(answer).map(({ areaCode, values }) => [areaCode, asNumber(values[0]?.value)])
}

/** The statements by which figures were computed. */
export function figureStatements({ statements }: Answer): string[] {
  return statements.filter((sql) => sql.startsWith('/* indicator'))
}
