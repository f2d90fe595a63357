import { afterAll, beforeAll, expect, test } from 'vitest'
import { checks } from '../../src/checks/checks.ts'
import { fillWithSyntheticCity } from '../../src/demo/fill.ts'
import { readSettings } from '../../src/ground/settings.ts'
import { openTestGateway, reader, type TestGateway } from '../prepare/gateway.ts'

let city: TestGateway
beforeAll(async () => {
  city = await openTestGateway('template1')
  // As large as it is where nobody says how large.
  await fillWithSyntheticCity(city.catalogue, city.database, readSettings({}))
}, 300_000)
afterAll(() => city.close())

test.each(checks)(
  'the city that a first start fills holds what $code looks for',
  async ({ code }) => {
    const listed = await city.ask(reader('statistics'), '{ checks { code departments } }')
    const { departments } = listed.data.checks.find(
      (check: { code: string }) => check.code === code,
    )
    const { data } = await city.ask(
      reader(departments[0]),
      `{ findings(code: "${code}", period: "2020") { totalCount page { nodes { id } } } }`,
    )
    expect(data.findings.totalCount).toBeGreaterThan(0)
    expect(data.findings.page.nodes.length).toBeGreaterThan(0)
  },
)
