import { sql } from 'kysely'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Sentence } from '../ground/refusal.ts'
import { SettingsRefused } from '../ground/settings.ts'
import { cityPublisher, isOfDemonstration } from '../sharing/demoIssuer.ts'
import type { Reader } from '../store/reader.ts'

/** Asks a database one statement without binds. */
export type Ask = <Row>(sql: string) => Promise<Row[]>

/** Asks an open database. */
export function askingOf(reader: Pick<Reader, 'rows'>): Ask {
  return (text) => reader.rows('what is synthetic', sql.raw(text))
}

/** Names that were declared, or are the gateway's own, as SQL's texts. */
function texts(names: readonly string[]): string {
  return names.map((name) => `'${name.replaceAll("'", "''")}'`).join(', ')
}

/** Where departments' rows and the shared things stand. */
function tablesOf({ shelves, entities }: Catalogue): string[] {
  return [
    ...shelves.map(({ schema, table }) => `${schema}.${table}`),
    ...entities.map(({ table }) => `shared.${table}`),
  ]
}

async function isDemonstrations(ask: Ask): Promise<boolean> {
  const [known] = await ask<{ there: boolean }>(
    `select to_regclass('shared.holding') is not null as there`,
  )
  if (!known?.there) return false
  const held = await ask(`select from shared.holding where name = ${texts([cityPublisher])}`)
  return held.length > 0
}

/** Tables that are none: a department's own database stands behind them. */
async function standingElsewhere(ask: Ask, tables: readonly string[]): Promise<string[]> {
  const found = await ask<{ name: string }>(
    `select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind not in ('r', 'p') and n.nspname || '.' || c.relname in (${texts(tables)})`,
  )
  return found.map(({ name }) => name)
}

/** Tables with rows that came in past publishing, which nobody can answer for. */
async function filledByHand(ask: Ask, tables: readonly string[]): Promise<string[]> {
  const each = tables.map(
    (table) => `select '${table}' as name where exists (select from ${table} where batch = 0)`,
  )
  return (await ask<{ name: string }>(each.join(' union all '))).map(({ name }) => name)
}

async function strangers(ask: Ask): Promise<string[]> {
  const found = await ask<{ publisher: string }>('select distinct publisher from publishing.batch')
  return found
    .map(({ publisher }) => publisher)
    .filter((publisher) => !isOfDemonstration(publisher))
}

/**
 * What a database holds that the demonstration did not make, or undefined where every row is synthetic: of
 * the city that it was filled with, or published since with the demonstration's own tokens.
 */
export async function realDataIn(catalogue: Catalogue, ask: Ask): Promise<Sentence | undefined> {
  if (!(await isDemonstrations(ask))) {
    return { zh: '数据库中没有模拟城市', en: 'the database does not hold the synthetic city' }
  }
  const tables = tablesOf(catalogue)
  const [elsewhere] = await standingElsewhere(ask, tables)
  if (elsewhere) {
    return { zh: `${elsewhere} 取自别处`, en: `${elsewhere} stands on data from elsewhere` }
  }
  const [table] = await filledByHand(ask, tables)
  if (table) {
    return {
      zh: `${table} 有不是经报送装入的数据`,
      en: `${table} holds rows that came in past publishing`,
    }
  }
  const [publisher] = await strangers(ask)
  if (publisher === undefined) return undefined
  return {
    zh: `“${publisher}”用演示以外的令牌报送过数据`,
    en: `"${publisher}" has published with a token that is not the demonstration's`,
  }
}

/** Why the demonstration's issuer is not opened over a database, and the ways out. */
export function noDemonstrationOver({ zh, en }: Sentence): SettingsRefused {
  return new SettingsRefused(
    `演示签发方只用于全为模拟数据的库：${zh}。请用 JWKS_FILE 指明正式签发机构的公钥。 The demonstration's ` +
      `issuer lends anybody any token, so it exists only where every row is synthetic: ${en}. Name the public ` +
      'keys of your own issuer in JWKS_FILE, or take an empty database and leave SYNTHETIC_CITY on. (With ' +
      'DEMONSTRATION_ISSUER=over-real-data whoever reaches this machine reads and publishes everything.)',
  )
}
