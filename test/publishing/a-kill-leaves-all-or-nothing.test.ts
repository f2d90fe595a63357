import { setTimeout as elapsed } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Random } from '../../src/demo/chance/random.ts'
import { type OwnProcesses, openOwnProcesses } from '../prepare/ownProcesses.ts'

const view = 'statistics.VillageIncome'
const rowsPerVillage = 12
/** How often a delivery is killed; `npm run test:long` does it oftener. */
const kills = Number(process.env.KILLS ?? 4)
let own: OwnProcesses
let villages: string[]

beforeAll(async () => {
  own = await openOwnProcesses()
  const { rows } = await own.client.query('select code from shared.village order by code')
  villages = rows.map(({ code }) => code)
})
afterAll(() => own.close())

/** A file of some thirty-five thousand rows: all villages, in twelve years that no other file speaks of. */
function fileOf(firstYear: number): string {
  const lines = villages.flatMap((village) =>
    Array.from({ length: rowsPerVillage }, (_, i) => `${village},${firstYear + i},${5000 + i}`),
  )
  return `villageCode,period,disposableIncomePerCapita\n${lines.join('\n')}\n`
}

async function deliver(url: string, firstYear: number): Promise<Response> {
  return fetch(`${url}/publish/${view}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await own.issuer.sign({ role: 'steward', department: 'statistics' })}`,
      'idempotency-key': `years-from-${firstYear}`,
    },
    body: fileOf(firstYear),
  })
}

async function stored(firstYear: number): Promise<{ rows: number; batches: number }> {
  const { rows } = await own.client.query(
    `select (select count(*)::int from statistics.village_income
        where period between $1 and $2) as rows,
      (select count(*)::int from publishing.batch where idempotency_key = $3) as batches`,
    [`${firstYear}`, `${firstYear + rowsPerVillage - 1}`, `years-from-${firstYear}`],
  )
  return rows[0]
}

const nothing = { rows: 0, batches: 0 }

describe('a delivery that is killed on its way', () => {
  test('at random moments is wholly there or wholly absent; sent again, it is there once', async () => {
    const all = { rows: villages.length * rowsPerVillage, batches: 1 }
    const random = new Random('kill')
    let { process, url } = await own.start()
    // The first is not killed: its length says in what span the others are.
    const begun = performance.now()
    expect((await deliver(url, 1950)).status).toBe(200)
    const length = performance.now() - begun
    const seen: string[] = []
    for (let kill = 1; kill <= kills; kill += 1) {
      const firstYear = 1949 + kill
      await own.client.query(
        'truncate statistics.village_income, statistics.village_income_history',
      )
      await own.client.query('delete from publishing.batch where idempotency_key is not null')
      const delivery = deliver(url, firstYear).then(
        ({ status }) => status,
        () => undefined,
      )
      // One in each part of that span, so that some are early whatever else the machine does.
      await elapsed((length * (kill - random.between(0, 1))) / kills)
      await process.stop('SIGKILL')
      const answered = await delivery
      ;({ process, url } = await own.start())
      const left = await stored(firstYear)
      seen.push(`${left.rows}`)
      expect([nothing, all]).toContainEqual(left)
      if (answered === 200) expect(left).toEqual(all)
      const again = await deliver(url, firstYear)
      expect(again.status).toBe(200)
      expect(await stored(firstYear)).toEqual(all)
    }
    // Were every kill too late, nothing would have been tried.
    expect(seen).toContain('0')
  })

  test('by the end of its connection leaves nothing, is answered, and the process lives on', async () => {
    await own.client.query('truncate statistics.village_income, statistics.village_income_history')
    await own.client.query('delete from publishing.batch where idempotency_key is not null')
    const { url } = await own.start()
    // Held by somebody else, the table lets the delivery come as far as its own rows, and no further.
    const holder = await own.connect()
    await holder.query('begin')
    await holder.query('lock table statistics.village_income in share mode')
    const delivery = deliver(url, 1990)
    for (;;) {
      const { rows } = await own.client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into "statistics"%'`,
      )
      if (rows.length > 0) break
      await elapsed(20)
    }
    await holder.query('rollback')
    await holder.end()
    const answer = await delivery
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).not.toBeNull()
    expect(await stored(1990)).toEqual(nothing)
    expect((await deliver(url, 1990)).status).toBe(200)
  })
})
