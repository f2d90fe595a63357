import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Checker, openChecker } from '../../src/publishing/delivering/checker.ts'
import { type Spooled, spool } from '../../src/publishing/delivering/spool.ts'

const of = 'statistics.VillageIncome'
const personKeySecret = 'a secret of the tests, which nobody else has'
const heading = 'villageCode,period,disposableIncomePerCapita\n'
const row = '520624116211,2020,12345.67\n'

let checker: Checker
let large: Spooled
let small: Spooled
beforeAll(async () => {
  checker = openChecker()
  large = await spool([
    Buffer.from(heading),
    ...Array.from({ length: 50 }, () => Buffer.from(row.repeat(50_000))),
  ])
  small = await spool([Buffer.from(heading + row)])
})
afterAll(async () => {
  await checker.close()
  await Promise.all([large.remove(), small.remove()])
})

const check = (delivery: Spooled, signal?: AbortSignal) =>
  checker.check({ of, delivery, personKeySecret, signal })

test('a small file is checked beside a large one', async () => {
  const leaving = new AbortController()
  const first = check(large, leaving.signal)
  const second = check(small)
  expect(await Promise.race([first, second])).toMatchObject({ rows: 1, faultCount: 0 })
  leaving.abort(new Error('gone'))
  await expect(first).rejects.toThrow('gone')
})

test('a large file is checked right after another one', async () => {
  const middling = await spool([Buffer.from(heading), Buffer.from(row.repeat(40_000))])
  for (let times = 1; times <= 3; times += 1) {
    expect(await check(middling)).toMatchObject({ rows: 40_000, faultCount: 0 })
  }
  await middling.remove()
})

test('a file that nobody waits for is let go of, under way and before its turn', async () => {
  const [one, another] = [new AbortController(), new AbortController()]
  const first = check(large, one.signal)
  const second = check(large, another.signal)
  const third = check(small)
  await new Promise(setImmediate)
  another.abort(new Error('gone before'))
  one.abort(new Error('gone'))
  await expect(first).rejects.toThrow('gone')
  await expect(second).rejects.toThrow('gone before')
  expect(await third).toMatchObject({ rows: 1 })
})
