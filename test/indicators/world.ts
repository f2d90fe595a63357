import { sql } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import { type Catalogue, gatherCatalogue } from '../../src/catalogue/catalogue.ts'
import { readSettings } from '../../src/ground/settings.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'

/** What departments have reported, by view: `of` is the village or township, and the facts follow. */
export type Reports = Readonly<Record<string, readonly Report[]>>

type Report = Readonly<Record<string, unknown>> & { readonly of: string; readonly period: string }

/** A database of its own, in which a test makes and unmakes small worlds. */
export interface World {
  readonly catalogue: Catalogue
  readonly database: Database
  /** Empties the world and fills it anew: its villages, the townships around them, the reports. */
  readonly make: (villages: readonly string[], reports: Reports) => Promise<void>
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
    make: (villages, reports) => make(catalogue, database, villages, reports),
    close: database.close,
  }
}

async function make(
  catalogue: Catalogue,
  { client }: Database,
  villages: readonly string[],
  reports: Reports,
): Promise<void> {
  const tables = catalogue.shelves.map(({ schema, table }) => sql`${sql.id(schema, table)}`)
  await sql`truncate shared.village, shared.township, ${sql.join(tables)}`.execute(client)
  for (const code of villages) {
    await sql`insert into shared.village (code, township_code, county_code)
      values (${code}, ${code.slice(0, 9)}, ${code.slice(0, 6)})`.execute(client)
  }
  for (const code of new Set(villages.map((village) => village.slice(0, 9)))) {
    await sql`insert into shared.township (code, county_code)
      values (${code}, ${code.slice(0, 6)})`.execute(client)
  }
  for (const [view, rows] of Object.entries(reports)) {
    for (const row of rows) await report(catalogue, client, view, row)
  }
}

async function report(
  catalogue: Catalogue,
  client: Database['client'],
  view: string,
  { of, period, ...facts }: Report,
): Promise<void> {
  const shelf = catalogue.shelves.find(({ namespace, name }) => `${namespace}.${name}` === view)
  if (!shelf) throw new Error(`no view is called ${view}`)
  const columns = Object.keys(facts).map((name) => {
    const fact = shelf.facts.find((candidate) => candidate.name === name)
    if (!fact) throw new Error(`${view} has no fact ${name}`)
    return sql.id(fact.column)
  })
  const names = [sql.id(shelf.keyColumn), sql.id('period'), ...columns]
  const values = [of, period, ...Object.values(facts)]
  await sql`insert into ${sql.id(shelf.schema, shelf.table)} (${sql.join(names)})
    values (${sql.join(values)})`.execute(client)
}
