import { afterAll, beforeAll, expect, test } from 'vitest'
import { dossierDepartments } from './dossier/dossier.ts'
import { openTestGateway, reader, type TestGateway } from './prepare/gateway.ts'

let gateway: TestGateway

beforeAll(async () => {
  gateway = await openTestGateway()
})
afterAll(() => gateway.close())

test.each([
  ['2018', '铜仁市农业委员会'],
  ['2018-Q4', '铜仁市农业委员会'],
  ['2019-Q1', '铜仁市农业农村局'],
  ['2019', '铜仁市农业农村局'],
])('agriculture at the end of %s is %s', async (period, name) => {
  const { data } = await gateway.ask(
    reader('finance'),
    `{ department(code: "agriculture", period: "${period}") { zh names { zh from source } } }`,
  )
  expect(data.department.zh).toBe(name)
  expect(data.department.names).toEqual([
    { zh: '铜仁市农业委员会', from: null, source: null },
    { zh: '铜仁市农业农村局', from: '2019-01', source: expect.stringContaining('proposed') },
  ])
})

test('all 32 are there under the names of the programme’s start and of today', async () => {
  const names = async (period: string) => {
    const { data } = await gateway.ask(
      reader('finance'),
      `{ departments(period: "${period}") { code zh en } }`,
    )
    const named: { code: string; zh: string }[] = data.departments
    expect(new Set(named.map(({ zh }) => zh)).size).toBe(gateway.catalogue.departments.length)
    return named.filter(({ code }) => dossierDepartments.includes(code)).map(({ zh }) => zh)
  }
  const [before, after] = [await names('2016'), await names('2022')]
  expect(before).toHaveLength(32)
  expect(new Set(before).size).toBe(32)
  expect(before).toContain('铜仁市卫生和计划生育委员会')
  expect(after).toContain('铜仁市卫生健康局')
  expect(after).toContain('铜仁市财政局')
})
