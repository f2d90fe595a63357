import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as elapsed } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Random } from '../../src/demo/chance/random.ts'
import { type Kind, openPlace, type Place } from '../prepare/backups.ts'

const kills = 10
const [old, restored] = [2, 1]

describe.each(['server', 'embedded'] as Kind[])('%s', (kind) => {
  const random = new Random(`killed ${kind}`)
  let place: Place
  let file: string

  beforeAll(async () => {
    place = await openPlace(kind)
    file = join(place.folder, 'backup')
    await place.start()
    expect(await place.publish(restored)).toBe(true)
    expect(await place.run('backup', file)).toEqual([0, expect.anything()])
    await place.kill()
  })
  afterAll(() => place.close())

  /** Lets a command run once, to learn in what span the kills are; then kills it at a random moment of it, and again. */
  async function killAtRandom(
    command: 'backup' | 'restore',
    args: readonly string[],
    prepare: () => Promise<void>,
    check: () => Promise<void>,
  ): Promise<void> {
    await prepare()
    const begun = performance.now()
    expect((await place.run(command, ...args))[0]).toBe(0)
    const length = performance.now() - begun
    let killed = 0
    for (let kill = 1; kill <= kills; kill += 1) {
      await prepare()
      const running = place.begin(command, ...args)
      // One in each part of that span.
      await elapsed((length * (kill - random.between(0, 1))) / kills)
      if ((await running.stop('SIGKILL')) === null) killed += 1
      await check()
    }
    // Were every kill too late, nothing would have been tried.
    expect(killed).toBeGreaterThan(0)
  }

  test('a restore that is killed leaves the old data or the new, and never a part', async () => {
    const seen = new Set<number>()
    await killAtRandom(
      'restore',
      [file, '--replace'],
      async () => {
        await place.start()
        expect(await place.publish(old)).toBe(true)
        await place.kill()
      },
      async () => {
        await place.start()
        const { values } = await place.left()
        expect([[old], [restored]]).toContainEqual(values)
        for (const value of values) seen.add(value)
        await place.kill()
      },
    )
    expect([...seen]).toContain(old)
  })

  test('a backup that is killed leaves no file under its name, or a whole one', async () => {
    const another = join(place.folder, 'another')
    await place.start()
    await killAtRandom(
      'backup',
      [another],
      () => rm(another, { force: true }),
      async () => {
        for (const name of await readdir(place.folder)) {
          if (!['data', 'backup', 'another'].includes(name)) {
            await rm(join(place.folder, name), { recursive: true, force: true, maxRetries: 100 })
          }
        }
        if (!existsSync(another)) return
        await place.kill()
        expect(await place.run('restore', another, '--replace')).toEqual([0, expect.anything()])
        await place.start()
      },
    )
    // The gateway whose copy was being taken has gone on.
    expect(await place.publish(old)).toBe(true)
  })
})
