import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { gatherCatalogue } from '../src/catalogue/catalogue.ts'
import { agree } from './bench/agreement.ts'
import { startVariants, type Variant } from './bench/variants.ts'
import { readWorkloads, type Workload } from './bench/workloads.ts'
import { templateName } from './prepare/template.ts'

const server = inject('postgresUrl')
const database = 'bench_agreement'

async function withClient<T>(name: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: `${server}/${name}` })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

let variants: Variant[] = []
let workloads: Workload[] = []
let stop = async () => {}

beforeAll(async () => {
  await withClient('template1', (client) =>
    client.query(`create database ${database} template ${templateName}`),
  )
  const catalogue = await gatherCatalogue()
  workloads = await withClient(database, (client) => readWorkloads(catalogue, client))
  const started = await startVariants(`${server}/${database}`, workloads)
  variants = started.variants
  stop = started.stop
})

afterAll(() => stop())

test.each([
  { name: 'wide', least: 9_000 },
  { name: 'small', least: 50 },
  { name: 'tiny', least: 3 },
])('the floor, PostGraphile and the gateway answer $name alike', async ({ name, least }) => {
  expect(variants.map((variant) => variant.name)).toEqual(['floor', 'postgraphile', 'gateway'])
  const { answers, leaves } = await agree(variants, workloads.find((one) => one.name === name)!)
  expect(answers).toBeGreaterThan(1)
  expect(leaves).toBeGreaterThanOrEqual(least)
})

test('answers that differ are told apart', async () => {
  const [tiny] = workloads.filter(({ name }) => name === 'tiny')
  const reshape = (data: object) => ({ ...data, more: 1 })
  await expect(agree(variants, { ...tiny!, reshape })).rejects.toThrow(
    'postgraphile and floor answer "tiny" differently',
  )
})
