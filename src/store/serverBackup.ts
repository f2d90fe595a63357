import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { asking } from './asking.ts'
import { failed, holdsData, holdsNothing, isInUse, isNewer, notWhole } from './backupRefusals.ts'
import { newerThanThis } from './migrating.ts'
import { programsFor, startProgram } from './postgresPrograms.ts'
import { writeWhole } from './wholeFile.ts'

/** What the gateway keeps of its own in the schema that every database has. */
const ownTable = 'mikro_orm_migrations'

interface Found {
  readonly version: number
  readonly isOurs: boolean
  readonly holdsData: boolean
  readonly othersConnected: number
}

const isForeign = `exists (select from pg_depend
  where objid = c.oid and classid = 'pg_class'::regclass and deptype = 'e')`

function look(address: string): Promise<Found> {
  return asking(address, async (ask) => {
    const [found] = await ask<Found>(`select
      current_setting('server_version_num')::int / 10000 as version,
      to_regclass('public.${ownTable}') is not null as "isOurs",
      exists (select from pg_class c join pg_namespace n on n.oid = relnamespace
        where relkind in ('r', 'p', 'f') and nspname !~ '^pg_' and nspname <> 'information_schema'
          and not ${isForeign}) as "holdsData",
      (select count(*)::int from pg_stat_activity where datname = current_database()
        and backend_type = 'client backend' and pid <> pg_backend_pid()) as "othersConnected"`)
    return found as Found
  })
}

/** Writes the database of a server to a file in pg_dump's custom format, as it was when this began. */
export async function backupServer(address: string, file: string): Promise<void> {
  const { version, isOurs } = await look(address)
  if (!isOurs) throw holdsNothing('DATABASE_URL')
  const programs = await programsFor(version)
  await writeWhole(file, async (part) => {
    const dump = startProgram(
      join(programs, 'pg_dump'),
      ['--format=custom', `--file=${part}`, '--no-password'],
      address,
    )
    await dump.ended.catch((error: Error) => {
      throw failed(error)
    })
  })
}

/** The changes that made the database of a backup what it is, the oldest first. */
async function migrationsIn(programs: string, file: string): Promise<{ name: string }[]> {
  const asked = ['--data-only', '--schema=public', `--table=${ownTable}`, '--file=-', file]
  const { child, ended } = startProgram(join(programs, 'pg_restore'), asked)
  const [script] = await Promise.all([child.stdout ? text(child.stdout) : '', ended]).catch(
    (error: Error) => {
      throw notWhole(file, error)
    },
  )
  const [, columns = '', rows = ''] =
    /^COPY [^(]*\(([^)]*)\)[^\n]*\n(.*?)^\\\.$/ms.exec(script) ?? []
  const place = columns.split(', ').indexOf('name')
  const names = rows.split('\n').filter((row) => row !== '')
  if (place < 0 || names.length === 0) throw notWhole(file)
  return names.map((row) => ({ name: row.split('\t')[place] ?? '' }))
}

/** Empties a database of all but what belongs to extensions, inside the transaction that fills it again. */
const emptied = `do $$ declare found record; begin
  for found in select nspname from pg_namespace c where nspname !~ '^pg_'
    and nspname not in ('information_schema', 'public')
    and not exists (select from pg_depend
      where objid = c.oid and classid = 'pg_namespace'::regclass and deptype = 'e')
  loop execute format('drop schema %I cascade', found.nspname); end loop;
  for found in select relname from pg_class c where relnamespace = 'public'::regnamespace
    and relkind in ('r', 'p') and not ${isForeign}
  loop execute format('drop table public.%I cascade', found.relname); end loop;
end $$;`

/** Runs a backup's statements in one transaction, which nothing but their whole number commits. */
async function fill(programs: string, address: string, file: string): Promise<void> {
  const options = [
    '--no-psqlrc',
    '--quiet',
    '--no-password',
    '--set=ON_ERROR_STOP=1',
    '--output=/dev/null',
  ]
  const into = startProgram(join(programs, 'psql'), options, address)
  const from = startProgram(join(programs, 'pg_restore'), [
    ...['--no-owner', '--no-privileges', '--file=-', file],
  ])
  const { stdin } = into.child
  if (!stdin || !from.child.stdout) throw new Error('the programs have no pipes')
  stdin.write(`set statement_timeout = 0; set client_min_messages = warning; begin;\n${emptied}\n`)
  const passed = pipeline(from.child.stdout, stdin, { end: false }).then(async () => {
    await from.ended
    stdin.end('commit; analyze;\n')
  })
  passed.catch(() => into.child.kill())
  from.ended.catch(() => into.child.kill())
  into.ended.catch(() => from.child.kill())
  // What the database says explains more than that a pipe broke.
  const [said, piped] = await Promise.allSettled([into.ended, passed])
  if (piped.status === 'rejected' && said.status === 'fulfilled') throw piped.reason
  if (said.status === 'rejected') throw said.reason
}

/** Puts a backup in the place of what the database of a server holds, wholly or not at all. */
export async function restoreServer(
  address: string,
  file: string,
  replace: boolean,
): Promise<void> {
  const found = await look(address)
  const programs = await programsFor(found.version)
  const newer = await newerThanThis(await migrationsIn(programs, file))
  if (newer) throw isNewer(file, newer)
  if (found.holdsData && !replace) throw holdsData('DATABASE_URL')
  if (found.othersConnected > 0) throw isInUse(found.othersConnected)
  await fill(programs, address, file).catch((error: Error) => {
    throw failed(error)
  })
}
