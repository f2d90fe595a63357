import { sql } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import {
  type Catalogue,
  gatherCatalogue,
  type Shelf,
  viewName,
} from '../../src/catalogue/catalogue.ts'
import { readSettings } from '../../src/ground/settings.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'

/** What departments have reported, by view: `of` is the key of what is spoken of, and the facts follow. */
export type Reports = Readonly<Record<string, readonly Report[]>>

type Report = Readonly<Record<string, unknown>> & { readonly of: string; readonly period?: string }

/** The things that live or lie in the villages, by their keys: each with the key of where it belongs. */
export interface Things {
  /** A household's village. */
  readonly households?: Readonly<Record<string, string>>
  /** A person's household. */
  readonly persons?: Readonly<Record<string, string>>
  /** The area of a loan's borrower. */
  readonly loans?: Readonly<Record<string, string>>
  /** A cooperative's village. */
  readonly cooperatives?: Readonly<Record<string, string>>
  /** An enterprise's township. */
  readonly enterprises?: Readonly<Record<string, string>>
  /** A project's county. */
  readonly projects?: Readonly<Record<string, string>>
}

/** A database of its own, in which a test makes and unmakes small worlds. */
export interface World {
  readonly catalogue: Catalogue
  readonly database: Database
  /** Empties the world and fills it anew: its villages, the areas around them, its things, the reports. */
  readonly make: (villages: readonly string[], reports: Reports, things?: Things) => Promise<void>
  /** Adds reports to the world as it is. */
  readonly report: (reports: Reports) => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens an empty database of this name on the run's server. */
export async function openWorld(name: string): Promise<World> {
  const server = inject('postgresUrl')
  const admin = new pg.Client(`${server}/postgres`)
  await admin.connect()
  await admin.query(`drop database if exists ${name}`)
  await admin.query(`create database ${name}`)
  await admin.end()
  const catalogue = await gatherCatalogue()
  const settings = readSettings({ DATABASE_URL: `${server}/${name}`, SYNTHETIC_CITY: 'off' })
  const database = await openDatabase(catalogue, settings)
  return {
    catalogue,
    database,
    make: (villages, reports, things = {}) => make(catalogue, database, villages, reports, things),
    report: (reports) => reportAll(catalogue, database.client, reports),
    close: database.close,
  }
}

async function make(
  catalogue: Catalogue,
  { client }: Database,
  villages: readonly string[],
  reports: Reports,
  things: Things,
): Promise<void> {
  const tables = [
    ...catalogue.entities.map(({ table }) => sql`${sql.id('shared', table)}`),
    ...catalogue.shelves.map(({ schema, table }) => sql`${sql.id(schema, table)}`),
  ]
  await sql`truncate publishing.batch, ${sql.join(tables)}`.execute(client)
  await makeAreas(client, villages)
  await makeThings(client, things)
  await reportAll(catalogue, client, reports)
}

async function reportAll(catalogue: Catalogue, client: Client, reports: Reports): Promise<void> {
  for (const [view, rows] of Object.entries(reports)) {
    const shelf = catalogue.shelves.find((candidate) => viewName(candidate) === view)
    if (!shelf) throw new Error(`no view is called ${view}`)
    for (const row of rows) await report(client, shelf, row)
    await noteBatch(client, view, rows)
  }
}

type Client = Database['client']

async function makeAreas(client: Client, villages: readonly string[]): Promise<void> {
  const above = (length: number) => new Set(villages.map((village) => village.slice(0, length)))
  for (const code of above(4))
    await sql`insert into shared.city (code) values (${code})`.execute(client)
  for (const code of above(6)) {
    await sql`insert into shared.county (code, city_code) values (${code}, ${code.slice(0, 4)})`.execute(
      client,
    )
  }
  for (const code of above(9)) {
    await sql`insert into shared.township (code, county_code)
      values (${code}, ${code.slice(0, 6)})`.execute(client)
  }
  for (const code of villages) {
    await sql`insert into shared.village (code, township_code, county_code)
      values (${code}, ${code.slice(0, 9)}, ${code.slice(0, 6)})`.execute(client)
  }
}

async function makeThings(client: Client, things: Things): Promise<void> {
  const { households = {}, persons = {}, loans = {} } = things
  const { cooperatives = {}, enterprises = {}, projects = {} } = things
  for (const [id, village] of Object.entries(households)) {
    await sql`insert into shared.household (household_id, village_code)
      values (${id}, ${village})`.execute(client)
  }
  for (const [key, household] of Object.entries(persons)) {
    await sql`insert into shared.person (person_key, id_number, household_id, village_code)
      values (${key}, ${key}, ${household}, ${households[household] ?? null})`.execute(client)
  }
  for (const [contract, area] of Object.entries(loans)) {
    await sql`insert into shared.loan (contract_no, lender_uscc, area_code)
      values (${contract}, '91520602MA00000000', ${area})`.execute(client)
  }
  for (const [uscc, village] of Object.entries(cooperatives)) {
    await sql`insert into shared.cooperative (uscc, name, village_code)
      values (${uscc}, ${uscc}, ${village})`.execute(client)
  }
  for (const [uscc, township] of Object.entries(enterprises)) {
    await sql`insert into shared.enterprise (uscc, name, township_code)
      values (${uscc}, ${uscc}, ${township})`.execute(client)
  }
  for (const [code, county] of Object.entries(projects)) {
    await sql`insert into shared.project (project_code, county_code)
      values (${code}, ${county})`.execute(client)
  }
}

async function report(
  client: Client,
  shelf: Shelf,
  { of, period, ...facts }: Report,
): Promise<void> {
  const columns = Object.keys(facts).map((name) => {
    const fact = [...shelf.facts, ...(shelf.each ? [shelf.each] : [])].find(
      (candidate) => candidate.name === name,
    )
    if (!fact) throw new Error(`${viewName(shelf)} has no fact ${name}`)
    return sql.id(fact.column)
  })
  const key = shelf.per ? [sql.id(shelf.keyColumn), sql.id('period')] : [sql.id(shelf.keyColumn)]
  const values = [of, ...(shelf.per ? [period] : []), ...Object.values(facts)]
  await sql`insert into ${sql.id(shelf.schema, shelf.table)} (${sql.join([...key, ...columns])})
    values (${sql.join(values)})`.execute(client)
}

/** The ledger knows which periods a view has reported. */
async function noteBatch(client: Client, view: string, rows: readonly Report[]): Promise<void> {
  const periods = [...new Set(rows.flatMap(({ period }) => period ?? []))]
  await sql`insert into publishing.batch
    (of, kind, publisher, published_at, periods, sha256, rows, inserted, changed, withdrawn, report)
    values (${view}, 'PUBLICATION', 'test', now(), ${periods}::text[], '', 0, 0, 0, 0, '{}')`.execute(
    client,
  )
}
