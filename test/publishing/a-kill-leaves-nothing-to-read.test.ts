import { once } from 'node:events'
import { lutimes, mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as elapsed } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { syntheticIdentityNumber } from '../../src/demo/chance/syntheticCodes.ts'
import { type OwnProcesses, openOwnProcesses } from '../prepare/ownProcesses.ts'

/** Sent and not yet answered, so much must have been taken in: no socket holds it back. */
const moreThanSocketsHold = 32 * 2 ** 20

let own: OwnProcesses
let village: string

beforeAll(async () => {
  own = await openOwnProcesses()
  const { rows } = await own.client.query('select code from shared.village order by code limit 1')
  village = rows[0].code
})
afterAll(() => own.close())

const heading = 'idNumber,village\n'

function rowOf(nth: number): string {
  return `${syntheticIdentityNumber('1931-05-06', 'MALE', nth)},${village}\n`
}

/** Begins to deliver the list of persons, as the police do. */
async function begin(url: string, headers: Record<string, number> = {}) {
  const token = await own.issuer.sign({ role: 'steward', department: 'publicSecurity' })
  const delivery = request(`${url}/publish/Person`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...headers },
  })
  const answer = new Promise<number | undefined>((answered) => {
    delivery.on('response', ({ statusCode }) => answered(statusCode))
    delivery.on('error', () => answered(undefined))
  })
  return { delivery, answer }
}

/** The files of the temporary directory in which somebody's identity number can be read. */
async function filesWithNumbers(): Promise<string[]> {
  const entries = await readdir(own.temporary, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  const number = syntheticIdentityNumber('1931-05-06', 'MALE', 0)
  const found = await Promise.all(
    paths.map(async (path) => (await readFile(path, 'latin1')).includes(number)),
  )
  return paths.filter((_, i) => found[i])
}

test('a gateway killed while a delivery comes in leaves no identity number on disk', async () => {
  const { process, url } = await own.start()
  const { delivery, answer } = await begin(url, { 'content-length': 2 * moreThanSocketsHold })
  delivery.write(heading)
  const row = rowOf(0)
  const piece = row.repeat(moreThanSocketsHold / 32 / row.length)
  for (let i = 0; i < 32; i += 1) if (!delivery.write(piece)) await once(delivery, 'drain')
  await process.stop('SIGKILL')
  expect(await answer).toBeUndefined()
  expect(await filesWithNumbers()).toEqual([])
})

test('a gateway killed while a delivery is stored leaves no identity number on disk', async () => {
  const { process, url } = await own.start()
  const holder = await own.connect()
  await holder.query('begin')
  await holder.query('lock table shared.person in share mode')
  const { delivery, answer } = await begin(url)
  delivery.end(heading + Array.from({ length: 400 }, (_, nth) => rowOf(nth)).join(''))
  for (;;) {
    const { rows } = await own.client.query(
      `select from pg_stat_activity where datname = current_database()
        and wait_event_type = 'Lock' and query like 'insert into "shared"."person"%'`,
    )
    if (rows.length > 0) break
    await elapsed(20)
  }
  await process.stop('SIGKILL')
  await holder.query('rollback')
  await holder.end()
  expect(await answer).toBeUndefined()
  expect(await filesWithNumbers()).toEqual([])
})

test('what a killed process left under a name is removed at the next start, and nothing else', async () => {
  const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60_000)
  const elsewhere = join(own.folder, 'elsewhere')
  await mkdir(elsewhere)
  await writeFile(join(elsewhere, 'delivery'), 'not a delivery of ours')
  await utimes(join(elsewhere, 'delivery'), twoHoursAgo, twoHoursAgo)
  await utimes(elsewhere, twoHoursAgo, twoHoursAgo)

  const leave = async (name: string, files: readonly string[], changed: Date) => {
    const path = join(own.temporary, name)
    await mkdir(path)
    for (const file of files) {
      await writeFile(join(path, file), rowOf(0))
      await utimes(join(path, file), changed, changed)
    }
    await utimes(path, changed, changed)
  }
  await leave('gateway-delivery-killed', ['delivery', 'rows'], twoHoursAgo)
  await leave('gateway-city-killed', ['file.csv'], twoHoursAgo)
  await writeFile(join(own.temporary, 'gateway-delivery-unnamed'), '')
  await utimes(join(own.temporary, 'gateway-delivery-unnamed'), twoHoursAgo, twoHoursAgo)
  // Another gateway may be at work on it.
  await leave('gateway-delivery-young', ['delivery'], new Date())
  await leave('gateway-delivery-strange', ['delivery', 'notes.txt'], twoHoursAgo)
  await leave('another-delivery', ['delivery'], twoHoursAgo)
  const link = join(own.temporary, 'gateway-delivery-link')
  await symlink(elsewhere, link)
  await lutimes(link, twoHoursAgo, twoHoursAgo)
  await leave('gateway-delivery-linking', ['delivery'], twoHoursAgo)
  await symlink(
    join(elsewhere, 'delivery'),
    join(own.temporary, 'gateway-delivery-linking', 'rows'),
  )
  await lutimes(join(own.temporary, 'gateway-delivery-linking', 'rows'), twoHoursAgo, twoHoursAgo)
  await utimes(join(own.temporary, 'gateway-delivery-linking'), twoHoursAgo, twoHoursAgo)

  const { process } = await own.start()
  expect(
    (await readdir(own.temporary)).filter((name) => name.includes('-delivery')).sort(),
  ).toEqual([
    'another-delivery',
    'gateway-delivery-link',
    'gateway-delivery-strange',
    'gateway-delivery-young',
  ])
  expect(await readdir(own.temporary)).not.toContain('gateway-city-killed')
  expect(await readdir(join(own.temporary, 'gateway-delivery-strange'))).toHaveLength(2)
  expect(await readFile(join(elsewhere, 'delivery'), 'utf8')).toBe('not a delivery of ours')
  await process.stop()
})
