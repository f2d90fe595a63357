import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { syntheticCreditCode } from '../../src/demo/chance/syntheticCodes.ts'
import { startPostgres } from '../prepare/postgres.ts'
import { type GatewayProcess, startProcess } from '../prepare/process.ts'
import { serverSettings, withClient } from './city.ts'
import { openIssuer } from './issuer.ts'
import { peakMemory } from './memory.ts'
import { machine, median } from './report.ts'

const view = 'agriculture.AgribusinessProfile'
const cooperatives = 20_000
const firstYear = 1950
const mostYears = 70
const database = 'publishing'

const headings = [
  '统一社会信用代码',
  '所属期',
  '主体类型',
  '认定级别',
  '扶贫龙头企业',
  '主导产业',
  '成员户数(户)',
  '带动贫困户数(户)',
  '基地面积(亩)',
  '年销售额(万元)',
]
const levels = ['国家级', '省级', '市级', '县级', '未认定']
const lines = ['茶叶', '蔬菜', '中药材', '水果', '食用菌', '生态畜牧', '油茶', '粮油']

/** The same row always, told by its place; and another in a second delivery where it is its turn. */
function rowOf(uscc: string, year: number, i: number, delivery: number): string {
  const turn = delivery > 0 && (i * 7919 + year) % 100 === 0 ? delivery : 0
  const members = (i * 13 + year) % 300
  return [
    uscc,
    year,
    '农民专业合作社',
    levels[i % 5],
    i % 11 === 0 ? '是' : '否',
    lines[(i + year) % 8],
    members,
    members % 40,
    ((i * 7 + turn) % 9000) / 10,
    ((i * 31 + year * 17 + turn) % 100_000) / 100,
  ].join(',')
}

/** Writes a delivery as a department would: a year of all its cooperatives after the other. */
async function writeDelivery(
  path: string,
  codes: readonly string[],
  rows: number,
  delivery: number,
): Promise<void> {
  const pieces = function* () {
    let piece = `${headings.join(',')}\n`
    for (let n = 0; n < rows; n += 1) {
      const i = n % codes.length
      const year = firstYear + Math.floor(n / codes.length)
      piece += `${rowOf(codes[i] ?? '', year, i, delivery)}\n`
      if (piece.length > 1 << 18) {
        yield piece
        piece = ''
      }
    }
    yield piece
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path))
}

/** A table of the same columns and key, into which PostgreSQL copies the file as it stands. */
const rawTable = (name: string, key: string) => `create table ${name} (
  uscc text collate "C", period text collate "C", entity_kind text, recognition_level text,
  poverty_leading text, main_industry text, member_households integer,
  linked_poor_households integer, base_area numeric, annual_sales numeric(18,2)${key})`

async function copyRaw(url: string, path: string, key: string): Promise<number> {
  return withClient(url, async (client) => {
    await client.query('drop table if exists raw')
    await client.query(rawTable('raw', key))
    await client.query('checkpoint')
    const started = performance.now()
    const source = createReadStream(path, { highWaterMark: 1 << 20 })
    await pipeline(source, client.query(copyFrom('copy raw from stdin (format csv, header)')))
    return (performance.now() - started) / 1000
  })
}

interface Delivery {
  readonly seconds: number
  readonly inserted: number
  readonly changed: number
}

async function deliver(gateway: string, token: string, path: string): Promise<Delivery> {
  const started = performance.now()
  const response = await fetch(`${gateway}/publish/${view}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: Readable.toWeb(createReadStream(path, { highWaterMark: 1 << 20 })),
    duplex: 'half',
  } as RequestInit)
  const report = (await response.json()) as Delivery & { outcome: string }
  const seconds = (performance.now() - started) / 1000
  if (report.outcome !== 'PUBLISHED') throw new Error(JSON.stringify(report).slice(0, 500))
  return { seconds, inserted: report.inserted, changed: report.changed }
}

interface Running {
  readonly process: GatewayProcess
  readonly url: string
  readonly token: string
  readonly stop: () => Promise<void>
}

async function startGateway(databaseUrl: string, dataDir: string): Promise<Running> {
  const issuer = await openIssuer()
  const process = startProcess('src/main.ts', {
    ...issuer.environment,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    SYNTHETIC_CITY: 'off',
    PORT: '0',
    LOG_LEVEL: 'error',
  })
  const [, url = ''] = await process.prints(/ready: (\S+)\/graphql/)
  const token = await issuer.sign({ role: 'steward', department: 'agriculture' } as never)
  const stop = async () => {
    await process.stop()
    await issuer.forget()
  }
  return { process, url, token, stop }
}

interface Line {
  readonly what: string
  readonly seconds: number
  readonly note?: string
}

function asTable(rows: number, measured: readonly Line[], raw: number): string {
  const table = measured.map(({ what, seconds, note = '' }) =>
    [
      what.padEnd(44),
      seconds.toFixed(1).padStart(8),
      Math.round(rows / seconds)
        .toLocaleString('en')
        .padStart(10),
      (raw / seconds).toFixed(2).padStart(8),
      note,
    ].join(' '),
  )
  const head = `${'what'.padEnd(44)} ${'seconds'.padStart(8)} ${'rows/s'.padStart(10)} ${'of raw'.padStart(8)}`
  return [head, ...table].join('\n')
}

/** Publishes a file of a ten-column view and copies the same file raw, in turn. */
export async function benchPublish(asked: { rows: number; rounds: number }): Promise<void> {
  const rows = Math.min(Math.round(asked.rows), cooperatives * mostYears)
  const folder = await mkdtemp(join(tmpdir(), 'bench-publish-'))
  const server = await startPostgres({ settings: serverSettings })
  const tell = (what: string) => process.stderr.write(`${what}\n`)
  try {
    const codes = Array.from({ length: cooperatives }, (_, i) => syntheticCreditCode('93', i))
    const [first, second] = [join(folder, 'first.csv'), join(folder, 'second.csv')]
    await writeDelivery(first, codes, rows, 0)
    await writeDelivery(second, codes, rows, 1)
    const megabytes = Math.round((await stat(first)).size / 1e6)
    await withClient(server.url('template1'), (one) => one.query(`create database ${database}`))
    const url = server.url(database)
    const gateway = await startGateway(url, join(folder, 'data'))
    try {
      await withClient(url, (client) =>
        client.query(
          `insert into shared.cooperative (uscc, name) select code, code from unnest($1::text[]) code`,
          [codes],
        ),
      )
      const raw: number[] = []
      const bare: number[] = []
      const fresh: number[] = []
      const again: number[] = []
      let changed = 0
      for (let round = 1; round <= asked.rounds; round += 1) {
        tell(`Round ${round} of ${asked.rounds}`)
        bare.push(await copyRaw(url, first, ''))
        raw.push(await copyRaw(url, first, ', primary key (uscc, period)'))
        await withClient(url, async (client) => {
          await client.query('truncate agriculture.agribusiness_profile')
          await client.query('truncate agriculture.agribusiness_profile_history')
          await client.query('checkpoint')
        })
        fresh.push((await deliver(gateway.url, gateway.token, first)).seconds)
        const later = await deliver(gateway.url, gateway.token, second)
        changed = later.changed
        again.push(later.seconds)
      }
      const memory = await peakMemory(gateway.process.pid)
      const ofRaw = median(raw)
      console.log(
        `\n${rows.toLocaleString('en')} rows of ${view}, ten columns, ${megabytes} MB of CSV\n\n${asTable(
          rows,
          [
            { what: 'raw COPY, the same key', seconds: ofRaw },
            { what: 'raw COPY, no key', seconds: median(bare) },
            { what: 'published: checked, versioned', seconds: median(fresh) },
            {
              what: 'published again, with corrections',
              seconds: median(again),
              note: ` ${changed.toLocaleString('en')} rows changed`,
            },
          ],
          ofRaw,
        )}\n`,
      )
      console.log(`Most memory that the gateway's process held: ${Math.round(memory)} MB.`)
      const version = await withClient(url, async (client) => {
        const { rows: said } = await client.query<{ server_version: string }>('show server_version')
        return said[0]?.server_version.split(' ')[0] ?? ''
      })
      const settings = Object.entries(serverSettings).map(([name, value]) => `${name} ${value}`)
      console.log(
        `Medians of ${asked.rounds} rounds, in turn (${settings.join(', ')}).\n${machine(version)}`,
      )
    } finally {
      await gateway.stop()
    }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
