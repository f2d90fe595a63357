import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimDataDirectory, openDataDirectory } from '../src/store/dataDirectory.ts'
import { openEmbedded } from '../src/store/embedded.ts'
import { copyFiles } from '../src/store/operatorSocket.ts'
import { type Kind, type Left, openPlace, type Place, underLoad } from './prepare/backups.ts'

describe.each(['server', 'embedded'] as Kind[])('%s', (kind) => {
  let place: Place
  let file: string
  /** What the backup holds. */
  let then: Left

  beforeAll(async () => {
    place = await openPlace(kind)
    file = join(place.folder, 'backup')
    await place.start()
  })
  afterAll(() => place.close())

  const restored = [0, expect.stringContaining('Restored')]
  const refused = (why: string | RegExp) => [1, expect.stringMatching(why)]

  test('what was acknowledged before a backup began is in it, and all of it is of one moment', async () => {
    const before = await place.left()
    const load = underLoad(place)
    await load.more(3)
    const atLeast = load.acknowledged()
    const [code, said] = await place.run('backup', file)
    const atMost = load.acknowledged() + 1
    // The gateway has gone on working.
    await load.more(1)
    await load.stop()
    expect([code, said]).toEqual([0, expect.stringMatching(/^已备份.*Backed up to .* MB\.\n$/)])
    expect((await readdir(place.folder)).filter((name) => name !== 'data')).toEqual(['backup'])
    expect((await stat(file)).mode & 0o777).toBe(0o600)

    await place.kill()
    await place.lose()
    expect(await place.run('restore', file)).toEqual(restored)
    await place.start()
    then = await place.left()
    const [value = 0] = then.values
    expect(then).toEqual({ ...before, batches: before.batches + value, values: [value] })
    expect(value).toBeGreaterThanOrEqual(atLeast)
    expect(value).toBeLessThanOrEqual(atMost)
  })

  test('nothing is restored under a gateway that works, over data unless told to, or from a part', async () => {
    expect(await place.publish(1_000_000)).toBe(true)
    const now = await place.left()
    const inUse = kind === 'server' ? /in use over \d+ connections/ : /process id \d+ is using/
    expect(await place.run('restore', file, '--replace')).toEqual(refused(inUse))
    await place.kill()
    expect(await place.run('restore', file)).toEqual(refused('--replace'))
    const part = join(place.folder, 'part')
    await writeFile(part, await readFile(file))
    await truncate(part, Math.floor((await stat(file)).size * 0.9))
    const letter = join(place.folder, 'letter')
    await writeFile(letter, 'Dear colleagues')
    for (const wrong of [part, letter]) {
      expect(await place.run('restore', wrong, '--replace')).toEqual(refused('nothing was changed'))
    }
    await place.start()
    expect(await place.left()).toEqual(now)
  })

  test('told to, it takes the place of what is there', async () => {
    await place.kill()
    expect(await place.run('restore', file, '--replace')).toEqual(restored)
    await place.start()
    expect(await place.left()).toEqual(then)
  })

  test('no backup goes over another file, or where nothing can be written', async () => {
    const before = await readFile(file)
    expect(await place.run('backup', file)).toEqual(refused('exists'))
    const nowhere = join(place.folder, 'nowhere', 'backup')
    expect(await place.run('backup', nowhere)).toEqual(refused('Nothing can be written'))
    expect((await readFile(file)).equals(before)).toBe(true)
  })
})

test('no statement runs while the embedded database is copied, and each that waited runs then', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-still-'))
  const directory = await openDataDirectory(join(folder, 'data'))
  const embedded = await openEmbedded(directory.database, directory.sockets)
  await embedded.run('create table told (what text)')
  const order: string[] = []
  await embedded.whileStill(async () => {
    const late = embedded.run(`insert into told values ('late')`)
    late.then(() => order.push('told'))
    await copyFiles(directory.database, join(folder, 'copy'))
    order.push('copied')
  })
  await embedded.run(`insert into told values ('later')`)
  expect(order).toEqual(['copied', 'told'])
  await embedded.close()
  await directory.release()
  const copy = await PGlite.create(join(folder, 'copy'))
  expect((await copy.query('select * from told')).rows).toEqual([])
  await copy.close()
  await rm(folder, { recursive: true })
})

describe('an embedded database whose replacement was killed', () => {
  const [database, coming, going] = ['postgres', 'postgres.coming', 'postgres.going']
  test.each([
    ['while the new one was made ready', { [database]: 'old', [coming]: 'half' }, 'old'],
    ['when the old one had made room', { [going]: 'old', [coming]: 'new' }, 'old'],
    ['when the new one was in its place', { [database]: 'new', [going]: 'old' }, 'new'],
  ])('%s is whole at the next start', async (_when, left, whole) => {
    const folder = await mkdtemp(join(tmpdir(), 'gateway-replaced-'))
    await claimDataDirectory(folder)
    for (const [name, content] of Object.entries(left)) {
      await mkdir(join(folder, name))
      await writeFile(join(folder, name, 'content'), content)
    }
    const opened = await openDataDirectory(folder)
    expect(await readFile(join(opened.database, 'content'), 'utf8')).toBe(whole)
    await opened.release()
    expect((await readdir(folder)).sort()).toEqual(['gateway.json', database])
    await rm(folder, { recursive: true })
  })
})
